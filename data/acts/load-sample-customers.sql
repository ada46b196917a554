--@ act load-sample-customers
--@ right sample.load
--@ rows customers
--@ column id int
--@ column name text
--@ column short_name text?
--@ column credit_code text?
--@ column phone text?
--@ column email text?
--@ column address text?
--@ column region text?
--@ column industry int?
--@ column category int?
--@ column level int?
--@ column source int?
--@ column channel int?
--@ column owner int?
--@ column created_at time
--@ refuse not-a-sample
SELECT 1 AS setting WHERE NOT EXISTS (SELECT 1 FROM setting s WHERE s.key = 'sample')
--@ refuse company-not-empty
SELECT c.id AS customer FROM customer c
--@ bulk customer customer_search timeline
--@ each customers
--@ do 1
INSERT INTO customer(id, name, short_name, name_key, sort_key, credit_code, phone, phone_key, email, mail_domain,
  address, region, industry, category, level, source, channel, owner, owned_since, created_at, created_day, created_by, verified)
VALUES (:id, :name, :short_name, name_key(:name), sort_key(:name), :credit_code, :phone, phone_key(:phone), :email,
  mail_domain(:email), :address, :region, :industry, :category, :level, :source, :channel, :owner, :created_at,
  :created_at, day_of(:created_at), :owner, 1)
--@ do 1
INSERT INTO customer_search(customer, text) VALUES (:id, search_text(:name, :short_name))
--@ end
--@ do any
INSERT INTO customer_parts(customer, parts) SELECT c.id, name_parts(c.name) FROM customer c
--@ do any
INSERT INTO customer_gram(gram, customer)
SELECT DISTINCT w.gram, w.customer
  FROM (SELECT name_gram(p.parts, n.n) AS gram, p.customer AS customer FROM customer_parts p CROSS JOIN gram_number n WHERE n.n <= 4
        UNION ALL SELECT 'm' || company_domain(c.email), c.id FROM customer c WHERE c.email IS NOT NULL) AS w
 WHERE w.gram IS NOT NULL ORDER BY 1, 2
--@ do any
INSERT INTO timeline(id, customer, person, at, day, kind, text, relation, record, act)
SELECT @newid(timeline), c.id, c.owner, c.created_at, c.created_day, 'created', NULL, 'customer', c.id, :act FROM customer c
--@ do any
INSERT INTO holding(person, n) SELECT c.owner, count(*) FROM customer c WHERE c.owner IS NOT NULL GROUP BY c.owner
--@ do any
INSERT INTO counter(relation, next) SELECT 'customer', max(c.id) + 1 FROM customer c WHERE 1 = 1 HAVING count(*) > 0
ON CONFLICT (relation) DO UPDATE SET next = excluded.next
--@ give n
(SELECT count(*) FROM customer)
--@ audit
SELECT 'customer', 0, 'loaded', NULL, CAST((SELECT count(*) FROM customer) AS TEXT)
--@ final a sample is thrown away whole
