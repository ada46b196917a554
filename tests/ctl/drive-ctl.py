#!/usr/bin/python3
"""garrisonctl from the outside, as somebody uses it who has only --help: what it answers, what it
refuses and how, and that a refusal is one line and leaves everything as it was. Over a file, and by
tests/postgres over a server."""
import csv
import io
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))
import places  # noqa: E402
from tap import Skip, check  # noqa: E402

GARRISONCTL = os.path.abspath(sys.argv[1])
folder = tempfile.mkdtemp(prefix='garrison-ctl.')
PLACE = places.choose(folder)
SAMPLE = PLACE.company('sample')


def path(name):
    return os.path.join(folder, name)


def write(name, text):
    with open(path(name), 'w' if isinstance(text, str) else 'wb') as file:
        file.write(text)
    return path(name)


def run(*words, company=SAMPLE, login='owner', password=None, piped=None):
    if PLACE.on_server and (company, login, password) == (SAMPLE, 'owner', None):
        password = path('owner')  # in a file the sample's owner has none
    words = [GARRISONCTL, '--company', company, '--as', login,
             *(['--password-file', password] if password else []), *map(str, words)]
    return subprocess.run(words, capture_output=True, text=True, cwd=folder, input=piped or '')


def done(*words, **how):
    """Output of what must succeed, without a word of complaint."""
    answer = run(*words, **how)
    assert (answer.returncode, answer.stderr) == (0, ''), (words, answer)
    return answer.stdout


def refused(*words, says=None, status=1, **how):
    """The one line in which something is refused."""
    answer = run(*words, **how)
    assert answer.returncode == status, (words, answer)
    assert answer.stdout == '', (words, answer)
    lines = answer.stderr.splitlines()
    assert len(lines) == 1 and lines[0].startswith('garrisonctl: '), (words, answer)
    assert says is None or says in lines[0], (words, lines[0])
    return lines[0]


def misused(*words, **how):
    answer = run(*words, **how)
    assert (answer.returncode, answer.stdout) == (2, '') and answer.stderr, (words, answer)


def ask(question, **how):
    return json.loads(done('ask', question, '--json', **how))


def figure(question, **how):
    (row,) = ask(question, **how)
    return list(row.values())[-1]


# ---- a company and its people --------------------------------------------------------------------

def a_company_is_founded():
    mine, secret = PLACE.company('mine'), write('secret', 'correct horse\n')
    misused('init', company=mine)
    refused('init', '--owner', 'jane', says='8 characters', company=mine, piped='short\n')
    for zone in 'Mars/Phobos', 'CET-1', 'right/UTC', 'localtime', '../zoneinfo/UTC', '/etc/localtime', '+8', 'Europe/Berlin ':
        refused('init', '--owner', 'jane', f'--time-zone={zone}', says='no such time zone', company=mine, password=secret)
    assert PLACE.is_empty('mine')
    done('init', '--owner', 'jane', '--name', 'Jane Chen', '--company-name', 'Acme', '--currency', 'EUR',
         '--time-zone', 'Europe/Berlin', company=mine, password=secret)
    assert PLACE.is_closed('mine'), 'others may read the company'
    refused('init', '--owner', 'jane', says='already', company=mine, password=secret)
    (person,) = json.loads(done('--json', 'person', 'list', company=mine, login='jane', password=secret))
    assert (person['login'], person['name'], person['active']) == ('jane', 'Jane Chen', 1), person


def a_wrong_password_is_refused():
    mine, wrong = PLACE.company('mine'), write('wrong', 'correct house\n')
    for how in {'password': wrong}, {'piped': 'correct house\n'}, {'piped': ''}, {'login': 'nobody', 'piped': 'x\n'}:
        refused('find', 'x', says='password is wrong', company=mine, **{'login': 'jane', **how})
    refused('find', 'x', says='password file', company=mine, login='jane', password=path('no-such-file'))


def a_password_may_be_piped_in():
    assert 'jane' in done('person', 'list', company=PLACE.company('mine'), login='jane', piped='correct horse\n')


