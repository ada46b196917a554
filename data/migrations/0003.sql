-- Schema 3: whose customer it is, and why.

-- Pools ------------------------------------------------------------------------------------------
-- An open pool shows its customers to its members, who may claim them; from a closed one a lead assigns.
ALTER TABLE pool ADD COLUMN open INTEGER NOT NULL DEFAULT 1 CHECK (open IN (0, 1));
ALTER TABLE pool ADD COLUMN claims_a_day INTEGER CHECK (claims_a_day >= 0);
ALTER TABLE pool ADD COLUMN capacity INTEGER CHECK (capacity >= 0);
-- Days for which nobody may claim what has just come in, and for which whoever had it may not have it again.
ALTER TABLE pool ADD COLUMN freeze_days INTEGER NOT NULL DEFAULT 0 CHECK (freeze_days >= 0);
ALTER TABLE pool ADD COLUMN wait_days INTEGER NOT NULL DEFAULT 0 CHECK (wait_days >= 0);
ALTER TABLE pool ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
CREATE INDEX customer_by_pool ON customer(pool, sort_key, id, archived, merged_into) WHERE pool IS NOT NULL;

-- A person, or everybody of a team and of the teams under it.
CREATE TABLE pool_member (
  id INTEGER NOT NULL PRIMARY KEY,
  pool INTEGER NOT NULL REFERENCES pool(id),
  person INTEGER REFERENCES person(id),
  team INTEGER REFERENCES team(id),
  lead INTEGER NOT NULL DEFAULT 0 CHECK (lead IN (0, 1)),
  CHECK ((person IS NULL) <> (team IS NULL))
) STRICT;
CREATE UNIQUE INDEX pool_member_by_person ON pool_member(pool, person) WHERE person IS NOT NULL;
CREATE UNIQUE INDEX pool_member_by_team ON pool_member(pool, team) WHERE team IS NOT NULL;

-- What a pool shows of its customers before they are claimed; a lead sees all that could be shown.
CREATE TABLE pool_field (
  pool INTEGER NOT NULL REFERENCES pool(id),
  field TEXT NOT NULL CHECK (field IN ('name', 'short_name', 'credit_code', 'website', 'region', 'industry', 'category',
    'level', 'source', 'channel', 'stage', 'last_contact_day', 'completeness')),
  PRIMARY KEY (pool, field)
) STRICT, WITHOUT ROWID;

-- Each claim for good: neither releasing nor undoing gives it back.
CREATE TABLE claim (
  id INTEGER NOT NULL PRIMARY KEY,
  act INTEGER NOT NULL,
  pool INTEGER NOT NULL REFERENCES pool(id),
  customer INTEGER NOT NULL REFERENCES customer(id),
  person INTEGER NOT NULL REFERENCES person(id),
  at INTEGER NOT NULL,
  day INTEGER NOT NULL
) STRICT;
CREATE INDEX claim_by_person ON claim(person, day, pool);
CREATE INDEX claim_by_customer ON claim(customer, at);

-- Who is of which pool: one row for each person.
CREATE VIEW pool_person AS
  SELECT m.pool AS pool, p.id AS person, max(m.lead) AS lead
    FROM pool_member m
    JOIN person p ON p.id = m.person
      OR (m.person IS NULL AND EXISTS (
            SELECT 1 FROM team theirs JOIN team mine
              ON substr(mine.path, 1, length(theirs.path)) = theirs.path
             WHERE theirs.id = m.team AND mine.id = p.team))
   WHERE p.active = 1
   GROUP BY m.pool, p.id;

INSERT INTO pool_field(pool, field)
SELECT p.id, f.field FROM pool p CROSS JOIN (SELECT 'name' AS field UNION ALL SELECT 'region' UNION ALL SELECT 'industry'
  UNION ALL SELECT 'level') AS f;
INSERT INTO role_right(role, name, scope)
SELECT o.id, n.name, n.scope FROM role o JOIN (
  SELECT 'owner' AS key, 'customer.claim' AS name, 'all' AS scope UNION ALL SELECT 'manager', 'customer.claim', 'all'
  UNION ALL SELECT 'lead', 'customer.claim', 'below' UNION ALL SELECT 'salesperson', 'customer.claim', 'own'
  UNION ALL SELECT 'administrator', 'customer.claim', 'own'
  UNION ALL SELECT 'owner', 'customer.release', 'all' UNION ALL SELECT 'manager', 'customer.release', 'all'
  UNION ALL SELECT 'lead', 'customer.release', 'below' UNION ALL SELECT 'salesperson', 'customer.release', 'own'
  UNION ALL SELECT 'administrator', 'customer.release', 'own'
  UNION ALL SELECT 'owner', 'pool.edit', 'all' UNION ALL SELECT 'manager', 'pool.edit', 'all') AS n ON n.key = o.key;

