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
--
-- "--@ field": what a role may be kept from (role_field: hidden; masked and listed, until the record is disclosed),
-- and every column where it stands, so that nothing is told by a copy or a sum; "of": only where the row's kind is
-- that. Of a contact detail the places beside its own, which are empty only where it is hidden. Who is kept from a
-- field finds NULL in these columns (store/field-rules.h). "own": the company's own fields, by their ids.
--@ field customer.region in customer.region, deal.region
--@ field customer.industry in customer.industry
--@ field customer.category in customer.category, deal.category
--@ field customer.level in customer.level
--@ field customer.source in customer.source, deal.source
--@ field customer.channel in customer.channel
--@ field customer.credit_code in customer.credit_code
--@ field customer.website in customer.website
--@ field customer.mail_domain in customer.mail_domain
--@ field customer.email in customer.mail_domain
--@ field customer.note in customer.note
--@ field contact.title in contact.title
--@ field contact.department in contact.department
--@ field contact.birthday in contact.birthday
--@ field contact.note in contact.note
--@ field deal.amount in deal.amount, deal_line.price, deal_line.amount, customer_month.amount
--@ field deal.product in deal.product, deal_line.product
--@ field deal.expected_day in deal.expected_day
--@ field deal.lost_reason in deal.lost_reason
--@ field deal.external_id in deal.external_id
--@ field deal.note in deal.note
--@ field contract.number in contract.number
--@ field contract.amount in contract.amount
--@ field contract.signed_day in contract.signed_day
--@ field contract.start_day in contract.start_day
--@ field contract.end_day in contract.end_day
--@ field contract.note in contract.note
--@ field payment.amount in payment.amount, timeline.text of payment
--@ field payment.note in payment.note, timeline.text of payment-voided
--@ field activity.text in activity.text
--@ field activity.outcome in activity.outcome
--@ field activity.minutes in activity.minutes
--@ field own in field_value.text, field_value.number

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
--@ desk customer_merge
SELECT m.* FROM customer_merge m JOIN customer c ON c.id = m.keep WHERE @scope(customer.see, c.owner)
--@ desk merge_row
SELECT r.* FROM merge_row r JOIN customer_merge m ON m.act = r.act JOIN customer c ON c.id = m.keep WHERE @scope(customer.see, c.owner)
--@ desk family_rule
SELECT f.* FROM family_rule f
--@ desk choice
SELECT c.* FROM choice c
--@ desk field
SELECT f.* FROM field f
--@ desk pool
SELECT p.* FROM pool p
--@ desk pool_member
SELECT m.* FROM pool_member m
--@ desk pool_field
SELECT f.* FROM pool_field f
--@ desk claim
SELECT k.* FROM claim k WHERE @scope(customer.see, k.person)
--@ desk fall_rule
SELECT f.* FROM fall_rule f
--@ desk customer_lock
SELECT l.* FROM customer_lock l JOIN customer c ON c.id = l.customer WHERE @scope(customer.see, c.owner)
--@ desk role_cap
SELECT r.* FROM role_cap r
--@ desk cap_filter
SELECT f.* FROM cap_filter f
--@ desk protection_rule
SELECT r.* FROM protection_rule r
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
-- What is in the pools of one's own: of an open one for its members, of each for its leads. Only what the pool shows; a
-- lead, and whoever sees everything, has all of it. why: what a claim would be refused for today, NULL for nothing, and
-- free_day: from when on it would not be, where a day says so.
-- What the role is kept from stays out.
--@ view pool_customer
SELECT y.id AS id, y.pool AS pool, y.since AS since,
  CASE WHEN y.whole = 1 OR y.shows_name = 1 THEN y.name END AS name,
  CASE WHEN y.whole = 1 OR y.shows_short_name = 1 THEN y.short_name END AS short_name,
  CASE WHEN (y.whole = 1 OR y.shows_credit_code = 1) AND NOT EXISTS (SELECT 1 FROM person p JOIN role_field k ON k.role = p.role
    WHERE p.id = @me AND k.relation = 'customer' AND k.field = 'credit_code' AND k.rule IN ('hidden', 'masked', 'listed')) THEN y.credit_code END AS credit_code,
  CASE WHEN (y.whole = 1 OR y.shows_website = 1) AND NOT EXISTS (SELECT 1 FROM person p JOIN role_field k ON k.role = p.role
    WHERE p.id = @me AND k.relation = 'customer' AND k.field = 'website' AND k.rule IN ('hidden', 'masked', 'listed')) THEN y.website END AS website,
  CASE WHEN (y.whole = 1 OR y.shows_region = 1) AND NOT EXISTS (SELECT 1 FROM person p JOIN role_field k ON k.role = p.role
    WHERE p.id = @me AND k.relation = 'customer' AND k.field = 'region' AND k.rule IN ('hidden', 'masked', 'listed')) THEN y.region END AS region,
  CASE WHEN (y.whole = 1 OR y.shows_industry = 1) AND NOT EXISTS (SELECT 1 FROM person p JOIN role_field k ON k.role = p.role
    WHERE p.id = @me AND k.relation = 'customer' AND k.field = 'industry' AND k.rule IN ('hidden', 'masked', 'listed')) THEN y.industry END AS industry,
  CASE WHEN (y.whole = 1 OR y.shows_category = 1) AND NOT EXISTS (SELECT 1 FROM person p JOIN role_field k ON k.role = p.role
    WHERE p.id = @me AND k.relation = 'customer' AND k.field = 'category' AND k.rule IN ('hidden', 'masked', 'listed')) THEN y.category END AS category,
  CASE WHEN (y.whole = 1 OR y.shows_level = 1) AND NOT EXISTS (SELECT 1 FROM person p JOIN role_field k ON k.role = p.role
    WHERE p.id = @me AND k.relation = 'customer' AND k.field = 'level' AND k.rule IN ('hidden', 'masked', 'listed')) THEN y.level END AS level,
  CASE WHEN (y.whole = 1 OR y.shows_source = 1) AND NOT EXISTS (SELECT 1 FROM person p JOIN role_field k ON k.role = p.role
    WHERE p.id = @me AND k.relation = 'customer' AND k.field = 'source' AND k.rule IN ('hidden', 'masked', 'listed')) THEN y.source END AS source,
  CASE WHEN (y.whole = 1 OR y.shows_channel = 1) AND NOT EXISTS (SELECT 1 FROM person p JOIN role_field k ON k.role = p.role
    WHERE p.id = @me AND k.relation = 'customer' AND k.field = 'channel' AND k.rule IN ('hidden', 'masked', 'listed')) THEN y.channel END AS channel,
  CASE WHEN y.whole = 1 OR y.shows_stage = 1 THEN y.stage END AS stage,
  CASE WHEN y.whole = 1 OR y.shows_last_contact_day = 1 THEN y.last_contact_day END AS last_contact_day,
  CASE WHEN y.whole = 1 OR y.shows_completeness = 1 THEN y.completeness END AS completeness,
  CASE WHEN y.whole = 1 OR y.shows_name = 1 THEN y.sort_key END AS sort_key,
  CASE WHEN y.open = 0 THEN 'not-claimable' WHEN y.lead IS NULL THEN 'not-a-member'
    WHEN y.protected_until >= y.today AND y.nobodys = 0 THEN 'protected'
    WHEN y.frozen_until > y.today THEN 'frozen' WHEN y.wait_until > y.today THEN 'must-wait'
    WHEN y.used >= y.claims_a_day THEN 'claims-used' END AS why,
  CASE WHEN y.open = 1 AND y.lead IS NOT NULL AND greatest(greatest(CASE WHEN y.nobodys = 0 THEN day_add(y.protected_until, 1) END,
    y.frozen_until), y.wait_until) > y.today
    THEN greatest(greatest(CASE WHEN y.nobodys = 0 THEN day_add(y.protected_until, 1) END, y.frozen_until), y.wait_until)
    END AS free_day
 FROM (SELECT c.id AS id, c.pool AS pool, c.owned_since AS since, c.sort_key AS sort_key,
  c.name AS name, s.shows_name AS shows_name,
  c.short_name AS short_name, s.shows_short_name AS shows_short_name,
  c.credit_code AS credit_code, s.shows_credit_code AS shows_credit_code,
  c.website AS website, s.shows_website AS shows_website,
  c.region AS region, s.shows_region AS shows_region,
  c.industry AS industry, s.shows_industry AS shows_industry,
  c.category AS category, s.shows_category AS shows_category,
  c.level AS level, s.shows_level AS shows_level,
  c.source AS source, s.shows_source AS shows_source,
  c.channel AS channel, s.shows_channel AS shows_channel,
  c.stage AS stage, s.shows_stage AS shows_stage,
  c.last_contact_day AS last_contact_day, s.shows_last_contact_day AS shows_last_contact_day,
  c.completeness AS completeness, s.shows_completeness AS shows_completeness,
  s.open AS open, s.lead AS lead, s.used AS used, s.claims_a_day AS claims_a_day, c.protected_until AS protected_until,
  s.today AS today, CASE WHEN s.freeze_days > 0 THEN day_add(day_of(c.owned_since), s.freeze_days) END AS frozen_until,
  CASE WHEN s.wait_days > 0 THEN day_add((SELECT max(e.day) FROM ownership_event e WHERE e.customer = c.id
    AND e.from_owner = @me), s.wait_days) END AS wait_until,
  CASE WHEN @scope(customer.transfer, c.owner) THEN 1 ELSE 0 END AS nobodys,
  CASE WHEN s.lead = 1 OR @scope(customer.see, c.owner) THEN 1 ELSE 0 END AS whole
  FROM customer c JOIN (SELECT o.id AS pool, o.open AS open, o.claims_a_day AS claims_a_day, o.freeze_days AS freeze_days,
    o.wait_days AS wait_days, day_of(moment()) AS today,
    max(CASE WHEN f.field = 'name' THEN 1 ELSE 0 END) AS shows_name,
    max(CASE WHEN f.field = 'short_name' THEN 1 ELSE 0 END) AS shows_short_name,
    max(CASE WHEN f.field = 'credit_code' THEN 1 ELSE 0 END) AS shows_credit_code,
    max(CASE WHEN f.field = 'website' THEN 1 ELSE 0 END) AS shows_website,
    max(CASE WHEN f.field = 'region' THEN 1 ELSE 0 END) AS shows_region,
    max(CASE WHEN f.field = 'industry' THEN 1 ELSE 0 END) AS shows_industry,
    max(CASE WHEN f.field = 'category' THEN 1 ELSE 0 END) AS shows_category,
    max(CASE WHEN f.field = 'level' THEN 1 ELSE 0 END) AS shows_level,
    max(CASE WHEN f.field = 'source' THEN 1 ELSE 0 END) AS shows_source,
    max(CASE WHEN f.field = 'channel' THEN 1 ELSE 0 END) AS shows_channel,
    max(CASE WHEN f.field = 'stage' THEN 1 ELSE 0 END) AS shows_stage,
    max(CASE WHEN f.field = 'last_contact_day' THEN 1 ELSE 0 END) AS shows_last_contact_day,
    max(CASE WHEN f.field = 'completeness' THEN 1 ELSE 0 END) AS shows_completeness,
    (SELECT max(m.lead) FROM pool_member m WHERE m.pool = o.id AND (m.person = @me OR m.team IN (
      SELECT theirs.id FROM person p JOIN team mine ON mine.id = p.team
        JOIN team theirs ON substr(mine.path, 1, length(theirs.path)) = theirs.path WHERE p.id = @me))) AS lead,
    (SELECT count(*) FROM claim k WHERE k.person = @me AND k.pool = o.id AND k.day = day_of(moment())) AS used
    FROM pool o LEFT JOIN pool_field f ON f.pool = o.id GROUP BY o.id) AS s ON s.pool = c.pool
  WHERE c.archived = 0 AND c.merged_into IS NULL AND @settled
    AND (s.lead = 1 OR s.lead = 0 AND s.open = 1 OR @scope(customer.see, c.owner))) AS y
