--@ act edit-choice
--@ right setting.edit
--@ arg choice int
--@ arg name text
--@ arg position int?
--@ arg active int?
--@ let label text
trim(:name)
--@ refuse no-such-choice
SELECT :choice AS choice WHERE NOT EXISTS (SELECT 1 FROM choice x WHERE x.id = :choice)
--@ refuse empty-name
SELECT 'name' AS field WHERE name_key(:label) = ''
--@ refuse bad-argument
SELECT 'active' AS argument WHERE :active NOT IN (0, 1)
--@ refuse duplicate
SELECT h.id AS choice FROM choice h JOIN choice x ON x.id = :choice AND x.list = h.list WHERE h.name = :label
  AND h.id <> :choice
--@ refuse nothing-to-do
SELECT x.id AS choice FROM choice x WHERE x.id = :choice AND NOT (x.name IS DISTINCT FROM :label
  OR x.position IS DISTINCT FROM coalesce(:position, x.position) OR x.active IS DISTINCT
  FROM coalesce(:active, x.active))
--@ audit
SELECT 'choice', x.id, 'name', x.name, :label FROM choice x WHERE x.id = :choice AND x.name IS DISTINCT FROM :label
UNION ALL SELECT 'choice', x.id, 'position', CAST(x.position AS TEXT), CAST(coalesce(:position,
  x.position) AS TEXT) FROM choice x WHERE x.id = :choice AND x.position IS DISTINCT
  FROM coalesce(:position, x.position)
UNION ALL SELECT 'choice', x.id, 'active', CAST(x.active AS TEXT), CAST(coalesce(:active, x.active) AS TEXT)
  FROM choice x WHERE x.id = :choice AND x.active IS DISTINCT FROM coalesce(:active, x.active)
--@ do 1
UPDATE choice AS x SET name = :label, position = coalesce(:position, x.position), active = coalesce(:active,
  x.active) WHERE x.id = :choice
--@ undo
--@ let choice int
(SELECT max(r.record) FROM act_row r WHERE r.act = :undone AND r.relation = 'choice')
--@ refuse changed-since
SELECT choice.id AS choice FROM choice WHERE choice.id = :choice AND (
  choice.name IS DISTINCT FROM @became(choice.name, text)
  OR choice.position IS DISTINCT FROM @became(choice.position, int)
  OR choice.active IS DISTINCT FROM @became(choice.active, int))
UNION ALL SELECT :choice WHERE NOT EXISTS (SELECT 1 FROM choice x WHERE x.id = :choice)
--@ refuse duplicate
SELECT y.id AS choice FROM act_row r JOIN choice x ON x.id = r.record JOIN choice y ON y.name = r.was
  AND y.id <> x.id AND y.list = x.list
 WHERE r.act = :undone AND r.relation = 'choice' AND r.field = 'name'
--@ do 1
UPDATE choice SET name = @was(choice.name, text),
  position = @was(choice.position, int),
  active = @was(choice.active, int)
WHERE choice.id = :choice