def people_come_and_go():
    mine = PLACE.company('mine')
    how = {'company': mine, 'login': 'jane', 'password': path('secret')}
    done('person', 'add', 'li', '李雷', '--role', 'salesperson', piped='battery staple\n', **how)
    refused('person', 'add', 'li', 'Another', piped='battery staple\n', says='login', **how)
    refused('person', 'add', 'han', '韩梅梅', says='8 characters', **how)
    refused('person', 'add', 'han', '韩梅梅', '--role', 'emperor', piped='battery staple\n', says='“emperor”', **how)
    assert [p['login'] for p in json.loads(done('--json', 'person', 'list', **how))] == ['jane', 'li']
    done('find', 'x', company=mine, login='li', piped='battery staple\n')
    refused('person', 'add', 'eve', 'Eve', piped='battery staple\nbattery staple\n', company=mine, login='li')
    done('person', 'password', 'li', piped='another staple\n', **how)
    refused('find', 'x', company=mine, login='li', piped='battery staple\n', says='password is wrong')
    done('person', 'leave', 'li', **how)
    refused('find', 'x', company=mine, login='li', piped='another staple\n', says='password is wrong')
    refused('person', 'leave', 'li', **how)
    refused('person', 'leave', 'nobody', says='“nobody”', **how)
    misused('person', 'fire', 'li', **how)


# ---- questions -----------------------------------------------------------------------------------

def the_sample_is_the_same_for_the_same_seed():
    done('sample', '--customers', 150, '--people', 6, '--activities', 900, '--deals', 90, '--seed', 7, '--english')
    done('sample', '--customers', 150, '--people', 6, '--activities', 900, '--deals', 90, '--seed', 7, '--english',
         company=PLACE.company('twin'), password=path('owner'))
    question, how = 'customers', {'company': PLACE.company('twin')}
    assert done('ask', question, '--csv') == done('ask', question, '--csv', password=path('owner'), **how)
    refused('ask', question, piped='', says='password is wrong', **how)
    refused('sample', '--customers', 10, says='already')
    misused('sample', '--customers', 0, company=PLACE.company('none'))


def a_sample_has_a_password_where_one_is_needed():
    none = PLACE.company('none')
    refused('sample', '--customers', 3, company=none, password=write('short', 'short\n'), says='8 characters')
    if PLACE.on_server:
        refused('sample', '--customers', 3, company=none, piped='', says='8 characters')
    assert PLACE.is_empty('none')


def answers_come_as_table_csv_and_json():
    question = 'count of customers by owner'
    rows = ask(question)
    table = done('ask', question).splitlines()
    values = list(csv.reader(io.StringIO(done('ask', question, '--csv'))))
    assert len(rows) == len(table) - 1 == len(values) - 1 > 3, (rows, table, values)
    assert [list(row.values())[0] for row in rows] == [value[0] for value in values[1:]]
    assert sum(list(row.values())[1] for row in rows) == sum(int(value[1]) for value in values[1:]) == 150
    assert figure('count of customers') == 150
    assert len(ask('customers')) == 150


def wrong_questions_say_where():
    assert 'character 17' in refused('ask', 'customers where bogus = 3')
    for text in '', 'customers where', 'sum of name of deals', 'count of', 'x' * 20000, 'customers where name = "', '客户 其中':
        refused('ask', text)


def hostile_text_is_only_text():
    for text in ("'; DROP TABLE customer; --", 'a" OR 1=1 --', '%', '_', '\\', '\x01\x02', '\u202eevil', '😀' * 50,
                 '<b>&amp;', 'x' * 10000, ';', '\n'):
        quoted = text.replace('\\', '\\\\').replace('"', '\\"')
        answer = run('ask', f'count of customers where name contains "{quoted}"', '--json')
        assert answer.returncode in (0, 1), (text, answer)
        if answer.returncode == 0:
            assert list(json.loads(answer.stdout)[0].values())[-1] == 0, (text, answer)
        else:
            assert len(answer.stderr.splitlines()) == 1, (text, answer)
        done('find', '--', text)
        for question in text, f'customers where {text}', f'count of customers by {text}':
            assert run('ask', '--', question).returncode in (0, 1), question
    assert figure('count of customers') == 150
    assert 'All is well' in done('check')


def customers_are_found():
    name = ask('customers')[3]['Name']
    part = name.split()[0]
    assert name in done('find', part) and name in done('find', part.upper())
    found = json.loads(done('--json', 'find', part, '--limit', 1))
    assert len(found) == 1 and found[0]['owner'], found
    assert json.loads(done('--json', 'find', 'no such customer')) == []
    misused('find')
    misused('find', 'a', 'b')


