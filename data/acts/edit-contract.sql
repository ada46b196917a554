-- All fields at once: what is not given is emptied; the status stays.
--@ act edit-contract
--@ right contract.edit
--@ arg contract int
--@ arg version int
--@ arg name text
--@ arg number text?
--@ arg amount money?
--@ arg currency text?
--@ arg signed day?
--@ arg start day?
--@ arg end day?
--@ arg status text?
--@ arg note text?
--@ let label text
trim(:name)
--@ refuse no-such-contract
SELECT :contract AS contract WHERE NOT EXISTS (SELECT 1 FROM contract x WHERE x.id = :contract)
--@ let customer int
(SELECT x.customer FROM contract x WHERE x.id = :contract)
--@ refuse out-of-reach
SELECT x.id AS customer FROM customer x WHERE x.id = :customer AND NOT @reaches(x.owner)
--@ refuse empty-name
SELECT 'name' AS field WHERE name_key(:label) = ''
--@ refuse bad-amount
SELECT :amount AS amount WHERE :amount < 0
--@ refuse bad-currency
SELECT :currency AS currency WHERE :currency IS NOT NULL AND (length(:currency) <> 3 OR upper(:currency) <> :currency)
--@ refuse bad-status
SELECT :status AS status WHERE :status NOT IN ('draft', 'running', 'ended', 'void')
--@ refuse bad-dates
SELECT :start AS start, :end AS day WHERE :end < :start
--@ refuse changed-since
SELECT x.id AS contract, x.version AS version FROM contract x WHERE x.id = :contract AND x.version <> :version
--@ let unit text
coalesce(:currency, (SELECT k.currency FROM contract k WHERE k.id = :contract))
-- What the role is kept from stays as it is where nothing is given, and is not written over unseen.
--@ let open int
CASE WHEN :me = 0 OR EXISTS (SELECT 1 FROM disclosure d JOIN contract x ON x.id = :contract WHERE d.person = :me
  AND d.relation = 'customer' AND d.record = x.customer AND d.until > :now) THEN 1 ELSE 0 END
--@ refuse locked-field
SELECT r.field AS field FROM person p JOIN role_field r ON r.role = p.role AND r.relation = 'contract' AND r.rule = 'hidden'
 WHERE p.id = :me AND ((r.field = 'number' AND :number IS NOT NULL)
   OR (r.field = 'amount' AND :amount IS NOT NULL)
   OR (r.field = 'signed_day' AND :signed IS NOT NULL)
   OR (r.field = 'start_day' AND :start IS NOT NULL)
   OR (r.field = 'end_day' AND :end IS NOT NULL)
   OR (r.field = 'note' AND :note IS NOT NULL))
--@ refuse not-disclosed
SELECT r.field AS field FROM person p JOIN role_field r ON r.role = p.role AND r.relation = 'contract' AND r.rule IN ('masked', 'listed')
  JOIN contract x ON x.id = :contract WHERE p.id = :me AND :open = 0 AND ((r.field = 'number' AND :number IS NOT NULL AND x.number IS NOT NULL)
   OR (r.field = 'amount' AND :amount IS NOT NULL AND x.amount IS NOT NULL)
   OR (r.field = 'signed_day' AND :signed IS NOT NULL AND x.signed_day IS NOT NULL)
   OR (r.field = 'start_day' AND :start IS NOT NULL AND x.start_day IS NOT NULL)
   OR (r.field = 'end_day' AND :end IS NOT NULL AND x.end_day IS NOT NULL)
   OR (r.field = 'note' AND :note IS NOT NULL AND x.note IS NOT NULL))
--@ let its_number text
(SELECT CASE WHEN :number IS NULL AND coalesce((SELECT CASE r.rule WHEN 'hidden' THEN 2 WHEN 'masked' THEN 1 WHEN 'listed' THEN 1 ELSE 0 END FROM role_field r
  JOIN person p ON p.role = r.role WHERE p.id = :me AND r.relation = 'contract' AND r.field = 'number'), 0) > :open THEN x.number
  ELSE :number END FROM contract x WHERE x.id = :contract)
