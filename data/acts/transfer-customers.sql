--@ act transfer-customers
--@ right customer.transfer
--@ arg ids ids
--@ arg to int
--@ arg reason text?
--@ arg deals int?
--@ arg contracts int?
--@ arg tasks int?
--@ arg until day?
--@ arg note text?
--@ refuse bad-argument
SELECT 'deals' AS argument WHERE :deals NOT IN (0, 1) UNION ALL SELECT 'contracts' WHERE :contracts NOT IN (0, 1)
UNION ALL SELECT 'tasks' WHERE :tasks NOT IN (0, 1) UNION ALL SELECT 'until' WHERE :until < :today
--@ refuse no-such-person
SELECT :to AS person WHERE NOT EXISTS (SELECT 1 FROM person p WHERE p.id = :to AND p.active = 1)
--@ refuse person-out-of-reach
SELECT :to AS person WHERE NOT @reaches(:to)
--@ refuse too-many-rows
@bulk(ids)
--@ refuse no-such-customer
SELECT i.id AS customer FROM @ids(ids) AS i WHERE NOT EXISTS (SELECT 1 FROM customer c WHERE c.id = i.id)
--@ refuse out-of-reach
SELECT c.id AS customer FROM @ids(ids) AS i JOIN customer c ON c.id = i.id WHERE NOT @reaches(c.owner)
--@ refuse archived
SELECT c.id AS customer FROM @ids(ids) AS i JOIN customer c ON c.id = i.id WHERE c.archived = 1
-- What a leaver held waits for a handover.
--@ refuse awaits-handover
SELECT c.id AS customer, p.id AS person FROM @ids(ids) AS i JOIN customer c ON c.id = i.id JOIN person p ON p.id = c.owner
 WHERE p.active = 0
-- Whose it is already stays as it is.
--@ let n int
(SELECT count(*) FROM @ids(ids) AS i JOIN customer c ON c.id = i.id WHERE c.owner IS DISTINCT FROM :to)
--@ refuse nothing-to-do
SELECT :to AS person WHERE :n = 0
--@ do n
INSERT INTO ownership_event(id, act, customer, from_owner, to_owner, from_pool, from_since, person, reason, at, day)
SELECT @newid(ownership_event), :act, c.id, c.owner, :to, c.pool, c.owned_since, nullif(:me, 0), :reason, :now, :today
  FROM @ids(ids) AS i JOIN customer c ON c.id = i.id WHERE c.owner IS DISTINCT FROM :to
-- Open deals go along, and contracts that run, unless they shall stay; credit for closed ones stays. So do the former owner's open tasks (+ 0: found by
-- customer, not by going through all that the person has to do; CROSS JOIN: from the customers to their deals,
-- not through all deals that are open).
--@ audit
SELECT 'deal', d.id, 'owner', CAST(d.owner AS TEXT), CAST(:to AS TEXT) FROM ownership_event e
  CROSS JOIN deal d WHERE d.customer = e.customer AND d.status = 'open' AND e.act = :act AND d.owner IS DISTINCT FROM :to
  AND coalesce(:deals, 1) = 1
UNION ALL
SELECT 'contract', k.id, 'owner', CAST(k.owner AS TEXT), CAST(:to AS TEXT) FROM ownership_event e
  CROSS JOIN contract k WHERE k.customer = e.customer AND k.status IN ('draft', 'running') AND e.act = :act
  AND k.owner = e.from_owner AND coalesce(:contracts, 1) = 1
UNION ALL
SELECT 'task', t.id, 'person', CAST(t.person AS TEXT), CAST(:to AS TEXT) FROM ownership_event e
  CROSS JOIN task t WHERE t.customer = e.customer AND t.done_at IS NULL AND t.dropped = 0
  AND t.person + 0 = e.from_owner AND e.act = :act AND coalesce(:tasks, 1) = 1
UNION ALL
SELECT 'collaborator', k.id, 'until', CAST(k.until AS TEXT), CAST(:until AS TEXT) FROM ownership_event e
  JOIN collaborator k ON k.customer = e.customer AND k.person = e.from_owner
 WHERE e.act = :act AND :until IS NOT NULL AND k.until <> :until
UNION ALL
SELECT 'customer', e.customer, 'owner', CAST(e.from_owner AS TEXT), CAST(e.to_owner AS TEXT)
  FROM ownership_event e WHERE e.act = :act
