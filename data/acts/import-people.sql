-- Rows of a file become people: form 1 a team, 2 a person, 3 to whom somebody of this batch reports. They cannot
-- sign in until somebody gives them a password.
--@ act import-people
--@ right import.people
--@ arg file text
--@ rows rows
--@ column form int
--@ column login text?
--@ column name text?
--@ column email text?
--@ column team text?
--@ column role text?
--@ column manager text?
--@ let batch int
@newid(import_batch)
--@ let before int
(SELECT coalesce(max(p.id), 0) FROM person p)
--@ let last_team int
(SELECT coalesce(max(t.id), 0) FROM team t)
--@ let root int
(SELECT min(t.id) FROM team t WHERE t.parent IS NULL)
--@ each rows
--@ when form 1
--@ let new_team int
@newid(team)
--@ do any
INSERT INTO team(id, name, parent, path)
SELECT :new_team, :team, t.id, t.path || CAST(:new_team AS TEXT) || '/' FROM team t
 WHERE t.id = :root AND NOT EXISTS (SELECT 1 FROM team x WHERE x.name = :team)
--@ when form 2
--@ skip duplicate-login
SELECT p.id FROM person p WHERE p.login = :login
--@ do 1
INSERT INTO person(id, login, name, sort_key, email, team, role, joined_day, batch)
SELECT @newid(person), :login, :name, sort_key(:name), :email,
  coalesce((SELECT t.id FROM team t WHERE t.name = :team), :root), r.id, :today, :batch
  FROM role r WHERE r.key = :role
--@ when form 3
--@ do any
UPDATE person SET manager = (SELECT m.id FROM person m WHERE m.login = :manager)
 WHERE login = :login AND batch = :batch
--@ end
--@ let created int
(SELECT count(*) FROM person p WHERE p.batch = :batch)
--@ refuse nothing-new
SELECT :skipped AS skipped WHERE :created = 0
-- Nobody makes somebody mightier than oneself.
--@ refuse above-you
SELECT rr.name AS right_name FROM person p JOIN role_right rr ON rr.role = p.role WHERE p.batch = :batch AND :me > 0 AND NOT EXISTS (
  SELECT 1 FROM person m JOIN role_right mine ON mine.role = m.role AND mine.name = rr.name WHERE m.id = :me
     AND CASE mine.scope WHEN 'own' THEN 1 WHEN 'reports' THEN 2 WHEN 'team' THEN 3 WHEN 'below' THEN 4 ELSE 5 END
      >= CASE rr.scope WHEN 'own' THEN 1 WHEN 'reports' THEN 2 WHEN 'team' THEN 3 WHEN 'below' THEN 4 ELSE 5 END)
--@ do 1
INSERT INTO import_batch(id, act, kind, file, person, at, created, skipped)
VALUES (:batch, :act, 'people', :file, :me, :now, :created, :skipped)
--@ audit
SELECT 'import_batch', :batch, '', NULL, :file
--@ audit
SELECT 'person', p.id, '', NULL, p.login FROM person p WHERE p.batch = :batch
--@ audit
SELECT 'team', t.id, '', NULL, t.name FROM team t WHERE t.id > :last_team
--@ give batch
:batch
--@ give created
:created
--@ give before
:before
--@ undo
--@ let batch int
(SELECT b.id FROM import_batch b WHERE b.act = :undone)
--@ refuse changed-since
SELECT p.id AS person FROM person p WHERE p.batch = :batch AND (p.version <> 1 OR p.active <> 1
  OR EXISTS (SELECT 1 FROM credential k WHERE k.person = p.id))
--@ refuse changed-since
SELECT p.id AS person FROM person p WHERE p.batch = :batch AND (
  EXISTS (SELECT 1 FROM customer c WHERE c.owner = p.id)
  OR EXISTS (SELECT 1 FROM deal d WHERE d.owner = p.id)
  OR EXISTS (SELECT 1 FROM activity a WHERE a.person = p.id)
  OR EXISTS (SELECT 1 FROM task t WHERE t.person = p.id)
  OR EXISTS (SELECT 1 FROM contract k WHERE k.owner = p.id)
  OR EXISTS (SELECT 1 FROM payment y WHERE y.owner = p.id)
  OR EXISTS (SELECT 1 FROM person o WHERE o.manager = p.id AND o.batch IS DISTINCT FROM :batch))
--@ do any
UPDATE person SET manager = NULL WHERE batch = :batch
--@ do any
DELETE FROM person WHERE batch = :batch
--@ do any
DELETE FROM team WHERE id IN (SELECT r.record FROM act_row r WHERE r.act = :undone AND r.relation = 'team')
  AND NOT EXISTS (SELECT 1 FROM person p WHERE p.team = team.id)
  AND NOT EXISTS (SELECT 1 FROM team x WHERE x.parent = team.id)
--@ do 1
UPDATE import_batch SET undone = 1 WHERE id = :batch