# ---- charts --------------------------------------------------------------------------------------

def charts_are_valid_files():
    for question, kind in (('sum of amount of deals where won by owner', 'ranking'), ('count of customers by region', None),
                           ('count of activities by month', 'line'), ('count of deals by stage', 'funnel')):
        for form, begins in ('png', b'\x89PNG\r\n\x1a\n'), ('svg', b'<?xml'), ('pdf', b'%PDF-'):
            file = path(f'chart.{form}')
            done('chart', question, *(['--kind', kind] if kind else []), '-o', file)
            with open(file, 'rb') as chart:
                data = chart.read()
            assert data.startswith(begins) and len(data) > 1000, (question, form, len(data))
            end = {'png': b'IEND\xaeB`\x82', 'svg': b'</svg>', 'pdf': b'%%EOF'}[form]
            assert data.rstrip().endswith(end), (question, form, data[-20:])
    if shutil.which('pdftotext'):
        owner = ask('count of customers by owner')[0]['Owner']
        done('chart', 'count of customers by owner', '--kind', 'ranking', '--title', 'Who holds whom', '-o', path('c.pdf'))
        text = subprocess.run(['pdftotext', path('c.pdf'), '-'], capture_output=True, text=True).stdout
        assert owner in text and 'Who holds whom' in text, text


def charts_that_cannot_be_are_refused():
    refused('chart', 'customers', '-o', path('x.png'), says='figures')
    refused('chart', 'count of customers by region', '-o', path('no/such/folder/x.png'))
    misused('chart', 'count of customers by region')
    misused('chart', 'count of customers by region', '-o', path('x.gif'))
    misused('chart', 'count of customers by region', '--kind', 'pyramid', '-o', path('x.png'))
    misused('chart', 'count of customers by region', '--size', '1x1', '-o', path('x.png'))
    assert not os.path.exists(path('x.png'))


# ---- acts ----------------------------------------------------------------------------------------

def given(output):
    return {key: int(value) for key, value in (line.rsplit(' ', 1) for line in output.splitlines())}


def acts_are_done_and_undone():
    customer = ask('customers')[0]['id']
    before = figure('count of activities where not voided')
    act = given(done('act', 'log-activity', f'customer={customer}', 'kind=call', 'text=Said yes = no; "both"'))
    assert ask('activities where text contains "Said yes"')[0]['Text'] == 'Said yes = no; "both"'
    done('undo', act['act'])
    assert figure('count of activities where not voided') == before
    refused('undo', act['act'], says='undone already')
    refused('undo', 999999)
    misused('undo', 'last')


def a_pool_is_filled_claimed_from_and_kept():
    pool = given(done('act', 'create-pool', 'name=Public', 'claims_a_day=2'))['pool']
    me = next(person['id'] for person in json.loads(done('--json', 'person', 'list')) if person['login'] == 'owner')
    done('act', 'set-pool-members', f'pool={pool}', 'version=1', f'leads={me}')
    free = [row['id'] for row in ask('customers where stage is empty limit 3')]
    assert len(free) == 3, free
    assert 'released into Public' in done('pool', 'release', 'Public', 'Too far away', *free)
    shown = json.loads(done('--json', 'pool', 'show', 'Public'))
    assert sorted(row['id'] for row in shown) == sorted(free), shown
    assert all(row['name'] and row['claim'] == '' for row in shown), shown
    assert 'claimed' in done('pool', 'claim', pool, free[0])
    refused('pool', 'claim', 'Public', free[0], says='faster')
    assert 'assigned' in done('pool', 'assign', 'owner', free[1])
    act = done('pool', 'claim', 'Public', free[2]).split()[1]
    done('undo', act)
    refused('pool', 'claim', 'Public', free[2], says="used up today's claims")
    refused('pool', 'claim', 'Private', free[2], says='no pool “Private”')
    misused('pool', 'claim', 'Public')
    misused('pool', 'claim', 'Public', 'x')


