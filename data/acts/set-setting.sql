--@ act set-setting
--@ right setting.edit
--@ arg key text
--@ arg value text?
-- These are woven into what is stored.
--@ refuse fixed-setting
SELECT :key AS key WHERE :key IN ('sample', 'founded_day', 'currency', 'time_zone')
--@ refuse bad-key
SELECT :key AS key WHERE length(:key) > 100 OR trim(:key) <> :key
-- What acts read as a number must be one.
--@ refuse bad-value
SELECT :key AS key WHERE (:key = 'duplicate_checks_a_day' AND (trim(:value, '0123456789') <> '' OR length(:value) NOT BETWEEN 1 AND 9))
  OR (:key = 'lock_minutes' AND (trim(:value, '0123456789') <> '' OR length(:value) NOT BETWEEN 1 AND 4
    OR (length(:value) = 4 AND :value > '1440')))
  OR (:key = 'watermark' AND :value NOT IN ('0', '1'))
  OR (:key IN ('duplicates_create', 'duplicates_import') AND :value NOT IN ('block', 'warn', 'merge'))
--@ let before text
(SELECT s.value FROM setting s WHERE s.key = :key)
--@ refuse nothing-to-do
SELECT :key AS key WHERE :before IS NOT DISTINCT FROM :value
--@ do any
DELETE FROM setting WHERE key = :key
--@ do any
INSERT INTO setting(key, value) SELECT :key, :value WHERE :value IS NOT NULL
--@ audit
SELECT 'setting', 0, :key, :before, :value
--@ undo
--@ let key text
(SELECT r.field FROM act_row r WHERE r.act = :undone)
--@ let value text
(SELECT r.was FROM act_row r WHERE r.act = :undone)
--@ refuse changed-since
SELECT :key AS key FROM act_row r WHERE r.act = :undone AND r.became IS DISTINCT FROM (SELECT s.value
  FROM setting s WHERE s.key = :key)
--@ do any
DELETE FROM setting WHERE key = :key
--@ do any
INSERT INTO setting(key, value) SELECT :key, :value WHERE :value IS NOT NULL
