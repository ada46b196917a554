--@ act drop-task
--@ right task.edit
--@ arg task int
--@ refuse no-such-task
SELECT :task AS task WHERE NOT EXISTS (SELECT 1 FROM task x WHERE x.id = :task)
--@ refuse out-of-reach
SELECT x.id AS task FROM task x WHERE x.id = :task AND NOT @reaches(x.person)
--@ refuse task-closed
SELECT t.id AS task FROM task t WHERE t.id = :task AND (t.done_at IS NOT NULL OR t.dropped = 1)
--@ let customer int
(SELECT x.customer FROM task x WHERE x.id = :task)
--@ do 1
UPDATE task SET dropped = 1, version = version + 1 WHERE id = :task
--@ audit
SELECT 'task', :task, 'dropped', '0', '1'
--@ refresh
SELECT c.id FROM customer c WHERE c.id = :customer
--@ undo
--@ let task int
(SELECT r.record FROM act_row r WHERE r.act = :undone AND r.relation = 'task' AND r.field = 'dropped')
--@ refuse out-of-reach
SELECT x.id AS task FROM task x WHERE x.id = :task AND NOT @reaches(x.person)
--@ refuse changed-since
SELECT :task AS task WHERE NOT EXISTS (SELECT 1 FROM task t WHERE t.id = :task AND t.dropped = 1)
--@ do 1
UPDATE task SET dropped = 0, version = version + 1 WHERE id = :task
--@ let customer int
(SELECT x.customer FROM task x WHERE x.id = :task)
--@ refresh
SELECT c.id FROM customer c WHERE c.id = :customer
