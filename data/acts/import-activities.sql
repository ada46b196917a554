-- Rows of a file become activities: form 1 an entry of the list of outcomes, 2 an activity, with the task of its next
-- step if it has one.
--@ act import-activities
--@ right import.other
--@ arg file text
--@ rows rows
--@ column form int
--@ column entry text?
--@ column customer int?
--@ column contact text?
--@ column person int?
--@ column kind text?
--@ column text text?
--@ column outcome text?
--@ column at time?
--@ column minutes int?
--@ column next_step text?
--@ column next_due time?
--@ let batch int
@newid(import_batch)
--@ let before int
(SELECT coalesce(max(a.id), 0) FROM activity a)
--@ let last_choice int
(SELECT coalesce(max(h.id), 0) FROM choice h)
--@ let last_task int
(SELECT coalesce(max(t.id), 0) FROM task t)
--@ each rows
--@ when form 1
--@ do any
INSERT INTO choice(id, list, name, position)
SELECT @newid(choice), 'outcome', :entry, (SELECT coalesce(max(h.position), 0) + 1 FROM choice h WHERE h.list = 'outcome')
 WHERE NOT EXISTS (SELECT 1 FROM choice h WHERE h.list = 'outcome' AND h.name = :entry)
--@ when form 2
--@ skip out-of-reach
SELECT :person WHERE :person IS NOT NULL AND NOT @reaches(:person)
UNION ALL SELECT c.id FROM customer c WHERE c.id = :customer AND NOT @reaches(c.owner)
--@ skip duplicate
SELECT a.id FROM activity a WHERE a.customer = :customer AND a.at = :at AND a.person = :person AND a.text = :text AND a.voided = 0
--@ do 1
INSERT INTO activity(id, customer, contact, person, kind, outcome, text, at, day, recorded_at, minutes, batch)
VALUES (@newid(activity), :customer,
  (SELECT min(t.id) FROM contact t WHERE t.customer = :customer AND t.name_key = name_key(:contact) AND t.archived = 0),
  :person, :kind, (SELECT h.id FROM choice h WHERE h.list = 'outcome' AND h.name = :outcome), :text, :at, day_of(:at),
  :now, :minutes, :batch)
--@ do any
INSERT INTO task(id, customer, person, kind, text, due_at, due_day, timed, created_at, created_by)
SELECT @newid(task), :customer, :person, 'todo', coalesce(:next_step, :text), :next_due, day_of(:next_due), 0, :now, nullif(:me, 0)
 WHERE :next_due IS NOT NULL
--@ end
--@ let created int
(SELECT count(*) FROM activity a WHERE a.batch = :batch)
--@ refuse nothing-new
SELECT :skipped AS skipped WHERE :created = 0
--@ do any
INSERT INTO activity_day AS d (day, person, kind, n)
SELECT a.day, a.person, a.kind, count(*) FROM activity a WHERE a.batch = :batch GROUP BY a.day, a.person, a.kind
ON CONFLICT (day, person, kind) DO UPDATE SET n = d.n + excluded.n
--@ do any
INSERT INTO activity_month AS d (month, person, kind, n)
SELECT a.day / 100, a.person, a.kind, count(*) FROM activity a WHERE a.batch = :batch GROUP BY a.day / 100, a.person, a.kind
ON CONFLICT (month, person, kind) DO UPDATE SET n = d.n + excluded.n
--@ do 1
INSERT INTO import_batch(id, act, kind, file, person, at, created, skipped)
VALUES (:batch, :act, 'activities', :file, :me, :now, :created, :skipped)
--@ audit
SELECT 'import_batch', :batch, '', NULL, :file
--@ audit
SELECT 'import_batch', :batch, 'created', NULL, CAST(:created AS TEXT)
--@ audit
SELECT 'task', t.id, '', NULL, t.text FROM task t WHERE t.id > :last_task
--@ audit
SELECT 'choice', h.id, '', NULL, h.name FROM choice h WHERE h.id > :last_choice
--@ refresh
SELECT DISTINCT a.customer FROM activity a WHERE a.batch = :batch
--@ give batch
:batch
--@ give created
:created
--@ give before
:before
-- Entries are voided, not deleted; tasks that nobody has touched go.
--@ undo
--@ let batch int
(SELECT b.id FROM import_batch b WHERE b.act = :undone)
--@ refuse out-of-reach
SELECT a.id AS activity FROM activity a WHERE a.batch = :batch AND NOT @reaches(a.person)
--@ refuse changed-since
SELECT a.id AS activity FROM activity a WHERE a.batch = :batch AND (a.voided <> 0 OR a.corrected_by IS NOT NULL)
--@ do any
UPDATE activity_day AS d SET n = d.n - w.n
  FROM (SELECT a.day, a.person, a.kind, count(*) AS n FROM activity a WHERE a.batch = :batch GROUP BY a.day, a.person, a.kind) AS w
 WHERE w.day = d.day AND w.person = d.person AND w.kind = d.kind
--@ do any
DELETE FROM activity_day WHERE n = 0
--@ do any
UPDATE activity_month AS d SET n = d.n - w.n
  FROM (SELECT a.day / 100 AS month, a.person, a.kind, count(*) AS n FROM activity a WHERE a.batch = :batch
         GROUP BY a.day / 100, a.person, a.kind) AS w
 WHERE w.month = d.month AND w.person = d.person AND w.kind = d.kind
--@ do any
DELETE FROM activity_month WHERE n = 0
--@ do any
DELETE FROM task WHERE id IN (SELECT r.record FROM act_row r WHERE r.act = :undone AND r.relation = 'task')
  AND version = 1 AND done_at IS NULL AND dropped = 0
--@ do any
UPDATE activity SET voided = 1 WHERE batch = :batch
--@ refresh
SELECT DISTINCT a.customer FROM activity a WHERE a.batch = :batch
--@ do 1
UPDATE import_batch SET undone = 1 WHERE id = :batch
