-- Money that went back is a negative amount.
--@ act record-payment
--@ right payment.record
--@ arg customer int
--@ arg contract int?
--@ arg deal int?
--@ arg amount money
--@ arg currency text?
--@ arg day day?
--@ arg note text?
--@ arg owner int?
--@ refuse no-such-customer
SELECT :customer AS customer WHERE NOT EXISTS (SELECT 1 FROM customer x WHERE x.id = :customer)
--@ refuse out-of-reach
SELECT x.id AS customer FROM customer x WHERE x.id = :customer AND NOT @reaches(x.owner)
--@ refuse bad-amount
SELECT :amount AS amount WHERE :amount = 0
--@ refuse bad-currency
SELECT :currency AS currency WHERE :currency IS NOT NULL AND (length(:currency) <> 3 OR upper(:currency) <> :currency)
--@ refuse in-future
SELECT :day AS day WHERE :day > :today
--@ refuse no-such-contract
SELECT :contract AS contract WHERE :contract IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM contract k WHERE k.id = :contract AND k.customer = :customer AND k.status <> 'void')
--@ refuse no-such-deal
SELECT :deal AS deal WHERE :deal IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM deal d WHERE d.id = :deal AND d.customer = :customer)
--@ refuse no-such-person
SELECT :owner AS person WHERE :owner IS NOT NULL AND NOT EXISTS (SELECT 1 FROM person p WHERE p.id = :owner
  AND p.active = 1)
--@ refuse person-out-of-reach
SELECT :owner AS person WHERE :owner IS NOT NULL AND NOT @reaches(:owner)
--@ let unit text
coalesce(:currency, (SELECT s.value FROM setting s WHERE s.key = 'currency'))
--@ let payment int
@newid(payment)
--@ do 1
INSERT INTO payment(id, customer, contract, deal, owner, amount, currency, day, note, created_at, created_by)
SELECT :payment, c.id, :contract, :deal, coalesce(:owner, (SELECT k.owner FROM contract k WHERE k.id = :contract),
  (SELECT d.owner FROM deal d WHERE d.id = :deal), c.owner), :amount, :unit, coalesce(:day, :today), :note, :now,
  nullif(:me, 0)
  FROM customer c WHERE c.id = :customer
--@ audit
SELECT 'payment', :payment, '', NULL, CAST(:amount AS TEXT)
--@ timeline
SELECT :customer, 'payment', CAST(:amount AS TEXT) || ' ' || :unit, 'payment', :payment
--@ give payment
:payment
--@ undo
--@ let payment int
(SELECT r.record FROM act_row r WHERE r.act = :undone AND r.relation = 'payment' AND r.field = '')
--@ let customer int
(SELECT x.customer FROM payment x WHERE x.id = :payment)
--@ refuse out-of-reach
SELECT x.id AS customer FROM customer x WHERE x.id = :customer AND NOT @reaches(x.owner)
--@ refuse changed-since
SELECT p.id AS payment FROM payment p WHERE p.id = :payment AND p.voided = 1
--@ do 1
UPDATE payment SET voided = 1 WHERE id = :payment
--@ timeline
SELECT :customer, 'undone', 'payment', 'payment', :payment
