-- The desk: what the signed-in person may see. One block a relation.
--
-- @scope(right, column): column is within the person's reach for that right; written out as literal ids
-- when somebody signs in (true for scope "all", and then nobody's records are seen too).
-- @all(right): true when the right's scope is "all". @has(right): true when the person has the right.
-- Whoever has scope "all" of every right that a block names sees the table whole, without the block's joins:
-- write blocks so that this is what they would come to.
-- In blocks, tables are those of the vault. A relation that is not here is on nobody's desk.
-- "without": columns that nobody may name. What may be known of them is shown by views ("--@ view"), which are
-- written out as they stand: @me is who asks, @settled holds when nothing was written in the same transaction (so
-- that nobody asks for a disclosure, reads, and rolls it back), moment() is now.
-- A lookup ("--@ lookup") answers only who asks with a whole key, of seven characters at least: in a read,
-- "IN @NAME(parameter)" stands for what it gives.

--@ desk customer without phone, phone_key, email, address
SELECT c.* FROM customer c WHERE @scope(customer.see, c.owner)
--@ desk customer_search
SELECT s.* FROM customer_search s JOIN customer c ON c.id = s.customer WHERE @scope(customer.see, c.owner)
--@ desk customer_tag
SELECT t.* FROM customer_tag t JOIN customer c ON c.id = t.customer WHERE @scope(customer.see, c.owner)
--@ desk customer_month
SELECT m.* FROM customer_month m JOIN customer c ON c.id = m.customer WHERE @scope(customer.see, c.owner)
--@ desk contact without phone, phone_key, mobile, mobile_key, email, messenger, address
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
--@ desk role_field
SELECT r.* FROM role_field r
--@ desk role_limit
SELECT r.* FROM role_limit r
--@ desk detail_field
SELECT f.* FROM detail_field f
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
--@ desk act_row without was, became
SELECT r.* FROM act_row r JOIN act a ON a.id = r.act WHERE @scope(audit.see, a.person)
--@ desk refused_act
SELECT r.* FROM refused_act r WHERE @scope(audit.see, r.person) OR @scope(signal.see, r.person)
--@ desk import_batch
SELECT b.* FROM import_batch b WHERE @scope(audit.see, b.person)
--@ desk saved_view
SELECT v.* FROM saved_view v WHERE v.person IS NULL OR @scope(view.own, v.person)
--@ desk disclosure
SELECT d.* FROM disclosure d WHERE @scope(signal.see, d.person)
--@ desk release
SELECT r.* FROM release r WHERE @scope(signal.see, r.person)
--@ desk request
SELECT q.* FROM request q WHERE @scope(request.see, q.person)
-- What reaches customers and contacts: a row for each detail that is there. shown: masked, for everybody who sees the
-- record, unless the field is hidden from them; value: NULL until it is disclosed.
--@ view contact_detail
SELECT 'contact' AS relation, t.id AS record, t.customer AS customer, 'phone' AS field,
  CASE WHEN length(t.phone) > 6 THEN '••••••' || substr(t.phone, length(t.phone) - 1) ELSE '••••••' END AS shown,
  CASE WHEN @settled AND (coalesce((SELECT r.rule FROM person p JOIN role_field r ON r.role = p.role
    WHERE p.id = @me AND r.relation = 'contact' AND r.field = 'phone'), 'masked') IN ('read', 'edit')
    OR EXISTS (SELECT 1 FROM disclosure d WHERE d.person = @me AND d.relation = 'contact' AND d.record = t.id AND d.until > moment())) THEN t.phone END AS value
 FROM contact t JOIN customer c ON c.id = t.customer WHERE t.phone IS NOT NULL AND @scope(customer.see, c.owner)
  AND coalesce((SELECT r.rule FROM person p JOIN role_field r ON r.role = p.role
    WHERE p.id = @me AND r.relation = 'contact' AND r.field = 'phone'), 'masked') <> 'hidden'
UNION ALL
SELECT 'contact' AS relation, t.id AS record, t.customer AS customer, 'mobile' AS field,
  CASE WHEN length(t.mobile) > 6 THEN '••••••' || substr(t.mobile, length(t.mobile) - 1) ELSE '••••••' END AS shown,
  CASE WHEN @settled AND (coalesce((SELECT r.rule FROM person p JOIN role_field r ON r.role = p.role
    WHERE p.id = @me AND r.relation = 'contact' AND r.field = 'mobile'), 'masked') IN ('read', 'edit')
    OR EXISTS (SELECT 1 FROM disclosure d WHERE d.person = @me AND d.relation = 'contact' AND d.record = t.id AND d.until > moment())) THEN t.mobile END AS value
 FROM contact t JOIN customer c ON c.id = t.customer WHERE t.mobile IS NOT NULL AND @scope(customer.see, c.owner)
  AND coalesce((SELECT r.rule FROM person p JOIN role_field r ON r.role = p.role
    WHERE p.id = @me AND r.relation = 'contact' AND r.field = 'mobile'), 'masked') <> 'hidden'
UNION ALL
SELECT 'contact' AS relation, t.id AS record, t.customer AS customer, 'email' AS field,
  CASE WHEN instr(t.email, '@') > 1 THEN '••••••' || substr(t.email, instr(t.email, '@')) ELSE '••••••' END AS shown,
  CASE WHEN @settled AND (coalesce((SELECT r.rule FROM person p JOIN role_field r ON r.role = p.role
    WHERE p.id = @me AND r.relation = 'contact' AND r.field = 'email'), 'masked') IN ('read', 'edit')
    OR EXISTS (SELECT 1 FROM disclosure d WHERE d.person = @me AND d.relation = 'contact' AND d.record = t.id AND d.until > moment())) THEN t.email END AS value
 FROM contact t JOIN customer c ON c.id = t.customer WHERE t.email IS NOT NULL AND @scope(customer.see, c.owner)
  AND coalesce((SELECT r.rule FROM person p JOIN role_field r ON r.role = p.role
    WHERE p.id = @me AND r.relation = 'contact' AND r.field = 'email'), 'masked') <> 'hidden'
UNION ALL
SELECT 'contact' AS relation, t.id AS record, t.customer AS customer, 'messenger' AS field,
  '••••••' AS shown,
  CASE WHEN @settled AND (coalesce((SELECT r.rule FROM person p JOIN role_field r ON r.role = p.role
    WHERE p.id = @me AND r.relation = 'contact' AND r.field = 'messenger'), 'masked') IN ('read', 'edit')
    OR EXISTS (SELECT 1 FROM disclosure d WHERE d.person = @me AND d.relation = 'contact' AND d.record = t.id AND d.until > moment())) THEN t.messenger END AS value
 FROM contact t JOIN customer c ON c.id = t.customer WHERE t.messenger IS NOT NULL AND @scope(customer.see, c.owner)
  AND coalesce((SELECT r.rule FROM person p JOIN role_field r ON r.role = p.role
    WHERE p.id = @me AND r.relation = 'contact' AND r.field = 'messenger'), 'masked') <> 'hidden'
UNION ALL
SELECT 'contact' AS relation, t.id AS record, t.customer AS customer, 'address' AS field,
  '••••••' AS shown,
  CASE WHEN @settled AND (coalesce((SELECT r.rule FROM person p JOIN role_field r ON r.role = p.role
    WHERE p.id = @me AND r.relation = 'contact' AND r.field = 'address'), 'masked') IN ('read', 'edit')
    OR EXISTS (SELECT 1 FROM disclosure d WHERE d.person = @me AND d.relation = 'contact' AND d.record = t.id AND d.until > moment())) THEN t.address END AS value
 FROM contact t JOIN customer c ON c.id = t.customer WHERE t.address IS NOT NULL AND @scope(customer.see, c.owner)
  AND coalesce((SELECT r.rule FROM person p JOIN role_field r ON r.role = p.role
    WHERE p.id = @me AND r.relation = 'contact' AND r.field = 'address'), 'masked') <> 'hidden'
UNION ALL
SELECT 'customer' AS relation, c.id AS record, c.id AS customer, 'phone' AS field,
  CASE WHEN length(c.phone) > 6 THEN '••••••' || substr(c.phone, length(c.phone) - 1) ELSE '••••••' END AS shown,
  CASE WHEN @settled AND (coalesce((SELECT r.rule FROM person p JOIN role_field r ON r.role = p.role
    WHERE p.id = @me AND r.relation = 'customer' AND r.field = 'phone'), 'masked') IN ('read', 'edit')
    OR EXISTS (SELECT 1 FROM disclosure d WHERE d.person = @me AND d.relation = 'customer' AND d.record = c.id AND d.until > moment())) THEN c.phone END AS value
 FROM customer c WHERE c.phone IS NOT NULL AND @scope(customer.see, c.owner)
  AND coalesce((SELECT r.rule FROM person p JOIN role_field r ON r.role = p.role
    WHERE p.id = @me AND r.relation = 'customer' AND r.field = 'phone'), 'masked') <> 'hidden'
UNION ALL
SELECT 'customer' AS relation, c.id AS record, c.id AS customer, 'email' AS field,
  CASE WHEN instr(c.email, '@') > 1 THEN '••••••' || substr(c.email, instr(c.email, '@')) ELSE '••••••' END AS shown,
  CASE WHEN @settled AND (coalesce((SELECT r.rule FROM person p JOIN role_field r ON r.role = p.role
    WHERE p.id = @me AND r.relation = 'customer' AND r.field = 'email'), 'masked') IN ('read', 'edit')
    OR EXISTS (SELECT 1 FROM disclosure d WHERE d.person = @me AND d.relation = 'customer' AND d.record = c.id AND d.until > moment())) THEN c.email END AS value
 FROM customer c WHERE c.email IS NOT NULL AND @scope(customer.see, c.owner)
  AND coalesce((SELECT r.rule FROM person p JOIN role_field r ON r.role = p.role
    WHERE p.id = @me AND r.relation = 'customer' AND r.field = 'email'), 'masked') <> 'hidden'
UNION ALL
SELECT 'customer' AS relation, c.id AS record, c.id AS customer, 'address' AS field,
  '••••••' AS shown,
  CASE WHEN @settled AND (coalesce((SELECT r.rule FROM person p JOIN role_field r ON r.role = p.role
    WHERE p.id = @me AND r.relation = 'customer' AND r.field = 'address'), 'masked') IN ('read', 'edit')
    OR EXISTS (SELECT 1 FROM disclosure d WHERE d.person = @me AND d.relation = 'customer' AND d.record = c.id AND d.until > moment())) THEN c.address END AS value
 FROM customer c WHERE c.address IS NOT NULL AND @scope(customer.see, c.owner)
  AND coalesce((SELECT r.rule FROM person p JOIN role_field r ON r.role = p.role
    WHERE p.id = @me AND r.relation = 'customer' AND r.field = 'address'), 'masked') <> 'hidden'
--@ lookup phone
SELECT c.id AS id, c.phone_key AS key FROM customer c WHERE c.phone_key IS NOT NULL AND @scope(customer.see, c.owner)
  AND coalesce((SELECT r.rule FROM person p JOIN role_field r ON r.role = p.role
    WHERE p.id = @me AND r.relation = 'customer' AND r.field = 'phone'), 'masked') <> 'hidden'
UNION ALL
SELECT c.id, t.phone_key FROM contact t JOIN customer c ON c.id = t.customer
 WHERE t.phone_key IS NOT NULL AND @scope(customer.see, c.owner)
  AND coalesce((SELECT r.rule FROM person p JOIN role_field r ON r.role = p.role
    WHERE p.id = @me AND r.relation = 'contact' AND r.field = 'phone'), 'masked') <> 'hidden'
UNION ALL
SELECT c.id, t.mobile_key FROM contact t JOIN customer c ON c.id = t.customer
 WHERE t.mobile_key IS NOT NULL AND @scope(customer.see, c.owner)
  AND coalesce((SELECT r.rule FROM person p JOIN role_field r ON r.role = p.role
    WHERE p.id = @me AND r.relation = 'contact' AND r.field = 'mobile'), 'masked') <> 'hidden'
-- What acts changed. Of contact details only that they were changed.
--@ view act_change
SELECT r.act AS act, r.relation AS relation, r.record AS record, r.field AS field,
  CASE WHEN EXISTS (SELECT 1 FROM detail_field f WHERE f.relation = r.relation AND f.field = r.field) AND r.was IS NOT NULL
    THEN '••••••' ELSE r.was END AS was,
  CASE WHEN EXISTS (SELECT 1 FROM detail_field f WHERE f.relation = r.relation AND f.field = r.field) AND r.became IS NOT NULL
    THEN '••••••' ELSE r.became END AS became
 FROM act_row r JOIN act a ON a.id = r.act WHERE @scope(audit.see, a.person)
-- Whose contact details were changed, by whom and when, without what.
--@ view detail_change
SELECT r.act AS act, a.person AS person, a.at AS at, a.day AS day, r.relation AS relation, r.record AS record, r.field AS field
 FROM act_row r JOIN act a ON a.id = r.act JOIN detail_field f ON f.relation = r.relation AND f.field = r.field
 WHERE @scope(signal.see, a.person)
-- Whose computer's clock could not be right, and when that was seen.
--@ view clock_change
SELECT r.act AS act, r.record AS person, a.at AS at, a.day AS day, r.field AS way, CAST(r.became AS INTEGER) AS seconds
 FROM act_row r JOIN act a ON a.id = r.act WHERE r.relation = 'clock' AND @scope(signal.see, r.record)
-- How many contact details a team saw on a day, for everybody: what is usual is measured by it. Of three people at
-- least, so that it tells of nobody.
--@ view disclosure_team
SELECT p.team AS team, d.day AS day, count(DISTINCT d.person) AS people, count(*) AS n
 FROM disclosure d JOIN person p ON p.id = d.person WHERE p.team IS NOT NULL
 GROUP BY p.team, d.day HAVING count(DISTINCT d.person) > 2
