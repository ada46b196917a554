"""Routes by which one reads more than one should, or takes along what one reads."""
import csv
import io
import os
import re
import subprocess

from office import (ACTS, ENV, MATRIX, PLACE, READ_MARK, ROOT, Session, act, act_refused, arguments_of, ask, assert_no_marker,
                    ctl, done, files, ids, psql, psql_denied, read, refused, screen, signals)
from tap import Skip


def releases(login='boss'):
    return int(read(login, 'SELECT count(*) FROM release')[0][0])


def r01_export_everything():
    before = releases()
    for relation in 'customers', 'contacts', 'activities', 'deals':
        for form in '--csv', '--json':
            answer = ctl('ann', 'ask', relation, form)
            assert 'Werke' not in answer.stdout and 'Wang' not in answer.stdout, answer.stdout
    refused('ann', 'ask', 'customers', '--csv', says='does not take data out')
    refused('ann', 'find', 'Werke', says='does not take data out')
    act_refused('ann', 'take-out', kind='csv', what='customers', n=1)
    assert releases() == before, 'refused, and yet released'
    for relation in 'customers', 'contacts':  # with the right: what is on the desk, and it is known
        rows = list(csv.reader(io.StringIO(done('mei', 'ask', relation, '--csv'))))
        assert len(rows) == 6, rows
        assert_no_marker(str(rows), 'the export')
    assert releases() == before + 2
    if not PLACE.on_server:
        return 'refused', 'without the right nothing; with it rows and fields of the desk, details masked, written down'
    for text in ('COPY customer TO STDOUT', 'COPY (SELECT * FROM customer) TO STDOUT', "COPY customer TO '/tmp/x'",
                 "COPY (SELECT phone FROM contact) TO STDOUT", r'\copy contact to /dev/stdout'):
        psql_denied('ann', text)
    names = psql('ann', 'COPY (SELECT name FROM customer ORDER BY 1) TO STDOUT').stdout.split('\n')
    assert names == ['Alpha Werke GmbH', 'Amber Werke GmbH', ''], names
    return 'bounded', 'as in a file; but psql lists the names of one\'s own customers unseen, never others\' or how to reach them'


def r02_one_after_the_other():
    allowed = 4
    act('boss', 'set-role-limit', role=ids['salesperson'], name='disclosures_a_day', n=allowed)
    targets = [('contact', ids['beta.contact']), ('customer', ids['beta']), ('contact', ids['bruno.contact']), ('customer', ids['bruno'])]
    for n, (relation, record) in enumerate(targets, 1):
        given = act('ben', 'disclose', relation=relation, record=record, purpose='call')
        assert (given['used'], given['allowance']) == (n, allowed), given
    ids['echo2'] = act('ben', 'create-customer', name='Echo Zwei GmbH', phone='+49 30 5550199')['customer']
    act_refused('ben', 'disclose', relation='customer', record=ids['echo2'], purpose='call')
    act_refused('ben', 'disclose', relation='contact', record=ids['alpha.contact'], purpose='call')
    lead = [row for row in signals('tom') if int(row[1]) == ids['ben']]
    assert any(int(row[0]) == 5 for row in lead), lead  # asked for more than the allowance
    assert [row for row in signals('ben') if int(row[1]) == ids['ben']] and not signals('ann'), 'one sees one\'s own, nobody else\'s'
    assert int(read('tom', f'SELECT count(*) FROM disclosure WHERE person = {ids["ben"]}')[0][0]) == allowed
    act('boss', 'set-role-limit', role=ids['salesperson'], name='disclosures_a_day', n=40)
    return 'bounded', f'an allowance a day ({allowed} here), each with purpose and name; one more is refused and the lead sees a signal'


def mark_of(login, form):
    """Who the picture says took it, of everybody and of some minutes."""
    path = os.path.join(ROOT, 'taken.' + form)
    done(login, 'chart', 'count of customers by owner', '--size', '900x600', '-o', path)
    return path


def r03_screenshot():
    path, minutes = mark_of('mei', 'png'), []
    release = read('boss', 'SELECT max(id) FROM release')[0][0]
    at = int(read('boss', f'SELECT at FROM release WHERE id = {release}')[0][0]) / 1e6
    moment = subprocess.run(['date', '-d', f'@{int(at)}', '+%Y-%m-%d %H:%M'], env={**ENV, 'TZ': 'Europe/Berlin'}, capture_output=True,
                            text=True, check=True).stdout.strip()
    for login in 'boss', 'mei', 'tom', 'ann':
        for number in range(int(release) - 1, int(release) + 2):
            minutes.append(f'{login.title() if login != "boss" else "boss"} ({login}) · {moment} · #{number}')
    answer = subprocess.run([READ_MARK, path, '11', '2'], input='\n'.join(minutes), capture_output=True, text=True)
    assert answer.returncode == 0, answer
    found = answer.stdout.splitlines()[0]
    assert f'(mei) · {moment} · #{release}' in found, (found, minutes)
    return 'bounded', 'no program stops a camera; a picture that leaves says who took it, when and under which number (read back here)'


