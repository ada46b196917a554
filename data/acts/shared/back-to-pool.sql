-- The undo of a claim and of an assignment: back into the pool from which they came.
--@ refuse changed-since
SELECT e.customer AS customer FROM ownership_event e LEFT JOIN customer c ON c.id = e.customer
 WHERE e.act = :undone AND (c.id IS NULL OR c.owner IS DISTINCT FROM e.to_owner OR c.archived = 1
   OR c.merged_into IS NOT NULL
   OR EXISTS (SELECT 1 FROM ownership_standing later WHERE later.customer = e.customer AND later.id > e.id))
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
UPDATE holding AS h SET n = h.n - :n
 WHERE h.person = (SELECT max(e.to_owner) FROM ownership_event e WHERE e.act = :undone)
--@ do any
DELETE FROM holding WHERE n = 0
--@ do n
UPDATE customer AS c SET owner = NULL, pool = e.from_pool, owned_since = e.from_since
  FROM ownership_event e WHERE e.act = :undone AND e.customer = c.id
--@ do any
UPDATE customer AS c SET protected_until = CAST(r.was AS INTEGER) FROM act_row r
 WHERE r.act = :undone AND r.relation = 'customer' AND r.field = 'protected_until' AND r.record = c.id
  AND CAST(c.protected_until AS TEXT) = r.became
-- Deals that went on meanwhile stay where they are.
--@ do any
UPDATE deal AS d SET owner = CAST(r.was AS INTEGER), version = d.version + 1 FROM act_row r
 WHERE r.act = :undone AND r.relation = 'deal' AND r.record = d.id AND d.status = 'open'
  AND CAST(d.owner AS TEXT) = r.became
--@ do n
INSERT INTO ownership_event(id, act, customer, from_owner, to_pool, from_since, person, at, day)
SELECT @newid(ownership_event), :act, e.customer, e.to_owner, e.from_pool, e.at, nullif(:me, 0), :now, :today
  FROM ownership_event e WHERE e.act = :undone