def two_customers_become_one_and_two_again():
    keep = given(done('act', 'create-customer', 'name=Rowan Trading'))['customer']
    gone = given(done('act', 'create-customer', 'name=Rowan Trade', 'region=CN-GD'))['customer']
    contact = given(done('act', 'create-contact', f'customer={gone}', 'name=Lin'))['contact']
    shown = {row['what']: row for row in json.loads(done('--json', 'customer', 'merge', keep, gone, '--dry-run'))}
    assert shown['name']['gone'] == 'Rowan Trade' and shown['contacts']['gone'] == '1', shown
    done('customer', 'merge', keep, gone, '--take', 'name')
    assert [row['id'] for row in ask('customers where name is "Rowan Trade"')] == [int(keep)]
    refused('customer', 'merge', keep, gone, says='part of another customer')
    call = given(done('act', 'log-activity', f'customer={keep}', f'contact={contact}', 'kind=call'))['activity']
    mail = given(done('act', 'log-activity', f'customer={keep}', 'kind=mail'))['activity']
    doubts = {row['id']: row['back'] for row in json.loads(done('--json', 'customer', 'unmerge', gone, '--dry-run'))}
    assert doubts == {int(call): 1, int(mail): 0}, doubts
    act = given(done('customer', 'unmerge', gone, '--back', f'activity:{mail}'))['act']
    assert [row['id'] for row in ask('customers where name is "Rowan Trading"')] == [int(keep)]
    refused('customer', 'unmerge', gone, says='not merged')
    done('undo', act)
    done('customer', 'unmerge', gone)
    refused('customer', 'merge', keep, gone, '--take', 'colour', says='no field “colour”')
    misused('customer', 'merge', keep)
    misused('customer', 'unmerge', gone, '--back', 'mail')


def wrong_acts_change_nothing():
    acts = done('audit', 'list', '--mine', '--limit', 1)
    refused('act', 'burn-everything', says='“burn-everything”')
    refused('act', 'log-activity', 'customer=1')
    refused('act', 'log-activity', 'customer=999999', 'kind=call', says='no such customer')
    refused('act', 'log-activity', 'customer=1', 'kind=seance')
    refused('act', 'log-activity', 'customer=one', 'kind=call', says='“customer”', status=2)
    refused('act', 'log-activity', 'colour=red', says='“colour”', status=2)
    refused('act', 'log-activity', 'customer', status=2)
    refused('act', 'log-activity', 'customer=99999999999999999999', 'kind=call', status=2)
    refused('act', 'transfer-customers', 'ids=1,x', 'to=2', status=2)
    refused('act', 'transfer-customers', 'ids=1', 'to=999', says='no such person')
    misused('act')
    assert done('audit', 'list', '--mine', '--limit', 1) == acts


def a_salesperson_reaches_only_the_own():
    people = json.loads(done('--json', 'person', 'list'))
    seller = next(p for p in people if p['role'] == 'Salesperson' and p['holds'])
    other = next(p for p in people if p['id'] != seller['id'] and p['holds'])
    done('person', 'password', seller['login'], piped='sells a lot\n')
    how = {'login': seller['login'], 'piped': 'sells a lot\n'}
    assert figure('count of customers', **how) == seller['holds'] < 150
    foreign = ask(f'customers where owner = "{other["name"]}"')[0]
    assert json.loads(done('--json', 'find', foreign['Name'], **how)) == []
    assert ask(f'customers where owner = "{other["name"]}"', **how) == []
    refused('act', 'log-activity', f'customer={foreign["id"]}', 'kind=call', 'text=hello', **how)
    refused('act', 'transfer-customers', f'ids={foreign["id"]}', f'to={seller["id"]}', **how)
    refused('act', 'edit-person', f'person={seller["id"]}', 'login=x', 'name=x', 'role=1', **how)


def what_leaves_is_asked_for():
    """Rows go to a file or a program for those only who may take them out, and the company knows how many."""
    seller = next(p for p in json.loads(done('--json', 'person', 'list')) if p['role'] == 'Salesperson' and p['holds'])
    how = {'login': seller['login'], 'piped': 'sells a lot\n'}
    own, name = figure('count of customers', **how), ask(f'customers where owner = "{seller["name"]}"')[0]['Name']
    releases = done('audit', 'list', '--mine', '--limit', 100000).count('take-out')
    for words in ('ask', 'customers', '--json'), ('ask', 'customers', '--csv'), ('ask', 'customers'), \
            ('ask', 'count of customers by region', '--json'), ('--json', 'find', name), ('find', name):
        refused(*words, says='does not take data out', **how)
    for form in 'png', 'svg', 'pdf':
        refused('chart', 'count of customers by region', '-o', path('stolen.' + form), says='does not take data out', **how)
        assert not os.path.exists(path('stolen.' + form))
    assert done('audit', 'list', '--mine', '--limit', 100000).count('take-out') == releases
    # At a terminal there is as much as can be looked at.
    assert own > 0 and str(own) in done('ask', 'count of customers', **how)
    n = len(ask('customers'))
    assert done('audit', 'list', '--mine', '--limit', 100000).count('take-out') == releases + 1
    assert len(list(csv.reader(io.StringIO(done('ask', 'customers', '--csv'))))) == n + 1