def r04_clipboard():
    before = releases()
    act_refused('ann', 'take-out', kind='clipboard', what='customers', n=2)
    act('ann', 'take-out', kind='clipboard', what='Alpha Werke GmbH', n=1)
    assert releases() == before + 1
    row = read('tom', f"SELECT kind, n FROM release WHERE person = {ids['ann']}")
    assert row == [['clipboard', '1']], row
    return 'bounded', 'one record at a time, masked unless disclosed, and each is written down for the lead'


def r05_print():
    for form in 'pdf', 'png', 'svg':
        path = os.path.join(ROOT, 'stolen.' + form)
        refused('ann', 'chart', 'count of customers by region', '-o', path, says='does not take data out')
        assert not os.path.exists(path)
    for kind in 'pdf', 'image', 'print', 'xlsx', 'vcard':
        act_refused('ann', 'take-out', kind=kind, what='customers', n=1)
    before = releases()
    path = mark_of('mei', 'pdf')
    text = subprocess.run(['pdftotext', path, '-'], capture_output=True, text=True).stdout
    assert '(mei)' in text and releases() == before + 1, text
    kind, n = read('boss', 'SELECT kind, n FROM release ORDER BY id DESC LIMIT 1')[0]
    assert kind == 'pdf' and int(n) > 0, (kind, n)
    return 'refused', 'without the right nothing; with it the paper bears the name, and the record how many rows'


def r18_injection():
    hostile = ("' OR 1=1 --", '" OR 1=1 --', "'; DROP TABLE customer; --", "') UNION SELECT phone FROM contact --", '%', '_', '\\',
               '\x01', "Alpha' AND (SELECT mobile FROM contact LIMIT 1) > '1", '${phone}', '{{phone}}', '@phone(x)',
               '@ids(x)', ':me', "x' COLLATE nocase --", '/*', '*/ 1', 'ORDER BY phone', '＇ OR 1=1', 'customer.phone', '￥', 'a' * 9000)
    for number, text in enumerate(hostile):
        quoted = text.replace('\\', '\\\\').replace('"', '\\"')
        ways = (('find', '--', text), ('ask', '--', f'customers where name contains "{quoted}"'), ('ask', '--', f'count of customers by {text}'),
                ('ask', '--', f'customers order by {text}'), ('ask', '--', f'customers where {text}'))
        for words in (ways[0], ways[1], ways[2 + number % 3]):
            seen = screen('ann', *words)
            assert not any(name in seen for name in ('Beta', 'Bruno', 'Echo', 'Wang B')), (words, seen)
            assert_no_marker(seen, words)
        if number < 6:
            act('boss', 'add-field', relation='customer', name=f'F{number} {text}', type='text')
    for name in "F0 ' OR 1=1 --", "F2 '; DROP TABLE customer; --":
        seen = screen('ann', 'ask', f'customers where "{name}" = "x"')
        assert 'Beta' not in seen, seen
    assert len(ask('customers')) == 6, 'customers are gone'
    return 'refused', f'{len(hostile)} hostile texts in search, filter, grouping, sort and names of own fields: only text'


def r19_formula():
    starts = '=', '+', '-', '@', '\t=', '\r=', '＝', '＋', '－', '＠', ' =', '\u00a0=', '\u200b=', "'=", '|', '%', '\n=', '﹦', '−'
    path = os.path.join(ROOT, 'formulas.csv')
    with open(path, 'w', newline='') as file:
        writer = csv.writer(file)
        writer.writerow(['name', 'owner'])
        writer.writerows([f'{start}HYPERLINK("http://x.example/{n}","{n}")', 'boss'] for n, start in enumerate(starts))
    done('boss', 'import', 'customers', path)
    text = done('mei', 'ask', 'customers', '--csv')
    names = [row['Name'] for row in csv.DictReader(io.StringIO(text)) if 'HYPERLINK' in row['Name']]
    assert len(names) == len(starts), (len(names), len(starts))
    for name in names:
        bare = re.sub(r'^[\s\u200b\u00a0]+', '', name)
        assert bare[:1] not in tuple('=+-@＝＋－＠﹦\t\r'), name
    return 'refused', f'{len(starts)} ways to begin a cell with a formula: each comes out as text'


