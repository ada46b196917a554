--@ act void-payment
--@ right payment.void
--@ arg payment int
--@ arg note text?
--@ refuse no-such-payment
SELECT :payment AS payment WHERE NOT EXISTS (SELECT 1 FROM payment x WHERE x.id = :payment)
--@ let customer int
(SELECT x.customer FROM payment x WHERE x.id = :payment)
--@ refuse out-of-reach
SELECT x.id AS customer FROM customer x WHERE x.id = :customer AND NOT @reaches(x.owner)
--@ refuse nothing-to-do
SELECT p.id AS payment FROM payment p WHERE p.id = :payment AND p.voided = 1
--@ do 1
UPDATE payment SET voided = 1 WHERE id = :payment
--@ audit
SELECT 'payment', :payment, 'voided', '0', '1'
--@ timeline
SELECT :customer, 'payment-voided', :note, 'payment', :payment
--@ undo
--@ let payment int
(SELECT r.record FROM act_row r WHERE r.act = :undone AND r.relation = 'payment' AND r.field = 'voided')
--@ let customer int
(SELECT x.customer FROM payment x WHERE x.id = :payment)
--@ refuse out-of-reach
SELECT x.id AS customer FROM customer x WHERE x.id = :customer AND NOT @reaches(x.owner)
--@ refuse changed-since
SELECT :payment AS payment WHERE NOT EXISTS (SELECT 1 FROM payment p WHERE p.id = :payment AND p.voided = 1)
--@ do 1
UPDATE payment SET voided = 0 WHERE id = :payment
--@ timeline
SELECT :customer, 'undone', 'payment-voided', 'payment', :payment
