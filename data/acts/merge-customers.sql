-- Two records of one company become one: everything that hangs on `gone` moves to `keep`. Of each field, 1 takes
-- what gone has, 0 leaves what keep has; not given, keep's gaps are filled from gone (never those that the person's role
-- may not change), two notes are joined, and who has no owner gets the other's. The longer protection holds.
-- `own` names the company's own fields of which gone's value is taken. Deals that are open and the former owner's tasks go
-- to whoever holds the one that is kept, as with a transfer.
--@ act merge-customers
--@ right customer.merge
--@ arg keep int
--@ arg gone int
--@ arg keep_version int?
--@ arg gone_version int?
--@ arg take_name int?
--@ arg take_short_name int?
--@ arg take_credit_code int?
--@ arg take_phone int?
--@ arg take_website int?
--@ arg take_email int?
--@ arg take_address int?
--@ arg take_region int?
--@ arg take_note int?
--@ arg take_industry int?
--@ arg take_category int?
--@ arg take_level int?
--@ arg take_source int?
--@ arg take_channel int?
--@ arg take_parent int?
--@ arg take_owner int?
--@ arg own ids?
--@ refuse same-customer
SELECT :keep AS customer WHERE :keep = :gone
--@ refuse no-such-customer
SELECT w.id AS customer FROM (SELECT :keep AS id UNION ALL SELECT :gone) AS w
 WHERE NOT EXISTS (SELECT 1 FROM customer c WHERE c.id = w.id)
--@ refuse out-of-reach
SELECT c.id AS customer FROM customer c WHERE c.id IN (:keep, :gone) AND NOT @reaches(c.owner)
--@ refuse merged-already
SELECT c.id AS customer, c.merged_into AS other FROM customer c WHERE c.id IN (:keep, :gone) AND c.merged_into IS NOT NULL
--@ refuse archived
SELECT c.id AS customer FROM customer c WHERE c.id = :keep AND c.archived = 1
--@ refuse changed-since
SELECT c.id AS customer, c.version AS version FROM customer c
 WHERE (c.id = :keep AND c.version <> :keep_version) OR (c.id = :gone AND c.version <> :gone_version)
--@ refuse bad-argument
SELECT 'take' AS argument WHERE :take_name NOT IN (0, 1) OR :take_short_name NOT IN (0, 1) OR :take_credit_code NOT IN (0, 1) OR
  :take_phone NOT IN (0, 1) OR :take_website NOT IN (0, 1) OR :take_email NOT IN (0, 1) OR
  :take_address NOT IN (0, 1) OR :take_region NOT IN (0, 1) OR :take_note NOT IN (0, 1) OR
  :take_industry NOT IN (0, 1) OR :take_category NOT IN (0, 1) OR :take_level NOT IN (0, 1) OR
  :take_source NOT IN (0, 1) OR :take_channel NOT IN (0, 1) OR :take_parent NOT IN (0, 1) OR
  :take_owner NOT IN (0, 1)
--@ refuse locked-field
WITH taken(field, take) AS (VALUES
  ('name', :take_name), ('short_name', :take_short_name), ('credit_code', :take_credit_code), ('phone', :take_phone),
  ('website', :take_website), ('email', :take_email), ('address', :take_address), ('region', :take_region),
  ('note', :take_note), ('industry', :take_industry), ('category', :take_category), ('level', :take_level),
  ('source', :take_source), ('channel', :take_channel), ('parent', :take_parent))
SELECT t.field AS field FROM taken t JOIN person p ON p.id = :me JOIN role_field f ON f.role = p.role
   AND f.relation = 'customer' AND f.field = t.field AND f.rule IN ('hidden', 'read') WHERE t.take = 1
-- Families stay trees: what is kept from below takes the place of what is gone.
--@ let above int
(WITH RECURSIVE up(id) AS (SELECT c.parent FROM customer c WHERE c.id = :gone UNION SELECT c.parent FROM up u
  JOIN customer c ON c.id = u.id WHERE c.parent IS NOT NULL) SELECT count(*) FROM up u WHERE u.id = :keep)
--@ let below int
(WITH RECURSIVE up(id) AS (SELECT c.parent FROM customer c WHERE c.id = :keep UNION SELECT c.parent FROM up u
  JOIN customer c ON c.id = u.id WHERE c.parent IS NOT NULL) SELECT count(*) FROM up u WHERE u.id = :gone)
--@ refuse own-ancestor
SELECT :gone AS customer WHERE :take_parent = 1 AND :above > 0
--@ let its_parent int
(SELECT CASE WHEN :below > 0 OR :take_parent = 1 THEN g.parent
   WHEN :take_parent IS NULL AND k.parent IS NULL AND :above = 0 AND NOT EXISTS (SELECT 1 FROM person p JOIN role_field f
     ON f.role = p.role AND f.relation = 'customer' AND f.field = 'parent' AND f.rule IN ('hidden', 'read') WHERE p.id = :me)
   THEN g.parent ELSE k.parent END FROM customer k JOIN customer g ON g.id = :gone WHERE k.id = :keep)
