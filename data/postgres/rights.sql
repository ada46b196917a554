-- Who asks, and how far their rights reach. A person is whoever signed in with a role of their own:
-- session_user cannot be changed by anything that a person may do.

CREATE OR REPLACE FUNCTION me() RETURNS bigint LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER
SET search_path = garrison, pg_temp AS $$
BEGIN
  RETURN (SELECT p.id FROM login_role l JOIN person p ON p.id = l.person
           WHERE l.name = session_user::text AND p.active = 1);
END $$;
GRANT EXECUTE ON FUNCTION me() TO "@:people";

-- 0: an administrator, who acts as the program itself; NULL: nobody.
CREATE OR REPLACE FUNCTION actor() RETURNS bigint LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER
SET search_path = garrison, pg_temp AS $$
DECLARE
  a_me bigint := me();
BEGIN
  IF a_me IS NOT NULL THEN
    RETURN a_me;
  END IF;
  RETURN CASE WHEN pg_has_role(session_user, (current_database() || ':owner')::name, 'MEMBER') THEN 0 END;
END $$;
GRANT EXECUTE ON FUNCTION actor() TO "@:people";

CREATE OR REPLACE FUNCTION scope_of(a_right text) RETURNS text LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER
SET search_path = garrison, pg_temp AS $$
BEGIN
  RETURN (SELECT rr.scope FROM login_role l JOIN person p ON p.id = l.person AND p.active = 1
            JOIN role_right rr ON rr.role = p.role AND rr.name = a_right
           WHERE l.name = session_user::text);
END $$;

CREATE OR REPLACE FUNCTION sees_all(a_right text) RETURNS boolean LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER
SET search_path = garrison, pg_temp AS $$
BEGIN
  RETURN coalesce(scope_of(a_right) = 'all', false);
END $$;
GRANT EXECUTE ON FUNCTION sees_all(text) TO "@:people";

CREATE OR REPLACE FUNCTION has_right(a_right text) RETURNS boolean LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER
SET search_path = garrison, pg_temp AS $$
BEGIN
  RETURN scope_of(a_right) IS NOT NULL;
END $$;
GRANT EXECUTE ON FUNCTION has_right(text) TO "@:people";

-- The people whose records a right reaches, ascending, as the view reach has them; asked for in every
-- statement, so it is written out by scope. Nobody's records are reached by scope "all" only.
CREATE OR REPLACE FUNCTION reach(a_right text) RETURNS bigint[] LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER
SET search_path = garrison, pg_temp AS $$
DECLARE
  a_me bigint;
  a_team bigint;
  a_scope text;
BEGIN
  SELECT p.id, p.team, rr.scope INTO a_me, a_team, a_scope FROM login_role l JOIN person p ON p.id = l.person AND p.active = 1
    JOIN role_right rr ON rr.role = p.role AND rr.name = a_right WHERE l.name = session_user::text;
  IF a_scope IS NULL THEN
    RETURN '{}'::bigint[];
  ELSIF a_scope = 'own' THEN
    RETURN ARRAY[a_me];
  ELSIF a_scope = 'all' THEN
    RETURN ARRAY(SELECT p.id FROM person p ORDER BY p.id);
  ELSIF a_scope = 'reports' THEN
    RETURN ARRAY(SELECT q.id FROM person q WHERE q.id = a_me OR q.manager = a_me ORDER BY q.id);
  ELSIF a_scope = 'team' THEN
    RETURN ARRAY(SELECT q.id FROM person q WHERE q.id = a_me OR q.team = a_team ORDER BY q.id);
  END IF;
  RETURN ARRAY(SELECT q.id FROM person q WHERE q.id = a_me OR q.team = ANY (ARRAY(
    SELECT theirs.id FROM team mine JOIN team theirs ON substr(theirs.path, 1, length(mine.path)) = mine.path
     WHERE mine.id = a_team)) ORDER BY q.id);
END $$;
GRANT EXECUTE ON FUNCTION reach(text) TO "@:people";

-- The customers of others' that somebody sees for a while.
CREATE OR REPLACE FUNCTION shares() RETURNS bigint[] LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER
SET search_path = garrison, pg_temp AS $$
BEGIN
  RETURN ARRAY(SELECT k.customer FROM login_role l JOIN collaborator k ON k.person = l.person
    WHERE l.name = session_user::text AND k.until >= day_of(moment()) ORDER BY k.customer);
