-- Until a day nobody claims them and no rule moves them; without a day their protection ends.
--@ act set-protection
--@ right customer.transfer
--@ arg ids ids
--@ arg until day?
--@ refuse bad-days
SELECT :until AS until WHERE :until < :today OR :until > day_add(:today, 3650)
--@ refuse too-many-rows
@bulk(ids)
--@ refuse no-such-customer
SELECT i.id AS customer FROM @ids(ids) AS i WHERE NOT EXISTS (SELECT 1 FROM customer c WHERE c.id = i.id
  AND c.merged_into IS NULL)
--@ refuse out-of-reach
SELECT c.id AS customer FROM @ids(ids) AS i JOIN customer c ON c.id = i.id WHERE NOT @reaches(c.owner)
--@ refuse archived
SELECT c.id AS customer FROM @ids(ids) AS i JOIN customer c ON c.id = i.id WHERE c.archived = 1
--@ let n int
(SELECT count(*) FROM @ids(ids) AS i JOIN customer c ON c.id = i.id WHERE c.protected_until IS DISTINCT FROM :until)
--@ refuse nothing-to-do
SELECT :until AS until WHERE :n = 0
--@ audit
SELECT 'customer', c.id, 'protected_until', CAST(c.protected_until AS TEXT), CAST(:until AS TEXT)
  FROM @ids(ids) AS i JOIN customer c ON c.id = i.id WHERE c.protected_until IS DISTINCT FROM :until
--@ do n
UPDATE customer SET protected_until = :until WHERE id IN (SELECT r.record FROM act_row r WHERE r.act = :act)
--@ timeline
SELECT r.record, 'protected', CAST(:until AS TEXT), 'customer', r.record FROM act_row r WHERE r.act = :act
--@ give n
:n
--@ undo
--@ refuse out-of-reach
SELECT c.id AS customer FROM act_row r JOIN customer c ON c.id = r.record WHERE r.act = :undone AND NOT @reaches(c.owner)
--@ refuse changed-since
SELECT r.record AS customer FROM act_row r LEFT JOIN customer c ON c.id = r.record WHERE r.act = :undone
  AND (c.id IS NULL OR CAST(c.protected_until AS TEXT) IS DISTINCT FROM r.became)
--@ do any
UPDATE customer AS c SET protected_until = CAST(r.was AS INTEGER) FROM act_row r WHERE r.act = :undone AND r.record = c.id
--@ timeline
SELECT r.record, 'undone', 'protected', 'customer', r.record FROM act_row r WHERE r.act = :undone
