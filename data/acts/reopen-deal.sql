--@ act reopen-deal
--@ right deal.reopen
--@ arg deal int
--@ arg version int?
--@ refuse no-such-deal
SELECT :deal AS deal WHERE NOT EXISTS (SELECT 1 FROM deal x WHERE x.id = :deal)
--@ refuse out-of-reach
SELECT x.id AS deal FROM deal x WHERE x.id = :deal AND NOT @reaches(x.owner)
--@ refuse open-already
SELECT d.id AS deal FROM deal d WHERE d.id = :deal AND d.status = 'open'
--@ refuse changed-since
SELECT d.id AS deal, d.version AS version FROM deal d WHERE d.id = :deal AND d.version <> :version
--@ let customer int
(SELECT x.customer FROM deal x WHERE x.id = :deal)
--@ refuse archived
SELECT c.id AS customer FROM customer c WHERE c.id = :customer AND c.archived = 1
-- Back to where it stood before it was closed.
--@ let stage int
coalesce((SELECT e.from_stage FROM stage_event e JOIN stage s ON s.id = e.from_stage WHERE e.deal = :deal
  AND s.kind = 'open'
    ORDER BY e.at DESC, e.id DESC LIMIT 1),
  (SELECT s.id FROM stage s WHERE s.kind = 'open' ORDER BY s.active DESC, s.position, s.id LIMIT 1))
--@ do 1
INSERT INTO stage_event(id, act, deal, from_stage, to_stage, person, at, day)
SELECT @newid(stage_event), :act, d.id, d.stage, :stage, nullif(:me, 0), :now, :today FROM deal d WHERE d.id = :deal
--@ audit
SELECT 'deal', x.id, 'stage', CAST(x.stage AS TEXT), CAST(:stage AS TEXT) FROM deal x WHERE x.id = :deal
  AND x.stage IS DISTINCT FROM :stage
UNION ALL SELECT 'deal', x.id, 'status', x.status, 'open' FROM deal x WHERE x.id = :deal
  AND x.status IS DISTINCT FROM 'open'
UNION ALL SELECT 'deal', x.id, 'lost_reason', CAST(x.lost_reason AS TEXT), CAST(CAST(NULL AS INTEGER) AS TEXT)
  FROM deal x WHERE x.id = :deal AND x.lost_reason IS DISTINCT FROM CAST(NULL AS INTEGER)
UNION ALL SELECT 'deal', x.id, 'closed_at', CAST(x.closed_at AS TEXT), CAST(CAST(NULL AS INTEGER) AS TEXT)
  FROM deal x WHERE x.id = :deal AND x.closed_at IS DISTINCT FROM CAST(NULL AS INTEGER)
UNION ALL SELECT 'deal', x.id, 'closed_day', CAST(x.closed_day AS TEXT), CAST(CAST(NULL AS INTEGER) AS TEXT)
  FROM deal x WHERE x.id = :deal AND x.closed_day IS DISTINCT FROM CAST(NULL AS INTEGER)
UNION ALL SELECT 'deal', x.id, 'stage_since', CAST(x.stage_since AS TEXT), CAST(:today AS TEXT) FROM deal x
  WHERE x.id = :deal AND x.stage_since IS DISTINCT FROM :today
--@ do any
INSERT INTO customer_month AS m (customer, month, amount)
SELECT d.customer, d.closed_day / 100, -d.amount FROM deal d WHERE d.id = :deal AND d.customer IS NOT NULL
  AND d.status = 'won'
  AND d.currency = (SELECT s.value FROM setting s WHERE s.key = 'currency')
ON CONFLICT (customer, month) DO UPDATE SET amount = m.amount + excluded.amount
--@ do any
DELETE FROM customer_month WHERE customer = :customer AND amount = 0
--@ do 1
UPDATE deal SET stage = :stage, status = 'open', lost_reason = NULL, closed_at = NULL, closed_day = NULL,
  stage_since = :today, version = version + 1 WHERE id = :deal
--@ timeline
SELECT c.id, 'reopened', (SELECT d.name FROM deal d WHERE d.id = :deal), 'deal', :deal FROM customer c
  WHERE c.id = :customer
--@ refresh
SELECT c.id FROM customer c WHERE c.id = :customer
--@ undo
--@ let deal int
(SELECT max(r.record) FROM act_row r WHERE r.act = :undone AND r.relation = 'deal')
--@ refuse out-of-reach
SELECT x.id AS deal FROM deal x WHERE x.id = :deal AND NOT @reaches(x.owner)
--@ refuse changed-since
SELECT deal.id AS deal FROM deal WHERE deal.id = :deal AND (
  deal.stage IS DISTINCT FROM @became(deal.stage, int)
  OR deal.status IS DISTINCT FROM @became(deal.status, text)
  OR deal.lost_reason IS DISTINCT FROM @became(deal.lost_reason, int)
  OR deal.closed_at IS DISTINCT FROM @became(deal.closed_at, int)
  OR deal.closed_day IS DISTINCT FROM @became(deal.closed_day, int)
  OR deal.stage_since IS DISTINCT FROM @became(deal.stage_since, int))
UNION ALL SELECT :deal WHERE NOT EXISTS (SELECT 1 FROM deal x WHERE x.id = :deal)
--@ do 1
UPDATE deal SET stage = @was(deal.stage, int),
  status = @was(deal.status, text),
  lost_reason = @was(deal.lost_reason, int),
  closed_at = @was(deal.closed_at, int),
  closed_day = @was(deal.closed_day, int),
  stage_since = @was(deal.stage_since, int),
  version = deal.version + 1
WHERE deal.id = :deal
--@ let customer int
(SELECT x.customer FROM deal x WHERE x.id = :deal)
--@ do any
INSERT INTO customer_month AS m (customer, month, amount)
SELECT d.customer, d.closed_day / 100, d.amount FROM deal d WHERE d.id = :deal AND d.customer IS NOT NULL
  AND d.status = 'won'
  AND d.currency = (SELECT s.value FROM setting s WHERE s.key = 'currency')
ON CONFLICT (customer, month) DO UPDATE SET amount = m.amount + excluded.amount
--@ do any
DELETE FROM customer_month WHERE customer = :customer AND amount = 0
--@ do any
DELETE FROM stage_event WHERE deal = :deal AND act = :undone
--@ timeline
SELECT c.id, 'undone', 'reopened', 'deal', :deal FROM customer c WHERE c.id = :customer
--@ refresh
SELECT c.id FROM customer c WHERE c.id = :customer