--@ let its_amount int
(SELECT CASE WHEN :amount IS NULL AND coalesce((SELECT CASE r.rule WHEN 'hidden' THEN 2 WHEN 'masked' THEN 1 WHEN 'listed' THEN 1 ELSE 0 END FROM role_field r
  JOIN person p ON p.role = r.role WHERE p.id = :me AND r.relation = 'contract' AND r.field = 'amount'), 0) > :open THEN x.amount
  ELSE coalesce(:amount, 0) END FROM contract x WHERE x.id = :contract)
--@ let its_signed_day int
(SELECT CASE WHEN :signed IS NULL AND coalesce((SELECT CASE r.rule WHEN 'hidden' THEN 2 WHEN 'masked' THEN 1 WHEN 'listed' THEN 1 ELSE 0 END FROM role_field r
  JOIN person p ON p.role = r.role WHERE p.id = :me AND r.relation = 'contract' AND r.field = 'signed_day'), 0) > :open THEN x.signed_day
  ELSE :signed END FROM contract x WHERE x.id = :contract)
--@ let its_start_day int
(SELECT CASE WHEN :start IS NULL AND coalesce((SELECT CASE r.rule WHEN 'hidden' THEN 2 WHEN 'masked' THEN 1 WHEN 'listed' THEN 1 ELSE 0 END FROM role_field r
  JOIN person p ON p.role = r.role WHERE p.id = :me AND r.relation = 'contract' AND r.field = 'start_day'), 0) > :open THEN x.start_day
  ELSE :start END FROM contract x WHERE x.id = :contract)
--@ let its_end_day int
(SELECT CASE WHEN :end IS NULL AND coalesce((SELECT CASE r.rule WHEN 'hidden' THEN 2 WHEN 'masked' THEN 1 WHEN 'listed' THEN 1 ELSE 0 END FROM role_field r
  JOIN person p ON p.role = r.role WHERE p.id = :me AND r.relation = 'contract' AND r.field = 'end_day'), 0) > :open THEN x.end_day
  ELSE :end END FROM contract x WHERE x.id = :contract)
--@ let its_note text
(SELECT CASE WHEN :note IS NULL AND coalesce((SELECT CASE r.rule WHEN 'hidden' THEN 2 WHEN 'masked' THEN 1 WHEN 'listed' THEN 1 ELSE 0 END FROM role_field r
  JOIN person p ON p.role = r.role WHERE p.id = :me AND r.relation = 'contract' AND r.field = 'note'), 0) > :open THEN x.note
  ELSE :note END FROM contract x WHERE x.id = :contract)
--@ refuse nothing-to-do
SELECT x.id AS contract FROM contract x WHERE x.id = :contract AND NOT (x.number IS DISTINCT FROM :its_number
  OR x.name IS DISTINCT FROM :label OR x.amount IS DISTINCT FROM :its_amount OR x.currency IS DISTINCT
  FROM :unit OR x.signed_day IS DISTINCT FROM :its_signed_day OR x.start_day IS DISTINCT FROM :its_start_day
  OR x.end_day IS DISTINCT FROM :its_end_day OR x.status IS DISTINCT FROM coalesce(:status, x.status)
  OR x.note IS DISTINCT FROM :its_note)
--@ audit
SELECT 'contract', x.id, 'number', x.number, :its_number FROM contract x WHERE x.id = :contract
  AND x.number IS DISTINCT FROM :its_number
UNION ALL SELECT 'contract', x.id, 'name', x.name, :label FROM contract x WHERE x.id = :contract
  AND x.name IS DISTINCT FROM :label
UNION ALL SELECT 'contract', x.id, 'amount', CAST(x.amount AS TEXT), CAST(:its_amount AS TEXT)
  FROM contract x WHERE x.id = :contract AND x.amount IS DISTINCT FROM :its_amount
UNION ALL SELECT 'contract', x.id, 'currency', x.currency, :unit FROM contract x WHERE x.id = :contract
  AND x.currency IS DISTINCT FROM :unit
