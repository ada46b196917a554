--@ act add-deal-line
--@ right deal.edit
--@ arg deal int
--@ arg product int
--@ arg quantity int?
--@ arg price money?
--@ refuse no-such-deal
SELECT :deal AS deal WHERE NOT EXISTS (SELECT 1 FROM deal x WHERE x.id = :deal)
--@ refuse out-of-reach
SELECT x.id AS deal FROM deal x WHERE x.id = :deal AND NOT @reaches(x.owner)
--@ refuse not-open
SELECT d.id AS deal, d.status AS status FROM deal d WHERE d.id = :deal AND d.status <> 'open'
--@ refuse no-such-product
SELECT :product AS product WHERE NOT EXISTS (SELECT 1 FROM product x WHERE x.id = :product)
--@ let thousandths int
coalesce(:quantity, 1000)
--@ let unit int
coalesce(:price, (SELECT p.price FROM product p WHERE p.id = :product), 0)
--@ refuse bad-amount
SELECT :thousandths AS quantity, :unit AS price WHERE :thousandths <= 0 OR :unit < 0 OR :thousandths > 1000000000000
  OR :unit > 9000000000000000 / :thousandths * 1000
--@ let before int
(SELECT d.product FROM deal d WHERE d.id = :deal)
--@ let line int
@newid(deal_line)
--@ do 1
INSERT INTO deal_line(id, deal, product, quantity, price, amount)
VALUES (:line, :deal, :product, :thousandths, :unit, :unit / 1000 * :thousandths + (:unit % 1000 * :thousandths +
  500) / 1000)
--@ do 1
UPDATE deal SET product = coalesce((SELECT l.product FROM deal_line l WHERE l.deal = :deal
  ORDER BY l.amount DESC, l.id LIMIT 1), deal.product),
  version = deal.version + 1 WHERE deal.id = :deal
--@ audit
SELECT 'deal_line', :line, '', NULL, CAST(:product AS TEXT)
--@ audit
SELECT 'deal', d.id, 'product', CAST(:before AS TEXT), CAST(d.product AS TEXT) FROM deal d WHERE d.id = :deal
--@ give line
:line
--@ undo
--@ let line int
(SELECT r.record FROM act_row r WHERE r.act = :undone AND r.relation = 'deal_line' AND r.field = '')
--@ let deal int
(SELECT l.deal FROM deal_line l WHERE l.id = :line)
--@ refuse changed-since
SELECT :line AS line WHERE NOT EXISTS (SELECT 1 FROM deal_line l JOIN deal d ON d.id = l.deal WHERE l.id = :line
  AND d.status = 'open')
--@ refuse out-of-reach
SELECT x.id AS deal FROM deal x WHERE x.id = :deal AND NOT @reaches(x.owner)
--@ do 1
DELETE FROM deal_line WHERE id = :line
--@ do 1
UPDATE deal SET product = coalesce((SELECT l.product FROM deal_line l WHERE l.deal = :deal
  ORDER BY l.amount DESC, l.id LIMIT 1), @was(deal.product, int)),
  version = deal.version + 1 WHERE deal.id = :deal