def a_terminal_shows_a_screenful():
    """The same rows at a terminal are no more than can be looked at, and nobody is asked."""
    import pty
    leader, follower = pty.openpty()
    words = [GARRISONCTL, '--company', SAMPLE, '--as', 'owner', *(['--password-file', path('owner')] if PLACE.on_server else [])]
    process = subprocess.Popen([*words, 'ask', 'activities'], stdin=subprocess.DEVNULL, stdout=follower,
                               stderr=subprocess.PIPE, text=True)
    os.close(follower)
    seen = b''
    try:
        while block := os.read(leader, 65536):
            seen += block
    except OSError:
        pass  # how a terminal ends
    os.close(leader)
    assert process.wait() == 0 and 'more; --csv' in process.stderr.read()
    process.stderr.close()
    assert seen.count(b'\n') == 201, seen.count(b'\n')


def no_cell_is_a_formula():
    how = {'company': PLACE.company('mine'), 'login': 'jane', 'password': path('secret')}
    names = '=1+1', '+cmd|x', '-2+3', '@SUM(A1)', '＝HYPERLINK("x")', '－7-8', 'Plain'
    for name in names:
        done('act', 'create-customer', f'name={name}', **how)
    rows = list(csv.DictReader(io.StringIO(done('ask', 'customers', '--csv', **how))))
    got = sorted(row['Name'] for row in rows)
    assert len(got) == len(names) and 'Plain' in got, got
    assert all(name == 'Plain' or name.startswith("'") for name in got), got


def too_many_rows_need_consent():
    """Nobody grants it to themselves; granted by somebody else, it works."""
    how = {'company': PLACE.company('mine'), 'login': 'jane', 'password': path('secret')}
    done('act', 'set-role-limit', 'role=1', 'name=export_rows', 'n=3', **how)
    says = refused('ask', 'customers', '--csv', **how)
    assert 'must consent' in says and 'act ask-for kind=export n=7' in says, says
    asked = given(done('act', 'ask-for', 'kind=export', 'n=7', **how))
    refused('act', 'decide-request', f'asked={asked["request"]}', 'granted=7', 'days=1', **how)
    refused('ask', 'customers', '--csv', **how)


def duplicates_are_told():
    name = ask('customers')[0]['Name']
    assert 'In the system' in done('check-duplicate', name)
    assert 'In the system' in done('check-duplicate', f'  {name.upper()} ')
    assert 'Not in the system' in done('check-duplicate', 'Nobody Has This Name Ltd')
    refused('act', 'create-customer', f'name={name}', says='in the system already')


# ---- import --------------------------------------------------------------------------------------

def a_file_is_imported_mended_and_undone():
    file = write('in.csv', 'name,phone,owner\nAlpha Werke GmbH,030 1,owner\nBeta Werke GmbH,030 2,stranger\n,030 3,owner\n')
    left = path('in.csv.refused.csv')
    tried = done('import', 'customers', file, '--dry-run')
    assert '3 rows read, 1 would be created, 2 refused' in tried, tried
    assert figure('count of customers where name contains "Werke GmbH"') == 0 and not os.path.exists(left)
    came = done('import', 'customers', file)
    assert '1 created, 2 refused' in came, came
    (created,) = ask('customers where name contains "Werke GmbH"')
    assert created['Name'] == 'Alpha Werke GmbH', created
    with open(left, encoding='utf-8-sig') as refusals:
        text = refusals.read()
    rows = list(csv.reader(io.StringIO(text)))
    assert len(rows) == 3 and 'Beta Werke GmbH' in rows[1] and 'stranger' in rows[1][0], rows
    with open(left, 'w', encoding='utf-8') as mended:
        mended.write(text.replace(',stranger', ',owner').replace(',,030 3', ',Gamma Werke GmbH,030 3'))
    again = done('import', 'customers', left)
    assert '2 created, 0 refused' in again, again
    names = [row['Name'] for row in ask('customers where name contains "Werke GmbH"')]
    assert sorted(names) == ['Alpha Werke GmbH', 'Beta Werke GmbH', 'Gamma Werke GmbH'], names
    twice = done('import', 'customers', file)
    assert 'in the system already' in twice and len(ask('customers where name contains "Werke GmbH"')) == 3, twice
    for report in again, came:
        act = next(line.split()[1] for line in report.splitlines() if line.startswith('act '))
        done('undo', act)
    assert figure('count of customers where name contains "Werke GmbH" and not archived') == 0


