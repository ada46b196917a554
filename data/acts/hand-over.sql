-- Everything that somebody holds, or as much of it as the rows name, goes to others in one act: each customer to a
-- person or into a pool, with its open deals as they stand, its contracts and what is promised. What hangs on no
-- customer of the rows, views and shares too, goes to rest. Whose work and success it was until now stays.
--@ act hand-over
--@ right customer.transfer
--@ arg person int
--@ arg rest int?
--@ arg accept int?
--@ arg note text?
--@ rows rows
--@ column customer int
--@ column to_person int?
--@ column to_pool int?
--@ refuse no-such-person
SELECT :person AS person WHERE NOT EXISTS (SELECT 1 FROM person p WHERE p.id = :person)
UNION ALL SELECT :rest WHERE :rest IS NOT NULL AND NOT EXISTS (SELECT 1 FROM person p WHERE p.id = :rest AND p.active = 1)
--@ refuse person-out-of-reach
SELECT p.id AS person FROM person p WHERE p.id IN (:person, :rest) AND NOT @reaches(p.id)
--@ refuse bad-argument
SELECT 'accept' AS argument WHERE :accept NOT IN (0, 1)
UNION ALL SELECT 'rest' WHERE :rest = :person
--@ let handover int
@newid(handover)
--@ let state text
CASE WHEN coalesce(:accept, 0) = 1 THEN 'proposed' ELSE 'accepted' END
--@ do 1
INSERT INTO handover(id, act, person, given_by, at, day, note)
VALUES (:handover, :act, :person, nullif(:me, 0), :now, :today, :note)
--@ each rows
--@ skip changed-since
SELECT :customer WHERE NOT EXISTS (SELECT 1 FROM customer c WHERE c.id = :customer AND c.owner = :person
  AND c.merged_into IS NULL)
--@ skip named-twice
SELECT :customer FROM handover_item i WHERE i.handover = :handover AND i.customer = :customer
--@ do 1
INSERT INTO handover_item(handover, customer, person, to_person, to_pool, state, decided_at)
VALUES (:handover, :customer, :person, :to_person, CASE WHEN :to_person IS NULL THEN :to_pool END,
  CASE WHEN :to_person IS NULL OR :to_person = :me THEN 'accepted' ELSE :state END,
  CASE WHEN :to_person IS NULL OR :to_person = :me OR :state = 'accepted' THEN :now END)
--@ end
--@ let n int
(SELECT count(*) FROM handover_item i WHERE i.handover = :handover)
--@ refuse too-many-rows
SELECT l.n AS allowed, :n AS rows FROM person p JOIN role_limit l ON l.role = p.role
  AND l.name = 'bulk_rows' WHERE p.id = :me AND :n > greatest(l.n, coalesce((
  SELECT max(q.granted) FROM request q WHERE q.person = :me AND q.kind = 'bulk' AND q.state = 'granted'
  AND q.until_day >= :today), 0))
--@ refuse no-receiver
SELECT i.customer AS customer FROM handover_item i WHERE i.handover = :handover
  AND ((i.to_person IS NULL AND i.to_pool IS NULL) OR i.to_person = :person)
--@ refuse no-such-person
SELECT g.person AS person FROM (SELECT DISTINCT i.to_person AS person FROM handover_item i WHERE i.handover = :handover
  AND i.to_person IS NOT NULL) AS g WHERE NOT EXISTS (SELECT 1 FROM person p WHERE p.id = g.person AND p.active = 1)
--@ refuse person-out-of-reach
SELECT g.person AS person FROM (SELECT DISTINCT i.to_person AS person FROM handover_item i WHERE i.handover = :handover
  AND i.to_person IS NOT NULL) AS g WHERE NOT @reaches(g.person)
--@ refuse no-such-pool
SELECT g.pool AS pool FROM (SELECT DISTINCT i.to_pool AS pool FROM handover_item i WHERE i.handover = :handover
  AND i.to_pool IS NOT NULL) AS g WHERE NOT EXISTS (SELECT 1 FROM pool p WHERE p.id = g.pool AND p.active = 1)