-- Whose it is.
--@ let changes int
(SELECT CASE WHEN k.owner IS NOT DISTINCT FROM g.owner AND k.pool IS NOT DISTINCT FROM g.pool THEN 0
   ELSE coalesce(:take_owner, CASE WHEN k.owner IS NULL AND g.owner IS NOT NULL THEN 1 ELSE 0 END) END
   FROM customer k JOIN customer g ON g.id = :gone WHERE k.id = :keep)
--@ let holder int
(SELECT CASE WHEN :changes = 1 THEN g.owner ELSE k.owner END FROM customer k JOIN customer g ON g.id = :gone WHERE k.id = :keep)
--@ refuse protected
SELECT c.id AS customer, c.protected_until AS until FROM customer c WHERE c.id IN (:keep, :gone)
  AND c.protected_until >= :today AND c.owner IS NOT NULL AND c.owner IS DISTINCT FROM :holder
  AND NOT @reaches(customer.transfer, c.owner)
-- Who has left gets nothing more.
--@ refuse no-such-person
SELECT p.id AS person FROM person p WHERE p.id = :holder AND :changes = 1 AND p.active = 0
--@ let over int
CASE WHEN @overfull(:holder) THEN 1 ELSE 0 END
--@ let kept int
:keep
--@ let root int
:keep
--@ let place int
:keep
--@ let rows_of int
:act
--@ do 1
INSERT INTO customer_merge(act, keep, gone, person, at, day) VALUES (:act, :keep, :gone, nullif(:me, 0), :now, :today)
--@ do any
INSERT INTO merge_row(act, relation, record)
SELECT :act, 'contact', x.id FROM contact x WHERE x.customer = :gone
UNION ALL SELECT :act, 'activity', x.id FROM activity x WHERE x.customer = :gone
UNION ALL SELECT :act, 'task', x.id FROM task x WHERE x.customer = :gone
UNION ALL SELECT :act, 'deal', x.id FROM deal x WHERE x.customer = :gone
UNION ALL SELECT :act, 'contract', x.id FROM contract x WHERE x.customer = :gone
UNION ALL SELECT :act, 'payment', x.id FROM payment x WHERE x.customer = :gone
UNION ALL SELECT :act, 'timeline', x.id FROM timeline x WHERE x.customer = :gone
UNION ALL SELECT :act, 'disclosure', x.id FROM disclosure x WHERE x.customer = :gone
UNION ALL SELECT :act, 'collaborator', x.id FROM collaborator x WHERE x.customer = :gone AND NOT EXISTS (
  SELECT 1 FROM collaborator k WHERE k.customer = :keep AND k.person = x.person)
UNION ALL SELECT :act, 'parent', x.id FROM customer x WHERE x.parent = :gone AND x.id <> :keep
UNION ALL SELECT :act, 'merged', x.id FROM customer x WHERE x.merged_into = :gone
UNION ALL SELECT :act, 'tag', x.tag FROM customer_tag x WHERE x.customer = :gone AND NOT EXISTS (
  SELECT 1 FROM customer_tag g WHERE g.customer = :keep AND g.tag = x.tag)
--@ audit
SELECT m.relation, m.record, 'customer', CAST(:gone AS TEXT), CAST(:keep AS TEXT) FROM merge_row m WHERE m.act = :act
  AND m.relation IN ('contact', 'activity', 'task', 'deal', 'contract', 'payment')
UNION ALL SELECT 'customer', m.record, CASE m.relation WHEN 'parent' THEN 'parent' ELSE 'merged_into' END, CAST(:gone AS TEXT),
  CAST(:keep AS TEXT) FROM merge_row m WHERE m.act = :act AND m.relation IN ('parent', 'merged')
UNION ALL SELECT 'customer', :gone, 'merged_into', NULL, CAST(:keep AS TEXT)
UNION ALL SELECT 'customer', c.id, 'archived', '0', '1' FROM customer c WHERE c.id = :gone AND c.archived = 0
--@ audit
WITH taken(field, take) AS (VALUES
  ('name', :take_name), ('short_name', :take_short_name), ('credit_code', :take_credit_code), ('phone', :take_phone),
  ('website', :take_website), ('email', :take_email), ('address', :take_address), ('region', :take_region),
  ('note', :take_note), ('industry', :take_industry), ('category', :take_category), ('level', :take_level),
  ('source', :take_source), ('channel', :take_channel))
