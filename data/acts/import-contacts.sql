--@ act import-contacts
--@ right import.other
--@ arg file text
--@ rows contacts
--@ column customer text
--@ column name text
--@ column title text?
--@ column department text?
--@ column phone text?
--@ column mobile text?
--@ column email text?
--@ column messenger text?
--@ column address text?
--@ column birthday int?
--@ column note text?
--@ column main int?
--@ let batch int
@newid(import_batch)
--@ each contacts
--@ let customer_id int
(SELECT c.id FROM customer c WHERE c.name_key = name_key(:customer) AND c.merged_into IS NULL ORDER BY c.archived,
  c.id LIMIT 1)
--@ skip no-such-customer
SELECT 0 WHERE :customer_id IS NULL
--@ let key text
name_key(:name)
--@ skip empty-name
SELECT 0 WHERE :key = ''
--@ skip duplicate
SELECT t.id FROM contact t WHERE t.customer = :customer_id AND t.name_key = :key AND t.archived = 0
  AND (phone_key(:mobile) IS NULL OR t.mobile_key IS NULL OR t.mobile_key = phone_key(:mobile))
--@ do 1
INSERT INTO contact(id, customer, name, name_key, title, department, phone, phone_key, mobile, mobile_key, email,
  messenger, address, birthday, note, main, created_at, created_by, batch)
SELECT @newid(contact), :customer_id, trim(:name), :key, :title, :department, :phone, phone_key(:phone), :mobile,
  phone_key(:mobile), :email, :messenger, :address, :birthday, :note,
  CASE WHEN EXISTS (SELECT 1 FROM contact t WHERE t.customer = :customer_id AND t.main = 1) THEN 0 ELSE
  coalesce(:main, 1) END,
  :now, nullif(:me, 0), :batch
--@ end
--@ refuse out-of-reach
SELECT c.id AS customer FROM contact t JOIN customer c ON c.id = t.customer WHERE t.batch = :batch AND NOT
  @reaches(c.owner)
--@ refresh
SELECT DISTINCT t.customer FROM contact t WHERE t.batch = :batch
--@ do 1
INSERT INTO import_batch(id, act, kind, file, person, at, created, skipped)
VALUES (:batch, :act, 'contacts', :file, :me, :now, :taken, :skipped)
--@ audit
SELECT 'import_batch', :batch, '', NULL, :file
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
SELECT c.id AS customer FROM contact t JOIN customer c ON c.id = t.customer WHERE t.batch = :batch AND NOT
  @reaches(c.owner)
-- What somebody worked on since stays; the others are marked by a batch below zero, then go.
--@ do any
UPDATE contact SET batch = 0 - :batch WHERE batch = :batch AND version = 1 AND archived = 0
  AND NOT EXISTS (SELECT 1 FROM activity a WHERE a.customer = contact.customer AND a.contact = contact.id)
  AND NOT EXISTS (SELECT 1 FROM task t WHERE t.customer = contact.customer AND t.contact = contact.id)
--@ do any
DELETE FROM field_value WHERE field IN (SELECT f.id FROM field f WHERE f.relation = 'contact')
  AND record IN (SELECT t.id FROM contact t WHERE t.batch = 0 - :batch)
--@ do any
INSERT INTO act_row(act, relation, record, field, was, became)
SELECT DISTINCT :act, 'customer', t.customer, 'contacts', NULL, 'undone' FROM contact t WHERE t.batch = 0 - :batch
--@ do any
DELETE FROM contact WHERE batch = 0 - :batch
--@ refresh
SELECT r.record FROM act_row r WHERE r.act = :act AND r.relation = 'customer'
--@ do 1
UPDATE import_batch SET undone = 1 WHERE id = :batch
--@ give kept
(SELECT count(*) FROM contact t WHERE t.batch = :batch)
