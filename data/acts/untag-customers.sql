--@ act untag-customers
--@ right customer.edit
--@ arg ids ids
--@ arg tag text
--@ let tag_id int
(SELECT t.id FROM tag t WHERE t.name = trim(:tag))
--@ refuse no-such-tag
SELECT :tag AS tag WHERE :tag_id IS NULL
--@ refuse too-many-rows
@bulk(ids)
--@ refuse no-such-customer
SELECT i.id AS customer FROM @ids(ids) AS i WHERE NOT EXISTS (SELECT 1 FROM customer c WHERE c.id = i.id)
--@ refuse out-of-reach
SELECT c.id AS customer FROM @ids(ids) AS i JOIN customer c ON c.id = i.id WHERE NOT @reaches(c.owner)
--@ audit
SELECT 'customer', i.id, 'tag', CAST(:tag_id AS TEXT), NULL FROM @ids(ids) AS i
 WHERE EXISTS (SELECT 1 FROM customer_tag g WHERE g.customer = i.id AND g.tag = :tag_id)
--@ let n int
(SELECT count(*) FROM act_row r WHERE r.act = :act)
--@ refuse nothing-to-do
SELECT :tag_id AS tag WHERE :n = 0
--@ do n
DELETE FROM customer_tag WHERE tag = :tag_id AND customer IN (SELECT r.record FROM act_row r WHERE r.act = :act)
--@ timeline
SELECT r.record, 'untagged', trim(:tag), 'tag', :tag_id FROM act_row r WHERE r.act = :act
--@ give n
:n
--@ undo
--@ refuse out-of-reach
SELECT c.id AS customer FROM act_row r JOIN customer c ON c.id = r.record
 WHERE r.act = :undone AND r.relation = 'customer' AND r.field = 'tag' AND NOT @reaches(c.owner)
--@ do any
INSERT INTO customer_tag AS g (customer, tag)
SELECT c.id, t.id FROM act_row r JOIN customer c ON c.id = r.record JOIN tag t ON CAST(t.id AS TEXT) = r.was
 WHERE r.act = :undone AND NOT EXISTS (SELECT 1 FROM customer_tag h WHERE h.customer = c.id AND h.tag = t.id)
--@ timeline
SELECT r.record, 'undone', 'untagged', 'customer', r.record FROM act_row r WHERE r.act = :undone
