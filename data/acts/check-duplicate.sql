-- Who has it is told; the record only to those who see it.
--@ act check-duplicate
--@ right customer.create
--@ ticket
--@ arg name text?
--@ arg phone text?
--@ arg credit_code text?
-- Unlimited, it would tell a thief whom the company knows.
--@ refuse too-many-checks
SELECT t.n AS checks FROM (SELECT (SELECT count(*) FROM refused_act r WHERE r.person = :me AND r.at > :now - 86400000000
    AND r.name IN ('create-customer', 'edit-customer') AND r.refusal = 'duplicate')
  + (SELECT count(*) FROM act a WHERE a.person = :me AND a.at > :now - 86400000000 AND a.name = 'check-duplicate') AS n) AS t
 WHERE :me > 0 AND t.n >= coalesce((SELECT CAST(s.value AS INTEGER) FROM setting s
  WHERE s.key = 'duplicate_checks_a_day'), 200)
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
  (SELECT t.customer FROM contact t WHERE t.mobile_key = phone_key(:phone) ORDER BY t.id + 0 LIMIT 1))
--@ let seen int
(SELECT c.id FROM customer c WHERE c.id = :match AND @reaches(customer.see, c.owner))
-- Whoever asked reads their own audit: it names no record that they do not see.
--@ audit
SELECT 'customer', coalesce(:seen, 0), 'checked', NULL, coalesce(:name, CASE WHEN :phone IS NOT NULL THEN 'phone' END, :credit_code)
--@ give found
CASE WHEN :match IS NULL THEN 0 ELSE 1 END
--@ give owner
coalesce((SELECT c.owner FROM customer c WHERE c.id = :match), 0)
--@ give customer
coalesce(:seen, 0)
--@ final it changes nothing