UNION ALL
SELECT 'customer', c.id, 'protected_until', CAST(c.protected_until AS TEXT), CAST(@protection(c) AS TEXT)
  FROM ownership_event e JOIN customer c ON c.id = e.customer WHERE e.act = :act
  AND coalesce(c.protected_until, 0) < @protection(c)
--@ do any
UPDATE deal SET owner = :to, version = version + 1 WHERE id IN (
  SELECT r.record FROM act_row r WHERE r.act = :act AND r.relation = 'deal')
--@ do any
UPDATE task SET person = :to, version = version + 1 WHERE id IN (
  SELECT r.record FROM act_row r WHERE r.act = :act AND r.relation = 'task')
--@ do any
UPDATE contract SET owner = :to, version = version + 1 WHERE id IN (
  SELECT r.record FROM act_row r WHERE r.act = :act AND r.relation = 'contract')
-- Whoever had it looks on for a while.
--@ do any
UPDATE collaborator SET until = :until WHERE id IN (
  SELECT r.record FROM act_row r WHERE r.act = :act AND r.relation = 'collaborator')
--@ do any
INSERT INTO collaborator(id, act, customer, person, until)
SELECT @newid(collaborator), :act, e.customer, e.from_owner, :until FROM ownership_event e
 WHERE e.act = :act AND e.from_owner IS NOT NULL AND :until IS NOT NULL
   AND NOT EXISTS (SELECT 1 FROM collaborator k WHERE k.customer = e.customer AND k.person = e.from_owner)
--@ audit
SELECT 'collaborator', k.id, '', NULL, CAST(k.until AS TEXT) FROM ownership_event e
  JOIN collaborator k ON k.customer = e.customer AND k.person = e.from_owner WHERE e.act = :act AND k.act = :act
-- A word to whoever gets them is the first thing that they have to do.
--@ let word int
(CASE WHEN trim(coalesce(:note, '')) <> '' THEN @newid(task) END)
--@ do any
INSERT INTO task(id, customer, person, text, due_at, due_day, created_at, created_by)
SELECT :word, CASE WHEN :n = 1 THEN (SELECT e.customer FROM ownership_event e WHERE e.act = :act) END, :to, trim(:note), :now,
  :today, :now, nullif(:me, 0) WHERE :word IS NOT NULL
--@ audit
SELECT 'task', :word, '', NULL, trim(:note) WHERE :word IS NOT NULL
--@ do any
UPDATE holding AS h SET n = h.n - g.n FROM (SELECT e.from_owner AS person, count(*) AS n FROM ownership_event e
  WHERE e.act = :act GROUP BY e.from_owner) AS g WHERE h.person = g.person
--@ do any
DELETE FROM holding WHERE n = 0
--@ do 1
INSERT INTO holding AS h (person, n) VALUES (:to, :n) ON CONFLICT (person) DO UPDATE SET n = h.n + :n
--@ do n
UPDATE customer SET owner = :to, pool = NULL, owned_since = :now WHERE id IN (
  SELECT e.customer FROM ownership_event e WHERE e.act = :act)
--@ do any
UPDATE customer AS c SET protected_until = CAST(r.became AS INTEGER) FROM act_row r
 WHERE r.act = :act AND r.relation = 'customer' AND r.field = 'protected_until' AND r.record = c.id
--@ refuse cap-exceeded
SELECT :to AS person, @cap(:to) AS cap, :n AS more WHERE @overfull(:to)
  AND EXISTS (SELECT 1 FROM ownership_event e JOIN customer c ON c.id = e.customer WHERE e.act = :act AND @counts(c))
--@ timeline
SELECT e.customer, 'transferred', :reason, 'person', :to FROM ownership_event e WHERE e.act = :act
--@ refresh
SELECT t.customer FROM task t WHERE t.id = :word AND t.customer IS NOT NULL
--@ give n
:n
--@ undo
--@ refuse out-of-reach
SELECT e.customer AS customer FROM ownership_event e JOIN customer c ON c.id = e.customer
 WHERE e.act = :undone AND NOT (@reaches(c.owner) AND (e.from_owner IS NULL OR @reaches(e.from_owner)))
--@ refuse changed-since
SELECT e.customer AS customer FROM ownership_event e LEFT JOIN customer c ON c.id = e.customer
 WHERE e.act = :undone AND (c.id IS NULL OR c.owner IS DISTINCT FROM e.to_owner OR c.archived = 1
   OR EXISTS (SELECT 1 FROM ownership_standing later WHERE later.customer = e.customer AND later.id > e.id))
