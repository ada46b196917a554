"""Routes against the record itself, and against the clock it trusts."""
import os
import random
import shutil

from office import CLOCK, COMPANY, FOLDER, PLACE, SANITIZED, Session, act, act_refused, ctl, done, ids, psql_denied, read, signals
from tap import Skip


def damaged(data):
    """Copies of the company's file with one thing changed; every one must be noticed or be harmless."""
    chance, page = random.Random(7), 4096
    # The room kept for the keys of more people is empty.
    written = [n for n in range(1, len(data) // page) if data[n * page:(n + 1) * page].strip(b'\0')]
    for n in range(16):
        copy = bytearray(data)
        at = chance.choice(written) * page + chance.randrange(page)
        copy[at] ^= 1 << chance.randrange(8)
        yield f'a bit at {at}', bytes(copy)
    for n in range(8):
        a, b = chance.sample(written, 2)
        copy = bytearray(data)
        copy[a * page:(a + 1) * page] = data[b * page:(b + 1) * page]
        yield f'page {b} put at {a}', bytes(copy)
    for n in 1, 2, 7:
        yield f'{n} pages cut off', data[:-n * page]


def r36_edit_the_audit():
    verify = ctl('boss', 'audit', 'verify')
    assert verify.returncode == 0, verify
    n = int(read('boss', 'SELECT count(*) FROM act')[0][0])
    if PLACE.on_server:
        saved = "CREATE TABLE public.spoilt AS SELECT * FROM garrison.act_row"
        PLACE.sql(saved, 'drill')
        try:
            for sql in ("UPDATE garrison.act_row SET became = 'x' WHERE act = 9", 'DELETE FROM garrison.act_row WHERE act = 9',
                        "INSERT INTO garrison.act_row SELECT * FROM garrison.act_row WHERE act = 9",):
                try:
                    PLACE.sql('SET session_replication_role = replica; ' + sql, 'drill')
                except Exception:
                    continue  # a constraint of the table itself
                answer = ctl('boss', 'audit', 'verify')
                assert answer.returncode == 1, (sql, answer)
                PLACE.sql('SET session_replication_role = replica; DELETE FROM garrison.act_row;'
                          ' INSERT INTO garrison.act_row SELECT * FROM public.spoilt', 'drill')
                assert ctl('boss', 'audit', 'verify').returncode == 0
        finally:
            PLACE.sql('DROP TABLE public.spoilt', 'drill')
        for sql in 'UPDATE act SET at = 1', 'DELETE FROM act_row', 'ALTER TABLE act DISABLE TRIGGER ALL':
            psql_denied('boss', sql)
        return 'bounded', f'nobody of the company can; what the database\'s administrator changed in {n} acts is found'
    with open(COMPANY, 'rb') as file:
        data = file.read()
    whole = done('boss', 'audit', 'list', '--limit', 100000)
    path, found, harmless = os.path.join(FOLDER, 'spoilt.garrison'), 0, 0
    for what, copy in damaged(data):
        with open(path, 'wb') as file:
            file.write(copy)
        if any(ctl('boss', *words, company=path).returncode for words in (('audit', 'verify'), ('check',))):
            found += 1
        else:
            listed = ctl('boss', 'audit', 'list', '--limit', 100000, company=path)
            assert listed.stdout == whole, what
            harmless += 1
    for name in os.listdir(FOLDER):
        if name.startswith('spoilt'):
            os.remove(os.path.join(FOLDER, name))
    assert found > harmless, (found, harmless)
    return 'bounded', f'of {found + harmless} changes to the file {found} are reported, {harmless} were in pages that hold nothing'


def r35_old_backup_put_back():
    if PLACE.on_server:
        for words in ('restore', '/dev/null'), ('backup', os.path.join(FOLDER, 'x')), ('team', 'init', COMPANY.replace('user=admin', 'user=drill.ann')):
            assert ctl('ann', *words).returncode != 0, words
        psql_denied('ann', 'DROP SCHEMA garrison CASCADE')
        psql_denied('ann', 'DROP DATABASE drill')
        return 'refused', 'nobody of the company can put anything back there'
    path = os.path.join(FOLDER, 'old.garrison')
    shutil.copy(COMPANY, path)
    try:
        for n in range(3):
            act('boss', 'log-activity', customer=ids['alpha'], kind='note', text=f'Handed over {n}')
        current = os.path.join(FOLDER, 'current.garrison')
        os.rename(COMPANY, current)
        shutil.copy(path, COMPANY)
        with Session('boss') as session:
            session.ask('was-set-back')
            assert session.n == 1, 'the program says nothing'
        answer = ctl('boss', 'audit', 'verify')
        os.replace(current, COMPANY)
    finally:
        os.remove(path)
    assert answer.returncode == 1 or answer.stderr, answer
    return 'bounded', 'each computer that saw the later state says that the company is behind it'


def shifted(seconds):
    return {'LD_PRELOAD': CLOCK, 'WALK_OFF_SHIFT': str(seconds)}


def r31_change_the_clock():
    if SANITIZED:
        raise Skip('no library is loaded before the sanitizer\'s')
    act('boss', 'set-role-limit', role=ids['salesperson'], name='disclosures_a_day', n=0)
    year, words = 366 * 86400, ('act', 'disclose', 'relation=contact', f'record={ids["amber.contact"]}', 'purpose=call')
    assert ctl('ann', *words).returncode == 1
    for shift in year, -year:
        assert ctl('ann', *words, env=shifted(shift)).returncode == 1, 'out of an allowance of none'
    act('boss', 'set-role-limit', role=ids['salesperson'], name='disclosures_a_day', n=1)
    used = int(read('boss', f"SELECT count(*) FROM disclosure WHERE person = {ids['ann']} AND counted = 1")[0][0])
    if used == 0:
        act('ann', 'disclose', relation='contact', record=ids['alpha.contact'], purpose='call')
    act_refused('ann', 'disclose', relation='contact', record=ids['amber.contact'], purpose='call')
    results = {shift: ctl('ann', *words, env=shifted(shift)) for shift in (-year, year)}
    act('boss', 'set-role-limit', role=ids['salesperson'], name='disclosures_a_day', n=40)
    refilled = [shift for shift, answer in results.items() if answer.returncode == 0]
    assert not refilled, refilled
    if PLACE.on_server:
        return 'refused', 'a year forward and back on one\'s own computer: the server\'s clock counts'
    days = [int(row[0]) for row in read('boss', 'SELECT day FROM act ORDER BY id DESC LIMIT 12')]
    assert max(days) - min(days) < 10000, days
    lead = [row for row in signals('tom') if int(row[1]) == ids['ann'] and int(row[0]) == 12]
    assert lead and '36' in lead[0][3], lead  # 366 days, or some hours less
    return 'bounded', 'a year forward and back: no allowance is refilled, the company\'s time stays, and the lead sees it; after' \
        ' starting the computer anew a clock may be ahead by up to 40 days, which is seen when it is put right'
