-- Without a scope the role loses the right.
--@ act set-role-right
--@ right role.edit
--@ arg role int
--@ arg name text
--@ arg scope text?
--@ refuse no-such-role
SELECT :role AS role WHERE NOT EXISTS (SELECT 1 FROM role x WHERE x.id = :role)
-- A right that the program knows is somebody's from the founding on.
--@ refuse no-such-right
SELECT :name AS right_name WHERE NOT EXISTS (SELECT 1 FROM role_right rr WHERE rr.name = :name)
--@ refuse bad-scope
SELECT :scope AS scope WHERE :scope NOT IN ('own', 'reports', 'team', 'below', 'all')
-- Otherwise the company could lock itself out.
--@ refuse owner-role
SELECT o.id AS role FROM role o WHERE o.id = :role AND o.key = 'owner'
--@ refuse above-you
SELECT :name AS right_name WHERE :scope IS NOT NULL AND :me > 0 AND NOT EXISTS (
  SELECT 1 FROM person m JOIN role_right mine ON mine.role = m.role AND mine.name = :name WHERE m.id = :me
     AND CASE mine.scope WHEN 'own' THEN 1 WHEN 'reports' THEN 2 WHEN 'team' THEN 3 WHEN 'below' THEN 4
  ELSE 5 END >= CASE :scope WHEN 'own' THEN 1 WHEN 'reports' THEN 2 WHEN 'team' THEN 3 WHEN 'below' THEN 4 ELSE 5 END)
--@ let before text
(SELECT rr.scope FROM role_right rr WHERE rr.role = :role AND rr.name = :name)
--@ refuse nothing-to-do
SELECT :role AS role WHERE :before IS NOT DISTINCT FROM :scope
-- More for a role is the word of two, when there are two who set rules: in these words the other one is asked.
--@ let ask text
'set-role-right ' || CAST(:role AS TEXT) || ' ' || :name || ' ' || coalesce(:scope, 'none')
--@ refuse second-person
SELECT :ask AS ask WHERE :me > 0 AND CASE :scope WHEN 'own' THEN 1 WHEN 'reports' THEN 2 WHEN 'team' THEN 3 WHEN 'below' THEN 4 WHEN 'all' THEN 5 ELSE 0 END > CASE :before WHEN 'own' THEN 1 WHEN 'reports' THEN 2 WHEN 'team' THEN 3 WHEN 'below' THEN 4 WHEN 'all' THEN 5 ELSE 0 END
  AND EXISTS (SELECT 1 FROM person o JOIN role_right rr ON rr.role = o.role AND rr.name = 'role.edit'
    WHERE o.active = 1 AND o.id <> :me)
  AND NOT EXISTS (SELECT 1 FROM request q JOIN person d ON d.id = q.decided_by AND d.active = 1 AND d.id <> :me
    JOIN role_right rr ON rr.role = d.role AND rr.name = 'role.edit'
    WHERE q.person = :me AND q.kind = 'other' AND q.state = 'granted' AND q.until_day >= :today AND q.text = :ask)
--@ do any
DELETE FROM role_right WHERE role = :role AND name = :name
--@ do any
INSERT INTO role_right(role, name, scope) SELECT :role, :name, :scope WHERE :scope IS NOT NULL
--@ audit
SELECT 'role_right', :role, :name, :before, :scope
--@ undo
--@ let role int
(SELECT r.record FROM act_row r WHERE r.act = :undone)
--@ let name text
(SELECT r.field FROM act_row r WHERE r.act = :undone)
--@ let scope text
(SELECT r.was FROM act_row r WHERE r.act = :undone)
--@ refuse changed-since
SELECT r.record AS role FROM act_row r WHERE r.act = :undone AND r.became IS DISTINCT FROM (SELECT rr.scope
  FROM role_right rr WHERE rr.role = :role AND rr.name = :name)
--@ refuse above-you
SELECT :name AS right_name FROM role o WHERE o.id = :role AND :scope IS NOT NULL AND :me > 0 AND NOT EXISTS (
  SELECT 1 FROM person m JOIN role_right mine ON mine.role = m.role AND mine.name = :name WHERE m.id = :me
     AND CASE mine.scope WHEN 'own' THEN 1 WHEN 'reports' THEN 2 WHEN 'team' THEN 3 WHEN 'below' THEN 4 ELSE 5 END
      >= CASE :scope WHEN 'own' THEN 1 WHEN 'reports' THEN 2 WHEN 'team' THEN 3 WHEN 'below' THEN 4 ELSE 5 END)
--@ let before text
(SELECT r.became FROM act_row r WHERE r.act = :undone)
-- More for a role is the word of two, when there are two who set rules: in these words the other one is asked.
--@ let ask text
'set-role-right ' || CAST(:role AS TEXT) || ' ' || :name || ' ' || coalesce(:scope, 'none')
--@ refuse second-person
SELECT :ask AS ask WHERE :me > 0 AND CASE :scope WHEN 'own' THEN 1 WHEN 'reports' THEN 2 WHEN 'team' THEN 3 WHEN 'below' THEN 4 WHEN 'all' THEN 5 ELSE 0 END > CASE :before WHEN 'own' THEN 1 WHEN 'reports' THEN 2 WHEN 'team' THEN 3 WHEN 'below' THEN 4 WHEN 'all' THEN 5 ELSE 0 END
  AND EXISTS (SELECT 1 FROM person o JOIN role_right rr ON rr.role = o.role AND rr.name = 'role.edit'
    WHERE o.active = 1 AND o.id <> :me)
  AND NOT EXISTS (SELECT 1 FROM request q JOIN person d ON d.id = q.decided_by AND d.active = 1 AND d.id <> :me
    JOIN role_right rr ON rr.role = d.role AND rr.name = 'role.edit'
    WHERE q.person = :me AND q.kind = 'other' AND q.state = 'granted' AND q.until_day >= :today AND q.text = :ask)
--@ do any
DELETE FROM role_right WHERE role = :role AND name = :name
--@ do any
INSERT INTO role_right(role, name, scope) SELECT :role, :name, :scope WHERE :scope IS NOT NULL
