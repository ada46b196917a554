-- Of merge-customers and unmerge-customer: does what the audit of this act says. :rows_of is the act whose merge_row
-- move to :place; :gone and :kept are the two records, :root the one where both are or were.
-- Who holds how many: without the two, and below with them as they are then.
--@ do any
INSERT INTO holding AS h (person, n) SELECT c.owner, -count(*) FROM customer c WHERE c.id IN (:gone, :kept, :root)
  AND c.archived = 0 AND c.owner IS NOT NULL GROUP BY c.owner
ON CONFLICT (person) DO UPDATE SET n = h.n + excluded.n
--@ do any
UPDATE contact SET customer = :place WHERE id IN (SELECT m.record FROM merge_row m WHERE m.act = :rows_of
  AND m.relation = 'contact' AND m.moves = 1)
--@ do any
UPDATE activity SET customer = :place WHERE id IN (SELECT m.record FROM merge_row m WHERE m.act = :rows_of
  AND m.relation = 'activity' AND m.moves = 1)
--@ do any
UPDATE task SET customer = :place WHERE id IN (SELECT m.record FROM merge_row m WHERE m.act = :rows_of
  AND m.relation = 'task' AND m.moves = 1)
--@ do any
UPDATE deal SET customer = :place WHERE id IN (SELECT m.record FROM merge_row m WHERE m.act = :rows_of
  AND m.relation = 'deal' AND m.moves = 1)
--@ do any
UPDATE contract SET customer = :place WHERE id IN (SELECT m.record FROM merge_row m WHERE m.act = :rows_of
  AND m.relation = 'contract' AND m.moves = 1)
--@ do any
UPDATE payment SET customer = :place WHERE id IN (SELECT m.record FROM merge_row m WHERE m.act = :rows_of
  AND m.relation = 'payment' AND m.moves = 1)
--@ do any
UPDATE timeline SET customer = :place WHERE id IN (SELECT m.record FROM merge_row m WHERE m.act = :rows_of
  AND m.relation = 'timeline' AND m.moves = 1)
--@ do any
UPDATE disclosure SET customer = :place WHERE id IN (SELECT m.record FROM merge_row m WHERE m.act = :rows_of
  AND m.relation = 'disclosure' AND m.moves = 1)
--@ do any
UPDATE collaborator SET customer = :place WHERE id IN (SELECT m.record FROM merge_row m WHERE m.act = :rows_of
  AND m.relation = 'collaborator' AND m.moves = 1)
--@ do any
DELETE FROM customer_gram WHERE (gram, customer) IN (SELECT name_gram(p.parts, n.n), p.customer FROM customer_parts p
  CROSS JOIN gram_number n WHERE p.customer IN (SELECT r.record FROM act_row r WHERE r.act = :act AND r.relation = 'customer' AND r.field IN ('name', 'email'))
  UNION ALL SELECT 'm' || company_domain(c.email), c.id FROM customer c WHERE c.id IN (SELECT r.record FROM act_row r WHERE r.act = :act AND r.relation = 'customer' AND r.field IN ('name', 'email')))
--@ do any
UPDATE customer AS c SET name = r.became, name_key = name_key(r.became), sort_key = sort_key(r.became) FROM act_row r WHERE r.act = :act AND r.relation = 'customer'
  AND r.record = c.id AND r.field = 'name'
--@ do any
UPDATE customer AS c SET short_name = r.became FROM act_row r WHERE r.act = :act AND r.relation = 'customer'
  AND r.record = c.id AND r.field = 'short_name'
--@ do any
UPDATE customer AS c SET credit_code = r.became FROM act_row r WHERE r.act = :act AND r.relation = 'customer'
  AND r.record = c.id AND r.field = 'credit_code'
--@ do any
UPDATE customer AS c SET website = r.became FROM act_row r WHERE r.act = :act AND r.relation = 'customer'
  AND r.record = c.id AND r.field = 'website'
--@ do any
UPDATE customer AS c SET address = r.became FROM act_row r WHERE r.act = :act AND r.relation = 'customer'
  AND r.record = c.id AND r.field = 'address'
--@ do any
UPDATE customer AS c SET region = r.became FROM act_row r WHERE r.act = :act AND r.relation = 'customer'
  AND r.record = c.id AND r.field = 'region'
--@ do any
UPDATE customer AS c SET note = r.became FROM act_row r WHERE r.act = :act AND r.relation = 'customer'
  AND r.record = c.id AND r.field = 'note'
