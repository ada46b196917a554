-- All of its settings at once; with active it is switched on and off.
--@ act edit-fall-rule
--@ right pool.edit
--@ arg rule int
--@ arg version int
--@ arg name text
--@ arg question text
--@ arg combine text
--@ arg level int?
--@ arg exempt_deal int
--@ arg exempt_contract int
--@ arg grace_days int
--@ arg warn_days int
--@ arg pool int
--@ arg active int
--@ arg position int
--@ let label text
trim(:name)
--@ refuse no-such-rule
SELECT :rule AS rule WHERE NOT EXISTS (SELECT 1 FROM fall_rule x WHERE x.id = :rule)
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
UNION ALL SELECT 'active' WHERE :active NOT IN (0, 1)
UNION ALL SELECT 'position' WHERE :position NOT BETWEEN 1 AND 1000000
--@ refuse no-such-choice
SELECT 'level' AS field WHERE :level IS NOT NULL AND NOT EXISTS (SELECT 1 FROM choice h WHERE h.id = :level
  AND h.list = 'level')
--@ refuse no-such-pool
SELECT :pool AS pool WHERE NOT EXISTS (SELECT 1 FROM pool p WHERE p.id = :pool AND p.active = 1)
--@ refuse duplicate
SELECT f.id AS rule FROM fall_rule f WHERE f.name = :label AND f.id <> :rule
--@ refuse changed-since
SELECT x.id AS rule, x.version AS version FROM fall_rule x WHERE x.id = :rule AND x.version <> :version
--@ refuse nothing-to-do
SELECT x.id AS rule FROM fall_rule x WHERE x.id = :rule AND NOT (x.name IS DISTINCT FROM :label
  OR x.question IS DISTINCT FROM trim(:question)
  OR x.combine IS DISTINCT FROM :combine
  OR x.level IS DISTINCT FROM :level
  OR x.exempt_deal IS DISTINCT FROM :exempt_deal
  OR x.exempt_contract IS DISTINCT FROM :exempt_contract
  OR x.grace_days IS DISTINCT FROM :grace_days
  OR x.warn_days IS DISTINCT FROM :warn_days
  OR x.pool IS DISTINCT FROM :pool
  OR x.active IS DISTINCT FROM :active
  OR x.position IS DISTINCT FROM :position)
--@ audit
SELECT 'fall_rule', x.id, 'name', x.name, :label FROM fall_rule x
  WHERE x.id = :rule AND x.name IS DISTINCT FROM :label
UNION ALL SELECT 'fall_rule', x.id, 'question', x.question, trim(:question) FROM fall_rule x
  WHERE x.id = :rule AND x.question IS DISTINCT FROM trim(:question)
UNION ALL SELECT 'fall_rule', x.id, 'combine', x.combine, :combine FROM fall_rule x
  WHERE x.id = :rule AND x.combine IS DISTINCT FROM :combine
UNION ALL SELECT 'fall_rule', x.id, 'level', CAST(x.level AS TEXT), CAST(:level AS TEXT) FROM fall_rule x
  WHERE x.id = :rule AND x.level IS DISTINCT FROM :level
UNION ALL SELECT 'fall_rule', x.id, 'exempt_deal', CAST(x.exempt_deal AS TEXT), CAST(:exempt_deal AS TEXT) FROM fall_rule x
  WHERE x.id = :rule AND x.exempt_deal IS DISTINCT FROM :exempt_deal
UNION ALL SELECT 'fall_rule', x.id, 'exempt_contract', CAST(x.exempt_contract AS TEXT), CAST(:exempt_contract AS TEXT) FROM fall_rule x
  WHERE x.id = :rule AND x.exempt_contract IS DISTINCT FROM :exempt_contract
UNION ALL SELECT 'fall_rule', x.id, 'grace_days', CAST(x.grace_days AS TEXT), CAST(:grace_days AS TEXT) FROM fall_rule x
  WHERE x.id = :rule AND x.grace_days IS DISTINCT FROM :grace_days
