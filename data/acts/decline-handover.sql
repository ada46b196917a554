-- The receiver does not take it: it is back with whoever held it, for another handover.
--@ act decline-handover
--@ right customer.see
--@ arg handover int
--@ arg ids ids
--@ arg reason text?
--@ refuse no-such-item
SELECT c.id AS customer FROM @ids(ids) AS c WHERE NOT EXISTS (SELECT 1 FROM handover_item i
  WHERE i.handover = :handover AND i.customer = c.id)
--@ refuse out-of-reach
SELECT i.customer AS customer FROM handover_item i WHERE i.handover = :handover AND i.customer IN (SELECT c.id FROM @ids(ids) AS c)
  AND i.to_person IS DISTINCT FROM :me AND NOT @reaches(customer.transfer, i.to_person)
--@ refuse decided-already
SELECT i.customer AS customer, i.state AS state FROM handover_item i WHERE i.handover = :handover
  AND i.customer IN (SELECT c.id FROM @ids(ids) AS c) AND i.state <> 'proposed'
--@ refuse changed-since
SELECT i.customer AS customer FROM handover_item i JOIN customer c ON c.id = i.customer WHERE i.handover = :handover
  AND i.customer IN (SELECT g.id FROM @ids(ids) AS g) AND c.owner IS DISTINCT FROM i.to_person
--@ let n int
(SELECT count(DISTINCT c.id) FROM @ids(ids) AS c)
--@ let given int
(SELECT h.act FROM handover h WHERE h.id = :handover)
--@ let person int
(SELECT h.person FROM handover h WHERE h.id = :handover)
--@ do n
UPDATE handover_item SET state = 'declined', decided_at = :now, reason = :reason WHERE handover = :handover
  AND customer IN (SELECT c.id FROM @ids(ids) AS c)
--@ do n
INSERT INTO ownership_event(id, act, customer, from_owner, to_owner, from_since, person, reason, at, day)
SELECT @newid(ownership_event), :act, c.id, c.owner, :person, c.owned_since, nullif(:me, 0), :reason, :now, :today
  FROM customer c WHERE c.id IN (SELECT i.id FROM @ids(ids) AS i)
--@ audit
SELECT 'deal', d.id, 'owner', r.became, r.was FROM ownership_event e JOIN deal d ON d.customer = e.customer
  JOIN act_row r ON r.act = :given AND r.relation = 'deal' AND r.record = d.id AND r.field = 'owner'
 WHERE e.act = :act AND d.status = 'open' AND CAST(d.owner AS TEXT) = r.became
UNION ALL
SELECT 'contract', k.id, 'owner', r.became, r.was FROM ownership_event e JOIN contract k ON k.customer = e.customer
  JOIN act_row r ON r.act = :given AND r.relation = 'contract' AND r.record = k.id AND r.field = 'owner'
 WHERE e.act = :act AND CAST(k.owner AS TEXT) = r.became
UNION ALL
SELECT 'task', t.id, 'person', r.became, r.was FROM ownership_event e JOIN task t ON t.customer = e.customer
  JOIN act_row r ON r.act = :given AND r.relation = 'task' AND r.record = t.id AND r.field = 'person'
 WHERE e.act = :act AND t.done_at IS NULL AND CAST(t.person AS TEXT) = r.became
UNION ALL
SELECT 'customer', e.customer, 'owner', CAST(e.from_owner AS TEXT), CAST(e.to_owner AS TEXT) FROM ownership_event e
 WHERE e.act = :act
UNION ALL
SELECT 'handover', :handover, '', NULL, 'declined'
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
INSERT INTO holding AS h (person, n)
SELECT g.person, sum(g.n) FROM (
  SELECT e.from_owner AS person, -count(*) AS n FROM ownership_event e JOIN customer c ON c.id = e.customer
   WHERE e.act = :act AND c.archived = 0 GROUP BY e.from_owner
  UNION ALL SELECT e.to_owner, count(*) FROM ownership_event e JOIN customer c ON c.id = e.customer
   WHERE e.act = :act AND c.archived = 0 GROUP BY e.to_owner) AS g GROUP BY g.person
