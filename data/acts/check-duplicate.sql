-- Who has it is told, and until when it is protected; the record only to those who see it. A name is compared exactly, then
-- by what is like it; numbers are those of customers and contacts.
--@ act check-duplicate
--@ right customer.create
--@ ticket
--@ arg name text?
--@ arg phone text?
--@ arg credit_code text?
--@ arg email text?
-- While a name is typed it is one name: what goes on with the last question, or takes back from it, within five minutes.
--@ let asked text
coalesce(:name, CASE WHEN coalesce(:phone, :email) IS NOT NULL THEN 'phone' END, :credit_code)
--@ let last text
(SELECT w.became FROM act a JOIN act_row w ON w.act = a.id WHERE a.person = :me AND a.name = 'check-duplicate' AND a.at > :now - 300000000
  ORDER BY a.id DESC LIMIT 1)
--@ let typing int
CASE WHEN :name IS NOT NULL AND :phone IS NULL AND :email IS NULL AND :credit_code IS NULL AND length(:last) >= 2 AND length(:name) >= 2
  AND (substr(:name, 1, length(:last)) = :last OR substr(:last, 1, length(:name)) = :name) THEN 1 ELSE 0 END
-- Unlimited, it would tell a thief whom the company knows.
--@ refuse too-many-checks
SELECT t.n AS checks FROM (SELECT (SELECT count(*) FROM refused_act r WHERE r.person = :me AND r.at > :now - 86400000000
    AND r.name IN ('create-customer', 'edit-customer') AND r.refusal = 'duplicate')
  + (SELECT count(*) FROM act a JOIN act_row w ON w.act = a.id WHERE a.person = :me AND a.at > :now - 86400000000
    AND a.name = 'check-duplicate' AND w.field = 'checked') AS n) AS t
 WHERE :me > 0 AND :typing = 0 AND t.n >= coalesce((SELECT CAST(s.value AS INTEGER) FROM setting s
  WHERE s.key = 'duplicate_checks_a_day'), 200)
-- Nor is the tenth letter of a name a new one: many askings for one name are many.
--@ refuse too-many-checks
SELECT t.n AS checks FROM (SELECT count(*) AS n FROM act a WHERE a.person = :me AND a.at > :now - 86400000000
    AND a.name = 'check-duplicate') AS t
 WHERE :me > 0 AND t.n >= 20 * coalesce((SELECT CAST(s.value AS INTEGER) FROM setting s
  WHERE s.key = 'duplicate_checks_a_day'), 200)
--@ let parts text
name_parts(:name)
-- (+ 0: by the keys and then sorted, not all customers in the order of their ids until one fits.)
--@ let match int
coalesce(
  (SELECT c.id FROM customer c WHERE c.credit_code = credit_code(:credit_code) AND c.merged_into IS NULL
  ORDER BY c.id + 0 LIMIT 1),
  (SELECT c.id FROM customer c WHERE c.name_key = nullif(name_key(:name), '') AND c.merged_into IS NULL
  ORDER BY c.id + 0 LIMIT 1),
  (SELECT c.id FROM customer c WHERE c.name_key = nullif(name_core(:name), '') AND c.merged_into IS NULL
  ORDER BY c.id + 0 LIMIT 1),
  (SELECT c.id FROM customer c WHERE name_core(:name) = name_key(:name) AND name_key(:name) <> '' AND c.merged_into IS NULL
     AND c.name_key > name_key(:name) || '@' AND c.name_key < name_key(:name) || 'A' ORDER BY c.id + 0 LIMIT 1),
  (SELECT c.id FROM customer c WHERE c.phone_key = phone_key(:phone) AND c.merged_into IS NULL ORDER BY c.id + 0 LIMIT 1),
  (SELECT t.customer FROM contact t WHERE t.phone_key = phone_key(:phone) ORDER BY t.id + 0 LIMIT 1),
  (SELECT t.customer FROM contact t WHERE t.mobile_key = phone_key(:phone) ORDER BY t.id + 0 LIMIT 1),
  (SELECT x.customer FROM (SELECT p.customer AS customer, name_likeness(:parts, p.parts) AS likeness
    FROM (SELECT DISTINCT g.customer AS customer FROM gram_number n CROSS JOIN customer_gram g WHERE g.gram = name_gram(:parts, n.n)) AS a
    JOIN customer_parts p ON p.customer = a.customer JOIN customer c ON c.id = a.customer AND c.merged_into IS NULL) AS x
  WHERE x.likeness >= 80 ORDER BY x.likeness DESC, x.customer LIMIT 1),
  (SELECT min(g.customer) FROM customer_gram g JOIN customer c ON c.id = g.customer AND c.merged_into IS NULL
  WHERE g.gram = 'm' || company_domain(:email)),
  -- What is part of another customer is found there.
  (SELECT c.merged_into FROM customer c WHERE c.credit_code = credit_code(:credit_code) AND c.merged_into IS NOT NULL
  ORDER BY c.id + 0 LIMIT 1),
  (SELECT c.merged_into FROM customer c WHERE c.name_key = nullif(name_key(:name), '') AND c.merged_into IS NOT NULL
  ORDER BY c.id + 0 LIMIT 1),
  (SELECT c.merged_into FROM customer c WHERE c.phone_key = phone_key(:phone) AND c.merged_into IS NOT NULL ORDER BY c.id + 0 LIMIT 1))
--@ let seen int
(SELECT c.id FROM customer c WHERE c.id = :match AND @reaches(customer.see, c.owner))
-- Whoever asked reads their own audit: it names no record that they do not see.
--@ audit
SELECT 'customer', coalesce(:seen, 0), CASE WHEN :typing = 1 THEN 'typed' ELSE 'checked' END, NULL, :asked
--@ give found
CASE WHEN :match IS NULL THEN 0 ELSE 1 END
--@ give owner
coalesce((SELECT c.owner FROM customer c WHERE c.id = :match), 0)
--@ give customer
coalesce(:seen, 0)
--@ give protected_until
coalesce((SELECT c.protected_until FROM customer c WHERE c.id = :match AND c.protected_until >= :today), 0)
--@ final it changes nothing
