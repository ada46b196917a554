-- Rows of a file become customers. A row is of one form: 1 an entry of a list that the others name, 2 a customer,
-- 3 a tag and 4 the parent of a customer of this batch, which is named by its name.
--@ act import-customers
--@ right import.customers
--@ ticket
--@ arg file text
--@ arg same_phone int?
--@ rows rows
--@ column form int
--@ column list text?
--@ column entry text?
--@ column name text?
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
--@ column owner int?
--@ column note text?
--@ column created_at time?
--@ column tag text?
--@ column parent text?
--@ let batch int
@newid(import_batch)
--@ let before int
(SELECT coalesce(max(c.id), 0) FROM customer c)
-- Where the company says so, who is like a customer that is there is left out too.
--@ let mode text
coalesce((SELECT s.value FROM setting s WHERE s.key = 'duplicates_import'), 'warn')
--@ let last_choice int
(SELECT coalesce(max(h.id), 0) FROM choice h)
--@ each rows
--@ let key text
CASE WHEN :form <> 1 THEN name_key(:name) END
--@ when form 2
-- Without a name there is no record in the way; out of reach it is the owner.
--@ skip unfit
SELECT CASE WHEN coalesce(:key, '') = '' THEN 0 ELSE :owner END
 WHERE coalesce(:key, '') = '' OR (:owner IS NOT NULL AND NOT @reaches(:owner))
--@ skip duplicate-name
SELECT c.id FROM customer c WHERE c.name_key = :key AND c.merged_into IS NULL
--@ skip duplicate-number
SELECT c.id FROM customer c WHERE c.credit_code = credit_code(:credit_code) AND c.merged_into IS NULL
UNION ALL
SELECT c.id FROM customer c WHERE coalesce(:same_phone, 0) = 0 AND c.phone_key = phone_key(:phone) AND c.merged_into IS NULL
--@ skip duplicate-alike
SELECT x.customer FROM (SELECT p.customer AS customer, name_likeness(name_parts(:name), p.parts) AS likeness
    FROM (SELECT DISTINCT g.customer AS customer FROM gram_number n CROSS JOIN customer_gram g WHERE :mode <> 'warn' AND g.gram = name_gram(name_parts(:name), n.n)) AS a
    JOIN customer_parts p ON p.customer = a.customer JOIN customer c ON c.id = a.customer AND c.merged_into IS NULL) AS x
  WHERE :mode <> 'warn' AND x.likeness >= 80 ORDER BY x.likeness DESC, x.customer LIMIT 1
--@ do 1
INSERT INTO customer(id, name, short_name, name_key, sort_key, credit_code, phone, phone_key, website, email, mail_domain,
  address, region, industry, category, level, source, channel, note, owner, owned_since, created_at, created_day,
  created_by, batch)
VALUES (@newid(customer), :name, :short_name, :key, sort_key(:name), credit_code(:credit_code), :phone, phone_key(:phone),
  :website, :email, mail_domain(:email), :address, :region,
  (SELECT h.id FROM choice h WHERE h.list = 'industry' AND h.name = :industry),
  (SELECT h.id FROM choice h WHERE h.list = 'category' AND h.name = :category),
  (SELECT h.id FROM choice h WHERE h.list = 'level' AND h.name = :level),
  (SELECT h.id FROM choice h WHERE h.list = 'source' AND h.name = :source),
  (SELECT h.id FROM choice h WHERE h.list = 'channel' AND h.name = :channel),
  :note, :owner, CASE WHEN :owner IS NOT NULL THEN :now END, coalesce(:created_at, :now),
  CASE WHEN :created_at IS NULL THEN :today ELSE day_of(:created_at) END, nullif(:me, 0), :batch)
--@ when form 1
--@ do any
INSERT INTO choice(id, list, name, position)
SELECT @newid(choice), :list, :entry, (SELECT coalesce(max(h.position), 0) + 1 FROM choice h WHERE h.list = :list)
 WHERE NOT EXISTS (SELECT 1 FROM choice h WHERE h.list = :list AND h.name = :entry)
--@ when form 3
--@ do any
INSERT INTO tag(id, name) SELECT @newid(tag), :tag WHERE NOT EXISTS (SELECT 1 FROM tag t WHERE t.name = :tag)
--@ do any
INSERT INTO customer_tag(customer, tag)
SELECT c.id, t.id FROM customer c JOIN tag t ON t.name = :tag
 WHERE c.name_key = :key AND c.batch = :batch
   AND NOT EXISTS (SELECT 1 FROM customer_tag x WHERE x.customer = c.id AND x.tag = t.id)
--@ when form 4
--@ do any
UPDATE customer SET parent = (SELECT min(p.id) FROM customer p WHERE p.name_key = name_key(:parent) AND p.merged_into IS NULL)
 WHERE name_key = :key AND batch = :batch
--@ end
--@ do any
INSERT INTO customer_search(customer, text)
SELECT c.id, search_text(c.name, c.short_name) FROM customer c WHERE c.batch = :batch
--@ do any
INSERT INTO customer_parts(customer, parts) SELECT c.id, name_parts(c.name) FROM customer c WHERE c.batch = :batch
--@ do any
INSERT INTO customer_gram(gram, customer)
SELECT DISTINCT w.gram, w.customer
  FROM (SELECT name_gram(p.parts, n.n) AS gram, p.customer AS customer FROM customer c JOIN customer_parts p ON p.customer = c.id
          CROSS JOIN gram_number n WHERE c.batch = :batch AND n.n <= 4
        UNION ALL SELECT 'm' || company_domain(c.email), c.id FROM customer c WHERE c.batch = :batch AND c.email IS NOT NULL) AS w
 WHERE w.gram IS NOT NULL ORDER BY 1, 2
