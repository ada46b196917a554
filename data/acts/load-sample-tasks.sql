--@ act load-sample-tasks
--@ right sample.load
--@ rows tasks
--@ column customer int
--@ column person int
--@ column kind text
--@ column text text
--@ column due_at time
--@ column timed int
--@ refuse not-a-sample
SELECT 1 AS setting WHERE NOT EXISTS (SELECT 1 FROM setting s WHERE s.key = 'sample')
--@ bulk task
--@ each tasks
--@ do 1
INSERT INTO task(id, customer, person, kind, text, due_at, due_day, timed, created_at, created_by)
VALUES (@newid(task), :customer, :person, :kind, :text, :due_at, day_of(:due_at), :timed, :now, :person)
--@ end
--@ give n
(SELECT count(*) FROM task)
--@ audit
SELECT 'task', 0, 'loaded', NULL, CAST((SELECT count(*) FROM task) AS TEXT)
--@ final a sample is thrown away whole
