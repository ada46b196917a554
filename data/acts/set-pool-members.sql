-- All of them at once; who is named twice leads.
--@ act set-pool-members
--@ right pool.edit
--@ arg pool int
--@ arg version int
--@ arg people ids?
--@ arg teams ids?
--@ arg leads ids?
--@ arg lead_teams ids?
--@ refuse no-such-pool
SELECT :pool AS pool WHERE NOT EXISTS (SELECT 1 FROM pool x WHERE x.id = :pool)
--@ refuse no-such-person
SELECT i.id AS person FROM (SELECT a.id AS id FROM @ids(people) AS a UNION ALL SELECT b.id FROM @ids(leads) AS b) AS i
 WHERE NOT EXISTS (SELECT 1 FROM person p WHERE p.id = i.id AND p.active = 1)
--@ refuse no-such-team
SELECT i.id AS team FROM (SELECT a.id AS id FROM @ids(teams) AS a UNION ALL SELECT b.id FROM @ids(lead_teams) AS b) AS i
 WHERE NOT EXISTS (SELECT 1 FROM team t WHERE t.id = i.id AND t.active = 1)
--@ refuse changed-since
SELECT x.id AS pool, x.version AS version FROM pool x WHERE x.id = :pool AND x.version <> :version
-- Who goes, with everything, so that an undo brings the same back; and who leads now or no more.
--@ audit
SELECT 'pool_member', m.id, f.field, CASE f.field WHEN 'pool' THEN CAST(m.pool AS TEXT) WHEN 'person' THEN CAST(m.person AS TEXT)
  WHEN 'team' THEN CAST(m.team AS TEXT) ELSE CAST(m.lead AS TEXT) END, NULL
  FROM pool_member m CROSS JOIN (SELECT 'pool' AS field UNION ALL SELECT 'person' UNION ALL SELECT 'team'
    UNION ALL SELECT 'lead') AS f
 WHERE m.pool = :pool
   AND NOT (m.person IS NOT NULL AND (m.person IN (SELECT i.id FROM @ids(people) AS i)
     OR m.person IN (SELECT i.id FROM @ids(leads) AS i)))
   AND NOT (m.team IS NOT NULL AND (m.team IN (SELECT i.id FROM @ids(teams) AS i)
     OR m.team IN (SELECT i.id FROM @ids(lead_teams) AS i)))
UNION ALL
SELECT 'pool_member', m.id, 'lead', CAST(m.lead AS TEXT), CAST(w.lead AS TEXT) FROM pool_member m
  JOIN (SELECT i.id AS person, CAST(NULL AS INTEGER) AS team, 1 AS lead FROM @ids(leads) AS i
  UNION ALL SELECT i.id, CAST(NULL AS INTEGER), 0 FROM @ids(people) AS i WHERE i.id NOT IN (SELECT l.id FROM @ids(leads) AS l)
  UNION ALL SELECT CAST(NULL AS INTEGER), i.id, 1 FROM @ids(lead_teams) AS i
  UNION ALL SELECT CAST(NULL AS INTEGER), i.id, 0 FROM @ids(teams) AS i WHERE i.id NOT IN (SELECT l.id FROM @ids(lead_teams) AS l)) AS w
    ON w.person = m.person OR w.team = m.team
 WHERE m.pool = :pool AND m.lead <> w.lead
--@ do any
DELETE FROM pool_member WHERE id IN (SELECT r.record FROM act_row r WHERE r.act = :act AND r.relation = 'pool_member'
  AND r.field = 'pool')
--@ do any
UPDATE pool_member SET lead = 1 - lead WHERE id IN (SELECT r.record FROM act_row r WHERE r.act = :act
  AND r.relation = 'pool_member' AND r.field = 'lead' AND r.became IS NOT NULL)
