"""Routes that go round the program to the files, the memory and the logs of the machine."""
import os
import pwd
import re
import shutil
import signal
import subprocess
import tempfile
import time

from office import (COMPANY, ENV, GARRISONCTL, MARKERS, PLACE, PROBE, ROOT, SANITIZED, Session, act, assert_no_marker,
                    assert_no_marker_in_files, ctl, done, files, ids, marker, psql, psql_denied, read, secret, words)
from tap import Skip


def as_nobody(*command, user='nobody', **how):
    if os.geteuid() != 0 or not shutil.which('runuser'):
        raise Skip('another user of the system can be only by root')
    return subprocess.run(['runuser', '-u', user, '--', *command], capture_output=True, text=True, errors='replace', **how)


def r08_sqlite3_on_the_file():
    if PLACE.on_server:
        return 'n/a', 'there is no file'
    import sqlite3
    for flag in '', '?mode=ro', '?immutable=1':
        try:
            rows = sqlite3.connect(f'file:{COMPANY}{flag}', uri=True).execute('SELECT * FROM sqlite_master').fetchall()
            raise AssertionError(rows)
        except sqlite3.DatabaseError as error:
            assert 'not a database' in str(error), error
    if shutil.which('sqlite3'):
        for command in '.dump', '.recover', '.schema', 'SELECT * FROM contact':
            answer = subprocess.run(['sqlite3', COMPANY, command], capture_output=True, text=True, errors='replace')
            assert_no_marker(answer.stdout + answer.stderr, command)
            assert 'Werke' not in answer.stdout and 'customer' not in answer.stdout, answer.stdout
    with open(COMPANY, 'rb') as file:
        data = file.read()
    assert b'Werke' not in data and b'SQLite format' not in data and b'tea leaves' not in data
    assert os.stat(COMPANY).st_mode & 0o077 == 0
    with_other = ''
    if os.geteuid() == 0:
        os.chmod(ROOT, 0o755)
        answer = as_nobody('cat', COMPANY)
        os.chmod(ROOT, 0o700)
        assert answer.returncode != 0 and answer.stdout == '' and 'denied' in answer.stderr, answer.stderr
        with_other = '; another user of the machine cannot even read it'
    return 'refused', '“file is not a database”, and nothing legible in it' + with_other


def r09_copy_a_backup():
    copy = os.path.join(ROOT, 'backup')
    assert ctl('ann', 'backup', copy).returncode == 1 and not os.path.exists(copy)
    if PLACE.on_server:
        with open(secret('ann')) as file:
            env = {**ENV, 'PGPASSWORD': file.read().strip()}
        for command in (['pg_dump', '-h', PLACE.host, '-U', 'drill.ann', 'drill'],
                        ['pg_dump', '-h', PLACE.host, '-U', 'drill.ann', '--enable-row-security', '--inserts', 'drill'],
                        ['pg_dumpall', '-h', PLACE.host, '-U', 'drill.ann', '-l', 'drill'],
                        ['pg_basebackup', '-h', PLACE.host, '-U', 'drill.ann', '-D', os.path.join(ROOT, 'base')],
                        [GARRISONCTL, 'team', 'backup', f'postgresql://drill.ann@/drill?host={PLACE.host}', copy]):
            answer = subprocess.run(command, capture_output=True, text=True, env=env, errors='replace', stdin=subprocess.DEVNULL)
            assert answer.returncode != 0 and 'Werke' not in answer.stdout, (command, answer.stdout[:300])
            assert_no_marker(answer.stdout + answer.stderr, command)
        assert not os.path.exists(copy)
        return 'refused', 'pg_dump, pg_dumpall, pg_basebackup, team backup: denied, by row or by table'
    done('boss', 'backup', copy)
    with open(copy, 'rb') as file:
        data = file.read()
    assert_no_marker(data, 'the backup')
    assert b'Werke' not in data and b'SQLite format' not in data
    elsewhere = os.path.join(ROOT, 'elsewhere.garrison')
    for login in 'ann', 'boss':  # not even the owner without the recovery key
        answer = ctl(login, 'restore', copy, company=elsewhere, piped='AAAA-BBBB-CCCC-DDDD-EEEE-FFFF-GGGG-HHHH-JJJJ\n')
        assert answer.returncode == 1 and not os.path.exists(elsewhere), answer
        assert ctl(login, 'find', 'Werke', company=copy).returncode == 1
    return 'refused', 'a backup is sealed to the recovery key: nobody\'s password opens it'


