-- All fields at once, but the owner, who stays unless another is named.
--@ act edit-deal
--@ right deal.edit
--@ arg deal int
--@ arg version int
--@ arg name text
--@ arg amount money?
--@ arg currency text?
--@ arg owner int?
--@ arg product int?
--@ arg expected day?
--@ arg note text?
--@ let label text
trim(:name)
--@ refuse no-such-deal
SELECT :deal AS deal WHERE NOT EXISTS (SELECT 1 FROM deal x WHERE x.id = :deal)
--@ refuse out-of-reach
SELECT x.id AS deal FROM deal x WHERE x.id = :deal AND NOT @reaches(x.owner)
--@ refuse not-open
SELECT d.id AS deal, d.status AS status FROM deal d WHERE d.id = :deal AND d.status <> 'open'
--@ refuse empty-name
SELECT 'name' AS field WHERE name_key(:label) = ''
--@ refuse bad-amount
SELECT :amount AS amount WHERE :amount < 0
--@ refuse bad-currency
SELECT :currency AS currency WHERE :currency IS NOT NULL AND (length(:currency) <> 3 OR upper(:currency) <> :currency)
--@ refuse no-such-product
SELECT :product AS product WHERE :product IS NOT NULL AND NOT EXISTS (SELECT 1 FROM product x WHERE x.id = :product)
--@ refuse no-such-person
SELECT :owner AS person WHERE :owner IS NOT NULL AND NOT EXISTS (SELECT 1 FROM person p WHERE p.id = :owner
  AND p.active = 1)
--@ refuse person-out-of-reach
SELECT :owner AS person WHERE :owner IS NOT NULL AND NOT @reaches(:owner)
--@ refuse changed-since
SELECT d.id AS deal, d.version AS version FROM deal d WHERE d.id = :deal AND d.version <> :version
--@ let unit text
coalesce(:currency, (SELECT d.currency FROM deal d WHERE d.id = :deal))
-- What the role is kept from stays as it is where nothing is given, and is not written over unseen.
--@ let open int
CASE WHEN :me = 0 OR EXISTS (SELECT 1 FROM disclosure d JOIN deal x ON x.id = :deal WHERE d.person = :me
  AND d.relation = 'customer' AND d.record = x.customer AND d.until > :now) THEN 1 ELSE 0 END
--@ refuse locked-field
SELECT r.field AS field FROM person p JOIN role_field r ON r.role = p.role AND r.relation = 'deal' AND r.rule = 'hidden'
 WHERE p.id = :me AND ((r.field = 'amount' AND :amount IS NOT NULL)
   OR (r.field = 'product' AND :product IS NOT NULL)
   OR (r.field = 'expected_day' AND :expected IS NOT NULL)
   OR (r.field = 'note' AND :note IS NOT NULL))
--@ refuse not-disclosed
SELECT r.field AS field FROM person p JOIN role_field r ON r.role = p.role AND r.relation = 'deal' AND r.rule IN ('masked', 'listed')
  JOIN deal x ON x.id = :deal WHERE p.id = :me AND :open = 0 AND ((r.field = 'amount' AND :amount IS NOT NULL AND x.amount IS NOT NULL)
   OR (r.field = 'product' AND :product IS NOT NULL AND x.product IS NOT NULL)
   OR (r.field = 'expected_day' AND :expected IS NOT NULL AND x.expected_day IS NOT NULL)
   OR (r.field = 'note' AND :note IS NOT NULL AND x.note IS NOT NULL))
--@ let its_amount int
(SELECT CASE WHEN :amount IS NULL AND coalesce((SELECT CASE r.rule WHEN 'hidden' THEN 2 WHEN 'masked' THEN 1 WHEN 'listed' THEN 1 ELSE 0 END FROM role_field r
  JOIN person p ON p.role = r.role WHERE p.id = :me AND r.relation = 'deal' AND r.field = 'amount'), 0) > :open THEN x.amount
  ELSE coalesce(:amount, 0) END FROM deal x WHERE x.id = :deal)
