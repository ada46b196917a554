--@ act archive-customers
--@ right customer.archive
--@ arg ids ids
--@ refuse too-many-rows
@bulk(ids)
--@ refuse no-such-customer
SELECT i.id AS customer FROM @ids(ids) AS i WHERE NOT EXISTS (SELECT 1 FROM customer c WHERE c.id = i.id)
--@ refuse out-of-reach
SELECT c.id AS customer FROM @ids(ids) AS i JOIN customer c ON c.id = i.id WHERE NOT @reaches(c.owner)
--@ refuse open-deals
SELECT d.customer AS customer, d.id AS deal FROM @ids(ids) AS i JOIN deal d ON d.customer = i.id AND d.status = 'open'
--@ let n int
(SELECT count(*) FROM customer c WHERE c.archived = 0 AND c.merged_into IS NULL AND c.id IN (SELECT i.id
  FROM @ids(ids) AS i))
--@ refuse nothing-to-do
SELECT :n AS n WHERE :n = 0
--@ audit
SELECT 'customer', c.id, 'archived', '0', '1' FROM customer c
 WHERE c.archived = 0 AND c.merged_into IS NULL AND c.id IN (SELECT i.id FROM @ids(ids) AS i)
-- Nothing is due any more.
--@ audit
SELECT 'task', t.id, 'dropped', '0', '1' FROM @ids(ids) AS i JOIN task t ON t.customer = i.id
  AND t.done_at IS NULL AND t.dropped = 0
--@ do any
UPDATE task SET dropped = 1, version = version + 1 WHERE id IN (
  SELECT r.record FROM act_row r WHERE r.act = :act AND r.relation = 'task')
--@ do n
UPDATE customer SET archived = 1, version = version + 1 WHERE id IN (
  SELECT r.record FROM act_row r WHERE r.act = :act AND r.relation = 'customer')
--@ do any
INSERT INTO holding AS h (person, n)
SELECT c.owner, -count(*) FROM act_row r JOIN customer c ON c.id = r.record
 WHERE r.act = :act AND r.relation = 'customer' AND r.field = 'archived' AND c.owner IS NOT NULL GROUP BY c.owner
ON CONFLICT (person) DO UPDATE SET n = h.n + excluded.n
--@ do any
DELETE FROM holding WHERE n = 0
--@ timeline
SELECT r.record, 'archived', NULL, 'customer', r.record FROM act_row r WHERE r.act = :act AND r.relation = 'customer'
--@ refresh
SELECT r.record FROM act_row r WHERE r.act = :act AND r.relation = 'customer'
--@ give n
:n
--@ undo
--@ refuse out-of-reach
SELECT c.id AS customer FROM act_row r JOIN customer c ON c.id = r.record
 WHERE r.act = :undone AND r.relation = 'customer' AND r.field = 'archived' AND NOT @reaches(c.owner)
--@ refuse changed-since
SELECT r.record AS customer FROM act_row r LEFT JOIN customer c ON c.id = r.record AND c.archived = 1 AND c.merged_into IS NULL
 WHERE r.act = :undone AND r.relation = 'customer' AND c.id IS NULL
--@ do any
UPDATE customer SET archived = 0, version = version + 1 WHERE id IN (
  SELECT r.record FROM act_row r WHERE r.act = :undone AND r.relation = 'customer')
--@ do any
UPDATE task SET dropped = 0, version = version + 1 WHERE done_at IS NULL AND id IN (
  SELECT r.record FROM act_row r WHERE r.act = :undone AND r.relation = 'task')
--@ do any
INSERT INTO holding AS h (person, n)
SELECT c.owner, count(*) FROM act_row r JOIN customer c ON c.id = r.record
 WHERE r.act = :undone AND r.relation = 'customer' AND r.field = 'archived' AND c.owner IS NOT NULL GROUP BY c.owner
ON CONFLICT (person) DO UPDATE SET n = h.n + excluded.n
--@ do any
DELETE FROM holding WHERE n = 0
--@ refuse cap-exceeded
SELECT c.owner AS person, @cap(c.owner) AS cap FROM act_row r JOIN customer c ON c.id = r.record
 WHERE r.act = :undone AND r.relation = 'customer' AND r.field = 'archived' AND @counts(c) AND @overfull(c.owner)
--@ timeline
SELECT r.record, 'undone', 'archived', 'customer', r.record FROM act_row r WHERE r.act = :undone
  AND r.relation = 'customer'
-- What was to be done may hang on another customer by now: one that was separated since.
--@ refresh
SELECT r.record FROM act_row r WHERE r.act = :undone AND r.relation = 'customer'
UNION SELECT t.customer FROM act_row r JOIN task t ON t.id = r.record WHERE r.act = :undone AND r.relation = 'task'
  AND t.customer IS NOT NULL
