--@ act create-product
--@ right product.edit
--@ arg name text
--@ arg code text?
--@ arg category int?
--@ arg price money?
--@ arg currency text?
--@ let label text
trim(:name)
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
--@ refuse duplicate
SELECT p.id AS product FROM product p WHERE p.name_key = name_key(:label)
--@ let product int
@newid(product)
--@ do 1
INSERT INTO product(id, name, name_key, code, category, price, currency)
VALUES (:product, :label, name_key(:label), :code, :category, :price, :unit)
--@ audit
SELECT 'product', :product, '', NULL, :label
--@ give product
:product
--@ undo
--@ let product int
(SELECT r.record FROM act_row r WHERE r.act = :undone AND r.relation = 'product' AND r.field = '')
--@ refuse changed-since
SELECT :product AS product WHERE NOT EXISTS (SELECT 1 FROM product p WHERE p.id = :product AND p.version = 1)
  OR EXISTS (SELECT 1 FROM deal d WHERE d.product = :product) OR EXISTS (SELECT 1 FROM deal_line l
  WHERE l.product = :product)
--@ do any
DELETE FROM field_value WHERE record = :product AND field IN (SELECT f.id FROM field f WHERE f.relation = 'product')
--@ do 1
DELETE FROM product WHERE id = :product
