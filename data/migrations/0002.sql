-- Schema 2: who may know what. Fields of contact details with a rule for each role, disclosures, what left the
-- company, what was asked of whoever may allow more.

-- What reaches a person: never on the desk itself, only through contact_detail.
CREATE TABLE detail_field (
  relation TEXT NOT NULL CHECK (relation IN ('customer', 'contact')),
  field TEXT NOT NULL,
  position INTEGER NOT NULL,
  PRIMARY KEY (relation, field)
) STRICT, WITHOUT ROWID;
INSERT INTO detail_field(relation, field, position) VALUES
  ('contact', 'phone', 1), ('contact', 'mobile', 2), ('contact', 'email', 3), ('contact', 'messenger', 4),
  ('contact', 'address', 5), ('customer', 'phone', 6), ('customer', 'email', 7), ('customer', 'address', 8);

-- What a role may do with a field. Of contact details: hidden (no trace of it), masked (until disclosed, counted
-- against the allowance), listed (until disclosed, not counted), read (shown, not changed), edit; without a row:
-- masked. Of any other field: read (not changed); without a row: edit.
CREATE TABLE role_field (
  role INTEGER NOT NULL REFERENCES role(id),
  relation TEXT NOT NULL,
  field TEXT NOT NULL,
  rule TEXT NOT NULL CHECK (rule IN ('hidden', 'masked', 'listed', 'read', 'edit')),
  PRIMARY KEY (role, relation, field)
) STRICT, WITHOUT ROWID;

-- How much a role may at a time: 'disclosures_a_day', 'bulk_rows' (records changed by one act), 'export_rows'
-- (records that leave at once without somebody else's consent). Without a row there is no limit, but of
-- disclosures, of which there are 20.
CREATE TABLE role_limit (
  role INTEGER NOT NULL REFERENCES role(id),
  name TEXT NOT NULL CHECK (name IN ('disclosures_a_day', 'bulk_rows', 'export_rows')),
  n INTEGER NOT NULL CHECK (n >= 0),
  PRIMARY KEY (role, name)
) STRICT, WITHOUT ROWID;

-- Whoever asked for the details of a customer or contact sees them until then.
CREATE TABLE disclosure (
  id INTEGER NOT NULL PRIMARY KEY,
  act INTEGER NOT NULL,
  person INTEGER NOT NULL,
  relation TEXT NOT NULL CHECK (relation IN ('customer', 'contact')),
  record INTEGER NOT NULL,
  customer INTEGER NOT NULL REFERENCES customer(id),
  purpose TEXT NOT NULL CHECK (purpose IN ('call', 'message', 'mail', 'letter', 'visit', 'check')),
  counted INTEGER NOT NULL CHECK (counted IN (0, 1)),
  at INTEGER NOT NULL,
  day INTEGER NOT NULL,
  until INTEGER NOT NULL
) STRICT;
CREATE INDEX disclosure_by_record ON disclosure(person, relation, record, until);
CREATE INDEX disclosure_by_day ON disclosure(person, day, counted);
CREATE INDEX disclosure_by_customer ON disclosure(customer);

-- What left the company through the gate.
CREATE TABLE release (
  id INTEGER NOT NULL PRIMARY KEY,
  act INTEGER NOT NULL,
  person INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('csv', 'xlsx', 'vcard', 'pdf', 'image', 'print', 'clipboard')),
  what TEXT NOT NULL,                       -- the question, or what it was called
  n INTEGER NOT NULL CHECK (n >= 0),        -- records
  at INTEGER NOT NULL,
  day INTEGER NOT NULL
) STRICT;
CREATE INDEX release_by_person ON release(person, at);

-- What somebody asked of whoever may allow it.
CREATE TABLE request (
  id INTEGER NOT NULL PRIMARY KEY,
  act INTEGER NOT NULL,
  person INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('disclosures', 'export', 'bulk', 'other')),
  n INTEGER,                                -- how many more, or how many records
  text TEXT,
  at INTEGER NOT NULL,
  day INTEGER NOT NULL,
  state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'granted', 'declined', 'withdrawn')),
  decided_by INTEGER,
  decided_at INTEGER,
  granted INTEGER,                          -- of n
  until_day INTEGER                         -- the last day on which it holds
) STRICT;
CREATE INDEX request_by_person ON request(person, state);
CREATE INDEX request_open ON request(at) WHERE state = 'open';

