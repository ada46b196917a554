--@ act create-stage
--@ right setting.edit
--@ arg name text
--@ arg probability int
--@ arg position int?
--@ arg rest_days int?
--@ let label text
trim(:name)
--@ refuse empty-name
SELECT 'name' AS field WHERE name_key(:label) = ''
--@ refuse bad-probability
SELECT :probability AS probability WHERE :probability NOT BETWEEN 0 AND 100
--@ refuse bad-rest
SELECT :rest_days AS rest_days WHERE :rest_days NOT BETWEEN 1 AND 3650
--@ refuse duplicate
SELECT s.id AS stage FROM stage s WHERE s.name = :label
--@ let stage int
@newid(stage)
--@ do 1
INSERT INTO stage(id, name, kind, position, probability, rest_days)
VALUES (:stage, :label, 'open', coalesce(:position, (SELECT coalesce(max(s.position), 0) FROM stage s
  WHERE s.kind = 'open')), :probability, :rest_days)
--@ audit
SELECT 'stage', :stage, '', NULL, :label
--@ give stage
:stage
--@ undo
--@ let stage int
(SELECT r.record FROM act_row r WHERE r.act = :undone AND r.relation = 'stage' AND r.field = '')
--@ refuse changed-since
SELECT :stage AS stage WHERE NOT EXISTS (SELECT 1 FROM stage s WHERE s.id = :stage)
  OR EXISTS (SELECT 1 FROM deal d WHERE d.stage = :stage)
  OR EXISTS (SELECT 1 FROM stage_event e WHERE e.to_stage = :stage OR e.from_stage = :stage)
--@ do 1
DELETE FROM stage WHERE id = :stage
