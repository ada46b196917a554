"""Routes of SQL: what somebody with psql and a valid password of their own can try."""
from office import MARKERS, PLACE, assert_no_marker, ids, psql, psql_denied


def r07_psql():
    if not PLACE.on_server:
        return 'n/a', 'there is no server'
    denied = (
        'SELECT phone FROM customer', 'SELECT mobile FROM contact', 'SELECT * FROM contact', 'SELECT mobile_key FROM contact',
        'SELECT count(*) FROM contact GROUP BY mobile', 'SELECT 1 FROM contact ORDER BY email', 'SELECT was, became FROM act_row',
        'SELECT * FROM credential', 'SELECT * FROM login_role', 'SELECT rolpassword FROM pg_authid', 'SELECT row_to_json(c) FROM contact c',
        'SELECT c FROM contact c', 'SELECT (c).mobile FROM contact c', 'SELECT to_jsonb(contact) FROM contact', 'TABLE contact',
        f'UPDATE customer SET owner = {ids["eve"]}', 'INSERT INTO disclosure DEFAULT VALUES', 'UPDATE role_field SET rule = \'edit\'',
        'UPDATE role_limit SET n = 1000000', 'INSERT INTO role_right VALUES (1, \'customer.export\', \'all\')', 'DELETE FROM act',
        'SET ROLE "drill:owner"', 'SET ROLE "drill.boss"', 'SET SESSION AUTHORIZATION "drill.boss"', 'ALTER ROLE "drill.ann" SUPERUSER',
        'SET row_security = off; SELECT name FROM customer', "SELECT pg_read_file('/etc/passwd')", "COPY customer TO PROGRAM 'cat'",
        'CREATE TABLE public.mine AS SELECT 1', 'CREATE VIEW v AS SELECT 1', 'LISTEN x; DROP SCHEMA garrison CASCADE',
        'ALTER TABLE customer DISABLE ROW LEVEL SECURITY', 'CREATE POLICY p ON customer USING (true)',
        f"SELECT lo_export({ids['alpha']}, '/tmp/x')", 'SELECT pg_reload_conf()')
    for sql in denied:
        psql_denied('ann', sql)
    for sql in ('SELECT name FROM customer', 'SELECT name FROM contact', 'SELECT text FROM activity', 'SELECT text FROM timeline',
                'SELECT shown, value FROM contact_detail', 'SELECT was, became FROM act_change', 'SELECT * FROM customer_search',
                'SELECT name FROM deal', 'SELECT * FROM holding', 'SELECT query FROM pg_stat_activity',
                "SELECT * FROM pg_stats WHERE schemaname = 'garrison'", 'SELECT prosrc FROM pg_proc', 'SELECT * FROM refused_act',
                'SELECT name FROM customer WHERE owner <> (SELECT me())', 'EXPLAIN ANALYZE SELECT name FROM customer'):
        answer = psql('ann', sql)
        assert not any(name in answer.stdout for name in ('Beta', 'Bruno', 'Echo', 'Wang B')), (sql, answer.stdout)
    leaky = ("SELECT 1 FROM customer WHERE 1 / (CASE WHEN name LIKE 'Beta%' THEN 0 ELSE 1 END) = 1",
             "SELECT 1 FROM customer WHERE name::int = 1", "SELECT 1 FROM customer WHERE pg_sleep(0) IS NOT NULL AND owner::text::date IS NULL")
    for sql in leaky:
        answer = psql('ann', sql)
        assert 'Beta' not in answer.stderr and 'Bruno' not in answer.stderr and 'division by zero' not in answer.stderr, (sql, answer.stderr)
    for login in 'ada', 'kim':
        assert psql(login, 'SELECT count(*) FROM contact_detail').stdout.strip() == '0', login
    return 'refused', f'{len(denied)} statements denied, and 15 reads and 3 that fail on purpose show nothing of others, of {len(MARKERS)} markers none'


def r38_definer():
    if not PLACE.on_server:
        return 'n/a', 'there are no functions of a definer'
    ann = 'BEGIN; {} COMMIT;'
    for sql in ('CREATE TEMP TABLE person (id bigint)', 'CREATE TEMP VIEW customer AS SELECT 1', 'CREATE SCHEMA mine',
                'CREATE FUNCTION pg_temp.moment() RETURNS bigint LANGUAGE sql AS \'SELECT 0::bigint\'',
                'CREATE FUNCTION garrison.me(text) RETURNS bigint LANGUAGE sql AS \'SELECT 1::bigint\'',
                'CREATE OPERATOR garrison.= (leftarg = bigint, rightarg = bigint, function = int8ne)', 'CREATE DOMAIN pg_temp.text AS int',
                'CREATE TYPE pg_temp.customer AS (id int)', 'ALTER FUNCTION garrison.me() OWNER TO "drill.ann"',
                'ALTER FUNCTION garrison.me() SET search_path = pg_temp', 'CREATE CAST (text AS bigint) WITH INOUT AS IMPLICIT',
                'CREATE OR REPLACE FUNCTION garrison.me() RETURNS bigint LANGUAGE sql AS \'SELECT 1::bigint\'',
                "DO $$ BEGIN EXECUTE 'CREATE TEMP TABLE person (id bigint)'; END $$"):
        psql_denied('ann', sql)
        psql_denied('ann', ann.format(sql + ';'))
    for path in 'pg_temp', 'public, pg_temp', 'pg_catalog', '"$user"':
        answer = psql('ann', f"SET search_path = {path}; SELECT garrison.me(); SELECT name FROM garrison.customer")
        lines = answer.stdout.split('\n')
        assert lines[0] == str(ids['ann']) or answer.returncode != 0, answer
        assert 'Beta' not in answer.stdout, answer.stdout
    for setting in 'garrison.me', 'session.person', 'role':
        answer = psql('ann', f"SELECT set_config('{setting}', '{ids['boss']}', false); SELECT me(); SELECT count(*) FROM customer WHERE owner <> {ids['ann']}")
        assert answer.returncode != 0 or answer.stdout.split('\n')[1:3] == [str(ids['ann']), '0'], answer
    assert_no_marker(psql('ann', 'SELECT proname, prosrc FROM pg_proc').stdout, 'functions')
    return 'refused', 'no temporary object, function, operator, cast or search path of one\'s own gets into a definer\'s function'
