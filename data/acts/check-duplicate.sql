-- Asks over everybody's customers, so it is an act: it is kept, and its answer tells no more than that there
-- is one and whose it is; the customer itself only when it is within the asker's reach.
--@ act check-duplicate
--@ right customer.create
--@ arg name text
--@ arg phone text?
--@ arg credit_code text?
--@ let found int
(SELECT min(c.id) FROM customer c WHERE c.merged_into IS NULL AND (c.name_key = name_key(:name)
  OR c.phone_key = phone_key(:phone) OR c.credit_code = credit_code(:credit_code)))
--@ give found
(CASE WHEN :found IS NULL THEN 0 ELSE 1 END)
--@ give owner
(SELECT c.owner FROM customer c WHERE c.id = :found)
--@ give customer
(SELECT c.id FROM customer c WHERE c.id = :found AND @reaches(customer.see, c.owner))
--@ audit
SELECT 'customer', CASE WHEN :found IS NULL THEN 0 ELSE :found END, 'asked', NULL, name_key(:name)
