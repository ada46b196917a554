--@ act remove-deal-line
--@ right deal.edit
--@ arg line int
--@ refuse no-such-line
SELECT :line AS line WHERE NOT EXISTS (SELECT 1 FROM deal_line l WHERE l.id = :line)
--@ let deal int
(SELECT l.deal FROM deal_line l WHERE l.id = :line)
--@ refuse out-of-reach
SELECT x.id AS deal FROM deal x WHERE x.id = :deal AND NOT @reaches(x.owner)
--@ refuse not-open
SELECT d.id AS deal, d.status AS status FROM deal d WHERE d.id = :deal AND d.status <> 'open'
--@ let before int
(SELECT d.product FROM deal d WHERE d.id = :deal)
--@ audit
SELECT 'deal_line', l.id, 'deal', CAST(l.deal AS TEXT), NULL FROM deal_line l WHERE l.id = :line
UNION ALL SELECT 'deal_line', l.id, 'product', CAST(l.product AS TEXT), NULL FROM deal_line l WHERE l.id = :line
UNION ALL SELECT 'deal_line', l.id, 'quantity', CAST(l.quantity AS TEXT), NULL FROM deal_line l WHERE l.id = :line
UNION ALL SELECT 'deal_line', l.id, 'price', CAST(l.price AS TEXT), NULL FROM deal_line l WHERE l.id = :line
UNION ALL SELECT 'deal_line', l.id, 'amount', CAST(l.amount AS TEXT), NULL FROM deal_line l WHERE l.id = :line
--@ do 1
DELETE FROM deal_line WHERE id = :line
--@ do 1
UPDATE deal SET product = coalesce((SELECT l.product FROM deal_line l WHERE l.deal = :deal
  ORDER BY l.amount DESC, l.id LIMIT 1), deal.product),
  version = deal.version + 1 WHERE deal.id = :deal
--@ audit
SELECT 'deal', d.id, 'product', CAST(:before AS TEXT), CAST(d.product AS TEXT) FROM deal d WHERE d.id = :deal
--@ undo
--@ let line int
(SELECT max(r.record) FROM act_row r WHERE r.act = :undone AND r.relation = 'deal_line')
--@ let deal int
(SELECT CAST(r.was AS INTEGER) FROM act_row r WHERE r.act = :undone AND r.relation = 'deal_line' AND r.field = 'deal')
--@ let product int
(SELECT CAST(r.was AS INTEGER) FROM act_row r WHERE r.act = :undone AND r.relation = 'deal_line'
  AND r.field = 'product')
--@ let quantity int
(SELECT CAST(r.was AS INTEGER) FROM act_row r WHERE r.act = :undone AND r.relation = 'deal_line'
  AND r.field = 'quantity')
--@ let price int
(SELECT CAST(r.was AS INTEGER) FROM act_row r WHERE r.act = :undone AND r.relation = 'deal_line'
  AND r.field = 'price')
--@ let amount int
(SELECT CAST(r.was AS INTEGER) FROM act_row r WHERE r.act = :undone AND r.relation = 'deal_line'
  AND r.field = 'amount')
--@ refuse out-of-reach
SELECT x.id AS deal FROM deal x WHERE x.id = :deal AND NOT @reaches(x.owner)
--@ refuse changed-since
SELECT :deal AS deal WHERE NOT EXISTS (SELECT 1 FROM deal d WHERE d.id = :deal AND d.status = 'open')
--@ do 1
INSERT INTO deal_line(id, deal, product, quantity, price, amount)
  VALUES (:line, :deal, :product, :quantity, :price, :amount)
--@ do 1
UPDATE deal SET product = coalesce((SELECT l.product FROM deal_line l WHERE l.deal = :deal
  ORDER BY l.amount DESC, l.id LIMIT 1), deal.product),
  version = deal.version + 1 WHERE deal.id = :deal
