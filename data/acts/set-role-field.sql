-- Without a rule the field is as it is where no rule is set.
--@ act set-role-field
--@ right role.edit
--@ arg role int
--@ arg relation text
--@ arg field text
--@ arg rule text?
--@ refuse no-such-role
SELECT :role AS role WHERE NOT EXISTS (SELECT 1 FROM role x WHERE x.id = :role)
--@ refuse bad-argument
SELECT 'rule' AS argument WHERE :rule NOT IN ('hidden', 'masked', 'listed', 'read', 'edit')
UNION ALL SELECT 'field' WHERE :relation NOT IN ('customer', 'contact', 'deal', 'contract', 'product', 'payment', 'activity')
  OR length(:field) > 60 OR :field = '' OR CASE WHEN substr(:field, 1, 4) = 'own#'
    THEN NOT EXISTS (SELECT 1 FROM field f WHERE 'own#' || CAST(f.id AS TEXT) = :field AND f.relation = :relation)
    ELSE trim(:field, 'abcdefghijklmnopqrstuvwxyz_') <> '' END
-- What else can be locked, but not hidden: without it the program could not find its way. Those of data/desk.sql can.
--@ refuse bad-argument
SELECT 'rule' AS argument WHERE :rule NOT IN ('read', 'edit')
  AND NOT EXISTS (SELECT 1 FROM detail_field d WHERE d.relation = :relation AND d.field = :field)
  AND substr(:field, 1, 4) <> 'own#' AND :relation || '.' || :field NOT IN (
    'customer.region', 'customer.industry', 'customer.category', 'customer.level', 'customer.source',
    'customer.channel', 'customer.credit_code', 'customer.website', 'customer.mail_domain', 'customer.note',
    'contact.title', 'contact.department', 'contact.birthday', 'contact.note', 'deal.amount',
    'deal.product', 'deal.expected_day', 'deal.lost_reason', 'deal.external_id', 'deal.note',
    'contract.number', 'contract.amount', 'contract.signed_day', 'contract.start_day', 'contract.end_day',
    'contract.note', 'payment.amount', 'payment.note', 'activity.text', 'activity.outcome',
    'activity.minutes')
--@ let before text
(SELECT f.rule FROM role_field f WHERE f.role = :role AND f.relation = :relation AND f.field = :field)
--@ refuse nothing-to-do
SELECT :role AS role WHERE :before IS NOT DISTINCT FROM :rule
--@ let my_role int
(SELECT p.role FROM person p WHERE p.id = :me)
--@ let usual text
CASE WHEN EXISTS (SELECT 1 FROM detail_field d WHERE d.relation = :relation AND d.field = :field) THEN 'masked' ELSE 'edit' END
--@ let mine int
(SELECT CASE coalesce((SELECT f.rule FROM role_field f WHERE f.role = :my_role AND f.relation = :relation AND f.field = :field), :usual) WHEN 'hidden' THEN 0 WHEN 'masked' THEN 1 WHEN 'listed' THEN 2 WHEN 'read' THEN 3 ELSE 4 END)
--@ let rank_before int
CASE coalesce(:before, :usual) WHEN 'hidden' THEN 0 WHEN 'masked' THEN 1 WHEN 'listed' THEN 2 WHEN 'read' THEN 3 ELSE 4 END
--@ let rank_after int
CASE coalesce(:rule, :usual) WHEN 'hidden' THEN 0 WHEN 'masked' THEN 1 WHEN 'listed' THEN 2 WHEN 'read' THEN 3 ELSE 4 END
-- Nobody opens to others what they do not see themselves.
--@ refuse above-you
SELECT :relation AS relation, :field AS field WHERE :me > 0 AND :rank_after > :rank_before AND :role <> :my_role AND :rank_after > :mine
-- Nor to themselves alone, when there is somebody who can be asked: in these words.
--@ let ask text
'set-role-field ' || CAST(:role AS TEXT) || ' ' || :relation || '.' || :field || ' ' || coalesce(:rule, :usual)
--@ refuse own-role
SELECT :ask AS ask WHERE :rank_after > :rank_before AND :role = :my_role AND EXISTS (SELECT 1 FROM person o JOIN role_right rr ON rr.role = o.role AND rr.name = 'role.edit'
    WHERE o.active = 1 AND o.id <> :me)
  AND NOT EXISTS (SELECT 1 FROM request q JOIN person d ON d.id = q.decided_by AND d.active = 1 AND d.id <> :me
    JOIN role_right rr ON rr.role = d.role AND rr.name = 'role.edit'
    WHERE q.person = :me AND q.kind = 'other' AND q.state = 'granted' AND q.until_day >= :today AND q.text = :ask)