-- Companies that are there already.
INSERT INTO role(id, key, name)
SELECT (SELECT max(r.id) + 1 FROM role r), 'administrator', CASE o.name WHEN 'Owner' THEN 'Administrator' ELSE '管理员' END
  FROM role o WHERE o.key = 'owner';
UPDATE counter SET next = (SELECT max(r.id) + 1 FROM role r) WHERE relation = 'role'
  AND next <= (SELECT max(r.id) FROM role r);
INSERT INTO role_right(role, name, scope)
SELECT o.id, n.name, n.scope FROM role o JOIN (
  SELECT 'owner' AS key, 'contact.disclose' AS name, 'all' AS scope UNION ALL SELECT 'manager', 'contact.disclose', 'all'
  UNION ALL SELECT 'lead', 'contact.disclose', 'below' UNION ALL SELECT 'salesperson', 'contact.disclose', 'own'
  UNION ALL SELECT 'assistant', 'contact.disclose', 'team'
  UNION ALL SELECT 'owner', 'customer.print', 'all' UNION ALL SELECT 'manager', 'customer.print', 'all'
  UNION ALL SELECT 'owner', 'signal.see', 'all' UNION ALL SELECT 'manager', 'signal.see', 'all'
  UNION ALL SELECT 'lead', 'signal.see', 'below' UNION ALL SELECT 'salesperson', 'signal.see', 'own'
  UNION ALL SELECT 'assistant', 'signal.see', 'own' UNION ALL SELECT 'auditor', 'signal.see', 'all'
  UNION ALL SELECT 'owner', 'request.see', 'all' UNION ALL SELECT 'manager', 'request.see', 'all'
  UNION ALL SELECT 'lead', 'request.see', 'below' UNION ALL SELECT 'salesperson', 'request.see', 'own'
  UNION ALL SELECT 'assistant', 'request.see', 'own' UNION ALL SELECT 'auditor', 'request.see', 'all'
  UNION ALL SELECT 'owner', 'request.decide', 'all' UNION ALL SELECT 'manager', 'request.decide', 'all'
  UNION ALL SELECT 'lead', 'request.decide', 'below'
  UNION ALL SELECT 'administrator', 'person.edit', 'all' UNION ALL SELECT 'administrator', 'person.password', 'all'
  UNION ALL SELECT 'administrator', 'team.edit', 'all' UNION ALL SELECT 'administrator', 'setting.edit', 'all'
  UNION ALL SELECT 'administrator', 'backup.make', 'all' UNION ALL SELECT 'administrator', 'import.people', 'all') AS n
  ON n.key = o.key;
-- Otherwise an administrator could not give a salesperson their role: nobody grants what they lack.
INSERT INTO role_right(role, name, scope)
SELECT a.id, rr.name, 'own' FROM role_right rr JOIN role o ON o.id = rr.role AND o.key = 'salesperson'
  JOIN role a ON a.key = 'administrator';
INSERT INTO role_field(role, relation, field, rule)
SELECT o.id, f.relation, f.field, CASE WHEN o.key IN ('auditor', 'administrator') THEN 'hidden' ELSE 'masked' END
  FROM role o CROSS JOIN detail_field f WHERE o.key IS NOT NULL;
INSERT INTO role_limit(role, name, n)
SELECT o.id, n.name, n.n FROM role o JOIN (
  SELECT 'owner' AS key, 'disclosures_a_day' AS name, 200 AS n UNION ALL SELECT 'manager', 'disclosures_a_day', 150
  UNION ALL SELECT 'lead', 'disclosures_a_day', 80 UNION ALL SELECT 'salesperson', 'disclosures_a_day', 40
  UNION ALL SELECT 'assistant', 'disclosures_a_day', 40 UNION ALL SELECT 'auditor', 'disclosures_a_day', 0
  UNION ALL SELECT 'administrator', 'disclosures_a_day', 0
  UNION ALL SELECT 'lead', 'bulk_rows', 500 UNION ALL SELECT 'salesperson', 'bulk_rows', 50
  UNION ALL SELECT 'assistant', 'bulk_rows', 50 UNION ALL SELECT 'administrator', 'bulk_rows', 50
  UNION ALL SELECT 'owner', 'export_rows', 20000 UNION ALL SELECT 'manager', 'export_rows', 2000) AS n ON n.key = o.key;
