-- What a merge made one is two again, whenever that is asked for: see shared/unmerge.sql for what goes and what stays.
-- Of what came since the merge, `choices` may say otherwise: back 1 goes with the one that goes back, 0 stays. `owner`
-- gets the one that goes back instead of whoever had it.
--@ act unmerge-customer
--@ right customer.merge
--@ arg gone int
--@ arg owner int?
--@ rows choices
--@ column relation text
--@ column record int
--@ column back int
--@ refuse no-such-customer
SELECT :gone AS customer WHERE NOT EXISTS (SELECT 1 FROM customer c WHERE c.id = :gone)
--@ let merge int
(SELECT max(m.act) FROM customer_merge m WHERE m.gone = :gone AND m.ended IS NULL)
--@ refuse not-merged
SELECT :gone AS customer WHERE :merge IS NULL
--@ refuse person-out-of-reach
SELECT :owner AS person WHERE :owner IS NOT NULL AND NOT @reaches(:owner)
--@ let heir int
coalesce(:owner, (SELECT c.owner FROM customer c WHERE c.id = :gone))
--@ let merged_at int
(SELECT m.at FROM customer_merge m WHERE m.act = :merge)
--@ let now_in int
(SELECT c.merged_into FROM customer c WHERE c.id = :gone)
--@ each choices
--@ skip not-in-doubt
SELECT :record WHERE :back NOT IN (0, 1) OR EXISTS (SELECT 1 FROM merge_row m WHERE m.act IN (:act, :merge)
    AND m.relation = :relation AND m.record = :record)
  OR NOT EXISTS (SELECT 1 FROM contact x WHERE :relation = 'contact' AND x.id = :record AND x.customer = :now_in AND x.created_at > :merged_at
    UNION ALL SELECT 1 FROM activity x WHERE :relation = 'activity' AND x.id = :record AND x.customer = :now_in AND x.recorded_at > :merged_at
    UNION ALL SELECT 1 FROM task x WHERE :relation = 'task' AND x.id = :record AND x.customer = :now_in AND x.created_at > :merged_at
    UNION ALL SELECT 1 FROM deal x WHERE :relation = 'deal' AND x.id = :record AND x.customer = :now_in AND x.created_at > :merged_at
    UNION ALL SELECT 1 FROM contract x WHERE :relation = 'contract' AND x.id = :record AND x.customer = :now_in AND x.created_at > :merged_at
    UNION ALL SELECT 1 FROM payment x WHERE :relation = 'payment' AND x.id = :record AND x.customer = :now_in AND x.created_at > :merged_at)
--@ do 1
INSERT INTO merge_row(act, relation, record, moves) VALUES (:act, :relation, :record, :back)
--@ end
--@ include unmerge
--@ give n
(SELECT count(*) FROM merge_row m WHERE m.act = :act AND m.moves = 1)
--@ undo
--@ let merge int
(SELECT m.act FROM customer_merge m WHERE m.ended = :undone)
--@ let gone int
(SELECT m.gone FROM customer_merge m WHERE m.act = :merge)
--@ let kept int
(SELECT m.keep FROM customer_merge m WHERE m.act = :merge)
--@ let root int
(SELECT CAST(r.was AS INTEGER) FROM act_row r WHERE r.act = :undone AND r.relation = 'customer' AND r.record = :gone
  AND r.field = 'merged_into')
--@ let place int
:root
--@ let rows_of int
:undone
--@ refuse out-of-reach
SELECT c.id AS customer FROM customer c WHERE c.id IN (:gone, :root) AND NOT @reaches(c.owner)
-- What has come to it since would be in the wrong place with the other. (What acts that were undone left there may stay.)
--@ refuse changed-since
SELECT r.record AS customer FROM act_row r JOIN customer_text v ON v.customer = r.record AND v.field = r.field
 WHERE r.act = :undone AND r.relation = 'customer' AND v.value IS DISTINCT FROM r.became
UNION ALL SELECT c.id FROM customer c WHERE c.id = :root AND c.merged_into IS NOT NULL
UNION ALL SELECT c.id FROM customer c WHERE c.id = :kept AND coalesce(c.merged_into, c.id) <> :root
UNION ALL SELECT e.customer FROM ownership_standing e WHERE e.customer = :gone AND e.act > :undone
UNION ALL SELECT :gone FROM contact x WHERE x.customer = :gone AND NOT EXISTS (
  SELECT 1 FROM merge_row m WHERE m.act = :undone AND m.relation = 'contact' AND m.record = x.id AND m.moves = 1)
UNION ALL SELECT :gone FROM activity x WHERE x.customer = :gone AND x.voided = 0 AND NOT EXISTS (
  SELECT 1 FROM merge_row m WHERE m.act = :undone AND m.relation = 'activity' AND m.record = x.id AND m.moves = 1)
