--@ act create-contract
--@ right contract.edit
--@ arg customer int
--@ arg deal int?
--@ arg name text
--@ arg number text?
--@ arg amount money?
--@ arg currency text?
--@ arg signed day?
--@ arg start day?
--@ arg end day?
--@ arg status text?
--@ arg note text?
--@ arg owner int?
--@ let label text
trim(:name)
--@ refuse no-such-customer
SELECT :customer AS customer WHERE NOT EXISTS (SELECT 1 FROM customer x WHERE x.id = :customer)
--@ refuse out-of-reach
SELECT x.id AS customer FROM customer x WHERE x.id = :customer AND NOT @reaches(x.owner)
--@ refuse archived
SELECT c.id AS customer FROM customer c WHERE c.id = :customer AND c.archived = 1
--@ refuse empty-name
SELECT 'name' AS field WHERE name_key(:label) = ''
--@ refuse bad-amount
SELECT :amount AS amount WHERE :amount < 0
--@ refuse bad-currency
SELECT :currency AS currency WHERE :currency IS NOT NULL AND (length(:currency) <> 3 OR upper(:currency) <> :currency)
--@ refuse bad-status
SELECT :status AS status WHERE :status NOT IN ('draft', 'running', 'ended', 'void')
--@ refuse bad-dates
SELECT :start AS start, :end AS day WHERE :end < :start
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
--@ let contract int
@newid(contract)
--@ do 1
INSERT INTO contract(id, customer, deal, owner, number, name, amount, currency, signed_day, start_day, end_day,
  status, note, created_at, created_by)
SELECT :contract, c.id, :deal, coalesce(:owner, c.owner, nullif(:me, 0)), :number, :label, coalesce(:amount, 0),
  :unit, :signed, :start, :end,
  coalesce(:status, 'running'), :note, :now, nullif(:me, 0) FROM customer c WHERE c.id = :customer
--@ audit
SELECT 'contract', :contract, '', NULL, :label
--@ timeline
SELECT :customer, 'contract', :label, 'contract', :contract
--@ give contract
:contract
--@ undo
--@ let contract int
(SELECT r.record FROM act_row r WHERE r.act = :undone AND r.relation = 'contract' AND r.field = '')
--@ let customer int
(SELECT x.customer FROM contract x WHERE x.id = :contract)
--@ refuse out-of-reach
SELECT x.id AS customer FROM customer x WHERE x.id = :customer AND NOT @reaches(x.owner)
--@ refuse changed-since
SELECT :contract AS contract WHERE NOT EXISTS (SELECT 1 FROM contract k WHERE k.id = :contract AND k.version = 1)
  OR EXISTS (SELECT 1 FROM payment p WHERE p.customer = :customer AND p.contract = :contract)
--@ do any
DELETE FROM field_value WHERE record = :contract AND field IN (SELECT f.id FROM field f WHERE f.relation = 'contract')
--@ do 1
DELETE FROM contract WHERE id = :contract
--@ timeline
SELECT :customer, 'undone', 'contract', 'contract', :contract
