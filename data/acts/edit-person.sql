-- All fields at once: what is not given is emptied.
--@ act edit-person
--@ right person.edit
--@ arg person int
--@ arg version int
--@ arg login text
--@ arg name text
--@ arg role int
--@ arg team int?
--@ arg manager int?
--@ arg email text?
--@ arg phone text?
--@ arg holding_cap int?
--@ let label text
trim(:name)
--@ let account text
trim(:login)
--@ refuse no-such-person
SELECT :person AS person WHERE NOT EXISTS (SELECT 1 FROM person x WHERE x.id = :person)
--@ refuse out-of-reach
SELECT x.id AS person FROM person x WHERE x.id = :person AND NOT @reaches(x.id)
--@ refuse empty-name
SELECT 'name' AS field WHERE name_key(:label) = ''
--@ refuse empty-login
SELECT 'login' AS field WHERE :account = ''
--@ refuse login-taken
SELECT p.id AS person FROM person p WHERE p.login = :account AND p.id <> :person
--@ refuse no-such-role
SELECT :role AS role WHERE NOT EXISTS (SELECT 1 FROM role o WHERE o.id = :role)
--@ refuse no-such-team
SELECT :team AS team WHERE :team IS NOT NULL AND NOT EXISTS (SELECT 1 FROM team t WHERE t.id = :team AND t.active = 1)
-- Only with scope "all" beyond one's own team and those below it.
--@ refuse out-of-reach
SELECT t.id AS team FROM team t WHERE t.id = :team AND :me > 0 AND NOT @reaches(NULL)
  AND t.id IS DISTINCT FROM (SELECT p.team FROM person p WHERE p.id = :person) AND NOT EXISTS (
  SELECT 1 FROM person m JOIN team mine ON mine.id = m.team
   WHERE m.id = :me AND substr(t.path, 1, length(mine.path)) = mine.path)
--@ refuse no-such-manager
SELECT :manager AS person WHERE :manager IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM person p WHERE p.id = :manager AND p.active = 1)
--@ refuse bad-cap
SELECT :holding_cap AS cap WHERE :holding_cap <= 0
--@ refuse own-ancestor
WITH RECURSIVE up(id) AS (SELECT :manager UNION SELECT p.manager FROM person p JOIN up ON up.id = p.id
  WHERE p.manager IS NOT NULL)
SELECT u.id AS person FROM up u WHERE u.id = :person
-- Nobody makes somebody mightier than oneself.
--@ refuse above-you
SELECT rr.name AS right_name FROM role_right rr WHERE rr.role = :role AND :me > 0 AND NOT EXISTS (
  SELECT 1 FROM person m JOIN role_right mine ON mine.role = m.role AND mine.name = rr.name WHERE m.id = :me
     AND CASE mine.scope WHEN 'own' THEN 1 WHEN 'reports' THEN 2 WHEN 'team' THEN 3 WHEN 'below' THEN 4
  ELSE 5 END >= CASE rr.scope WHEN 'own' THEN 1 WHEN 'reports' THEN 2 WHEN 'team' THEN 3 WHEN 'below' THEN 4
  ELSE 5 END)
--@ refuse above-you
SELECT rr.name AS right_name FROM role_right rr WHERE rr.role = (SELECT p.role FROM person p
  WHERE p.id = :person) AND :me > 0 AND NOT EXISTS (
  SELECT 1 FROM person m JOIN role_right mine ON mine.role = m.role AND mine.name = rr.name WHERE m.id = :me
     AND CASE mine.scope WHEN 'own' THEN 1 WHEN 'reports' THEN 2 WHEN 'team' THEN 3 WHEN 'below' THEN 4
  ELSE 5 END >= CASE rr.scope WHEN 'own' THEN 1 WHEN 'reports' THEN 2 WHEN 'team' THEN 3 WHEN 'below' THEN 4
  ELSE 5 END)
