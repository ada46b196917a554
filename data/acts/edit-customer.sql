-- All fields at once: what is not given is emptied.
--@ act edit-customer
--@ right customer.edit
--@ ticket
--@ arg customer int
--@ arg version int
--@ arg name text
--@ arg short_name text?
--@ arg credit_code text?
--@ arg phone text?
--@ arg website text?
--@ arg email text?
--@ arg address text?
--@ arg region text?
--@ arg note text?
--@ arg industry int?
--@ arg category int?
--@ arg level int?
--@ arg source int?
--@ arg channel int?
--@ arg parent int?
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
--@ refuse bad-credit-code
SELECT 'credit_code' AS field WHERE :credit_code IS NOT NULL AND credit_code(:credit_code) IS NULL
--@ refuse bad-region
SELECT :region AS region WHERE :region IS NOT NULL AND (length(:region) > 6 OR upper(:region) <> :region)
--@ refuse no-such-choice
SELECT 'industry' AS field WHERE :industry IS NOT NULL AND NOT EXISTS (SELECT 1 FROM choice h
  WHERE h.id = :industry AND h.list = 'industry')
UNION ALL SELECT 'category' AS field WHERE :category IS NOT NULL AND NOT EXISTS (SELECT 1 FROM choice h
  WHERE h.id = :category AND h.list = 'category')
UNION ALL SELECT 'level' AS field WHERE :level IS NOT NULL AND NOT EXISTS (SELECT 1 FROM choice h
  WHERE h.id = :level AND h.list = 'level')
UNION ALL SELECT 'source' AS field WHERE :source IS NOT NULL AND NOT EXISTS (SELECT 1 FROM choice h
  WHERE h.id = :source AND h.list = 'source')
UNION ALL SELECT 'channel' AS field WHERE :channel IS NOT NULL AND NOT EXISTS (SELECT 1 FROM choice h
  WHERE h.id = :channel AND h.list = 'channel')
--@ refuse no-such-parent
SELECT :parent AS customer WHERE :parent IS NOT NULL AND NOT EXISTS (SELECT 1 FROM customer c WHERE c.id = :parent)
--@ refuse out-of-reach
SELECT p.id AS customer FROM customer p JOIN customer x ON x.id = :customer WHERE p.id = :parent
  AND x.parent IS DISTINCT FROM :parent AND NOT @reaches(customer.see, p.owner)
-- A family is a tree.
--@ refuse own-ancestor
WITH RECURSIVE up(id) AS (SELECT :parent UNION SELECT c.parent FROM customer c JOIN up ON up.id = c.id
  WHERE c.parent IS NOT NULL)
SELECT u.id AS customer FROM up u WHERE u.id = :customer
--@ refuse changed-since
SELECT x.id AS customer, x.version AS version FROM customer x WHERE x.id = :customer AND x.version <> :version
-- As the duplicate check itself: unlimited, the refusals would tell a thief whom the company knows.
--@ refuse too-many-checks
SELECT t.n AS checks FROM (SELECT (SELECT count(*) FROM refused_act r WHERE r.person = :me AND r.at > :now - 86400000000
    AND r.name IN ('create-customer', 'edit-customer') AND r.refusal = 'duplicate')
  + (SELECT count(*) FROM act a JOIN act_row w ON w.act = a.id WHERE a.person = :me AND a.at > :now - 86400000000
    AND a.name = 'check-duplicate' AND w.field = 'checked') AS n) AS t
 WHERE :me > 0 AND t.n >= coalesce((SELECT CAST(s.value AS INTEGER) FROM setting s
  WHERE s.key = 'duplicate_checks_a_day'), 200)
  AND :credit_code IS NOT NULL AND credit_code(:credit_code) IS DISTINCT FROM (SELECT c.credit_code FROM customer c WHERE c.id = :customer)
--@ refuse duplicate
SELECT 'credit_code' AS field, p.name AS owner, CASE WHEN @reaches(customer.see, c.owner) THEN c.id END AS customer
  FROM customer c LEFT JOIN person p ON p.id = c.owner
 WHERE c.credit_code = credit_code(:credit_code) AND c.id <> :customer AND c.merged_into IS NULL