def r10_journal_and_temporary_files():
    secret_number = marker('mobile', 'ten')
    with Session('boss') as session:
        session.read('SELECT count(*) FROM customer')
        act('boss', 'create-contact', customer=ids['alpha'], name='Zhao', mobile=secret_number, address=marker('address', 'ten'))
        while_open = assert_no_marker_in_files()
        session.process.send_signal(signal.SIGKILL)
        session.process.wait()
    after = assert_no_marker_in_files()
    process = subprocess.Popen(words('boss', 'act', 'create-contact', f'customer={ids["alpha"]}', 'name=Qian', f'mobile={marker("mobile", "kill")}'),
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL, env=ENV)
    time.sleep(0.15)
    process.kill()
    process.wait()
    killed = assert_no_marker_in_files()
    traced = ''
    if shutil.which('strace') and os.geteuid() == 0 and not PLACE.on_server:
        log = os.path.join(ROOT, 'strace')
        csv = os.path.join(ROOT, 'in.csv')
        with open(csv, 'w') as file:
            file.write('customer,name,mobile\n' + ''.join(f'Alpha Werke GmbH,Sun {n},{marker("mobile", "csv")}\n' for n in range(40)))
        subprocess.run(['strace', '-f', '-qq', '-xx', '-s', '70000', '-e', 'trace=write,pwrite64,writev,pwritev,pwritev2', '-o', log,
                        *words('boss', 'import', 'contacts', csv)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=ENV,
                       stdin=subprocess.DEVNULL)
        with open(log) as file:
            octets = b''.join(bytes.fromhex(text.replace('\\x', '')) for text in re.findall(r'"((?:\\x[0-9a-f]{2})*)"', file.read()))
        assert len(octets) > 10000 and int(read('boss', "SELECT count(*) FROM contact WHERE substr(name, 1, 4) = 'Sun '")[0][0]) == 40, len(octets)
        assert_no_marker(octets, 'what was written')
        traced = f', and in {len(octets)} octets that a traced import wrote'
        os.remove(csv)
        os.remove(log)
    where = 'the client\'s' if PLACE.on_server else 'the company\'s and the user\'s'
    return 'refused', f'{len(MARKERS)} markers are in none of {where} {max(while_open, after, killed)} files, open, after kill -9{traced}'


def r11_remnants():
    gone = marker('mobile', 'gone')
    contact = act('ann', 'create-contact', customer=ids['amber'], name='Zhou', mobile=gone)['contact']
    act('ann', 'disclose', relation='contact', record=contact, purpose='check')
    act('ann', 'edit-contact', contact=contact, version=1, name='Zhou', mobile='13000000000')
    act('ann', 'archive-contact', contact=contact)
    done('boss', 'check')
    n = assert_no_marker_in_files()
    if not PLACE.on_server:
        return 'refused', f'of what was changed and archived nothing is legible in {n} files, free pages included'
    for sql in ("CREATE EXTENSION pageinspect", "SELECT pg_read_binary_file('base/1/1259')", "SELECT lo_import('/etc/passwd')",
                "SELECT stavalues1 FROM pg_statistic", "COPY contact FROM PROGRAM 'id'"):
        psql_denied('ann', sql)
    answer = psql('ann', "SELECT tablename, attname, most_common_vals, histogram_bounds FROM pg_stats WHERE schemaname = 'garrison'")
    assert_no_marker(answer.stdout + answer.stderr, 'pg_stats')
    if os.geteuid() == 0:
        answer = as_nobody('ls', os.path.join(PLACE.host, 'data'))
        assert answer.returncode != 0 and answer.stdout == '', answer
    return 'refused', 'the server\'s pages, files and statistics are out of reach with SQL, and on its machine for other users'


def r12_debugger():
    if os.geteuid() != 0 or not shutil.which('runuser') or not shutil.which('gdb'):
        raise Skip('needs root, to be another user with, and gdb')
    if SANITIZED:
        raise Skip('the sanitizer wants to be debugged')
    folder = tempfile.mkdtemp(prefix='garrison-nobody.')
    # A private server's socket is reached only by whoever runs it.
    nobody = pwd.getpwuid(os.stat(PLACE.host).st_uid) if PLACE.on_server else pwd.getpwnam('nobody')
    company = COMPANY
    try:
        password = shutil.copy(secret('ann'), os.path.join(folder, 'password'))
        if not PLACE.on_server:
            company = shutil.copy(COMPANY, os.path.join(folder, 'company.garrison'))
        for path in folder, *files(folder):
            os.chown(path, nobody.pw_uid, nobody.pw_gid)
        env = {key: value for key, value in ENV.items() if key != 'GARRISON_DEBUGGABLE'} | {
            'HOME': folder, 'TMPDIR': folder, **{f'XDG_{n}_HOME': folder for n in ('DATA', 'STATE', 'CACHE', 'CONFIG')}}
        if PLACE.on_server:
            company = company.replace('&user=admin', '')
        process = subprocess.Popen(['setpriv', f'--reuid={nobody.pw_uid}', f'--regid={nobody.pw_gid}', '--clear-groups', PROBE, company, 'ann',
                                    password], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=env, cwd=folder)
        line = process.stdout.readline()
        assert line.startswith('done'), line
        pid = str(process.pid)
        answer = as_nobody('gdb', '-batch', '-p', pid, '-ex', 'info registers', env=env, user=nobody.pw_name)
        assert re.search('not permitted|ptrace', answer.stdout + answer.stderr), answer
        assert 'rip' not in answer.stdout and 'rax' not in answer.stdout, answer.stdout
        for name in 'mem', 'maps', 'environ':
            answer = as_nobody('head', '-c', '64', f'/proc/{pid}/{name}', user=nobody.pw_name)
            assert answer.returncode != 0 and answer.stdout == '', (name, answer)
        with open(f'/proc/{pid}/limits') as file:
            assert re.search(r'Max core file size\s+0\s+0', file.read())
        with open(f'/proc/{pid}/status') as file:
            locked = int(re.search(r'VmLck:\s+(\d+)', file.read())[1])
        assert PLACE.on_server or locked > 0, 'the key may be swapped out'
        process.send_signal(signal.SIGSEGV)
        process.stdin.close()
        process.stdout.close()
        process.wait()
        assert not [path for path in files(folder) if os.path.basename(path).startswith('core')]
    finally:
        shutil.rmtree(folder)
    return 'bounded', 'the same user cannot attach or read the memory, no core is written' + (
        '' if PLACE.on_server else f', keys are in {locked} kB of locked memory') + '; an administrator of the machine can'


def r13_logs():
    env = {'G_MESSAGES_DEBUG': 'all', 'PGOPTIONS': '', 'LIBPQ_TRACE': '1'}
    n = len(MARKERS)
    said = []
    for login in 'boss', 'ann', 'kim':
        for rest in (('find', 'Werke'), ('ask', 'contacts'), ('ask', 'customers where bogus'), ('check-duplicate', 'Alpha Werke GmbH'),
                     ('act', 'disclose', 'relation=contact', f'record={ids["beta.contact"]}', 'purpose=call'), ('audit', 'list'), ('check',),
                     ('person', 'list'), ('backup', os.path.join(ROOT, 'no/such')), ('act', 'edit-contact', f'contact={ids["alpha.contact"]}',
                      'version=99', 'name=x', f'mobile={marker("mobile", "log")}'),
                     ('act', 'create-customer', 'name=Alpha Werke GmbH', f'email={marker("email", "log")}')):
            answer = ctl(login, *rest, env=env)
            said.append(answer.stdout + answer.stderr)
    csv = os.path.join(ROOT, 'bad.csv')
    hidden = marker('phone', 'import')
    with open(csv, 'w') as file:
        file.write(f'name,phone,owner\nAlpha Werke GmbH,{hidden},boss\n,{hidden},boss\n')
    answer = ctl('boss', 'import', 'customers', csv, '--refused', os.path.join(ROOT, 'refused.csv'), env=env)
    said.append(answer.stderr)
    for text in said:
        assert_no_marker(text, 'a log')
        assert 'tea leaves' not in text, text
    n = assert_no_marker_in_files()
    if PLACE.on_server:
        with open(os.path.join(PLACE.host, 'log'), 'rb') as file:
            log = file.read()
        assert_no_marker(log, 'the server\'s log')
        assert b'tea leaves' not in log
        return 'refused', f'{len(said)} commands at every level of logging: no detail in what the program says, in its files or in the server\'s log'
    return 'refused', f'{len(said)} commands at every level of logging: no detail in what is said, nor in {n} files'
