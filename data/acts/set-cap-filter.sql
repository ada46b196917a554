-- What does not count towards a holding cap: on 1 leaves it out of the count, on 0 counts it again.
--@ act set-cap-filter
--@ right pool.edit
--@ arg what text
--@ arg choice int?
--@ arg on int
--@ refuse bad-argument
SELECT 'what' AS argument WHERE :what NOT IN ('level', 'category', 'contract', 'deal', 'won', 'protected')
UNION ALL SELECT 'on' WHERE :on NOT IN (0, 1)
UNION ALL SELECT 'choice' WHERE :what NOT IN ('level', 'category') AND :choice IS NOT NULL
--@ refuse no-such-choice
SELECT :what AS field WHERE :what IN ('level', 'category') AND NOT EXISTS (SELECT 1 FROM choice h WHERE h.id = :choice
  AND h.list = :what)
--@ let before int
(SELECT count(*) FROM cap_filter f WHERE f.what = :what AND f.choice = coalesce(:choice, 0))
--@ refuse nothing-to-do
SELECT :what AS what WHERE :before = :on
--@ do any
DELETE FROM cap_filter WHERE what = :what AND choice = coalesce(:choice, 0)
--@ do any
INSERT INTO cap_filter(what, choice) SELECT :what, coalesce(:choice, 0) WHERE :on = 1
--@ audit
SELECT 'cap_filter', coalesce(:choice, 0), :what, CAST(:before AS TEXT), CAST(:on AS TEXT)
--@ undo
--@ let what text
(SELECT r.field FROM act_row r WHERE r.act = :undone)
--@ let choice int
(SELECT r.record FROM act_row r WHERE r.act = :undone)
--@ let on int
(SELECT CAST(r.was AS INTEGER) FROM act_row r WHERE r.act = :undone)
--@ refuse changed-since
SELECT :what AS what WHERE (SELECT count(*) FROM cap_filter f WHERE f.what = :what AND f.choice = :choice) = :on
--@ do any
DELETE FROM cap_filter WHERE what = :what AND choice = :choice
--@ do any
INSERT INTO cap_filter(what, choice) SELECT :what, :choice WHERE :on = 1
