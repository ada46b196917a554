--@ act set-field-value
--@ right customer.edit
--@ arg field int
--@ arg record int
--@ arg text text?
--@ arg number int?
--@ refuse no-such-field
SELECT :field AS field WHERE NOT EXISTS (SELECT 1 FROM field f WHERE f.id = :field AND f.active = 1)
--@ refuse no-such-record
SELECT :record AS record FROM field f WHERE f.id = :field AND NOT EXISTS (
  SELECT 1 FROM customer c WHERE f.relation = 'customer' AND c.id = :record
  UNION ALL SELECT 1 FROM contact t WHERE f.relation = 'contact' AND t.id = :record
  UNION ALL SELECT 1 FROM deal d WHERE f.relation = 'deal' AND d.id = :record
  UNION ALL SELECT 1 FROM product p WHERE f.relation = 'product' AND p.id = :record
  UNION ALL SELECT 1 FROM contract k WHERE f.relation = 'contract' AND k.id = :record)
--@ let customer int
(SELECT CASE f.relation WHEN 'customer' THEN :record
    WHEN 'contact' THEN (SELECT t.customer FROM contact t WHERE t.id = :record)
    WHEN 'contract' THEN (SELECT k.customer FROM contract k WHERE k.id = :record) END FROM field f
  WHERE f.id = :field)
--@ refuse out-of-reach
SELECT c.id AS customer FROM customer c WHERE c.id = :customer AND NOT @reaches(c.owner)
UNION ALL SELECT d.customer FROM deal d JOIN field f ON f.id = :field AND f.relation = 'deal'
  WHERE d.id = :record AND NOT @reaches(deal.edit, d.owner)
UNION ALL SELECT 0 FROM field f WHERE f.id = :field AND f.relation = 'product' AND NOT @has(product.edit)
-- Of what is hidden no answer tells anything, so this comes before what looks at the value.
--@ refuse locked-field
SELECT r.field AS field FROM person p JOIN role_field r ON r.role = p.role AND r.field = 'own#' || CAST(:field AS TEXT)
  AND r.rule IN ('hidden', 'read') WHERE p.id = :me
--@ refuse not-disclosed
SELECT r.field AS field FROM person p JOIN role_field r ON r.role = p.role AND r.field = 'own#' || CAST(:field AS TEXT)
  AND r.rule IN ('masked', 'listed') WHERE p.id = :me AND NOT EXISTS (SELECT 1 FROM field f JOIN disclosure d
    ON d.relation = CASE f.relation WHEN 'contact' THEN 'contact' ELSE 'customer' END AND d.record = CASE f.relation
      WHEN 'contact' THEN :record WHEN 'deal' THEN (SELECT o.customer FROM deal o WHERE o.id = :record) ELSE :customer END
    WHERE f.id = :field AND d.person = :me AND d.until > :now)
--@ refuse bad-value
SELECT f.type AS type FROM field f WHERE f.id = :field AND ((f.type IN ('text', 'choice') AND :number IS NOT NULL)
  OR (f.type IN ('number', 'money', 'day', 'yesno') AND :text IS NOT NULL)
  OR (f.type = 'yesno' AND :number NOT IN (0, 1)) OR (f.type = 'day' AND :number NOT BETWEEN 19000101 AND 22001231))
--@ refuse nothing-to-do
SELECT :field AS field WHERE EXISTS (SELECT 1 FROM field_value v WHERE v.field = :field AND v.record = :record
    AND v.text IS NOT DISTINCT FROM :text AND v.number IS NOT DISTINCT FROM :number)
  OR (:text IS NULL AND :number IS NULL AND NOT EXISTS (SELECT 1 FROM field_value v WHERE v.field = :field
  AND v.record = :record))
--@ audit
SELECT 'field_value', :record, CAST(:field AS TEXT),
  (SELECT coalesce(v.text, CAST(v.number AS TEXT)) FROM field_value v WHERE v.field = :field AND v.record = :record),
  coalesce(:text, CAST(:number AS TEXT))
--@ do any
DELETE FROM field_value WHERE field = :field AND record = :record
--@ do any
INSERT INTO field_value(field, record, text, number) SELECT :field, :record, :text, :number
 WHERE :text IS NOT NULL OR :number IS NOT NULL
--@ refresh
SELECT c.id FROM customer c WHERE c.id = :customer
--@ undo
--@ let field int
(SELECT CAST(r.field AS INTEGER) FROM act_row r WHERE r.act = :undone)
--@ let record int
(SELECT r.record FROM act_row r WHERE r.act = :undone)
--@ let value text
(SELECT r.was FROM act_row r WHERE r.act = :undone)
--@ let customer int
(SELECT CASE f.relation WHEN 'customer' THEN :record
    WHEN 'contact' THEN (SELECT t.customer FROM contact t WHERE t.id = :record)
    WHEN 'contract' THEN (SELECT k.customer FROM contract k WHERE k.id = :record) END FROM field f
  WHERE f.id = :field)
--@ refuse out-of-reach
SELECT c.id AS customer FROM customer c WHERE c.id = :customer AND NOT @reaches(c.owner)
UNION ALL SELECT d.customer FROM deal d JOIN field f ON f.id = :field AND f.relation = 'deal'
  WHERE d.id = :record AND NOT @reaches(deal.edit, d.owner)
UNION ALL SELECT 0 FROM field f WHERE f.id = :field AND f.relation = 'product' AND NOT @has(product.edit)
--@ refuse locked-field
SELECT r.field AS field FROM person p JOIN role_field r ON r.role = p.role AND r.field = 'own#' || CAST(:field AS TEXT)
  AND r.rule IN ('hidden', 'read') WHERE p.id = :me
--@ refuse changed-since
SELECT r.record AS record FROM act_row r WHERE r.act = :undone AND r.became IS DISTINCT FROM
  (SELECT coalesce(v.text, CAST(v.number AS TEXT)) FROM field_value v WHERE v.field = :field AND v.record = :record)
--@ do any
DELETE FROM field_value WHERE field = :field AND record = :record
-- The number is read where it is one: a server would make it of the value beforehand.
--@ do any
INSERT INTO field_value(field, record, text, number)
SELECT f.id, :record, CASE WHEN f.type IN ('text', 'choice') THEN :value END,
  CASE WHEN f.type NOT IN ('text', 'choice') THEN (SELECT CAST(r.was AS INTEGER) FROM act_row r WHERE r.act = :undone) END
  FROM field f WHERE f.id = :field AND :value IS NOT NULL
--@ refresh
SELECT c.id FROM customer c WHERE c.id = :customer
