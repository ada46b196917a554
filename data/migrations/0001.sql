-- Schema 1: the vault. Released versions never change; a later file adds to this one.
--
-- Both engines run this text: INTEGER is 64 bits everywhere, STRICT and WITHOUT ROWID are dropped for
-- PostgreSQL. Conventions: ids are positive; instants ("…_at") are microseconds UTC; a day is yyyymmdd
-- and a month yyyymm in the company's time zone, stored when written; money is in minor units beside
-- its currency; 0/1 for yes and no; regions are ISO 3166 codes. What a CHECK holds here no act can break.

-- The company ------------------------------------------------------------------------------------
CREATE TABLE setting (
  key TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Ids are never used twice, so that an audit entry always means the same record.
CREATE TABLE counter (
  relation TEXT NOT NULL PRIMARY KEY,
  next INTEGER NOT NULL CHECK (next > 0)
) STRICT, WITHOUT ROWID;

CREATE TABLE team (
  id INTEGER NOT NULL PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  parent INTEGER REFERENCES team(id),
  path TEXT NOT NULL,                       -- '/1/4/': the ids from the root down to this team
  active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1))
) STRICT;

CREATE TABLE role (
  id INTEGER NOT NULL PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,                 -- 'salesperson', 'lead', … or of the company's own
  name TEXT NOT NULL
) STRICT;