UNION ALL SELECT 'contract', x.id, 'signed_day', CAST(x.signed_day AS TEXT), CAST(:its_signed_day AS TEXT)
  FROM contract x WHERE x.id = :contract AND x.signed_day IS DISTINCT FROM :its_signed_day
UNION ALL SELECT 'contract', x.id, 'start_day', CAST(x.start_day AS TEXT), CAST(:its_start_day AS TEXT) FROM contract x
  WHERE x.id = :contract AND x.start_day IS DISTINCT FROM :its_start_day
UNION ALL SELECT 'contract', x.id, 'end_day', CAST(x.end_day AS TEXT), CAST(:its_end_day AS TEXT) FROM contract x
  WHERE x.id = :contract AND x.end_day IS DISTINCT FROM :its_end_day
UNION ALL SELECT 'contract', x.id, 'status', x.status, coalesce(:status, x.status) FROM contract x
  WHERE x.id = :contract AND x.status IS DISTINCT FROM coalesce(:status, x.status)
UNION ALL SELECT 'contract', x.id, 'note', x.note, :its_note FROM contract x WHERE x.id = :contract
  AND x.note IS DISTINCT FROM :its_note
--@ refuse locked-field
SELECT r.field AS field FROM act_row r JOIN person p ON p.id = :me JOIN role_field f ON f.role = p.role
  AND f.relation = r.relation AND f.field = r.field WHERE r.act = :act AND r.relation = 'contract' AND f.rule IN ('hidden', 'read')
--@ do 1
UPDATE contract AS x SET number = :its_number, name = :label, amount = :its_amount, currency = :unit,
  signed_day = :its_signed_day, start_day = :its_start_day, end_day = :its_end_day, status = coalesce(:status, x.status), note = :its_note,
  version = x.version + 1 WHERE x.id = :contract
--@ timeline
SELECT :customer, 'contract-edited', :label, 'contract', :contract
--@ undo
--@ let contract int
(SELECT max(r.record) FROM act_row r WHERE r.act = :undone AND r.relation = 'contract')
--@ let customer int
(SELECT x.customer FROM contract x WHERE x.id = :contract)
--@ refuse out-of-reach
SELECT x.id AS customer FROM customer x WHERE x.id = :customer AND NOT @reaches(x.owner)
--@ refuse locked-field
SELECT r.field AS field FROM act_row r JOIN person p ON p.id = :me JOIN role_field f ON f.role = p.role
  AND f.relation = r.relation AND f.field = r.field WHERE r.act = :undone AND r.relation = 'contract' AND f.rule IN ('hidden', 'read')
--@ refuse changed-since
SELECT contract.id AS contract FROM contract WHERE contract.id = :contract AND (
  contract.number IS DISTINCT FROM @became(contract.number, text)
  OR contract.name IS DISTINCT FROM @became(contract.name, text)
  OR contract.amount IS DISTINCT FROM @became(contract.amount, int)
  OR contract.currency IS DISTINCT FROM @became(contract.currency, text)
  OR contract.signed_day IS DISTINCT FROM @became(contract.signed_day, int)
  OR contract.start_day IS DISTINCT FROM @became(contract.start_day, int)
  OR contract.end_day IS DISTINCT FROM @became(contract.end_day, int)
  OR contract.status IS DISTINCT FROM @became(contract.status, text)
  OR contract.note IS DISTINCT FROM @became(contract.note, text))
UNION ALL SELECT :contract WHERE NOT EXISTS (SELECT 1 FROM contract x WHERE x.id = :contract)
--@ do 1
UPDATE contract SET number = @was(contract.number, text),
  name = @was(contract.name, text),
  amount = @was(contract.amount, int),
  currency = @was(contract.currency, text),
  signed_day = @was(contract.signed_day, int),
  start_day = @was(contract.start_day, int),
  end_day = @was(contract.end_day, int),
  status = @was(contract.status, text),
  note = @was(contract.note, text),
  version = contract.version + 1
WHERE contract.id = :contract
--@ timeline
SELECT :customer, 'undone', 'contract-edited', 'contract', :contract
