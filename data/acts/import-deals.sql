-- Rows of a file become deals: form 1 an entry of the list of reasons for losing, 2 a deal.
--@ act import-deals
--@ right import.other
--@ ticket
--@ arg file text
--@ rows rows
--@ column form int
--@ column entry text?
--@ column customer int?
--@ column external_id text?
--@ column name text?
--@ column owner int?
--@ column stage int?
--@ column product int?
--@ column amount money?
--@ column currency text?
--@ column quantity int?
--@ column price money?
--@ column expected day?
--@ column opened_at time?
--@ column closed_at time?
--@ column lost_reason text?
--@ column note text?
--@ let batch int
@newid(import_batch)
--@ let before int
(SELECT coalesce(max(d.id), 0) FROM deal d)
--@ let last_choice int
(SELECT coalesce(max(h.id), 0) FROM choice h)
--@ let home text
(SELECT s.value FROM setting s WHERE s.key = 'currency')
--@ each rows
--@ when form 1
--@ do any
INSERT INTO choice(id, list, name, position)
SELECT @newid(choice), 'lost-reason', :entry,
  (SELECT coalesce(max(h.position), 0) + 1 FROM choice h WHERE h.list = 'lost-reason')
 WHERE NOT EXISTS (SELECT 1 FROM choice h WHERE h.list = 'lost-reason' AND h.name = :entry)
--@ when form 2
--@ skip out-of-reach
SELECT :owner WHERE :owner IS NOT NULL AND NOT @reaches(:owner)
UNION ALL SELECT c.id FROM customer c WHERE c.id = :customer AND NOT @reaches(c.owner)
--@ skip duplicate-id
SELECT d.id FROM deal d WHERE d.external_id = :external_id
--@ skip no-stage
SELECT 0 WHERE NOT EXISTS (SELECT 1 FROM stage s WHERE s.id = :stage AND (s.kind = 'open') = (:closed_at IS NULL))
--@ let deal int
@newid(deal)
--@ let day int
CASE WHEN coalesce(:closed_at, :opened_at) IS NULL THEN :today ELSE day_of(coalesce(:closed_at, :opened_at)) END
--@ do 1
INSERT INTO deal(id, customer, external_id, name, owner, stage, status, amount, currency, expected_day, created_at,
  created_by, opened_day, closed_at, closed_day, stage_since, lost_reason, note, batch, region, source, category, product)
SELECT :deal, c.id, :external_id, :name, :owner, s.id, s.kind, coalesce(:amount, 0), coalesce(:currency, :home), :expected,
  coalesce(:opened_at, :now), nullif(:me, 0), day_of(coalesce(:opened_at, :now)), :closed_at,
  CASE WHEN :closed_at IS NOT NULL THEN :day END, :day,
  (SELECT h.id FROM choice h WHERE h.list = 'lost-reason' AND h.name = :lost_reason), :note, :batch, c.region, c.source,
  c.category, :product
  FROM stage s LEFT JOIN customer c ON c.id = :customer WHERE s.id = :stage
--@ do any
INSERT INTO deal_line(id, deal, product, quantity, price, amount)
SELECT @newid(deal_line), :deal, :product, coalesce(:quantity, 1000), coalesce(:price, :amount, 0), coalesce(:amount, 0)
 WHERE :product IS NOT NULL
--@ do 1
INSERT INTO stage_event(id, act, deal, to_stage, person, at, day)
VALUES (@newid(stage_event), :act, :deal, :stage, :owner, coalesce(:closed_at, :opened_at, :now), :day)
--@ end
--@ let created int
(SELECT count(*) FROM deal d WHERE d.batch = :batch)
--@ refuse nothing-new
SELECT :skipped AS skipped WHERE :created = 0
--@ do any
INSERT INTO customer_month AS m (customer, month, amount)
SELECT d.customer, d.closed_day / 100, sum(d.amount) FROM deal d
 WHERE d.batch = :batch AND d.status = 'won' AND d.customer IS NOT NULL AND d.currency = :home
 GROUP BY d.customer, d.closed_day / 100
