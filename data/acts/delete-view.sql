--@ act delete-view
--@ right view.own
--@ arg view int
--@ refuse no-such-view
SELECT :view AS view WHERE NOT EXISTS (SELECT 1 FROM saved_view v WHERE v.id = :view)
--@ refuse out-of-reach
SELECT v.id AS view FROM saved_view v WHERE v.id = :view
  AND ((v.person IS NOT NULL AND NOT @reaches(v.person)) OR (v.person IS NULL AND NOT @has(view.share)))
--@ audit
SELECT 'saved_view', v.id, 'person', CAST(v.person AS TEXT), NULL FROM saved_view v WHERE v.id = :view
UNION ALL SELECT 'saved_view', v.id, 'kind', v.kind, NULL FROM saved_view v WHERE v.id = :view
UNION ALL SELECT 'saved_view', v.id, 'name', v.name, NULL FROM saved_view v WHERE v.id = :view
UNION ALL SELECT 'saved_view', v.id, 'question', v.question, NULL FROM saved_view v WHERE v.id = :view
UNION ALL SELECT 'saved_view', v.id, 'layout', v.layout, NULL FROM saved_view v WHERE v.id = :view
UNION ALL SELECT 'saved_view', v.id, 'position', CAST(v.position AS TEXT), NULL FROM saved_view v WHERE v.id = :view
UNION ALL SELECT 'saved_view', v.id, 'created_at', CAST(v.created_at AS TEXT), NULL FROM saved_view v
  WHERE v.id = :view
UNION ALL SELECT 'saved_view', v.id, 'created_by', CAST(v.created_by AS TEXT), NULL FROM saved_view v
  WHERE v.id = :view
--@ do 1
DELETE FROM saved_view WHERE id = :view
--@ undo
--@ let view int
(SELECT max(r.record) FROM act_row r WHERE r.act = :undone)
--@ let old_person int
(SELECT CAST(r.was AS INTEGER) FROM act_row r WHERE r.act = :undone AND r.field = 'person')
--@ let old_kind text
(SELECT r.was FROM act_row r WHERE r.act = :undone AND r.field = 'kind')
--@ let old_name text
(SELECT r.was FROM act_row r WHERE r.act = :undone AND r.field = 'name')
--@ let old_question text
(SELECT r.was FROM act_row r WHERE r.act = :undone AND r.field = 'question')
--@ let old_layout text
(SELECT r.was FROM act_row r WHERE r.act = :undone AND r.field = 'layout')
--@ let old_position int
(SELECT CAST(r.was AS INTEGER) FROM act_row r WHERE r.act = :undone AND r.field = 'position')
--@ let old_created_at int
(SELECT CAST(r.was AS INTEGER) FROM act_row r WHERE r.act = :undone AND r.field = 'created_at')
--@ let old_created_by int
(SELECT CAST(r.was AS INTEGER) FROM act_row r WHERE r.act = :undone AND r.field = 'created_by')
--@ refuse out-of-reach
SELECT :view AS view WHERE (:old_person IS NOT NULL AND NOT @reaches(:old_person)) OR (:old_person IS NULL
  AND NOT @has(view.share))
--@ do 1
INSERT INTO saved_view(id, person, kind, name, question, layout, position, created_at, created_by)
VALUES (:view, :old_person, :old_kind, :old_name, :old_question, :old_layout, :old_position, :old_created_at,
  :old_created_by)
