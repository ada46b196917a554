"""Routes by which one takes customers over, spoils them, or earns by what did not happen."""
import os
import re
import resource
import subprocess
import time
import zipfile

from office import ACTS, ENV, PLACE, ROOT, SANITIZED, Session, act, act_refused, arguments_of, ask, ctl, ids, psql_denied, read, refused, screen, signals, words
from tap import Skip


def owner_of(customer):
    return int(read('boss', f'SELECT owner FROM customer WHERE id = {customer}')[0][0])


def r22_reassign():
    act_refused('ann', 'transfer-customers', ids=ids['alpha'], to=ids['eve'])
    act_refused('eve', 'transfer-customers', ids=ids['alpha'], to=ids['eve'])
    doors = [(name[:-4], argument) for name in sorted(os.listdir(ACTS)) if name.endswith('.sql')
             for argument in arguments_of(name[:-4]) if argument in ('owner', 'to')]
    assert ('create-customer', 'owner') in doors and ('transfer-customers', 'to') in doors, doors
    deal = act('ann', 'create-deal', customer=ids['alpha'], name='Presses', amount='1000', currency='EUR')['deal']
    some = {'name': 'Accomplice AG', 'customer': ids['alpha'], 'ids': ids['alpha'], 'deal': deal, 'version': 1, 'amount': '1000',
            'currency': 'EUR', 'day': '2026-01-05', 'number': 'K1'}
    tried = 0
    for name, argument in doors:
        given = {key: value for key, value in some.items() if key in arguments_of(name)}
        answer = ctl('ann', 'act', name, *(f'{k}={v}' for k, v in {**given, argument: ids['eve']}.items()))
        assert answer.returncode in (1, 2) and answer.stdout == '', (name, argument, answer)
        tried += answer.returncode == 1
    path = os.path.join(ROOT, 'mine.csv')
    with open(path, 'w') as file:
        file.write('name,owner\nImported AG,eve\n')
    assert ctl('ann', 'import', 'customers', path).returncode == 1
    act_refused('ann', 'set-role-right', role=ids['salesperson'], name='customer.transfer', scope='all')
    act_refused('ann', 'edit-person', person=ids['ann'], version=1, login='ann', name='Ann', role=ids['owner'])
    if PLACE.on_server:
        psql_denied('ann', f'UPDATE customer SET owner = {ids["eve"]} WHERE id = {ids["alpha"]}', 'permission denied')
    assert owner_of(ids['alpha']) == ids['ann']
    return 'refused', f'every door that names an owner ({len(doors)} acts), the import, the rights: not without the right to transfer'


def r23_near_duplicate():
    act('ann', 'create-customer', name='深圳市宏达电子有限公司', phone='0755 8321 4567')
    same = ('深圳市宏達電子有限公司', ' 深圳市 宏达电子 有限公司 ', '深圳市宏达电子股份有限公司', '深圳市宏达电子有限公司。')
    phones = '+86 755 8321 4567', '０７５５－８３２１４５６７', '(0755)83214567'
    for name in same:
        refused('eve', 'act', 'create-customer', f'name={name}', says='in the system already')
    for n, phone in enumerate(phones):
        refused('eve', 'act', 'create-customer', f'name=Other {n}', f'phone={phone}', says='in the system already')
    for name in 'ALPHA werke gmbh', 'Ａｌｐｈａ　Ｗｅｒｋｅ　ＧｍｂＨ', 'Alpha Werke AG', 'Alpha-Werke GmbH':
        refused('eve', 'act', 'create-customer', f'name={name}', says='in the system already')
    attempts = int(read('boss', f"SELECT count(*) FROM refused_act WHERE person = {ids['eve']} AND refusal = 'duplicate'")[0][0])
    assert attempts >= len(same) + len(phones) + 4, attempts
    written = ctl('eve', 'act', 'create-customer', 'name=Hongda Dianzi')
    found = 'is found' if written.returncode else 'is not found, but bears its maker\'s name'
    return 'bounded', f'width, blanks, case, script, legal form, +86 are seen through and counted; a name in pinyin {found}'


