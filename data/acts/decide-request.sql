-- What is granted holds until the end of that day.
--@ act decide-request
--@ right request.decide
--@ arg asked int
--@ arg granted int
--@ arg days int?
--@ refuse no-such-request
SELECT :asked AS request WHERE NOT EXISTS (SELECT 1 FROM request q WHERE q.id = :asked)
--@ refuse out-of-reach
SELECT q.person AS person FROM request q WHERE q.id = :asked AND NOT @reaches(q.person)
-- Two heads, not one.
--@ refuse own-request
SELECT q.id AS request FROM request q WHERE q.id = :asked AND q.person = :me
--@ refuse decided-already
SELECT q.id AS request, q.state AS state FROM request q WHERE q.id = :asked AND q.state <> 'open'
--@ refuse bad-argument
SELECT 'granted' AS argument FROM request q WHERE q.id = :asked AND (:granted < 0 OR :granted > greatest(coalesce(q.n, 1), 1))
UNION ALL SELECT 'days' WHERE :days < 0 OR :days > 31
-- Nobody grants what they may not do, nor more of it than they may at a time.
--@ let mine int
(SELECT CASE q.kind WHEN 'other' THEN :granted
    WHEN 'disclosures' THEN CASE WHEN @has(contact.disclose) THEN coalesce((SELECT l.n FROM person p JOIN role_limit l
      ON l.role = p.role AND l.name = 'disclosures_a_day' WHERE p.id = :me), 20) ELSE 0 END
    WHEN 'export' THEN CASE WHEN @has(customer.export) THEN coalesce((SELECT l.n FROM person p JOIN role_limit l
      ON l.role = p.role AND l.name = 'export_rows' WHERE p.id = :me), 1000000000) ELSE 0 END
    ELSE coalesce((SELECT l.n FROM person p JOIN role_limit l
      ON l.role = p.role AND l.name = 'bulk_rows' WHERE p.id = :me), 1000000000) END FROM request q WHERE q.id = :asked)
--@ refuse above-you
SELECT :mine AS allowed WHERE :me > 0 AND :granted > :mine
--@ let state text
CASE WHEN :granted > 0 THEN 'granted' ELSE 'declined' END
--@ do 1
UPDATE request SET state = :state, granted = nullif(:granted, 0), decided_by = :me, decided_at = :now,
  until_day = day_add(:today, coalesce(:days, 0)) WHERE id = :asked
--@ audit
SELECT 'request', :asked, 'state', 'open', :state
UNION ALL SELECT 'request', :asked, 'granted', NULL, CAST(:granted AS TEXT)
--@ undo
--@ let request int
(SELECT r.record FROM act_row r WHERE r.act = :undone AND r.field = 'state')
--@ refuse out-of-reach
SELECT q.person AS person FROM request q WHERE q.id = :request AND NOT @reaches(q.person)
--@ refuse changed-since
SELECT q.id AS request FROM request q WHERE q.id = :request AND q.state NOT IN ('granted', 'declined')
--@ do 1
UPDATE request SET state = 'open', granted = NULL, decided_by = NULL, decided_at = NULL, until_day = NULL
 WHERE id = :request
