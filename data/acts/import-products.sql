--@ act import-products
--@ right import.other
--@ arg file text
--@ rows products
--@ column name text
--@ column code text?
--@ column category text?
--@ column price money?
--@ column currency text?
--@ let batch int
@newid(import_batch)
--@ let first_choice int
coalesce((SELECT max(h.id) FROM choice h), 0) + 1
--@ each products
--@ let key text
name_key(:name)
--@ skip empty-name
SELECT 0 WHERE :key = ''
--@ skip duplicate
SELECT p.id FROM product p WHERE p.name_key = :key
--@ do any
INSERT INTO choice(id, list, name, position)
SELECT @newid(choice), 'product-category', :category, (SELECT coalesce(max(h.position), 0) + 1 FROM choice h WHERE
  h.list = 'product-category')
 WHERE :category IS NOT NULL AND NOT EXISTS (SELECT 1 FROM choice h WHERE h.list = 'product-category' AND h.name =
  :category)
--@ do 1
INSERT INTO product(id, name, name_key, code, category, price, currency, batch)
SELECT @newid(product), trim(:name), :key, :code, (SELECT h.id FROM choice h WHERE h.list = 'product-category' AND
  h.name = :category), :price,
  CASE WHEN :price IS NOT NULL THEN coalesce(:currency, (SELECT s.value FROM setting s WHERE s.key = 'currency'))
  END, :batch
--@ end
--@ do 1
INSERT INTO import_batch(id, act, kind, file, person, at, created, skipped)
VALUES (:batch, :act, 'products', :file, :me, :now, :taken, :skipped)
--@ audit
SELECT 'import_batch', :batch, '', NULL, :file
UNION ALL SELECT 'choice', h.id, '', NULL, h.name FROM choice h WHERE h.id >= :first_choice
--@ give n
:taken
--@ give skipped
:skipped
--@ give batch
:batch
--@ undo
--@ let batch int
(SELECT r.record FROM act_row r WHERE r.act = :undone AND r.relation = 'import_batch')
--@ do any
DELETE FROM product WHERE batch = :batch AND version = 1 AND NOT EXISTS (SELECT 1 FROM deal d WHERE d.product =
  product.id)
  AND NOT EXISTS (SELECT 1 FROM deal_line l WHERE l.product = product.id)
-- Words that came with it go with it, unless used elsewhere.
--@ do any
DELETE FROM choice WHERE id IN (SELECT r.record FROM act_row r WHERE r.act = :undone AND r.relation = 'choice')
  AND id NOT IN (SELECT c.source FROM customer c WHERE c.source IS NOT NULL)
  AND id NOT IN (SELECT c.channel FROM customer c WHERE c.channel IS NOT NULL)
  AND id NOT IN (SELECT c.industry FROM customer c WHERE c.industry IS NOT NULL)
  AND id NOT IN (SELECT c.category FROM customer c WHERE c.category IS NOT NULL)
  AND id NOT IN (SELECT c.level FROM customer c WHERE c.level IS NOT NULL)
  AND id NOT IN (SELECT d.lost_reason FROM deal d WHERE d.lost_reason IS NOT NULL)
  AND id NOT IN (SELECT p.category FROM product p WHERE p.category IS NOT NULL)
  AND id NOT IN (SELECT a.outcome FROM activity a WHERE a.outcome IS NOT NULL)
--@ do 1
UPDATE import_batch SET undone = 1 WHERE id = :batch
--@ give kept
(SELECT count(*) FROM product p WHERE p.batch = :batch)
