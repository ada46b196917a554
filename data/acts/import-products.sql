-- Rows of a file become products: form 1 an entry of the list of product categories, 2 a product.
--@ act import-products
--@ right import.other
--@ arg file text
--@ rows rows
--@ column form int
--@ column entry text?
--@ column name text?
--@ column code text?
--@ column category text?
--@ column price money?
--@ column currency text?
--@ let batch int
@newid(import_batch)
--@ let before int
(SELECT coalesce(max(p.id), 0) FROM product p)
--@ let last_choice int
(SELECT coalesce(max(h.id), 0) FROM choice h)
--@ each rows
--@ when form 1
--@ do any
INSERT INTO choice(id, list, name, position)
SELECT @newid(choice), 'product-category', :entry,
  (SELECT coalesce(max(h.position), 0) + 1 FROM choice h WHERE h.list = 'product-category')
 WHERE NOT EXISTS (SELECT 1 FROM choice h WHERE h.list = 'product-category' AND h.name = :entry)
--@ when form 2
--@ skip no-name
SELECT 0 WHERE name_key(coalesce(:name, '')) = ''
--@ skip duplicate-name
SELECT p.id FROM product p WHERE p.name_key = name_key(:name)
--@ skip duplicate-code
SELECT p.id FROM product p WHERE p.code = :code
--@ do 1
INSERT INTO product(id, name, name_key, code, category, price, currency, batch)
VALUES (@newid(product), :name, name_key(:name), :code,
  (SELECT h.id FROM choice h WHERE h.list = 'product-category' AND h.name = :category), :price,
  CASE WHEN :price IS NOT NULL THEN coalesce(:currency, (SELECT s.value FROM setting s WHERE s.key = 'currency')) END, :batch)
--@ end
--@ let created int
(SELECT count(*) FROM product p WHERE p.batch = :batch)
--@ refuse nothing-new
SELECT :skipped AS skipped WHERE :created = 0
--@ do 1
INSERT INTO import_batch(id, act, kind, file, person, at, created, skipped)
VALUES (:batch, :act, 'products', :file, :me, :now, :created, :skipped)
--@ audit
SELECT 'import_batch', :batch, '', NULL, :file
--@ audit
SELECT 'product', p.id, '', NULL, p.name FROM product p WHERE p.batch = :batch
--@ audit
SELECT 'choice', h.id, '', NULL, h.name FROM choice h WHERE h.id > :last_choice
--@ give batch
:batch
--@ give created
:created
--@ give before
:before
--@ undo
--@ let batch int
(SELECT b.id FROM import_batch b WHERE b.act = :undone)
--@ refuse changed-since
SELECT p.id AS product FROM product p WHERE p.batch = :batch AND p.version <> 1
--@ refuse changed-since
SELECT p.id AS product FROM product p WHERE p.batch = :batch
  AND (EXISTS (SELECT 1 FROM deal d WHERE d.product = p.id) OR EXISTS (SELECT 1 FROM deal_line l WHERE l.product = p.id))
--@ do any
DELETE FROM product WHERE batch = :batch
--@ do 1
UPDATE import_batch SET undone = 1 WHERE id = :batch