-- A receiver knows what they were given; of the rest, whoever sees whose it was.
--@ desk handover
SELECT h.* FROM handover h WHERE @scope(customer.see, h.person)
--@ desk handover_item
SELECT i.* FROM handover_item i WHERE @scope(customer.see, i.to_person) OR @scope(customer.see, i.person)
--@ desk collaborator
SELECT k.* FROM collaborator k JOIN customer c ON c.id = k.customer WHERE @scope(customer.see, c.owner)
-- Whoever claims hears what became of it; the case is for who reaches both.
--@ desk conflict
SELECT f.* FROM conflict f WHERE @scope(request.see, f.opened_by)
-- Whose protection covers whom: customers protect themselves, and those that are the same company.
--@ view guarded_customer
SELECT c.id AS customer, c.id AS guard, c.protected_until AS until FROM customer c
 WHERE c.protected_until IS NOT NULL AND c.archived = 0 AND c.merged_into IS NULL AND @scope(customer.see, c.owner)
UNION ALL
SELECT c.id AS customer, g.id AS guard, g.protected_until AS until FROM customer c JOIN customer g ON g.credit_code = c.credit_code
 WHERE g.id <> c.id AND g.protected_until IS NOT NULL AND g.archived = 0 AND g.merged_into IS NULL
  AND @scope(customer.see, c.owner) AND @scope(customer.see, g.owner)