--@ refuse pool-full
SELECT p.id AS pool, p.capacity AS capacity, g.n AS more
  FROM (SELECT i.to_pool AS pool, count(*) AS n FROM handover_item i WHERE i.handover = :handover GROUP BY i.to_pool) AS g
  JOIN pool p ON p.id = g.pool WHERE p.capacity IS NOT NULL
  AND g.n + (SELECT count(*) FROM customer c WHERE c.pool = p.id AND c.archived = 0) > p.capacity
-- What is under way is somebody's.
--@ refuse has-deals
SELECT d.customer AS customer, d.id AS deal FROM handover_item i JOIN deal d ON d.customer = i.customer AND d.status = 'open'
 WHERE i.handover = :handover AND i.to_pool IS NOT NULL
--@ refuse has-contracts
SELECT k.customer AS customer, k.id AS contract FROM handover_item i JOIN contract k ON k.customer = i.customer
  AND k.status = 'running' WHERE i.handover = :handover AND i.to_pool IS NOT NULL
--@ do n
INSERT INTO ownership_event(id, act, customer, from_owner, to_owner, to_pool, from_since, person, reason, at, day)
SELECT @newid(ownership_event), :act, c.id, c.owner, i.to_person, i.to_pool, c.owned_since, nullif(:me, 0), :note, :now,
  :today FROM handover_item i JOIN customer c ON c.id = i.customer WHERE i.handover = :handover
-- By person, as there is an index of what each has open. In a pool nothing is due.
--@ audit
SELECT 'deal', d.id, 'owner', CAST(d.owner AS TEXT), CAST(CASE WHEN i.customer IS NULL THEN :rest ELSE i.to_person END AS TEXT)
  FROM deal d LEFT JOIN handover_item i ON i.handover = :handover AND i.customer = d.customer
 WHERE d.owner = :person AND d.status = 'open' AND (i.customer IS NOT NULL OR :rest IS NOT NULL)
UNION ALL
SELECT 'contract', k.id, 'owner', CAST(k.owner AS TEXT), CAST(CASE WHEN i.customer IS NULL THEN :rest ELSE i.to_person END AS TEXT)
  FROM contract k LEFT JOIN handover_item i ON i.handover = :handover AND i.customer = k.customer
 WHERE k.owner = :person AND k.status IN ('draft', 'running') AND (i.customer IS NOT NULL OR :rest IS NOT NULL)
UNION ALL
SELECT 'task', t.id, 'person', CAST(t.person AS TEXT), CAST(coalesce(i.to_person, :rest) AS TEXT)
  FROM task t LEFT JOIN handover_item i ON i.handover = :handover AND i.customer = t.customer
 WHERE t.person = :person AND t.done_at IS NULL AND t.dropped = 0 AND coalesce(i.to_person, :rest) IS NOT NULL
   AND i.to_pool IS NULL
UNION ALL
SELECT 'task', t.id, 'dropped', '0', '1' FROM handover_item i CROSS JOIN task t WHERE t.customer = i.customer
  AND t.done_at IS NULL AND t.dropped = 0 AND i.handover = :handover AND i.to_pool IS NOT NULL
UNION ALL
SELECT 'customer', c.id, 'protected_until', CAST(c.protected_until AS TEXT), NULL FROM handover_item i JOIN customer c
  ON c.id = i.customer WHERE i.handover = :handover AND i.to_pool IS NOT NULL AND c.protected_until IS NOT NULL
UNION ALL
SELECT 'saved_view', v.id, 'person', CAST(v.person AS TEXT), CAST(:rest AS TEXT) FROM saved_view v
 WHERE v.person = :person AND :rest IS NOT NULL
UNION ALL
SELECT 'collaborator', s.id, 'person', CAST(s.person AS TEXT), CAST(:rest AS TEXT) FROM collaborator s
 WHERE s.person = :person AND s.until >= :today AND :rest IS NOT NULL
   AND NOT EXISTS (SELECT 1 FROM collaborator o WHERE o.customer = s.customer AND o.person = :rest)
UNION ALL
SELECT 'customer', i.customer, 'owner', CAST(i.person AS TEXT), CAST(i.to_person AS TEXT) FROM handover_item i
 WHERE i.handover = :handover
