-- By a lead of the pool, whatever their role, or by whoever transfers customers that are nobody's.
--@ act assign-from-pool
--@ right anyone
--@ ticket
--@ arg ids ids
--@ arg to int
--@ arg reason text?
--@ refuse no-such-person
SELECT :to AS person WHERE NOT EXISTS (SELECT 1 FROM person p WHERE p.id = :to AND p.active = 1)
--@ refuse too-many-rows
@bulk(ids)
--@ refuse no-such-customer
SELECT i.id AS customer FROM @ids(ids) AS i WHERE NOT EXISTS (SELECT 1 FROM customer c WHERE c.id = i.id
  AND c.merged_into IS NULL)
--@ refuse out-of-reach
SELECT c.id AS customer FROM @ids(ids) AS i JOIN customer c ON c.id = i.id WHERE NOT @reaches(customer.transfer, c.owner)
  AND NOT EXISTS (SELECT 1 FROM pool_person m WHERE m.pool = c.pool AND m.person = :me AND m.lead = 1)
--@ refuse not-in-pool
SELECT c.id AS customer FROM @ids(ids) AS i JOIN customer c ON c.id = i.id WHERE c.pool IS NULL
-- A lead gives to members of the pool only.
--@ refuse not-a-member
SELECT c.pool AS pool, :to AS person FROM @ids(ids) AS i JOIN customer c ON c.id = i.id
 WHERE NOT @reaches(customer.transfer, :to)
  AND NOT EXISTS (SELECT 1 FROM pool_person m WHERE m.pool = c.pool AND m.person = :to)
--@ refuse archived
SELECT c.id AS customer FROM @ids(ids) AS i JOIN customer c ON c.id = i.id WHERE c.archived = 1
--@ refuse protected
SELECT i.id AS customer FROM @ids(ids) AS i WHERE EXISTS (SELECT 1 FROM customer_guard v WHERE v.customer = i.id
  AND v.until >= :today AND v.owner IS DISTINCT FROM :to AND NOT @reaches(customer.transfer, v.owner))
--@ let n int
(SELECT count(*) FROM @ids(ids) AS i)
--@ do n
INSERT INTO ownership_event(id, act, customer, to_owner, from_pool, from_since, person, reason, at, day)
SELECT @newid(ownership_event), :act, c.id, :to, c.pool, c.owned_since, nullif(:me, 0), :reason, :now, :today
  FROM @ids(ids) AS i JOIN customer c ON c.id = i.id
--@ audit
SELECT 'deal', d.id, 'owner', CAST(d.owner AS TEXT), CAST(:to AS TEXT) FROM ownership_event e
  CROSS JOIN deal d WHERE d.customer = e.customer AND d.status = 'open' AND e.act = :act AND d.owner IS DISTINCT FROM :to
UNION ALL
SELECT 'customer', e.customer, 'owner', NULL, CAST(e.to_owner AS TEXT) FROM ownership_event e WHERE e.act = :act
UNION ALL
SELECT 'customer', e.customer, 'pool', CAST(e.from_pool AS TEXT), NULL FROM ownership_event e WHERE e.act = :act
UNION ALL
SELECT 'customer', c.id, 'protected_until', CAST(c.protected_until AS TEXT), CAST(@protection(c) AS TEXT)
  FROM ownership_event e JOIN customer c ON c.id = e.customer WHERE e.act = :act
  AND coalesce(c.protected_until, 0) < @protection(c)
--@ do any
UPDATE deal SET owner = :to, version = version + 1 WHERE id IN (
  SELECT r.record FROM act_row r WHERE r.act = :act AND r.relation = 'deal')
--@ do 1
INSERT INTO holding AS h (person, n) VALUES (:to, :n) ON CONFLICT (person) DO UPDATE SET n = h.n + :n
--@ do n
UPDATE customer SET owner = :to, pool = NULL, owned_since = :now WHERE id IN (
  SELECT e.customer FROM ownership_event e WHERE e.act = :act) AND pool IS NOT NULL
--@ do any
UPDATE customer AS c SET protected_until = CAST(r.became AS INTEGER) FROM act_row r
 WHERE r.act = :act AND r.relation = 'customer' AND r.field = 'protected_until' AND r.record = c.id
--@ refuse cap-exceeded
SELECT :to AS person, @cap(:to) AS cap, :n AS more WHERE @overfull(:to)
  AND EXISTS (SELECT 1 FROM ownership_event e JOIN customer c ON c.id = e.customer WHERE e.act = :act AND @counts(c))
--@ timeline
SELECT e.customer, 'assigned', :reason, 'person', :to FROM ownership_event e WHERE e.act = :act
--@ give n
:n
--@ undo
--@ refuse out-of-reach
SELECT e.customer AS customer FROM ownership_event e WHERE e.act = :undone AND NOT @reaches(customer.transfer, e.from_owner)
  AND NOT EXISTS (SELECT 1 FROM pool_person m WHERE m.pool = e.from_pool AND m.person = :me AND m.lead = 1)
--@ include back-to-pool
--@ timeline
SELECT e.customer, 'undone', 'assigned', 'pool', e.from_pool FROM ownership_event e WHERE e.act = :undone
