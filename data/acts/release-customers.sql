-- One's own customers, or those of people within reach, back into a pool; from one pool into another by its lead.
-- No claim comes back with them, and the protection of whoever gave them up ends.
--@ act release-customers
--@ right customer.release
--@ arg ids ids
--@ arg pool int
--@ arg reason text
--@ refuse no-such-pool
SELECT :pool AS pool WHERE NOT EXISTS (SELECT 1 FROM pool p WHERE p.id = :pool AND p.active = 1)
--@ refuse empty-text
SELECT 'reason' AS field WHERE trim(:reason) = ''
--@ refuse too-many-rows
@bulk(ids)
--@ refuse no-such-customer
SELECT i.id AS customer FROM @ids(ids) AS i WHERE NOT EXISTS (SELECT 1 FROM customer c WHERE c.id = i.id
  AND c.merged_into IS NULL)
--@ refuse out-of-reach
SELECT c.id AS customer FROM @ids(ids) AS i JOIN customer c ON c.id = i.id WHERE NOT @reaches(c.owner)
  AND NOT EXISTS (SELECT 1 FROM pool_person m WHERE m.pool = c.pool AND m.person = :me AND m.lead = 1)
--@ refuse archived
SELECT c.id AS customer FROM @ids(ids) AS i JOIN customer c ON c.id = i.id WHERE c.archived = 1
--@ refuse awaits-handover
SELECT c.id AS customer, p.id AS person FROM @ids(ids) AS i JOIN customer c ON c.id = i.id JOIN person p ON p.id = c.owner
 WHERE p.active = 0
--@ refuse has-deals
SELECT d.customer AS customer, d.id AS deal FROM @ids(ids) AS i JOIN deal d ON d.customer = i.id AND d.status = 'open'
--@ refuse has-contracts
SELECT k.customer AS customer, k.id AS contract FROM @ids(ids) AS i JOIN contract k ON k.customer = i.id
  AND k.status = 'running'
-- What is in the pool already stays as it is.
--@ let n int
(SELECT count(*) FROM @ids(ids) AS i JOIN customer c ON c.id = i.id WHERE c.pool IS DISTINCT FROM :pool)
--@ refuse nothing-to-do
SELECT :pool AS pool WHERE :n = 0
--@ refuse pool-full
SELECT p.id AS pool, p.capacity AS capacity, h.n AS holds, :n AS more FROM pool p JOIN (SELECT count(*) AS n FROM customer c
  WHERE c.pool = :pool AND c.archived = 0 AND c.merged_into IS NULL) AS h ON h.n + :n > p.capacity WHERE p.id = :pool
--@ do n
INSERT INTO ownership_event(id, act, customer, from_owner, from_pool, to_pool, from_since, person, reason, at, day)
SELECT @newid(ownership_event), :act, c.id, c.owner, c.pool, :pool, c.owned_since, nullif(:me, 0), trim(:reason), :now, :today
  FROM @ids(ids) AS i JOIN customer c ON c.id = i.id WHERE c.pool IS DISTINCT FROM :pool
-- Nobody is to do what was to be done for a customer of theirs.
--@ audit
SELECT 'task', t.id, 'dropped', '0', '1' FROM ownership_event e CROSS JOIN task t WHERE t.customer = e.customer
  AND t.done_at IS NULL AND t.dropped = 0 AND e.act = :act
UNION ALL
SELECT 'customer', e.customer, 'protected_until', CAST(c.protected_until AS TEXT), NULL FROM ownership_event e
  JOIN customer c ON c.id = e.customer WHERE e.act = :act AND c.protected_until IS NOT NULL
UNION ALL
SELECT 'customer', e.customer, 'owner', CAST(e.from_owner AS TEXT), NULL FROM ownership_event e
 WHERE e.act = :act AND e.from_owner IS NOT NULL
UNION ALL
SELECT 'customer', e.customer, 'pool', CAST(e.from_pool AS TEXT), CAST(e.to_pool AS TEXT) FROM ownership_event e WHERE e.act = :act
--@ do any
UPDATE task SET dropped = 1, version = version + 1 WHERE id IN (
  SELECT r.record FROM act_row r WHERE r.act = :act AND r.relation = 'task')
--@ do any
UPDATE holding AS h SET n = h.n - g.n FROM (SELECT e.from_owner AS person, count(*) AS n FROM ownership_event e
  WHERE e.act = :act GROUP BY e.from_owner) AS g WHERE h.person = g.person