END $$;
GRANT EXECUTE ON FUNCTION shares() TO "@:people";

-- What belongs to a customer is seen with the customer (data/desk.sql). That can be asked of each row, or all
-- customers that are seen can be gathered once and looked up. The planner cannot tell which is cheaper: within a
-- nested loop it counts the rows of one turn. So the program says when a question goes through whole relations
-- ("garrison.wide", src/store/postgres/pg-reader.c). Both ways show the same: what somebody sets there changes
-- the time that it takes. Gathering more than so many is dearer than most questions.
CREATE OR REPLACE FUNCTION is_wide() RETURNS boolean LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
BEGIN
  IF current_setting('garrison.wide', true) IS DISTINCT FROM 'on' THEN
    RETURN false;
  END IF;
  RETURN (SELECT coalesce(sum(h.n), 0) <= 200000 FROM garrison.holding h);
END $$;
GRANT EXECUTE ON FUNCTION is_wide() TO "@:people";

-- Runs with the rights of whoever asks: the policy of customer says what is in it. Few rows are announced, so
-- that the server makes a table of them to look up in; a subselect it would ask row by row when it is large.
CREATE OR REPLACE FUNCTION customers_seen() RETURNS SETOF bigint LANGUAGE plpgsql STABLE PARALLEL SAFE ROWS 1000
SET search_path = garrison, pg_temp AS $$
BEGIN
  RETURN QUERY SELECT c.id FROM customer c;
END $$;
GRANT EXECUTE ON FUNCTION customers_seen() TO "@:people";

CREATE OR REPLACE FUNCTION my_rights() RETURNS TABLE (name text, scope text, ids bigint[])
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = garrison, pg_temp AS $$
  SELECT rr.name, rr.scope, CASE WHEN rr.scope <> 'all' THEN reach(rr.name) END
    FROM person p JOIN role_right rr ON rr.role = p.role WHERE p.id = me() ORDER BY rr.name
$$;
GRANT EXECUTE ON FUNCTION my_rights() TO "@:people";