-- A right and how far it reaches: own, reports (own and of those who report to one), team, below
-- (the team and the teams under it), all.
CREATE TABLE role_right (
  role INTEGER NOT NULL REFERENCES role(id),
  name TEXT NOT NULL,                       -- 'customer.see', 'customer.transfer', …
  scope TEXT NOT NULL CHECK (scope IN ('own', 'reports', 'team', 'below', 'all')),
  PRIMARY KEY (role, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE person (
  id INTEGER NOT NULL PRIMARY KEY,
  login TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  sort_key TEXT NOT NULL,
  email TEXT,
  phone TEXT,
  team INTEGER REFERENCES team(id),
  role INTEGER NOT NULL REFERENCES role(id),
  manager INTEGER REFERENCES person(id),
  holding_cap INTEGER CHECK (holding_cap > 0),
  active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
  joined_day INTEGER,
  left_day INTEGER,
  batch INTEGER,
  version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX person_team ON person(team);
CREATE INDEX person_manager ON person(manager);

-- Argon2id strings; never on the desk.
CREATE TABLE credential (
  person INTEGER NOT NULL PRIMARY KEY REFERENCES person(id),
  hash TEXT NOT NULL,
  changed_at INTEGER NOT NULL
) STRICT;

-- Whose records a person reaches with a right: one row for each person seen.
CREATE VIEW reach AS
  SELECT p.id AS person, rr.name AS right_name, q.id AS sees
    FROM person p
    JOIN role_right rr ON rr.role = p.role
    JOIN person q ON q.id = p.id
      OR rr.scope = 'all'
      OR (rr.scope = 'reports' AND q.manager = p.id)
      OR (rr.scope = 'team' AND q.team = p.team)
      OR (rr.scope = 'below' AND EXISTS (
            SELECT 1 FROM team mine JOIN team theirs
              ON substr(theirs.path, 1, length(mine.path)) = mine.path
             WHERE mine.id = p.team AND theirs.id = q.team))
   WHERE p.active = 1;

-- Every list that a company words itself: 'source', 'channel', 'industry', 'category', 'level',
-- 'outcome', 'lost-reason', 'product-category'.
CREATE TABLE choice (
  id INTEGER NOT NULL PRIMARY KEY,
  list TEXT NOT NULL,
  key TEXT,                                 -- set where the program knows the entry ('A', 'referral')
  name TEXT NOT NULL,
  position INTEGER NOT NULL,
  active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
  UNIQUE (list, name)
) STRICT;

-- Fields of the company's own, for any relation.
CREATE TABLE field (
  id INTEGER NOT NULL PRIMARY KEY,
  relation TEXT NOT NULL CHECK (relation IN ('customer', 'contact', 'deal', 'product', 'contract')),
  key TEXT NOT NULL,
  name TEXT NOT NULL,
  type TEXT NOT NULL CHECK (type IN ('text', 'number', 'money', 'day', 'choice', 'yesno')),
  position INTEGER NOT NULL,
  active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
  UNIQUE (relation, key)
) STRICT;
CREATE TABLE field_value (
  field INTEGER NOT NULL REFERENCES field(id),
  record INTEGER NOT NULL,
  text TEXT,
  number INTEGER,
  PRIMARY KEY (field, record)
) STRICT, WITHOUT ROWID;

-- Customers --------------------------------------------------------------------------------------
CREATE TABLE pool (
  id INTEGER NOT NULL PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1))
) STRICT;

CREATE TABLE customer (
  id INTEGER NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  short_name TEXT,
  name_key TEXT NOT NULL,                   -- name_key(name): compares by meaning
  sort_key TEXT NOT NULL,                   -- sort_key(name): pinyin order
  credit_code TEXT,
  phone TEXT,
  phone_key TEXT,                           -- phone_key(phone)
  website TEXT,
  email TEXT,
  mail_domain TEXT,
  address TEXT,
  region TEXT,
  industry INTEGER REFERENCES choice(id),
  category INTEGER REFERENCES choice(id),
  level INTEGER REFERENCES choice(id),
  source INTEGER REFERENCES choice(id),
  channel INTEGER REFERENCES choice(id),
  parent INTEGER REFERENCES customer(id),
  note TEXT,
  -- whose it is: a person's, or in a pool, or nobody's
  owner INTEGER REFERENCES person(id),
  pool INTEGER REFERENCES pool(id),
  owned_since INTEGER,
  protected_until INTEGER,                  -- a day
  -- how it came
  created_at INTEGER NOT NULL,
  created_day INTEGER NOT NULL,
  created_by INTEGER REFERENCES person(id),
  batch INTEGER,                            -- the import that brought it
  verified INTEGER NOT NULL DEFAULT 0 CHECK (verified IN (0, 1)),
  archived INTEGER NOT NULL DEFAULT 0 CHECK (archived IN (0, 1)),
  merged_into INTEGER REFERENCES customer(id),
  version INTEGER NOT NULL DEFAULT 1,
  -- kept by acts from contacts, activities, tasks and deals (macro @refresh)
  completeness INTEGER NOT NULL DEFAULT 0 CHECK (completeness BETWEEN 0 AND 100),
  last_contact_at INTEGER,
  last_contact_day INTEGER,
  next_due_at INTEGER,
  next_task INTEGER,
  stage INTEGER,                            -- the furthest stage of its open deals, else of the won
  CHECK (owner IS NULL OR pool IS NULL)
) STRICT;
-- The ids of a list come from this index alone, in order, with the fields that lists are mostly narrowed by:
-- fetching each row of a million in the order of names takes ten seconds.
CREATE INDEX customer_by_name ON customer(sort_key, id, archived, merged_into, owner, level, stage, region,
  industry, category, source);
CREATE INDEX customer_by_owner ON customer(owner, sort_key, id, archived, merged_into);
CREATE INDEX customer_by_key ON customer(name_key);
CREATE INDEX customer_by_phone ON customer(phone_key) WHERE phone_key IS NOT NULL;
CREATE INDEX customer_by_code ON customer(credit_code) WHERE credit_code IS NOT NULL;
CREATE INDEX customer_by_parent ON customer(parent) WHERE parent IS NOT NULL;
CREATE INDEX customer_by_merge ON customer(merged_into) WHERE merged_into IS NOT NULL;
CREATE INDEX customer_by_batch ON customer(batch) WHERE batch IS NOT NULL;
CREATE INDEX customer_by_due ON customer(next_due_at) WHERE next_due_at IS NOT NULL;

-- What the roster loads: search_text(name, short_name), apart from the wide row.
CREATE TABLE customer_search (
  customer INTEGER NOT NULL PRIMARY KEY REFERENCES customer(id),
  text TEXT NOT NULL
) STRICT;

CREATE TABLE tag (
  id INTEGER NOT NULL PRIMARY KEY,
  name TEXT NOT NULL UNIQUE
) STRICT;
CREATE TABLE customer_tag (
  customer INTEGER NOT NULL REFERENCES customer(id),
  tag INTEGER NOT NULL REFERENCES tag(id),
  PRIMARY KEY (customer, tag)
) STRICT, WITHOUT ROWID;
CREATE INDEX customer_tag_by_tag ON customer_tag(tag, customer);

CREATE TABLE contact (
  id INTEGER NOT NULL PRIMARY KEY,
  customer INTEGER NOT NULL REFERENCES customer(id),
  name TEXT NOT NULL,
  name_key TEXT NOT NULL,
  title TEXT,
  department TEXT,
  phone TEXT,
  phone_key TEXT,
  mobile TEXT,
  mobile_key TEXT,
  email TEXT,
  messenger TEXT,
  address TEXT,
  birthday INTEGER,                         -- yyyymmdd; 0000mmdd when the year is unknown
  note TEXT,
  main INTEGER NOT NULL DEFAULT 0 CHECK (main IN (0, 1)),
  created_at INTEGER NOT NULL,
  created_by INTEGER REFERENCES person(id),
  batch INTEGER,
  archived INTEGER NOT NULL DEFAULT 0 CHECK (archived IN (0, 1)),
  version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX contact_by_customer ON contact(customer);
CREATE INDEX contact_by_phone ON contact(phone_key, customer) WHERE phone_key IS NOT NULL;
CREATE INDEX contact_by_mobile ON contact(mobile_key, customer) WHERE mobile_key IS NOT NULL;
CREATE INDEX contact_by_batch ON contact(batch) WHERE batch IS NOT NULL;

-- What is sold -----------------------------------------------------------------------------------
CREATE TABLE product (
  id INTEGER NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  name_key TEXT NOT NULL UNIQUE,
  code TEXT,
  category INTEGER REFERENCES choice(id),
  price INTEGER,
  currency TEXT,
  batch INTEGER,
  active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
  version INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE TABLE stage (
  id INTEGER NOT NULL PRIMARY KEY,
  key TEXT,                                 -- set where the program knows it: 'lead', 'needs', …
  name TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL CHECK (kind IN ('open', 'won', 'lost')),
  position INTEGER NOT NULL,
  probability INTEGER NOT NULL DEFAULT 0 CHECK (probability BETWEEN 0 AND 100),
  rest_days INTEGER,                        -- how long a deal may rest here
  active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1))
) STRICT;

CREATE TABLE deal (
  id INTEGER NOT NULL PRIMARY KEY,
  customer INTEGER REFERENCES customer(id), -- empty only where an import was told so
  external_id TEXT,
  name TEXT NOT NULL,
  owner INTEGER REFERENCES person(id),      -- keeps the credit when the customer moves on
  stage INTEGER NOT NULL REFERENCES stage(id),
  status TEXT NOT NULL CHECK (status IN ('open', 'won', 'lost')),
  amount INTEGER NOT NULL DEFAULT 0,
  currency TEXT NOT NULL,
  expected_day INTEGER,
  created_at INTEGER NOT NULL,
  created_by INTEGER REFERENCES person(id),
  opened_day INTEGER NOT NULL,
  closed_at INTEGER,
  closed_day INTEGER,
  stage_since INTEGER NOT NULL,             -- a day
  lost_reason INTEGER REFERENCES choice(id),
  note TEXT,
  batch INTEGER,
  version INTEGER NOT NULL DEFAULT 1,
  -- the customer's, and the product of the largest line: repeated for speed by the acts that change them
  region TEXT,
  source INTEGER,
  category INTEGER,
  product INTEGER REFERENCES product(id),
  CHECK ((status = 'open') = (closed_day IS NULL))
) STRICT;
CREATE INDEX deal_by_customer ON deal(customer, status);
CREATE INDEX deal_by_owner ON deal(owner, status, closed_day, amount);
CREATE INDEX deal_by_close ON deal(status, currency, closed_day, owner, product, region, source, category, amount);
CREATE INDEX deal_by_external ON deal(external_id) WHERE external_id IS NOT NULL;
CREATE INDEX deal_by_batch ON deal(batch) WHERE batch IS NOT NULL;

CREATE TABLE deal_line (
  id INTEGER NOT NULL PRIMARY KEY,
  deal INTEGER NOT NULL REFERENCES deal(id),
  product INTEGER NOT NULL REFERENCES product(id),
  quantity INTEGER NOT NULL DEFAULT 1000,   -- in thousandths
  price INTEGER NOT NULL,
  amount INTEGER NOT NULL
) STRICT;
CREATE INDEX deal_line_by_deal ON deal_line(deal);

-- Each passage of a deal from stage to stage: funnel and time per stage come from here.
CREATE TABLE stage_event (
  id INTEGER NOT NULL PRIMARY KEY,
  act INTEGER NOT NULL,
  deal INTEGER NOT NULL REFERENCES deal(id),
  from_stage INTEGER,
  to_stage INTEGER NOT NULL,
  person INTEGER,
  at INTEGER NOT NULL,
  day INTEGER NOT NULL
) STRICT;
CREATE INDEX stage_event_by_deal ON stage_event(deal, at);

CREATE TABLE contract (
  id INTEGER NOT NULL PRIMARY KEY,
  customer INTEGER NOT NULL REFERENCES customer(id),
  deal INTEGER REFERENCES deal(id),
  owner INTEGER REFERENCES person(id),
  number TEXT,
  name TEXT NOT NULL,
  amount INTEGER NOT NULL DEFAULT 0,
  currency TEXT NOT NULL,
  signed_day INTEGER,
  start_day INTEGER,
  end_day INTEGER,
  status TEXT NOT NULL DEFAULT 'running' CHECK (status IN ('draft', 'running', 'ended', 'void')),
  note TEXT,
  created_at INTEGER NOT NULL,
  created_by INTEGER REFERENCES person(id),
  version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX contract_by_customer ON contract(customer);
CREATE INDEX contract_by_deal ON contract(deal) WHERE deal IS NOT NULL;
CREATE INDEX contract_by_end ON contract(end_day) WHERE status = 'running';

CREATE TABLE payment (
  id INTEGER NOT NULL PRIMARY KEY,
  customer INTEGER NOT NULL REFERENCES customer(id),
  contract INTEGER REFERENCES contract(id),
  deal INTEGER REFERENCES deal(id),
  owner INTEGER REFERENCES person(id),      -- whose collection it counts as
  amount INTEGER NOT NULL,
  currency TEXT NOT NULL,
  day INTEGER NOT NULL,
  note TEXT,
  voided INTEGER NOT NULL DEFAULT 0 CHECK (voided IN (0, 1)),
  created_at INTEGER NOT NULL,
  created_by INTEGER REFERENCES person(id)
) STRICT;
CREATE INDEX payment_by_customer ON payment(customer, day);
CREATE INDEX payment_by_deal ON payment(deal) WHERE deal IS NOT NULL;
CREATE INDEX payment_by_day ON payment(day, owner, amount);

-- What was done ----------------------------------------------------------------------------------
-- An entry is never rewritten: a correction is a new entry that names the old one.
CREATE TABLE activity (
  id INTEGER NOT NULL PRIMARY KEY,
  customer INTEGER NOT NULL REFERENCES customer(id),
  contact INTEGER REFERENCES contact(id),
  deal INTEGER REFERENCES deal(id),
  person INTEGER NOT NULL REFERENCES person(id),
  kind TEXT NOT NULL CHECK (kind IN ('call', 'visit', 'mail', 'message', 'letter', 'quote', 'service', 'note')),
  outcome INTEGER REFERENCES choice(id),
  text TEXT NOT NULL,
  at INTEGER NOT NULL,                      -- when it happened, as claimed
  day INTEGER NOT NULL,
  recorded_at INTEGER NOT NULL,             -- when the store heard of it
  minutes INTEGER CHECK (minutes >= 0),
  corrects INTEGER REFERENCES activity(id),
  corrected_by INTEGER REFERENCES activity(id),
  voided INTEGER NOT NULL DEFAULT 0 CHECK (voided IN (0, 1)),   -- its logging was undone
  batch INTEGER
) STRICT;
CREATE INDEX activity_by_customer ON activity(customer, at);
CREATE INDEX activity_by_person ON activity(person, at);
CREATE INDEX activity_by_batch ON activity(batch) WHERE batch IS NOT NULL;
CREATE INDEX activity_by_contact ON activity(contact) WHERE contact IS NOT NULL;
CREATE INDEX activity_by_deal ON activity(deal) WHERE deal IS NOT NULL;

-- Everything else that belongs on the timeline, written by the acts themselves.
CREATE TABLE timeline (
  id INTEGER NOT NULL PRIMARY KEY,
  customer INTEGER NOT NULL REFERENCES customer(id),
  person INTEGER,
  at INTEGER NOT NULL,
  day INTEGER NOT NULL,
  kind TEXT NOT NULL,                       -- 'created', 'edited', 'transferred', 'advanced', 'won', 'payment' …
  text TEXT,
  relation TEXT,
  record INTEGER,
  act INTEGER NOT NULL
) STRICT;
CREATE INDEX timeline_by_customer ON timeline(customer, at);
CREATE INDEX timeline_by_person ON timeline(person, at);

CREATE TABLE task (
  id INTEGER NOT NULL PRIMARY KEY,
  customer INTEGER REFERENCES customer(id),
  contact INTEGER REFERENCES contact(id),
  deal INTEGER REFERENCES deal(id),
  person INTEGER NOT NULL REFERENCES person(id),
  kind TEXT NOT NULL DEFAULT 'todo' CHECK (kind IN ('todo', 'call', 'visit', 'mail', 'message', 'letter', 'quote', 'service')),
  text TEXT NOT NULL,
  due_at INTEGER NOT NULL,
  due_day INTEGER NOT NULL,
  timed INTEGER NOT NULL DEFAULT 0 CHECK (timed IN (0, 1)),     -- 0: any time of that day
  done_at INTEGER,
  done_by INTEGER REFERENCES person(id),
  outcome TEXT,
  dropped INTEGER NOT NULL DEFAULT 0 CHECK (dropped IN (0, 1)),
  created_at INTEGER NOT NULL,
  created_by INTEGER REFERENCES person(id),
  version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX task_by_customer ON task(customer, done_at, due_at);
CREATE INDEX task_open ON task(person, due_at) WHERE done_at IS NULL AND dropped = 0;
CREATE INDEX task_done ON task(person, done_at) WHERE done_at IS NOT NULL;
CREATE INDEX task_by_contact ON task(contact) WHERE contact IS NOT NULL;
CREATE INDEX task_by_deal ON task(deal) WHERE deal IS NOT NULL;

-- Ownership --------------------------------------------------------------------------------------
CREATE TABLE ownership_event (
  id INTEGER NOT NULL PRIMARY KEY,
  act INTEGER NOT NULL,
  customer INTEGER NOT NULL REFERENCES customer(id),
  from_owner INTEGER,
  to_owner INTEGER,
  from_pool INTEGER,
  to_pool INTEGER,
  from_since INTEGER,
  person INTEGER,
  reason TEXT,
  at INTEGER NOT NULL,
  day INTEGER NOT NULL
) STRICT;
CREATE INDEX ownership_by_customer ON ownership_event(customer, at);
CREATE INDEX ownership_by_act ON ownership_event(act);

-- Rollups, kept by acts. Only who sees all customers is answered from them. ------------------------
CREATE TABLE activity_day (
  day INTEGER NOT NULL,
  person INTEGER NOT NULL,
  kind TEXT NOT NULL,
  n INTEGER NOT NULL,
  PRIMARY KEY (day, person, kind)
) STRICT, WITHOUT ROWID;
CREATE TABLE activity_month (
  month INTEGER NOT NULL,
  person INTEGER NOT NULL,
  kind TEXT NOT NULL,
  n INTEGER NOT NULL,
  PRIMARY KEY (month, person, kind)
) STRICT, WITHOUT ROWID;
CREATE TABLE customer_month (               -- won deals of a customer in the company's currency
  customer INTEGER NOT NULL,
  month INTEGER NOT NULL,
  amount INTEGER NOT NULL,
  PRIMARY KEY (customer, month)
) STRICT, WITHOUT ROWID;
CREATE TABLE holding (                      -- how many customers a person holds
  person INTEGER NOT NULL PRIMARY KEY,
  n INTEGER NOT NULL
) STRICT;

-- Acts and their chain ---------------------------------------------------------------------------
CREATE TABLE act (
  id INTEGER NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  person INTEGER NOT NULL,                  -- 0: the program itself
  at INTEGER NOT NULL,
  day INTEGER NOT NULL,
  request TEXT NOT NULL UNIQUE,             -- the caller's: the same request is answered once
  undoes INTEGER REFERENCES act(id),
  gave TEXT,                                -- what it answered, for a repeated request
  rows INTEGER NOT NULL,                    -- how many act_row
  rows_hash TEXT NOT NULL,
  previous TEXT NOT NULL,
  hash TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX act_undone_once ON act(undoes) WHERE undoes IS NOT NULL;
CREATE INDEX act_by_person ON act(person, at);

CREATE TABLE act_row (
  act INTEGER NOT NULL,
  relation TEXT NOT NULL,
  record INTEGER NOT NULL,
  field TEXT NOT NULL,                      -- '' for the record as a whole
  was TEXT,
  became TEXT,
  PRIMARY KEY (act, relation, record, field)
) STRICT, WITHOUT ROWID;
CREATE INDEX act_row_by_record ON act_row(relation, record);

-- What was asked for and refused; committed by itself, for the act itself left nothing behind.
CREATE TABLE refused_act (
  id INTEGER NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  person INTEGER NOT NULL,
  at INTEGER NOT NULL,
  refusal TEXT NOT NULL
) STRICT;

CREATE TABLE import_batch (
  id INTEGER NOT NULL PRIMARY KEY,
  act INTEGER NOT NULL,
  kind TEXT NOT NULL,
  file TEXT NOT NULL,
  person INTEGER NOT NULL,
  at INTEGER NOT NULL,
  created INTEGER NOT NULL,
  skipped INTEGER NOT NULL,
  undone INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1))
) STRICT;

-- Views that people keep.
CREATE TABLE saved_view (
  id INTEGER NOT NULL PRIMARY KEY,
  person INTEGER REFERENCES person(id),     -- empty: everybody's
  kind TEXT NOT NULL CHECK (kind IN ('list', 'segment', 'chart')),
  name TEXT NOT NULL,
  question TEXT NOT NULL,
  layout TEXT,
  position INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  created_by INTEGER REFERENCES person(id)
) STRICT;
