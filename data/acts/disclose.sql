-- Whoever asks for the details of a customer or contact sees them for a working day (contact_detail). Reading needs
-- no act of its own then, and the same record counts once a day.
--@ act disclose
--@ right contact.disclose
--@ ticket
--@ arg relation text
--@ arg record int
--@ arg purpose text
--@ arg although text?
--@ refuse bad-argument
SELECT 'relation' AS argument WHERE :relation NOT IN ('customer', 'contact')
UNION ALL SELECT 'purpose' WHERE :purpose NOT IN ('call', 'message', 'mail', 'letter', 'visit', 'check')
--@ let customer int
CASE :relation WHEN 'customer' THEN (SELECT c.id FROM customer c WHERE c.id = :record)
  ELSE (SELECT t.customer FROM contact t WHERE t.id = :record) END
--@ refuse no-such-record
SELECT :record AS record WHERE :customer IS NULL
--@ refuse out-of-reach
SELECT c.id AS customer FROM customer c WHERE c.id = :customer AND NOT @reaches(c.owner)
--@ refuse hidden-field
SELECT :relation AS relation WHERE :me > 0 AND NOT EXISTS (SELECT 1 FROM detail_field f WHERE f.relation = :relation
  AND NOT EXISTS (SELECT 1 FROM role_field r JOIN person p ON p.role = r.role WHERE p.id = :me
    AND r.relation = f.relation AND r.field = f.field AND r.rule = 'hidden'))
  AND NOT EXISTS (SELECT 1 FROM role_field r JOIN person p ON p.role = r.role WHERE p.id = :me AND r.rule IN ('masked', 'listed')
    AND (r.relation = :relation OR (:relation = 'customer' AND r.relation IN ('deal', 'contract', 'payment', 'activity'))))
--@ let moment int
:now
--@ let family_purpose text
CASE WHEN :purpose <> 'check' THEN 'disclosure' END
--@ include family-contact
--@ let counted int
CASE WHEN EXISTS (SELECT 1 FROM disclosure d WHERE d.person = :me AND d.relation = :relation AND d.record = :record
    AND d.day = :today) THEN 0
  WHEN EXISTS (SELECT 1 FROM detail_field f WHERE f.relation = :relation
    AND NOT EXISTS (SELECT 1 FROM role_field r JOIN person p ON p.role = r.role WHERE p.id = :me
      AND r.relation = f.relation AND r.field = f.field AND r.rule <> 'masked')) THEN 1
  WHEN EXISTS (SELECT 1 FROM role_field r JOIN person p ON p.role = r.role WHERE p.id = :me AND r.rule = 'masked'
    AND (r.relation = :relation OR (:relation = 'customer' AND r.relation IN ('deal', 'contract', 'payment', 'activity')))) THEN 1
  ELSE 0 END
-- Of a day to come too, when a clock was put right.
--@ let used int
(SELECT count(*) FROM disclosure d WHERE d.person = :me AND d.day >= :today AND d.counted = 1)
--@ let allowance int
(coalesce((SELECT l.n FROM person p JOIN role_limit l ON l.role = p.role AND l.name = 'disclosures_a_day'
    WHERE p.id = :me), 20)
  + coalesce((SELECT sum(q.granted) FROM request q WHERE q.person = :me AND q.kind = 'disclosures'
    AND q.state = 'granted' AND q.until_day >= :today), 0))
--@ refuse out-of-allowance
SELECT :used AS used, :allowance AS allowance WHERE :me > 0 AND :counted = 1 AND :used >= :allowance
--@ do 1
INSERT INTO disclosure(id, act, person, relation, record, customer, purpose, counted, at, day, until)
SELECT @newid(disclosure), :act, :me, :relation, :record, :customer, :purpose, :counted, :now, :today, :now + 28800000000
--@ audit
SELECT :relation, :record, 'disclosed', NULL, :purpose
UNION ALL SELECT :relation, :record, 'although', NULL, trim(:although) WHERE trim(:although) <> ''
--@ timeline
SELECT :customer, 'disclosed', :purpose, :relation, :record
--@ give used
:used + :counted
--@ give allowance
:allowance
--@ final it was seen
