--@ act create-customer
--@ right customer.create
--@ ticket
--@ arg name text
--@ arg short_name text?
--@ arg credit_code text?
--@ arg phone text?
--@ arg website text?
--@ arg email text?
--@ arg address text?
--@ arg region text?
--@ arg industry int?
--@ arg category int?
--@ arg level int?
--@ arg source int?
--@ arg channel int?
--@ arg parent int?
--@ arg note text?
--@ arg owner int?
--@ arg although int?
--@ arg reason text?
--@ let label text
trim(:name)
--@ let parts text
name_parts(:label)
-- What becomes of a customer that may be there already: block, warn (although, for a reason) or merge (open the other).
--@ let mode text
coalesce((SELECT s.value FROM setting s WHERE s.key = 'duplicates_create'), 'warn')
--@ let passed int
CASE WHEN :mode = 'warn' AND coalesce(:although, 0) = 1 THEN 1 ELSE 0 END
--@ let holder int
coalesce(:owner, nullif(:me, 0))
--@ refuse empty-name
SELECT 'name' AS field WHERE name_key(:label) = ''
--@ refuse bad-credit-code
SELECT 'credit_code' AS field WHERE :credit_code IS NOT NULL AND credit_code(:credit_code) IS NULL
--@ refuse bad-region
SELECT :region AS region WHERE :region IS NOT NULL AND (length(:region) > 6 OR upper(:region) <> :region)
--@ refuse no-such-choice
SELECT 'industry' AS field WHERE :industry IS NOT NULL AND NOT EXISTS (SELECT 1 FROM choice h WHERE h.id =
  :industry AND h.list = 'industry')
UNION ALL SELECT 'category' AS field WHERE :category IS NOT NULL AND NOT EXISTS (SELECT 1 FROM choice h WHERE h.id
  = :category AND h.list = 'category')
UNION ALL SELECT 'level' AS field WHERE :level IS NOT NULL AND NOT EXISTS (SELECT 1 FROM choice h WHERE h.id =
  :level AND h.list = 'level')
UNION ALL SELECT 'source' AS field WHERE :source IS NOT NULL AND NOT EXISTS (SELECT 1 FROM choice h WHERE h.id =
  :source AND h.list = 'source')
UNION ALL SELECT 'channel' AS field WHERE :channel IS NOT NULL AND NOT EXISTS (SELECT 1 FROM choice h WHERE h.id =
  :channel AND h.list = 'channel')
--@ refuse no-such-customer
SELECT :parent AS customer WHERE :parent IS NOT NULL AND NOT EXISTS (SELECT 1 FROM customer c WHERE c.id = :parent)
--@ refuse out-of-reach
SELECT c.id AS customer FROM customer c WHERE c.id = :parent AND NOT @reaches(customer.see, c.owner)
--@ refuse no-such-person
SELECT :holder AS person WHERE :holder IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM person p WHERE p.id = :holder AND p.active = 1)
--@ refuse out-of-reach
SELECT :holder AS person WHERE :holder IS NOT NULL AND NOT @reaches(:holder)
-- As the duplicate check itself: unlimited, the refusals would tell a thief whom the company knows.
--@ refuse too-many-checks
SELECT t.n AS checks FROM (SELECT (SELECT count(*) FROM refused_act r WHERE r.person = :me AND r.at > :now - 86400000000
    AND r.name IN ('create-customer', 'edit-customer') AND r.refusal = 'duplicate')
  + (SELECT count(*) FROM act a JOIN act_row w ON w.act = a.id WHERE a.person = :me AND a.at > :now - 86400000000
    AND a.name = 'check-duplicate' AND w.field = 'checked') AS n) AS t
 WHERE :me > 0 AND t.n >= coalesce((SELECT CAST(s.value AS INTEGER) FROM setting s
  WHERE s.key = 'duplicate_checks_a_day'), 200)
-- Who owns it is told, its record only to those who see it.
--@ refuse duplicate
SELECT 'credit_code' AS field, p.name AS owner, CASE WHEN @reaches(customer.see, c.owner) THEN c.id END AS customer
  FROM customer c LEFT JOIN person p ON p.id = c.owner
 WHERE c.credit_code = credit_code(:credit_code) AND c.merged_into IS NULL
-- The same name, and where one of the two names says no place, whatever place the other has.
--@ refuse duplicate
SELECT 'name' AS field, p.name AS owner, CASE WHEN @reaches(customer.see, c.owner) THEN c.id END AS customer
  FROM customer c LEFT JOIN person p ON p.id = c.owner
 WHERE (c.name_key = name_key(:label) OR c.name_key = name_core(:label)
        OR (name_core(:label) = name_key(:label) AND c.name_key > name_key(:label) || '@' AND c.name_key < name_key(:label) || 'A'))
   AND c.merged_into IS NULL AND :passed = 0
--@ refuse duplicate
SELECT 'phone' AS field, p.name AS owner, CASE WHEN @reaches(customer.see, c.owner) THEN c.id END AS customer
  FROM customer c LEFT JOIN person p ON p.id = c.owner
 WHERE c.id IN (SELECT x.id FROM customer x WHERE x.phone_key = phone_key(:phone)
        UNION ALL SELECT t.customer FROM contact t WHERE t.phone_key = phone_key(:phone)
        UNION ALL SELECT t.customer FROM contact t WHERE t.mobile_key = phone_key(:phone))
   AND c.merged_into IS NULL AND :passed = 0
-- Names that are like it, or a mail domain of its own that somebody else's has.
--@ let alike int
(SELECT x.customer FROM (SELECT p.customer AS customer, name_likeness(:parts, p.parts) AS likeness
    FROM (SELECT DISTINCT g.customer AS customer FROM gram_number n CROSS JOIN customer_gram g WHERE g.gram = name_gram(:parts, n.n)) AS a
    JOIN customer_parts p ON p.customer = a.customer JOIN customer c ON c.id = a.customer AND c.merged_into IS NULL) AS x
  WHERE x.likeness >= 80 ORDER BY x.likeness DESC, x.customer LIMIT 1)
