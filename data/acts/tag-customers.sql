--@ act tag-customers
--@ right customer.edit
--@ arg ids ids
--@ arg tag text
--@ let label text
trim(:tag)
--@ refuse empty-name
SELECT 'name' AS field WHERE name_key(:label) = ''
--@ refuse too-many-rows
@bulk(ids)
--@ refuse no-such-customer
SELECT i.id AS customer FROM @ids(ids) AS i WHERE NOT EXISTS (SELECT 1 FROM customer c WHERE c.id = i.id)
--@ refuse out-of-reach
SELECT c.id AS customer FROM @ids(ids) AS i JOIN customer c ON c.id = i.id WHERE NOT @reaches(c.owner)
--@ let known int
(SELECT t.id FROM tag t WHERE t.name = :label)
--@ let tag_id int
coalesce(:known, @newid(tag))
--@ do any
INSERT INTO tag(id, name) SELECT :tag_id, :label WHERE :known IS NULL
--@ audit
SELECT 'tag', :tag_id, '', NULL, :label WHERE :known IS NULL
UNION ALL SELECT 'customer', i.id, 'tag', NULL, CAST(:tag_id AS TEXT) FROM @ids(ids) AS i
 WHERE NOT EXISTS (SELECT 1 FROM customer_tag g WHERE g.customer = i.id AND g.tag = :tag_id)
--@ let n int
(SELECT count(*) FROM act_row r WHERE r.act = :act AND r.relation = 'customer')
--@ refuse nothing-to-do
SELECT :tag_id AS tag WHERE :n = 0
--@ do n
INSERT INTO customer_tag(customer, tag) SELECT r.record, :tag_id FROM act_row r WHERE r.act = :act
  AND r.relation = 'customer'
--@ timeline
SELECT r.record, 'tagged', :label, 'tag', :tag_id FROM act_row r WHERE r.act = :act AND r.relation = 'customer'
--@ give n
:n
--@ give tag
:tag_id
--@ undo
--@ refuse out-of-reach
SELECT c.id AS customer FROM act_row r JOIN customer c ON c.id = r.record
 WHERE r.act = :undone AND r.relation = 'customer' AND r.field = 'tag' AND NOT @reaches(c.owner)
--@ do any
DELETE FROM customer_tag WHERE EXISTS (SELECT 1 FROM act_row r WHERE r.act = :undone AND r.relation = 'customer'
  AND r.record = customer_tag.customer AND r.became = CAST(customer_tag.tag AS TEXT))
--@ do any
DELETE FROM tag WHERE id IN (SELECT r.record FROM act_row r WHERE r.act = :undone AND r.relation = 'tag')
  AND NOT EXISTS (SELECT 1 FROM customer_tag g WHERE g.tag = tag.id)
--@ timeline
SELECT r.record, 'undone', 'tagged', 'customer', r.record FROM act_row r WHERE r.act = :undone
  AND r.relation = 'customer'
