-- Customers of whom rules hold go into the rules' pools. Who falls is worked out before, by the rules' questions; what
-- the store knows itself is checked here once more: that each is as it was seen, and what exempts it.
--@ act fall-customers
--@ right pool.fall
--@ rows falls
--@ column customer int
--@ column owner int
--@ column since time?
--@ column contacted day?
--@ column rule int
--@ column why text
--@ each falls
--@ let pool int
(SELECT f.pool FROM fall_rule f JOIN pool p ON p.id = f.pool AND p.active = 1 WHERE f.id = :rule AND f.active = 1)
--@ skip no-such-rule
SELECT :customer WHERE :pool IS NULL
--@ skip out-of-reach
SELECT :customer WHERE NOT @reaches(:owner)
-- What somebody left behind is handed over whole.
--@ skip awaits-handover
SELECT :customer FROM person p WHERE p.id = :owner AND p.active = 0
-- Contacted, transferred or archived in between.
--@ skip changed-since
SELECT :customer WHERE NOT EXISTS (SELECT 1 FROM customer c WHERE c.id = :customer AND c.owner = :owner
  AND c.archived = 0 AND c.merged_into IS NULL AND c.owned_since IS NOT DISTINCT FROM :since
  AND c.last_contact_day IS NOT DISTINCT FROM :contacted)
--@ skip locked
SELECT l.customer FROM customer_lock l WHERE l.customer = :customer AND (l.until_day IS NULL OR l.until_day >= :today)
--@ skip protected
SELECT v.customer FROM customer_guard v WHERE v.customer = :customer AND v.until >= :today
--@ skip exempt
SELECT d.customer FROM deal d JOIN fall_rule f ON f.id = :rule AND f.exempt_deal = 1
 WHERE d.customer = :customer AND d.status = 'open'
UNION ALL SELECT k.customer FROM contract k JOIN fall_rule f ON f.id = :rule AND f.exempt_contract = 1
 WHERE k.customer = :customer AND k.status = 'running' AND (k.end_day IS NULL OR k.end_day >= :today)
UNION ALL SELECT c.id FROM customer c JOIN fall_rule f ON f.id = :rule
 WHERE c.id = :customer AND ((f.level IS NOT NULL AND c.level IS DISTINCT FROM f.level)
   OR day_add(day_of(c.owned_since), f.grace_days) > :today)
--@ skip pool-full
SELECT :customer FROM pool p WHERE p.id = :pool AND p.capacity IS NOT NULL AND p.capacity <= (SELECT count(*)
  FROM customer c WHERE c.pool = p.id AND c.archived = 0 AND c.merged_into IS NULL)
--@ do 1
INSERT INTO ownership_event(id, act, customer, from_owner, to_pool, from_since, person, reason, at, day)
SELECT @newid(ownership_event), :act, c.id, c.owner, :pool, c.owned_since, nullif(:me, 0), :why, :now, :today
  FROM customer c WHERE c.id = :customer
--@ do 1
UPDATE customer SET owner = NULL, pool = :pool, owned_since = :now WHERE id = :customer
--@ end
--@ refuse nothing-to-do
SELECT :skipped AS skipped WHERE :taken = 0
-- Nobody is to do what was to be done for a customer of theirs. Open deals, where they do not exempt, keep their owner.
--@ audit
SELECT 'task', t.id, 'dropped', '0', '1' FROM ownership_event e CROSS JOIN task t WHERE t.customer = e.customer
  AND t.done_at IS NULL AND t.dropped = 0 AND e.act = :act
UNION ALL
SELECT 'customer', c.id, 'protected_until', CAST(c.protected_until AS TEXT), NULL FROM ownership_event e
  JOIN customer c ON c.id = e.customer WHERE e.act = :act AND c.protected_until IS NOT NULL
