--@ act add-field
--@ right setting.edit
--@ arg relation text
--@ arg name text
--@ arg type text
--@ let label text
trim(:name)
--@ refuse empty-name
SELECT 'name' AS field WHERE name_key(:label) = ''
--@ refuse bad-relation
SELECT :relation AS relation WHERE :relation NOT IN ('customer', 'contact', 'deal', 'product', 'contract')
--@ refuse bad-type
SELECT :type AS type WHERE :type NOT IN ('text', 'number', 'money', 'day', 'choice', 'yesno')
--@ refuse duplicate
SELECT f.id AS field FROM field f WHERE f.relation = :relation AND f.name = :label
--@ let field int
@newid(field)
--@ do 1
INSERT INTO field(id, relation, key, name, type, position)
VALUES (:field, :relation, 'own' || CAST(:field AS TEXT), :label, :type,
  (SELECT coalesce(max(f.position), 0) + 1 FROM field f WHERE f.relation = :relation))
--@ audit
SELECT 'field', :field, '', NULL, :label
--@ give field
:field
--@ undo
--@ let field int
(SELECT r.record FROM act_row r WHERE r.act = :undone AND r.relation = 'field' AND r.field = '')
--@ refuse changed-since
SELECT :field AS field WHERE NOT EXISTS (SELECT 1 FROM field f WHERE f.id = :field)
  OR EXISTS (SELECT 1 FROM field_value v WHERE v.field = :field)
--@ do 1
DELETE FROM field WHERE id = :field
