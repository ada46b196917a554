-- Whoever reaches both says whose the customer is: given, it moves as in a transfer, with what is open.
--@ act decide-conflict
--@ right customer.transfer
--@ arg conflict int
--@ arg give int
--@ arg reason text
--@ refuse no-such-conflict
SELECT :conflict AS conflict WHERE NOT EXISTS (SELECT 1 FROM conflict f WHERE f.id = :conflict)
--@ refuse bad-argument
SELECT 'give' AS argument WHERE :give NOT IN (0, 1)
--@ refuse empty-text
SELECT 'reason' AS field WHERE trim(:reason) = ''
--@ refuse out-of-reach
SELECT f.customer AS customer FROM conflict f WHERE f.id = :conflict AND NOT (@reaches(f.holder) AND @reaches(f.claimant))
-- Nobody is judge in their own case.
--@ refuse own-request
SELECT f.id AS conflict FROM conflict f WHERE f.id = :conflict AND :me IN (f.holder, f.claimant)
--@ refuse decided-already
SELECT f.id AS conflict, f.state AS state FROM conflict f WHERE f.id = :conflict AND f.state <> 'open'
--@ let customer int
(SELECT f.customer FROM conflict f WHERE f.id = :conflict)
--@ let holder int
(SELECT f.holder FROM conflict f WHERE f.id = :conflict)
--@ let claimant int
(SELECT f.claimant FROM conflict f WHERE f.id = :conflict)
--@ refuse changed-since
SELECT c.id AS customer FROM customer c WHERE c.id = :customer AND c.owner IS DISTINCT FROM :holder
--@ refuse archived
SELECT c.id AS customer FROM customer c WHERE c.id = :customer AND c.archived = 1 AND :give = 1
--@ refuse awaits-handover
SELECT p.id AS person FROM person p WHERE p.id = :holder AND p.active = 0 AND :give = 1
--@ refuse no-such-person
SELECT p.id AS person FROM person p WHERE p.id = :claimant AND p.active = 0 AND :give = 1
--@ let state text
CASE WHEN :give = 1 THEN 'given' ELSE 'kept' END
--@ do give
INSERT INTO ownership_event(id, act, customer, from_owner, to_owner, from_since, person, reason, at, day)
SELECT @newid(ownership_event), :act, c.id, c.owner, :claimant, c.owned_since, nullif(:me, 0), :reason, :now, :today
  FROM customer c WHERE c.id = :customer AND :give = 1
--@ audit
SELECT 'deal', d.id, 'owner', CAST(d.owner AS TEXT), CAST(:claimant AS TEXT) FROM deal d
 WHERE d.customer = :customer AND d.status = 'open' AND d.owner = :holder AND :give = 1
UNION ALL
SELECT 'contract', k.id, 'owner', CAST(k.owner AS TEXT), CAST(:claimant AS TEXT) FROM contract k
 WHERE k.customer = :customer AND k.status IN ('draft', 'running') AND k.owner = :holder AND :give = 1
UNION ALL
SELECT 'task', t.id, 'person', CAST(t.person AS TEXT), CAST(:claimant AS TEXT) FROM task t
 WHERE t.customer = :customer AND t.done_at IS NULL AND t.dropped = 0 AND t.person + 0 = :holder AND :give = 1
UNION ALL
SELECT 'customer', e.customer, 'owner', CAST(e.from_owner AS TEXT), CAST(e.to_owner AS TEXT) FROM ownership_event e
 WHERE e.act = :act
UNION ALL
SELECT 'conflict', :conflict, 'state', 'open', :state
--@ do any
UPDATE deal SET owner = :claimant, version = version + 1 WHERE id IN (
  SELECT r.record FROM act_row r WHERE r.act = :act AND r.relation = 'deal')
--@ do any
UPDATE contract SET owner = :claimant, version = version + 1 WHERE id IN (
  SELECT r.record FROM act_row r WHERE r.act = :act AND r.relation = 'contract')
--@ do any
UPDATE task SET person = :claimant, version = version + 1 WHERE id IN (
  SELECT r.record FROM act_row r WHERE r.act = :act AND r.relation = 'task')
