-- 1 for each field that is shown before a claim. What reaches a customer is none of them.
--@ act set-pool-fields
--@ right pool.edit
--@ arg pool int
--@ arg version int
--@ arg name int?
--@ arg short_name int?
--@ arg credit_code int?
--@ arg website int?
--@ arg region int?
--@ arg industry int?
--@ arg category int?
--@ arg level int?
--@ arg source int?
--@ arg channel int?
--@ arg stage int?
--@ arg last_contact_day int?
--@ arg completeness int?
--@ refuse no-such-pool
SELECT :pool AS pool WHERE NOT EXISTS (SELECT 1 FROM pool x WHERE x.id = :pool)
--@ refuse bad-argument
SELECT w.field AS argument FROM (SELECT 'name' AS field, :name AS shown
  UNION ALL SELECT 'short_name', :short_name
  UNION ALL SELECT 'credit_code', :credit_code
  UNION ALL SELECT 'website', :website
  UNION ALL SELECT 'region', :region
  UNION ALL SELECT 'industry', :industry
  UNION ALL SELECT 'category', :category
  UNION ALL SELECT 'level', :level
  UNION ALL SELECT 'source', :source
  UNION ALL SELECT 'channel', :channel
  UNION ALL SELECT 'stage', :stage
  UNION ALL SELECT 'last_contact_day', :last_contact_day
  UNION ALL SELECT 'completeness', :completeness) AS w
 WHERE w.shown NOT IN (0, 1)
--@ refuse changed-since
SELECT x.id AS pool, x.version AS version FROM pool x WHERE x.id = :pool AND x.version <> :version
--@ audit
SELECT 'pool_field', :pool, w.field, CASE WHEN f.field IS NOT NULL THEN '1' END, CASE WHEN w.shown = 1 THEN '1' END
  FROM (SELECT 'name' AS field, :name AS shown
  UNION ALL SELECT 'short_name', :short_name
  UNION ALL SELECT 'credit_code', :credit_code
  UNION ALL SELECT 'website', :website
  UNION ALL SELECT 'region', :region
  UNION ALL SELECT 'industry', :industry
  UNION ALL SELECT 'category', :category
  UNION ALL SELECT 'level', :level
  UNION ALL SELECT 'source', :source
  UNION ALL SELECT 'channel', :channel
  UNION ALL SELECT 'stage', :stage
  UNION ALL SELECT 'last_contact_day', :last_contact_day
  UNION ALL SELECT 'completeness', :completeness) AS w
  LEFT JOIN pool_field f ON f.pool = :pool AND f.field = w.field
 WHERE coalesce(w.shown, 0) <> CASE WHEN f.field IS NOT NULL THEN 1 ELSE 0 END
--@ refuse nothing-to-do
SELECT :pool AS pool WHERE NOT EXISTS (SELECT 1 FROM act_row r WHERE r.act = :act)
--@ do any
DELETE FROM pool_field WHERE pool = :pool AND field IN (SELECT r.field FROM act_row r WHERE r.act = :act
  AND r.relation = 'pool_field' AND r.became IS NULL)
--@ do any
INSERT INTO pool_field(pool, field) SELECT :pool, r.field FROM act_row r WHERE r.act = :act AND r.relation = 'pool_field'
  AND r.became = '1'
--@ do 1
UPDATE pool SET version = version + 1 WHERE id = :pool
--@ undo
--@ let pool int
(SELECT max(r.record) FROM act_row r WHERE r.act = :undone AND r.relation = 'pool_field')
--@ refuse changed-since
SELECT :pool AS pool FROM act_row r LEFT JOIN pool_field f ON f.pool = r.record AND f.field = r.field
 WHERE r.act = :undone AND r.relation = 'pool_field' AND (r.became IS NULL AND f.field IS NOT NULL
   OR r.became IS NOT NULL AND f.field IS NULL)
UNION ALL SELECT :pool WHERE NOT EXISTS (SELECT 1 FROM pool x WHERE x.id = :pool)
--@ do any
DELETE FROM pool_field WHERE pool = :pool AND field IN (SELECT r.field FROM act_row r WHERE r.act = :undone
  AND r.relation = 'pool_field' AND r.was IS NULL)
--@ do any
INSERT INTO pool_field(pool, field) SELECT :pool, r.field FROM act_row r WHERE r.act = :undone
  AND r.relation = 'pool_field' AND r.was = '1'
--@ do 1
UPDATE pool SET version = version + 1 WHERE id = :pool
