-- Whether somebody may contact a company of whose family a colleague contacted another within so many days.
--@ act set-family-rule
--@ right setting.edit
--@ arg purpose text
--@ arg rule text
--@ arg days int
--@ refuse bad-argument
SELECT 'purpose' AS argument WHERE :purpose NOT IN ('activity', 'disclosure', 'campaign')
UNION ALL SELECT 'rule' WHERE :rule NOT IN ('none', 'warn', 'block')
UNION ALL SELECT 'days' WHERE :days NOT BETWEEN 1 AND 3650
--@ refuse nothing-to-do
SELECT f.purpose AS purpose FROM family_rule f WHERE f.purpose = :purpose AND f.rule = :rule AND f.days = :days
--@ audit
SELECT 'family_rule', 0, :purpose || '.rule', f.rule, :rule FROM family_rule f WHERE f.purpose = :purpose AND f.rule <> :rule
UNION ALL SELECT 'family_rule', 0, :purpose || '.days', CAST(f.days AS TEXT), CAST(:days AS TEXT) FROM family_rule f
 WHERE f.purpose = :purpose AND f.days <> :days
--@ do 1
UPDATE family_rule SET rule = :rule, days = :days WHERE purpose = :purpose
--@ undo
--@ refuse changed-since
SELECT f.purpose AS purpose FROM act_row r JOIN family_rule f ON r.field = f.purpose || '.rule' WHERE r.act = :undone
  AND f.rule <> r.became
UNION ALL SELECT f.purpose FROM act_row r JOIN family_rule f ON r.field = f.purpose || '.days' WHERE r.act = :undone
  AND CAST(f.days AS TEXT) <> r.became
--@ do any
UPDATE family_rule AS f SET rule = r.was FROM act_row r WHERE r.act = :undone AND r.field = f.purpose || '.rule'
--@ do any
UPDATE family_rule AS f SET days = CAST(r.was AS INTEGER) FROM act_row r WHERE r.act = :undone AND r.field = f.purpose || '.days'
