-- Of its customers it shows the usual four at first (set-pool-fields).
--@ act create-pool
--@ right pool.edit
--@ arg name text
--@ arg open int?
--@ arg claims_a_day int?
--@ arg capacity int?
--@ arg freeze_days int?
--@ arg wait_days int?
--@ let label text
trim(:name)
--@ refuse empty-name
SELECT 'name' AS field WHERE name_key(:label) = ''
--@ refuse bad-argument
SELECT 'open' AS argument WHERE :open NOT IN (0, 1)
UNION ALL SELECT 'claims_a_day' WHERE :claims_a_day NOT BETWEEN 0 AND 100000
UNION ALL SELECT 'capacity' WHERE :capacity NOT BETWEEN 0 AND 100000000
UNION ALL SELECT 'freeze_days' WHERE :freeze_days NOT BETWEEN 0 AND 3650
UNION ALL SELECT 'wait_days' WHERE :wait_days NOT BETWEEN 0 AND 3650
--@ refuse duplicate
SELECT p.id AS pool FROM pool p WHERE p.name = :label
--@ let pool int
@newid(pool)
--@ do 1
INSERT INTO pool(id, name, open, claims_a_day, capacity, freeze_days, wait_days)
VALUES (:pool, :label, coalesce(:open, 1), :claims_a_day, :capacity, coalesce(:freeze_days, 0), coalesce(:wait_days, 0))
--@ do 4
INSERT INTO pool_field(pool, field) SELECT :pool, f.field FROM (SELECT 'name' AS field UNION ALL SELECT 'region'
  UNION ALL SELECT 'industry' UNION ALL SELECT 'level') AS f
--@ audit
SELECT 'pool', :pool, '', NULL, :label
--@ give pool
:pool
--@ undo
--@ let pool int
(SELECT r.record FROM act_row r WHERE r.act = :undone AND r.relation = 'pool' AND r.field = '')
--@ refuse changed-since
SELECT :pool AS pool WHERE NOT EXISTS (SELECT 1 FROM pool p WHERE p.id = :pool AND p.version = 1)
  OR EXISTS (SELECT 1 FROM customer c WHERE c.pool = :pool)
  OR EXISTS (SELECT 1 FROM ownership_event e WHERE e.from_pool = :pool OR e.to_pool = :pool)
--@ do any
DELETE FROM pool_field WHERE pool = :pool
--@ do 1
DELETE FROM pool WHERE id = :pool