--@ refuse awaits-handover
SELECT e.customer AS customer, p.id AS person FROM ownership_event e JOIN person p ON p.id = e.to_owner
 WHERE e.act = :undone AND p.active = 0
-- Nobody gets customers back who has left.
--@ refuse no-such-person
SELECT p.id AS person FROM ownership_event e JOIN person p ON p.id = e.from_owner WHERE e.act = :undone
  AND p.active = 0
--@ let n int
(SELECT count(*) FROM ownership_event e WHERE e.act = :undone)
--@ do any
UPDATE holding AS h SET n = h.n - :n
 WHERE h.person = (SELECT max(e.to_owner) FROM ownership_event e WHERE e.act = :undone)
--@ do any
DELETE FROM holding WHERE n = 0
--@ do any
INSERT INTO holding AS h (person, n)
SELECT e.from_owner, count(*) FROM ownership_event e WHERE e.act = :undone AND e.from_owner IS NOT NULL
  GROUP BY e.from_owner
ON CONFLICT (person) DO UPDATE SET n = h.n + excluded.n
--@ do n
UPDATE customer AS c SET owner = e.from_owner, pool = e.from_pool, owned_since = e.from_since
  FROM ownership_event e WHERE e.act = :undone AND e.customer = c.id
--@ do any
UPDATE customer AS c SET protected_until = CAST(r.was AS INTEGER) FROM act_row r
 WHERE r.act = :undone AND r.relation = 'customer' AND r.field = 'protected_until' AND r.record = c.id
  AND CAST(c.protected_until AS TEXT) = r.became
-- They may have got others meanwhile.
--@ refuse cap-exceeded
SELECT e.from_owner AS person, @cap(e.from_owner) AS cap FROM ownership_event e JOIN customer c ON c.id = e.customer
 WHERE e.act = :undone AND @counts(c) AND @overfull(e.from_owner)
-- Deals and tasks that went on meanwhile stay where they are.
--@ do any
UPDATE deal AS d SET owner = CAST(r.was AS INTEGER), version = d.version + 1 FROM act_row r
 WHERE r.act = :undone AND r.relation = 'deal' AND r.record = d.id AND d.status = 'open'
  AND CAST(d.owner AS TEXT) = r.became
--@ do any
UPDATE task AS t SET person = CAST(r.was AS INTEGER), version = t.version + 1 FROM act_row r
 WHERE r.act = :undone AND r.relation = 'task' AND r.field = 'person' AND r.record = t.id AND t.done_at IS NULL
  AND CAST(t.person AS TEXT) = r.became
--@ do any
UPDATE contract AS k SET owner = CAST(r.was AS INTEGER), version = k.version + 1 FROM act_row r
 WHERE r.act = :undone AND r.relation = 'contract' AND r.record = k.id AND CAST(k.owner AS TEXT) = r.became
--@ do any
UPDATE collaborator AS k SET until = CAST(r.was AS INTEGER) FROM act_row r
 WHERE r.act = :undone AND r.relation = 'collaborator' AND r.field = 'until' AND r.record = k.id AND CAST(k.until AS TEXT) = r.became
--@ do any
DELETE FROM collaborator WHERE act = :undone
-- Unless somebody has begun with it.
--@ do any
DELETE FROM task WHERE done_at IS NULL AND dropped = 0 AND version = 1 AND id IN (SELECT r.record FROM act_row r
  WHERE r.act = :undone AND r.relation = 'task' AND r.field = '')
--@ do n
INSERT INTO ownership_event(id, act, customer, from_owner, to_owner, to_pool, from_since, person, at, day)
SELECT @newid(ownership_event), :act, e.customer, e.to_owner, e.from_owner, e.from_pool, e.at, nullif(:me, 0), :now,
  :today
  FROM ownership_event e WHERE e.act = :undone
--@ timeline
SELECT e.customer, 'undone', 'transferred', 'person', e.from_owner FROM ownership_event e WHERE e.act = :undone
--@ refresh
SELECT e.customer FROM ownership_event e WHERE e.act = :undone AND EXISTS (SELECT 1 FROM act_row r WHERE r.act = :undone
  AND r.relation = 'task' AND r.field = '')