SELECT 'customer', :keep, k.field, k.value,
  CASE WHEN k.field = 'note' AND t.take IS NULL THEN coalesce(k.value || '
' || g.value, g.value) ELSE g.value END
  FROM taken t JOIN customer_text k ON k.customer = :keep AND k.field = t.field
  JOIN customer_text g ON g.customer = :gone AND g.field = t.field
 WHERE k.value IS DISTINCT FROM g.value AND (t.take = 1 OR (t.take IS NULL AND g.value IS NOT NULL
   AND (k.value IS NULL OR (t.field = 'note' AND length(k.value) + length(g.value) < 10000))
   AND NOT EXISTS (SELECT 1 FROM person p JOIN role_field f ON f.role = p.role AND f.relation = 'customer'
     AND f.field = t.field AND f.rule IN ('hidden', 'read') WHERE p.id = :me)))
UNION ALL SELECT 'customer', k.id, 'parent', CAST(k.parent AS TEXT), CAST(:its_parent AS TEXT) FROM customer k
 WHERE k.id = :keep AND k.parent IS DISTINCT FROM :its_parent
UNION ALL SELECT 'customer', k.id, 'protected_until', CAST(k.protected_until AS TEXT), CAST(g.protected_until AS TEXT)
  FROM customer k JOIN customer g ON g.id = :gone WHERE k.id = :keep AND g.protected_until > coalesce(k.protected_until, 0)
UNION ALL SELECT 'customer', k.id, 'owner', CAST(k.owner AS TEXT), CAST(g.owner AS TEXT)
  FROM customer k JOIN customer g ON g.id = :gone WHERE k.id = :keep AND :changes = 1 AND k.owner IS DISTINCT FROM g.owner
UNION ALL SELECT 'customer', k.id, 'pool', CAST(k.pool AS TEXT), CAST(g.pool AS TEXT)
  FROM customer k JOIN customer g ON g.id = :gone WHERE k.id = :keep AND :changes = 1 AND k.pool IS DISTINCT FROM g.pool
UNION ALL SELECT 'customer', k.id, 'owned_since', CAST(k.owned_since AS TEXT), CAST(:now AS TEXT)
  FROM customer k WHERE k.id = :keep AND :changes = 1
--@ audit
SELECT 'field_value', :keep, CAST(g.field AS TEXT), coalesce(k.text, CAST(k.number AS TEXT)), coalesce(g.text, CAST(g.number AS TEXT))
  FROM field f JOIN field_value g ON g.field = f.id AND g.record = :gone
  LEFT JOIN field_value k ON k.field = f.id AND k.record = :keep
 WHERE f.relation = 'customer' AND (k.field IS NULL OR (f.id IN (SELECT i.id FROM @ids(own) AS i)
   AND coalesce(k.text, CAST(k.number AS TEXT)) IS DISTINCT FROM coalesce(g.text, CAST(g.number AS TEXT))))
-- One main contact, those of the one that is kept.
UNION ALL SELECT 'contact', x.id, 'main', '1', '0' FROM contact x WHERE x.customer = :gone AND x.main = 1
  AND EXISTS (SELECT 1 FROM contact k WHERE k.customer = :keep AND k.main = 1 AND k.archived = 0)
UNION ALL SELECT 'deal', d.id, 'owner', CAST(d.owner AS TEXT), CAST(:holder AS TEXT) FROM customer c
  CROSS JOIN deal d WHERE d.customer = c.id AND d.status = 'open' AND c.id IN (:keep, :gone) AND :holder IS NOT NULL
  AND c.owner IS DISTINCT FROM :holder AND d.owner IS DISTINCT FROM :holder
UNION ALL SELECT 'task', t.id, 'person', CAST(t.person AS TEXT), CAST(:holder AS TEXT) FROM customer c
  CROSS JOIN task t WHERE t.customer = c.id AND t.done_at IS NULL AND t.dropped = 0 AND t.person + 0 = c.owner
  AND c.id IN (:keep, :gone) AND c.owner <> :holder
--@ include merge-apply
--@ refuse cap-exceeded
SELECT c.owner AS person, @cap(c.owner) AS cap FROM customer c WHERE c.id = :keep AND :changes = 1 AND :over = 0
  AND @counts(c) AND @overfull(c.owner)
--@ do any
INSERT INTO customer_tag(customer, tag) SELECT :keep, m.record FROM merge_row m WHERE m.act = :act AND m.relation = 'tag'
--@ timeline
SELECT :keep, 'merged', c.name, 'customer', :gone FROM customer c WHERE c.id = :gone
UNION ALL SELECT :gone, 'merged', c.name, 'customer', :keep FROM customer c WHERE c.id = :keep
--@ refresh
SELECT c.id FROM customer c WHERE c.id IN (:keep, :gone)
--@ give n
(SELECT count(*) FROM merge_row m WHERE m.act = :act)
--@ undo
--@ let merge int
(SELECT m.act FROM customer_merge m WHERE m.act = :undone AND m.ended IS NULL)
--@ refuse changed-since
SELECT m.gone AS customer FROM customer_merge m WHERE m.act = :undone AND :merge IS NULL
--@ let gone int
(SELECT m.gone FROM customer_merge m WHERE m.act = :undone)
--@ let heir int
(SELECT c.owner FROM customer c WHERE c.id = :gone)
--@ include unmerge
