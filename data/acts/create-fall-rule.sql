-- Off until it is switched on (edit-fall-rule), so that it can be tried first. A line of the question is one condition.
--@ act create-fall-rule
--@ right pool.edit
--@ arg name text
--@ arg question text
--@ arg combine text?
--@ arg level int?
--@ arg exempt_deal int?
--@ arg exempt_contract int?
--@ arg grace_days int?
--@ arg warn_days int?
--@ arg pool int
--@ let label text
trim(:name)
--@ refuse empty-name
SELECT 'name' AS field WHERE name_key(:label) = ''
--@ refuse empty-text
SELECT 'question' AS field WHERE trim(:question) = ''
--@ refuse bad-argument
SELECT 'combine' AS argument WHERE :combine NOT IN ('any', 'all')
UNION ALL SELECT 'exempt_deal' WHERE :exempt_deal NOT IN (0, 1)
UNION ALL SELECT 'exempt_contract' WHERE :exempt_contract NOT IN (0, 1)
UNION ALL SELECT 'grace_days' WHERE :grace_days NOT BETWEEN 0 AND 3650
UNION ALL SELECT 'warn_days' WHERE :warn_days NOT BETWEEN 0 AND 365
--@ refuse no-such-choice
SELECT 'level' AS field WHERE :level IS NOT NULL AND NOT EXISTS (SELECT 1 FROM choice h WHERE h.id = :level
  AND h.list = 'level')
--@ refuse no-such-pool
SELECT :pool AS pool WHERE NOT EXISTS (SELECT 1 FROM pool p WHERE p.id = :pool AND p.active = 1)
--@ refuse duplicate
SELECT f.id AS rule FROM fall_rule f WHERE f.name = :label
--@ let rule int
@newid(fall_rule)
--@ do 1
INSERT INTO fall_rule(id, name, question, combine, level, exempt_deal, exempt_contract, grace_days, warn_days, pool, active, position)
VALUES (:rule, :label, trim(:question), coalesce(:combine, 'all'), :level, coalesce(:exempt_deal, 1),
  coalesce(:exempt_contract, 1), coalesce(:grace_days, 14), coalesce(:warn_days, 7), :pool, 0,
  (SELECT coalesce(max(f.position), 0) + 1 FROM fall_rule f))
--@ audit
SELECT 'fall_rule', :rule, '', NULL, :label
UNION ALL SELECT 'fall_rule', :rule, 'question', NULL, trim(:question)
--@ give rule
:rule
--@ undo
--@ let rule int
(SELECT r.record FROM act_row r WHERE r.act = :undone AND r.field = '')
--@ refuse changed-since
SELECT :rule AS rule WHERE NOT EXISTS (SELECT 1 FROM fall_rule f WHERE f.id = :rule AND f.version = 1)
--@ do 1
DELETE FROM fall_rule WHERE id = :rule