--@ do any
INSERT INTO holding AS h (person, n)
SELECT g.person, g.n FROM (SELECT :holder AS person, -1 AS n UNION ALL SELECT :claimant, 1) AS g WHERE :give = 1
ON CONFLICT (person) DO UPDATE SET n = h.n + excluded.n
--@ do any
DELETE FROM holding WHERE n = 0
--@ do give
UPDATE customer SET owner = :claimant, owned_since = :now WHERE id = :customer AND :give = 1
--@ do 1
UPDATE conflict SET state = :state, decided_by = nullif(:me, 0), decided_at = :now, reason = :reason WHERE id = :conflict
--@ refuse cap-exceeded
SELECT :claimant AS person, @cap(:claimant) AS cap FROM customer c WHERE c.id = :customer AND :give = 1 AND @counts(c)
  AND @overfull(:claimant)
--@ timeline
SELECT :customer, CASE WHEN :give = 1 THEN 'transferred' ELSE 'conflict-kept' END, :reason, 'person',
  CASE WHEN :give = 1 THEN :claimant ELSE :holder END
--@ give customer
:customer
--@ undo
--@ let conflict int
(SELECT r.record FROM act_row r WHERE r.act = :undone AND r.relation = 'conflict')
--@ let customer int
(SELECT f.customer FROM conflict f WHERE f.id = :conflict)
--@ let holder int
(SELECT f.holder FROM conflict f WHERE f.id = :conflict)
--@ let claimant int
(SELECT f.claimant FROM conflict f WHERE f.id = :conflict)
--@ let n int
(SELECT count(*) FROM ownership_event e WHERE e.act = :undone)
--@ refuse out-of-reach
SELECT :customer AS customer WHERE NOT (@reaches(:holder) AND @reaches(:claimant))
--@ refuse changed-since
SELECT f.customer AS customer FROM conflict f WHERE f.id = :conflict AND f.state NOT IN ('kept', 'given')
UNION ALL
SELECT e.customer FROM ownership_event e LEFT JOIN customer c ON c.id = e.customer
 WHERE e.act = :undone AND (c.owner IS DISTINCT FROM e.to_owner OR c.archived = 1
   OR EXISTS (SELECT 1 FROM ownership_standing later WHERE later.customer = e.customer AND later.id > e.id))
--@ refuse no-such-person
SELECT p.id AS person FROM person p WHERE p.id = :holder AND p.active = 0 AND :n = 1
--@ refuse awaits-handover
SELECT p.id AS person FROM person p WHERE p.id = :claimant AND p.active = 0 AND :n = 1
--@ do any
INSERT INTO holding AS h (person, n)
SELECT g.person, g.n FROM (SELECT :holder AS person, 1 AS n UNION ALL SELECT :claimant, -1) AS g WHERE :n = 1
ON CONFLICT (person) DO UPDATE SET n = h.n + excluded.n
--@ do any
DELETE FROM holding WHERE n = 0
--@ do n
UPDATE customer AS c SET owner = e.from_owner, owned_since = e.from_since FROM ownership_event e
 WHERE e.act = :undone AND e.customer = c.id
--@ do any
UPDATE deal AS d SET owner = CAST(r.was AS INTEGER), version = d.version + 1 FROM act_row r
 WHERE r.act = :undone AND r.relation = 'deal' AND r.record = d.id AND d.status = 'open' AND CAST(d.owner AS TEXT) = r.became
--@ do any
UPDATE contract AS k SET owner = CAST(r.was AS INTEGER), version = k.version + 1 FROM act_row r
 WHERE r.act = :undone AND r.relation = 'contract' AND r.record = k.id AND CAST(k.owner AS TEXT) = r.became
--@ do any
UPDATE task AS t SET person = CAST(r.was AS INTEGER), version = t.version + 1 FROM act_row r
 WHERE r.act = :undone AND r.relation = 'task' AND r.record = t.id AND t.done_at IS NULL AND CAST(t.person AS TEXT) = r.became
--@ do n
INSERT INTO ownership_event(id, act, customer, from_owner, to_owner, from_since, person, at, day)
SELECT @newid(ownership_event), :act, e.customer, e.to_owner, e.from_owner, e.at, nullif(:me, 0), :now, :today
  FROM ownership_event e WHERE e.act = :undone
--@ do 1
UPDATE conflict SET state = 'open', decided_by = NULL, decided_at = NULL, reason = NULL WHERE id = :conflict
--@ timeline
SELECT :customer, 'undone', 'transferred', 'person', :holder WHERE :n = 1
