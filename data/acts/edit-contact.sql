-- All fields at once: what is not given is emptied; the main contact stays it unless another becomes it.
--@ act edit-contact
--@ right contact.edit
--@ arg contact int
--@ arg version int
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
--@ refuse no-such-contact
SELECT :contact AS contact WHERE NOT EXISTS (SELECT 1 FROM contact x WHERE x.id = :contact)
--@ let customer int
(SELECT x.customer FROM contact x WHERE x.id = :contact)
--@ refuse out-of-reach
SELECT x.id AS customer FROM customer x WHERE x.id = :customer AND NOT @reaches(x.owner)
--@ refuse archived
SELECT c.id AS customer FROM customer c WHERE c.id = :customer AND c.archived = 1
--@ refuse contact-archived
SELECT t.id AS contact FROM contact t WHERE t.id = :contact AND t.archived = 1
--@ refuse empty-name
SELECT 'name' AS field WHERE name_key(:label) = ''
--@ refuse bad-birthday
SELECT :birthday AS birthday WHERE :birthday IS NOT NULL AND (:birthday < 101 OR :birthday > 22001231
  OR (:birthday / 100) % 100 NOT BETWEEN 1 AND 12 OR :birthday % 100 NOT BETWEEN 1 AND 31)
--@ refuse changed-since
SELECT x.id AS contact, x.version AS version FROM contact x WHERE x.id = :contact AND x.version <> :version
--@ let chosen int
coalesce(:main, (SELECT t.main FROM contact t WHERE t.id = :contact))
--@ refuse bad-argument
SELECT 'main' AS argument WHERE :chosen NOT IN (0, 1)
-- Contact details that the person does not see stay as they are, and are not written over unseen.
--@ let open int
CASE WHEN :me = 0 OR EXISTS (SELECT 1 FROM disclosure d WHERE d.person = :me AND d.relation = 'contact'
  AND d.record = :contact AND d.until > :now) THEN 1 ELSE 0 END
-- Of what is hidden nobody guesses whether it is there, or is what they think.
--@ refuse locked-field
SELECT r.field AS field FROM person p JOIN role_field r ON r.role = p.role AND r.relation = 'contact' AND r.rule = 'hidden'
 WHERE p.id = :me AND ((r.field = 'phone' AND :phone IS NOT NULL)
   OR (r.field = 'mobile' AND :mobile IS NOT NULL)
   OR (r.field = 'email' AND :email IS NOT NULL)
   OR (r.field = 'messenger' AND :messenger IS NOT NULL)
   OR (r.field = 'address' AND :address IS NOT NULL))
--@ refuse not-disclosed
SELECT f.field AS field FROM (
  SELECT 'phone' AS field FROM contact x WHERE x.id = :contact AND x.phone IS NOT NULL AND :phone IS NOT NULL
  UNION ALL SELECT 'mobile' AS field FROM contact x WHERE x.id = :contact AND x.mobile IS NOT NULL AND :mobile IS NOT NULL
  UNION ALL SELECT 'email' AS field FROM contact x WHERE x.id = :contact AND x.email IS NOT NULL AND :email IS NOT NULL
  UNION ALL SELECT 'messenger' AS field FROM contact x WHERE x.id = :contact AND x.messenger IS NOT NULL AND :messenger IS NOT NULL
  UNION ALL SELECT 'address' AS field FROM contact x WHERE x.id = :contact AND x.address IS NOT NULL AND :address IS NOT NULL) AS f
 WHERE :open = 0 AND NOT EXISTS (SELECT 1 FROM role_field r JOIN person p ON p.role = r.role WHERE p.id = :me
   AND r.relation = 'contact' AND r.field = f.field AND r.rule IN ('read', 'edit'))
--@ let its_phone text
(SELECT CASE WHEN :phone IS NULL AND CASE coalesce((SELECT r.rule FROM role_field r JOIN person p ON p.role = r.role
  WHERE p.id = :me AND r.relation = 'contact' AND r.field = 'phone'), 'masked') WHEN 'hidden' THEN 0 WHEN 'read' THEN 1
  WHEN 'edit' THEN 1 ELSE :open END = 0 THEN x.phone ELSE :phone END FROM contact x WHERE x.id = :contact)