def r24_probe():
    act('boss', 'set-setting', key='duplicate_checks_a_day', value='6')
    said = [ctl('eve', 'check-duplicate', name).stdout for name in ('Beta Werke GmbH', 'Alpha Werke', 'Nobody AG')]
    assert 'In the system' in said[0] and 'Not in the system' in said[2], said
    for n in range(3):
        ctl('eve', 'check-duplicate', f'Guess {n}')
    refused('eve', 'check-duplicate', 'Bruno Werke GmbH', says='')
    act_refused('eve', 'create-customer', name='Bruno Werke GmbH')  # nor by the door beside it
    act('boss', 'set-setting', key='duplicate_checks_a_day', value='200')
    texts = [act_refused('eve', name, **{key: ids['beta'], **more}) for name, key, more in (
        ('edit-customer', 'customer', {'version': 1, 'name': 'x'}), ('log-activity', 'customer', {'kind': 'call', 'text': 'x'}),
        ('create-contact', 'customer', {'name': 'x'}))]
    for text in texts:
        assert 'Beta' not in text and 'Ben' not in text, text
        assert_no_marker(text, 'a refusal')
    for sql in ('SELECT name FROM customer', 'SELECT text FROM activity', 'SELECT * FROM holding', 'SELECT name FROM contact'):
        assert not any('Beta' in cell or 'Bruno' in cell for row in read('eve', sql) for cell in row), sql
    assert int(read('boss', f"SELECT count(*) FROM act WHERE person = {ids['eve']} AND name = 'check-duplicate'")[0][0]) >= 5
    return 'bounded', 'whether a name is in the system is told, with its owner, so many times a day; each question is written down'


def r37_read_and_roll_back():
    with Session('ann') as session:
        for sql in ('BEGIN', 'SAVEPOINT a', 'ROLLBACK', 'SELECT 1; ROLLBACK', 'SELECT act_disclose()', 'PRAGMA journal_mode=off',
                    "ATTACH 'x' AS y", 'INSERT INTO disclosure DEFAULT VALUES'):
            session.denied(sql)
        assert session.read("SELECT count(value) FROM contact_detail") == [['0']]
    if not PLACE.on_server:
        return 'refused', 'a reader begins no transaction, an act shows nothing before it is settled'
    others = ''.join(f' a_{name} => NULL,' for name in arguments_of('disclose') if name not in ('relation', 'record', 'purpose'))
    call = ("SELECT refusal FROM act_disclose(a_request => '{0}', a_relation => 'contact', a_record => {1}, a_purpose => 'call',"
            f"{others} a_bad => NULL);")
    shown = 'SELECT coalesce(value, shown) FROM contact_detail;'
    contact = ids['alpha.contact']
    for n, text in enumerate(('BEGIN;' + call + shown + 'ROLLBACK;', 'BEGIN; SAVEPOINT a;' + call + 'RELEASE a;' + shown + 'ROLLBACK;',
                              'BEGIN; SAVEPOINT a;' + call + shown + 'ROLLBACK TO a;' + shown + 'COMMIT;',
                              'BEGIN ISOLATION LEVEL SERIALIZABLE;' + call + shown + shown + 'ROLLBACK;',
                              'BEGIN;' + call + shown)):  # and the client is gone
        answer = psql('ann', text.format(f'roll-{n}', contact))
        assert '••••••' in answer.stdout or (answer.returncode != 0 and 'SERIALIZABLE' in text), (text, answer)
        assert_no_marker(answer.stdout + answer.stderr, text)
    psql_denied('ann', 'CREATE EXTENSION dblink')
    count = int(read('boss', f"SELECT count(*) FROM disclosure WHERE person = {ids['ann']}")[0][0])
    assert count == 0, 'rolled back'
    return 'refused', 'details are shown only after the disclosure is settled: in a transaction, a savepoint, a lost session nothing'


def r39_hidden_here_shown_there():
    answer = subprocess.run([MATRIX], capture_output=True, text=True, env=ENV)
    assert answer.returncode == 0, answer.stdout[-3000:] + answer.stderr[-2000:]
    (line,) = [line for line in answer.stdout.splitlines() if 'leaks in' in line]
    assert '# 0 leaks in' in line, line
    return 'refused', line[2:]


def r06_mail_merge():
    if [name for name in os.listdir(ACTS) if re.search('mail|send|campaign', name)]:
        raise Skip('something sends mail, which is not tried here')
    return 'n/a', 'nothing sends mail yet: campaigns are not built'


def r20_template():
    if [name for name in os.listdir(ACTS) if 'template' in name]:
        raise Skip('there are templates, which are not tried here')
    return 'n/a', 'there are no templates yet'


def r14_search_provider():
    top = os.path.join(ACTS, '..')
    assert not [path for path in files(top) if 'search-provider' in path]
    for path in files(os.path.join(top, '..', 'src')):
        with open(path, 'rb') as file:
            assert b'SearchProvider' not in file.read(), path
    return 'n/a', 'the program answers no desktop search: there is no provider'