--@ let its_product int
(SELECT CASE WHEN :product IS NULL AND coalesce((SELECT CASE r.rule WHEN 'hidden' THEN 2 WHEN 'masked' THEN 1 WHEN 'listed' THEN 1 ELSE 0 END FROM role_field r
  JOIN person p ON p.role = r.role WHERE p.id = :me AND r.relation = 'deal' AND r.field = 'product'), 0) > :open THEN x.product
  ELSE :product END FROM deal x WHERE x.id = :deal)
--@ let its_expected_day int
(SELECT CASE WHEN :expected IS NULL AND coalesce((SELECT CASE r.rule WHEN 'hidden' THEN 2 WHEN 'masked' THEN 1 WHEN 'listed' THEN 1 ELSE 0 END FROM role_field r
  JOIN person p ON p.role = r.role WHERE p.id = :me AND r.relation = 'deal' AND r.field = 'expected_day'), 0) > :open THEN x.expected_day
  ELSE :expected END FROM deal x WHERE x.id = :deal)
--@ let its_note text
(SELECT CASE WHEN :note IS NULL AND coalesce((SELECT CASE r.rule WHEN 'hidden' THEN 2 WHEN 'masked' THEN 1 WHEN 'listed' THEN 1 ELSE 0 END FROM role_field r
  JOIN person p ON p.role = r.role WHERE p.id = :me AND r.relation = 'deal' AND r.field = 'note'), 0) > :open THEN x.note
  ELSE :note END FROM deal x WHERE x.id = :deal)
-- The product is that of the largest line, where there are lines.
--@ refuse has-lines
SELECT d.id AS deal FROM deal d WHERE d.id = :deal AND d.product IS DISTINCT FROM :its_product
  AND EXISTS (SELECT 1 FROM deal_line l WHERE l.deal = d.id)
--@ refuse nothing-to-do
SELECT x.id AS deal FROM deal x WHERE x.id = :deal AND NOT (x.name IS DISTINCT FROM :label
  OR x.amount IS DISTINCT FROM :its_amount OR x.currency IS DISTINCT FROM :unit OR x.owner IS DISTINCT
  FROM coalesce(:owner, x.owner) OR x.product IS DISTINCT FROM :its_product OR x.expected_day IS DISTINCT
  FROM :its_expected_day OR x.note IS DISTINCT FROM :its_note)
--@ audit
SELECT 'deal', x.id, 'name', x.name, :label FROM deal x WHERE x.id = :deal AND x.name IS DISTINCT FROM :label
UNION ALL SELECT 'deal', x.id, 'amount', CAST(x.amount AS TEXT), CAST(:its_amount AS TEXT) FROM deal x
  WHERE x.id = :deal AND x.amount IS DISTINCT FROM :its_amount
UNION ALL SELECT 'deal', x.id, 'currency', x.currency, :unit FROM deal x WHERE x.id = :deal
  AND x.currency IS DISTINCT FROM :unit
UNION ALL SELECT 'deal', x.id, 'owner', CAST(x.owner AS TEXT), CAST(coalesce(:owner, x.owner) AS TEXT)
  FROM deal x WHERE x.id = :deal AND x.owner IS DISTINCT FROM coalesce(:owner, x.owner)
UNION ALL SELECT 'deal', x.id, 'product', CAST(x.product AS TEXT), CAST(:its_product AS TEXT) FROM deal x
  WHERE x.id = :deal AND x.product IS DISTINCT FROM :its_product
UNION ALL SELECT 'deal', x.id, 'expected_day', CAST(x.expected_day AS TEXT), CAST(:its_expected_day AS TEXT)
  FROM deal x WHERE x.id = :deal AND x.expected_day IS DISTINCT FROM :its_expected_day