UNION ALL
SELECT 'customer', e.customer, 'owner', CAST(e.from_owner AS TEXT), NULL FROM ownership_event e WHERE e.act = :act
UNION ALL
SELECT 'customer', e.customer, 'pool', NULL, CAST(e.to_pool AS TEXT) FROM ownership_event e WHERE e.act = :act
--@ do any
UPDATE customer SET protected_until = NULL WHERE id IN (SELECT r.record FROM act_row r WHERE r.act = :act
  AND r.relation = 'customer' AND r.field = 'protected_until')
--@ do any
UPDATE task SET dropped = 1, version = version + 1 WHERE id IN (
  SELECT r.record FROM act_row r WHERE r.act = :act AND r.relation = 'task')
--@ do any
UPDATE holding AS h SET n = h.n - g.n FROM (SELECT e.from_owner AS person, count(*) AS n FROM ownership_event e
  WHERE e.act = :act GROUP BY e.from_owner) AS g WHERE h.person = g.person
--@ do any
DELETE FROM holding WHERE n = 0
--@ timeline
SELECT e.customer, 'fell', e.reason, 'pool', e.to_pool FROM ownership_event e WHERE e.act = :act
--@ refresh
SELECT e.customer FROM ownership_event e WHERE e.act = :act
--@ give n
:taken
--@ undo
--@ refuse out-of-reach
SELECT e.customer AS customer FROM ownership_event e WHERE e.act = :undone AND NOT @reaches(e.from_owner)
--@ refuse changed-since
SELECT e.customer AS customer FROM ownership_event e LEFT JOIN customer c ON c.id = e.customer
 WHERE e.act = :undone AND (c.id IS NULL OR c.pool IS DISTINCT FROM e.to_pool OR c.archived = 1
   OR c.merged_into IS NOT NULL
   OR EXISTS (SELECT 1 FROM ownership_standing later WHERE later.customer = e.customer AND later.id > e.id))
--@ refuse no-such-person
SELECT p.id AS person FROM ownership_event e JOIN person p ON p.id = e.from_owner WHERE e.act = :undone
  AND p.active = 0
--@ let n int
(SELECT count(*) FROM ownership_event e WHERE e.act = :undone)
--@ do any
INSERT INTO holding AS h (person, n)
SELECT e.from_owner, count(*) FROM ownership_event e WHERE e.act = :undone GROUP BY e.from_owner
ON CONFLICT (person) DO UPDATE SET n = h.n + excluded.n
--@ do n
UPDATE customer AS c SET owner = e.from_owner, pool = NULL, owned_since = e.from_since,
  protected_until = (SELECT CAST(r.was AS INTEGER) FROM act_row r WHERE r.act = :undone AND r.relation = 'customer'
    AND r.record = c.id AND r.field = 'protected_until')
  FROM ownership_event e WHERE e.act = :undone AND e.customer = c.id
--@ refuse cap-exceeded
SELECT e.from_owner AS person, @cap(e.from_owner) AS cap FROM ownership_event e JOIN customer c ON c.id = e.customer
 WHERE e.act = :undone AND @counts(c) AND @overfull(e.from_owner)
--@ do any
UPDATE task SET dropped = 0, version = version + 1 WHERE done_at IS NULL AND dropped = 1 AND id IN (
  SELECT r.record FROM act_row r WHERE r.act = :undone AND r.relation = 'task')
--@ do n
INSERT INTO ownership_event(id, act, customer, to_owner, from_pool, from_since, person, at, day)
SELECT @newid(ownership_event), :act, e.customer, e.from_owner, e.to_pool, e.at, nullif(:me, 0), :now, :today
  FROM ownership_event e WHERE e.act = :undone
--@ timeline
SELECT e.customer, 'undone', 'fell', 'pool', e.to_pool FROM ownership_event e WHERE e.act = :undone
-- What was to be done may hang on another customer by now: one that was separated since.
--@ refresh
SELECT e.customer FROM ownership_event e WHERE e.act = :undone
UNION SELECT t.customer FROM act_row r JOIN task t ON t.id = r.record WHERE r.act = :undone AND r.relation = 'task'
  AND t.customer IS NOT NULL
