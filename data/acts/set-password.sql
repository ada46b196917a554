-- The hash is made outside, and is never in the audit.
--@ act set-password
--@ right program
--@ arg person int
--@ arg hash text
--@ arg by int?
--@ refuse no-such-person
SELECT :person AS person WHERE NOT EXISTS (SELECT 1 FROM person p WHERE p.id = :person)
--@ refuse out-of-reach
SELECT :person AS person WHERE :by IS NOT NULL AND :by <> :person AND NOT EXISTS (
  SELECT 1 FROM reach r WHERE r.person = :by AND r.right_name = 'person.password' AND r.sees = :person)
-- Whoever sets the password of somebody mightier becomes that person.
--@ refuse above-you
SELECT rr.name AS right_name FROM person p JOIN role_right rr ON rr.role = p.role WHERE p.id = :person AND :by IS NOT NULL AND :by <> :person AND NOT EXISTS (
  SELECT 1 FROM person m JOIN role_right mine ON mine.role = m.role AND mine.name = rr.name WHERE m.id = :by
     AND CASE mine.scope WHEN 'own' THEN 1 WHEN 'reports' THEN 2 WHEN 'team' THEN 3 WHEN 'below' THEN 4 ELSE 5 END
      >= CASE rr.scope WHEN 'own' THEN 1 WHEN 'reports' THEN 2 WHEN 'team' THEN 3 WHEN 'below' THEN 4 ELSE 5 END)
--@ do 1
INSERT INTO credential AS k (person, hash, changed_at) VALUES (:person, :hash, :now)
ON CONFLICT (person) DO UPDATE SET hash = :hash, changed_at = :now
--@ audit
SELECT 'person', :person, 'password', NULL, CAST(:by AS TEXT)
--@ final the password before is not kept