--@ let post int
(SELECT min(g.customer) FROM customer_gram g JOIN customer c ON c.id = g.customer AND c.merged_into IS NULL
  WHERE g.gram = 'm' || company_domain(:email))
--@ refuse duplicate
SELECT 'name' AS field, p.name AS owner, CASE WHEN @reaches(customer.see, c.owner) THEN c.id END AS customer, 1 AS alike
  FROM customer c LEFT JOIN person p ON p.id = c.owner WHERE c.id = :alike AND :passed = 0
--@ refuse duplicate
SELECT 'email' AS field, p.name AS owner, CASE WHEN @reaches(customer.see, c.owner) THEN c.id END AS customer
  FROM customer c LEFT JOIN person p ON p.id = c.owner WHERE c.id = :post AND :passed = 0
--@ let customer int
@newid(customer)
--@ do 1
INSERT INTO customer(id, name, short_name, name_key, sort_key, credit_code, phone, phone_key, website, email,
  mail_domain,
  address, region, industry, category, level, source, channel, parent, note, owner, owned_since, created_at,
  created_day, created_by)
VALUES (:customer, :label, :short_name, name_key(:label), sort_key(:label), credit_code(:credit_code), :phone,
  phone_key(:phone), :website, :email, mail_domain(:email), :address, :region, :industry, :category, :level, :source,
  :channel, :parent, :note, :holder, CASE WHEN :holder IS NOT NULL THEN :now END, :now, :today, nullif(:me, 0))
--@ do 1
INSERT INTO customer_search(customer, text) VALUES (:customer, search_text(:label, :short_name))
--@ do 1
INSERT INTO customer_parts(customer, parts) VALUES (:customer, :parts)
--@ do any
INSERT INTO customer_gram(gram, customer) SELECT DISTINCT name_gram(:parts, n.n), :customer FROM gram_number n
 WHERE n.n <= 4 AND name_gram(:parts, n.n) IS NOT NULL
--@ do any
INSERT INTO customer_gram(gram, customer) SELECT 'm' || company_domain(:email), :customer WHERE company_domain(:email) IS NOT NULL
--@ do any
INSERT INTO holding AS h (person, n) SELECT :holder, 1 WHERE :holder IS NOT NULL
ON CONFLICT (person) DO UPDATE SET n = h.n + 1
--@ do any
UPDATE customer AS c SET protected_until = @protection(c) WHERE c.id = :customer AND c.owner IS NOT NULL
--@ refuse cap-exceeded
SELECT :holder AS person, @cap(:holder) AS cap FROM customer c WHERE c.id = :customer AND @counts(c) AND @overfull(:holder)
--@ audit
SELECT 'customer', :customer, '', NULL, :label
--@ audit
SELECT 'customer', :customer, 'although', NULL, coalesce(nullif(trim(:reason), ''), '-') WHERE :passed = 1
--@ timeline
SELECT :customer, 'created', NULL, 'customer', :customer
--@ refresh
SELECT :customer
--@ give customer
:customer
--@ undo
--@ let customer int
(SELECT r.record FROM act_row r WHERE r.act = :undone AND r.relation = 'customer' AND r.field = '')
--@ refuse out-of-reach
SELECT c.id AS customer FROM customer c WHERE c.id = :customer AND NOT @reaches(c.owner)
-- Whatever came to it since would be lost with it.
--@ refuse changed-since
SELECT :customer AS customer WHERE NOT EXISTS (SELECT 1 FROM customer c WHERE c.id = :customer AND c.version = 1
    AND c.archived = 0)
  OR EXISTS (SELECT 1 FROM customer c WHERE c.parent = :customer OR c.merged_into = :customer)
  OR EXISTS (SELECT 1 FROM contact t WHERE t.customer = :customer)
  OR EXISTS (SELECT 1 FROM activity a WHERE a.customer = :customer)
  OR EXISTS (SELECT 1 FROM task t WHERE t.customer = :customer)
  OR EXISTS (SELECT 1 FROM deal d WHERE d.customer = :customer)
  OR EXISTS (SELECT 1 FROM contract k WHERE k.customer = :customer)
  OR EXISTS (SELECT 1 FROM payment p WHERE p.customer = :customer)
  OR EXISTS (SELECT 1 FROM ownership_event e WHERE e.customer = :customer)
  OR EXISTS (SELECT 1 FROM timeline t WHERE t.customer = :customer AND t.act <> :undone)
--@ do any
UPDATE holding AS h SET n = h.n - 1 WHERE h.person = (SELECT c.owner FROM customer c WHERE c.id = :customer)
--@ do any
DELETE FROM holding WHERE n = 0
--@ do any
DELETE FROM customer_tag WHERE customer = :customer
--@ do any
DELETE FROM field_value WHERE record = :customer AND field IN (SELECT f.id FROM field f WHERE f.relation = 'customer')
--@ do any
DELETE FROM timeline WHERE customer = :customer
--@ do any
DELETE FROM customer_gram WHERE customer = :customer AND gram IN (SELECT name_gram(p.parts, n.n) FROM customer_parts p CROSS JOIN gram_number n
  WHERE p.customer = :customer UNION ALL SELECT 'm' || company_domain(c.email) FROM customer c WHERE c.id = :customer)
--@ do 1
DELETE FROM customer_parts WHERE customer = :customer
--@ do 1
DELETE FROM customer_search WHERE customer = :customer
--@ do 1
DELETE FROM customer WHERE id = :customer
