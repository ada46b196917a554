--@ act import-customers
--@ right import.customers
--@ arg file text
--@ rows customers
--@ column name text
--@ column short_name text?
--@ column credit_code text?
--@ column phone text?
--@ column website text?
--@ column email text?
--@ column address text?
--@ column region text?
--@ column industry text?
--@ column category text?
--@ column level text?
--@ column source text?
--@ column channel text?
--@ column parent text?
--@ column owner int?
--@ column note text?
--@ column created_at time?
--@ let batch int
@newid(import_batch)
--@ let first_choice int
coalesce((SELECT max(h.id) FROM choice h), 0) + 1
--@ each customers
--@ let key text
name_key(:name)
--@ let code text
credit_code(:credit_code)
--@ let dial text
phone_key(:phone)
--@ skip empty-name
SELECT 0 WHERE :key = ''
--@ skip duplicate
SELECT c.id FROM customer c WHERE c.name_key = :key
UNION ALL SELECT c.id FROM customer c WHERE c.credit_code = :code
UNION ALL SELECT c.id FROM customer c WHERE c.phone_key = :dial
--@ skip no-such-person
SELECT :owner WHERE :owner IS NOT NULL AND NOT EXISTS (SELECT 1 FROM person p WHERE p.id = :owner AND p.active = 1)
--@ do any
INSERT INTO choice(id, list, name, position)
SELECT @newid(choice), 'industry', :industry, (SELECT coalesce(max(h.position), 0) + 1 FROM choice h WHERE h.list =
  'industry')
 WHERE :industry IS NOT NULL AND NOT EXISTS (SELECT 1 FROM choice h WHERE h.list = 'industry' AND h.name = :industry)
--@ do any
INSERT INTO choice(id, list, name, position)
SELECT @newid(choice), 'category', :category, (SELECT coalesce(max(h.position), 0) + 1 FROM choice h WHERE h.list =
  'category')
 WHERE :category IS NOT NULL AND NOT EXISTS (SELECT 1 FROM choice h WHERE h.list = 'category' AND h.name = :category)
--@ do any
INSERT INTO choice(id, list, name, position)
SELECT @newid(choice), 'level', :level, (SELECT coalesce(max(h.position), 0) + 1 FROM choice h WHERE h.list = 'level')
 WHERE :level IS NOT NULL AND NOT EXISTS (SELECT 1 FROM choice h WHERE h.list = 'level' AND h.name = :level)
--@ do any
INSERT INTO choice(id, list, name, position)
SELECT @newid(choice), 'source', :source, (SELECT coalesce(max(h.position), 0) + 1 FROM choice h WHERE h.list =
  'source')
 WHERE :source IS NOT NULL AND NOT EXISTS (SELECT 1 FROM choice h WHERE h.list = 'source' AND h.name = :source)
--@ do any
INSERT INTO choice(id, list, name, position)
SELECT @newid(choice), 'channel', :channel, (SELECT coalesce(max(h.position), 0) + 1 FROM choice h WHERE h.list =
  'channel')
 WHERE :channel IS NOT NULL AND NOT EXISTS (SELECT 1 FROM choice h WHERE h.list = 'channel' AND h.name = :channel)
--@ let customer int
@newid(customer)
--@ do 1
INSERT INTO customer(id, name, short_name, name_key, sort_key, credit_code, phone, phone_key, website, email,
  mail_domain,
  address, region, industry, category, level, source, channel, parent, note, owner, owned_since, created_at,
  created_day,
  created_by, batch)
VALUES (:customer, trim(:name), :short_name, :key, sort_key(trim(:name)), :code, :phone, :dial, :website, :email,
  mail_domain(:email), :address, :region, (SELECT h.id FROM choice h WHERE h.list = 'industry' AND h.name =
  :industry), (SELECT h.id FROM choice h WHERE h.list = 'category' AND h.name = :category), (SELECT h.id FROM
  choice h WHERE h.list = 'level' AND h.name = :level), (SELECT h.id FROM choice h WHERE h.list = 'source' AND
  h.name = :source), (SELECT h.id FROM choice h WHERE h.list = 'channel' AND h.name = :channel),
  CASE WHEN :parent IS NOT NULL THEN (SELECT c.id FROM customer c WHERE c.name_key = name_key(:parent) LIMIT 1)
  END, :note, :owner, CASE WHEN :owner IS NOT NULL THEN :now END,
  coalesce(:created_at, :now), CASE WHEN :created_at IS NULL THEN :today ELSE day_of(:created_at) END, nullif(:me,
  0), :batch)
