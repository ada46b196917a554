--@ act advance-deal
--@ right deal.edit
--@ arg deal int
--@ arg stage int
--@ arg version int
--@ refuse no-such-deal
SELECT :deal AS deal WHERE NOT EXISTS (SELECT 1 FROM deal x WHERE x.id = :deal)
--@ refuse out-of-reach
SELECT x.id AS deal FROM deal x WHERE x.id = :deal AND NOT @reaches(x.owner)
--@ refuse not-open
SELECT d.id AS deal, d.status AS status FROM deal d WHERE d.id = :deal AND d.status <> 'open'
--@ let customer int
(SELECT x.customer FROM deal x WHERE x.id = :deal)
--@ refuse archived
SELECT c.id AS customer FROM customer c WHERE c.id = :customer AND c.archived = 1
--@ refuse bad-stage
SELECT :stage AS stage WHERE NOT EXISTS (SELECT 1 FROM stage s WHERE s.id = :stage AND s.kind = 'open'
  AND s.active = 1)
--@ refuse nothing-to-do
SELECT d.id AS deal FROM deal d WHERE d.id = :deal AND d.stage = :stage
--@ refuse changed-since
SELECT d.id AS deal, d.version AS version FROM deal d WHERE d.id = :deal AND d.version <> :version
--@ do 1
INSERT INTO stage_event(id, act, deal, from_stage, to_stage, person, at, day)
SELECT @newid(stage_event), :act, d.id, d.stage, :stage, nullif(:me, 0), :now, :today FROM deal d WHERE d.id = :deal
--@ audit
SELECT 'deal', x.id, 'stage', CAST(x.stage AS TEXT), CAST(:stage AS TEXT) FROM deal x WHERE x.id = :deal
  AND x.stage IS DISTINCT FROM :stage
UNION ALL SELECT 'deal', x.id, 'stage_since', CAST(x.stage_since AS TEXT), CAST(:today AS TEXT) FROM deal x
  WHERE x.id = :deal AND x.stage_since IS DISTINCT FROM :today
--@ do 1
UPDATE deal SET stage = :stage, stage_since = :today, version = version + 1 WHERE id = :deal
--@ timeline
SELECT c.id, 'advanced', (SELECT s.name FROM stage s WHERE s.id = :stage), 'deal', :deal FROM customer c
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
  OR deal.stage_since IS DISTINCT FROM @became(deal.stage_since, int))
UNION ALL SELECT :deal WHERE NOT EXISTS (SELECT 1 FROM deal x WHERE x.id = :deal)
--@ do 1
UPDATE deal SET stage = @was(deal.stage, int),
  stage_since = @was(deal.stage_since, int),
  version = deal.version + 1
WHERE deal.id = :deal
--@ do any
DELETE FROM stage_event WHERE deal = :deal AND act = :undone
--@ let customer int
(SELECT x.customer FROM deal x WHERE x.id = :deal)
--@ timeline
SELECT c.id, 'undone', 'advanced', 'deal', :deal FROM customer c WHERE c.id = :customer
--@ refresh
SELECT c.id FROM customer c WHERE c.id = :customer
