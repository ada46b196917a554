-- Companies become subsidiaries of another, or of none: parent not given. A family is a tree of any depth.
--@ act set-parent
--@ right customer.edit
--@ arg ids ids
--@ arg parent int?
--@ refuse too-many-rows
SELECT l.n AS allowed, (SELECT count(*) FROM @ids(ids) AS i) AS rows FROM person p JOIN role_limit l ON l.role = p.role
  AND l.name = 'bulk_rows' WHERE p.id = :me AND (SELECT count(*) FROM @ids(ids) AS i) > greatest(l.n, coalesce((
  SELECT max(q.granted) FROM request q WHERE q.person = :me AND q.kind = 'bulk' AND q.state = 'granted'
  AND q.until_day >= :today), 0))
--@ refuse no-such-customer
SELECT i.id AS customer FROM @ids(ids) AS i WHERE NOT EXISTS (SELECT 1 FROM customer c WHERE c.id = i.id)
--@ refuse no-such-parent
SELECT :parent AS customer WHERE :parent IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM customer c WHERE c.id = :parent AND c.merged_into IS NULL)
--@ refuse out-of-reach
SELECT c.id AS customer FROM @ids(ids) AS i JOIN customer c ON c.id = i.id WHERE NOT @reaches(c.owner)
UNION ALL SELECT c.id FROM customer c WHERE c.id = :parent AND NOT @reaches(customer.see, c.owner)
--@ refuse archived
SELECT c.id AS customer FROM @ids(ids) AS i JOIN customer c ON c.id = i.id WHERE c.archived = 1
UNION ALL SELECT c.id FROM customer c WHERE c.id = :parent AND c.archived = 1
--@ refuse locked-field
SELECT f.field AS field FROM person p JOIN role_field f ON f.role = p.role AND f.relation = 'customer'
   AND f.field = 'parent' AND f.rule IN ('hidden', 'read') WHERE p.id = :me
--@ refuse own-ancestor
WITH RECURSIVE up(id) AS (SELECT :parent UNION SELECT c.parent FROM up u JOIN customer c ON c.id = u.id
  WHERE c.parent IS NOT NULL)
SELECT i.id AS customer FROM @ids(ids) AS i JOIN up u ON u.id = i.id
--@ audit
SELECT 'customer', c.id, 'parent', CAST(c.parent AS TEXT), CAST(:parent AS TEXT) FROM customer c
 WHERE c.id IN (SELECT i.id FROM @ids(ids) AS i) AND c.parent IS DISTINCT FROM :parent
--@ let n int
(SELECT count(*) FROM act_row r WHERE r.act = :act)
--@ refuse nothing-to-do
SELECT :parent AS customer WHERE :n = 0
--@ do n
UPDATE customer SET parent = :parent, version = version + 1 WHERE id IN (SELECT r.record FROM act_row r WHERE r.act = :act)
--@ timeline
SELECT r.record, 'edited', NULL, 'customer', r.record FROM act_row r WHERE r.act = :act
--@ give n
:n
--@ undo
--@ refuse out-of-reach
SELECT c.id AS customer FROM act_row r JOIN customer c ON c.id = r.record WHERE r.act = :undone AND NOT @reaches(c.owner)
--@ refuse locked-field
SELECT f.field AS field FROM person p JOIN role_field f ON f.role = p.role AND f.relation = 'customer'
   AND f.field = 'parent' AND f.rule IN ('hidden', 'read') WHERE p.id = :me
--@ refuse changed-since
SELECT r.record AS customer FROM act_row r LEFT JOIN customer c ON c.id = r.record
 WHERE r.act = :undone AND (c.id IS NULL OR CAST(c.parent AS TEXT) IS DISTINCT FROM r.became)
--@ refuse no-such-parent
SELECT CAST(r.was AS INTEGER) AS customer FROM act_row r WHERE r.act = :undone AND r.was IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM customer p WHERE p.id = CAST(r.was AS INTEGER))
-- What has been merged since is where it is now.
--@ do any
UPDATE customer AS c SET parent = (SELECT coalesce(p.merged_into, p.id) FROM customer p WHERE p.id = CAST(r.was AS INTEGER)),
  version = c.version + 1 FROM act_row r WHERE r.act = :undone AND r.record = c.id
--@ refuse own-ancestor
WITH RECURSIVE up(origin, id) AS (SELECT r.record, c.parent FROM act_row r JOIN customer c ON c.id = r.record
    WHERE r.act = :undone AND c.parent IS NOT NULL
  UNION SELECT u.origin, c.parent FROM up u JOIN customer c ON c.id = u.id WHERE c.parent IS NOT NULL)
SELECT u.id AS customer FROM up u WHERE u.id = u.origin
--@ timeline
SELECT r.record, 'undone', 'edited', 'customer', r.record FROM act_row r WHERE r.act = :undone