-- Contact details that the person does not see stay as they are, and are not written over unseen.
--@ let open int
CASE WHEN :me = 0 OR EXISTS (SELECT 1 FROM disclosure d WHERE d.person = :me AND d.relation = 'customer'
  AND d.record = :customer AND d.until > :now) THEN 1 ELSE 0 END
-- Of what is hidden nobody guesses whether it is there, or is what they think.
--@ refuse locked-field
SELECT r.field AS field FROM person p JOIN role_field r ON r.role = p.role AND r.relation = 'customer' AND r.rule = 'hidden'
 WHERE p.id = :me AND ((r.field = 'phone' AND :phone IS NOT NULL)
   OR (r.field = 'email' AND :email IS NOT NULL)
   OR (r.field = 'address' AND :address IS NOT NULL))
--@ refuse not-disclosed
SELECT f.field AS field FROM (
  SELECT 'phone' AS field FROM customer x WHERE x.id = :customer AND x.phone IS NOT NULL AND :phone IS NOT NULL
  UNION ALL SELECT 'email' AS field FROM customer x WHERE x.id = :customer AND x.email IS NOT NULL AND :email IS NOT NULL
  UNION ALL SELECT 'address' AS field FROM customer x WHERE x.id = :customer AND x.address IS NOT NULL AND :address IS NOT NULL) AS f
 WHERE :open = 0 AND NOT EXISTS (SELECT 1 FROM role_field r JOIN person p ON p.role = r.role WHERE p.id = :me
   AND r.relation = 'customer' AND r.field = f.field AND r.rule IN ('read', 'edit'))
--@ let its_phone text
(SELECT CASE WHEN :phone IS NULL AND CASE coalesce((SELECT r.rule FROM role_field r JOIN person p ON p.role = r.role
  WHERE p.id = :me AND r.relation = 'customer' AND r.field = 'phone'), 'masked') WHEN 'hidden' THEN 0 WHEN 'read' THEN 1
  WHEN 'edit' THEN 1 ELSE :open END = 0 THEN x.phone ELSE :phone END FROM customer x WHERE x.id = :customer)
--@ let its_email text
(SELECT CASE WHEN :email IS NULL AND CASE coalesce((SELECT r.rule FROM role_field r JOIN person p ON p.role = r.role
  WHERE p.id = :me AND r.relation = 'customer' AND r.field = 'email'), 'masked') WHEN 'hidden' THEN 0 WHEN 'read' THEN 1
  WHEN 'edit' THEN 1 ELSE :open END = 0 THEN x.email ELSE :email END FROM customer x WHERE x.id = :customer)
--@ let its_address text
(SELECT CASE WHEN :address IS NULL AND CASE coalesce((SELECT r.rule FROM role_field r JOIN person p ON p.role = r.role
  WHERE p.id = :me AND r.relation = 'customer' AND r.field = 'address'), 'masked') WHEN 'hidden' THEN 0 WHEN 'read' THEN 1
  WHEN 'edit' THEN 1 ELSE :open END = 0 THEN x.address ELSE :address END FROM customer x WHERE x.id = :customer)
-- So does whatever else the role is kept from.
--@ refuse locked-field
SELECT r.field AS field FROM person p JOIN role_field r ON r.role = p.role AND r.relation = 'customer' AND r.rule = 'hidden'
 WHERE p.id = :me AND ((r.field = 'region' AND :region IS NOT NULL)
   OR (r.field = 'industry' AND :industry IS NOT NULL)
   OR (r.field = 'category' AND :category IS NOT NULL)
   OR (r.field = 'level' AND :level IS NOT NULL)
   OR (r.field = 'source' AND :source IS NOT NULL)
   OR (r.field = 'channel' AND :channel IS NOT NULL)
   OR (r.field = 'credit_code' AND :credit_code IS NOT NULL)
   OR (r.field = 'website' AND :website IS NOT NULL)
   OR (r.field = 'note' AND :note IS NOT NULL))
