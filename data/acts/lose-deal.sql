--@ act lose-deal
--@ right deal.close
--@ arg deal int
--@ arg reason int?
--@ arg note text?
--@ arg version int?
--@ refuse no-such-deal
SELECT :deal AS deal WHERE NOT EXISTS (SELECT 1 FROM deal x WHERE x.id = :deal)
--@ refuse out-of-reach
SELECT x.id AS deal FROM deal x WHERE x.id = :deal AND NOT @reaches(x.owner)
--@ refuse not-open
SELECT d.id AS deal, d.status AS status FROM deal d WHERE d.id = :deal AND d.status <> 'open'
--@ refuse changed-since
SELECT d.id AS deal, d.version AS version FROM deal d WHERE d.id = :deal AND d.version <> :version
-- Nobody changes what they may not, or do not see.
--@ refuse locked-field
SELECT r.field AS field FROM person p JOIN role_field r ON r.role = p.role AND r.relation = 'deal' AND r.rule IN ('hidden', 'read')
 WHERE p.id = :me AND ((r.field = 'lost_reason' AND :reason IS NOT NULL) OR (r.field = 'note' AND :note IS NOT NULL))
--@ refuse not-disclosed
SELECT r.field AS field FROM person p JOIN role_field r ON r.role = p.role AND r.relation = 'deal' AND r.rule IN ('masked', 'listed')
  JOIN deal x ON x.id = :deal WHERE p.id = :me AND ((r.field = 'lost_reason' AND :reason IS NOT NULL) OR (r.field = 'note' AND :note IS NOT NULL))
  AND NOT EXISTS (SELECT 1 FROM disclosure d WHERE d.person = :me AND d.relation = 'customer' AND d.record = x.customer
    AND d.until > :now)
--@ refuse no-such-choice
SELECT 'reason' AS field WHERE :reason IS NOT NULL AND NOT EXISTS (SELECT 1 FROM choice h WHERE h.id = :reason
  AND h.list = 'lost-reason')
--@ let final int
(SELECT s.id FROM stage s WHERE s.kind = 'lost' ORDER BY s.active DESC, s.position, s.id LIMIT 1)
--@ let customer int
(SELECT x.customer FROM deal x WHERE x.id = :deal)
--@ do 1
INSERT INTO stage_event(id, act, deal, from_stage, to_stage, person, at, day)
SELECT @newid(stage_event), :act, d.id, d.stage, :final, nullif(:me, 0), :now, :today FROM deal d WHERE d.id = :deal
--@ audit
SELECT 'deal', x.id, 'stage', CAST(x.stage AS TEXT), CAST(:final AS TEXT) FROM deal x WHERE x.id = :deal
  AND x.stage IS DISTINCT FROM :final
UNION ALL SELECT 'deal', x.id, 'status', x.status, 'lost' FROM deal x WHERE x.id = :deal
  AND x.status IS DISTINCT FROM 'lost'
UNION ALL SELECT 'deal', x.id, 'lost_reason', CAST(x.lost_reason AS TEXT), CAST(:reason AS TEXT) FROM deal x
  WHERE x.id = :deal AND x.lost_reason IS DISTINCT FROM :reason
UNION ALL SELECT 'deal', x.id, 'note', x.note, coalesce(:note, x.note) FROM deal x WHERE x.id = :deal
  AND x.note IS DISTINCT FROM coalesce(:note, x.note)
UNION ALL SELECT 'deal', x.id, 'closed_at', CAST(x.closed_at AS TEXT), CAST(:now AS TEXT) FROM deal x
  WHERE x.id = :deal AND x.closed_at IS DISTINCT FROM :now
UNION ALL SELECT 'deal', x.id, 'closed_day', CAST(x.closed_day AS TEXT), CAST(:today AS TEXT) FROM deal x
  WHERE x.id = :deal AND x.closed_day IS DISTINCT FROM :today
UNION ALL SELECT 'deal', x.id, 'stage_since', CAST(x.stage_since AS TEXT), CAST(:today AS TEXT) FROM deal x
  WHERE x.id = :deal AND x.stage_since IS DISTINCT FROM :today
--@ do 1
UPDATE deal AS x SET stage = :final, status = 'lost', lost_reason = :reason, note = coalesce(:note, x.note),
  closed_at = :now, closed_day = :today, stage_since = :today, version = x.version + 1 WHERE x.id = :deal
--@ timeline
SELECT c.id, 'lost', (SELECT d.name FROM deal d WHERE d.id = :deal), 'deal', :deal FROM customer c
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
  OR deal.note IS DISTINCT FROM @became(deal.note, text)
  OR deal.closed_at IS DISTINCT FROM @became(deal.closed_at, int)
  OR deal.closed_day IS DISTINCT FROM @became(deal.closed_day, int)
  OR deal.stage_since IS DISTINCT FROM @became(deal.stage_since, int))
UNION ALL SELECT :deal WHERE NOT EXISTS (SELECT 1 FROM deal x WHERE x.id = :deal)
--@ do 1
UPDATE deal SET stage = @was(deal.stage, int),
  status = @was(deal.status, text),
  lost_reason = @was(deal.lost_reason, int),
  note = @was(deal.note, text),
  closed_at = @was(deal.closed_at, int),
  closed_day = @was(deal.closed_day, int),
  stage_since = @was(deal.stage_since, int),
  version = deal.version + 1
WHERE deal.id = :deal
--@ do any
DELETE FROM stage_event WHERE deal = :deal AND act = :undone
--@ let customer int
(SELECT x.customer FROM deal x WHERE x.id = :deal)
--@ timeline
SELECT c.id, 'undone', 'lost', 'deal', :deal FROM customer c WHERE c.id = :customer
--@ refresh
SELECT c.id FROM customer c WHERE c.id = :customer
