--@ act edit-product
--@ right product.edit
--@ arg product int
--@ arg version int
--@ arg name text
--@ arg code text?
--@ arg category int?
--@ arg price money?
--@ arg currency text?
--@ arg active int?
--@ let label text
trim(:name)
--@ refuse no-such-product
SELECT :product AS product WHERE NOT EXISTS (SELECT 1 FROM product x WHERE x.id = :product)
--@ refuse empty-name
SELECT 'name' AS field WHERE name_key(:label) = ''
--@ refuse bad-currency
SELECT :currency AS currency WHERE :currency IS NOT NULL AND (length(:currency) <> 3 OR upper(:currency) <> :currency)
--@ refuse bad-amount
SELECT :price AS price WHERE :price < 0
--@ refuse no-such-choice
SELECT 'category' AS field WHERE :category IS NOT NULL AND NOT EXISTS (SELECT 1 FROM choice h
  WHERE h.id = :category AND h.list = 'product-category')
--@ let unit text
CASE WHEN :price IS NOT NULL THEN coalesce(:currency, (SELECT s.value FROM setting s WHERE s.key = 'currency')) END
--@ refuse bad-argument
SELECT 'active' AS argument WHERE :active NOT IN (0, 1)
--@ refuse duplicate
SELECT p.id AS product FROM product p WHERE p.name_key = name_key(:label) AND p.id <> :product
--@ refuse changed-since
SELECT x.id AS product, x.version AS version FROM product x WHERE x.id = :product AND x.version <> :version
--@ refuse nothing-to-do
SELECT x.id AS product FROM product x WHERE x.id = :product AND NOT (x.name IS DISTINCT FROM :label
  OR x.code IS DISTINCT FROM :code OR x.category IS DISTINCT FROM :category OR x.price IS DISTINCT FROM :price
  OR x.currency IS DISTINCT FROM :unit OR x.active IS DISTINCT FROM coalesce(:active, x.active))
--@ audit
SELECT 'product', x.id, 'name', x.name, :label FROM product x WHERE x.id = :product AND x.name IS DISTINCT FROM :label
UNION ALL SELECT 'product', x.id, 'code', x.code, :code FROM product x WHERE x.id = :product
  AND x.code IS DISTINCT FROM :code
UNION ALL SELECT 'product', x.id, 'category', CAST(x.category AS TEXT), CAST(:category AS TEXT) FROM product x
  WHERE x.id = :product AND x.category IS DISTINCT FROM :category
UNION ALL SELECT 'product', x.id, 'price', CAST(x.price AS TEXT), CAST(:price AS TEXT) FROM product x
  WHERE x.id = :product AND x.price IS DISTINCT FROM :price
UNION ALL SELECT 'product', x.id, 'currency', x.currency, :unit FROM product x WHERE x.id = :product
  AND x.currency IS DISTINCT FROM :unit
UNION ALL SELECT 'product', x.id, 'active', CAST(x.active AS TEXT), CAST(coalesce(:active, x.active) AS TEXT)
  FROM product x WHERE x.id = :product AND x.active IS DISTINCT FROM coalesce(:active, x.active)
--@ refuse locked-field
SELECT r.field AS field FROM act_row r JOIN person p ON p.id = :me JOIN role_field f ON f.role = p.role
  AND f.relation = r.relation AND f.field = r.field WHERE r.act = :act AND r.relation = 'product' AND f.rule IN ('hidden', 'read')
--@ do 1
UPDATE product AS x SET name = :label, name_key = name_key(:label), code = :code, category = :category,
  price = :price, currency = :unit, active = coalesce(:active, x.active), version = x.version + 1
  WHERE x.id = :product
--@ undo
--@ let product int
(SELECT max(r.record) FROM act_row r WHERE r.act = :undone AND r.relation = 'product')
--@ refuse locked-field
SELECT r.field AS field FROM act_row r JOIN person p ON p.id = :me JOIN role_field f ON f.role = p.role
  AND f.relation = r.relation AND f.field = r.field WHERE r.act = :undone AND r.relation = 'product' AND f.rule IN ('hidden', 'read')
--@ refuse changed-since
SELECT product.id AS product FROM product WHERE product.id = :product AND (
  product.name IS DISTINCT FROM @became(product.name, text)
  OR product.code IS DISTINCT FROM @became(product.code, text)
  OR product.category IS DISTINCT FROM @became(product.category, int)
  OR product.price IS DISTINCT FROM @became(product.price, int)
  OR product.currency IS DISTINCT FROM @became(product.currency, text)
  OR product.active IS DISTINCT FROM @became(product.active, int))
UNION ALL SELECT :product WHERE NOT EXISTS (SELECT 1 FROM product x WHERE x.id = :product)
--@ refuse duplicate
SELECT p.id AS product FROM act_row r JOIN product p ON p.name_key = name_key(r.was) AND p.id <> :product
 WHERE r.act = :undone AND r.relation = 'product' AND r.field = 'name'
--@ do 1
UPDATE product SET name = @was(product.name, text),
  code = @was(product.code, text),
  category = @was(product.category, int),
  price = @was(product.price, int),
  currency = @was(product.currency, text),
  active = @was(product.active, int),
  name_key = name_key(@was(product.name, text)),
  version = product.version + 1
WHERE product.id = :product