-- Falling into a pool ----------------------------------------------------------------------------
-- A rule is one or more questions about customers, a line each; combine says whether one of them must hold or all.
-- The rule with the least position decides where several hold.
CREATE TABLE fall_rule (
  id INTEGER NOT NULL PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  question TEXT NOT NULL,
  combine TEXT NOT NULL CHECK (combine IN ('any', 'all')),
  level INTEGER REFERENCES choice(id),      -- of customers of this level only
  exempt_deal INTEGER NOT NULL DEFAULT 1 CHECK (exempt_deal IN (0, 1)),
  exempt_contract INTEGER NOT NULL DEFAULT 1 CHECK (exempt_contract IN (0, 1)),
  -- whoever got it so few days ago keeps it, whatever became of it before
  grace_days INTEGER NOT NULL DEFAULT 14 CHECK (grace_days BETWEEN 0 AND 3650),
  warn_days INTEGER NOT NULL DEFAULT 7 CHECK (warn_days BETWEEN 0 AND 365),
  pool INTEGER NOT NULL REFERENCES pool(id),
  active INTEGER NOT NULL DEFAULT 0 CHECK (active IN (0, 1)),
  position INTEGER NOT NULL,
  version INTEGER NOT NULL DEFAULT 1
) STRICT;
-- No rule touches the customer, until a day or for good.
CREATE TABLE customer_lock (
  customer INTEGER NOT NULL PRIMARY KEY REFERENCES customer(id),
  reason TEXT NOT NULL,
  until_day INTEGER,
  person INTEGER,
  at INTEGER NOT NULL
) STRICT;
INSERT INTO role_right(role, name, scope)
SELECT o.id, 'pool.fall', CASE o.key WHEN 'lead' THEN 'below' ELSE 'all' END FROM role o
 WHERE o.key IN ('owner', 'manager', 'lead');

-- Caps and protection ----------------------------------------------------------------------------
-- How many customers a person of a role may hold; a person's own cap goes before it.
CREATE TABLE role_cap (
  role INTEGER NOT NULL PRIMARY KEY REFERENCES role(id),
  n INTEGER NOT NULL CHECK (n > 0)
) STRICT;
-- What does not count towards a cap. It is counted when an act must know: what does not count today may tomorrow.
CREATE TABLE cap_filter (
  what TEXT NOT NULL CHECK (what IN ('level', 'category', 'contract', 'deal', 'won', 'protected')),
  choice INTEGER NOT NULL DEFAULT 0,        -- of a level or category; else 0
  PRIMARY KEY (what, choice)
) STRICT, WITHOUT ROWID;
-- For how long whoever gets a customer has it safe from claims and falls. 0: any; the closest rule holds.
CREATE TABLE protection_rule (
  source INTEGER NOT NULL,
  level INTEGER NOT NULL,
  days INTEGER NOT NULL CHECK (days BETWEEN 1 AND 3650),
  PRIMARY KEY (source, level)
) STRICT, WITHOUT ROWID;
CREATE INDEX customer_by_protection ON customer(protected_until) WHERE protected_until IS NOT NULL;
-- Which customers guard which: themselves, and those that are the same company, until their protection ends.
CREATE VIEW customer_guard AS
  SELECT c.id AS customer, c.id AS guard, c.owner AS owner, c.protected_until AS until
    FROM customer c WHERE c.protected_until IS NOT NULL AND c.archived = 0 AND c.merged_into IS NULL
  UNION ALL
  SELECT c.id, g.id, g.owner, g.protected_until FROM customer c JOIN customer g ON g.credit_code = c.credit_code
   WHERE g.id <> c.id AND g.protected_until IS NOT NULL AND g.archived = 0 AND g.merged_into IS NULL
  UNION ALL
  SELECT c.id, g.id, g.owner, g.protected_until FROM customer c JOIN customer g ON g.name_key = c.name_key
   WHERE g.id <> c.id AND g.protected_until IS NOT NULL AND g.archived = 0 AND g.merged_into IS NULL
  UNION ALL
  SELECT c.id, g.id, g.owner, g.protected_until FROM customer c JOIN customer g ON g.phone_key = c.phone_key
   WHERE g.id <> c.id AND g.protected_until IS NOT NULL AND g.archived = 0 AND g.merged_into IS NULL;