UNION ALL SELECT 'deal', x.id, 'note', x.note, :its_note FROM deal x WHERE x.id = :deal AND x.note IS DISTINCT FROM :its_note
--@ refuse locked-field
SELECT r.field AS field FROM act_row r JOIN person p ON p.id = :me JOIN role_field f ON f.role = p.role
  AND f.relation = r.relation AND f.field = r.field WHERE r.act = :act AND r.relation = 'deal' AND f.rule IN ('hidden', 'read')
--@ do 1
UPDATE deal AS x SET name = :label, amount = :its_amount, currency = :unit, owner = coalesce(:owner,
  x.owner), product = :its_product, expected_day = :its_expected_day, note = :its_note, version = x.version + 1 WHERE x.id = :deal
--@ let customer int
(SELECT x.customer FROM deal x WHERE x.id = :deal)
--@ timeline
SELECT c.id, 'deal-edited', :label, 'deal', :deal FROM customer c WHERE c.id = :customer
--@ undo
--@ let deal int
(SELECT max(r.record) FROM act_row r WHERE r.act = :undone AND r.relation = 'deal')
--@ refuse out-of-reach
SELECT x.id AS deal FROM deal x WHERE x.id = :deal AND NOT @reaches(x.owner)
--@ refuse locked-field
SELECT r.field AS field FROM act_row r JOIN person p ON p.id = :me JOIN role_field f ON f.role = p.role
  AND f.relation = r.relation AND f.field = r.field WHERE r.act = :undone AND r.relation = 'deal' AND f.rule IN ('hidden', 'read')
--@ refuse changed-since
SELECT d.id AS deal, d.status AS status FROM deal d WHERE d.id = :deal AND d.status <> 'open'
--@ refuse changed-since
SELECT deal.id AS deal FROM deal WHERE deal.id = :deal AND (
  deal.name IS DISTINCT FROM @became(deal.name, text)
  OR deal.amount IS DISTINCT FROM @became(deal.amount, int)
  OR deal.currency IS DISTINCT FROM @became(deal.currency, text)
  OR deal.owner IS DISTINCT FROM @became(deal.owner, int)
  OR deal.product IS DISTINCT FROM @became(deal.product, int)
  OR deal.expected_day IS DISTINCT FROM @became(deal.expected_day, int)
  OR deal.note IS DISTINCT FROM @became(deal.note, text))
UNION ALL SELECT :deal WHERE NOT EXISTS (SELECT 1 FROM deal x WHERE x.id = :deal)
-- It goes back to nobody who has left, or to whom it could not be given.
--@ refuse no-such-person
SELECT p.id AS person FROM act_row r JOIN person p ON CAST(p.id AS TEXT) = r.was
 WHERE r.act = :undone AND r.relation = 'deal' AND r.field = 'owner' AND p.active = 0
--@ refuse person-out-of-reach
SELECT p.id AS person FROM act_row r JOIN person p ON CAST(p.id AS TEXT) = r.was
 WHERE r.act = :undone AND r.relation = 'deal' AND r.field = 'owner' AND NOT @reaches(p.id)
--@ refuse has-lines
SELECT l.deal AS deal FROM deal_line l WHERE l.deal = :deal AND EXISTS (
  SELECT 1 FROM act_row r WHERE r.act = :undone AND r.relation = 'deal' AND r.field = 'product')
--@ do 1
UPDATE deal SET name = @was(deal.name, text),
  amount = @was(deal.amount, int),
  currency = @was(deal.currency, text),
  owner = @was(deal.owner, int),
  product = @was(deal.product, int),
  expected_day = @was(deal.expected_day, int),
  note = @was(deal.note, text),
  version = deal.version + 1
WHERE deal.id = :deal
--@ let customer int
(SELECT x.customer FROM deal x WHERE x.id = :deal)
--@ timeline
SELECT c.id, 'undone', 'deal-edited', 'deal', :deal FROM customer c WHERE c.id = :customer
