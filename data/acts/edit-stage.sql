--@ act edit-stage
--@ right setting.edit
--@ arg stage int
--@ arg name text
--@ arg probability int
--@ arg rest_days int?
--@ arg position int?
--@ arg active int?
--@ let label text
trim(:name)
--@ refuse no-such-stage
SELECT :stage AS stage WHERE NOT EXISTS (SELECT 1 FROM stage x WHERE x.id = :stage)
--@ refuse empty-name
SELECT 'name' AS field WHERE name_key(:label) = ''
--@ refuse bad-probability
SELECT :probability AS probability WHERE :probability NOT BETWEEN 0 AND 100
--@ refuse bad-rest
SELECT :rest_days AS rest_days WHERE :rest_days NOT BETWEEN 1 AND 3650
--@ refuse bad-argument
SELECT 'active' AS argument WHERE :active NOT IN (0, 1)
--@ refuse duplicate
SELECT s.id AS stage FROM stage s WHERE s.name = :label AND s.id <> :stage
--@ refuse still-used
SELECT s.id AS stage FROM stage s WHERE s.id = :stage AND :active = 0
  AND (s.kind <> 'open' OR EXISTS (SELECT 1 FROM deal d WHERE d.stage = s.id AND d.status = 'open')
    OR NOT EXISTS (SELECT 1 FROM stage o WHERE o.kind = 'open' AND o.active = 1 AND o.id <> s.id))
--@ refuse nothing-to-do
SELECT x.id AS stage FROM stage x WHERE x.id = :stage AND NOT (x.name IS DISTINCT FROM :label
  OR x.probability IS DISTINCT FROM :probability OR x.rest_days IS DISTINCT FROM :rest_days
  OR x.position IS DISTINCT FROM coalesce(:position, x.position) OR x.active IS DISTINCT
  FROM coalesce(:active, x.active))
--@ audit
SELECT 'stage', x.id, 'name', x.name, :label FROM stage x WHERE x.id = :stage AND x.name IS DISTINCT FROM :label
UNION ALL SELECT 'stage', x.id, 'probability', CAST(x.probability AS TEXT), CAST(:probability AS TEXT)
  FROM stage x WHERE x.id = :stage AND x.probability IS DISTINCT FROM :probability
UNION ALL SELECT 'stage', x.id, 'rest_days', CAST(x.rest_days AS TEXT), CAST(:rest_days AS TEXT) FROM stage x
  WHERE x.id = :stage AND x.rest_days IS DISTINCT FROM :rest_days
UNION ALL SELECT 'stage', x.id, 'position', CAST(x.position AS TEXT), CAST(coalesce(:position,
  x.position) AS TEXT) FROM stage x WHERE x.id = :stage AND x.position IS DISTINCT
  FROM coalesce(:position, x.position)
UNION ALL SELECT 'stage', x.id, 'active', CAST(x.active AS TEXT), CAST(coalesce(:active, x.active) AS TEXT)
  FROM stage x WHERE x.id = :stage AND x.active IS DISTINCT FROM coalesce(:active, x.active)
--@ do 1
UPDATE stage AS x SET name = :label, probability = :probability, rest_days = :rest_days,
  position = coalesce(:position, x.position), active = coalesce(:active, x.active) WHERE x.id = :stage
-- The furthest stage of customers may be another now.
--@ refresh
SELECT DISTINCT d.customer FROM deal d WHERE d.customer IS NOT NULL
  AND EXISTS (SELECT 1 FROM act_row r WHERE r.act = :act AND r.relation = 'stage' AND r.field = 'position')
--@ undo
--@ let stage int
(SELECT max(r.record) FROM act_row r WHERE r.act = :undone AND r.relation = 'stage')
--@ refuse changed-since
SELECT stage.id AS stage FROM stage WHERE stage.id = :stage AND (
  stage.name IS DISTINCT FROM @became(stage.name, text)
  OR stage.probability IS DISTINCT FROM @became(stage.probability, int)
  OR stage.rest_days IS DISTINCT FROM @became(stage.rest_days, int)
  OR stage.position IS DISTINCT FROM @became(stage.position, int)
  OR stage.active IS DISTINCT FROM @became(stage.active, int))
UNION ALL SELECT :stage WHERE NOT EXISTS (SELECT 1 FROM stage x WHERE x.id = :stage)
--@ refuse duplicate
SELECT y.id AS stage FROM act_row r JOIN stage x ON x.id = r.record JOIN stage y ON y.name = r.was AND y.id <> x.id
 WHERE r.act = :undone AND r.relation = 'stage' AND r.field = 'name'
--@ do 1
UPDATE stage SET name = @was(stage.name, text),
  probability = @was(stage.probability, int),
  rest_days = @was(stage.rest_days, int),
  position = @was(stage.position, int),
  active = @was(stage.active, int)
WHERE stage.id = :stage
-- The furthest stage of customers may be another now.
--@ refresh
SELECT DISTINCT d.customer FROM deal d WHERE d.customer IS NOT NULL
  AND EXISTS (SELECT 1 FROM act_row r WHERE r.act = :undone AND r.relation = 'stage' AND r.field = 'position')
