-- All of its settings at once: what is not given is without a limit, or no day.
--@ act edit-pool
--@ right pool.edit
--@ arg pool int
--@ arg version int
--@ arg name text
--@ arg open int
--@ arg claims_a_day int?
--@ arg capacity int?
--@ arg freeze_days int?
--@ arg wait_days int?
--@ arg active int?
--@ let label text
trim(:name)
--@ let freeze int
coalesce(:freeze_days, 0)
--@ let wait int
coalesce(:wait_days, 0)
--@ refuse no-such-pool
SELECT :pool AS pool WHERE NOT EXISTS (SELECT 1 FROM pool x WHERE x.id = :pool)
--@ refuse empty-name
SELECT 'name' AS field WHERE name_key(:label) = ''
--@ refuse bad-argument
SELECT 'open' AS argument WHERE :open NOT IN (0, 1)
UNION ALL SELECT 'claims_a_day' WHERE :claims_a_day NOT BETWEEN 0 AND 100000
UNION ALL SELECT 'capacity' WHERE :capacity NOT BETWEEN 0 AND 100000000
UNION ALL SELECT 'freeze_days' WHERE :freeze_days NOT BETWEEN 0 AND 3650
UNION ALL SELECT 'wait_days' WHERE :wait_days NOT BETWEEN 0 AND 3650
UNION ALL SELECT 'active' WHERE :active NOT IN (0, 1)
--@ refuse duplicate
SELECT p.id AS pool FROM pool p WHERE p.name = :label AND p.id <> :pool
--@ refuse changed-since
SELECT x.id AS pool, x.version AS version FROM pool x WHERE x.id = :pool AND x.version <> :version
--@ refuse still-used
SELECT x.id AS pool FROM pool x WHERE x.id = :pool AND :active = 0 AND EXISTS (SELECT 1 FROM customer c
  WHERE c.pool = x.id)
--@ refuse nothing-to-do
SELECT x.id AS pool FROM pool x WHERE x.id = :pool AND NOT (x.name IS DISTINCT FROM :label
  OR x.open IS DISTINCT FROM :open
  OR x.claims_a_day IS DISTINCT FROM :claims_a_day
  OR x.capacity IS DISTINCT FROM :capacity
  OR x.freeze_days IS DISTINCT FROM :freeze
  OR x.wait_days IS DISTINCT FROM :wait
  OR x.active IS DISTINCT FROM coalesce(:active, x.active))
--@ audit
SELECT 'pool', x.id, 'name', x.name, :label FROM pool x
  WHERE x.id = :pool AND x.name IS DISTINCT FROM :label
UNION ALL SELECT 'pool', x.id, 'open', CAST(x.open AS TEXT), CAST(:open AS TEXT) FROM pool x
  WHERE x.id = :pool AND x.open IS DISTINCT FROM :open
UNION ALL SELECT 'pool', x.id, 'claims_a_day', CAST(x.claims_a_day AS TEXT), CAST(:claims_a_day AS TEXT) FROM pool x
  WHERE x.id = :pool AND x.claims_a_day IS DISTINCT FROM :claims_a_day
UNION ALL SELECT 'pool', x.id, 'capacity', CAST(x.capacity AS TEXT), CAST(:capacity AS TEXT) FROM pool x
  WHERE x.id = :pool AND x.capacity IS DISTINCT FROM :capacity
UNION ALL SELECT 'pool', x.id, 'freeze_days', CAST(x.freeze_days AS TEXT), CAST(:freeze AS TEXT) FROM pool x
  WHERE x.id = :pool AND x.freeze_days IS DISTINCT FROM :freeze
UNION ALL SELECT 'pool', x.id, 'wait_days', CAST(x.wait_days AS TEXT), CAST(:wait AS TEXT) FROM pool x
  WHERE x.id = :pool AND x.wait_days IS DISTINCT FROM :wait
UNION ALL SELECT 'pool', x.id, 'active', CAST(x.active AS TEXT), CAST(coalesce(:active, x.active) AS TEXT) FROM pool x
  WHERE x.id = :pool AND x.active IS DISTINCT FROM coalesce(:active, x.active)
--@ do 1
UPDATE pool AS x SET name = :label,
  open = :open,
  claims_a_day = :claims_a_day,
  capacity = :capacity,
  freeze_days = :freeze,
  wait_days = :wait,
  active = coalesce(:active, x.active),
  version = x.version + 1 WHERE x.id = :pool
--@ undo
--@ let pool int
(SELECT max(r.record) FROM act_row r WHERE r.act = :undone AND r.relation = 'pool')
--@ refuse changed-since
SELECT pool.id AS pool FROM pool WHERE pool.id = :pool AND (
  pool.name IS DISTINCT FROM @became(pool.name, text)
  OR pool.open IS DISTINCT FROM @became(pool.open, int)
  OR pool.claims_a_day IS DISTINCT FROM @became(pool.claims_a_day, int)
  OR pool.capacity IS DISTINCT FROM @became(pool.capacity, int)
  OR pool.freeze_days IS DISTINCT FROM @became(pool.freeze_days, int)
  OR pool.wait_days IS DISTINCT FROM @became(pool.wait_days, int)
  OR pool.active IS DISTINCT FROM @became(pool.active, int))
UNION ALL SELECT :pool WHERE NOT EXISTS (SELECT 1 FROM pool x WHERE x.id = :pool)
--@ refuse duplicate
SELECT p.id AS pool FROM act_row r JOIN pool p ON p.name = r.was AND p.id <> :pool
 WHERE r.act = :undone AND r.relation = 'pool' AND r.field = 'name'
--@ refuse still-used
SELECT pool.id AS pool FROM pool WHERE pool.id = :pool AND @was(pool.active, int) = 0
  AND EXISTS (SELECT 1 FROM customer c WHERE c.pool = pool.id)
--@ do 1
UPDATE pool SET name = @was(pool.name, text),
  open = @was(pool.open, int),
  claims_a_day = @was(pool.claims_a_day, int),
  capacity = @was(pool.capacity, int),
  freeze_days = @was(pool.freeze_days, int),
  wait_days = @was(pool.wait_days, int),
  active = @was(pool.active, int),
  version = pool.version + 1
WHERE pool.id = :pool