--@ refuse not-disclosed
SELECT r.field AS field FROM person p JOIN role_field r ON r.role = p.role AND r.relation = 'customer' AND r.rule IN ('masked', 'listed')
  JOIN customer x ON x.id = :customer WHERE p.id = :me AND :open = 0 AND ((r.field = 'region' AND :region IS NOT NULL AND x.region IS NOT NULL)
   OR (r.field = 'industry' AND :industry IS NOT NULL AND x.industry IS NOT NULL)
   OR (r.field = 'category' AND :category IS NOT NULL AND x.category IS NOT NULL)
   OR (r.field = 'level' AND :level IS NOT NULL AND x.level IS NOT NULL)
   OR (r.field = 'source' AND :source IS NOT NULL AND x.source IS NOT NULL)
   OR (r.field = 'channel' AND :channel IS NOT NULL AND x.channel IS NOT NULL)
   OR (r.field = 'credit_code' AND :credit_code IS NOT NULL AND x.credit_code IS NOT NULL)
   OR (r.field = 'website' AND :website IS NOT NULL AND x.website IS NOT NULL)
   OR (r.field = 'note' AND :note IS NOT NULL AND x.note IS NOT NULL))
--@ let its_region text
(SELECT CASE WHEN :region IS NULL AND coalesce((SELECT CASE r.rule WHEN 'hidden' THEN 2 WHEN 'masked' THEN 1 WHEN 'listed' THEN 1 ELSE 0 END FROM role_field r
  JOIN person p ON p.role = r.role WHERE p.id = :me AND r.relation = 'customer' AND r.field = 'region'), 0) > :open THEN x.region
  ELSE :region END FROM customer x WHERE x.id = :customer)
--@ let its_industry int
(SELECT CASE WHEN :industry IS NULL AND coalesce((SELECT CASE r.rule WHEN 'hidden' THEN 2 WHEN 'masked' THEN 1 WHEN 'listed' THEN 1 ELSE 0 END FROM role_field r
  JOIN person p ON p.role = r.role WHERE p.id = :me AND r.relation = 'customer' AND r.field = 'industry'), 0) > :open THEN x.industry
  ELSE :industry END FROM customer x WHERE x.id = :customer)
--@ let its_category int
(SELECT CASE WHEN :category IS NULL AND coalesce((SELECT CASE r.rule WHEN 'hidden' THEN 2 WHEN 'masked' THEN 1 WHEN 'listed' THEN 1 ELSE 0 END FROM role_field r
  JOIN person p ON p.role = r.role WHERE p.id = :me AND r.relation = 'customer' AND r.field = 'category'), 0) > :open THEN x.category
  ELSE :category END FROM customer x WHERE x.id = :customer)
--@ let its_level int
(SELECT CASE WHEN :level IS NULL AND coalesce((SELECT CASE r.rule WHEN 'hidden' THEN 2 WHEN 'masked' THEN 1 WHEN 'listed' THEN 1 ELSE 0 END FROM role_field r
  JOIN person p ON p.role = r.role WHERE p.id = :me AND r.relation = 'customer' AND r.field = 'level'), 0) > :open THEN x.level
  ELSE :level END FROM customer x WHERE x.id = :customer)
--@ let its_source int
(SELECT CASE WHEN :source IS NULL AND coalesce((SELECT CASE r.rule WHEN 'hidden' THEN 2 WHEN 'masked' THEN 1 WHEN 'listed' THEN 1 ELSE 0 END FROM role_field r
  JOIN person p ON p.role = r.role WHERE p.id = :me AND r.relation = 'customer' AND r.field = 'source'), 0) > :open THEN x.source
  ELSE :source END FROM customer x WHERE x.id = :customer)
--@ let its_channel int
(SELECT CASE WHEN :channel IS NULL AND coalesce((SELECT CASE r.rule WHEN 'hidden' THEN 2 WHEN 'masked' THEN 1 WHEN 'listed' THEN 1 ELSE 0 END FROM role_field r
  JOIN person p ON p.role = r.role WHERE p.id = :me AND r.relation = 'customer' AND r.field = 'channel'), 0) > :open THEN x.channel
  ELSE :channel END FROM customer x WHERE x.id = :customer)
--@ let its_credit_code text
(SELECT CASE WHEN :credit_code IS NULL AND coalesce((SELECT CASE r.rule WHEN 'hidden' THEN 2 WHEN 'masked' THEN 1 WHEN 'listed' THEN 1 ELSE 0 END FROM role_field r
  JOIN person p ON p.role = r.role WHERE p.id = :me AND r.relation = 'customer' AND r.field = 'credit_code'), 0) > :open THEN x.credit_code
  ELSE credit_code(:credit_code) END FROM customer x WHERE x.id = :customer)
