-- Without a rule the field is as it is where no rule is set.
--@ act set-role-field
--@ right role.edit
--@ arg role int
--@ arg relation text
--@ arg field text
--@ arg rule text?
--@ refuse no-such-role
SELECT :role AS role WHERE NOT EXISTS (SELECT 1 FROM role x WHERE x.id = :role)
--@ refuse bad-argument
SELECT 'rule' AS argument WHERE :rule NOT IN ('hidden', 'masked', 'listed', 'read', 'edit')
UNION ALL SELECT 'field' WHERE :relation NOT IN ('customer', 'contact', 'deal', 'contract', 'product')
  OR trim(:field, 'abcdefghijklmnopqrstuvwxyz_') <> '' OR length(:field) > 60 OR :field = ''
-- What is not a contact detail can be locked, not hidden.
--@ refuse bad-argument
SELECT 'rule' AS argument WHERE :rule NOT IN ('read', 'edit')
  AND NOT EXISTS (SELECT 1 FROM detail_field d WHERE d.relation = :relation AND d.field = :field)
--@ let before text
(SELECT f.rule FROM role_field f WHERE f.role = :role AND f.relation = :relation AND f.field = :field)
--@ refuse nothing-to-do
SELECT :role AS role WHERE :before IS NOT DISTINCT FROM :rule
--@ do any
DELETE FROM role_field WHERE role = :role AND relation = :relation AND field = :field
--@ do any
INSERT INTO role_field(role, relation, field, rule) SELECT :role, :relation, :field, :rule WHERE :rule IS NOT NULL
--@ audit
SELECT 'role_field', :role, 'rule', :before, :rule
UNION ALL SELECT 'role_field', :role, 'relation', NULL, :relation
UNION ALL SELECT 'role_field', :role, 'field', NULL, :field
--@ undo
--@ let role int
(SELECT r.record FROM act_row r WHERE r.act = :undone AND r.field = 'rule')
--@ let relation text
(SELECT r.became FROM act_row r WHERE r.act = :undone AND r.field = 'relation')
--@ let field text
(SELECT r.became FROM act_row r WHERE r.act = :undone AND r.field = 'field')
--@ let rule text
(SELECT r.was FROM act_row r WHERE r.act = :undone AND r.field = 'rule')
--@ refuse changed-since
SELECT r.record AS role FROM act_row r WHERE r.act = :undone AND r.field = 'rule' AND r.became IS DISTINCT FROM (SELECT f.rule
  FROM role_field f WHERE f.role = :role AND f.relation = :relation AND f.field = :field)
--@ do any
DELETE FROM role_field WHERE role = :role AND relation = :relation AND field = :field
--@ do any
INSERT INTO role_field(role, relation, field, rule) SELECT :role, :relation, :field, :rule WHERE :rule IS NOT NULL
