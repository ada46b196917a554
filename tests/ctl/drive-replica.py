#!/usr/bin/python3
"""A company on two servers, one of them a standby: run by tests/postgres, whose server is the first."""
import os
import re
import shutil
import subprocess
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))
from tap import check  # noqa: E402

GARRISONCTL = sys.argv[1]
ADMIN = os.environ['GARRISON_TEST_POSTGRES']
ONE = re.search(r'host=([^&]*)', ADMIN)[1]
USER = re.search(r'user=([^&]*)', ADMIN)[1]
TWO = os.path.join(ONE, 'two')
DATA = os.path.join(ONE, 'data')
BIN = os.path.dirname(os.readlink(f'/proc/{open(DATA + "/postmaster.pid").readline().strip()}/exe'))
PASSWORD = os.path.join(ONE, 'password')
COMPANY = f'postgresql:///replicated?host={ONE},{TWO}'
OWNER = os.stat(DATA)


def as_owner():
    """A server refuses root, so its files are another user's then."""
    if os.getuid() == 0:
        os.setgroups([])
        os.setgid(OWNER.st_gid)
        os.setuid(OWNER.st_uid)


def run(*words, owner=False):
    return subprocess.run([str(w) for w in words], check=True, capture_output=True, text=True,
                          preexec_fn=as_owner if owner else None).stdout.strip()


def sql(folder, text):
    return run('psql', '-h', folder, '-U', USER, '-d', 'replicated', '-Atc', text)


def ctl(*words):
    return run(GARRISONCTL, '--company', COMPANY, '--as', 'boss', '--password-file', PASSWORD, *words)


def create(name):
    return ctl('act', 'create-customer', f'name={name}')


def count():
    return int(ctl('ask', 'count of customers').split()[-1])


def wait(question):
    end = time.monotonic() + 30
    while not question():
        assert time.monotonic() < end, 'waited in vain'
        time.sleep(0.05)


def start_two():
    # A standby takes no fewer connections than its primary.
    options = f'-k {TWO} -c listen_addresses= -c fsync=off -c max_connections=200'
    run(f'{BIN}/pg_ctl', '-D', f'{TWO}/data', '-w', '-l', f'{TWO}/log', '-o', options, 'start', owner=True)


def stop(folder):
    run(f'{BIN}/pg_ctl', '-D', f'{folder}/data', '-m', 'immediate', 'stop', owner=True)


def a_standby_joins_the_company():
    with open(PASSWORD, 'w') as file:
        file.write('green tea leaves\n')
    run('psql', '-h', ONE, '-U', USER, '-d', 'postgres', '-c', 'CREATE DATABASE replicated')
    run(GARRISONCTL, '--password-file', PASSWORD, 'team', 'init', f'postgresql:///replicated?host={ONE}&user={USER}',
        '--owner', 'boss')
    run('pg_basebackup', '-h', ONE, '-U', USER, '-D', f'{TWO}/data', '-R', '-c', 'fast', '--no-sync')
    for folder, folders, files in os.walk(TWO):
        for name in [folder, *(os.path.join(folder, f) for f in files)]:
            os.chown(name, OWNER.st_uid, OWNER.st_gid)
    # The first server is reached by root through a map that the second one's user has no part in.
    with open(f'{DATA}/pg_hba.conf', 'a') as file:
        file.write(f'local replication {USER} trust\n')
    start = open(f'{DATA}/pg_hba.conf').read().replace(f'local all,replication {USER} peer map=me\n',
                                                       f'local all {USER} peer map=me\n')
    with open(f'{DATA}/pg_hba.conf', 'w') as file:
        file.write(f'local replication {USER} trust\n{start}')
    run(f'{BIN}/pg_ctl', '-D', DATA, 'reload', owner=True)
    start_two()
    assert sql(TWO, 'SELECT pg_is_in_recovery()') == 't'


def what_was_done_is_seen_at_once():
    for n in range(1, 6):
        create(f'Company {n}')
        assert count() == n


def reads_go_to_the_standby():
    def reads():
        return int(sql(TWO, "SELECT sum(idx_scan + seq_scan) FROM pg_stat_all_tables WHERE schemaname = 'garrison'") or 0)

    wait(lambda: sql(ONE, 'SELECT bool_and(replay_lsn = sent_lsn) FROM pg_stat_replication') == 't')
    before = reads()
    ctl('find', 'company')
    wait(lambda: reads() > before)


def without_the_standby_the_primary_answers():
    stop(TWO)
    assert count() == 5
    create('Company 6')
    assert count() == 6


def a_promoted_standby_takes_over():
    start_two()
    wait(lambda: sql(TWO, 'SELECT count(*) FROM garrison.customer') == '6')
    stop(os.path.dirname(DATA))
    sql(TWO, 'SELECT pg_promote()')
    create('Company 7')
    assert count() == 7
    assert 'unbroken' in ctl('audit', 'verify')
    assert 'All is well' in ctl('check')


def the_second_server_ends():
    stop(TWO)
    shutil.rmtree(TWO)


os.makedirs(TWO)
os.chown(TWO, OWNER.st_uid, OWNER.st_gid)
check([a_standby_joins_the_company, what_was_done_is_seen_at_once, reads_go_to_the_standby,
       without_the_standby_the_primary_answers, a_promoted_standby_takes_over, the_second_server_ends])