UNION ALL
SELECT 'handover', :handover, '', NULL, CAST(:person AS TEXT)
--@ let deals int
(SELECT count(*) FROM act_row r WHERE r.act = :act AND r.relation = 'deal')
--@ let contracts int
(SELECT count(*) FROM act_row r WHERE r.act = :act AND r.relation = 'contract')
--@ let tasks int
(SELECT count(*) FROM act_row r WHERE r.act = :act AND r.relation = 'task' AND r.field = 'person')
--@ refuse nothing-to-do
SELECT :person AS person WHERE :n + :deals + :contracts + :tasks = 0
  AND NOT EXISTS (SELECT 1 FROM act_row r WHERE r.act = :act AND r.relation IN ('saved_view', 'collaborator'))
--@ do deals
UPDATE deal AS d SET owner = CAST(r.became AS INTEGER), version = d.version + 1 FROM act_row r
 WHERE r.act = :act AND r.relation = 'deal' AND r.field = 'owner' AND r.record = d.id
--@ do contracts
UPDATE contract AS k SET owner = CAST(r.became AS INTEGER), version = k.version + 1 FROM act_row r
 WHERE r.act = :act AND r.relation = 'contract' AND r.field = 'owner' AND r.record = k.id
--@ do tasks
UPDATE task AS t SET person = CAST(r.became AS INTEGER), version = t.version + 1 FROM act_row r
 WHERE r.act = :act AND r.relation = 'task' AND r.field = 'person' AND r.record = t.id
--@ do any
UPDATE task SET dropped = 1, version = version + 1 WHERE id IN (
  SELECT r.record FROM act_row r WHERE r.act = :act AND r.relation = 'task' AND r.field = 'dropped')
--@ do any
UPDATE saved_view SET person = :rest WHERE id IN (
  SELECT r.record FROM act_row r WHERE r.act = :act AND r.relation = 'saved_view')
--@ do any
UPDATE collaborator SET person = :rest WHERE id IN (
  SELECT r.record FROM act_row r WHERE r.act = :act AND r.relation = 'collaborator')
-- What is archived is nobody's load.
--@ do any
INSERT INTO holding AS h (person, n)
SELECT g.person, sum(g.n) FROM (
  SELECT i.to_person AS person, count(*) AS n FROM handover_item i JOIN customer c ON c.id = i.customer
   WHERE i.handover = :handover AND c.archived = 0 AND i.to_person IS NOT NULL GROUP BY i.to_person
  UNION ALL SELECT :person, -count(*) FROM handover_item i JOIN customer c ON c.id = i.customer
   WHERE i.handover = :handover AND c.archived = 0) AS g WHERE g.n <> 0 GROUP BY g.person
ON CONFLICT (person) DO UPDATE SET n = h.n + excluded.n
--@ do any
DELETE FROM holding WHERE n = 0
--@ do n
UPDATE customer AS c SET owner = i.to_person, pool = i.to_pool, owned_since = :now,
  protected_until = CASE WHEN i.to_pool IS NULL THEN c.protected_until END FROM handover_item i
 WHERE i.handover = :handover AND i.customer = c.id
--@ refuse cap-exceeded
SELECT p.id AS person, @cap(p.id) AS cap FROM person p WHERE @overfull(p.id) AND p.id IN (SELECT i.to_person
  FROM handover_item i JOIN customer c ON c.id = i.customer WHERE i.handover = :handover AND @counts(c))
--@ timeline
SELECT i.customer, 'handed-over', :note, CASE WHEN i.to_person IS NULL THEN 'pool' ELSE 'person' END,
  coalesce(i.to_person, i.to_pool) FROM handover_item i WHERE i.handover = :handover
--@ refresh
SELECT i.customer FROM handover_item i WHERE i.handover = :handover AND i.to_pool IS NOT NULL
--@ give handover
:handover
--@ give n
:n
--@ give deals
:deals
--@ give contracts
:contracts
--@ give tasks
:tasks
--@ undo
--@ let handover int
(SELECT h.id FROM handover h WHERE h.act = :undone)
--@ let person int
(SELECT h.person FROM handover h WHERE h.act = :undone)
--@ refuse out-of-reach
SELECT g.person AS person FROM (SELECT :person AS person UNION SELECT i.to_person FROM handover_item i
  WHERE i.handover = :handover AND i.to_person IS NOT NULL) AS g WHERE NOT @reaches(g.person)
