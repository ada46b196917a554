--@ act restore-customers
--@ right customer.archive
--@ arg ids ids
--@ refuse too-many-rows
@bulk(ids)
--@ refuse no-such-customer
SELECT i.id AS customer FROM @ids(ids) AS i WHERE NOT EXISTS (SELECT 1 FROM customer c WHERE c.id = i.id)
--@ refuse out-of-reach
SELECT c.id AS customer FROM @ids(ids) AS i JOIN customer c ON c.id = i.id WHERE NOT @reaches(c.owner)
--@ let n int
(SELECT count(*) FROM customer c WHERE c.archived = 1 AND c.merged_into IS NULL AND c.id IN (SELECT i.id
  FROM @ids(ids) AS i))
--@ refuse nothing-to-do
SELECT :n AS n WHERE :n = 0
--@ audit
SELECT 'customer', c.id, 'archived', '1', '0' FROM customer c
 WHERE c.archived = 1 AND c.merged_into IS NULL AND c.id IN (SELECT i.id FROM @ids(ids) AS i)
--@ do n
UPDATE customer SET archived = 0, version = version + 1 WHERE id IN (
  SELECT r.record FROM act_row r WHERE r.act = :act AND r.relation = 'customer')
--@ do any
INSERT INTO holding AS h (person, n)
SELECT c.owner, count(*) FROM act_row r JOIN customer c ON c.id = r.record
 WHERE r.act = :act AND r.relation = 'customer' AND r.field = 'archived' AND c.owner IS NOT NULL GROUP BY c.owner
ON CONFLICT (person) DO UPDATE SET n = h.n + excluded.n
--@ do any
DELETE FROM holding WHERE n = 0
--@ refuse cap-exceeded
SELECT c.owner AS person, @cap(c.owner) AS cap FROM act_row r JOIN customer c ON c.id = r.record
 WHERE r.act = :act AND r.relation = 'customer' AND r.field = 'archived' AND @counts(c) AND @overfull(c.owner)
--@ timeline
SELECT r.record, 'restored', NULL, 'customer', r.record FROM act_row r WHERE r.act = :act AND r.relation = 'customer'
--@ refresh
SELECT r.record FROM act_row r WHERE r.act = :act AND r.relation = 'customer'
--@ give n
:n
--@ undo
--@ refuse out-of-reach
SELECT c.id AS customer FROM act_row r JOIN customer c ON c.id = r.record
 WHERE r.act = :undone AND r.relation = 'customer' AND r.field = 'archived' AND NOT @reaches(c.owner)
--@ refuse changed-since
SELECT r.record AS customer FROM act_row r LEFT JOIN customer c ON c.id = r.record AND c.archived = 0
 WHERE r.act = :undone AND r.relation = 'customer' AND c.id IS NULL
--@ do any
UPDATE customer SET archived = 1, version = version + 1 WHERE id IN (
  SELECT r.record FROM act_row r WHERE r.act = :undone AND r.relation = 'customer')
--@ do any
INSERT INTO holding AS h (person, n)
SELECT c.owner, -count(*) FROM act_row r JOIN customer c ON c.id = r.record
 WHERE r.act = :undone AND r.relation = 'customer' AND r.field = 'archived' AND c.owner IS NOT NULL GROUP BY c.owner
ON CONFLICT (person) DO UPDATE SET n = h.n + excluded.n
--@ do any
DELETE FROM holding WHERE n = 0
--@ timeline
SELECT r.record, 'undone', 'restored', 'customer', r.record FROM act_row r WHERE r.act = :undone
  AND r.relation = 'customer'
--@ refresh
SELECT r.record FROM act_row r WHERE r.act = :undone AND r.relation = 'customer'