--@ let its_website text
(SELECT CASE WHEN :website IS NULL AND coalesce((SELECT CASE r.rule WHEN 'hidden' THEN 2 WHEN 'masked' THEN 1 WHEN 'listed' THEN 1 ELSE 0 END FROM role_field r
  JOIN person p ON p.role = r.role WHERE p.id = :me AND r.relation = 'customer' AND r.field = 'website'), 0) > :open THEN x.website
  ELSE :website END FROM customer x WHERE x.id = :customer)
--@ let its_note text
(SELECT CASE WHEN :note IS NULL AND coalesce((SELECT CASE r.rule WHEN 'hidden' THEN 2 WHEN 'masked' THEN 1 WHEN 'listed' THEN 1 ELSE 0 END FROM role_field r
  JOIN person p ON p.role = r.role WHERE p.id = :me AND r.relation = 'customer' AND r.field = 'note'), 0) > :open THEN x.note
  ELSE :note END FROM customer x WHERE x.id = :customer)
--@ refuse nothing-to-do
SELECT x.id AS customer FROM customer x WHERE x.id = :customer AND NOT (x.name IS DISTINCT FROM :label
  OR x.short_name IS DISTINCT FROM :short_name OR x.credit_code IS DISTINCT FROM :its_credit_code
  OR x.phone IS DISTINCT FROM :its_phone OR x.website IS DISTINCT FROM :its_website OR x.email IS DISTINCT FROM :its_email
  OR x.address IS DISTINCT FROM :its_address OR x.region IS DISTINCT FROM :its_region OR x.note IS DISTINCT FROM :its_note
  OR x.industry IS DISTINCT FROM :its_industry OR x.category IS DISTINCT FROM :its_category OR x.level IS DISTINCT
  FROM :its_level OR x.source IS DISTINCT FROM :its_source OR x.channel IS DISTINCT FROM :its_channel
  OR x.parent IS DISTINCT FROM :parent)
--@ audit
SELECT 'customer', x.id, 'name', x.name, :label FROM customer x WHERE x.id = :customer AND x.name IS DISTINCT
  FROM :label
UNION ALL SELECT 'customer', x.id, 'short_name', x.short_name, :short_name FROM customer x WHERE x.id = :customer
  AND x.short_name IS DISTINCT FROM :short_name
UNION ALL SELECT 'customer', x.id, 'credit_code', x.credit_code, :its_credit_code FROM customer x
  WHERE x.id = :customer AND x.credit_code IS DISTINCT FROM :its_credit_code
UNION ALL SELECT 'customer', x.id, 'phone', x.phone, :its_phone FROM customer x WHERE x.id = :customer
  AND x.phone IS DISTINCT FROM :its_phone
UNION ALL SELECT 'customer', x.id, 'website', x.website, :its_website FROM customer x WHERE x.id = :customer
  AND x.website IS DISTINCT FROM :its_website
UNION ALL SELECT 'customer', x.id, 'email', x.email, :its_email FROM customer x WHERE x.id = :customer
  AND x.email IS DISTINCT FROM :its_email
UNION ALL SELECT 'customer', x.id, 'address', x.address, :its_address FROM customer x WHERE x.id = :customer
  AND x.address IS DISTINCT FROM :its_address
UNION ALL SELECT 'customer', x.id, 'region', x.region, :its_region FROM customer x WHERE x.id = :customer
  AND x.region IS DISTINCT FROM :its_region
UNION ALL SELECT 'customer', x.id, 'note', x.note, :its_note FROM customer x WHERE x.id = :customer
  AND x.note IS DISTINCT FROM :its_note
UNION ALL SELECT 'customer', x.id, 'industry', CAST(x.industry AS TEXT), CAST(:its_industry AS TEXT)
  FROM customer x WHERE x.id = :customer AND x.industry IS DISTINCT FROM :its_industry
UNION ALL SELECT 'customer', x.id, 'category', CAST(x.category AS TEXT), CAST(:its_category AS TEXT)
  FROM customer x WHERE x.id = :customer AND x.category IS DISTINCT FROM :its_category
UNION ALL SELECT 'customer', x.id, 'level', CAST(x.level AS TEXT), CAST(:its_level AS TEXT) FROM customer x
  WHERE x.id = :customer AND x.level IS DISTINCT FROM :its_level
