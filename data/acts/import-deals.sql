--@ act import-deals
--@ right import.other
--@ arg file text
--@ rows deals
--@ column external_id text?
--@ column customer text?
--@ column name text?
--@ column owner int?
--@ column product text?
--@ column stage text?
--@ column amount money?
--@ column quantity int?
--@ column expected day?
--@ column opened_at time?
--@ column closed_at time?
--@ column lost_reason text?
--@ column note text?
--@ let batch int
@newid(import_batch)
--@ let first_choice int
coalesce((SELECT max(h.id) FROM choice h), 0) + 1
--@ let currency text
(SELECT s.value FROM setting s WHERE s.key = 'currency')
--@ each deals
--@ skip duplicate
SELECT d.id FROM deal d WHERE d.external_id = :external_id
--@ let customer_id int
(SELECT c.id FROM customer c WHERE c.name_key = name_key(:customer) AND c.merged_into IS NULL ORDER BY c.archived,
  c.id LIMIT 1)
--@ skip no-such-customer
SELECT 0 WHERE :customer IS NOT NULL AND :customer_id IS NULL
--@ skip no-such-person
SELECT :owner WHERE :owner IS NOT NULL AND NOT EXISTS (SELECT 1 FROM person p WHERE p.id = :owner)
--@ let stage_id int
CASE WHEN :stage IS NULL THEN (SELECT s.id FROM stage s WHERE s.kind = 'open' AND s.active = 1 ORDER BY s.position,
  s.id LIMIT 1)
  ELSE (SELECT s.id FROM stage s WHERE s.name = :stage OR s.key = :stage ORDER BY s.id LIMIT 1) END
--@ skip no-such-stage
SELECT 0 WHERE :stage_id IS NULL
--@ let kind text
(SELECT s.kind FROM stage s WHERE s.id = :stage_id)
--@ let start int
coalesce(:opened_at, :closed_at, :now)
--@ let finish int
CASE WHEN :kind <> 'open' THEN coalesce(:closed_at, :now) END
--@ skip closed-before-opening
SELECT 0 WHERE day_of(:finish) < day_of(:start)
--@ let product_id int
(SELECT p.id FROM product p WHERE p.name_key = name_key(:product))
--@ skip no-such-product
SELECT 0 WHERE :product IS NOT NULL AND :product_id IS NULL
--@ do any
INSERT INTO choice(id, list, name, position)
SELECT @newid(choice), 'lost-reason', :lost_reason, (SELECT coalesce(max(h.position), 0) + 1 FROM choice h WHERE
  h.list = 'lost-reason')
 WHERE :lost_reason IS NOT NULL AND NOT EXISTS (SELECT 1 FROM choice h WHERE h.list = 'lost-reason' AND h.name =
  :lost_reason)
--@ let deal int
@newid(deal)
--@ do 1
INSERT INTO deal(id, customer, external_id, name, owner, stage, status, amount, currency, expected_day, created_at,
  created_by, opened_day,
  closed_at, closed_day, stage_since, lost_reason, note, batch, region, source, category, product)
SELECT :deal, :customer_id, :external_id, coalesce(:name, :product, :external_id, :customer, ''), coalesce(:owner,
  c.owner), :stage_id, :kind,
  coalesce(:amount, 0), :currency, :expected, :start, nullif(:me, 0), day_of(:start), :finish, day_of(:finish),
  coalesce(day_of(:finish), day_of(:start)), (SELECT h.id FROM choice h WHERE h.list = 'lost-reason' AND h.name =
  :lost_reason), :note, :batch, c.region, c.source, c.category, :product_id
  FROM (SELECT 1 AS one) AS o LEFT JOIN customer c ON c.id = :customer_id
--@ do any
INSERT INTO deal_line(id, deal, product, quantity, price, amount)
SELECT @newid(deal_line), :deal, :product_id, coalesce(:quantity, 1000),
  coalesce(:amount, 0) * 1000 / coalesce(nullif(:quantity, 0), 1000), coalesce(:amount, 0) WHERE :product_id IS NOT
  NULL
--@ end
--@ refuse out-of-reach
SELECT p.id AS person FROM person p WHERE NOT @reaches(p.id)
  AND EXISTS (SELECT 1 FROM deal d WHERE d.batch = :batch AND d.owner = p.id)
--@ do any
INSERT INTO customer_month AS m (customer, month, amount)
SELECT d.customer, d.closed_day / 100, sum(d.amount) FROM deal d WHERE d.batch = :batch AND d.status = 'won' AND
  d.customer IS NOT NULL
 GROUP BY d.customer, d.closed_day / 100
