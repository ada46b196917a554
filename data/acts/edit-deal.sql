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
-- The product is that of the largest line, where there are lines.
--@ refuse has-lines
SELECT d.id AS deal FROM deal d WHERE d.id = :deal AND d.product IS DISTINCT FROM :product
  AND EXISTS (SELECT 1 FROM deal_line l WHERE l.deal = d.id)
--@ refuse nothing-to-do
SELECT x.id AS deal FROM deal x WHERE x.id = :deal AND NOT (x.name IS DISTINCT FROM :label
  OR x.amount IS DISTINCT FROM coalesce(:amount, 0) OR x.currency IS DISTINCT FROM :unit OR x.owner IS DISTINCT
  FROM coalesce(:owner, x.owner) OR x.product IS DISTINCT FROM :product OR x.expected_day IS DISTINCT
  FROM :expected OR x.note IS DISTINCT FROM :note)
--@ audit
SELECT 'deal', x.id, 'name', x.name, :label FROM deal x WHERE x.id = :deal AND x.name IS DISTINCT FROM :label
UNION ALL SELECT 'deal', x.id, 'amount', CAST(x.amount AS TEXT), CAST(coalesce(:amount, 0) AS TEXT) FROM deal x
  WHERE x.id = :deal AND x.amount IS DISTINCT FROM coalesce(:amount, 0)
UNION ALL SELECT 'deal', x.id, 'currency', x.currency, :unit FROM deal x WHERE x.id = :deal
  AND x.currency IS DISTINCT FROM :unit
UNION ALL SELECT 'deal', x.id, 'owner', CAST(x.owner AS TEXT), CAST(coalesce(:owner, x.owner) AS TEXT)
  FROM deal x WHERE x.id = :deal AND x.owner IS DISTINCT FROM coalesce(:owner, x.owner)
UNION ALL SELECT 'deal', x.id, 'product', CAST(x.product AS TEXT), CAST(:product AS TEXT) FROM deal x
  WHERE x.id = :deal AND x.product IS DISTINCT FROM :product
UNION ALL SELECT 'deal', x.id, 'expected_day', CAST(x.expected_day AS TEXT), CAST(:expected AS TEXT)
  FROM deal x WHERE x.id = :deal AND x.expected_day IS DISTINCT FROM :expected
UNION ALL SELECT 'deal', x.id, 'note', x.note, :note FROM deal x WHERE x.id = :deal AND x.note IS DISTINCT FROM :note
--@ refuse locked-field
SELECT r.field AS field FROM act_row r JOIN person p ON p.id = :me JOIN role_field f ON f.role = p.role
  AND f.relation = r.relation AND f.field = r.field WHERE r.act = :act AND r.relation = 'deal' AND f.rule IN ('hidden', 'read')
--@ do 1
UPDATE deal AS x SET name = :label, amount = coalesce(:amount, 0), currency = :unit, owner = coalesce(:owner,
  x.owner), product = :product, expected_day = :expected, note = :note, version = x.version + 1 WHERE x.id = :deal
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