UNION ALL SELECT 'customer', x.id, 'source', CAST(x.source AS TEXT), CAST(:its_source AS TEXT) FROM customer x
  WHERE x.id = :customer AND x.source IS DISTINCT FROM :its_source
UNION ALL SELECT 'customer', x.id, 'channel', CAST(x.channel AS TEXT), CAST(:its_channel AS TEXT) FROM customer x
  WHERE x.id = :customer AND x.channel IS DISTINCT FROM :its_channel
UNION ALL SELECT 'customer', x.id, 'parent', CAST(x.parent AS TEXT), CAST(:parent AS TEXT) FROM customer x
  WHERE x.id = :customer AND x.parent IS DISTINCT FROM :parent
--@ refuse locked-field
SELECT r.field AS field FROM act_row r JOIN person p ON p.id = :me JOIN role_field f ON f.role = p.role
  AND f.relation = r.relation AND f.field = r.field WHERE r.act = :act AND r.relation = 'customer' AND f.rule IN ('hidden', 'read')
--@ do any
DELETE FROM customer_gram WHERE customer = :customer AND gram IN (SELECT name_gram(p.parts, n.n) FROM customer_parts p CROSS JOIN gram_number n
  WHERE p.customer = :customer UNION ALL SELECT 'm' || company_domain(c.email) FROM customer c WHERE c.id = :customer)
--@ do 1
UPDATE customer SET name = :label, short_name = :short_name, credit_code = :its_credit_code, phone = :its_phone,
  website = :its_website, email = :its_email, address = :its_address, region = :its_region, note = :its_note, industry = :its_industry,
  category = :its_category, level = :its_level, source = :its_source, channel = :its_channel, parent = :parent,
  name_key = name_key(:label), sort_key = sort_key(:label), phone_key = phone_key(:its_phone),
  mail_domain = mail_domain(:its_email), version = version + 1 WHERE id = :customer
--@ do 1
UPDATE customer_parts SET parts = (SELECT name_parts(c.name) FROM customer c WHERE c.id = :customer) WHERE customer = :customer
--@ do any
INSERT INTO customer_gram(gram, customer) SELECT DISTINCT name_gram(p.parts, n.n), p.customer FROM customer_parts p CROSS JOIN gram_number n
 WHERE p.customer = :customer AND n.n <= 4 AND name_gram(p.parts, n.n) IS NOT NULL
--@ do any
INSERT INTO customer_gram(gram, customer) SELECT 'm' || company_domain(c.email), c.id FROM customer c WHERE c.id = :customer
   AND company_domain(c.email) IS NOT NULL
--@ do 1
UPDATE customer_search SET text = search_text(:label, :short_name) WHERE customer = :customer
--@ do any
UPDATE deal SET region = :its_region, source = :its_source, category = :its_category WHERE customer = :customer
  AND (region IS DISTINCT FROM :its_region OR source IS DISTINCT FROM :its_source OR category IS DISTINCT FROM :its_category)
--@ timeline
SELECT :customer, 'edited', NULL, 'customer', :customer
--@ refresh
SELECT :customer
--@ undo
--@ let customer int
(SELECT max(r.record) FROM act_row r WHERE r.act = :undone AND r.relation = 'customer')
--@ refuse out-of-reach
SELECT x.id AS customer FROM customer x WHERE x.id = :customer AND NOT @reaches(x.owner)
--@ refuse locked-field
SELECT r.field AS field FROM act_row r JOIN person p ON p.id = :me JOIN role_field f ON f.role = p.role
  AND f.relation = r.relation AND f.field = r.field WHERE r.act = :undone AND r.relation = 'customer' AND f.rule IN ('hidden', 'read')
