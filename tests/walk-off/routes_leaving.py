"""Routes of somebody who has left, or is about to: sessions, passwords, copies, what is on the way."""
import os
import shutil
import subprocess
import time

from office import (COMPANY, ENV, FOLDER, HOME, LOCK, PLACE, TEMP, TESTS, Failed, Session, act, act_refused, assert_no_marker,
                    assert_no_marker_in_files, ctl, done, hired, ids, plant, psql, read, screen, secret)

gone = []


def r33_race_during_handover():
    hired('ron')
    plant('ron', 'ronstadt')
    session = Session('ron')
    assert session.read('SELECT name FROM customer') == [['Ronstadt Werke GmbH']]
    raw = None
    if PLACE.on_server:
        with open(secret('ron')) as file:
            env = {**ENV, 'PGPASSWORD': file.read().strip(), 'PGOPTIONS': '-c search_path=garrison'}
        raw = subprocess.Popen(['psql', '-h', PLACE.host, '-U', 'drill.ron', '-d', 'drill', '-Atq'], stdin=subprocess.PIPE,
                               stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=env)
        raw.stdin.write('BEGIN ISOLATION LEVEL REPEATABLE READ;\nDECLARE c CURSOR FOR SELECT name FROM customer;\nSELECT 42;\n')
        raw.stdin.flush()
        assert raw.stdout.readline() == '42\n'
    act('boss', 'dismiss-person', person=ids['ron'])
    act_refused('boss', 'transfer-customers', ids=ids['ronstadt'], to=ids['ann'])  # it waits for the handover
    if raw is not None:
        said = raw.communicate('FETCH ALL FROM c;\nSELECT name FROM customer;\n', timeout=60)[0]
        assert 'Ronstadt' not in said and ('terminat' in said or 'closed' in said), said
    deadline, rows = time.monotonic() + 30, None
    while time.monotonic() < deadline:  # a file is looked at once a second
        try:
            rows = session.read('SELECT name FROM customer')
            if not rows:
                break
        except Failed:
            rows = []
            break
        time.sleep(0.2)
    assert rows == [], rows
    session.close()
    assert ctl('ron', 'act', 'log-activity', f'customer={ids["ronstadt"]}', 'kind=note', 'text=x').returncode == 1
    gone.append('ron')
    return 'refused', 'open sessions, transactions and cursors of the leaver see and change nothing after the dismissal'


def r17_password_after_leaving():
    assert gone, 'nobody has left'
    for words in ('find', 'x'), ('ask', 'customers'), ('person', 'list'), ('audit', 'list'):
        answer = ctl('ron', *words)
        assert answer.returncode == 1 and 'password is wrong' in answer.stderr, answer
    if PLACE.on_server:
        answer = psql('ron', 'SELECT 1')
        assert answer.returncode != 0 and answer.stdout == '', answer
    try:
        Session('ron').close()
        raise AssertionError('signed in')
    except Failed:
        pass
    return 'refused', 'the password opens nothing from the dismissal on'


def r34_cache_after_dismissal():
    if PLACE.on_server:
        screen('ann', 'ask', 'customers')
        away = COMPANY.replace(PLACE.host, '/nowhere')
        answer = ctl('ann', 'ask', 'customers', company=away)
        assert answer.returncode == 1 and 'Werke' not in answer.stdout + answer.stderr, answer
        n = 0
        for folder in HOME, TEMP:
            for path, _, names in os.walk(folder):
                for name in names:
                    with open(os.path.join(path, name), 'rb') as file:
                        data = file.read()
                    n += 1
                    assert b'Werke' not in data, name
                    assert_no_marker(data, name)
        return 'refused', f'without its server the program shows nothing, and in its folders ({n} files) is nothing of the company'
    hired('una')
    plant('una', 'unastadt')
    copy = os.path.join(FOLDER, 'una.garrison')
    shutil.copy(COMPANY, copy)
    act('boss', 'dismiss-person', person=ids['una'])
    assert ctl('una', 'find', 'Werke').returncode == 1
    with Session('una', company=copy) as session:
        assert session.read('SELECT name FROM customer') == [['Unastadt Werke GmbH']]
        assert session.read('SELECT count(value) FROM contact_detail') == [['0']]
    os.remove(copy)
    return 'bounded', 'the file itself is shut; a copy made before still opens by the old password, with their own customers (by this program)'


def r16_session_left_open():
    if not os.path.exists(LOCK):
        raise AssertionError('there is no test of the lock')
    answer = subprocess.run([os.path.join(TESTS, 'session'), '--size', '1280x900', LOCK], capture_output=True, text=True,
                            env={**os.environ})
    assert answer.returncode == 0 and 'ok 1' in answer.stdout and 'not ok' not in answer.stdout, answer.stdout[-3000:]
    n = answer.stdout.count('\nok ')
    return 'bounded', f'a clock moved past the idle time: the key is gone and the windows are empty ({n} cases)'


def r15_keyring():
    for folder in HOME, TEMP, FOLDER:
        for path, _, names in os.walk(folder):
            for name in names:
                with open(os.path.join(path, name), 'rb') as file:
                    assert b'likes tea leaves' not in file.read(), name
    assert_no_marker_in_files(HOME, TEMP)
    if not PLACE.on_server:
        return 'refused', 'no password of a file is kept anywhere; what is asked for each time cannot be read'
    names = psql('ann', 'SELECT name FROM customer').stdout.split('\n')
    assert 'Alpha Werke GmbH' in names and not any('Beta' in name or 'Bruno' in name for name in names), names
    psql_value = psql('ann', 'SELECT count(*) FROM contact_detail WHERE value IS NOT NULL AND record NOT IN'
                      ' (SELECT record FROM disclosure)').stdout.strip()
    assert psql_value == '0', psql_value
    return 'bounded', 'a server\'s password that another program reads in the keyring opens one\'s own rows, details masked'
