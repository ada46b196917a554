-- Rows of a file become contacts of customers that are there. A contact of the same name, or with the same mobile
-- number, at the same customer is the same person.
--@ act import-contacts
--@ right import.other
--@ ticket
--@ arg file text
--@ rows rows
--@ column customer int
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
--@ column main int
--@ let batch int
@newid(import_batch)
--@ let before int
(SELECT coalesce(max(t.id), 0) FROM contact t)
--@ each rows
--@ skip out-of-reach
SELECT c.id FROM customer c WHERE c.id = :customer AND NOT @reaches(c.owner)
--@ skip duplicate-name
SELECT t.id FROM contact t WHERE t.customer = :customer AND t.archived = 0 AND t.name_key = name_key(:name)
--@ skip duplicate-phone
SELECT t.id FROM contact t WHERE t.mobile_key = phone_key(:mobile) AND t.customer = :customer AND t.archived = 0
--@ do 1
INSERT INTO contact(id, customer, name, name_key, title, department, phone, phone_key, mobile, mobile_key, email,
  messenger, address, birthday, note, main, created_at, created_by, batch)
VALUES (@newid(contact), :customer, :name, name_key(:name), :title, :department, :phone, phone_key(:phone), :mobile,
  phone_key(:mobile), :email, :messenger, :address, :birthday, :note, :main, :now, nullif(:me, 0), :batch)
--@ end
--@ refuse nothing-new
SELECT :skipped AS skipped WHERE :taken = 0
--@ do 1
INSERT INTO import_batch(id, act, kind, file, person, at, created, skipped)
VALUES (:batch, :act, 'contacts', :file, :me, :now, :taken, :skipped)
--@ audit
SELECT 'import_batch', :batch, '', NULL, :file
--@ audit
SELECT 'import_batch', :batch, 'created', NULL, CAST(:taken AS TEXT)
--@ refresh
SELECT DISTINCT t.customer FROM contact t WHERE t.batch = :batch
--@ give batch
:batch
--@ give created
:taken
--@ give before
:before
--@ undo
--@ let batch int
(SELECT b.id FROM import_batch b WHERE b.act = :undone)
--@ refuse out-of-reach
SELECT c.id AS customer FROM contact t JOIN customer c ON c.id = t.customer
 WHERE t.batch = :batch AND NOT @reaches(c.owner)
--@ refuse changed-since
SELECT t.id AS contact FROM contact t WHERE t.batch = :batch AND (t.version <> 1 OR t.archived <> 0
  OR EXISTS (SELECT 1 FROM activity a WHERE a.contact = t.id)
  OR EXISTS (SELECT 1 FROM task k WHERE k.contact = t.id))
--@ do any
DELETE FROM field_value WHERE record IN (SELECT t.id FROM contact t WHERE t.batch = :batch)
  AND field IN (SELECT f.id FROM field f WHERE f.relation = 'contact')
-- Whose contacts they were is noted for a moment, so that what is kept of them can be computed without the contacts.
--@ do any
INSERT INTO timeline(id, customer, person, at, day, kind, act)
SELECT @newid(timeline), w.customer, :me, :now, :today, 'undone', :act
  FROM (SELECT DISTINCT t.customer FROM contact t WHERE t.batch = :batch) AS w
--@ do any
DELETE FROM contact WHERE batch = :batch
--@ refresh
SELECT t.customer FROM timeline t WHERE t.person = :me AND t.at = :now AND t.act = :act
--@ do any
DELETE FROM timeline WHERE person = :me AND at = :now AND act = :act
--@ do 1
UPDATE import_batch SET undone = 1 WHERE id = :batch