-- Duplicates -------------------------------------------------------------------------------------
-- Names taken apart (base/name-parts.h), and the keys by which names like one are found (base/name-likeness.h: grams; a
-- gram that begins with "m" is the domain of a company's mail). Acts keep both; names.sql fills in what is missing.
CREATE TABLE customer_parts (
  customer INTEGER NOT NULL PRIMARY KEY REFERENCES customer(id),
  parts TEXT NOT NULL
) STRICT;
CREATE TABLE customer_gram (
  gram TEXT NOT NULL,
  customer INTEGER NOT NULL,
  PRIMARY KEY (gram, customer)
) STRICT, WITHOUT ROWID;
CREATE VIEW gram_number AS
  SELECT 1 AS n UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4 UNION ALL SELECT 5 UNION ALL SELECT 6
  UNION ALL SELECT 7 UNION ALL SELECT 8 UNION ALL SELECT 9 UNION ALL SELECT 10;

-- Families and merging ---------------------------------------------------------------------------
-- Two customers that became one, by the act of the merge. The record that is gone keeps its row, its own fields,
-- tags and history of owners; everything that hangs on it moves to the one that is kept. customer.merged_into is
-- the one where it is now: what was merged into what merges further points on.
CREATE TABLE customer_merge (
  act INTEGER NOT NULL PRIMARY KEY,
  keep INTEGER NOT NULL REFERENCES customer(id),
  gone INTEGER NOT NULL REFERENCES customer(id),
  person INTEGER,
  at INTEGER NOT NULL,
  day INTEGER NOT NULL,
  ended INTEGER                             -- the act that parted them again
) STRICT;
CREATE INDEX customer_merge_by_gone ON customer_merge(gone);
CREATE INDEX customer_merge_by_keep ON customer_merge(keep);

-- What a merge moved, or the act that parted them; moves = 0: stays, though it would have gone.
CREATE TABLE merge_row (
  act INTEGER NOT NULL,
  relation TEXT NOT NULL,
  record INTEGER NOT NULL,
  moves INTEGER NOT NULL DEFAULT 1 CHECK (moves IN (0, 1)),
  PRIMARY KEY (act, relation, record)
) STRICT, WITHOUT ROWID;

-- The fields of a customer as texts, a row each, as the audit has them.
CREATE VIEW customer_text AS
  SELECT c.id AS customer, 'name' AS field, c.name AS value FROM customer c
  UNION ALL
  SELECT c.id AS customer, 'short_name' AS field, c.short_name AS value FROM customer c
  UNION ALL
  SELECT c.id AS customer, 'credit_code' AS field, c.credit_code AS value FROM customer c
  UNION ALL
  SELECT c.id AS customer, 'phone' AS field, c.phone AS value FROM customer c
  UNION ALL
  SELECT c.id AS customer, 'website' AS field, c.website AS value FROM customer c
  UNION ALL
  SELECT c.id AS customer, 'email' AS field, c.email AS value FROM customer c
  UNION ALL
  SELECT c.id AS customer, 'address' AS field, c.address AS value FROM customer c
  UNION ALL
  SELECT c.id AS customer, 'region' AS field, c.region AS value FROM customer c
  UNION ALL
  SELECT c.id AS customer, 'note' AS field, c.note AS value FROM customer c
  UNION ALL
  SELECT c.id, 'industry', c.industry || '' FROM customer c
  UNION ALL
  SELECT c.id, 'category', c.category || '' FROM customer c
  UNION ALL
  SELECT c.id, 'level', c.level || '' FROM customer c
  UNION ALL
  SELECT c.id, 'source', c.source || '' FROM customer c
  UNION ALL
  SELECT c.id, 'channel', c.channel || '' FROM customer c
  UNION ALL
  SELECT c.id, 'parent', c.parent || '' FROM customer c
  UNION ALL
  SELECT c.id, 'protected_until', c.protected_until || '' FROM customer c
  UNION ALL
  SELECT c.id, 'owner', c.owner || '' FROM customer c
  UNION ALL
  SELECT c.id, 'pool', c.pool || '' FROM customer c
  UNION ALL
  SELECT c.id, 'owned_since', c.owned_since || '' FROM customer c
  UNION ALL
  SELECT c.id, 'archived', c.archived || '' FROM customer c
  UNION ALL
  SELECT c.id, 'merged_into', c.merged_into || '' FROM customer c;

-- Changes of owner that stand: neither undone nor the undoing of one. An undo goes by what came later of these.
CREATE VIEW ownership_standing AS
  SELECT e.id, e.act, e.customer FROM ownership_event e
   WHERE NOT EXISTS (SELECT 1 FROM act u WHERE u.undoes = e.act)
     AND NOT EXISTS (SELECT 1 FROM act u WHERE u.id = e.act AND u.undoes IS NOT NULL);

-- Whether somebody may contact a customer of whose family a colleague contacted another company within so many days.
CREATE TABLE family_rule (
  purpose TEXT NOT NULL PRIMARY KEY CHECK (purpose IN ('activity', 'disclosure', 'campaign')),
  rule TEXT NOT NULL CHECK (rule IN ('none', 'warn', 'block')),
  days INTEGER NOT NULL CHECK (days BETWEEN 1 AND 3650)
) STRICT, WITHOUT ROWID;
INSERT INTO family_rule(purpose, rule, days) VALUES ('activity', 'none', 7), ('disclosure', 'none', 7), ('campaign', 'none', 30);

INSERT INTO role_right(role, name, scope)
SELECT o.id, 'customer.merge', n.scope FROM role o JOIN (
  SELECT 'owner' AS key, 'all' AS scope UNION ALL SELECT 'manager', 'all' UNION ALL SELECT 'lead', 'below'
  UNION ALL SELECT 'salesperson', 'own' UNION ALL SELECT 'administrator', 'own') AS n ON n.key = o.key;

-- Handover ---------------------------------------------------------------------------------------
-- What somebody held, given to others by one act: each customer to a person, who may be asked whether they take it,
-- or into a pool. Items: proposed until the receiver accepts or declines; after an undo returned, or kept where
-- somebody has changed it since.
CREATE TABLE handover (
  id INTEGER NOT NULL PRIMARY KEY,
  act INTEGER NOT NULL,
  person INTEGER NOT NULL REFERENCES person(id),
  given_by INTEGER,
  at INTEGER NOT NULL,
  day INTEGER NOT NULL,
  state TEXT NOT NULL DEFAULT 'done' CHECK (state IN ('done', 'undone')),
  note TEXT
) STRICT;
CREATE INDEX handover_by_person ON handover(person, at);
CREATE TABLE handover_item (
  handover INTEGER NOT NULL REFERENCES handover(id),
  customer INTEGER NOT NULL REFERENCES customer(id),
  person INTEGER NOT NULL,                  -- who held it
  to_person INTEGER,
  to_pool INTEGER,
  state TEXT NOT NULL CHECK (state IN ('proposed', 'accepted', 'declined', 'returned', 'kept')),
  decided_at INTEGER,
  reason TEXT,
  PRIMARY KEY (handover, customer),
  CHECK (to_person IS NULL OR to_pool IS NULL)
) STRICT, WITHOUT ROWID;
CREATE INDEX handover_item_by_receiver ON handover_item(to_person, state);
CREATE INDEX handover_item_by_customer ON handover_item(customer);
-- Whoever sees a customer of somebody else's, through the last day.
CREATE TABLE collaborator (
  id INTEGER NOT NULL PRIMARY KEY,
  act INTEGER NOT NULL,
  customer INTEGER NOT NULL REFERENCES customer(id),
  person INTEGER NOT NULL REFERENCES person(id),
  until INTEGER NOT NULL,                   -- a day
  UNIQUE (customer, person)
) STRICT;
CREATE INDEX collaborator_by_person ON collaborator(person, until);
CREATE INDEX contract_by_owner ON contract(owner, status) WHERE owner IS NOT NULL;

-- Conflicts --------------------------------------------------------------------------------------
-- Two who claim one customer, for somebody above both to decide.
CREATE TABLE conflict (
  id INTEGER NOT NULL PRIMARY KEY,
  act INTEGER NOT NULL,
  customer INTEGER NOT NULL REFERENCES customer(id),
  holder INTEGER NOT NULL REFERENCES person(id),
  claimant INTEGER NOT NULL REFERENCES person(id),
  opened_by INTEGER,
  text TEXT NOT NULL,
  at INTEGER NOT NULL,
  day INTEGER NOT NULL,
  state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'kept', 'given', 'withdrawn')),
  decided_by INTEGER,
  decided_at INTEGER,
  reason TEXT
) STRICT;
CREATE INDEX conflict_by_customer ON conflict(customer, state);
CREATE INDEX conflict_open ON conflict(at) WHERE state = 'open';

-- The clock --------------------------------------------------------------------------------------
-- Of a company in a file: what was known of a computer's clock since its start. Nobody reads it (src/store/sqlite/act-clock.h).
CREATE TABLE clock (
  boot TEXT NOT NULL PRIMARY KEY,
  ticks INTEGER NOT NULL,                   -- µs since the start
  at INTEGER NOT NULL,                      -- what the time was then
  given INTEGER NOT NULL,                   -- by how many µs it was set forward since, and believed; -1: never believed
  held INTEGER NOT NULL                     -- not believed since these ticks; -1: believed
) STRICT, WITHOUT ROWID;

-- Fields and who may know them -------------------------------------------------------------------