--@ let created int
(SELECT count(*) FROM customer c WHERE c.batch = :batch)
--@ refuse nothing-new
SELECT :skipped AS skipped WHERE :created = 0
--@ do any
INSERT INTO holding AS h (person, n)
SELECT c.owner, count(*) FROM customer c WHERE c.batch = :batch AND c.owner IS NOT NULL GROUP BY c.owner
ON CONFLICT (person) DO UPDATE SET n = h.n + excluded.n
--@ do any
UPDATE customer AS c SET protected_until = @protection(c) WHERE c.batch = :batch AND c.owner IS NOT NULL
  AND EXISTS (SELECT 1 FROM protection_rule r)
--@ refuse cap-exceeded
SELECT p.id AS person, @cap(p.id) AS cap FROM person p WHERE @overfull(p.id)
  AND EXISTS (SELECT 1 FROM customer c WHERE c.batch = :batch AND c.owner = p.id AND @counts(c))
--@ do 1
INSERT INTO import_batch(id, act, kind, file, person, at, created, skipped)
VALUES (:batch, :act, 'customers', :file, :me, :now, :created, :skipped)
--@ audit
SELECT 'import_batch', :batch, '', NULL, :file
--@ audit
SELECT 'import_batch', :batch, 'created', NULL, CAST(:created AS TEXT)
--@ audit
SELECT 'choice', h.id, '', NULL, h.name FROM choice h WHERE h.id > :last_choice
--@ timeline
SELECT c.id, 'created', NULL, 'customer', c.id FROM customer c WHERE c.batch = :batch
--@ refresh
SELECT c.id FROM customer c WHERE c.batch = :batch
--@ give batch
:batch
--@ give created
:created
--@ give before
:before
-- Customers go as they came; entries of lists and tags, which others may use by now, stay.
--@ undo
--@ let batch int
(SELECT b.id FROM import_batch b WHERE b.act = :undone)
--@ refuse out-of-reach
SELECT c.id AS customer FROM customer c WHERE c.batch = :batch AND c.owner IS NOT NULL AND NOT @reaches(c.owner)
-- Whatever came to them since would be lost with them.
--@ refuse changed-since
SELECT c.id AS customer FROM customer c WHERE c.batch = :batch AND (c.version <> 1 OR c.archived <> 0 OR c.merged_into IS NOT NULL)
--@ refuse changed-since
SELECT c.id AS customer FROM customer c WHERE c.batch = :batch AND (
  EXISTS (SELECT 1 FROM contact t WHERE t.customer = c.id)
  OR EXISTS (SELECT 1 FROM activity a WHERE a.customer = c.id)
  OR EXISTS (SELECT 1 FROM task t WHERE t.customer = c.id)
  OR EXISTS (SELECT 1 FROM deal d WHERE d.customer = c.id)
  OR EXISTS (SELECT 1 FROM contract k WHERE k.customer = c.id)
  OR EXISTS (SELECT 1 FROM payment p WHERE p.customer = c.id)
  OR EXISTS (SELECT 1 FROM ownership_event e WHERE e.customer = c.id)
  OR EXISTS (SELECT 1 FROM timeline t WHERE t.customer = c.id AND t.act <> :undone))
--@ refuse changed-since
SELECT c.id AS customer FROM customer c JOIN customer o ON o.parent = c.id
 WHERE c.batch = :batch AND o.batch IS DISTINCT FROM :batch
--@ refuse changed-since
SELECT c.id AS customer FROM customer c JOIN customer o ON o.merged_into = c.id WHERE c.batch = :batch
--@ do any
UPDATE holding AS h SET n = h.n - w.n
  FROM (SELECT c.owner AS person, count(*) AS n FROM customer c WHERE c.batch = :batch AND c.owner IS NOT NULL GROUP BY c.owner) AS w
 WHERE w.person = h.person
--@ do any
DELETE FROM holding WHERE n = 0
--@ do any
DELETE FROM customer_tag WHERE customer IN (SELECT c.id FROM customer c WHERE c.batch = :batch)
--@ do any
DELETE FROM field_value WHERE record IN (SELECT c.id FROM customer c WHERE c.batch = :batch)
  AND field IN (SELECT f.id FROM field f WHERE f.relation = 'customer')
--@ do any
DELETE FROM timeline WHERE customer IN (SELECT c.id FROM customer c WHERE c.batch = :batch)
--@ do any
DELETE FROM customer_gram WHERE (gram, customer) IN (SELECT name_gram(p.parts, n.n), p.customer FROM customer c
  JOIN customer_parts p ON p.customer = c.id CROSS JOIN gram_number n WHERE c.batch = :batch
  UNION ALL SELECT 'm' || company_domain(c.email), c.id FROM customer c WHERE c.batch = :batch)
--@ do any
DELETE FROM customer_parts WHERE customer IN (SELECT c.id FROM customer c WHERE c.batch = :batch)
--@ do any
DELETE FROM customer_search WHERE customer IN (SELECT c.id FROM customer c WHERE c.batch = :batch)
--@ do any
UPDATE customer SET parent = NULL WHERE batch = :batch AND parent IS NOT NULL
--@ do any
DELETE FROM customer WHERE batch = :batch
--@ do 1
UPDATE import_batch SET undone = 1 WHERE id = :batch
