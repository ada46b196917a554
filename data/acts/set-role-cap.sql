-- How many customers each person of a role may hold, who has no cap of their own; without a number, any.
--@ act set-role-cap
--@ right role.edit
--@ arg role int
--@ arg n int?
--@ refuse no-such-role
SELECT :role AS role WHERE NOT EXISTS (SELECT 1 FROM role x WHERE x.id = :role)
--@ refuse bad-cap
SELECT :n AS cap WHERE :n < 1 OR :n > 100000000
--@ let before text
(SELECT CAST(k.n AS TEXT) FROM role_cap k WHERE k.role = :role)
--@ refuse nothing-to-do
SELECT :role AS role WHERE :before IS NOT DISTINCT FROM CAST(:n AS TEXT)
--@ do any
DELETE FROM role_cap WHERE role = :role
--@ do any
INSERT INTO role_cap(role, n) SELECT :role, :n WHERE :n IS NOT NULL
--@ audit
SELECT 'role_cap', :role, 'n', :before, CAST(:n AS TEXT)
--@ undo
--@ let role int
(SELECT r.record FROM act_row r WHERE r.act = :undone)
--@ let n int
(SELECT CAST(r.was AS INTEGER) FROM act_row r WHERE r.act = :undone)
--@ refuse changed-since
SELECT r.record AS role FROM act_row r WHERE r.act = :undone AND r.became IS DISTINCT FROM (SELECT CAST(k.n AS TEXT)
  FROM role_cap k WHERE k.role = :role)
--@ do any
DELETE FROM role_cap WHERE role = :role
--@ do any
INSERT INTO role_cap(role, n) SELECT :role, :n WHERE :n IS NOT NULL