UNION ALL
SELECT c.id AS customer, g.id AS guard, g.protected_until AS until FROM customer c JOIN customer g ON g.name_key = c.name_key
 WHERE g.id <> c.id AND g.protected_until IS NOT NULL AND g.archived = 0 AND g.merged_into IS NULL
  AND @scope(customer.see, c.owner) AND @scope(customer.see, g.owner)
UNION ALL
SELECT c.id AS customer, g.id AS guard, g.protected_until AS until FROM customer c JOIN customer g ON g.phone_key = c.phone_key
 WHERE g.id <> c.id AND g.protected_until IS NOT NULL AND g.archived = 0 AND g.merged_into IS NULL
  AND @scope(customer.see, c.owner) AND @scope(customer.see, g.owner)
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
-- What acts changed. Of contact details only that they were changed, and so of other fields that one is kept from; of
-- those that are hidden nothing.
--@ view act_change
SELECT v.act AS act, v.relation AS relation, v.record AS record, v.field AS field,
  CASE WHEN v.kept > 0 AND v.was IS NOT NULL THEN '••••••' ELSE v.was END AS was,
  CASE WHEN v.kept > 0 AND v.became IS NOT NULL THEN '••••••' ELSE v.became END AS became
 FROM (SELECT r.act AS act, r.relation AS relation, r.record AS record, r.field AS field, r.was AS was, r.became AS became,
  CASE WHEN EXISTS (SELECT 1 FROM detail_field f WHERE f.relation = r.relation AND f.field = r.field) THEN 1
    ELSE coalesce((SELECT max(CASE k.rule WHEN 'hidden' THEN 2 WHEN 'masked' THEN 1 WHEN 'listed' THEN 1 ELSE 0 END)
    FROM person p JOIN role_field k ON k.role = p.role WHERE p.id = @me AND ((k.relation = r.relation AND k.field = r.field)
      OR (r.relation = 'field_value' AND k.field = 'own#' || r.field)
      OR (r.relation = 'deal_line' AND k.relation = 'deal' AND (k.field = 'amount' AND r.field IN ('price', 'amount')
        OR k.field = 'product' AND r.field IN ('', 'product')))
      OR (r.relation = 'payment' AND r.field = '' AND k.relation = 'payment' AND k.field = 'amount'))), 0) END AS kept
 FROM act_row r JOIN act a ON a.id = r.act WHERE @scope(audit.see, a.person)) AS v
 WHERE v.kept < 2 OR v.field = ''