def files_that_are_none_are_refused():
    before = figure('count of customers')
    refused('import', 'customers', path('no-such.csv'))
    refused('import', 'customers', folder)
    refused('import', 'customers', write('empty.csv', ''))
    refused('import', 'customers', write('noise.csv', bytes(range(256)) * 40))
    misused('import', 'dragons', write('a.csv', 'name\nA\n'))
    misused('import', 'customers')
    refused('import', 'customers', path('a.csv'), '--map', 'name=no such column')
    assert figure('count of customers') == before


# ---- the company file ----------------------------------------------------------------------------

def the_record_is_kept_and_verified():
    # What others did is read, and that it was is known; of oneself alone it is nobody's business.
    def read_audit():
        return done('audit', 'list', '--mine', '--limit', 100000).count('read-audit')
    before = read_audit()
    done('audit', 'list', '--mine')
    assert read_audit() == before
    rows = json.loads(done('--json', 'audit', 'list', '--limit', 5))
    assert read_audit() == before + 1
    assert len(rows) == 5 and rows[0]['act'] > rows[4]['act'] and rows[0]['name'], rows
    assert 'unbroken' in done('audit', 'verify')
    misused('audit', 'burn')


def a_backup_of_a_server_is_restored():
    copy, back = path('copy.dump'), PLACE.company('back')
    refused('backup', copy, says='garrisonctl team backup')
    refused('restore', copy, says='garrisonctl team restore')
    assert not os.path.exists(copy)
    act, head = done('team', 'backup', SAMPLE, copy).split()
    assert int(act) > 10 and len(head) == 64 and os.stat(copy).st_mode & 0o077 == 0, (act, head)
    refused('team', 'backup', SAMPLE, copy, says='already')
    again = 'team', 'restore', copy, back, '--owner', 'owner', '--owner-password-file', write('anew', 'another owner\n')
    answer = run(*again)
    assert answer.returncode == 0 and 'is restored' in answer.stderr, answer
    refused(*again, says='already')
    how = {'company': back, 'password': path('anew')}
    assert done('ask', 'customers', '--csv', **how) == done('ask', 'customers', '--csv')
    assert 'All is well' in done('check', **how) and 'unbroken' in done('audit', 'verify', **how)
    refused('find', 'x', company=back, says='password is wrong')


def databases_that_are_no_company_are_refused():
    empty, owner = PLACE.company('empty'), ('--owner', 'owner', '--owner-password-file', path('owner'))
    # Who is no person of a company learns nothing of what there is.
    for company in PLACE.address('missing'), empty, PLACE.address('postgres'):
        refused('check', company=company, says='password is wrong')
    refused('check', company=f'postgresql:///sample?host={folder}', says='does not answer')
    refused('team', 'backup', PLACE.address('missing'), path('missing.dump'))
    refused('team', 'backup', empty, path('empty.dump'))
    text = write('text.dump', 'Dear customer,\n' * 400)
    for what in text, folder, write('nothing.dump', ''), '/dev/null', path('missing.dump'):
        refused('team', 'restore', what, empty, *owner)
    assert PLACE.is_empty('empty') and not os.path.exists(path('empty.dump'))
    with open(text) as kept:
        assert kept.read() == 'Dear customer,\n' * 400, 'the file was changed'


def a_truncated_backup_is_refused():
    with open(path('copy.dump'), 'rb') as whole:
        data = whole.read()
    for size in 100, 4096, len(data) // 3, len(data) - 5000:
        refused('team', 'restore', write('cut.dump', data[:size]), PLACE.company('empty'), '--owner', 'owner',
                '--owner-password-file', path('owner'))
        assert PLACE.is_empty('empty'), size


