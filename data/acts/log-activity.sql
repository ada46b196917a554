--@ act log-activity
--@ right activity.log
--@ ticket
--@ arg customer int
--@ arg contact int?
--@ arg deal int?
--@ arg kind text
--@ arg outcome int?
--@ arg text text?
--@ arg at time?
--@ arg minutes int?
--@ arg next_text text?
--@ arg next_due time?
--@ arg next_timed int?
--@ arg next_kind text?
--@ arg done_task int?
--@ arg although text?
--@ refuse no-such-customer
SELECT :customer AS customer WHERE NOT EXISTS (SELECT 1 FROM customer x WHERE x.id = :customer)
--@ refuse out-of-reach
SELECT x.id AS customer FROM customer x WHERE x.id = :customer AND NOT @reaches(x.owner)
--@ refuse archived
SELECT c.id AS customer FROM customer c WHERE c.id = :customer AND c.archived = 1
--@ refuse no-such-person
SELECT :me AS person WHERE :me = 0
--@ refuse bad-kind
SELECT :kind AS kind WHERE :kind NOT IN ('call', 'visit', 'mail', 'message', 'letter', 'quote', 'service', 'note')
--@ refuse empty-text
SELECT :kind AS kind WHERE :kind = 'note' AND coalesce(trim(:text), '') = ''
--@ refuse bad-minutes
SELECT :minutes AS minutes WHERE :minutes < 0 OR :minutes > 1440
-- A clock may be some minutes off; tomorrow has not happened.
--@ refuse in-future
SELECT :at AS at WHERE :at > :now + 300000000
--@ refuse no-such-contact
SELECT :contact AS contact WHERE :contact IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM contact t WHERE t.id = :contact AND t.customer = :customer)
--@ refuse before-times
SELECT :at AS at WHERE :at < -2208988800000000 OR (:at IS NOT NULL AND day_of(:at) IS NULL)
--@ refuse no-such-deal
SELECT :deal AS deal WHERE :deal IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM deal d WHERE d.id = :deal AND d.customer = :customer)
--@ refuse no-such-choice
SELECT 'outcome' AS field WHERE :outcome IS NOT NULL AND NOT EXISTS (SELECT 1 FROM choice h WHERE h.id = :outcome
  AND h.list = 'outcome')
--@ refuse no-due
SELECT 'next_due' AS field WHERE :next_due IS NULL
  AND (:next_text IS NOT NULL OR :next_kind IS NOT NULL OR :next_timed IS NOT NULL)
--@ refuse bad-due
SELECT :next_due AS due WHERE :next_due IS NOT NULL AND day_of(:next_due) IS NULL
--@ refuse bad-next
SELECT 'next_kind' AS field WHERE :next_kind NOT IN ('todo', 'call', 'visit', 'mail', 'message', 'letter', 'quote',
  'service')
UNION ALL SELECT 'next_timed' WHERE :next_timed NOT IN (0, 1)
UNION ALL SELECT 'next_text' WHERE :next_due IS NOT NULL AND coalesce(:next_kind, 'todo') = 'todo'
  AND coalesce(trim(:next_text), '') = ''
--@ refuse no-such-task
SELECT :done_task AS task WHERE :done_task IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM task t WHERE t.id = :done_task AND t.customer = :customer)
--@ refuse task-closed
SELECT t.id AS task FROM task t WHERE t.id = :done_task AND (t.done_at IS NOT NULL OR t.dropped = 1)
--@ refuse task-out-of-reach
SELECT t.id AS task FROM task t WHERE t.id = :done_task AND NOT @reaches(task.edit, t.person)
--@ let moment int
coalesce(:at, :now)
--@ let family_purpose text
CASE WHEN :kind <> 'note' THEN 'activity' END
--@ include family-contact
--@ let activity int
@newid(activity)
--@ let task int
(CASE WHEN :next_due IS NOT NULL THEN @newid(task) END)
--@ let happened int
coalesce(:at, :now)
--@ do 1
INSERT INTO activity(id, customer, contact, deal, person, kind, outcome, text, at, day, recorded_at, minutes)
VALUES (:activity, :customer, :contact, :deal, :me, :kind, :outcome, coalesce(:text, ''), :happened,
  day_of(:happened), :now, :minutes)