-- Whose contact details were changed, by whom and when, without what.
--@ view detail_change
SELECT r.act AS act, a.person AS person, a.at AS at, a.day AS day, r.relation AS relation, r.record AS record, r.field AS field
 FROM act_row r JOIN act a ON a.id = r.act JOIN detail_field f ON f.relation = r.relation AND f.field = r.field
 WHERE @scope(signal.see, a.person)
-- Whose computer's clock could not be right, and when that was seen.
--@ view clock_change
SELECT r.act AS act, r.record AS person, a.at AS at, a.day AS day, r.field AS way, CAST(r.became AS INTEGER) AS seconds
 FROM act_row r JOIN act a ON a.id = r.act WHERE r.relation = 'clock' AND @scope(signal.see, r.record)
-- Whose password somebody else set, after it was set before: whoever did may have come in by it.
--@ view password_change
SELECT r.act AS act, r.record AS person, a.at AS at, a.day AS day, CAST(coalesce(r.became, '0') AS INTEGER) AS setter
 FROM act_row r JOIN act a ON a.id = r.act WHERE r.relation = 'person' AND r.field = 'password'
  AND coalesce(r.became, '0') <> CAST(r.record AS TEXT)
  AND EXISTS (SELECT 1 FROM act_row e WHERE e.relation = 'person' AND e.record = r.record AND e.field = 'password' AND e.act < r.act)
  AND @scope(signal.see, r.record)
-- How many contact details a team saw on a day, for everybody: what is usual is measured by it. Of three people at
-- least, so that it tells of nobody.
--@ view disclosure_team
SELECT p.team AS team, d.day AS day, count(DISTINCT d.person) AS people, count(*) AS n
 FROM disclosure d JOIN person p ON p.id = d.person WHERE p.team IS NOT NULL
 GROUP BY p.team, d.day HAVING count(DISTINCT d.person) > 2
-- What was merged into a customer that one sees, and whose it was.
--@ view merged_customer
SELECT g.id AS id, g.merged_into AS customer, g.name AS name, g.owner AS owner, g.pool AS pool, g.owned_since AS owned_since,
  m.act AS act, m.person AS person, m.at AS at, m.day AS day
 FROM customer g JOIN customer c ON c.id = g.merged_into JOIN customer_merge m ON m.gone = g.id AND m.ended IS NULL
 WHERE @scope(customer.see, c.owner)
--@ view merged_ownership
SELECT e.id AS id, e.act AS act, g.merged_into AS customer, e.customer AS merged, e.from_owner AS from_owner, e.to_owner AS to_owner,
  e.from_pool AS from_pool, e.to_pool AS to_pool, e.person AS person, e.reason AS reason, e.at AS at, e.day AS day
 FROM ownership_event e JOIN customer g ON g.id = e.customer JOIN customer c ON c.id = g.merged_into
 WHERE @scope(customer.see, c.owner)