UNION ALL SELECT 'fall_rule', x.id, 'warn_days', CAST(x.warn_days AS TEXT), CAST(:warn_days AS TEXT) FROM fall_rule x
  WHERE x.id = :rule AND x.warn_days IS DISTINCT FROM :warn_days
UNION ALL SELECT 'fall_rule', x.id, 'pool', CAST(x.pool AS TEXT), CAST(:pool AS TEXT) FROM fall_rule x
  WHERE x.id = :rule AND x.pool IS DISTINCT FROM :pool
UNION ALL SELECT 'fall_rule', x.id, 'active', CAST(x.active AS TEXT), CAST(:active AS TEXT) FROM fall_rule x
  WHERE x.id = :rule AND x.active IS DISTINCT FROM :active
UNION ALL SELECT 'fall_rule', x.id, 'position', CAST(x.position AS TEXT), CAST(:position AS TEXT) FROM fall_rule x
  WHERE x.id = :rule AND x.position IS DISTINCT FROM :position
--@ do 1
UPDATE fall_rule AS x SET name = :label,
  question = trim(:question),
  combine = :combine,
  level = :level,
  exempt_deal = :exempt_deal,
  exempt_contract = :exempt_contract,
  grace_days = :grace_days,
  warn_days = :warn_days,
  pool = :pool,
  active = :active,
  position = :position,
  version = x.version + 1 WHERE x.id = :rule
--@ undo
--@ let rule int
(SELECT max(r.record) FROM act_row r WHERE r.act = :undone)
--@ refuse changed-since
SELECT fall_rule.id AS rule FROM fall_rule WHERE fall_rule.id = :rule AND (
  fall_rule.name IS DISTINCT FROM @became(fall_rule.name, text)
  OR fall_rule.question IS DISTINCT FROM @became(fall_rule.question, text)
  OR fall_rule.combine IS DISTINCT FROM @became(fall_rule.combine, text)
  OR fall_rule.level IS DISTINCT FROM @became(fall_rule.level, int)
  OR fall_rule.exempt_deal IS DISTINCT FROM @became(fall_rule.exempt_deal, int)
  OR fall_rule.exempt_contract IS DISTINCT FROM @became(fall_rule.exempt_contract, int)
  OR fall_rule.grace_days IS DISTINCT FROM @became(fall_rule.grace_days, int)
  OR fall_rule.warn_days IS DISTINCT FROM @became(fall_rule.warn_days, int)
  OR fall_rule.pool IS DISTINCT FROM @became(fall_rule.pool, int)
  OR fall_rule.active IS DISTINCT FROM @became(fall_rule.active, int)
  OR fall_rule.position IS DISTINCT FROM @became(fall_rule.position, int))
--@ refuse duplicate
SELECT f.id AS rule FROM act_row r JOIN fall_rule f ON f.name = r.was AND f.id <> :rule
 WHERE r.act = :undone AND r.field = 'name'
--@ refuse no-such-pool
SELECT p.id AS pool FROM fall_rule JOIN pool p ON p.id = @was(fall_rule.pool, int) WHERE fall_rule.id = :rule AND p.active = 0
--@ do 1
UPDATE fall_rule SET name = @was(fall_rule.name, text),
  question = @was(fall_rule.question, text),
  combine = @was(fall_rule.combine, text),
  level = @was(fall_rule.level, int),
  exempt_deal = @was(fall_rule.exempt_deal, int),
  exempt_contract = @was(fall_rule.exempt_contract, int),
  grace_days = @was(fall_rule.grace_days, int),
  warn_days = @was(fall_rule.warn_days, int),
  pool = @was(fall_rule.pool, int),
  active = @was(fall_rule.active, int),
  position = @was(fall_rule.position, int),
  version = fall_rule.version + 1
WHERE fall_rule.id = :rule
