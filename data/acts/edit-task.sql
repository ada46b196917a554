--@ act edit-task
--@ right task.edit
--@ arg task int
--@ arg version int
--@ arg person int?
--@ arg kind text?
--@ arg text text?
--@ arg due time
--@ arg timed int?
--@ refuse no-such-task
SELECT :task AS task WHERE NOT EXISTS (SELECT 1 FROM task x WHERE x.id = :task)
--@ refuse out-of-reach
SELECT x.id AS task FROM task x WHERE x.id = :task AND NOT @reaches(x.person)
--@ refuse task-closed
SELECT t.id AS task FROM task t WHERE t.id = :task AND (t.done_at IS NOT NULL OR t.dropped = 1)
--@ refuse no-such-person
SELECT :person AS person WHERE :person IS NOT NULL AND NOT EXISTS (SELECT 1 FROM person p WHERE p.id = :person
  AND p.active = 1)
--@ refuse person-out-of-reach
SELECT :person AS person WHERE :person IS NOT NULL AND NOT @reaches(:person)
--@ refuse bad-kind
SELECT :kind AS kind WHERE :kind NOT IN ('todo', 'call', 'visit', 'mail', 'message', 'letter', 'quote', 'service')
--@ refuse empty-text
SELECT 'text' AS field WHERE coalesce(:kind, 'todo') = 'todo' AND coalesce(trim(:text), '') = ''
--@ refuse bad-due
SELECT :due AS due WHERE day_of(:due) IS NULL
--@ refuse bad-argument
SELECT 'timed' AS argument WHERE :timed NOT IN (0, 1)
--@ refuse changed-since
SELECT x.id AS task, x.version AS version FROM task x WHERE x.id = :task AND x.version <> :version
--@ refuse nothing-to-do
SELECT x.id AS task FROM task x WHERE x.id = :task AND NOT (x.kind IS DISTINCT FROM coalesce(:kind, x.kind)
  OR x.text IS DISTINCT FROM coalesce(:text, '') OR x.due_at IS DISTINCT FROM :due OR x.timed IS DISTINCT
  FROM coalesce(:timed, x.timed) OR x.person IS DISTINCT FROM coalesce(:person, x.person))
--@ audit
SELECT 'task', x.id, 'kind', x.kind, coalesce(:kind, x.kind) FROM task x WHERE x.id = :task
  AND x.kind IS DISTINCT FROM coalesce(:kind, x.kind)
UNION ALL SELECT 'task', x.id, 'text', x.text, coalesce(:text, '') FROM task x WHERE x.id = :task
  AND x.text IS DISTINCT FROM coalesce(:text, '')
UNION ALL SELECT 'task', x.id, 'due_at', CAST(x.due_at AS TEXT), CAST(:due AS TEXT) FROM task x
  WHERE x.id = :task AND x.due_at IS DISTINCT FROM :due
UNION ALL SELECT 'task', x.id, 'timed', CAST(x.timed AS TEXT), CAST(coalesce(:timed, x.timed) AS TEXT)
  FROM task x WHERE x.id = :task AND x.timed IS DISTINCT FROM coalesce(:timed, x.timed)
UNION ALL SELECT 'task', x.id, 'person', CAST(x.person AS TEXT), CAST(coalesce(:person, x.person) AS TEXT)
  FROM task x WHERE x.id = :task AND x.person IS DISTINCT FROM coalesce(:person, x.person)
--@ do 1
UPDATE task AS x SET kind = coalesce(:kind, x.kind), text = coalesce(:text, ''), due_at = :due,
  due_day = day_of(:due), timed = coalesce(:timed, x.timed), person = coalesce(:person, x.person),
  version = x.version + 1 WHERE x.id = :task
--@ let customer int
(SELECT x.customer FROM task x WHERE x.id = :task)
--@ refresh
SELECT c.id FROM customer c WHERE c.id = :customer
--@ undo
--@ let task int
(SELECT max(r.record) FROM act_row r WHERE r.act = :undone AND r.relation = 'task')
--@ refuse out-of-reach
SELECT x.id AS task FROM task x WHERE x.id = :task AND NOT @reaches(x.person)
--@ refuse changed-since
SELECT t.id AS task FROM task t WHERE t.id = :task AND (t.done_at IS NOT NULL OR t.dropped = 1)
--@ refuse changed-since
SELECT task.id AS task FROM task WHERE task.id = :task AND (
  task.kind IS DISTINCT FROM @became(task.kind, text)
  OR task.text IS DISTINCT FROM @became(task.text, text)
  OR task.due_at IS DISTINCT FROM @became(task.due_at, int)
  OR task.timed IS DISTINCT FROM @became(task.timed, int)
  OR task.person IS DISTINCT FROM @became(task.person, int))
UNION ALL SELECT :task WHERE NOT EXISTS (SELECT 1 FROM task x WHERE x.id = :task)
-- It goes back to nobody who has left, or to whom it could not be given.
--@ refuse no-such-person
SELECT p.id AS person FROM act_row r JOIN person p ON CAST(p.id AS TEXT) = r.was
 WHERE r.act = :undone AND r.relation = 'task' AND r.field = 'person' AND p.active = 0
--@ refuse person-out-of-reach
SELECT p.id AS person FROM act_row r JOIN person p ON CAST(p.id AS TEXT) = r.was
 WHERE r.act = :undone AND r.relation = 'task' AND r.field = 'person' AND NOT @reaches(p.id)
--@ do 1
UPDATE task SET kind = @was(task.kind, text),
  text = @was(task.text, text),
  due_at = @was(task.due_at, int),
  timed = @was(task.timed, int),
  person = @was(task.person, int),
  due_day = day_of(@was(task.due_at, int)),
  version = task.version + 1
WHERE task.id = :task
--@ let customer int
(SELECT x.customer FROM task x WHERE x.id = :task)
--@ refresh
SELECT c.id FROM customer c WHERE c.id = :customer
