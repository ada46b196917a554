--@ act create-task
--@ right task.edit
--@ arg customer int?
--@ arg contact int?
--@ arg deal int?
--@ arg person int?
--@ arg kind text?
--@ arg text text?
--@ arg due time
--@ arg timed int?
--@ refuse no-such-customer
SELECT :customer AS customer WHERE :customer IS NOT NULL AND NOT EXISTS (SELECT 1 FROM customer x
  WHERE x.id = :customer)
--@ refuse out-of-reach
SELECT x.id AS customer FROM customer x WHERE x.id = :customer AND NOT @reaches(customer.see, x.owner)
--@ refuse archived
SELECT c.id AS customer FROM customer c WHERE c.id = :customer AND c.archived = 1
--@ refuse no-such-contact
SELECT :contact AS contact WHERE :contact IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM contact t WHERE t.id = :contact AND t.customer = :customer)
--@ refuse no-such-deal
SELECT :deal AS deal WHERE :deal IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM deal d WHERE d.id = :deal AND d.customer = :customer)
--@ let doer int
coalesce(:person, nullif(:me, 0))
--@ refuse no-such-person
SELECT :doer AS person WHERE NOT EXISTS (SELECT 1 FROM person p WHERE p.id = :doer AND p.active = 1)
--@ refuse person-out-of-reach
SELECT :doer AS person WHERE NOT @reaches(:doer)
--@ refuse bad-kind
SELECT :kind AS kind WHERE :kind NOT IN ('todo', 'call', 'visit', 'mail', 'message', 'letter', 'quote', 'service')
--@ refuse empty-text
SELECT 'text' AS field WHERE coalesce(:kind, 'todo') = 'todo' AND coalesce(trim(:text), '') = ''
--@ refuse bad-due
SELECT :due AS due WHERE day_of(:due) IS NULL
--@ refuse bad-argument
SELECT 'timed' AS argument WHERE :timed NOT IN (0, 1)
--@ let task int
@newid(task)
--@ do 1
INSERT INTO task(id, customer, contact, deal, person, kind, text, due_at, due_day, timed, created_at, created_by)
VALUES (:task, :customer, :contact, :deal, :doer, coalesce(:kind, 'todo'), coalesce(:text, ''), :due, day_of(:due),
  coalesce(:timed, 0), :now, nullif(:me, 0))
--@ audit
SELECT 'task', :task, '', NULL, coalesce(:text, :kind)
--@ refresh
SELECT c.id FROM customer c WHERE c.id = :customer
--@ give task
:task
--@ undo
--@ let task int
(SELECT r.record FROM act_row r WHERE r.act = :undone AND r.relation = 'task' AND r.field = '')
--@ refuse out-of-reach
SELECT x.id AS task FROM task x WHERE x.id = :task AND NOT @reaches(x.person)
--@ refuse changed-since
SELECT :task AS task WHERE NOT EXISTS (SELECT 1 FROM task t WHERE t.id = :task AND t.version = 1
  AND t.done_at IS NULL AND t.dropped = 0)
--@ let customer int
(SELECT x.customer FROM task x WHERE x.id = :task)
--@ do 1
DELETE FROM task WHERE id = :task
--@ refresh
SELECT c.id FROM customer c WHERE c.id = :customer