--@ let its_mobile text
(SELECT CASE WHEN :mobile IS NULL AND CASE coalesce((SELECT r.rule FROM role_field r JOIN person p ON p.role = r.role
  WHERE p.id = :me AND r.relation = 'contact' AND r.field = 'mobile'), 'masked') WHEN 'hidden' THEN 0 WHEN 'read' THEN 1
  WHEN 'edit' THEN 1 ELSE :open END = 0 THEN x.mobile ELSE :mobile END FROM contact x WHERE x.id = :contact)
--@ let its_email text
(SELECT CASE WHEN :email IS NULL AND CASE coalesce((SELECT r.rule FROM role_field r JOIN person p ON p.role = r.role
  WHERE p.id = :me AND r.relation = 'contact' AND r.field = 'email'), 'masked') WHEN 'hidden' THEN 0 WHEN 'read' THEN 1
  WHEN 'edit' THEN 1 ELSE :open END = 0 THEN x.email ELSE :email END FROM contact x WHERE x.id = :contact)
--@ let its_messenger text
(SELECT CASE WHEN :messenger IS NULL AND CASE coalesce((SELECT r.rule FROM role_field r JOIN person p ON p.role = r.role
  WHERE p.id = :me AND r.relation = 'contact' AND r.field = 'messenger'), 'masked') WHEN 'hidden' THEN 0 WHEN 'read' THEN 1
  WHEN 'edit' THEN 1 ELSE :open END = 0 THEN x.messenger ELSE :messenger END FROM contact x WHERE x.id = :contact)
--@ let its_address text
(SELECT CASE WHEN :address IS NULL AND CASE coalesce((SELECT r.rule FROM role_field r JOIN person p ON p.role = r.role
  WHERE p.id = :me AND r.relation = 'contact' AND r.field = 'address'), 'masked') WHEN 'hidden' THEN 0 WHEN 'read' THEN 1
  WHEN 'edit' THEN 1 ELSE :open END = 0 THEN x.address ELSE :address END FROM contact x WHERE x.id = :contact)
-- So does whatever else the role is kept from.
--@ refuse locked-field
SELECT r.field AS field FROM person p JOIN role_field r ON r.role = p.role AND r.relation = 'contact' AND r.rule = 'hidden'
 WHERE p.id = :me AND ((r.field = 'title' AND :title IS NOT NULL)
   OR (r.field = 'department' AND :department IS NOT NULL)
   OR (r.field = 'birthday' AND :birthday IS NOT NULL)
   OR (r.field = 'note' AND :note IS NOT NULL))
--@ refuse not-disclosed
SELECT r.field AS field FROM person p JOIN role_field r ON r.role = p.role AND r.relation = 'contact' AND r.rule IN ('masked', 'listed')
  JOIN contact x ON x.id = :contact WHERE p.id = :me AND :open = 0 AND ((r.field = 'title' AND :title IS NOT NULL AND x.title IS NOT NULL)
   OR (r.field = 'department' AND :department IS NOT NULL AND x.department IS NOT NULL)
   OR (r.field = 'birthday' AND :birthday IS NOT NULL AND x.birthday IS NOT NULL)
   OR (r.field = 'note' AND :note IS NOT NULL AND x.note IS NOT NULL))
--@ let its_title text
(SELECT CASE WHEN :title IS NULL AND coalesce((SELECT CASE r.rule WHEN 'hidden' THEN 2 WHEN 'masked' THEN 1 WHEN 'listed' THEN 1 ELSE 0 END FROM role_field r
  JOIN person p ON p.role = r.role WHERE p.id = :me AND r.relation = 'contact' AND r.field = 'title'), 0) > :open THEN x.title
  ELSE :title END FROM contact x WHERE x.id = :contact)
