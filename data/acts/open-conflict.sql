-- Somebody claims a customer that another holds; whoever is above both decides. By its name, when the claimant does not
-- see it. Who holds it is told, as when the same customer is entered anew.
--@ act open-conflict
--@ right request.see
--@ ticket
--@ arg customer int?
--@ arg name text?
--@ arg claimant int?
--@ arg text text
--@ let claims int
coalesce(:claimant, nullif(:me, 0))
--@ refuse no-such-person
SELECT :claims AS person WHERE NOT EXISTS (SELECT 1 FROM person p WHERE p.id = :claims AND p.active = 1)
--@ refuse person-out-of-reach
SELECT :claims AS person WHERE NOT @reaches(:claims)
--@ refuse empty-text
SELECT 'text' AS field WHERE trim(:text) = ''
-- (+ 0: by the key and then sorted.)
--@ let found int
coalesce((SELECT c.id FROM customer c WHERE c.id = :customer),
  (SELECT c.id FROM customer c WHERE :customer IS NULL AND c.name_key = nullif(name_key(:name), '') AND c.merged_into IS NULL
  ORDER BY c.id + 0 LIMIT 1),
  (SELECT c.id FROM customer c WHERE :customer IS NULL AND c.name_key = nullif(name_core(:name), '') AND c.merged_into IS NULL
  ORDER BY c.id + 0 LIMIT 1))
-- Otherwise it would tell a thief whom the company knows.
--@ refuse too-many-checks
SELECT t.n AS checks FROM (SELECT (SELECT count(*) FROM refused_act r WHERE r.person = :me AND r.at > :now - 86400000000
    AND r.name = 'open-conflict') AS n) AS t WHERE :me > 0 AND t.n >= 20
--@ refuse no-such-customer
SELECT 'name' AS field WHERE :found IS NULL
--@ let holder int
(SELECT c.owner FROM customer c WHERE c.id = :found)
--@ refuse no-holder
SELECT 'name' AS field WHERE :holder IS NULL
--@ refuse own-customer
SELECT :holder AS person WHERE :holder = :claims
--@ refuse asked-already
SELECT f.id AS conflict FROM conflict f WHERE f.customer = :found AND f.claimant = :claims AND f.state = 'open'
--@ let conflict int
@newid(conflict)
--@ do 1
INSERT INTO conflict(id, act, customer, holder, claimant, opened_by, text, at, day)
VALUES (:conflict, :act, :found, :holder, :claims, nullif(:me, 0), trim(:text), :now, :today)
--@ audit
SELECT 'conflict', :conflict, '', NULL, trim(:text)
--@ give conflict
:conflict
--@ give owner
:holder
--@ undo
--@ let conflict int
(SELECT r.record FROM act_row r WHERE r.act = :undone)
--@ refuse out-of-reach
SELECT f.opened_by AS person FROM conflict f WHERE f.id = :conflict AND NOT @reaches(f.opened_by)
--@ refuse changed-since
SELECT f.id AS conflict FROM conflict f WHERE f.id = :conflict AND f.state <> 'open'
--@ do 1
UPDATE conflict SET state = 'withdrawn', decided_by = nullif(:me, 0), decided_at = :now WHERE id = :conflict
