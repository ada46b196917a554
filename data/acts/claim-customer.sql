-- The first who asks has it; whoever comes later is told who was first, and nothing else. A claim is in the ledger for
-- good: undoing it gives the customer back and not the claim.
--@ act claim-customer
--@ right customer.claim
--@ ticket
--@ arg customer int
--@ arg pool int
--@ refuse no-such-pool
SELECT :pool AS pool WHERE NOT EXISTS (SELECT 1 FROM pool p WHERE p.id = :pool AND p.active = 1)
--@ refuse not-a-member
SELECT :pool AS pool WHERE NOT EXISTS (SELECT 1 FROM pool_person m WHERE m.pool = :pool AND m.person = :me)
--@ refuse not-claimable
SELECT p.id AS pool FROM pool p WHERE p.id = :pool AND p.open = 0
-- Only of what was in this pool last.
--@ refuse already-claimed
SELECT e.to_owner AS person, p.name AS name, e.at AS at FROM customer c JOIN ownership_event e ON e.customer = c.id
  JOIN person p ON p.id = e.to_owner
 WHERE c.id = :customer AND c.pool IS DISTINCT FROM :pool AND e.from_pool = :pool
  AND NOT EXISTS (SELECT 1 FROM ownership_event later WHERE later.customer = c.id AND later.id > e.id)
--@ refuse no-such-customer
SELECT :customer AS customer WHERE NOT EXISTS (SELECT 1 FROM customer c WHERE c.id = :customer AND c.pool = :pool
  AND c.archived = 0 AND c.merged_into IS NULL)
--@ refuse protected
SELECT v.customer AS customer, v.until AS until FROM customer_guard v WHERE v.customer = :customer
  AND v.until >= :today AND v.owner IS DISTINCT FROM :me AND NOT @reaches(customer.transfer, v.owner)
--@ refuse frozen
SELECT c.id AS customer, day_add(day_of(c.owned_since), p.freeze_days) AS until FROM customer c JOIN pool p ON p.id = c.pool
 WHERE c.id = :customer AND p.freeze_days > 0 AND :today < day_add(day_of(c.owned_since), p.freeze_days)
--@ refuse must-wait
SELECT w.customer AS customer, w.until AS until FROM (SELECT e.customer AS customer, day_add(max(e.day), max(p.wait_days)) AS until
    FROM ownership_event e CROSS JOIN pool p WHERE e.customer = :customer AND e.from_owner = :me AND p.id = :pool
    GROUP BY e.customer) AS w
 WHERE :today < w.until
--@ let used int
(SELECT count(*) FROM claim k WHERE k.person = :me AND k.day = :today AND k.pool = :pool)
--@ refuse claims-used
SELECT :used AS used, p.claims_a_day AS allowance FROM pool p WHERE p.id = :pool AND :used >= p.claims_a_day
--@ do 1
INSERT INTO ownership_event(id, act, customer, to_owner, from_pool, from_since, person, at, day)
SELECT @newid(ownership_event), :act, c.id, :me, c.pool, c.owned_since, :me, :now, :today FROM customer c WHERE c.id = :customer
--@ do 1
INSERT INTO claim(id, act, pool, customer, person, at, day) VALUES (@newid(claim), :act, :pool, :customer, :me, :now, :today)
-- Open deals go along; credit for closed ones stays.
--@ audit
SELECT 'deal', d.id, 'owner', CAST(d.owner AS TEXT), CAST(:me AS TEXT) FROM ownership_event e
  CROSS JOIN deal d WHERE d.customer = e.customer AND d.status = 'open' AND e.act = :act AND d.owner IS DISTINCT FROM :me
UNION ALL
SELECT 'customer', e.customer, 'owner', NULL, CAST(e.to_owner AS TEXT) FROM ownership_event e WHERE e.act = :act
UNION ALL
SELECT 'customer', e.customer, 'pool', CAST(e.from_pool AS TEXT), NULL FROM ownership_event e WHERE e.act = :act
UNION ALL
SELECT 'customer', c.id, 'protected_until', CAST(c.protected_until AS TEXT), CAST(@protection(c) AS TEXT)
  FROM ownership_event e JOIN customer c ON c.id = e.customer WHERE e.act = :act
  AND coalesce(c.protected_until, 0) < @protection(c)
--@ do any
UPDATE deal SET owner = :me, version = version + 1 WHERE id IN (
  SELECT r.record FROM act_row r WHERE r.act = :act AND r.relation = 'deal')
--@ do 1
INSERT INTO holding AS h (person, n) VALUES (:me, 1) ON CONFLICT (person) DO UPDATE SET n = h.n + 1
--@ do 1
UPDATE customer SET owner = :me, pool = NULL, owned_since = :now WHERE id = :customer AND pool = :pool AND owner IS NULL
--@ do any
UPDATE customer AS c SET protected_until = CAST(r.became AS INTEGER) FROM act_row r
 WHERE r.act = :act AND r.relation = 'customer' AND r.field = 'protected_until' AND r.record = c.id
--@ refuse cap-exceeded
SELECT :me AS person, @cap(:me) AS cap FROM customer c WHERE c.id = :customer AND @counts(c) AND @overfull(:me)
--@ timeline
SELECT :customer, 'claimed', NULL, 'pool', :pool
--@ give used
:used + 1
--@ give allowance
(SELECT p.claims_a_day FROM pool p WHERE p.id = :pool)
--@ undo
--@ refuse out-of-reach
SELECT e.customer AS customer FROM ownership_event e WHERE e.act = :undone AND NOT @reaches(e.to_owner)
--@ include back-to-pool
--@ timeline
SELECT e.customer, 'undone', 'claimed', 'pool', e.from_pool FROM ownership_event e WHERE e.act = :undone
