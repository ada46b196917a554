-- Without a number there is no limit (of disclosures: 20).
--@ act set-role-limit
--@ right role.edit
--@ arg role int
--@ arg name text
--@ arg n int?
--@ refuse no-such-role
SELECT :role AS role WHERE NOT EXISTS (SELECT 1 FROM role x WHERE x.id = :role)
--@ refuse bad-argument
SELECT 'name' AS argument WHERE :name NOT IN ('disclosures_a_day', 'bulk_rows', 'export_rows')
UNION ALL SELECT 'n' WHERE :n < 0 OR :n > 100000000
--@ let before text
(SELECT CAST(l.n AS TEXT) FROM role_limit l WHERE l.role = :role AND l.name = :name)
--@ refuse nothing-to-do
SELECT :role AS role WHERE :before IS NOT DISTINCT FROM CAST(:n AS TEXT)
--@ do any
DELETE FROM role_limit WHERE role = :role AND name = :name
--@ do any
INSERT INTO role_limit(role, name, n) SELECT :role, :name, :n WHERE :n IS NOT NULL
--@ audit
SELECT 'role_limit', :role, :name, :before, CAST(:n AS TEXT)
--@ undo
--@ let role int
(SELECT r.record FROM act_row r WHERE r.act = :undone)
--@ let name text
(SELECT r.field FROM act_row r WHERE r.act = :undone)
--@ let n int
(SELECT CAST(r.was AS INTEGER) FROM act_row r WHERE r.act = :undone)
--@ refuse changed-since
SELECT r.record AS role FROM act_row r WHERE r.act = :undone AND r.became IS DISTINCT FROM (SELECT CAST(l.n AS TEXT)
  FROM role_limit l WHERE l.role = :role AND l.name = :name)
--@ do any
DELETE FROM role_limit WHERE role = :role AND name = :name
--@ do any
INSERT INTO role_limit(role, name, n) SELECT :role, :name, :n WHERE :n IS NOT NULL