--@ let its_department text
(SELECT CASE WHEN :department IS NULL AND coalesce((SELECT CASE r.rule WHEN 'hidden' THEN 2 WHEN 'masked' THEN 1 WHEN 'listed' THEN 1 ELSE 0 END FROM role_field r
  JOIN person p ON p.role = r.role WHERE p.id = :me AND r.relation = 'contact' AND r.field = 'department'), 0) > :open THEN x.department
  ELSE :department END FROM contact x WHERE x.id = :contact)
--@ let its_birthday int
(SELECT CASE WHEN :birthday IS NULL AND coalesce((SELECT CASE r.rule WHEN 'hidden' THEN 2 WHEN 'masked' THEN 1 WHEN 'listed' THEN 1 ELSE 0 END FROM role_field r
  JOIN person p ON p.role = r.role WHERE p.id = :me AND r.relation = 'contact' AND r.field = 'birthday'), 0) > :open THEN x.birthday
  ELSE :birthday END FROM contact x WHERE x.id = :contact)
--@ let its_note text
(SELECT CASE WHEN :note IS NULL AND coalesce((SELECT CASE r.rule WHEN 'hidden' THEN 2 WHEN 'masked' THEN 1 WHEN 'listed' THEN 1 ELSE 0 END FROM role_field r
  JOIN person p ON p.role = r.role WHERE p.id = :me AND r.relation = 'contact' AND r.field = 'note'), 0) > :open THEN x.note
  ELSE :note END FROM contact x WHERE x.id = :contact)
--@ refuse nothing-to-do
SELECT x.id AS contact FROM contact x WHERE x.id = :contact AND NOT (x.name IS DISTINCT FROM :label
  OR x.title IS DISTINCT FROM :its_title OR x.department IS DISTINCT FROM :its_department OR x.phone IS DISTINCT
  FROM :its_phone OR x.mobile IS DISTINCT FROM :its_mobile OR x.email IS DISTINCT FROM :its_email OR x.messenger IS DISTINCT
  FROM :its_messenger OR x.address IS DISTINCT FROM :its_address OR x.birthday IS DISTINCT FROM :its_birthday
  OR x.note IS DISTINCT FROM :its_note OR x.main IS DISTINCT FROM :chosen)
--@ audit
SELECT 'contact', x.id, 'name', x.name, :label FROM contact x WHERE x.id = :contact AND x.name IS DISTINCT FROM :label
UNION ALL SELECT 'contact', x.id, 'title', x.title, :its_title FROM contact x WHERE x.id = :contact
  AND x.title IS DISTINCT FROM :its_title
UNION ALL SELECT 'contact', x.id, 'department', x.department, :its_department FROM contact x WHERE x.id = :contact
  AND x.department IS DISTINCT FROM :its_department
UNION ALL SELECT 'contact', x.id, 'phone', x.phone, :its_phone FROM contact x WHERE x.id = :contact
  AND x.phone IS DISTINCT FROM :its_phone
UNION ALL SELECT 'contact', x.id, 'mobile', x.mobile, :its_mobile FROM contact x WHERE x.id = :contact
  AND x.mobile IS DISTINCT FROM :its_mobile
UNION ALL SELECT 'contact', x.id, 'email', x.email, :its_email FROM contact x WHERE x.id = :contact
  AND x.email IS DISTINCT FROM :its_email
UNION ALL SELECT 'contact', x.id, 'messenger', x.messenger, :its_messenger FROM contact x WHERE x.id = :contact
  AND x.messenger IS DISTINCT FROM :its_messenger
UNION ALL SELECT 'contact', x.id, 'address', x.address, :its_address FROM contact x WHERE x.id = :contact
  AND x.address IS DISTINCT FROM :its_address
UNION ALL SELECT 'contact', x.id, 'birthday', CAST(x.birthday AS TEXT), CAST(:its_birthday AS TEXT) FROM contact x
  WHERE x.id = :contact AND x.birthday IS DISTINCT FROM :its_birthday
UNION ALL SELECT 'contact', x.id, 'note', x.note, :its_note FROM contact x WHERE x.id = :contact
  AND x.note IS DISTINCT FROM :its_note