--@ do 1
INSERT INTO customer_search(customer, text) VALUES (:customer, search_text(trim(:name), :short_name))
--@ end
--@ refuse out-of-reach
SELECT p.id AS person FROM person p WHERE NOT @reaches(p.id)
  AND EXISTS (SELECT 1 FROM customer c WHERE c.batch = :batch AND c.owner = p.id)
--@ do any
INSERT INTO holding AS h (person, n)
SELECT c.owner, count(*) FROM customer c WHERE c.batch = :batch AND c.owner IS NOT NULL GROUP BY c.owner
ON CONFLICT (person) DO UPDATE SET n = h.n + excluded.n
--@ refuse cap-exceeded
SELECT p.id AS person, p.holding_cap AS cap, h.n AS holds FROM holding h JOIN person p ON p.id = h.person
 WHERE h.n > p.holding_cap AND EXISTS (SELECT 1 FROM customer c WHERE c.batch = :batch AND c.owner = p.id)
--@ timeline
SELECT c.id, 'created', NULL, 'customer', c.id FROM customer c WHERE c.batch = :batch
--@ refresh
SELECT c.id FROM customer c WHERE c.batch = :batch
--@ do 1
INSERT INTO import_batch(id, act, kind, file, person, at, created, skipped)
VALUES (:batch, :act, 'customers', :file, :me, :now, :taken, :skipped)
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
SELECT c.id AS customer FROM customer c WHERE c.batch = :batch AND NOT @reaches(c.owner)
-- What somebody worked on since stays. Those without a search text are the ones that go.
--@ do any
DELETE FROM customer_search WHERE customer IN (SELECT c.id FROM customer c WHERE c.batch = :batch AND c.version = 1
  AND c.archived = 0
  AND NOT EXISTS (SELECT 1 FROM contact t WHERE t.customer = c.id)
  AND NOT EXISTS (SELECT 1 FROM activity a WHERE a.customer = c.id)
  AND NOT EXISTS (SELECT 1 FROM task t WHERE t.customer = c.id)
  AND NOT EXISTS (SELECT 1 FROM deal d WHERE d.customer = c.id)
  AND NOT EXISTS (SELECT 1 FROM contract k WHERE k.customer = c.id)
  AND NOT EXISTS (SELECT 1 FROM payment p WHERE p.customer = c.id)
  AND NOT EXISTS (SELECT 1 FROM ownership_event e WHERE e.customer = c.id)
  AND NOT EXISTS (SELECT 1 FROM timeline t WHERE t.customer = c.id AND t.act <> :undone)
  AND NOT EXISTS (SELECT 1 FROM customer f WHERE f.parent = c.id AND (f.batch IS NULL OR f.batch <> :batch)))
--@ do any
UPDATE holding AS h SET n = h.n - g.n FROM (SELECT c.owner AS person, count(*) AS n FROM customer c
  WHERE c.batch = :batch AND NOT EXISTS (SELECT 1 FROM customer_search s WHERE s.customer = c.id) GROUP BY c.owner)
  AS g
 WHERE h.person = g.person
--@ do any
DELETE FROM holding WHERE n = 0
--@ do any
DELETE FROM customer_tag WHERE customer IN (SELECT c.id FROM customer c
  WHERE c.batch = :batch AND NOT EXISTS (SELECT 1 FROM customer_search s WHERE s.customer = c.id))
--@ do any
DELETE FROM field_value WHERE field IN (SELECT f.id FROM field f WHERE f.relation = 'customer') AND record IN (
  SELECT c.id FROM customer c WHERE c.batch = :batch AND NOT EXISTS (SELECT 1 FROM customer_search s WHERE
  s.customer = c.id))
--@ do any
DELETE FROM timeline WHERE customer IN (SELECT c.id FROM customer c
  WHERE c.batch = :batch AND NOT EXISTS (SELECT 1 FROM customer_search s WHERE s.customer = c.id))
--@ do any
UPDATE customer SET parent = NULL WHERE batch = :batch AND parent IN (SELECT c.id FROM customer c
  WHERE c.batch = :batch AND NOT EXISTS (SELECT 1 FROM customer_search s WHERE s.customer = c.id))
--@ do any
DELETE FROM customer WHERE batch = :batch AND id NOT IN (SELECT s.customer FROM customer_search s
  JOIN customer c ON c.id = s.customer WHERE c.batch = :batch)
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
--@ give kept
(SELECT count(*) FROM customer c WHERE c.batch = :batch)