--@ do any
UPDATE customer AS c SET phone = r.became, phone_key = phone_key(r.became) FROM act_row r WHERE r.act = :act AND r.relation = 'customer'
  AND r.record = c.id AND r.field = 'phone'
--@ do any
UPDATE customer AS c SET email = r.became, mail_domain = mail_domain(r.became) FROM act_row r WHERE r.act = :act AND r.relation = 'customer'
  AND r.record = c.id AND r.field = 'email'
--@ do any
UPDATE customer AS c SET industry = CAST(r.became AS INTEGER) FROM act_row r WHERE r.act = :act AND r.relation = 'customer'
  AND r.record = c.id AND r.field = 'industry'
--@ do any
UPDATE customer AS c SET category = CAST(r.became AS INTEGER) FROM act_row r WHERE r.act = :act AND r.relation = 'customer'
  AND r.record = c.id AND r.field = 'category'
--@ do any
UPDATE customer AS c SET level = CAST(r.became AS INTEGER) FROM act_row r WHERE r.act = :act AND r.relation = 'customer'
  AND r.record = c.id AND r.field = 'level'
--@ do any
UPDATE customer AS c SET source = CAST(r.became AS INTEGER) FROM act_row r WHERE r.act = :act AND r.relation = 'customer'
  AND r.record = c.id AND r.field = 'source'
--@ do any
UPDATE customer AS c SET channel = CAST(r.became AS INTEGER) FROM act_row r WHERE r.act = :act AND r.relation = 'customer'
  AND r.record = c.id AND r.field = 'channel'
--@ do any
UPDATE customer AS c SET parent = CAST(r.became AS INTEGER) FROM act_row r WHERE r.act = :act AND r.relation = 'customer'
  AND r.record = c.id AND r.field = 'parent'
--@ do any
UPDATE customer AS c SET protected_until = CAST(r.became AS INTEGER) FROM act_row r WHERE r.act = :act AND r.relation = 'customer'
  AND r.record = c.id AND r.field = 'protected_until'
--@ do any
UPDATE customer AS c SET owned_since = CAST(r.became AS INTEGER) FROM act_row r WHERE r.act = :act AND r.relation = 'customer'
  AND r.record = c.id AND r.field = 'owned_since'
--@ do any
UPDATE customer AS c SET archived = CAST(r.became AS INTEGER) FROM act_row r WHERE r.act = :act AND r.relation = 'customer'
  AND r.record = c.id AND r.field = 'archived'
--@ do any
UPDATE customer AS c SET merged_into = CAST(r.became AS INTEGER) FROM act_row r WHERE r.act = :act AND r.relation = 'customer'
  AND r.record = c.id AND r.field = 'merged_into'
-- Owner and pool at once: a customer has one of them at most.
--@ do any
UPDATE customer AS c SET owner = CASE WHEN o.act IS NULL THEN c.owner ELSE CAST(o.became AS INTEGER) END,
  pool = CASE WHEN p.act IS NULL THEN c.pool ELSE CAST(p.became AS INTEGER) END
  FROM act_row s LEFT JOIN act_row o ON o.act = :act AND o.relation = 'customer' AND o.record = s.record AND o.field = 'owner'
  LEFT JOIN act_row p ON p.act = :act AND p.relation = 'customer' AND p.record = s.record AND p.field = 'pool'
 WHERE s.act = :act AND s.relation = 'customer' AND s.field = 'owned_since' AND s.record = c.id
--@ do any
INSERT INTO ownership_event(id, act, customer, from_owner, to_owner, from_pool, to_pool, from_since, person, at, day)
SELECT @newid(ownership_event), :act, c.id, CASE WHEN o.act IS NULL THEN c.owner ELSE CAST(o.was AS INTEGER) END, c.owner,
  CASE WHEN p.act IS NULL THEN c.pool ELSE CAST(p.was AS INTEGER) END, c.pool, CAST(s.was AS INTEGER), nullif(:me, 0), :now, :today
  FROM act_row s JOIN customer c ON c.id = s.record
  LEFT JOIN act_row o ON o.act = :act AND o.relation = 'customer' AND o.record = s.record AND o.field = 'owner'
  LEFT JOIN act_row p ON p.act = :act AND p.relation = 'customer' AND p.record = s.record AND p.field = 'pool'
 WHERE s.act = :act AND s.relation = 'customer' AND s.field = 'owned_since'