def a_company_of_another_program_is_refused():
    for step, says in (1, 'newer'), (-2, 'older'):
        PLACE.sql(f'UPDATE garrison.installation SET version = version + {step}', 'twin')
        refused('check', company=PLACE.company('twin'), password=path('owner'), says=says)


def a_server_that_cannot_be_written_is_told():
    PLACE.sql('ALTER DATABASE back SET default_transaction_read_only = on')
    refused('act', 'create-customer', 'name=x', company=PLACE.company('back'), password=path('anew'), says='cannot be written')


def a_backup_is_restored():
    copy, back = path('copy.garrison'), PLACE.company('back')
    done('backup', copy)
    refused('backup', copy, says='already')
    done('restore', copy, company=back)
    assert done('ask', 'customers', '--csv', company=back) == done('ask', 'customers', '--csv')
    assert 'All is well' in done('check', company=back) and 'unbroken' in done('audit', 'verify', company=back)
    refused('restore', copy, company=back, says='already')
    refused('restore', path('no-such.garrison'), company=path('other.garrison'))
    assert not os.path.exists(path('other.garrison'))


def an_encrypted_company_comes_back():
    hidden, back, plain = path('hidden.garrison'), path('hidden-back.garrison'), path('plain.garrison')
    secret, anew = write('hidden-secret', 'correct horse\n'), write('hidden-anew', 'battery staple\n')
    told = done('init', '--owner', 'jane', '--company-name', 'Acme', company=hidden, password=secret)
    (key,) = re.findall(r'\b(?:[0-9A-Z]{4}-){8}[0-9A-Z]{4}\b', told)
    assert 'paper' in told, told
    jane = {'company': hidden, 'login': 'jane', 'password': secret}
    done('act', 'create-customer', 'name=Hidden Teas', **jane)
    with open(hidden, 'rb') as file:
        octets = file.read()
    assert b'Hidden' not in octets and b'SQLite' not in octets and b'jane' not in octets
    # A backup opens by the recovery key, and by nobody's password.
    copy = path('hidden-copy.garrison')
    done('backup', copy, **jane)
    refused('person', 'list', says='password is wrong', **{**jane, 'company': copy})
    restore = 'restore', copy, '--owner-password-file', anew
    refused(*restore, company=back, piped='not a key\n', says='no recovery key')
    other = re.search(r'(?:\w{4}-){8}\w{4}', done('init', '--owner', 'jane', company=path('other-hidden.garrison'), password=secret))[0]
    refused(*restore, company=back, piped=other + '\n', says='another company')
    assert not os.path.exists(back)
    answer = run(*restore, company=back, piped=key + '\n')
    assert answer.returncode == 0 and 'jane' in answer.stderr, answer
    assert figure('customers', company=back, login='jane', password=anew) == figure('customers', **jane)
    refused('person', 'list', says='password is wrong', company=back, login='jane', password=secret)
    refused(*restore, company=back, piped=key + '\n', says='already')
    # A lost password is set anew; key and password may both be piped in.
    answer = run('recover', hidden, '--owner', 'jane', piped=f'{key.lower()}\nbattery staple\n')
    assert answer.returncode == 0, answer
    refused('find', 'x', says='password is wrong', **jane)
    done('find', 'Hidden', **{**jane, 'password': anew})
    # In two halves, for two people.
    split = path('split.garrison')
    halves = re.findall(r'\b(?:[0-9A-Z]{4}-){8}[0-9A-Z]{4}\b', done('init', '--owner', 'jane', '--split-recovery-key', company=split, password=secret))
    assert len(halves) == 2, halves
    for half in halves:
        answer = run('recover', split, piped=f'{half}\nbattery staple\n')
        assert answer.returncode == 1 and 'no recovery key' in answer.stderr, answer
    answer = run('recover', split, piped=f'{halves[1]} {halves[0]}\nbattery staple\n')
    assert answer.returncode == 0, answer
    # A company from before is encrypted by its own password.
    refused('encrypt', says='already', company=hidden, login='jane', password=anew)
    done('sample', '--customers', 20, company=plain)
    refused('encrypt', says='password first', company=plain, piped='')
    done('person', 'password', 'owner', company=plain, piped='correct horse\n')
    refused('encrypt', says='password is wrong', company=plain, piped='wrong horse\n')
    answer = run('encrypt', company=plain, password=secret)
    assert answer.returncode == 0 and 'Recovery key' in answer.stdout and 'set anew' in answer.stderr, answer
    assert 'All is well' in done('check', company=plain, password=secret)