ON CONFLICT (customer, month) DO UPDATE SET amount = m.amount + excluded.amount
--@ do any
INSERT INTO timeline(id, customer, person, at, day, kind, text, relation, record, act)
SELECT @newid(timeline), d.customer, d.owner, d.closed_at, d.closed_day, d.status, d.name, 'deal', d.id, :act
  FROM deal d WHERE d.batch = :batch AND d.status <> 'open' AND d.customer IS NOT NULL
--@ do 1
INSERT INTO import_batch(id, act, kind, file, person, at, created, skipped)
VALUES (:batch, :act, 'deals', :file, :me, :now, :created, :skipped)
--@ audit
SELECT 'import_batch', :batch, '', NULL, :file
--@ audit
SELECT 'import_batch', :batch, 'created', NULL, CAST(:created AS TEXT)
--@ audit
SELECT 'choice', h.id, '', NULL, h.name FROM choice h WHERE h.id > :last_choice
--@ refresh
SELECT DISTINCT d.customer FROM deal d WHERE d.batch = :batch AND d.customer IS NOT NULL
--@ give batch
:batch
--@ give created
:created
--@ give before
:before
--@ undo
--@ let batch int
(SELECT b.id FROM import_batch b WHERE b.act = :undone)
--@ refuse out-of-reach
SELECT d.id AS deal FROM deal d WHERE d.batch = :batch AND d.owner IS NOT NULL AND NOT @reaches(d.owner)
--@ refuse changed-since
SELECT d.id AS deal FROM deal d WHERE d.batch = :batch AND (d.version <> 1
  OR EXISTS (SELECT 1 FROM contract k WHERE k.deal = d.id)
  OR EXISTS (SELECT 1 FROM payment p WHERE p.deal = d.id)
  OR EXISTS (SELECT 1 FROM activity a WHERE a.deal = d.id)
  OR EXISTS (SELECT 1 FROM task t WHERE t.deal = d.id))
--@ do any
UPDATE customer_month AS m SET amount = m.amount - w.amount
  FROM (SELECT d.customer, d.closed_day / 100 AS month, sum(d.amount) AS amount FROM deal d
         WHERE d.batch = :batch AND d.status = 'won' AND d.customer IS NOT NULL
           AND d.currency = (SELECT s.value FROM setting s WHERE s.key = 'currency')
         GROUP BY d.customer, d.closed_day / 100) AS w
 WHERE w.customer = m.customer AND w.month = m.month
--@ do any
DELETE FROM customer_month WHERE amount = 0
--@ do any
DELETE FROM timeline WHERE act = :undone AND customer IN (SELECT d.customer FROM deal d WHERE d.batch = :batch)
--@ do any
DELETE FROM stage_event WHERE deal IN (SELECT d.id FROM deal d WHERE d.batch = :batch)
--@ do any
DELETE FROM deal_line WHERE deal IN (SELECT d.id FROM deal d WHERE d.batch = :batch)
--@ do any
DELETE FROM field_value WHERE record IN (SELECT d.id FROM deal d WHERE d.batch = :batch)
  AND field IN (SELECT f.id FROM field f WHERE f.relation = 'deal')
-- Whose deals they were is noted for a moment, so that what is kept of them can be computed without the deals.
--@ do any
INSERT INTO timeline(id, customer, person, at, day, kind, act)
SELECT @newid(timeline), w.customer, :me, :now, :today, 'undone', :act
  FROM (SELECT DISTINCT d.customer FROM deal d WHERE d.batch = :batch AND d.customer IS NOT NULL) AS w
--@ do any
DELETE FROM deal WHERE batch = :batch
--@ refresh
SELECT t.customer FROM timeline t WHERE t.person = :me AND t.at = :now AND t.act = :act
--@ do any
DELETE FROM timeline WHERE person = :me AND at = :now AND act = :act
--@ do 1
UPDATE import_batch SET undone = 1 WHERE id = :batch
