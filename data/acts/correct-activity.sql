-- The entry stays as it was; a new one names it and counts in its place.
--@ act correct-activity
--@ right activity.correct
--@ arg activity int
--@ arg contact int?
--@ arg kind text
--@ arg outcome int?
--@ arg text text?
--@ arg at time
--@ arg minutes int?
--@ refuse no-such-activity
SELECT :activity AS activity WHERE NOT EXISTS (SELECT 1 FROM activity x WHERE x.id = :activity)
--@ refuse out-of-reach
SELECT x.id AS activity FROM activity x WHERE x.id = :activity AND NOT @reaches(x.person)
--@ let customer int
(SELECT x.customer FROM activity x WHERE x.id = :activity)
--@ refuse out-of-reach
SELECT x.id AS customer FROM customer x WHERE x.id = :customer AND NOT @reaches(customer.see, x.owner)
--@ refuse corrected-already
SELECT a.id AS activity, a.corrected_by AS corrected_by FROM activity a WHERE a.id = :activity
  AND (a.corrected_by IS NOT NULL OR a.voided = 1)
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
--@ refuse no-such-choice
SELECT 'outcome' AS field WHERE :outcome IS NOT NULL AND NOT EXISTS (SELECT 1 FROM choice h WHERE h.id = :outcome
  AND h.list = 'outcome')
--@ refuse nothing-to-do
SELECT a.id AS activity FROM activity a WHERE a.id = :activity AND a.contact IS NOT DISTINCT FROM :contact
  AND a.kind = :kind
  AND a.outcome IS NOT DISTINCT FROM :outcome AND a.text = coalesce(:text, '') AND a.at = :at
  AND a.minutes IS NOT DISTINCT FROM :minutes
--@ let correction int
@newid(activity)
--@ do 1
INSERT INTO activity(id, customer, contact, deal, person, kind, outcome, text, at, day, recorded_at, minutes,
  corrects)
SELECT :correction, a.customer, :contact, a.deal, a.person, :kind, :outcome, coalesce(:text, ''), :at, day_of(:at),
  :now, :minutes, a.id
  FROM activity a WHERE a.id = :activity
--@ do 1
UPDATE activity SET corrected_by = :correction WHERE id = :activity
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
INSERT INTO activity_day AS r (day, person, kind, n) SELECT a.day, a.person, a.kind, 1 FROM activity a
  WHERE a.id = :correction
ON CONFLICT (day, person, kind) DO UPDATE SET n = r.n + 1
--@ do any
INSERT INTO activity_month AS r (month, person, kind, n) SELECT a.day / 100, a.person, a.kind, 1
  FROM activity a WHERE a.id = :correction
ON CONFLICT (month, person, kind) DO UPDATE SET n = r.n + 1
--@ audit
SELECT 'activity', :correction, '', NULL, :kind UNION ALL SELECT 'activity', :activity, 'corrected_by', NULL,
  CAST(:correction AS TEXT)
--@ refresh
SELECT :customer
--@ give activity
:correction
--@ undo
--@ let activity int
(SELECT r.record FROM act_row r WHERE r.act = :undone AND r.relation = 'activity' AND r.field = '')
--@ let corrected int
(SELECT a.corrects FROM activity a WHERE a.id = :activity)
--@ refuse out-of-reach
SELECT x.id AS activity FROM activity x WHERE x.id = :activity AND NOT @reaches(x.person)
--@ let customer int
(SELECT x.customer FROM activity x WHERE x.id = :activity)
--@ refuse out-of-reach
SELECT x.id AS customer FROM customer x WHERE x.id = :customer AND NOT @reaches(customer.see, x.owner)
--@ refuse changed-since
SELECT a.id AS activity FROM activity a WHERE a.id = :activity AND (a.corrected_by IS NOT NULL OR a.voided = 1)
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
INSERT INTO activity_day AS r (day, person, kind, n) SELECT a.day, a.person, a.kind, 1 FROM activity a
  WHERE a.id = :corrected
ON CONFLICT (day, person, kind) DO UPDATE SET n = r.n + 1
--@ do any
INSERT INTO activity_month AS r (month, person, kind, n) SELECT a.day / 100, a.person, a.kind, 1
  FROM activity a WHERE a.id = :corrected
ON CONFLICT (month, person, kind) DO UPDATE SET n = r.n + 1
--@ do 1
UPDATE activity SET voided = 1 WHERE id = :activity
--@ do 1
UPDATE activity SET corrected_by = NULL WHERE id = :corrected
--@ refresh
SELECT :customer