-- What somebody gave on, pooled or claimed since is left where it is, and listed as kept.
--@ do any
UPDATE handover_item AS i SET state = CASE WHEN c.owner IS NOT DISTINCT FROM i.to_person AND c.pool IS NOT DISTINCT FROM i.to_pool
  AND c.merged_into IS NULL THEN 'returned' ELSE 'kept' END
  FROM customer c WHERE c.id = i.customer AND i.handover = :handover AND i.state IN ('proposed', 'accepted')
--@ let n int
(SELECT count(*) FROM handover_item i WHERE i.handover = :handover AND i.state = 'returned')
--@ refuse changed-since
SELECT i.customer AS customer FROM handover_item i WHERE i.handover = :handover AND :n = 0
--@ audit
SELECT 'deal', d.id, 'owner', r.became, r.was FROM act_row r JOIN deal d ON d.id = r.record
 WHERE r.act = :undone AND r.relation = 'deal' AND d.status = 'open' AND CAST(d.owner AS TEXT) IS NOT DISTINCT FROM r.became
   AND NOT EXISTS (SELECT 1 FROM handover_item i WHERE i.handover = :handover AND i.customer = d.customer AND i.state <> 'returned')
UNION ALL
SELECT 'contract', k.id, 'owner', r.became, r.was FROM act_row r JOIN contract k ON k.id = r.record
 WHERE r.act = :undone AND r.relation = 'contract' AND CAST(k.owner AS TEXT) IS NOT DISTINCT FROM r.became
   AND NOT EXISTS (SELECT 1 FROM handover_item i WHERE i.handover = :handover AND i.customer = k.customer AND i.state <> 'returned')
UNION ALL
SELECT 'task', t.id, 'person', r.became, r.was FROM act_row r JOIN task t ON t.id = r.record
 WHERE r.act = :undone AND r.relation = 'task' AND r.field = 'person' AND t.done_at IS NULL AND CAST(t.person AS TEXT) = r.became
   AND NOT EXISTS (SELECT 1 FROM handover_item i WHERE i.handover = :handover AND i.customer = t.customer AND i.state <> 'returned')
UNION ALL
SELECT 'task', t.id, 'dropped', '1', '0' FROM act_row r JOIN task t ON t.id = r.record JOIN handover_item i
  ON i.handover = :handover AND i.customer = t.customer AND i.state = 'returned'
 WHERE r.act = :undone AND r.relation = 'task' AND r.field = 'dropped' AND t.dropped = 1
UNION ALL
SELECT 'customer', i.customer, 'protected_until', r.became, r.was FROM act_row r JOIN handover_item i
  ON i.handover = :handover AND i.customer = r.record AND i.state = 'returned'
 WHERE r.act = :undone AND r.relation = 'customer' AND r.field = 'protected_until'
UNION ALL
SELECT 'saved_view', v.id, 'person', r.became, r.was FROM act_row r JOIN saved_view v ON v.id = r.record
 WHERE r.act = :undone AND r.relation = 'saved_view' AND CAST(v.person AS TEXT) = r.became
UNION ALL
SELECT 'collaborator', s.id, 'person', r.became, r.was FROM act_row r JOIN collaborator s ON s.id = r.record
 WHERE r.act = :undone AND r.relation = 'collaborator' AND CAST(s.person AS TEXT) = r.became
   AND NOT EXISTS (SELECT 1 FROM collaborator o WHERE o.customer = s.customer AND CAST(o.person AS TEXT) = r.was)
UNION ALL
SELECT 'customer', i.customer, 'owner', CAST(i.to_person AS TEXT), CAST(i.person AS TEXT) FROM handover_item i
 WHERE i.handover = :handover AND i.state = 'returned'
