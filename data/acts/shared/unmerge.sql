-- Of merge-customers and unmerge-customer: gives `gone` back from the merge :merge, to :heir (nobody: to its pool).
-- What the merge moved goes back; what came since goes along with the contact, deal, contract or activity that it is about,
-- unless merge_row says otherwise already; the rest stays. Fields of the one that was kept get back what they had, where
-- nobody has changed them since. Owners as well, unless the customer changed hands since.
--@ let kept int
(SELECT m.keep FROM customer_merge m WHERE m.act = :merge)
--@ let root int
(SELECT c.merged_into FROM customer c WHERE c.id = :gone)
--@ refuse out-of-reach
SELECT c.id AS customer FROM customer c WHERE c.id IN (:gone, :root) AND NOT @reaches(c.owner)
--@ let opens int
(SELECT count(*) FROM act_row r WHERE r.act = :merge AND r.relation = 'customer' AND r.record = :gone AND r.field = 'archived')
-- Nobody gets customers back who has left.
--@ refuse no-such-person
SELECT p.id AS person FROM person p WHERE p.id = :heir AND p.active = 0 AND :opens = 1
--@ let regains int
(SELECT count(*) FROM act_row r JOIN customer c ON c.id = r.record AND CAST(c.owned_since AS TEXT) = r.became
  LEFT JOIN act_row o ON o.act = r.act AND o.relation = 'customer' AND o.record = r.record AND o.field = 'owner'
  LEFT JOIN person p ON p.id = CAST(o.was AS INTEGER)
 WHERE r.act = :merge AND r.relation = 'customer' AND r.record = :kept AND r.field = 'owned_since' AND coalesce(p.active, 1) = 1)
--@ let place int
:gone
--@ let rows_of int
:act
--@ do any
INSERT INTO merge_row(act, relation, record)
SELECT :act, m.relation, m.record FROM merge_row m WHERE m.act = :merge AND ((m.relation = 'contact' AND EXISTS (SELECT 1 FROM contact x WHERE x.id = m.record AND x.customer = :root))
   OR (m.relation = 'activity' AND EXISTS (SELECT 1 FROM activity x WHERE x.id = m.record AND x.customer = :root))
   OR (m.relation = 'task' AND EXISTS (SELECT 1 FROM task x WHERE x.id = m.record AND x.customer = :root))
   OR (m.relation = 'deal' AND EXISTS (SELECT 1 FROM deal x WHERE x.id = m.record AND x.customer = :root))
   OR (m.relation = 'contract' AND EXISTS (SELECT 1 FROM contract x WHERE x.id = m.record AND x.customer = :root))
   OR (m.relation = 'payment' AND EXISTS (SELECT 1 FROM payment x WHERE x.id = m.record AND x.customer = :root))
   OR (m.relation = 'timeline' AND EXISTS (SELECT 1 FROM timeline x WHERE x.id = m.record AND x.customer = :root))
   OR (m.relation = 'disclosure' AND EXISTS (SELECT 1 FROM disclosure x WHERE x.id = m.record AND x.customer = :root))
   OR (m.relation = 'collaborator' AND EXISTS (SELECT 1 FROM collaborator x WHERE x.id = m.record AND x.customer = :root)
     AND NOT EXISTS (SELECT 1 FROM collaborator x JOIN collaborator g ON g.person = x.person WHERE x.id = m.record AND g.customer = :gone))
   OR (m.relation = 'parent' AND EXISTS (SELECT 1 FROM customer x WHERE x.id = m.record AND x.parent = :root))
   OR (m.relation = 'merged' AND EXISTS (SELECT 1 FROM customer x WHERE x.id = m.record AND x.merged_into = :root))
   OR (m.relation = 'tag' AND EXISTS (SELECT 1 FROM customer_tag x WHERE x.tag = m.record AND x.customer = :kept)))
--@ do any
INSERT INTO merge_row(act, relation, record)
SELECT :act, 'contract', x.id FROM contract x WHERE x.customer = :root AND (x.deal IN (SELECT m.record FROM merge_row m WHERE m.act = :act AND m.relation = 'deal' AND m.moves = 1))
  AND NOT EXISTS (SELECT 1 FROM merge_row m WHERE m.act = :act AND m.relation = 'contract' AND m.record = x.id)
--@ do any
INSERT INTO merge_row(act, relation, record)
SELECT :act, 'payment', x.id FROM payment x WHERE x.customer = :root AND (x.deal IN (SELECT m.record FROM merge_row m WHERE m.act = :act AND m.relation = 'deal' AND m.moves = 1)
  OR x.contract IN (SELECT m.record FROM merge_row m WHERE m.act = :act AND m.relation = 'contract' AND m.moves = 1))
  AND NOT EXISTS (SELECT 1 FROM merge_row m WHERE m.act = :act AND m.relation = 'payment' AND m.record = x.id)