--@ do any
DELETE FROM holding WHERE n = 0
--@ do n
UPDATE customer SET owner = NULL, pool = :pool, owned_since = :now, protected_until = NULL WHERE id IN (
  SELECT e.customer FROM ownership_event e WHERE e.act = :act)
--@ timeline
SELECT e.customer, 'released', trim(:reason), 'pool', :pool FROM ownership_event e WHERE e.act = :act
--@ refresh
SELECT r.record FROM act_row r WHERE r.act = :act AND r.relation = 'customer' AND r.field = 'pool'
--@ give n
:n
--@ undo
--@ refuse out-of-reach
SELECT e.customer AS customer FROM ownership_event e WHERE e.act = :undone AND NOT @reaches(e.from_owner)
  AND NOT EXISTS (SELECT 1 FROM pool_person m WHERE m.pool = e.from_pool AND m.person = :me AND m.lead = 1)
--@ refuse changed-since
SELECT e.customer AS customer FROM ownership_event e LEFT JOIN customer c ON c.id = e.customer
 WHERE e.act = :undone AND (c.id IS NULL OR c.pool IS DISTINCT FROM e.to_pool OR c.archived = 1
   OR c.merged_into IS NOT NULL
   OR EXISTS (SELECT 1 FROM ownership_standing later WHERE later.customer = e.customer AND later.id > e.id))
--@ refuse no-such-person
SELECT p.id AS person FROM ownership_event e JOIN person p ON p.id = e.from_owner WHERE e.act = :undone
  AND p.active = 0
--@ refuse no-such-pool
SELECT p.id AS pool FROM ownership_event e JOIN pool p ON p.id = e.from_pool WHERE e.act = :undone AND p.active = 0
--@ refuse pool-full
SELECT p.id AS pool, p.capacity AS capacity FROM pool p
  JOIN (SELECT e.from_pool AS pool, count(*) AS n FROM ownership_event e WHERE e.act = :undone GROUP BY e.from_pool) AS g
    ON g.pool = p.id
 WHERE g.n + (SELECT count(*) FROM customer c WHERE c.pool = p.id AND c.archived = 0 AND c.merged_into IS NULL) > p.capacity
--@ let n int
(SELECT count(*) FROM ownership_event e WHERE e.act = :undone)
--@ do any
INSERT INTO holding AS h (person, n)
SELECT e.from_owner, count(*) FROM ownership_event e WHERE e.act = :undone AND e.from_owner IS NOT NULL
  GROUP BY e.from_owner
ON CONFLICT (person) DO UPDATE SET n = h.n + excluded.n
--@ do n
UPDATE customer AS c SET owner = e.from_owner, pool = e.from_pool, owned_since = e.from_since,
  protected_until = (SELECT CAST(r.was AS INTEGER) FROM act_row r WHERE r.act = :undone AND r.relation = 'customer'
    AND r.record = c.id AND r.field = 'protected_until')
  FROM ownership_event e WHERE e.act = :undone AND e.customer = c.id
-- Given up and claimed others meanwhile: there is no more room than before.
--@ refuse cap-exceeded
SELECT e.from_owner AS person, @cap(e.from_owner) AS cap FROM ownership_event e JOIN customer c ON c.id = e.customer
 WHERE e.act = :undone AND @counts(c) AND @overfull(e.from_owner)
--@ do any
UPDATE task SET dropped = 0, version = version + 1 WHERE done_at IS NULL AND dropped = 1 AND id IN (
  SELECT r.record FROM act_row r WHERE r.act = :undone AND r.relation = 'task')
--@ do n
INSERT INTO ownership_event(id, act, customer, to_owner, from_pool, to_pool, from_since, person, at, day)
SELECT @newid(ownership_event), :act, e.customer, e.from_owner, e.to_pool, e.from_pool, e.at, nullif(:me, 0), :now, :today
  FROM ownership_event e WHERE e.act = :undone
--@ timeline
SELECT e.customer, 'undone', 'released', 'pool', e.to_pool FROM ownership_event e WHERE e.act = :undone
-- What was to be done may hang on another customer by now: one that was separated since.
--@ refresh
SELECT e.customer FROM ownership_event e WHERE e.act = :undone
UNION SELECT t.customer FROM act_row r JOIN task t ON t.id = r.record WHERE r.act = :undone AND r.relation = 'task'
  AND t.customer IS NOT NULL
