--@ act complete-task
--@ right task.edit
--@ arg task int
--@ arg outcome text?
--@ refuse no-such-task
SELECT :task AS task WHERE NOT EXISTS (SELECT 1 FROM task x WHERE x.id = :task)
--@ refuse out-of-reach
SELECT x.id AS task FROM task x WHERE x.id = :task AND NOT @reaches(x.person)
--@ refuse task-closed
SELECT t.id AS task FROM task t WHERE t.id = :task AND (t.done_at IS NOT NULL OR t.dropped = 1)
--@ let customer int
(SELECT x.customer FROM task x WHERE x.id = :task)
--@ do 1
UPDATE task SET done_at = :now, done_by = nullif(:me, 0), outcome = :outcome, version = version + 1 WHERE id = :task
--@ audit
SELECT 'task', :task, 'done_at', NULL, CAST(:now AS TEXT)
--@ timeline
SELECT c.id, 'task', t.text, 'task', t.id FROM task t JOIN customer c ON c.id = t.customer WHERE t.id = :task
--@ refresh
SELECT c.id FROM customer c WHERE c.id = :customer
--@ undo
--@ let task int
(SELECT r.record FROM act_row r WHERE r.act = :undone AND r.relation = 'task' AND r.field = 'done_at')
--@ refuse out-of-reach
SELECT x.id AS task FROM task x WHERE x.id = :task AND NOT @reaches(x.person)
--@ refuse changed-since
SELECT r.record AS task FROM act_row r LEFT JOIN task t ON t.id = r.record AND CAST(t.done_at AS TEXT) = r.became
 WHERE r.act = :undone AND r.relation = 'task' AND t.id IS NULL
--@ do 1
UPDATE task SET done_at = NULL, done_by = NULL, outcome = NULL, version = version + 1 WHERE id = :task
--@ let customer int
(SELECT x.customer FROM task x WHERE x.id = :task)
--@ timeline
SELECT c.id, 'undone', 'task', 'task', :task FROM customer c WHERE c.id = :customer
--@ refresh
SELECT c.id FROM customer c WHERE c.id = :customer