-- Nobody puts themselves where more is shown to them, unless there is nobody else to do it.
--@ refuse own-role
SELECT x.id AS person FROM person x WHERE x.id = :person AND :person = :me
  AND EXISTS (SELECT 1 FROM person o JOIN role_right rr ON rr.role = o.role AND rr.name = 'person.edit' AND rr.scope = 'all'
    WHERE o.active = 1 AND o.id <> :me)
  AND (EXISTS (SELECT 1 FROM detail_field d WHERE CASE coalesce((SELECT f.rule FROM role_field f WHERE f.role = :role AND f.relation = d.relation AND f.field = d.field), 'masked')
      WHEN 'hidden' THEN 0 WHEN 'masked' THEN 1 WHEN 'listed' THEN 2 WHEN 'read' THEN 3 ELSE 4 END
    > CASE coalesce((SELECT f.rule FROM role_field f WHERE f.role = x.role AND f.relation = d.relation AND f.field = d.field), 'masked')
      WHEN 'hidden' THEN 0 WHEN 'masked' THEN 1 WHEN 'listed' THEN 2 WHEN 'read' THEN 3 ELSE 4 END)
   OR EXISTS (SELECT 1 FROM role_field m WHERE m.role = x.role
    AND NOT EXISTS (SELECT 1 FROM detail_field d WHERE d.relation = m.relation AND d.field = m.field)
    AND CASE coalesce((SELECT f.rule FROM role_field f WHERE f.role = :role AND f.relation = m.relation AND f.field = m.field), 'edit') WHEN 'hidden' THEN 0 WHEN 'masked' THEN 1 WHEN 'listed' THEN 2 WHEN 'read' THEN 3 ELSE 4 END
      > CASE m.rule WHEN 'hidden' THEN 0 WHEN 'masked' THEN 1 WHEN 'listed' THEN 2 WHEN 'read' THEN 3 ELSE 4 END)
   OR EXISTS (SELECT 1 FROM (SELECT 'disclosures_a_day' AS name, 20 AS usual UNION ALL SELECT 'bulk_rows', 1000000000
      UNION ALL SELECT 'export_rows', 1000000000) AS n WHERE coalesce((SELECT l.n FROM role_limit l WHERE l.role = :role AND l.name = n.name), n.usual)
    > coalesce((SELECT l.n FROM role_limit l WHERE l.role = x.role AND l.name = n.name), n.usual)))
--@ refuse last-owner
SELECT p.id AS person FROM person p JOIN role o ON o.id = p.role AND o.key = 'owner' WHERE p.id = :person
  AND p.active = 1 AND p.role <> :role
  AND NOT EXISTS (SELECT 1 FROM person q WHERE q.role = p.role AND q.active = 1 AND q.id <> p.id)
--@ refuse changed-since
SELECT x.id AS person, x.version AS version FROM person x WHERE x.id = :person AND x.version <> :version
--@ refuse nothing-to-do
SELECT x.id AS person FROM person x WHERE x.id = :person AND NOT (x.login IS DISTINCT FROM :account
  OR x.name IS DISTINCT FROM :label OR x.role IS DISTINCT FROM :role OR x.team IS DISTINCT FROM :team
  OR x.manager IS DISTINCT FROM :manager OR x.email IS DISTINCT FROM :email OR x.phone IS DISTINCT FROM :phone
  OR x.holding_cap IS DISTINCT FROM :holding_cap)
--@ audit
SELECT 'person', x.id, 'login', x.login, :account FROM person x WHERE x.id = :person AND x.login IS DISTINCT
  FROM :account
UNION ALL SELECT 'person', x.id, 'name', x.name, :label FROM person x WHERE x.id = :person
  AND x.name IS DISTINCT FROM :label
UNION ALL SELECT 'person', x.id, 'role', CAST(x.role AS TEXT), CAST(:role AS TEXT) FROM person x
  WHERE x.id = :person AND x.role IS DISTINCT FROM :role
UNION ALL SELECT 'person', x.id, 'team', CAST(x.team AS TEXT), CAST(:team AS TEXT) FROM person x
  WHERE x.id = :person AND x.team IS DISTINCT FROM :team
UNION ALL SELECT 'person', x.id, 'manager', CAST(x.manager AS TEXT), CAST(:manager AS TEXT) FROM person x
  WHERE x.id = :person AND x.manager IS DISTINCT FROM :manager
UNION ALL SELECT 'person', x.id, 'email', x.email, :email FROM person x WHERE x.id = :person
  AND x.email IS DISTINCT FROM :email
UNION ALL SELECT 'person', x.id, 'phone', x.phone, :phone FROM person x WHERE x.id = :person
  AND x.phone IS DISTINCT FROM :phone
UNION ALL SELECT 'person', x.id, 'holding_cap', CAST(x.holding_cap AS TEXT), CAST(:holding_cap AS TEXT)
  FROM person x WHERE x.id = :person AND x.holding_cap IS DISTINCT FROM :holding_cap
--@ do 1
UPDATE person SET login = :account, name = :label, role = :role, team = :team, manager = :manager, email = :email,
  phone = :phone, holding_cap = :holding_cap, sort_key = sort_key(:label), version = version + 1 WHERE id = :person
--@ undo
--@ let person int
(SELECT max(r.record) FROM act_row r WHERE r.act = :undone AND r.relation = 'person')
--@ refuse out-of-reach
SELECT x.id AS person FROM person x WHERE x.id = :person AND NOT @reaches(x.id)
--@ refuse changed-since
SELECT person.id AS person FROM person WHERE person.id = :person AND (
  person.login IS DISTINCT FROM @became(person.login, text)
  OR person.name IS DISTINCT FROM @became(person.name, text)
  OR person.role IS DISTINCT FROM @became(person.role, int)
  OR person.team IS DISTINCT FROM @became(person.team, int)
  OR person.manager IS DISTINCT FROM @became(person.manager, int)
  OR person.email IS DISTINCT FROM @became(person.email, text)
  OR person.phone IS DISTINCT FROM @became(person.phone, text)
  OR person.holding_cap IS DISTINCT FROM @became(person.holding_cap, int))