--@ do any
DELETE FROM role_field WHERE role = :role AND relation = :relation AND field = :field
--@ do any
INSERT INTO role_field(role, relation, field, rule) SELECT :role, :relation, :field, :rule WHERE :rule IS NOT NULL
--@ audit
SELECT 'role_field', :role, 'rule', :before, :rule
UNION ALL SELECT 'role_field', :role, 'relation', NULL, :relation
UNION ALL SELECT 'role_field', :role, 'field', NULL, :field
--@ undo
--@ let role int
(SELECT r.record FROM act_row r WHERE r.act = :undone AND r.field = 'rule')
--@ let relation text
(SELECT r.became FROM act_row r WHERE r.act = :undone AND r.field = 'relation')
--@ let field text
(SELECT r.became FROM act_row r WHERE r.act = :undone AND r.field = 'field')
--@ let rule text
(SELECT r.was FROM act_row r WHERE r.act = :undone AND r.field = 'rule')
--@ refuse changed-since
SELECT r.record AS role FROM act_row r WHERE r.act = :undone AND r.field = 'rule' AND r.became IS DISTINCT FROM (SELECT f.rule
  FROM role_field f WHERE f.role = :role AND f.relation = :relation AND f.field = :field)
--@ let before text
(SELECT r.became FROM act_row r WHERE r.act = :undone AND r.field = 'rule')
--@ let my_role int
(SELECT p.role FROM person p WHERE p.id = :me)
--@ let usual text
CASE WHEN EXISTS (SELECT 1 FROM detail_field d WHERE d.relation = :relation AND d.field = :field) THEN 'masked' ELSE 'edit' END
--@ let mine int
(SELECT CASE coalesce((SELECT f.rule FROM role_field f WHERE f.role = :my_role AND f.relation = :relation AND f.field = :field), :usual) WHEN 'hidden' THEN 0 WHEN 'masked' THEN 1 WHEN 'listed' THEN 2 WHEN 'read' THEN 3 ELSE 4 END)
--@ let rank_before int
CASE coalesce(:before, :usual) WHEN 'hidden' THEN 0 WHEN 'masked' THEN 1 WHEN 'listed' THEN 2 WHEN 'read' THEN 3 ELSE 4 END
--@ let rank_after int
CASE coalesce(:rule, :usual) WHEN 'hidden' THEN 0 WHEN 'masked' THEN 1 WHEN 'listed' THEN 2 WHEN 'read' THEN 3 ELSE 4 END
-- Nobody opens to others what they do not see themselves.
--@ refuse above-you
SELECT :relation AS relation, :field AS field WHERE :me > 0 AND :rank_after > :rank_before AND :role <> :my_role AND :rank_after > :mine
-- Nor to themselves alone, when there is somebody who can be asked: in these words.
--@ let ask text
'set-role-field ' || CAST(:role AS TEXT) || ' ' || :relation || '.' || :field || ' ' || coalesce(:rule, :usual)
--@ refuse own-role
SELECT :ask AS ask WHERE :rank_after > :rank_before AND :role = :my_role AND EXISTS (SELECT 1 FROM person o JOIN role_right rr ON rr.role = o.role AND rr.name = 'role.edit'
    WHERE o.active = 1 AND o.id <> :me)
  AND NOT EXISTS (SELECT 1 FROM request q JOIN person d ON d.id = q.decided_by AND d.active = 1 AND d.id <> :me
    JOIN role_right rr ON rr.role = d.role AND rr.name = 'role.edit'
    WHERE q.person = :me AND q.kind = 'other' AND q.state = 'granted' AND q.until_day >= :today AND q.text = :ask)
--@ do any
DELETE FROM role_field WHERE role = :role AND relation = :relation AND field = :field
--@ do any
INSERT INTO role_field(role, relation, field, rule) SELECT :role, :relation, :field, :rule WHERE :rule IS NOT NULL
