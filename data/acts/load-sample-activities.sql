-- The last of the loads: afterwards everything that is kept from other records is computed once.
--@ act load-sample-activities
--@ right sample.load
--@ rows activities
--@ column customer int
--@ column person int
--@ column kind text
--@ column text text
--@ column at time
--@ column minutes int?
--@ column outcome int?
--@ refuse not-a-sample
SELECT 1 AS setting WHERE NOT EXISTS (SELECT 1 FROM setting s WHERE s.key = 'sample')
--@ refuse company-not-empty
SELECT a.id AS activity FROM activity a
--@ bulk activity
--@ each activities
--@ do 1
INSERT INTO activity(id, customer, person, kind, outcome, text, at, day, recorded_at, minutes)
VALUES (@newid(activity), :customer, :person, :kind, :outcome, :text, :at, day_of(:at), :at, :minutes)
--@ end
--@ do any
INSERT INTO activity_day(day, person, kind, n) SELECT a.day, a.person, a.kind, count(*) FROM activity a GROUP BY a.day, a.person, a.kind
--@ do any
INSERT INTO activity_month(month, person, kind, n) SELECT d.day / 100, d.person, d.kind, sum(d.n) FROM activity_day d GROUP BY d.day / 100, d.person, d.kind
--@ refresh
SELECT c.id FROM customer c
--@ give n
(SELECT count(*) FROM activity)
--@ audit
SELECT 'activity', 0, 'loaded', NULL, CAST((SELECT count(*) FROM activity) AS TEXT)
--@ final a sample is thrown away whole