UNION ALL SELECT :person WHERE NOT EXISTS (SELECT 1 FROM person x WHERE x.id = :person)
-- Nobody makes somebody mightier than oneself.
--@ refuse above-you
SELECT rr.name AS right_name FROM role_right rr, person WHERE person.id = :person
  AND rr.role = @was(person.role, int) AND :me > 0 AND NOT EXISTS (
  SELECT 1 FROM person m JOIN role_right mine ON mine.role = m.role AND mine.name = rr.name WHERE m.id = :me
     AND CASE mine.scope WHEN 'own' THEN 1 WHEN 'reports' THEN 2 WHEN 'team' THEN 3 WHEN 'below' THEN 4
  ELSE 5 END >= CASE rr.scope WHEN 'own' THEN 1 WHEN 'reports' THEN 2 WHEN 'team' THEN 3 WHEN 'below' THEN 4
  ELSE 5 END)
--@ let old_role int
(SELECT @was(person.role, int) FROM person WHERE person.id = :person)
-- Nobody puts themselves where more is shown to them, unless there is nobody else to do it.
--@ refuse own-role
SELECT x.id AS person FROM person x WHERE x.id = :person AND :person = :me
  AND EXISTS (SELECT 1 FROM person o JOIN role_right rr ON rr.role = o.role AND rr.name = 'person.edit' AND rr.scope = 'all'
    WHERE o.active = 1 AND o.id <> :me)
  AND (EXISTS (SELECT 1 FROM detail_field d WHERE CASE coalesce((SELECT f.rule FROM role_field f WHERE f.role = :old_role AND f.relation = d.relation AND f.field = d.field), 'masked')
      WHEN 'hidden' THEN 0 WHEN 'masked' THEN 1 WHEN 'listed' THEN 2 WHEN 'read' THEN 3 ELSE 4 END
    > CASE coalesce((SELECT f.rule FROM role_field f WHERE f.role = x.role AND f.relation = d.relation AND f.field = d.field), 'masked')
      WHEN 'hidden' THEN 0 WHEN 'masked' THEN 1 WHEN 'listed' THEN 2 WHEN 'read' THEN 3 ELSE 4 END)
   OR EXISTS (SELECT 1 FROM role_field m WHERE m.role = x.role
    AND NOT EXISTS (SELECT 1 FROM detail_field d WHERE d.relation = m.relation AND d.field = m.field)
    AND CASE coalesce((SELECT f.rule FROM role_field f WHERE f.role = :old_role AND f.relation = m.relation AND f.field = m.field), 'edit') WHEN 'hidden' THEN 0 WHEN 'masked' THEN 1 WHEN 'listed' THEN 2 WHEN 'read' THEN 3 ELSE 4 END
      > CASE m.rule WHEN 'hidden' THEN 0 WHEN 'masked' THEN 1 WHEN 'listed' THEN 2 WHEN 'read' THEN 3 ELSE 4 END)
   OR EXISTS (SELECT 1 FROM (SELECT 'disclosures_a_day' AS name, 20 AS usual UNION ALL SELECT 'bulk_rows', 1000000000
      UNION ALL SELECT 'export_rows', 1000000000) AS n WHERE coalesce((SELECT l.n FROM role_limit l WHERE l.role = :old_role AND l.name = n.name), n.usual)
    > coalesce((SELECT l.n FROM role_limit l WHERE l.role = x.role AND l.name = n.name), n.usual)))
--@ refuse login-taken
SELECT p.id AS person FROM act_row r JOIN person p ON p.login = r.was AND p.id <> :person
 WHERE r.act = :undone AND r.relation = 'person' AND r.field = 'login'
--@ refuse own-ancestor
WITH RECURSIVE up(id) AS (SELECT @was(person.manager, int) FROM person WHERE person.id = :person
  UNION SELECT p.manager FROM person p JOIN up ON up.id = p.id WHERE p.manager IS NOT NULL)
SELECT u.id AS person FROM up u WHERE u.id = :person
--@ refuse last-owner
SELECT p.id AS person FROM person p JOIN role o ON o.id = p.role AND o.key = 'owner' WHERE p.id = :person
  AND p.active = 1
  AND EXISTS (SELECT 1 FROM act_row r WHERE r.act = :undone AND r.relation = 'person' AND r.field = 'role')
  AND NOT EXISTS (SELECT 1 FROM person q WHERE q.role = p.role AND q.active = 1 AND q.id <> p.id)
--@ do 1
UPDATE person SET login = @was(person.login, text),
  name = @was(person.name, text),
  role = @was(person.role, int),
  team = @was(person.team, int),
  manager = @was(person.manager, int),
  email = @was(person.email, text),
  phone = @was(person.phone, text),
  holding_cap = @was(person.holding_cap, int),
  sort_key = sort_key(@was(person.name, text)),
  version = person.version + 1
WHERE person.id = :person
