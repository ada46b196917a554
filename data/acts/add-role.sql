-- A role of the company's own, with all that another one may.
--@ act add-role
--@ right role.edit
--@ arg name text
--@ arg like int
--@ let label text
trim(:name)
--@ refuse empty-name
SELECT 'name' AS field WHERE name_key(:label) = ''
--@ refuse no-such-role
SELECT :like AS role WHERE NOT EXISTS (SELECT 1 FROM role x WHERE x.id = :like)
--@ refuse duplicate
SELECT x.id AS role FROM role x WHERE x.name = :label
--@ refuse owner-role
SELECT x.id AS role FROM role x WHERE x.id = :like AND x.key = 'owner'
-- Nobody makes a role mightier than their own.
--@ refuse above-you
SELECT rr.name AS right_name FROM role_right rr WHERE rr.role = :like AND :me > 0 AND NOT EXISTS (
  SELECT 1 FROM person m JOIN role_right mine ON mine.role = m.role AND mine.name = rr.name WHERE m.id = :me
    AND CASE mine.scope WHEN 'own' THEN 1 WHEN 'reports' THEN 2 WHEN 'team' THEN 3 WHEN 'below' THEN 4 ELSE 5 END
     >= CASE rr.scope WHEN 'own' THEN 1 WHEN 'reports' THEN 2 WHEN 'team' THEN 3 WHEN 'below' THEN 4 ELSE 5 END)
--@ let role int
@newid(role)
--@ do 1
INSERT INTO role(id, key, name) SELECT :role, 'own-' || CAST(:role AS TEXT), :label
--@ do any
INSERT INTO role_right(role, name, scope) SELECT :role, rr.name, rr.scope FROM role_right rr WHERE rr.role = :like
--@ do any
INSERT INTO role_field(role, relation, field, rule)
SELECT :role, f.relation, f.field, f.rule FROM role_field f WHERE f.role = :like
--@ do any
INSERT INTO role_limit(role, name, n) SELECT :role, l.name, l.n FROM role_limit l WHERE l.role = :like
--@ audit
SELECT 'role', :role, '', NULL, :label
--@ give role
:role
--@ undo
--@ let role int
(SELECT r.record FROM act_row r WHERE r.act = :undone)
--@ refuse changed-since
SELECT p.id AS person FROM person p WHERE p.role = :role
--@ do any
DELETE FROM role_limit WHERE role = :role
--@ do any
DELETE FROM role_field WHERE role = :role
--@ do any
DELETE FROM role_right WHERE role = :role
--@ do 1
DELETE FROM role WHERE id = :role