def r25_claim_and_sit():
    north = read('boss', "SELECT id FROM team WHERE name = 'North'")[0][0]
    pool = act('boss', 'create-pool', name='Open sea', claims_a_day=1)['pool']
    act('boss', 'set-pool-members', pool=pool, version=1, teams=north)
    drift = [act('boss', 'create-customer', name=f'{name} AG')['customer'] for name in ('Drift', 'Dune', 'Dawn')]
    act_refused('eve', 'claim-customer', customer=ids['beta'], pool=pool)
    act('boss', 'release-customers', ids=','.join(map(str, drift)), pool=pool, reason='nobody works on them')
    act('eve', 'claim-customer', customer=drift[0], pool=pool)
    act_refused('eve', 'claim-customer', customer=drift[1], pool=pool)
    act_refused('ann', 'transfer-customers', ids=drift[1], to=ids['ann'])
    act('eve', 'log-activity', customer=drift[0], kind='call', text='Nobody answers')
    rule = {'name': 'Idle', 'question': 'customers where name = "Drift AG" and last contact > 3 days ago', 'pool': pool, 'grace_days': 0}
    made = act('boss', 'create-fall-rule', **rule)['rule']
    act_refused('eve', 'create-fall-rule', **{**rule, 'name': 'Never'})
    today, later = (int(time.strftime('%Y%m%d', time.gmtime(time.time() + days * 86400))) for days in (0, 10))
    with Session('boss') as session:
        assert str(drift[0]) not in [row[0] for row in session.ask(f'falls {today}')], 'too early'
        told = {row[0]: row[1] for row in session.ask(f'falls {later}')}
        assert 'Idle' in told[str(drift[0])], told
        act('boss', 'edit-fall-rule', rule=made, version=1, combine='all', exempt_deal=1, exempt_contract=1, warn_days=0, active=1, position=1,
            **rule)
        session.ask(f'fall {later}')
        fell = session.n
    assert fell == 1 and read('boss', f'SELECT owner, pool FROM customer WHERE id = {drift[0]}') == [['', str(pool)]]
    act_refused('eve', 'claim-customer', customer=drift[0], pool=pool)  # what was claimed stays counted
    act('boss', 'edit-fall-rule', rule=made, version=2, combine='all', exempt_deal=1, exempt_contract=1, warn_days=0, active=0, position=1, **rule)
    return 'refused', 'claims are counted a day, and falling gives none back; what is not worked on falls, by the rule that told so before'


def r26_spoil_numbers():
    for n in range(11):
        ids[f'c{n}'] = act('ann', 'create-contact', customer=ids['amber'], name=f'Li {n}', mobile=f'1380013{n:04}')['contact']
    act_refused('ann', 'edit-contact', contact=ids['amber.contact'], version=1, name='Wang', mobile='13900000000')  # unseen
    last = None
    for n in range(11):
        act('ann', 'disclose', relation='contact', record=ids[f'c{n}'], purpose='check')
        last = act('ann', 'edit-contact', contact=ids[f'c{n}'], version=1, name=f'Li {n}', mobile='13800138000')['act']
    rows = [row for row in signals('tom') if int(row[1]) == ids['ann'] and int(row[0]) == 6]
    assert rows, signals('tom')
    done = ctl('boss', 'undo', last)
    assert done.returncode == 0, done.stderr
    assert int(read('boss', f"SELECT count(*) FROM detail_change WHERE person = {ids['ann']}")[0][0]) >= 11
    return 'bounded', 'a number that one has not seen cannot be changed; each change can be undone, and many are a signal to the lead'


def r28_bulk_edit():
    act('boss', 'set-role-limit', role=ids['salesperson'], name='bulk_rows', n=1)
    both = f'{ids["alpha"]},{ids["amber"]}'
    act_refused('ann', 'archive-customers', ids=both)
    act_refused('ann', 'transfer-customers', ids=both, to=ids['ben'])
    act('boss', 'set-role-limit', role=ids['lead'], name='bulk_rows', n=1)
    act_refused('tom', 'archive-customers', ids=both, says='')
    act_refused('tom', 'transfer-customers', ids=both, to=ids['eve'])
    answer = ctl('tom', 'act', 'tag-customers', f'ids={both}', 'tag=mine')
    tagged = answer.returncode == 0
    act('boss', 'set-role-limit', role=ids['salesperson'], name='bulk_rows', n=100)
    act('boss', 'set-role-limit', role=ids['lead'], name='bulk_rows', n=200)
    assert not tagged, 'tags have no limit'
    return 'refused', 'archive, transfer, tag: not more records at once than the role may'


def r29_forge_activity():
    for n in range(12):
        act('eve', 'log-activity', customer=ids['echo'], kind='call', text='Talked')
    assert not signals('eve') or all(int(row[0]) <= 11 for row in signals('eve'))
    n = int(read('boss', f"SELECT count(*) FROM activity WHERE person = {ids['eve']}")[0][0])
    assert n >= 12
    return 'open', 'each entry bears its maker and the store\'s time, but copies and bursts are not flagged yet; nothing is paid either'


def r30_backdate():
    before = int(time.time() * 1e6) - 60_000_000
    act('ann', 'log-activity', customer=ids['alpha'], kind='visit', text='Visited', at=1767607200000000)
    row = read('boss', f"SELECT at, recorded_at FROM activity WHERE customer = {ids['alpha']} AND kind = 'visit'")[0]
    assert int(row[1]) >= before > int(row[0]), row
    act_refused('ann', 'log-activity', customer=ids['alpha'], kind='visit', text='x', at=2083140000000000)
    assert int(read('boss', 'SELECT min(at) FROM act')[0][0]) > before - 3_600_000_000, 'an act of another time'
    if PLACE.on_server:
        psql_denied('ann', "UPDATE activity SET recorded_at = 1", 'permission denied')
        psql_denied('ann', "CREATE FUNCTION server_time() RETURNS bigint LANGUAGE sql AS 'SELECT 1'")
    return 'refused', 'the time of a record is the store\'s; a claimed time stands beside it, and none of the future'


