-- The desk: what the signed-in person may see. One block a relation.
--
-- @scope(right, column): column is within the person's reach for that right; written out as literal ids
-- when somebody signs in (true for scope "all", and then nobody's records are seen too).
-- @all(right): true when the right's scope is "all". @has(right): true when the person has the right.
-- Whoever has scope "all" of every right that a block names sees the table whole, without the block's joins:
-- write blocks so that this is what they would come to.
-- In blocks, tables are those of the vault. A relation that is not here is on nobody's desk.

--@ desk customer
SELECT c.* FROM customer c WHERE @scope(customer.see, c.owner)
--@ desk customer_search
SELECT s.* FROM customer_search s JOIN customer c ON c.id = s.customer WHERE @scope(customer.see, c.owner)
--@ desk customer_tag
SELECT t.* FROM customer_tag t JOIN customer c ON c.id = t.customer WHERE @scope(customer.see, c.owner)
--@ desk customer_month
SELECT m.* FROM customer_month m JOIN customer c ON c.id = m.customer WHERE @scope(customer.see, c.owner)
--@ desk contact
SELECT t.* FROM contact t JOIN customer c ON c.id = t.customer WHERE @scope(customer.see, c.owner)
--@ desk activity
SELECT a.* FROM activity a JOIN customer c ON c.id = a.customer WHERE @scope(customer.see, c.owner)
--@ desk timeline
SELECT t.* FROM timeline t JOIN customer c ON c.id = t.customer WHERE @scope(customer.see, c.owner)
--@ desk task
SELECT t.* FROM task t WHERE @scope(task.see, t.person)
--@ desk deal
SELECT d.* FROM deal d JOIN customer c ON c.id = d.customer WHERE @scope(customer.see, c.owner)
UNION ALL
SELECT d.* FROM deal d LEFT JOIN customer c ON c.id = d.customer
 WHERE @scope(deal.see, d.owner) AND (c.id IS NULL OR NOT @scope(customer.see, c.owner))
--@ desk deal_line
SELECT l.* FROM deal_line l JOIN deal d ON d.id = l.deal LEFT JOIN customer c ON c.id = d.customer
 WHERE @scope(deal.see, d.owner) OR @scope(customer.see, c.owner)
--@ desk stage_event
SELECT e.* FROM stage_event e JOIN deal d ON d.id = e.deal LEFT JOIN customer c ON c.id = d.customer
 WHERE @scope(deal.see, d.owner) OR @scope(customer.see, c.owner)
--@ desk contract
SELECT k.* FROM contract k JOIN customer c ON c.id = k.customer WHERE @scope(customer.see, c.owner)
--@ desk payment
SELECT p.* FROM payment p JOIN customer c ON c.id = p.customer WHERE @scope(customer.see, c.owner)
--@ desk ownership_event
SELECT e.* FROM ownership_event e JOIN customer c ON c.id = e.customer WHERE @scope(customer.see, c.owner)
--@ desk field_value
SELECT v.* FROM field_value v JOIN field f ON f.id = v.field JOIN customer c ON c.id = v.record
 WHERE f.relation = 'customer' AND @scope(customer.see, c.owner)
UNION ALL
SELECT v.* FROM field_value v JOIN field f ON f.id = v.field JOIN contact t ON t.id = v.record JOIN customer c ON c.id = t.customer
 WHERE f.relation = 'contact' AND @scope(customer.see, c.owner)
UNION ALL
SELECT v.* FROM field_value v JOIN field f ON f.id = v.field JOIN deal d ON d.id = v.record LEFT JOIN customer c ON c.id = d.customer
 WHERE f.relation = 'deal' AND (@scope(deal.see, d.owner) OR @scope(customer.see, c.owner))
UNION ALL
SELECT v.* FROM field_value v JOIN field f ON f.id = v.field JOIN contract k ON k.id = v.record JOIN customer c ON c.id = k.customer
 WHERE f.relation = 'contract' AND @scope(customer.see, c.owner)
UNION ALL
SELECT v.* FROM field_value v JOIN field f ON f.id = v.field WHERE f.relation = 'product'
--@ desk activity_day
SELECT a.* FROM activity_day a WHERE @all(customer.see)
--@ desk activity_month
SELECT a.* FROM activity_month a WHERE @all(customer.see)
--@ desk holding
SELECT h.* FROM holding h WHERE @scope(customer.see, h.person)
--@ desk person
SELECT p.* FROM person p
--@ desk team
SELECT t.* FROM team t
--@ desk role
SELECT r.* FROM role r
--@ desk role_right
SELECT r.* FROM role_right r
--@ desk choice
SELECT c.* FROM choice c
--@ desk field
SELECT f.* FROM field f
--@ desk pool
SELECT p.* FROM pool p
--@ desk tag
SELECT t.* FROM tag t
--@ desk product
SELECT p.* FROM product p
--@ desk stage
SELECT s.* FROM stage s
--@ desk setting
SELECT s.* FROM setting s
--@ desk act
SELECT a.* FROM act a WHERE @scope(audit.see, a.person)
--@ desk act_row
SELECT r.* FROM act_row r JOIN act a ON a.id = r.act WHERE @scope(audit.see, a.person)
--@ desk refused_act
SELECT r.* FROM refused_act r WHERE @scope(audit.see, r.person)
--@ desk import_batch
SELECT b.* FROM import_batch b WHERE @scope(audit.see, b.person)
--@ desk saved_view
SELECT v.* FROM saved_view v WHERE v.person IS NULL OR @scope(view.own, v.person)
