--@ act import-activities
--@ right import.other
--@ arg file text
--@ rows activities
--@ column customer text
--@ column contact text?
--@ column person int?
--@ column kind text?
--@ column text text
--@ column outcome text?
--@ column at time
--@ column minutes int?
--@ column next_step text?
--@ column next_due time?
--@ let batch int
@newid(import_batch)
--@ let first_choice int
coalesce((SELECT max(h.id) FROM choice h), 0) + 1
--@ each activities
--@ let customer_id int
(SELECT c.id FROM customer c WHERE c.name_key = name_key(:customer) AND c.merged_into IS NULL ORDER BY c.archived,
  c.id LIMIT 1)
--@ skip no-such-customer
SELECT 0 WHERE :customer_id IS NULL
--@ let doer int
coalesce(:person, nullif(:me, 0))
--@ skip no-such-person
SELECT 0 WHERE NOT EXISTS (SELECT 1 FROM person p WHERE p.id = :doer)
--@ skip bad-kind
SELECT 0 WHERE coalesce(:kind, 'note') NOT IN ('call', 'visit', 'mail', 'message', 'letter', 'quote', 'service',
  'note')
--@ skip in-future
SELECT 0 WHERE :at > :now + 300000000
--@ skip bad-minutes
SELECT 0 WHERE :minutes < 0 OR :minutes > 1440
--@ skip duplicate
SELECT a.id FROM activity a WHERE a.customer = :customer_id AND a.at = :at AND a.person = :doer AND a.text = :text
--@ do any
INSERT INTO choice(id, list, name, position)
SELECT @newid(choice), 'outcome', :outcome, (SELECT coalesce(max(h.position), 0) + 1 FROM choice h WHERE h.list =
  'outcome')
 WHERE :outcome IS NOT NULL AND NOT EXISTS (SELECT 1 FROM choice h WHERE h.list = 'outcome' AND h.name = :outcome)
--@ do 1
INSERT INTO activity(id, customer, contact, person, kind, outcome, text, at, day, recorded_at, minutes, batch)
SELECT @newid(activity), :customer_id, (SELECT t.id FROM contact t WHERE t.customer = :customer_id AND t.name_key =
  name_key(:contact) LIMIT 1),
  :doer, coalesce(:kind, 'note'), (SELECT h.id FROM choice h WHERE h.list = 'outcome' AND h.name = :outcome),
  :text, :at, day_of(:at), :now, :minutes, :batch
--@ do any
INSERT INTO task(id, customer, person, text, due_at, due_day, created_at, created_by)
SELECT @newid(task), :customer_id, :doer, coalesce(:next_step, :text), :next_due, day_of(:next_due), :now,
  nullif(:me, 0) WHERE :next_due IS NOT NULL
--@ end
--@ refuse out-of-reach
SELECT c.id AS customer FROM activity a JOIN customer c ON c.id = a.customer WHERE a.batch = :batch AND NOT
  @reaches(c.owner)
--@ do any
INSERT INTO activity_day AS r (day, person, kind, n) SELECT a.day, a.person, a.kind, count(*) FROM activity a WHERE
  a.batch = :batch AND a.voided = 0 AND a.corrected_by IS NULL GROUP BY a.day, a.person, a.kind ON CONFLICT (day,
  person, kind) DO UPDATE SET n = r.n + excluded.n
--@ do any
INSERT INTO activity_month AS r (month, person, kind, n) SELECT a.day / 100, a.person, a.kind, count(*) FROM
  activity a WHERE a.batch = :batch AND a.voided = 0 AND a.corrected_by IS NULL GROUP BY a.day / 100, a.person,
  a.kind ON CONFLICT (month, person, kind) DO UPDATE SET n = r.n + excluded.n
--@ refresh
SELECT DISTINCT a.customer FROM activity a WHERE a.batch = :batch
--@ do 1
INSERT INTO import_batch(id, act, kind, file, person, at, created, skipped)
VALUES (:batch, :act, 'activities', :file, :me, :now, :taken, :skipped)
--@ audit
SELECT 'import_batch', :batch, '', NULL, :file
UNION ALL SELECT 'choice', h.id, '', NULL, h.name FROM choice h WHERE h.id >= :first_choice
UNION ALL SELECT 'task', t.id, '', NULL, t.text FROM task t WHERE t.created_at = :now AND t.id IN (
  SELECT u.id FROM activity a JOIN task u ON u.customer = a.customer AND u.created_at = :now WHERE a.batch = :batch)
--@ give n
:taken
--@ give skipped
:skipped
--@ give batch
:batch
--@ undo
--@ let batch int
(SELECT r.record FROM act_row r WHERE r.act = :undone AND r.relation = 'import_batch')
--@ refuse out-of-reach
SELECT c.id AS customer FROM activity a JOIN customer c ON c.id = a.customer WHERE a.batch = :batch AND NOT
  @reaches(c.owner)
--@ refuse changed-since
SELECT a.id AS activity FROM activity a WHERE a.batch = :batch AND (a.corrected_by IS NOT NULL OR a.voided = 1)
UNION ALL SELECT r.record FROM act_row r LEFT JOIN task t ON t.id = r.record AND t.version = 1 AND t.done_at IS
  NULL AND t.dropped = 0
 WHERE r.act = :undone AND r.relation = 'task' AND t.id IS NULL
--@ do any
UPDATE activity_day AS r SET n = r.n - g.n FROM (SELECT a.day AS day, a.person AS person, a.kind AS kind, count(*)
  AS n FROM activity a WHERE a.batch = :batch AND a.voided = 0 GROUP BY a.day, a.person, a.kind) AS g WHERE r.day =
  g.day AND r.person = g.person AND r.kind = g.kind
--@ do any
UPDATE activity_month AS r SET n = r.n - g.n FROM (SELECT a.day / 100 AS day, a.person AS person, a.kind AS kind,
  count(*) AS n FROM activity a WHERE a.batch = :batch AND a.voided = 0 GROUP BY a.day / 100, a.person, a.kind) AS
  g WHERE r.month = g.day AND r.person = g.person AND r.kind = g.kind
--@ do any
DELETE FROM activity_day WHERE n = 0
--@ do any
DELETE FROM activity_month WHERE n = 0
--@ do any
UPDATE activity SET voided = 1 WHERE batch = :batch
--@ do any
DELETE FROM task WHERE id IN (SELECT r.record FROM act_row r WHERE r.act = :undone AND r.relation = 'task')
--@ refresh
SELECT DISTINCT a.customer FROM activity a WHERE a.batch = :batch
--@ do 1
UPDATE import_batch SET undone = 1 WHERE id = :batch