UNION ALL SELECT :gone FROM task x WHERE x.customer = :gone AND NOT EXISTS (
  SELECT 1 FROM merge_row m WHERE m.act = :undone AND m.relation = 'task' AND m.record = x.id AND m.moves = 1)
UNION ALL SELECT :gone FROM deal x WHERE x.customer = :gone AND NOT EXISTS (
  SELECT 1 FROM merge_row m WHERE m.act = :undone AND m.relation = 'deal' AND m.record = x.id AND m.moves = 1)
UNION ALL SELECT :gone FROM contract x WHERE x.customer = :gone AND NOT EXISTS (
  SELECT 1 FROM merge_row m WHERE m.act = :undone AND m.relation = 'contract' AND m.record = x.id AND m.moves = 1)
UNION ALL SELECT :gone FROM payment x WHERE x.customer = :gone AND x.voided = 0 AND NOT EXISTS (
  SELECT 1 FROM merge_row m WHERE m.act = :undone AND m.relation = 'payment' AND m.record = x.id AND m.moves = 1)
UNION ALL SELECT :gone FROM disclosure x WHERE x.customer = :gone AND NOT EXISTS (
  SELECT 1 FROM merge_row m WHERE m.act = :undone AND m.relation = 'disclosure' AND m.record = x.id AND m.moves = 1)
UNION ALL SELECT k.customer FROM merge_row m JOIN collaborator x ON x.id = m.record JOIN collaborator k ON k.person = x.person
  WHERE m.act = :undone AND m.relation = 'collaborator' AND k.customer = :root AND k.id <> x.id
UNION ALL SELECT x.id FROM customer x WHERE (x.parent = :gone OR x.merged_into = :gone) AND x.id <> :kept AND NOT EXISTS (SELECT 1 FROM merge_row m
  WHERE m.act = :undone AND m.record = x.id AND m.relation IN ('parent', 'merged'))
UNION ALL SELECT :gone FROM merge_row m WHERE m.act = :undone AND m.moves = 1 AND ((m.relation = 'contact' AND NOT EXISTS (SELECT 1 FROM contact x WHERE x.id = m.record AND x.customer = :gone))
   OR (m.relation = 'activity' AND NOT EXISTS (SELECT 1 FROM activity x WHERE x.id = m.record AND x.customer = :gone))
   OR (m.relation = 'task' AND NOT EXISTS (SELECT 1 FROM task x WHERE x.id = m.record AND x.customer = :gone))
   OR (m.relation = 'deal' AND NOT EXISTS (SELECT 1 FROM deal x WHERE x.id = m.record AND x.customer = :gone))
   OR (m.relation = 'contract' AND NOT EXISTS (SELECT 1 FROM contract x WHERE x.id = m.record AND x.customer = :gone))
   OR (m.relation = 'payment' AND NOT EXISTS (SELECT 1 FROM payment x WHERE x.id = m.record AND x.customer = :gone)))
--@ audit
SELECT r.relation, r.record, r.field, r.became, r.was FROM act_row r WHERE r.act = :undone
--@ include merge-apply
--@ refuse cap-exceeded
SELECT c.owner AS person, @cap(c.owner) AS cap FROM act_row r JOIN customer c ON c.id = r.record
 WHERE r.act = :act AND r.relation = 'customer' AND r.field = 'owned_since' AND c.archived = 0 AND @counts(c) AND @overfull(c.owner)
--@ refuse own-ancestor
WITH RECURSIVE up(origin, id) AS (SELECT c.id, c.parent FROM customer c WHERE c.id IN (:gone, :kept, :root) AND c.parent IS NOT NULL
  UNION SELECT u.origin, c.parent FROM up u JOIN customer c ON c.id = u.id WHERE c.parent IS NOT NULL)
SELECT u.id AS customer FROM up u WHERE u.id = u.origin
--@ do any
INSERT INTO customer_tag(customer, tag) SELECT :kept, m.record FROM merge_row m WHERE m.act = :undone AND m.relation = 'tag'
  AND NOT EXISTS (SELECT 1 FROM customer_tag g WHERE g.customer = :kept AND g.tag = m.record)
--@ do 1
UPDATE customer_merge SET ended = NULL WHERE act = :merge
--@ timeline
SELECT :root, 'merged', c.name, 'customer', :gone FROM customer c WHERE c.id = :gone
UNION ALL SELECT :gone, 'merged', c.name, 'customer', :root FROM customer c WHERE c.id = :root
--@ refresh
SELECT c.id FROM customer c WHERE c.id IN (:gone, :kept, :root)