--@ do any
INSERT INTO merge_row(act, relation, record)
SELECT :act, 'activity', x.id FROM activity x WHERE x.customer = :root AND (x.contact IN (SELECT m.record FROM merge_row m WHERE m.act = :act AND m.relation = 'contact' AND m.moves = 1)
  OR (x.contact IS NULL AND x.deal IN (SELECT m.record FROM merge_row m WHERE m.act = :act AND m.relation = 'deal' AND m.moves = 1)))
  AND NOT EXISTS (SELECT 1 FROM merge_row m WHERE m.act = :act AND m.relation = 'activity' AND m.record = x.id)
--@ do any
INSERT INTO merge_row(act, relation, record)
SELECT :act, 'activity', w.id FROM (WITH RECURSIVE later(id) AS (SELECT x.id FROM activity x WHERE x.customer = :root
    AND x.corrects IN (SELECT m.record FROM merge_row m WHERE m.act = :act AND m.relation = 'activity' AND m.moves = 1)
  UNION SELECT x.id FROM later l JOIN activity x ON x.corrects = l.id AND x.customer = :root) SELECT l.id FROM later l) AS w
 WHERE NOT EXISTS (SELECT 1 FROM merge_row m WHERE m.act = :act AND m.relation = 'activity' AND m.record = w.id)
--@ do any
INSERT INTO merge_row(act, relation, record)
SELECT :act, 'task', x.id FROM task x WHERE x.customer = :root AND (x.contact IN (SELECT m.record FROM merge_row m WHERE m.act = :act AND m.relation = 'contact' AND m.moves = 1)
  OR (x.contact IS NULL AND x.deal IN (SELECT m.record FROM merge_row m WHERE m.act = :act AND m.relation = 'deal' AND m.moves = 1)))
  AND NOT EXISTS (SELECT 1 FROM merge_row m WHERE m.act = :act AND m.relation = 'task' AND m.record = x.id)
--@ do any
INSERT INTO merge_row(act, relation, record)
SELECT :act, 'disclosure', x.id FROM disclosure x WHERE x.customer = :root AND ((x.relation = 'contact' AND x.record IN (SELECT m.record FROM merge_row m WHERE m.act = :act AND m.relation = 'contact' AND m.moves = 1))
  OR (x.relation = 'customer' AND x.record = :gone))
  AND NOT EXISTS (SELECT 1 FROM merge_row m WHERE m.act = :act AND m.relation = 'disclosure' AND m.record = x.id)
--@ do any
INSERT INTO merge_row(act, relation, record)
SELECT :act, 'timeline', x.id FROM timeline x WHERE x.customer = :root AND (EXISTS (SELECT 1 FROM merge_row m WHERE m.act = :act AND m.relation = x.relation AND m.record = x.record
    AND m.moves = 1 AND m.relation IN ('contact', 'activity', 'task', 'deal', 'contract', 'payment')))
  AND NOT EXISTS (SELECT 1 FROM merge_row m WHERE m.act = :act AND m.relation = 'timeline' AND m.record = x.id)
--@ audit
SELECT m.relation, m.record, 'customer', CAST(:root AS TEXT), CAST(:gone AS TEXT) FROM merge_row m WHERE m.act = :act
  AND m.moves = 1 AND m.relation IN ('contact', 'activity', 'task', 'deal', 'contract', 'payment')
UNION ALL SELECT 'customer', m.record, CASE m.relation WHEN 'parent' THEN 'parent' ELSE 'merged_into' END, CAST(:root AS TEXT),
  CAST(:gone AS TEXT) FROM merge_row m WHERE m.act = :act AND m.relation IN ('parent', 'merged')
UNION ALL SELECT 'customer', :gone, 'merged_into', CAST(:root AS TEXT), NULL
UNION ALL SELECT 'customer', :gone, 'archived', '1', '0' WHERE :opens = 1
UNION ALL SELECT 'customer', c.id, 'owner', CAST(c.owner AS TEXT), CAST(:heir AS TEXT) FROM customer c WHERE c.id = :gone
  AND c.owner IS DISTINCT FROM :heir
UNION ALL SELECT 'customer', c.id, 'pool', CAST(c.pool AS TEXT), NULL FROM customer c WHERE c.id = :gone
  AND c.owner IS DISTINCT FROM :heir AND c.pool IS NOT NULL