ON CONFLICT (customer, month) DO UPDATE SET amount = m.amount + excluded.amount
--@ do any
DELETE FROM customer_month WHERE amount = 0
--@ timeline
SELECT d.customer, CASE d.status WHEN 'open' THEN 'opened' ELSE d.status END, d.name, 'deal', d.id FROM deal d
 WHERE d.batch = :batch AND d.customer IS NOT NULL
--@ refresh
SELECT DISTINCT d.customer FROM deal d WHERE d.batch = :batch AND d.customer IS NOT NULL
--@ do 1
INSERT INTO import_batch(id, act, kind, file, person, at, created, skipped)
VALUES (:batch, :act, 'deals', :file, :me, :now, :taken, :skipped)
--@ audit
SELECT 'import_batch', :batch, '', NULL, :file
UNION ALL SELECT 'choice', h.id, '', NULL, h.name FROM choice h WHERE h.id >= :first_choice
--@ give n
:taken
--@ give skipped
:skipped
--@ give batch
:batch
--@ undo
--@ let batch int
(SELECT r.record FROM act_row r WHERE r.act = :undone AND r.relation = 'import_batch')
--@ refuse out-of-reach
SELECT d.id AS deal FROM deal d WHERE d.batch = :batch AND d.owner IS NOT NULL AND NOT @reaches(d.owner)
--@ refuse changed-since
SELECT d.id AS deal FROM deal d WHERE d.batch = :batch AND (d.version <> 1
  OR EXISTS (SELECT 1 FROM activity a WHERE a.customer = d.customer AND a.deal = d.id)
  OR EXISTS (SELECT 1 FROM task t WHERE t.customer = d.customer AND t.deal = d.id)
  OR EXISTS (SELECT 1 FROM contract k WHERE k.customer = d.customer AND k.deal = d.id)
  OR EXISTS (SELECT 1 FROM payment p WHERE p.customer = d.customer AND p.deal = d.id))
--@ do any
UPDATE customer_month AS m SET amount = m.amount - g.amount FROM (
  SELECT d.customer AS customer, d.closed_day / 100 AS month, sum(d.amount) AS amount FROM deal d
   WHERE d.batch = :batch AND d.status = 'won' GROUP BY d.customer, d.closed_day / 100) AS g
 WHERE m.customer = g.customer AND m.month = g.month
--@ do any
DELETE FROM customer_month WHERE amount = 0
--@ do any
INSERT INTO act_row(act, relation, record, field, was, became)
SELECT DISTINCT :act, 'customer', d.customer, 'deals', NULL, 'undone' FROM deal d WHERE d.batch = :batch AND
  d.customer IS NOT NULL
--@ do any
DELETE FROM field_value WHERE field IN (SELECT f.id FROM field f WHERE f.relation = 'deal')
  AND record IN (SELECT d.id FROM deal d WHERE d.batch = :batch)
--@ do any
DELETE FROM deal_line WHERE deal IN (SELECT d.id FROM deal d WHERE d.batch = :batch)
--@ do any
DELETE FROM stage_event WHERE deal IN (SELECT d.id FROM deal d WHERE d.batch = :batch)
--@ do any
DELETE FROM timeline WHERE relation = 'deal' AND act = :undone AND customer IN (SELECT d.customer FROM deal d WHERE
  d.batch = :batch)
--@ do any
DELETE FROM deal WHERE batch = :batch
--@ refresh
SELECT r.record FROM act_row r WHERE r.act = :act AND r.relation = 'customer'
-- Words that came with it go with it, unless used elsewhere.
--@ do any
DELETE FROM choice WHERE id IN (SELECT r.record FROM act_row r WHERE r.act = :undone AND r.relation = 'choice')
  AND id NOT IN (SELECT c.source FROM customer c WHERE c.source IS NOT NULL)
  AND id NOT IN (SELECT c.channel FROM customer c WHERE c.channel IS NOT NULL)
  AND id NOT IN (SELECT c.industry FROM customer c WHERE c.industry IS NOT NULL)
  AND id NOT IN (SELECT c.category FROM customer c WHERE c.category IS NOT NULL)
  AND id NOT IN (SELECT c.level FROM customer c WHERE c.level IS NOT NULL)
  AND id NOT IN (SELECT d.lost_reason FROM deal d WHERE d.lost_reason IS NOT NULL)
  AND id NOT IN (SELECT p.category FROM product p WHERE p.category IS NOT NULL)
  AND id NOT IN (SELECT a.outcome FROM activity a WHERE a.outcome IS NOT NULL)
--@ do 1
UPDATE import_batch SET undone = 1 WHERE id = :batch
