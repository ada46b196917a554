--@ act create-contact
--@ right contact.edit
--@ arg customer int
--@ arg name text
--@ arg title text?
--@ arg department text?
--@ arg phone text?
--@ arg mobile text?
--@ arg email text?
--@ arg messenger text?
--@ arg address text?
--@ arg birthday int?
--@ arg note text?
--@ arg main int?
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
--@ refuse bad-birthday
SELECT :birthday AS birthday WHERE :birthday IS NOT NULL AND (:birthday < 101 OR :birthday > 22001231
  OR (:birthday / 100) % 100 NOT BETWEEN 1 AND 12 OR :birthday % 100 NOT BETWEEN 1 AND 31)
--@ let contact int
@newid(contact)
-- The first is the main one.
--@ let first int
(CASE WHEN coalesce(:main, 0) = 1 OR NOT EXISTS (SELECT 1 FROM contact t WHERE t.customer = :customer
  AND t.archived = 0 AND t.main = 1)
  THEN 1 ELSE 0 END)
--@ audit
SELECT 'contact', t.id, 'main', '1', '0' FROM contact t WHERE t.customer = :customer AND t.main = 1 AND :first = 1
--@ do any
UPDATE contact SET main = 0 WHERE customer = :customer AND main = 1 AND :first = 1
--@ do 1
INSERT INTO contact(id, customer, name, name_key, title, department, phone, phone_key, mobile, mobile_key, email,
  messenger, address, birthday, note, main, created_at, created_by)
VALUES (:contact, :customer, :label, name_key(:label), :title, :department, :phone, phone_key(:phone), :mobile,
  phone_key(:mobile), :email, :messenger, :address, :birthday, :note, :first, :now, nullif(:me, 0))
--@ audit
SELECT 'contact', :contact, '', NULL, :label
--@ timeline
SELECT :customer, 'contact', :label, 'contact', :contact
--@ refresh
SELECT :customer
--@ give contact
:contact
--@ undo
--@ let contact int
(SELECT r.record FROM act_row r WHERE r.act = :undone AND r.relation = 'contact' AND r.field = '')
--@ let customer int
(SELECT t.customer FROM contact t WHERE t.id = :contact)
--@ refuse out-of-reach
SELECT x.id AS customer FROM customer x WHERE x.id = :customer AND NOT @reaches(x.owner)
--@ refuse changed-since
SELECT :contact AS contact WHERE NOT EXISTS (SELECT 1 FROM contact t WHERE t.id = :contact AND t.version = 1
  AND t.archived = 0)
  OR EXISTS (SELECT 1 FROM activity a WHERE a.customer = :customer AND a.contact = :contact)
  OR EXISTS (SELECT 1 FROM task t WHERE t.customer = :customer AND t.contact = :contact)
--@ do any
DELETE FROM field_value WHERE record = :contact AND field IN (SELECT f.id FROM field f WHERE f.relation = 'contact')
--@ do 1
DELETE FROM contact WHERE id = :contact
--@ do any
UPDATE contact SET main = 1 WHERE archived = 0 AND id IN (SELECT r.record FROM act_row r WHERE r.act = :undone
  AND r.relation = 'contact' AND r.field = 'main')
--@ timeline
SELECT :customer, 'undone', 'contact', 'contact', :contact
--@ refresh
SELECT :customer
