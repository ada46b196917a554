-- No rule moves it into a pool, until a day or until it is unlocked.
--@ act lock-customer
--@ right customer.transfer
--@ arg customer int
--@ arg reason text
--@ arg until day?
--@ refuse no-such-customer
SELECT :customer AS customer WHERE NOT EXISTS (SELECT 1 FROM customer c WHERE c.id = :customer AND c.merged_into IS NULL)
--@ refuse out-of-reach
SELECT c.id AS customer FROM customer c WHERE c.id = :customer AND NOT @reaches(c.owner)
--@ refuse empty-text
SELECT 'reason' AS field WHERE trim(:reason) = ''
--@ refuse bad-days
SELECT :until AS until WHERE :until < :today
--@ refuse locked-already
SELECT l.customer AS customer, l.until_day AS until FROM customer_lock l WHERE l.customer = :customer
  AND (l.until_day IS NULL OR l.until_day >= :today)
--@ do any
DELETE FROM customer_lock WHERE customer = :customer
--@ do 1
INSERT INTO customer_lock(customer, reason, until_day, person, at) VALUES (:customer, trim(:reason), :until, nullif(:me, 0), :now)
--@ audit
SELECT 'customer_lock', :customer, '', NULL, trim(:reason)
--@ timeline
SELECT :customer, 'locked', trim(:reason), 'customer', :customer
--@ undo
--@ let customer int
(SELECT r.record FROM act_row r WHERE r.act = :undone)
--@ refuse out-of-reach
SELECT c.id AS customer FROM customer c WHERE c.id = :customer AND NOT @reaches(c.owner)
--@ refuse changed-since
SELECT :customer AS customer WHERE NOT EXISTS (SELECT 1 FROM customer_lock l JOIN act a ON a.id = :undone
  WHERE l.customer = :customer AND l.at = a.at)
--@ do 1
DELETE FROM customer_lock WHERE customer = :customer
--@ timeline
SELECT :customer, 'undone', 'locked', 'customer', :customer
