--@ act load-sample-deals
--@ right sample.load
--@ rows deals
--@ column customer int
--@ column name text
--@ column owner int
--@ column stage int
--@ column status text
--@ column amount money
--@ column product int?
--@ column opened_at time
--@ column closed_at time?
--@ column expected_day day?
--@ column stage_since day
--@ column lost_reason int?
--@ let currency text
(SELECT s.value FROM setting s WHERE s.key = 'currency')
--@ refuse not-a-sample
SELECT 1 AS setting WHERE NOT EXISTS (SELECT 1 FROM setting s WHERE s.key = 'sample')
--@ bulk deal deal_line payment contract
--@ each deals
--@ let deal int
@newid(deal)
--@ do 1
INSERT INTO deal(id, customer, name, owner, stage, status, amount, currency, expected_day, created_at, created_by,
  opened_day, closed_at, closed_day, stage_since, lost_reason, region, source, category, product)
SELECT :deal, c.id, :name, :owner, :stage, :status, :amount, :currency, :expected_day, :opened_at, :owner,
  day_of(:opened_at), :closed_at, day_of(:closed_at), :stage_since, :lost_reason, c.region, c.source, c.category, :product
  FROM customer c WHERE c.id = :customer
--@ do any
INSERT INTO deal_line(id, deal, product, price, amount)
SELECT @newid(deal_line), :deal, :product, :amount, :amount WHERE :product IS NOT NULL
--@ end
--@ do any
INSERT INTO customer_month AS m (customer, month, amount)
SELECT d.customer, d.closed_day / 100, sum(d.amount) FROM deal d WHERE d.status = 'won' AND d.customer IS NOT NULL
 GROUP BY d.customer, d.closed_day / 100
--@ do any
INSERT INTO contract(id, customer, deal, owner, name, amount, currency, signed_day, start_day, end_day, status, created_at, created_by)
SELECT @newid(contract), d.customer, d.id, d.owner, d.name, d.amount, d.currency, d.closed_day, d.closed_day,
  day_add(d.closed_day, 365), CASE WHEN day_add(d.closed_day, 365) < :today THEN 'ended' ELSE 'running' END, d.closed_at, d.owner
  FROM deal d WHERE d.status = 'won'
--@ do any
INSERT INTO payment(id, customer, contract, deal, owner, amount, currency, day, created_at, created_by)
SELECT @newid(payment), k.customer, k.id, k.deal, k.owner, k.amount, k.currency, day_add(k.signed_day, 20), k.created_at, k.owner
  FROM contract k WHERE day_add(k.signed_day, 20) <= :today
--@ do any
INSERT INTO timeline(id, customer, person, at, day, kind, text, relation, record, act)
SELECT @newid(timeline), d.customer, d.owner, d.closed_at, d.closed_day, d.status, d.name, 'deal', d.id, :act
  FROM deal d WHERE d.status <> 'open'
--@ do any
INSERT INTO timeline(id, customer, person, at, day, kind, text, relation, record, act)
SELECT @newid(timeline), p.customer, p.owner, p.created_at + 1728000000000, day_of(p.created_at + 1728000000000), 'payment',
  CAST(p.amount AS TEXT) || ' ' || p.currency, 'payment', p.id, :act
  FROM payment p WHERE p.created_at + 1728000000000 <= :now
--@ give n
(SELECT count(*) FROM deal)
--@ audit
SELECT 'deal', 0, 'loaded', NULL, CAST((SELECT count(*) FROM deal) AS TEXT)
--@ final a sample is thrown away whole
