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
--@ do 1
INSERT INTO credential AS k (person, hash, changed_at) VALUES (:person, :hash, :now)
ON CONFLICT (person) DO UPDATE SET hash = :hash, changed_at = :now
--@ audit
SELECT 'person', :person, 'password', NULL, CAST(:by AS TEXT)
--@ final the password before is not kept
