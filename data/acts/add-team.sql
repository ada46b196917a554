--@ act add-team
--@ right team.edit
--@ arg name text
--@ arg parent int?
--@ let label text
trim(:name)
--@ refuse empty-name
SELECT 'name' AS field WHERE name_key(:label) = ''
--@ let above int
coalesce(:parent, (SELECT t.id FROM team t WHERE t.parent IS NULL ORDER BY t.id LIMIT 1))
--@ refuse no-such-team
SELECT :above AS team WHERE NOT EXISTS (SELECT 1 FROM team t WHERE t.id = :above AND t.active = 1)
--@ refuse duplicate
SELECT t.id AS team FROM team t WHERE t.name = :label
--@ let team int
@newid(team)
--@ do 1
INSERT INTO team(id, name, parent, path)
SELECT :team, :label, t.id, t.path || CAST(:team AS TEXT) || '/' FROM team t WHERE t.id = :above
--@ audit
SELECT 'team', :team, '', NULL, :label
--@ give team
:team
--@ undo
--@ let team int
(SELECT r.record FROM act_row r WHERE r.act = :undone AND r.relation = 'team' AND r.field = '')
--@ refuse changed-since
SELECT :team AS team WHERE NOT EXISTS (SELECT 1 FROM team t WHERE t.id = :team)
  OR EXISTS (SELECT 1 FROM team t WHERE t.parent = :team) OR EXISTS (SELECT 1 FROM person p WHERE p.team = :team)
--@ do 1
DELETE FROM team WHERE id = :team