--@ do any
INSERT INTO activity_day AS r (day, person, kind, n) SELECT a.day, a.person, a.kind, 1 FROM activity a
  WHERE a.id = :activity
ON CONFLICT (day, person, kind) DO UPDATE SET n = r.n + 1
--@ do any
INSERT INTO activity_month AS r (month, person, kind, n) SELECT a.day / 100, a.person, a.kind, 1
  FROM activity a WHERE a.id = :activity
ON CONFLICT (month, person, kind) DO UPDATE SET n = r.n + 1
--@ do any
INSERT INTO task(id, customer, contact, deal, person, kind, text, due_at, due_day, timed, created_at, created_by)
SELECT :task, :customer, :contact, :deal, :me, coalesce(:next_kind, 'todo'), coalesce(:next_text, ''), :next_due,
  day_of(:next_due),
  coalesce(:next_timed, 0), :now, :me WHERE :task IS NOT NULL
--@ do any
UPDATE task SET done_at = :now, done_by = :me, version = version + 1 WHERE id = :done_task
--@ audit
SELECT 'activity', :activity, '', NULL, :kind
UNION ALL SELECT 'task', :task, '', NULL, coalesce(:next_text, :next_kind) WHERE :task IS NOT NULL
UNION ALL SELECT 'task', :done_task, 'done_at', NULL, CAST(:now AS TEXT) WHERE :done_task IS NOT NULL
UNION ALL SELECT 'activity', :activity, 'although', NULL, trim(:although) WHERE trim(:although) <> ''
--@ refresh
SELECT :customer
--@ give activity
:activity
--@ give task
coalesce(:task, 0)
--@ undo
--@ let activity int
(SELECT r.record FROM act_row r WHERE r.act = :undone AND r.relation = 'activity' AND r.field = '')
--@ let customer int
(SELECT x.customer FROM activity x WHERE x.id = :activity)
--@ refuse out-of-reach
SELECT x.id AS customer FROM customer x WHERE x.id = :customer AND NOT @reaches(x.owner)
--@ refuse changed-since
SELECT a.id AS activity FROM activity a WHERE a.id = :activity AND (a.corrected_by IS NOT NULL OR a.voided = 1)
UNION ALL SELECT r.record FROM act_row r LEFT JOIN task t ON t.id = r.record AND t.done_at IS NULL
  AND t.dropped = 0 AND t.version = 1
 WHERE r.act = :undone AND r.relation = 'task' AND r.field = '' AND t.id IS NULL
UNION ALL SELECT r.record FROM act_row r LEFT JOIN task t ON t.id = r.record AND CAST(t.done_at AS TEXT) = r.became
 WHERE r.act = :undone AND r.relation = 'task' AND r.field = 'done_at' AND t.id IS NULL
--@ do 1
UPDATE activity SET voided = 1 WHERE id = :activity
--@ do any
UPDATE activity_day AS r SET n = r.n - 1 FROM activity a WHERE a.id = :activity AND r.day = a.day
  AND r.person = a.person AND r.kind = a.kind
--@ do any
DELETE FROM activity_day WHERE n = 0 AND day = (SELECT a.day FROM activity a WHERE a.id = :activity)
--@ do any
UPDATE activity_month AS r SET n = r.n - 1 FROM activity a WHERE a.id = :activity AND r.month = a.day / 100
  AND r.person = a.person AND r.kind = a.kind
--@ do any
DELETE FROM activity_month WHERE n = 0 AND month = (SELECT a.day / 100 FROM activity a WHERE a.id = :activity)
--@ do any
DELETE FROM task WHERE id IN (SELECT r.record FROM act_row r WHERE r.act = :undone AND r.relation = 'task'
  AND r.field = '')
--@ do any
UPDATE task SET done_at = NULL, done_by = NULL, version = version + 1 WHERE id IN (
  SELECT r.record FROM act_row r WHERE r.act = :undone AND r.relation = 'task' AND r.field = 'done_at')
--@ refresh
SELECT :customer
