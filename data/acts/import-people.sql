-- Teams that are not there yet are made under the first team, and stay when this is undone.
--@ act import-people
--@ right import.people
--@ arg file text
--@ rows people
--@ column name text
--@ column login text?
--@ column email text?
--@ column team text?
--@ column manager text?
--@ column role text?
--@ let batch int
@newid(import_batch)
--@ each people
--@ let account text
trim(coalesce(:login, :email, :name))
--@ skip empty-name
SELECT 0 WHERE name_key(:name) = '' OR :account = ''
--@ skip duplicate
SELECT p.id FROM person p WHERE p.login = :account
--@ let role_id int
coalesce((SELECT o.id FROM role o WHERE o.key = :role OR o.name = :role ORDER BY o.id LIMIT 1),
  CASE WHEN :role IS NULL THEN (SELECT o.id FROM role o WHERE o.key = 'salesperson') END)
--@ skip no-such-role
SELECT 0 WHERE :role_id IS NULL
--@ do any
INSERT INTO team(id, name, parent, path)
SELECT n.id, :team, r.id, r.path || CAST(n.id AS TEXT) || '/' FROM (SELECT @newid(team) AS id) AS n,
  (SELECT t.id, t.path FROM team t WHERE t.parent IS NULL ORDER BY t.id LIMIT 1) AS r
 WHERE :team IS NOT NULL AND NOT EXISTS (SELECT 1 FROM team t WHERE t.name = :team)
--@ do 1
INSERT INTO person(id, login, name, sort_key, email, team, role, manager, joined_day, batch)
SELECT @newid(person), :account, trim(:name), sort_key(trim(:name)), :email,
  coalesce((SELECT t.id FROM team t WHERE t.name = :team), (SELECT t.id FROM team t WHERE t.parent IS NULL ORDER BY
  t.id LIMIT 1)),
  :role_id, (SELECT p.id FROM person p WHERE p.active = 1 AND (p.login = :manager OR p.name = :manager) ORDER BY
  p.id LIMIT 1), :today, :batch
--@ end
-- Nobody makes somebody mightier than oneself.
--@ refuse above-you
SELECT rr.name AS right_name FROM role_right rr WHERE rr.role IN (SELECT p.role FROM person p WHERE p.batch =
  :batch) AND :me > 0 AND NOT EXISTS (
  SELECT 1 FROM person m JOIN role_right mine ON mine.role = m.role AND mine.name = rr.name WHERE m.id = :me
     AND CASE mine.scope WHEN 'own' THEN 1 WHEN 'reports' THEN 2 WHEN 'team' THEN 3 WHEN 'below' THEN 4 ELSE 5 END
  >= CASE rr.scope WHEN 'own' THEN 1 WHEN 'reports' THEN 2 WHEN 'team' THEN 3 WHEN 'below' THEN 4 ELSE 5 END)
--@ do 1
INSERT INTO import_batch(id, act, kind, file, person, at, created, skipped)
VALUES (:batch, :act, 'people', :file, :me, :now, :taken, :skipped)
--@ audit
SELECT 'import_batch', :batch, '', NULL, :file
--@ give n
:taken
--@ give skipped
:skipped
--@ give batch
:batch
--@ undo
--@ let batch int
(SELECT r.record FROM act_row r WHERE r.act = :undone AND r.relation = 'import_batch')
--@ refuse changed-since
SELECT p.id AS person FROM person p WHERE p.batch = :batch AND (p.version <> 1 OR p.active = 0
  OR EXISTS (SELECT 1 FROM customer c WHERE c.owner = p.id) OR EXISTS (SELECT 1 FROM act a WHERE a.person = p.id)
  OR EXISTS (SELECT 1 FROM task t WHERE t.person = p.id) OR EXISTS (SELECT 1 FROM deal d WHERE d.owner = p.id)
  OR EXISTS (SELECT 1 FROM activity a WHERE a.person = p.id)
  OR EXISTS (SELECT 1 FROM ownership_event e WHERE e.from_owner = p.id OR e.to_owner = p.id)
  OR EXISTS (SELECT 1 FROM person q WHERE q.manager = p.id AND (q.batch IS NULL OR q.batch <> :batch)))
--@ do any
DELETE FROM credential WHERE person IN (SELECT p.id FROM person p WHERE p.batch = :batch)
--@ do any
UPDATE person SET manager = NULL WHERE batch = :batch
--@ do any
DELETE FROM person WHERE batch = :batch
--@ do 1
UPDATE import_batch SET undone = 1 WHERE id = :batch