UNION ALL SELECT 'customer', c.id, 'owned_since', CAST(c.owned_since AS TEXT), CAST(:now AS TEXT) FROM customer c
 WHERE c.id = :gone AND c.owner IS DISTINCT FROM :heir
-- (A parent that has been merged since is where it is now.)
--@ audit
SELECT 'customer', :kept, r.field, r.became, CASE WHEN r.field = 'parent' AND r.was <> CAST(:gone AS TEXT) THEN coalesce((
    SELECT CAST(p.merged_into AS TEXT) FROM customer p WHERE p.id = CASE WHEN r.field = 'parent' THEN CAST(r.was AS INTEGER) END),
    r.was) ELSE r.was END
  FROM act_row r JOIN customer_text v ON v.customer = :kept AND v.field = r.field
 WHERE r.act = :merge AND r.relation = 'customer' AND r.record = :kept AND v.value IS NOT DISTINCT FROM r.became
  AND (r.field NOT IN ('owner', 'pool', 'owned_since') OR :regains = 1)
UNION ALL SELECT 'field_value', :kept, r.field, r.became, r.was FROM act_row r
 WHERE r.act = :merge AND r.relation = 'field_value' AND r.record = :kept AND r.became IS NOT DISTINCT FROM (
   SELECT coalesce(v.text, CAST(v.number AS TEXT)) FROM field_value v WHERE v.record = :kept AND CAST(v.field AS TEXT) = r.field)
UNION ALL SELECT 'contact', x.id, 'main', '0', '1' FROM act_row r JOIN contact x ON x.id = r.record AND x.main = 0
  JOIN merge_row m ON m.act = :act AND m.relation = 'contact' AND m.record = x.id
 WHERE r.act = :merge AND r.relation = 'contact' AND r.field = 'main'
UNION ALL SELECT 'deal', d.id, 'owner', r.became, CASE WHEN r.was = CAST(g.owner AS TEXT) AND m.record IS NOT NULL
    THEN CAST(:heir AS TEXT) ELSE r.was END
  FROM act_row r JOIN deal d ON d.id = r.record AND d.status = 'open' AND CAST(d.owner AS TEXT) = r.became JOIN customer g ON g.id = :gone
  LEFT JOIN merge_row m ON m.act = :act AND m.relation = 'deal' AND m.record = d.id
 WHERE r.act = :merge AND r.relation = 'deal' AND r.field = 'owner'
UNION ALL SELECT 'task', t.id, 'person', r.became, CASE WHEN r.was = CAST(g.owner AS TEXT) AND m.record IS NOT NULL
    THEN CAST(:heir AS TEXT) ELSE r.was END
  FROM act_row r JOIN task t ON t.id = r.record AND t.done_at IS NULL AND t.dropped = 0 AND CAST(t.person AS TEXT) = r.became
  JOIN customer g ON g.id = :gone LEFT JOIN merge_row m ON m.act = :act AND m.relation = 'task' AND m.record = t.id
 WHERE r.act = :merge AND r.relation = 'task' AND r.field = 'person'
--@ refuse locked-field
SELECT r.field AS field FROM act_row r JOIN person p ON p.id = :me JOIN role_field f ON f.role = p.role
  AND f.relation = r.relation AND f.field = r.field
 WHERE r.act = :act AND r.relation = 'customer' AND r.record = :kept AND f.rule IN ('hidden', 'read')
--@ include merge-apply
--@ refuse own-ancestor
WITH RECURSIVE up(origin, id) AS (SELECT c.id, c.parent FROM customer c WHERE c.id IN (:gone, :kept) AND c.parent IS NOT NULL
  UNION SELECT u.origin, c.parent FROM up u JOIN customer c ON c.id = u.id WHERE c.parent IS NOT NULL)
SELECT u.id AS customer FROM up u WHERE u.id = u.origin
--@ refuse cap-exceeded
SELECT c.owner AS person, @cap(c.owner) AS cap FROM customer c WHERE ((c.id = :gone AND :opens = 1) OR (c.id = :kept AND :regains = 1))
  AND c.archived = 0 AND @counts(c) AND @overfull(c.owner)
--@ do any
DELETE FROM customer_tag WHERE customer = :kept AND tag IN (SELECT m.record FROM merge_row m WHERE m.act = :act
  AND m.relation = 'tag')
--@ do 1
UPDATE customer_merge SET ended = :act WHERE act = :merge
--@ timeline
SELECT :root, 'unmerged', c.name, 'customer', :gone FROM customer c WHERE c.id = :gone
UNION ALL SELECT :gone, 'unmerged', c.name, 'customer', :root FROM customer c WHERE c.id = :root
--@ refresh
SELECT c.id FROM customer c WHERE c.id IN (:gone, :kept, :root)