ON CONFLICT (person) DO UPDATE SET n = h.n + excluded.n
--@ do any
DELETE FROM holding WHERE n = 0
--@ do n
UPDATE customer AS c SET owner = :person, owned_since = g.from_since FROM ownership_event e JOIN ownership_event g
    ON g.customer = e.customer WHERE e.act = :act AND g.act = :given AND e.customer = c.id
--@ timeline
SELECT e.customer, 'declined', :reason, 'person', e.from_owner FROM ownership_event e WHERE e.act = :act
--@ give n
:n
--@ undo
--@ let handover int
(SELECT r.record FROM act_row r WHERE r.act = :undone AND r.relation = 'handover')
--@ refuse out-of-reach
SELECT e.customer AS customer FROM ownership_event e WHERE e.act = :undone
  AND e.from_owner IS DISTINCT FROM :me AND NOT @reaches(customer.transfer, e.from_owner)
--@ refuse changed-since
SELECT e.customer AS customer FROM ownership_event e WHERE e.act = :undone AND EXISTS (SELECT 1 FROM ownership_standing later
  WHERE later.customer = e.customer AND later.act > :undone)
--@ let n int
(SELECT count(*) FROM ownership_event e WHERE e.act = :undone)
--@ do n
UPDATE handover_item SET state = 'proposed', decided_at = NULL, reason = NULL WHERE handover = :handover
  AND customer IN (SELECT e.customer FROM ownership_event e WHERE e.act = :undone)
--@ do any
UPDATE deal AS d SET owner = CAST(r.was AS INTEGER), version = d.version + 1 FROM act_row r
 WHERE r.act = :undone AND r.relation = 'deal' AND r.record = d.id AND d.status = 'open' AND CAST(d.owner AS TEXT) = r.became
--@ do any
UPDATE contract AS k SET owner = CAST(r.was AS INTEGER), version = k.version + 1 FROM act_row r
 WHERE r.act = :undone AND r.relation = 'contract' AND r.record = k.id AND CAST(k.owner AS TEXT) = r.became
--@ do any
UPDATE task AS t SET person = CAST(r.was AS INTEGER), version = t.version + 1 FROM act_row r
 WHERE r.act = :undone AND r.relation = 'task' AND r.record = t.id AND t.done_at IS NULL AND CAST(t.person AS TEXT) = r.became
--@ do any
INSERT INTO holding AS h (person, n)
SELECT g.person, sum(g.n) FROM (
  SELECT e.from_owner AS person, count(*) AS n FROM ownership_event e JOIN customer c ON c.id = e.customer
   WHERE e.act = :undone AND c.archived = 0 GROUP BY e.from_owner
  UNION ALL SELECT e.to_owner, -count(*) FROM ownership_event e JOIN customer c ON c.id = e.customer
   WHERE e.act = :undone AND c.archived = 0 GROUP BY e.to_owner) AS g GROUP BY g.person
ON CONFLICT (person) DO UPDATE SET n = h.n + excluded.n
--@ do any
DELETE FROM holding WHERE n = 0
--@ do n
UPDATE customer AS c SET owner = e.from_owner, owned_since = e.from_since FROM ownership_event e
 WHERE e.act = :undone AND e.customer = c.id
--@ do n
INSERT INTO ownership_event(id, act, customer, from_owner, to_owner, from_since, person, at, day)
SELECT @newid(ownership_event), :act, e.customer, e.to_owner, e.from_owner, e.at, nullif(:me, 0), :now, :today
  FROM ownership_event e WHERE e.act = :undone
--@ timeline
SELECT e.customer, 'undone', 'declined', 'person', e.from_owner FROM ownership_event e WHERE e.act = :undone