--@ refuse changed-since
SELECT customer.id AS customer FROM customer WHERE customer.id = :customer AND (
  customer.name IS DISTINCT FROM @became(customer.name, text)
  OR customer.short_name IS DISTINCT FROM @became(customer.short_name, text)
  OR customer.credit_code IS DISTINCT FROM @became(customer.credit_code, text)
  OR customer.phone IS DISTINCT FROM @became(customer.phone, text)
  OR customer.website IS DISTINCT FROM @became(customer.website, text)
  OR customer.email IS DISTINCT FROM @became(customer.email, text)
  OR customer.address IS DISTINCT FROM @became(customer.address, text)
  OR customer.region IS DISTINCT FROM @became(customer.region, text)
  OR customer.note IS DISTINCT FROM @became(customer.note, text)
  OR customer.industry IS DISTINCT FROM @became(customer.industry, int)
  OR customer.category IS DISTINCT FROM @became(customer.category, int)
  OR customer.level IS DISTINCT FROM @became(customer.level, int)
  OR customer.source IS DISTINCT FROM @became(customer.source, int)
  OR customer.channel IS DISTINCT FROM @became(customer.channel, int)
  OR customer.parent IS DISTINCT FROM @became(customer.parent, int))
UNION ALL SELECT :customer WHERE NOT EXISTS (SELECT 1 FROM customer x WHERE x.id = :customer)
--@ let old_parent int
(SELECT @was(customer.parent, int) FROM customer WHERE customer.id = :customer)
--@ refuse no-such-parent
SELECT :old_parent AS customer WHERE :old_parent IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM customer c WHERE c.id = :old_parent)
--@ refuse own-ancestor
WITH RECURSIVE up(id) AS (SELECT :old_parent UNION SELECT c.parent FROM customer c JOIN up ON up.id = c.id
  WHERE c.parent IS NOT NULL)
SELECT u.id AS customer FROM up u WHERE u.id = :customer
--@ refuse duplicate
SELECT 'credit_code' AS field, CASE WHEN @reaches(customer.see, c.owner) THEN c.id END AS customer
  FROM act_row r JOIN customer c ON c.credit_code = r.was AND c.id <> :customer AND c.merged_into IS NULL
 WHERE r.act = :undone AND r.relation = 'customer' AND r.field = 'credit_code'
--@ do any
DELETE FROM customer_gram WHERE customer = :customer AND gram IN (SELECT name_gram(p.parts, n.n) FROM customer_parts p CROSS JOIN gram_number n
  WHERE p.customer = :customer UNION ALL SELECT 'm' || company_domain(c.email) FROM customer c WHERE c.id = :customer)
--@ do 1
UPDATE customer SET name = @was(customer.name, text),
  short_name = @was(customer.short_name, text),
  credit_code = @was(customer.credit_code, text),
  phone = @was(customer.phone, text),
  website = @was(customer.website, text),
  email = @was(customer.email, text),
  address = @was(customer.address, text),
  region = @was(customer.region, text),
  note = @was(customer.note, text),
  industry = @was(customer.industry, int),
  category = @was(customer.category, int),
  level = @was(customer.level, int),
  source = @was(customer.source, int),
  channel = @was(customer.channel, int),
  parent = @was(customer.parent, int),
  name_key = name_key(@was(customer.name, text)),
  sort_key = sort_key(@was(customer.name, text)),
  phone_key = phone_key(@was(customer.phone, text)),
  mail_domain = mail_domain(@was(customer.email, text)),
  version = customer.version + 1
WHERE customer.id = :customer
--@ do 1
UPDATE customer_parts SET parts = (SELECT name_parts(c.name) FROM customer c WHERE c.id = :customer) WHERE customer = :customer
--@ do any
INSERT INTO customer_gram(gram, customer) SELECT DISTINCT name_gram(p.parts, n.n), p.customer FROM customer_parts p CROSS JOIN gram_number n
 WHERE p.customer = :customer AND n.n <= 4 AND name_gram(p.parts, n.n) IS NOT NULL
--@ do any
INSERT INTO customer_gram(gram, customer) SELECT 'm' || company_domain(c.email), c.id FROM customer c WHERE c.id = :customer
   AND company_domain(c.email) IS NOT NULL
--@ do 1
UPDATE customer_search SET text = (SELECT search_text(c.name, c.short_name) FROM customer c WHERE c.id = :customer)
 WHERE customer = :customer
--@ do any
UPDATE deal AS d SET region = c.region, source = c.source, category = c.category FROM customer c
 WHERE c.id = :customer AND d.customer = c.id AND (d.region IS DISTINCT FROM c.region
   OR d.source IS DISTINCT FROM c.source OR d.category IS DISTINCT FROM c.category)
--@ timeline
SELECT :customer, 'undone', 'edited', 'customer', :customer
--@ refresh
SELECT :customer
