--@ act leave-person
--@ right person.edit
--@ arg person int
--@ arg day day?
--@ refuse no-such-person
SELECT :person AS person WHERE NOT EXISTS (SELECT 1 FROM person x WHERE x.id = :person)
--@ refuse out-of-reach
SELECT x.id AS person FROM person x WHERE x.id = :person AND NOT @reaches(x.id)
--@ refuse left-already
SELECT p.id AS person FROM person p WHERE p.id = :person AND p.active = 0
--@ refuse above-you
SELECT rr.name AS right_name FROM role_right rr WHERE rr.role = (SELECT p.role FROM person p
  WHERE p.id = :person) AND :me > 0 AND NOT EXISTS (
  SELECT 1 FROM person m JOIN role_right mine ON mine.role = m.role AND mine.name = rr.name WHERE m.id = :me
     AND CASE mine.scope WHEN 'own' THEN 1 WHEN 'reports' THEN 2 WHEN 'team' THEN 3 WHEN 'below' THEN 4
  ELSE 5 END >= CASE rr.scope WHEN 'own' THEN 1 WHEN 'reports' THEN 2 WHEN 'team' THEN 3 WHEN 'below' THEN 4
  ELSE 5 END)
--@ refuse last-owner
SELECT p.id AS person FROM person p JOIN role o ON o.id = p.role AND o.key = 'owner' WHERE p.id = :person
  AND p.active = 1
  AND NOT EXISTS (SELECT 1 FROM person q WHERE q.role = p.role AND q.active = 1 AND q.id <> p.id)
--@ let customers int
(SELECT count(*) FROM customer c WHERE c.owner = :person AND c.archived = 0)
--@ let deals int
(SELECT count(*) FROM deal d WHERE d.owner = :person AND d.status = 'open')
--@ let tasks int
(SELECT count(*) FROM task t WHERE t.person = :person AND t.done_at IS NULL AND t.dropped = 0)
--@ refuse still-holds
SELECT :customers AS customers, :deals AS deals, :tasks AS tasks WHERE :customers + :deals + :tasks > 0
--@ refuse still-manages
SELECT p.id AS person FROM person p WHERE p.manager = :person AND p.active = 1
--@ do any
UPDATE request SET state = 'withdrawn', decided_by = nullif(:me, 0), decided_at = :now WHERE person = :person
  AND state = 'open'
--@ do any
UPDATE disclosure SET until = :now WHERE person = :person AND until > :now
--@ do 1
UPDATE person SET active = 0, left_day = coalesce(:day, :today), version = version + 1 WHERE id = :person
--@ audit
SELECT 'person', :person, 'active', '1', '0'
--@ undo
--@ let person int
(SELECT r.record FROM act_row r WHERE r.act = :undone AND r.relation = 'person' AND r.field = 'active')
--@ refuse out-of-reach
SELECT x.id AS person FROM person x WHERE x.id = :person AND NOT @reaches(x.id)
--@ refuse changed-since
SELECT :person AS person WHERE NOT EXISTS (SELECT 1 FROM person p WHERE p.id = :person AND p.active = 0)
--@ refuse above-you
SELECT rr.name AS right_name FROM role_right rr WHERE rr.role = (SELECT p.role FROM person p
  WHERE p.id = :person) AND :me > 0 AND NOT EXISTS (
  SELECT 1 FROM person m JOIN role_right mine ON mine.role = m.role AND mine.name = rr.name WHERE m.id = :me
     AND CASE mine.scope WHEN 'own' THEN 1 WHEN 'reports' THEN 2 WHEN 'team' THEN 3 WHEN 'below' THEN 4
  ELSE 5 END >= CASE rr.scope WHEN 'own' THEN 1 WHEN 'reports' THEN 2 WHEN 'team' THEN 3 WHEN 'below' THEN 4
  ELSE 5 END)
--@ do 1
UPDATE person SET active = 1, left_day = NULL, version = version + 1 WHERE id = :person