CREATE OR REPLACE FUNCTION server_version() RETURNS TABLE (version bigint, digest text, epoch bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = garrison, pg_temp AS $$
  SELECT i.version, i.digest, i.epoch FROM installation i
$$;
GRANT EXECUTE ON FUNCTION server_version() TO "@:people";

-- The end of the chain, and any of its links, so that everybody's program can tell whether what it saw is
-- still there. A hash says nothing of the act.
CREATE OR REPLACE FUNCTION chain_end() RETURNS TABLE (act bigint, hash text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = garrison, pg_temp AS $$
  SELECT h.act, h.hash FROM chain_head h
$$;
GRANT EXECUTE ON FUNCTION chain_end() TO "@:people";

CREATE OR REPLACE FUNCTION chain_link(a_act bigint) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = garrison, pg_temp AS $$
  SELECT a.hash FROM act a WHERE a.id = a_act
$$;
GRANT EXECUTE ON FUNCTION chain_link(bigint) TO "@:people";

-- A plan that somebody's session keeps has the policies of the groups that they were in. Changing a
-- relation makes every session plan anew; no lock that readers would notice is taken.
CREATE OR REPLACE FUNCTION forget_plans() RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = garrison, pg_temp AS $$
DECLARE
  a_relation text;
BEGIN
  FOR a_relation IN SELECT DISTINCT c.relname FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid
                     WHERE c.relnamespace = 'garrison'::regnamespace AND p.polname ~ ':' ORDER BY 1 LOOP
    EXECUTE format('GRANT SELECT ON %I TO "@:backup"', a_relation);
  END LOOP;
END $$;

-- Every person has a role, which may sign in while the person is active, and is in the groups that the
-- rights of their role give. NULL: everybody.
CREATE OR REPLACE FUNCTION sync_logins(a_persons bigint[]) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = garrison, pg_temp AS $$
DECLARE
  a_row record;
  a_changed boolean := false;
BEGIN
  FOR a_row IN
    SELECT coalesce(p.id, l.person) AS person, l.name AS was, current_database() || '.' || p.login AS name,
           coalesce(p.active = 1, false) AS active,
           CASE WHEN p.active = 1 THEN (current_database() || ':people')::text || ARRAY(
             SELECT g.name FROM access_group g WHERE NOT EXISTS (
               SELECT 1 FROM unnest(g.rights) AS n(name) WHERE NOT EXISTS (
                 SELECT 1 FROM role_right rr WHERE rr.role = p.role AND rr.name = n.name
                    AND CASE WHEN rr.scope IN ('own', 'all') THEN rr.scope ELSE 'some' END = g.kind)))
             || CASE WHEN EXISTS (SELECT 1 FROM collaborator k WHERE k.person = p.id)
                  THEN ARRAY[(current_database() || ':some:collaborator')::text] ELSE '{}'::text[] END
             || CASE WHEN role_is_open(p.role) THEN ARRAY[current_database() || ':open'] ELSE '{}'::text[] END
           ELSE '{}'::text[] END AS groups
      FROM person p FULL JOIN login_role l ON l.person = p.id
     WHERE a_persons IS NULL OR coalesce(p.id, l.person) = ANY (a_persons)
     ORDER BY p.id NULLS FIRST, l.person
  LOOP
    IF keep_login(a_row.person, a_row.was, a_row.name, a_row.active, a_row.groups) THEN
      a_changed := true;
    END IF;
    IF a_row.name IS NULL THEN
      DELETE FROM login_role AS l WHERE l.person = a_row.person;
    ELSIF a_row.was IS DISTINCT FROM a_row.name THEN
      INSERT INTO login_role AS l (person, name) VALUES (a_row.person, a_row.name)
      ON CONFLICT ON CONSTRAINT login_role_pkey DO UPDATE SET name = a_row.name;
    END IF;
  END LOOP;
  IF a_changed THEN
    PERFORM forget_plans();
  END IF;
END $$;

CREATE OR REPLACE FUNCTION collaborators_changed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = garrison, pg_temp AS $$
BEGIN
  IF TG_OP <> 'INSERT' THEN
    PERFORM sync_logins(ARRAY(SELECT DISTINCT o.person FROM old_rows o));
  END IF;
  IF TG_OP <> 'DELETE' THEN
    PERFORM sync_logins(ARRAY(SELECT DISTINCT n.person FROM new_rows n));
  END IF;
  RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER collaborator_added AFTER INSERT ON collaborator REFERENCING NEW TABLE AS new_rows
FOR EACH STATEMENT EXECUTE FUNCTION collaborators_changed();
CREATE OR REPLACE TRIGGER collaborator_changed AFTER UPDATE ON collaborator REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
FOR EACH STATEMENT EXECUTE FUNCTION collaborators_changed();
CREATE OR REPLACE TRIGGER collaborator_removed AFTER DELETE ON collaborator REFERENCING OLD TABLE AS old_rows
FOR EACH STATEMENT EXECUTE FUNCTION collaborators_changed();

CREATE OR REPLACE FUNCTION people_changed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = garrison, pg_temp AS $$
BEGIN
  IF TG_TABLE_NAME <> 'person' THEN
    PERFORM sync_logins(NULL);
  ELSIF TG_OP = 'DELETE' THEN
    PERFORM sync_logins(ARRAY(SELECT o.id FROM old_rows o));
  ELSE
    PERFORM sync_logins(ARRAY(SELECT n.id FROM new_rows n));
  END IF;
  RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER person_added AFTER INSERT ON person REFERENCING NEW TABLE AS new_rows
FOR EACH STATEMENT EXECUTE FUNCTION people_changed();
CREATE OR REPLACE TRIGGER person_changed AFTER UPDATE ON person REFERENCING NEW TABLE AS new_rows
FOR EACH STATEMENT EXECUTE FUNCTION people_changed();
CREATE OR REPLACE TRIGGER person_removed AFTER DELETE ON person REFERENCING OLD TABLE AS old_rows
FOR EACH STATEMENT EXECUTE FUNCTION people_changed();
CREATE OR REPLACE TRIGGER role_changed AFTER INSERT OR UPDATE OR DELETE ON role
FOR EACH STATEMENT EXECUTE FUNCTION people_changed();
CREATE OR REPLACE TRIGGER role_field_changed AFTER INSERT OR UPDATE OR DELETE ON role_field
FOR EACH STATEMENT EXECUTE FUNCTION people_changed();
CREATE OR REPLACE TRIGGER role_right_changed AFTER INSERT OR UPDATE OR DELETE ON role_right
FOR EACH STATEMENT EXECUTE FUNCTION people_changed();
