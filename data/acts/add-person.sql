--@ act add-person
--@ right person.edit
--@ arg login text
--@ arg name text
--@ arg role int
--@ arg team int?
--@ arg manager int?
--@ arg email text?
--@ arg phone text?
--@ arg holding_cap int?
--@ arg joined day?
--@ let label text
trim(:name)
--@ let account text
trim(:login)
--@ refuse empty-name
SELECT 'name' AS field WHERE name_key(:label) = ''
--@ refuse empty-login
SELECT 'login' AS field WHERE :account = ''
--@ refuse login-taken
SELECT p.id AS person FROM person p WHERE p.login = :account
--@ refuse no-such-role
SELECT :role AS role WHERE NOT EXISTS (SELECT 1 FROM role o WHERE o.id = :role)
--@ refuse no-such-team
SELECT :team AS team WHERE :team IS NOT NULL AND NOT EXISTS (SELECT 1 FROM team t WHERE t.id = :team AND t.active = 1)
-- Only with scope "all" beyond one's own team and those below it.
--@ refuse out-of-reach
SELECT t.id AS team FROM team t WHERE t.id = coalesce(:team, (SELECT r.id FROM team r
  WHERE r.parent IS NULL ORDER BY r.id LIMIT 1)) AND :me > 0 AND NOT @reaches(NULL) AND NOT EXISTS (
  SELECT 1 FROM person m JOIN team mine ON mine.id = m.team
   WHERE m.id = :me AND substr(t.path, 1, length(mine.path)) = mine.path)
--@ refuse no-such-manager
SELECT :manager AS person WHERE :manager IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM person p WHERE p.id = :manager AND p.active = 1)
--@ refuse bad-cap
SELECT :holding_cap AS cap WHERE :holding_cap <= 0
-- Nobody makes somebody mightier than oneself.
--@ refuse above-you
SELECT rr.name AS right_name FROM role_right rr WHERE rr.role = :role AND :me > 0 AND NOT EXISTS (
  SELECT 1 FROM person m JOIN role_right mine ON mine.role = m.role AND mine.name = rr.name WHERE m.id = :me
     AND CASE mine.scope WHEN 'own' THEN 1 WHEN 'reports' THEN 2 WHEN 'team' THEN 3 WHEN 'below' THEN 4
  ELSE 5 END >= CASE rr.scope WHEN 'own' THEN 1 WHEN 'reports' THEN 2 WHEN 'team' THEN 3 WHEN 'below' THEN 4
  ELSE 5 END)
--@ let person int
@newid(person)
--@ do 1
INSERT INTO person(id, login, name, sort_key, email, phone, team, role, manager, holding_cap, joined_day)
VALUES (:person, :account, :label, sort_key(:label), :email, :phone, coalesce(:team, (SELECT t.id FROM team t
  WHERE t.parent IS NULL
  ORDER BY t.id LIMIT 1)), :role, :manager, :holding_cap, coalesce(:joined, :today))
--@ audit
SELECT 'person', :person, '', NULL, :account
--@ give person
:person
--@ undo
--@ let person int
(SELECT r.record FROM act_row r WHERE r.act = :undone AND r.relation = 'person' AND r.field = '')
--@ refuse changed-since
SELECT :person AS person WHERE NOT EXISTS (SELECT 1 FROM person p WHERE p.id = :person AND p.version = 1
  AND p.active = 1)
  OR EXISTS (SELECT 1 FROM customer c WHERE c.owner = :person)
  OR EXISTS (SELECT 1 FROM customer c WHERE c.created_by = :person)
  OR EXISTS (SELECT 1 FROM act a WHERE a.person = :person) OR EXISTS (SELECT 1 FROM person p
  WHERE p.manager = :person)
  OR EXISTS (SELECT 1 FROM task t WHERE t.person = :person) OR EXISTS (SELECT 1 FROM deal d WHERE d.owner = :person)
  OR EXISTS (SELECT 1 FROM contract k WHERE k.owner = :person) OR EXISTS (SELECT 1 FROM payment p
  WHERE p.owner = :person)
  OR EXISTS (SELECT 1 FROM ownership_event e WHERE e.from_owner = :person OR e.to_owner = :person)
  OR EXISTS (SELECT 1 FROM activity a WHERE a.person = :person)
--@ do any
DELETE FROM credential WHERE person = :person
--@ do 1
DELETE FROM person WHERE id = :person