UNION ALL SELECT 'contact', x.id, 'main', CAST(x.main AS TEXT), CAST(:chosen AS TEXT) FROM contact x
  WHERE x.id = :contact AND x.main IS DISTINCT FROM :chosen
--@ audit
SELECT 'contact', t.id, 'main', '1', '0' FROM contact t WHERE t.customer = :customer AND t.main = 1
  AND t.id <> :contact AND :chosen = 1
--@ refuse locked-field
SELECT r.field AS field FROM act_row r JOIN person p ON p.id = :me JOIN role_field f ON f.role = p.role
  AND f.relation = r.relation AND f.field = r.field WHERE r.act = :act AND r.relation = 'contact' AND f.rule IN ('hidden', 'read')
--@ do any
UPDATE contact SET main = 0 WHERE customer = :customer AND main = 1 AND id <> :contact AND :chosen = 1
--@ do 1
UPDATE contact SET name = :label, title = :its_title, department = :its_department, phone = :its_phone, mobile = :its_mobile,
  email = :its_email, messenger = :its_messenger, address = :its_address, birthday = :its_birthday, note = :its_note, main = :chosen,
  name_key = name_key(:label), phone_key = phone_key(:its_phone), mobile_key = phone_key(:its_mobile),
  version = version + 1 WHERE id = :contact
--@ refresh
SELECT :customer
--@ undo
--@ let contact int
(SELECT max(r.record) FROM act_row r WHERE r.act = :undone AND r.relation = 'contact' AND (r.field <> 'main'
  OR r.became = '1'
  OR NOT EXISTS (SELECT 1 FROM act_row s WHERE s.act = :undone AND s.became = '1' AND s.field = 'main')))
--@ let customer int
(SELECT x.customer FROM contact x WHERE x.id = :contact)
--@ refuse out-of-reach
SELECT x.id AS customer FROM customer x WHERE x.id = :customer AND NOT @reaches(x.owner)
--@ refuse locked-field
SELECT r.field AS field FROM act_row r JOIN person p ON p.id = :me JOIN role_field f ON f.role = p.role
  AND f.relation = r.relation AND f.field = r.field WHERE r.act = :undone AND r.relation = 'contact' AND f.rule IN ('hidden', 'read')
--@ refuse changed-since
SELECT contact.id AS contact FROM contact WHERE contact.id = :contact AND (
  contact.name IS DISTINCT FROM @became(contact.name, text)
  OR contact.title IS DISTINCT FROM @became(contact.title, text)
  OR contact.department IS DISTINCT FROM @became(contact.department, text)
  OR contact.phone IS DISTINCT FROM @became(contact.phone, text)
  OR contact.mobile IS DISTINCT FROM @became(contact.mobile, text)
  OR contact.email IS DISTINCT FROM @became(contact.email, text)
  OR contact.messenger IS DISTINCT FROM @became(contact.messenger, text)
  OR contact.address IS DISTINCT FROM @became(contact.address, text)
  OR contact.birthday IS DISTINCT FROM @became(contact.birthday, int)
  OR contact.note IS DISTINCT FROM @became(contact.note, text)
  OR contact.main IS DISTINCT FROM @became(contact.main, int))
UNION ALL SELECT :contact WHERE NOT EXISTS (SELECT 1 FROM contact x WHERE x.id = :contact)
--@ do 1
UPDATE contact SET name = @was(contact.name, text),
  title = @was(contact.title, text),
  department = @was(contact.department, text),
  phone = @was(contact.phone, text),
  mobile = @was(contact.mobile, text),
  email = @was(contact.email, text),
  messenger = @was(contact.messenger, text),
  address = @was(contact.address, text),
  birthday = @was(contact.birthday, int),
  note = @was(contact.note, text),
  name_key = name_key(@was(contact.name, text)),
  phone_key = phone_key(@was(contact.phone, text)),
  mobile_key = phone_key(@was(contact.mobile, text)),
  version = contact.version + 1
WHERE contact.id = :contact
--@ do any
UPDATE contact SET main = @was(contact.main, int) WHERE contact.customer = :customer AND contact.archived = 0
--@ refresh
SELECT :customer
