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
--@ let my_role int
(SELECT p.role FROM person p WHERE p.id = :me)
--@ let usual int
CASE :name WHEN 'disclosures_a_day' THEN 20 ELSE 1000000000 END
--@ let mine int
coalesce((SELECT l.n FROM role_limit l WHERE l.role = :my_role AND l.name = :name), :usual)
-- Nobody allows others more than they may themselves.
--@ refuse above-you
SELECT :name AS name, :mine AS allowed WHERE :me > 0 AND coalesce(:n, :usual) > coalesce(CAST(:before AS INTEGER), :usual)
  AND :role <> :my_role AND coalesce(:n, :usual) > :mine
-- Nor themselves alone, when there is somebody who can be asked: in these words.
--@ let ask text
'set-role-limit ' || CAST(:role AS TEXT) || ' ' || :name || ' ' || coalesce(CAST(:n AS TEXT), 'none')
--@ refuse own-role
SELECT :ask AS ask WHERE coalesce(:n, :usual) > coalesce(CAST(:before AS INTEGER), :usual) AND :role = :my_role
  AND EXISTS (SELECT 1 FROM person o JOIN role_right rr ON rr.role = o.role AND rr.name = 'role.edit'
    WHERE o.active = 1 AND o.id <> :me)
  AND NOT EXISTS (SELECT 1 FROM request q JOIN person d ON d.id = q.decided_by AND d.active = 1 AND d.id <> :me
    JOIN role_right rr ON rr.role = d.role AND rr.name = 'role.edit'
    WHERE q.person = :me AND q.kind = 'other' AND q.state = 'granted' AND q.until_day >= :today AND q.text = :ask)
-- What may leave without somebody else's word is the word of two for every role.
--@ refuse second-person
SELECT :ask AS ask WHERE :me > 0 AND :name = 'export_rows' AND coalesce(:n, :usual) > coalesce(CAST(:before AS INTEGER), :usual)
  AND EXISTS (SELECT 1 FROM person o JOIN role_right rr ON rr.role = o.role AND rr.name = 'role.edit'
    WHERE o.active = 1 AND o.id <> :me)
  AND NOT EXISTS (SELECT 1 FROM request q JOIN person d ON d.id = q.decided_by AND d.active = 1 AND d.id <> :me
    JOIN role_right rr ON rr.role = d.role AND rr.name = 'role.edit'
    WHERE q.person = :me AND q.kind = 'other' AND q.state = 'granted' AND q.until_day >= :today AND q.text = :ask)
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
--@ let before text
(SELECT r.became FROM act_row r WHERE r.act = :undone)
--@ let my_role int
(SELECT p.role FROM person p WHERE p.id = :me)
--@ let usual int
CASE :name WHEN 'disclosures_a_day' THEN 20 ELSE 1000000000 END
--@ let mine int
coalesce((SELECT l.n FROM role_limit l WHERE l.role = :my_role AND l.name = :name), :usual)
-- Nobody allows others more than they may themselves.
--@ refuse above-you
SELECT :name AS name, :mine AS allowed WHERE :me > 0 AND coalesce(:n, :usual) > coalesce(CAST(:before AS INTEGER), :usual)
  AND :role <> :my_role AND coalesce(:n, :usual) > :mine
-- Nor themselves alone, when there is somebody who can be asked: in these words.
--@ let ask text
'set-role-limit ' || CAST(:role AS TEXT) || ' ' || :name || ' ' || coalesce(CAST(:n AS TEXT), 'none')
--@ refuse own-role
SELECT :ask AS ask WHERE coalesce(:n, :usual) > coalesce(CAST(:before AS INTEGER), :usual) AND :role = :my_role
  AND EXISTS (SELECT 1 FROM person o JOIN role_right rr ON rr.role = o.role AND rr.name = 'role.edit'
    WHERE o.active = 1 AND o.id <> :me)
  AND NOT EXISTS (SELECT 1 FROM request q JOIN person d ON d.id = q.decided_by AND d.active = 1 AND d.id <> :me
    JOIN role_right rr ON rr.role = d.role AND rr.name = 'role.edit'
    WHERE q.person = :me AND q.kind = 'other' AND q.state = 'granted' AND q.until_day >= :today AND q.text = :ask)
-- What may leave without somebody else's word is the word of two for every role.
--@ refuse second-person
SELECT :ask AS ask WHERE :me > 0 AND :name = 'export_rows' AND coalesce(:n, :usual) > coalesce(CAST(:before AS INTEGER), :usual)
  AND EXISTS (SELECT 1 FROM person o JOIN role_right rr ON rr.role = o.role AND rr.name = 'role.edit'
    WHERE o.active = 1 AND o.id <> :me)
  AND NOT EXISTS (SELECT 1 FROM request q JOIN person d ON d.id = q.decided_by AND d.active = 1 AND d.id <> :me
    JOIN role_right rr ON rr.role = d.role AND rr.name = 'role.edit'
    WHERE q.person = :me AND q.kind = 'other' AND q.state = 'granted' AND q.until_day >= :today AND q.text = :ask)
--@ do any
DELETE FROM role_limit WHERE role = :role AND name = :name
--@ do any
INSERT INTO role_limit(role, name, n) SELECT :role, :name, :n WHERE :n IS NOT NULL