--@ do any
UPDATE customer SET version = version + 1 WHERE id IN (SELECT r.record FROM act_row r WHERE r.act = :act
  AND r.relation = 'customer')
--@ do any
UPDATE customer_parts SET parts = (SELECT name_parts(c.name) FROM customer c WHERE c.id = customer_parts.customer)
 WHERE customer IN (SELECT r.record FROM act_row r WHERE r.act = :act AND r.relation = 'customer' AND r.field IN ('name', 'email'))
--@ do any
INSERT INTO customer_gram(gram, customer)
SELECT DISTINCT w.gram, w.customer
  FROM (SELECT name_gram(p.parts, n.n) AS gram, p.customer AS customer FROM customer_parts p CROSS JOIN gram_number n
         WHERE n.n <= 4 AND p.customer IN (SELECT r.record FROM act_row r WHERE r.act = :act AND r.relation = 'customer' AND r.field IN ('name', 'email'))
        UNION ALL SELECT 'm' || company_domain(c.email), c.id FROM customer c WHERE c.email IS NOT NULL AND c.id IN (SELECT r.record FROM act_row r WHERE r.act = :act AND r.relation = 'customer' AND r.field IN ('name', 'email'))) AS w
 WHERE w.gram IS NOT NULL ORDER BY 1, 2
--@ do any
UPDATE customer_search SET text = (SELECT search_text(c.name, c.short_name) FROM customer c WHERE c.id = customer_search.customer)
 WHERE customer IN (SELECT r.record FROM act_row r WHERE r.act = :act AND r.relation = 'customer'
   AND r.field IN ('name', 'short_name'))
--@ do any
INSERT INTO holding AS h (person, n) SELECT c.owner, count(*) FROM customer c WHERE c.id IN (:gone, :kept, :root)
  AND c.archived = 0 AND c.owner IS NOT NULL GROUP BY c.owner
ON CONFLICT (person) DO UPDATE SET n = h.n + excluded.n
--@ do any
DELETE FROM holding WHERE n = 0
-- Fields of the company's own.
--@ do any
DELETE FROM field_value WHERE record = :kept AND EXISTS (SELECT 1 FROM act_row r WHERE r.act = :act
  AND r.relation = 'field_value' AND r.record = :kept AND r.field = CAST(field_value.field AS TEXT))
--@ do any
INSERT INTO field_value(field, record, text, number)
SELECT f.id, :kept, CASE WHEN f.type IN ('text', 'choice') THEN r.became END,
  CASE WHEN f.type NOT IN ('text', 'choice') THEN CAST(r.became AS INTEGER) END
  FROM act_row r JOIN field f ON CAST(f.id AS TEXT) = r.field
 WHERE r.act = :act AND r.relation = 'field_value' AND r.record = :kept AND r.became IS NOT NULL
--@ do any
UPDATE contact AS t SET main = CAST(r.became AS INTEGER) FROM act_row r WHERE r.act = :act AND r.relation = 'contact'
  AND r.record = t.id AND r.field = 'main'
--@ do any
UPDATE deal AS d SET owner = CAST(r.became AS INTEGER), version = d.version + 1 FROM act_row r WHERE r.act = :act
  AND r.relation = 'deal' AND r.record = d.id AND r.field = 'owner'
--@ do any
UPDATE task AS t SET person = CAST(r.became AS INTEGER), version = t.version + 1 FROM act_row r WHERE r.act = :act
  AND r.relation = 'task' AND r.record = t.id AND r.field = 'person'
-- What deals repeat of their customers, and what was sold to each by month.
--@ do any
UPDATE deal AS d SET region = c.region, source = c.source, category = c.category FROM customer c
 WHERE c.id IN (:gone, :kept, :root) AND d.customer = c.id AND (d.region IS DISTINCT FROM c.region
   OR d.source IS DISTINCT FROM c.source OR d.category IS DISTINCT FROM c.category)
--@ do any
DELETE FROM customer_month WHERE customer IN (:gone, :kept, :root)
--@ do any
INSERT INTO customer_month(customer, month, amount)
SELECT d.customer, d.closed_day / 100, sum(d.amount) FROM deal d WHERE d.customer IN (:gone, :kept, :root)
  AND d.status = 'won' AND d.currency = (SELECT s.value FROM setting s WHERE s.key = 'currency')
 GROUP BY d.customer, d.closed_day / 100 HAVING sum(d.amount) <> 0