--@ let mark int
@newid(pool_member)
--@ do any
INSERT INTO pool_member(id, pool, person, team, lead)
SELECT @newid(pool_member), :pool, w.person, w.team, w.lead
  FROM (SELECT i.id AS person, CAST(NULL AS INTEGER) AS team, 1 AS lead FROM @ids(leads) AS i
  UNION ALL SELECT i.id, CAST(NULL AS INTEGER), 0 FROM @ids(people) AS i WHERE i.id NOT IN (SELECT l.id FROM @ids(leads) AS l)
  UNION ALL SELECT CAST(NULL AS INTEGER), i.id, 1 FROM @ids(lead_teams) AS i
  UNION ALL SELECT CAST(NULL AS INTEGER), i.id, 0 FROM @ids(teams) AS i WHERE i.id NOT IN (SELECT l.id FROM @ids(lead_teams) AS l)) AS w
 WHERE NOT EXISTS (SELECT 1 FROM pool_member m WHERE m.pool = :pool AND (m.person = w.person OR m.team = w.team))
--@ audit
SELECT 'pool_member', m.id, f.field, NULL, CASE f.field WHEN 'pool' THEN CAST(m.pool AS TEXT) WHEN 'person' THEN CAST(m.person AS TEXT)
  WHEN 'team' THEN CAST(m.team AS TEXT) ELSE CAST(m.lead AS TEXT) END
  FROM pool_member m CROSS JOIN (SELECT 'pool' AS field UNION ALL SELECT 'person' UNION ALL SELECT 'team'
    UNION ALL SELECT 'lead') AS f
 WHERE m.pool = :pool AND m.id > :mark
--@ refuse nothing-to-do
SELECT :pool AS pool WHERE NOT EXISTS (SELECT 1 FROM act_row r WHERE r.act = :act)
--@ audit
SELECT 'pool', :pool, 'members', NULL, CAST(count(*) AS TEXT) FROM pool_member m WHERE m.pool = :pool
--@ do 1
UPDATE pool SET version = version + 1 WHERE id = :pool
--@ undo
--@ let pool int
(SELECT r.record FROM act_row r WHERE r.act = :undone AND r.relation = 'pool' AND r.field = 'members')
-- Who came is there as they came, who went has not come again, who leads does so as it was set.
--@ refuse changed-since
SELECT :pool AS pool WHERE NOT EXISTS (SELECT 1 FROM pool x WHERE x.id = :pool)
  OR EXISTS (SELECT 1 FROM act_row r LEFT JOIN pool_member m ON m.id = r.record
    WHERE r.act = :undone AND r.relation = 'pool_member' AND r.field = 'lead' AND r.became IS NOT NULL
      AND (m.id IS NULL OR CAST(m.lead AS TEXT) <> r.became))
  OR EXISTS (SELECT 1 FROM act_row r JOIN pool_member m ON m.pool = :pool
    WHERE r.act = :undone AND r.relation = 'pool_member' AND r.became IS NULL
      AND (r.field = 'person' AND CAST(m.person AS TEXT) = r.was OR r.field = 'team' AND CAST(m.team AS TEXT) = r.was))
--@ do any
DELETE FROM pool_member WHERE id IN (SELECT r.record FROM act_row r WHERE r.act = :undone AND r.relation = 'pool_member'
  AND r.field = 'pool' AND r.was IS NULL)
--@ do any
UPDATE pool_member SET lead = 1 - lead WHERE id IN (SELECT r.record FROM act_row r WHERE r.act = :undone
  AND r.relation = 'pool_member' AND r.field = 'lead' AND r.was IS NOT NULL AND r.became IS NOT NULL)
--@ do any
INSERT INTO pool_member(id, pool, person, team, lead)
SELECT r.record, CAST(r.was AS INTEGER),
  (SELECT CAST(x.was AS INTEGER) FROM act_row x WHERE x.act = :undone AND x.relation = 'pool_member' AND x.record = r.record
    AND x.field = 'person'),
  (SELECT CAST(x.was AS INTEGER) FROM act_row x WHERE x.act = :undone AND x.relation = 'pool_member' AND x.record = r.record
    AND x.field = 'team'),
  (SELECT CAST(x.was AS INTEGER) FROM act_row x WHERE x.act = :undone AND x.relation = 'pool_member' AND x.record = r.record
    AND x.field = 'lead')
  FROM act_row r WHERE r.act = :undone AND r.relation = 'pool_member' AND r.field = 'pool' AND r.was IS NOT NULL
--@ do 1
UPDATE pool SET version = version + 1 WHERE id = :pool
