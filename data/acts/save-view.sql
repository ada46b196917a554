-- A new view, or with a view given that one anew; everybody: 1 makes a new one the whole company's.
--@ act save-view
--@ right view.own
--@ arg view int?
--@ arg kind text
--@ arg name text
--@ arg question text
--@ arg layout text?
--@ arg position int?
--@ arg everybody int?
--@ let label text
trim(:name)
--@ refuse empty-name
SELECT 'name' AS field WHERE name_key(:label) = ''
--@ refuse bad-kind
SELECT :kind AS kind WHERE :kind NOT IN ('list', 'segment', 'chart')
--@ refuse no-such-view
SELECT :view AS view WHERE :view IS NOT NULL AND NOT EXISTS (SELECT 1 FROM saved_view v WHERE v.id = :view)
--@ refuse out-of-reach
SELECT v.id AS view FROM saved_view v WHERE v.id = :view
  AND ((v.person IS NOT NULL AND NOT @reaches(v.person)) OR (v.person IS NULL AND NOT @has(view.share)))
--@ refuse no-share
SELECT 'everybody' AS field WHERE :everybody = 1 AND NOT @has(view.share)
--@ refuse bad-argument
SELECT 'everybody' AS argument WHERE :everybody NOT IN (0, 1) OR (:view IS NOT NULL AND :everybody IS NOT NULL)
--@ let saved int
coalesce(:view, @newid(saved_view))
--@ audit
SELECT 'saved_view', :saved, '', NULL, :label WHERE :view IS NULL
UNION ALL SELECT 'saved_view', x.id, 'kind', x.kind, :kind FROM saved_view x WHERE x.id = :view
  AND x.kind IS DISTINCT FROM :kind
UNION ALL SELECT 'saved_view', x.id, 'name', x.name, :label FROM saved_view x WHERE x.id = :view
  AND x.name IS DISTINCT FROM :label
UNION ALL SELECT 'saved_view', x.id, 'question', x.question, :question FROM saved_view x WHERE x.id = :view
  AND x.question IS DISTINCT FROM :question
UNION ALL SELECT 'saved_view', x.id, 'layout', x.layout, :layout FROM saved_view x WHERE x.id = :view
  AND x.layout IS DISTINCT FROM :layout
UNION ALL SELECT 'saved_view', x.id, 'position', CAST(x.position AS TEXT), CAST(coalesce(:position,
  x.position) AS TEXT) FROM saved_view x WHERE x.id = :view AND x.position IS DISTINCT
  FROM coalesce(:position, x.position)
--@ do any
UPDATE saved_view AS x SET kind = :kind, name = :label, question = :question, layout = :layout,
  position = coalesce(:position, x.position) WHERE x.id = :view
--@ do any
INSERT INTO saved_view(id, person, kind, name, question, layout, position, created_at, created_by)
SELECT :saved, CASE WHEN coalesce(:everybody, 0) = 0 THEN nullif(:me, 0) END, :kind, :label, :question, :layout,
  coalesce(:position, (SELECT coalesce(max(v.position), 0) + 1 FROM saved_view v)), :now, nullif(:me, 0)
  WHERE :view IS NULL
--@ audit
SELECT 'saved_view', v.id, 'kind', NULL, v.kind FROM saved_view v WHERE v.id = :saved AND :view IS NULL
UNION ALL SELECT 'saved_view', v.id, 'name', NULL, v.name FROM saved_view v WHERE v.id = :saved AND :view IS NULL
UNION ALL SELECT 'saved_view', v.id, 'question', NULL, v.question FROM saved_view v WHERE v.id = :saved
  AND :view IS NULL
UNION ALL SELECT 'saved_view', v.id, 'layout', NULL, v.layout FROM saved_view v WHERE v.id = :saved AND :view IS NULL
UNION ALL SELECT 'saved_view', v.id, 'position', NULL, CAST(v.position AS TEXT) FROM saved_view v
  WHERE v.id = :saved AND :view IS NULL
--@ give view
:saved
--@ undo
--@ let view int
(SELECT max(r.record) FROM act_row r WHERE r.act = :undone)
--@ refuse out-of-reach
SELECT v.id AS view FROM saved_view v WHERE v.id = :view
  AND ((v.person IS NOT NULL AND NOT @reaches(v.person)) OR (v.person IS NULL AND NOT @has(view.share)))
--@ refuse changed-since
SELECT saved_view.id AS saved_view FROM saved_view WHERE saved_view.id = :view AND (
  saved_view.kind IS DISTINCT FROM @became(saved_view.kind, text)
  OR saved_view.name IS DISTINCT FROM @became(saved_view.name, text)
  OR saved_view.question IS DISTINCT FROM @became(saved_view.question, text)
  OR saved_view.layout IS DISTINCT FROM @became(saved_view.layout, text)
  OR saved_view.position IS DISTINCT FROM @became(saved_view.position, int))
UNION ALL SELECT :view WHERE NOT EXISTS (SELECT 1 FROM saved_view x WHERE x.id = :view)
--@ do any
DELETE FROM saved_view WHERE id = :view AND EXISTS (SELECT 1 FROM act_row r WHERE r.act = :undone AND r.field = '')
--@ do any
UPDATE saved_view SET kind = @was(saved_view.kind, text), name = @was(saved_view.name, text),
  question = @was(saved_view.question, text), layout = @was(saved_view.layout, text),
  position = @was(saved_view.position, int) WHERE saved_view.id = :view
