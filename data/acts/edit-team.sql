--@ act edit-team
--@ right team.edit
--@ arg team int
--@ arg name text
--@ arg parent int?
--@ arg active int?
--@ let label text
trim(:name)
--@ refuse no-such-team
SELECT :team AS team WHERE NOT EXISTS (SELECT 1 FROM team x WHERE x.id = :team)
--@ refuse empty-name
SELECT 'name' AS field WHERE name_key(:label) = ''
-- The first team stays the first.
--@ let above int
(SELECT CASE WHEN t.parent IS NULL THEN NULL ELSE coalesce(:parent, t.parent) END FROM team t WHERE t.id = :team)
--@ refuse no-such-parent
SELECT :parent AS team WHERE :parent IS NOT NULL AND NOT EXISTS (SELECT 1 FROM team t WHERE t.id = :parent)
--@ refuse own-ancestor
SELECT p.id AS team FROM team t JOIN team p ON substr(p.path, 1, length(t.path)) = t.path
 WHERE t.id = :team AND p.id = :parent
--@ refuse duplicate
SELECT t.id AS team FROM team t WHERE t.name = :label AND t.id <> :team
--@ refuse bad-argument
SELECT 'active' AS argument WHERE :active NOT IN (0, 1)
--@ refuse still-used
SELECT t.id AS team FROM team t WHERE t.id = :team AND :active = 0 AND (t.parent IS NULL
  OR EXISTS (SELECT 1 FROM person p WHERE p.team = t.id AND p.active = 1)
  OR EXISTS (SELECT 1 FROM team s WHERE s.parent = t.id AND s.active = 1))
--@ refuse nothing-to-do
SELECT x.id AS team FROM team x WHERE x.id = :team AND NOT (x.name IS DISTINCT FROM :label
  OR x.parent IS DISTINCT FROM :above OR x.active IS DISTINCT FROM coalesce(:active, x.active))
--@ audit
SELECT 'team', x.id, 'name', x.name, :label FROM team x WHERE x.id = :team AND x.name IS DISTINCT FROM :label
UNION ALL SELECT 'team', x.id, 'parent', CAST(x.parent AS TEXT), CAST(:above AS TEXT) FROM team x
  WHERE x.id = :team AND x.parent IS DISTINCT FROM :above
UNION ALL SELECT 'team', x.id, 'active', CAST(x.active AS TEXT), CAST(coalesce(:active, x.active) AS TEXT)
  FROM team x WHERE x.id = :team AND x.active IS DISTINCT FROM coalesce(:active, x.active)
--@ do 1
UPDATE team AS x SET name = :label, parent = :above, active = coalesce(:active, x.active) WHERE x.id = :team
--@ let path text
(SELECT t.path FROM team t WHERE t.id = :team)
--@ let fresh text
(SELECT coalesce((SELECT a.path FROM team a WHERE a.id = t.parent), '/') || CAST(t.id AS TEXT) || '/'
  FROM team t WHERE t.id = :team)
--@ do any
UPDATE team SET path = :fresh || substr(path, length(:path) + 1)
 WHERE substr(path, 1, length(:path)) = :path AND :fresh <> :path
--@ undo
--@ let team int
(SELECT max(r.record) FROM act_row r WHERE r.act = :undone AND r.relation = 'team')
--@ refuse changed-since
SELECT team.id AS team FROM team WHERE team.id = :team AND (
  team.name IS DISTINCT FROM @became(team.name, text)
  OR team.parent IS DISTINCT FROM @became(team.parent, int)
  OR team.active IS DISTINCT FROM @became(team.active, int))
UNION ALL SELECT :team WHERE NOT EXISTS (SELECT 1 FROM team x WHERE x.id = :team)
--@ refuse own-ancestor
SELECT p.id AS team FROM act_row r JOIN team t ON t.id = r.record JOIN team p ON CAST(p.id AS TEXT) = r.was
 WHERE r.act = :undone AND r.relation = 'team' AND r.field = 'parent' AND substr(p.path, 1, length(t.path)) = t.path
--@ refuse duplicate
SELECT t.id AS team FROM act_row r JOIN team t ON t.name = r.was AND t.id <> :team
 WHERE r.act = :undone AND r.relation = 'team' AND r.field = 'name'
--@ do 1
UPDATE team SET name = @was(team.name, text),
  parent = @was(team.parent, int),
  active = @was(team.active, int)
WHERE team.id = :team
--@ let path text
(SELECT t.path FROM team t WHERE t.id = :team)
--@ let fresh text
(SELECT coalesce((SELECT a.path FROM team a WHERE a.id = t.parent), '/') || CAST(t.id AS TEXT) || '/'
  FROM team t WHERE t.id = :team)
--@ do any
UPDATE team SET path = :fresh || substr(path, length(:path) + 1)
 WHERE substr(path, 1, length(:path)) = :path AND :fresh <> :path
