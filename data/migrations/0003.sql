-- Schema 3: whose customer it is, and why.

-- Pools ------------------------------------------------------------------------------------------
-- An open pool shows its customers to its members, who may claim them; from a closed one a lead assigns.
ALTER TABLE pool ADD COLUMN open INTEGER NOT NULL DEFAULT 1 CHECK (open IN (0, 1));
ALTER TABLE pool ADD COLUMN claims_a_day INTEGER CHECK (claims_a_day >= 0);
ALTER TABLE pool ADD COLUMN capacity INTEGER CHECK (capacity >= 0);
-- Days for which nobody may claim what has just come in, and for which whoever had it may not have it again.
ALTER TABLE pool ADD COLUMN freeze_days INTEGER NOT NULL DEFAULT 0 CHECK (freeze_days >= 0);
ALTER TABLE pool ADD COLUMN wait_days INTEGER NOT NULL DEFAULT 0 CHECK (wait_days >= 0);

-- Falling into a pool ----------------------------------------------------------------------------

-- Caps and protection ----------------------------------------------------------------------------

-- Duplicates -------------------------------------------------------------------------------------

-- Families and merging ---------------------------------------------------------------------------

-- Handover ---------------------------------------------------------------------------------------

-- Conflicts --------------------------------------------------------------------------------------

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
