--@ act unlock-customer
--@ right customer.transfer
--@ arg customer int
--@ refuse not-locked
SELECT :customer AS customer WHERE NOT EXISTS (SELECT 1 FROM customer_lock l WHERE l.customer = :customer)
--@ refuse out-of-reach
SELECT c.id AS customer FROM customer c WHERE c.id = :customer AND NOT @reaches(c.owner)
--@ audit
SELECT 'customer_lock', l.customer, 'reason', l.reason, NULL FROM customer_lock l WHERE l.customer = :customer
UNION ALL SELECT 'customer_lock', l.customer, 'until_day', CAST(l.until_day AS TEXT), NULL FROM customer_lock l WHERE l.customer = :customer
UNION ALL SELECT 'customer_lock', l.customer, 'person', CAST(l.person AS TEXT), NULL FROM customer_lock l WHERE l.customer = :customer
UNION ALL SELECT 'customer_lock', l.customer, 'at', CAST(l.at AS TEXT), NULL FROM customer_lock l WHERE l.customer = :customer
--@ do 1
DELETE FROM customer_lock WHERE customer = :customer
--@ timeline
SELECT :customer, 'unlocked', NULL, 'customer', :customer
--@ undo
--@ let customer int
(SELECT r.record FROM act_row r WHERE r.act = :undone AND r.field = 'reason')
--@ refuse out-of-reach
SELECT c.id AS customer FROM customer c WHERE c.id = :customer AND NOT @reaches(c.owner)
--@ refuse changed-since
SELECT :customer AS customer WHERE EXISTS (SELECT 1 FROM customer_lock l WHERE l.customer = :customer)
--@ do 1
INSERT INTO customer_lock(customer, reason, until_day, person, at)
SELECT r.record, r.was, (SELECT CAST(x.was AS INTEGER) FROM act_row x WHERE x.act = :undone AND x.field = 'until_day'),
  (SELECT CAST(x.was AS INTEGER) FROM act_row x WHERE x.act = :undone AND x.field = 'person'),
  (SELECT CAST(x.was AS INTEGER) FROM act_row x WHERE x.act = :undone AND x.field = 'at')
  FROM act_row r WHERE r.act = :undone AND r.field = 'reason'
--@ timeline
SELECT :customer, 'undone', 'unlocked', 'customer', :customer