def files_that_are_no_company_are_refused():
    text = write('text.garrison', 'Dear customer,\n' * 400)
    refused('check', company=path('missing.garrison'), says='not there')
    assert not os.path.exists(path('missing.garrison')), 'a company appeared'
    for what in text, folder, write('nothing.garrison', ''), '/dev/null':
        refused('check', company=what)
    with open(text) as kept:
        assert kept.read() == 'Dear customer,\n' * 400, 'the file was changed'
    subprocess.run([sys.executable, '-c', 'import sqlite3, sys\nsqlite3.connect(sys.argv[1]).execute("CREATE TABLE t (a)")',
                    path('other-database.garrison')], check=True)
    refused('check', company=path('other-database.garrison'), says='not a company')


def a_truncated_company_is_refused():
    with open(path('copy.garrison'), 'rb') as whole:
        data = whole.read()
    for size in 100, 4096, len(data) // 3, len(data) - 5000:
        cut = write('cut.garrison', data[:size])
        answer = run('check', company=cut)
        assert answer.returncode == 1 and len(answer.stderr.splitlines()) == 1, (size, answer)
        os.remove(cut)


def a_company_of_a_newer_program_is_refused():
    import sqlite3
    newer = path('newer.garrison')
    shutil.copy(path('copy.garrison'), newer)
    database = sqlite3.connect(newer)
    (version,) = database.execute('PRAGMA user_version').fetchone()
    database.execute(f'PRAGMA user_version = {version + 1}')
    database.commit()
    database.close()
    refused('check', company=newer, says='newer')


def a_company_that_cannot_be_written_is_told():
    if os.getuid() == 0:
        raise Skip('root may write everything')
    locked = path('locked.garrison')
    shutil.copy(path('copy.garrison'), locked)
    os.chmod(locked, 0o400)
    refused('act', 'log-activity', 'customer=1', 'kind=call', 'text=x', company=locked, says='cannot be written')


def usage_is_told():
    answer = subprocess.run([GARRISONCTL, '--help'], capture_output=True, text=True)
    assert answer.returncode == 0 and 'garrisonctl' in answer.stdout and not answer.stderr
    for command in 'init', 'import', 'ask', 'chart', 'act', 'audit', 'backup', 'restore', 'check', 'undo', 'find':
        assert f'\n  {command} ' in answer.stdout, command
    assert subprocess.run([GARRISONCTL, '--version'], capture_output=True, text=True).returncode == 0
    refused('frobnicate', says='“frobnicate”', status=2)
    misused('--nonsense')
    misused('ask')
    misused('check', 'it')


CHECKS = [a_company_is_founded, a_wrong_password_is_refused, a_password_may_be_piped_in, people_come_and_go,
          the_sample_is_the_same_for_the_same_seed, a_sample_has_a_password_where_one_is_needed, answers_come_as_table_csv_and_json, wrong_questions_say_where,
          hostile_text_is_only_text, customers_are_found, charts_are_valid_files, charts_that_cannot_be_are_refused,
          acts_are_done_and_undone, a_pool_is_filled_claimed_from_and_kept, two_customers_become_one_and_two_again,
          wrong_acts_change_nothing, a_salesperson_reaches_only_the_own,
          what_leaves_is_asked_for, a_terminal_shows_a_screenful, no_cell_is_a_formula, too_many_rows_need_consent,
          duplicates_are_told, a_file_is_imported_mended_and_undone, files_that_are_none_are_refused,
          the_record_is_kept_and_verified, usage_is_told]
OF_FILES = [a_backup_is_restored, an_encrypted_company_comes_back, files_that_are_no_company_are_refused, a_truncated_company_is_refused,
            a_company_of_a_newer_program_is_refused, a_company_that_cannot_be_written_is_told]
OF_SERVERS = [a_backup_of_a_server_is_restored, databases_that_are_no_company_are_refused, a_truncated_backup_is_refused,
              a_company_of_another_program_is_refused, a_server_that_cannot_be_written_is_told]
try:
    write('owner', 'owner of samples\n')
    check(CHECKS + (OF_SERVERS if PLACE.on_server else OF_FILES))
finally:
    shutil.rmtree(folder)
