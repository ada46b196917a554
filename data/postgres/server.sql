-- What only a server needs, beside the relations of the migrations. Runs after them, as the schema's
-- owner, at every installation: each statement must bear to be run again.
--
-- In all files of this folder "@:people", "@:owner", "@:keeper" and "@:backup" stand for the roles of
-- this database. A function is nobody's but its owner's unless a GRANT behind it says otherwise.

-- The newest migration that was applied; the digest of everything that installing runs; and a number
-- that grows with every restore, so that one cannot pass unnoticed.
CREATE TABLE IF NOT EXISTS installation (
  one bigint NOT NULL PRIMARY KEY DEFAULT 1 CHECK (one = 1),
  version bigint NOT NULL,
  digest text COLLATE "C" NOT NULL,
  epoch bigint NOT NULL DEFAULT 1,
  installed_at bigint NOT NULL
);

-- The role with which a person signs in; kept by the triggers of rights.sql.
CREATE TABLE IF NOT EXISTS login_role (
  person bigint NOT NULL PRIMARY KEY,
  name text COLLATE "C" NOT NULL UNIQUE
);

-- Roles that policies are for. Whoever has these rights with scope "all" is in one of kind "all", whose
-- policies test nothing; "own" and "some" (a scope between the two) are for one right each.
CREATE TABLE IF NOT EXISTS access_group (
  name text COLLATE "C" NOT NULL PRIMARY KEY,
  kind text COLLATE "C" NOT NULL CHECK (kind IN ('own', 'some', 'all')),
  rights text[] NOT NULL
);

-- Every act locks this row first: acts follow one another, as the chain does.
CREATE TABLE IF NOT EXISTS chain_head (
  one bigint NOT NULL PRIMARY KEY DEFAULT 1 CHECK (one = 1),
  act bigint NOT NULL DEFAULT 0,
  hash text COLLATE "C" NOT NULL DEFAULT ''
);
INSERT INTO chain_head (one) VALUES (1) ON CONFLICT DO NOTHING;

-- An answer about other people's records costs a ticket that was committed before it.
CREATE TABLE IF NOT EXISTS ticket (
  person bigint NOT NULL,
  request text COLLATE "C" NOT NULL,
  act text COLLATE "C" NOT NULL,
  digest text COLLATE "C" NOT NULL,
  xid xid8 NOT NULL,
  at bigint NOT NULL,
  counted bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (person, request)
);
CREATE INDEX IF NOT EXISTS ticket_by_time ON ticket(person, at);

-- Ids are never used twice: neither those that the company brought along nor those taken since.
CREATE OR REPLACE FUNCTION set_sequences() RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = garrison, pg_temp AS $$
DECLARE
  a_relation text;
  a_next bigint;
  a_last bigint;
  a_called boolean;
BEGIN
  FOR a_relation IN
    SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'id' AND a.attnum > 0
     WHERE c.relnamespace = 'garrison'::regnamespace AND c.relkind = 'r' ORDER BY 1
  LOOP
    EXECUTE format('CREATE SEQUENCE IF NOT EXISTS %I AS bigint', 'id_' || a_relation);
    EXECUTE format('SELECT greatest(1, (SELECT max(id) + 1 FROM %I), (SELECT next FROM counter WHERE relation = %L))',
                   a_relation, a_relation) INTO a_next;
    EXECUTE format('SELECT last_value, is_called FROM %I', 'id_' || a_relation) INTO a_last, a_called;
    IF a_next > a_last + a_called::int THEN
      PERFORM setval(format('%I', 'id_' || a_relation), a_next, false);
    END IF;
  END LOOP;
END $$;
SELECT set_sequences();
-- What brings its own ids says in counter where the next begin.
CREATE OR REPLACE FUNCTION counter_moved() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = garrison, pg_temp AS $$
BEGIN
  PERFORM set_sequences();
  RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER counter_moved AFTER INSERT OR UPDATE ON counter
FOR EACH STATEMENT EXECUTE FUNCTION counter_moved();
