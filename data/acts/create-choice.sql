--@ act create-choice
--@ right setting.edit
--@ arg list text
--@ arg name text
--@ arg position int?
--@ let label text
trim(:name)
--@ refuse bad-list
SELECT :list AS list WHERE :list NOT IN ('source', 'channel', 'industry', 'category', 'level', 'outcome',
  'lost-reason', 'product-category')
--@ refuse empty-name
SELECT 'name' AS field WHERE name_key(:label) = ''
--@ refuse duplicate
SELECT h.id AS choice FROM choice h WHERE h.list = :list AND h.name = :label
--@ let choice int
@newid(choice)
--@ do 1
INSERT INTO choice(id, list, name, position)
VALUES (:choice, :list, :label, coalesce(:position, (SELECT coalesce(max(h.position), 0) + 1 FROM choice h
  WHERE h.list = :list)))
--@ audit
SELECT 'choice', :choice, '', NULL, :label
--@ give choice
:choice
--@ undo
--@ let choice int
(SELECT r.record FROM act_row r WHERE r.act = :undone AND r.relation = 'choice' AND r.field = '')
--@ refuse changed-since
SELECT :choice AS choice WHERE NOT EXISTS (SELECT 1 FROM choice h WHERE h.id = :choice)
  OR EXISTS (SELECT 1 FROM customer c WHERE c.source = :choice OR c.channel = :choice OR c.industry = :choice
    OR c.category = :choice OR c.level = :choice)
  OR EXISTS (SELECT 1 FROM deal d WHERE d.lost_reason = :choice) OR EXISTS (SELECT 1 FROM product p
  WHERE p.category = :choice)
  OR EXISTS (SELECT 1 FROM activity a WHERE a.outcome = :choice)
--@ do 1
DELETE FROM choice WHERE id = :choice
