-- For how many days a new owner is protected, by source and level; without one, any; without days, no rule.
--@ act set-protection-rule
--@ right pool.edit
--@ arg source int?
--@ arg level int?
--@ arg days int?
--@ refuse no-such-choice
SELECT 'source' AS field WHERE :source IS NOT NULL AND NOT EXISTS (SELECT 1 FROM choice h WHERE h.id = :source
  AND h.list = 'source')
UNION ALL SELECT 'level' AS field WHERE :level IS NOT NULL AND NOT EXISTS (SELECT 1 FROM choice h WHERE h.id = :level
  AND h.list = 'level')
--@ refuse bad-days
SELECT :days AS days WHERE :days NOT BETWEEN 1 AND 3650
--@ let before text
(SELECT CAST(p.days AS TEXT) FROM protection_rule p WHERE p.source = coalesce(:source, 0) AND p.level = coalesce(:level, 0))
--@ refuse nothing-to-do
SELECT :source AS source WHERE :before IS NOT DISTINCT FROM CAST(:days AS TEXT)
--@ do any
DELETE FROM protection_rule WHERE source = coalesce(:source, 0) AND level = coalesce(:level, 0)
--@ do any
INSERT INTO protection_rule(source, level, days) SELECT coalesce(:source, 0), coalesce(:level, 0), :days WHERE :days IS NOT NULL
-- The source's rule, its field the level.
--@ audit
SELECT 'protection_rule', coalesce(:source, 0), CAST(coalesce(:level, 0) AS TEXT), :before, CAST(:days AS TEXT)
--@ undo
--@ let source int
(SELECT r.record FROM act_row r WHERE r.act = :undone)
--@ let level int
(SELECT CAST(r.field AS INTEGER) FROM act_row r WHERE r.act = :undone)
--@ let days int
(SELECT CAST(r.was AS INTEGER) FROM act_row r WHERE r.act = :undone)
--@ refuse changed-since
SELECT :source AS source FROM act_row r WHERE r.act = :undone AND r.became IS DISTINCT FROM (SELECT CAST(p.days AS TEXT)
  FROM protection_rule p WHERE p.source = :source AND p.level = :level)
--@ do any
DELETE FROM protection_rule WHERE source = :source AND level = :level
--@ do any
INSERT INTO protection_rule(source, level, days) SELECT :source, :level, :days WHERE :days IS NOT NULL