def r32_fictitious():
    twins = [act('ann', 'create-customer', name=name)['customer'] for name in ('Ghost Mills AG', 'Phantom Mills AG')]
    deal = act('ann', 'create-deal', customer=twins[1], name='Looms', amount='1000', currency='EUR')['deal']
    answer = ctl('eve', 'act', 'merge-customers', f'keep={ids["echo"]}', f'gone={twins[0]}')
    assert answer.returncode == 1 and 'Ghost' not in answer.stderr, answer
    merged = act('mei', 'merge-customers', keep=twins[0], gone=twins[1])['act']
    holders = "SELECT customer FROM deal WHERE id = %d" % deal
    assert read('boss', holders) == [[str(twins[0])]]
    assert read('boss', f"SELECT count(*) FROM timeline WHERE customer = {twins[0]} AND act = {merged}") != [['0']], 'it is not shown'
    assert read('boss', f"SELECT person, name FROM act WHERE id = {merged}") == [[str(ids['mei']), 'merge-customers']]
    done = ctl('mei', 'undo', merged)
    assert done.returncode == 0 and read('boss', holders) == [[str(twins[1])]], done
    return 'bounded', 'each customer bears its maker; who merges is on the timeline and in the record, and it is parted again; nobody is' \
        ' paid by customers yet'


def limited(path, *rest):
    """Status, output, and the most memory it had in MB."""
    def limit():
        if not SANITIZED:
            resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))
    process = subprocess.Popen(words('boss', 'import', 'customers', path, *rest), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                               stderr=subprocess.STDOUT, env=ENV, preexec_fn=limit, text=True, errors='replace')
    said = process.stdout.read()
    process.stdout.close()
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return process.returncode, said, used.ru_maxrss / 1024


def r21_hostile_file():
    before = len(ask('customers'))
    bomb = os.path.join(ROOT, 'bomb.xlsx')
    with zipfile.ZipFile(bomb, 'w', zipfile.ZIP_DEFLATED) as archive:
        archive.writestr('xl/worksheets/sheet1.xml', '<row>' * 20_000_000)
        archive.writestr('../../../../tmp/walked-off', 'x')
    cases = {
        'a.vcf': b'BEGIN:VCARD\r\nVERSION:3.0\r\nFN;ENCODING=b:' + b'A' * 3_000_000 + b'\r\nPHOTO;VALUE=uri:file:///etc/passwd\r\nEND:VCARD\r\n',
        'entities.csv': b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
        'line.csv': b'name\n"' + b'x' * 80_000_000,
        'columns.csv': b',' * 5_000_000 + b'\n',
        'zeros.csv': b'\0' * 10_000_000,
    }
    for name, data in cases.items():
        with open(os.path.join(ROOT, name), 'wb') as file:
            file.write(data)
    most = 0
    for name in ('bomb.xlsx', *cases):
        status, said, used = limited(os.path.join(ROOT, name))
        most = max(most, used)
        assert status in (0, 1), (name, status, said[-300:])
        assert 'root:' not in said, name
        assert SANITIZED or used < 500, (name, used)
    assert not os.path.exists('/tmp/walked-off')
    assert len(ask('customers')) == before
    link = os.path.join(ROOT, 'link.csv')
    os.symlink('/dev/zero', link)
    status, said, used = limited(link)
    assert status == 1, said
    return 'refused', f'{len(cases) + 2} hostile files, at most {most:.0f} MB; vCard and XLSX are not read at all'


def r27_delete_history():
    with Session('ann') as session:
        relations = ('act', 'act_row', 'activity', 'timeline', 'ownership_event', 'disclosure', 'release', 'refused_act', 'customer',
                     'contact', 'deal', 'stage_event', 'request', 'import_batch', 'task', 'payment', 'contract')
        for relation in relations:
            for sql in f'DELETE FROM {relation}', f'UPDATE {relation} SET id = 1', f'DROP TABLE {relation}', f'TRUNCATE {relation}':
                session.denied(sql)
    if PLACE.on_server:
        for relation in relations:
            for sql in f'DELETE FROM {relation}', f'DELETE FROM {relation} WHERE FALSE', f'TRUNCATE {relation} CASCADE', f'DROP TABLE {relation}':
                psql_denied('ann', sql)
                psql_denied('boss', sql)
    mine = read('ann', f"SELECT id FROM act WHERE person = {ids['ann']} AND name = 'disclose' LIMIT 1")
    assert mine and ctl('ann', 'undo', mine[0][0]).returncode == 1, 'a disclosure was undone'
    assert 'unbroken' in screen('boss', 'audit', 'verify')
    return 'refused', f'{len(relations)} relations: nobody deletes or changes the past, the owner neither; what was seen is not undone'