UNION ALL
SELECT 'handover', :handover, 'state', 'done', 'undone'
--@ do any
UPDATE deal AS d SET owner = CAST(r.became AS INTEGER), version = d.version + 1 FROM act_row r
 WHERE r.act = :act AND r.relation = 'deal' AND r.field = 'owner' AND r.record = d.id
--@ do any
UPDATE contract AS k SET owner = CAST(r.became AS INTEGER), version = k.version + 1 FROM act_row r
 WHERE r.act = :act AND r.relation = 'contract' AND r.field = 'owner' AND r.record = k.id
--@ do any
UPDATE task AS t SET person = CAST(r.became AS INTEGER), version = t.version + 1 FROM act_row r
 WHERE r.act = :act AND r.relation = 'task' AND r.field = 'person' AND r.record = t.id
--@ do any
UPDATE task SET dropped = 0, version = version + 1 WHERE id IN (
  SELECT r.record FROM act_row r WHERE r.act = :act AND r.relation = 'task' AND r.field = 'dropped')
--@ do any
UPDATE customer AS c SET protected_until = CAST(r.became AS INTEGER) FROM act_row r
 WHERE r.act = :act AND r.relation = 'customer' AND r.field = 'protected_until' AND r.record = c.id
--@ do any
UPDATE saved_view SET person = :person WHERE id IN (
  SELECT r.record FROM act_row r WHERE r.act = :act AND r.relation = 'saved_view')
--@ do any
UPDATE collaborator SET person = :person WHERE id IN (
  SELECT r.record FROM act_row r WHERE r.act = :act AND r.relation = 'collaborator')
--@ do any
INSERT INTO holding AS h (person, n)
SELECT g.person, sum(g.n) FROM (
  SELECT i.to_person AS person, -count(*) AS n FROM handover_item i JOIN customer c ON c.id = i.customer
   WHERE i.handover = :handover AND i.state = 'returned' AND c.archived = 0 AND i.to_person IS NOT NULL GROUP BY i.to_person
  UNION ALL SELECT :person, count(*) FROM handover_item i JOIN customer c ON c.id = i.customer
   WHERE i.handover = :handover AND i.state = 'returned' AND c.archived = 0) AS g WHERE g.n <> 0 GROUP BY g.person
ON CONFLICT (person) DO UPDATE SET n = h.n + excluded.n
--@ do any
DELETE FROM holding WHERE n = 0
--@ do n
INSERT INTO ownership_event(id, act, customer, from_owner, to_owner, from_pool, from_since, person, at, day)
SELECT @newid(ownership_event), :act, c.id, c.owner, :person, c.pool, c.owned_since, nullif(:me, 0), :now, :today
  FROM handover_item i JOIN customer c ON c.id = i.customer WHERE i.handover = :handover AND i.state = 'returned'
--@ do n
UPDATE customer AS c SET owner = e.from_owner, pool = NULL, owned_since = e.from_since
  FROM ownership_event e JOIN handover_item i ON i.customer = e.customer
 WHERE e.act = :undone AND i.handover = :handover AND i.state = 'returned' AND e.customer = c.id
--@ refuse cap-exceeded
SELECT c.owner AS person, @cap(c.owner) AS cap FROM handover_item i JOIN customer c ON c.id = i.customer
 WHERE i.handover = :handover AND i.state = 'returned' AND c.archived = 0 AND @counts(c) AND @overfull(c.owner)
--@ do 1
UPDATE handover SET state = 'undone' WHERE id = :handover
--@ timeline
SELECT i.customer, 'undone', 'handed-over', 'person', i.person FROM handover_item i WHERE i.handover = :handover
  AND i.state = 'returned'
-- What was to be done may hang on another customer by now: one that was separated since.
--@ refresh
SELECT i.customer FROM handover_item i WHERE i.handover = :handover AND i.to_pool IS NOT NULL AND i.state = 'returned'
UNION SELECT t.customer FROM act_row r JOIN task t ON t.id = r.record WHERE r.act = :undone AND r.relation = 'task'
  AND t.customer IS NOT NULL
--@ give n
:n
--@ give kept
(SELECT count(*) FROM handover_item i WHERE i.handover = :handover AND i.state = 'kept')
