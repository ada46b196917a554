--@ act create-deal
--@ right deal.edit
--@ arg customer int
--@ arg name text
--@ arg amount money?
--@ arg currency text?
--@ arg stage int?
--@ arg owner int?
--@ arg product int?
--@ arg expected day?
--@ arg note text?
--@ let label text
trim(:name)
--@ refuse no-such-customer
SELECT :customer AS customer WHERE NOT EXISTS (SELECT 1 FROM customer x WHERE x.id = :customer)
--@ refuse out-of-reach
SELECT x.id AS customer FROM customer x WHERE x.id = :customer AND NOT @reaches(customer.see, x.owner)
--@ refuse archived
SELECT c.id AS customer FROM customer c WHERE c.id = :customer AND c.archived = 1
--@ refuse empty-name
SELECT 'name' AS field WHERE name_key(:label) = ''
--@ refuse bad-amount
SELECT :amount AS amount WHERE :amount < 0
--@ refuse bad-currency
SELECT :currency AS currency WHERE :currency IS NOT NULL AND (length(:currency) <> 3 OR upper(:currency) <> :currency)
--@ refuse no-such-product
SELECT :product AS product WHERE :product IS NOT NULL AND NOT EXISTS (SELECT 1 FROM product x WHERE x.id = :product)
--@ let step int
coalesce(:stage, (SELECT s.id FROM stage s WHERE s.kind = 'open' AND s.active = 1 ORDER BY s.position, s.id LIMIT 1))
--@ refuse bad-stage
SELECT :step AS stage WHERE NOT EXISTS (SELECT 1 FROM stage s WHERE s.id = :step AND s.kind = 'open' AND s.active = 1)
--@ let seller int
coalesce(:owner, nullif(:me, 0), (SELECT c.owner FROM customer c WHERE c.id = :customer))
--@ refuse no-such-person
SELECT :seller AS person WHERE :seller IS NOT NULL AND NOT EXISTS (SELECT 1 FROM person p WHERE p.id = :seller
  AND p.active = 1)
--@ refuse person-out-of-reach
SELECT :seller AS person WHERE NOT @reaches(:seller)
--@ let unit text
coalesce(:currency, (SELECT s.value FROM setting s WHERE s.key = 'currency'))
--@ let deal int
@newid(deal)
--@ do 1
INSERT INTO deal(id, customer, name, owner, stage, status, amount, currency, expected_day, created_at, created_by,
  opened_day,
  stage_since, note, region, source, category, product)
SELECT :deal, c.id, :label, :seller, :step, 'open', coalesce(:amount, 0), :unit, :expected, :now, nullif(:me, 0),
  :today,
  :today, :note, c.region, c.source, c.category, :product FROM customer c WHERE c.id = :customer
--@ do 1
INSERT INTO stage_event(id, act, deal, from_stage, to_stage, person, at, day)
VALUES (@newid(stage_event), :act, :deal, NULL, :step, nullif(:me, 0), :now, :today)
--@ audit
SELECT 'deal', :deal, '', NULL, :label
--@ timeline
SELECT :customer, 'opened', :label, 'deal', :deal
--@ refresh
SELECT c.id FROM customer c WHERE c.id = :customer
--@ give deal
:deal
--@ undo
--@ let deal int
(SELECT r.record FROM act_row r WHERE r.act = :undone AND r.relation = 'deal' AND r.field = '')
--@ refuse out-of-reach
SELECT x.id AS deal FROM deal x WHERE x.id = :deal AND NOT @reaches(x.owner)
--@ refuse changed-since
SELECT :deal AS deal WHERE NOT EXISTS (SELECT 1 FROM deal d WHERE d.id = :deal AND d.version = 1
  AND d.status = 'open')
  OR EXISTS (SELECT 1 FROM deal_line l WHERE l.deal = :deal)
  OR EXISTS (SELECT 1 FROM stage_event e WHERE e.deal = :deal AND e.act <> :undone)
  OR EXISTS (SELECT 1 FROM deal d JOIN activity a ON a.customer = d.customer AND a.deal = d.id WHERE d.id = :deal)
  OR EXISTS (SELECT 1 FROM deal d JOIN task t ON t.customer = d.customer AND t.deal = d.id WHERE d.id = :deal)
  OR EXISTS (SELECT 1 FROM deal d JOIN contract k ON k.customer = d.customer AND k.deal = d.id WHERE d.id = :deal)
  OR EXISTS (SELECT 1 FROM deal d JOIN payment p ON p.customer = d.customer AND p.deal = d.id WHERE d.id = :deal)
--@ let customer int
(SELECT x.customer FROM deal x WHERE x.id = :deal)
--@ do any
DELETE FROM field_value WHERE record = :deal AND field IN (SELECT f.id FROM field f WHERE f.relation = 'deal')
--@ do 1
DELETE FROM stage_event WHERE deal = :deal
--@ do 1
DELETE FROM deal WHERE id = :deal
--@ timeline
SELECT c.id, 'undone', 'opened', 'deal', :deal FROM customer c WHERE c.id = :customer
--@ refresh
SELECT c.id FROM customer c WHERE c.id = :customer
