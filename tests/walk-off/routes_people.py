"""The route of those who may most."""
import os
import re
import subprocess

from office import (ENV, GARRISONCTL, PLACE, ROOT, act, act_refused, assert_no_marker, ctl, done, hired, ids, read, refused, secret,
                    signals)


def exports_need_two():
    act('boss', 'set-role-limit', role=ids['manager'], name='export_rows', n=2)
    refused('mei', 'ask', 'customers', '--csv', says='must consent')
    asked = act('mei', 'ask-for', kind='export', n=500)['request']
    act_refused('mei', 'decide-request', asked=asked, granted=500, days=1)
    act_refused('mei', 'set-role-limit', role=ids['manager'], name='export_rows', n=1000000)
    act('boss', 'decide-request', asked=asked, granted=500, days=1)
    assert_no_marker(done('mei', 'ask', 'customers', '--csv'), 'the export')
    assert int(read('boss', f"SELECT count(*) FROM release WHERE person = {ids['mei']}")[0][0]) >= 1


def rights_need_two():
    """Two owners: neither gives a role more alone, however mighty."""
    hired('olga', 'owner')
    more = {'role': ids['salesperson'], 'name': 'customer.export', 'scope': 'own'}
    act_refused('boss', 'set-role-right', says='must consent', **more)
    act_refused('boss', 'set-role-limit', says='must consent', role=ids['manager'], name='export_rows', n=10000)
    act_refused('boss', 'set-role-field', role=ids['owner'], relation='contact', field='mobile', rule='read')
    asked = act('boss', 'ask-for', kind='other', text=f'set-role-right {ids["salesperson"]} customer.export own')['request']
    act_refused('boss', 'decide-request', asked=asked, granted=1)
    act_refused('boss', 'set-role-right', says='must consent', **more)
    act('olga', 'decide-request', asked=asked, granted=1)
    act('boss', 'set-role-right', **more)
    act('boss', 'set-role-right', role=ids['salesperson'], name='customer.export')
    act('boss', 'dismiss-person', person=ids['olga'])


def administrators_see_nothing():
    for login in 'ada', 'kim':  # who cares for people and the record sees no details
        assert read(login, 'SELECT count(*) FROM contact_detail') == [['0']], login
        act_refused(login, 'disclose', relation='contact', record=ids['alpha.contact'], purpose='check')
    assert read('ada', 'SELECT name FROM customer') == []
    act_refused('ada', 'set-role-field', role=ids['administrator'], relation='contact', field='mobile', rule='read')
    act_refused('ada', 'edit-person', person=ids['ada'], version=1, login='ada', name='Ada', role=ids['owner'])
    act_refused('ada', 'add-person', login='eva', name='Eva', role=ids['owner'])
    act_refused('ada', 'set-role-right', role=ids['administrator'], name='customer.see', scope='all')
    refused('ada', 'ask', 'customers', '--csv', says='does not take data out')


def a_password_set_by_somebody_else_is_seen():
    with open(secret('ben')) as password:
        words = password.read()
    assert ctl('ada', 'person', 'password', 'mei', piped=words).returncode == 1, 'of somebody mightier'
    done('ada', 'person', 'password', 'ben', piped=words)
    for login in 'tom', 'ben':
        assert [row for row in signals(login) if int(row[1]) == ids['ben'] and int(row[0]) == 13], login
    assert not [row for row in signals('tom') if int(row[1]) == ids['ann'] and int(row[0]) == 13]


def halves_open_nothing():
    company, key = os.path.join(ROOT, 'halves.garrison'), r'\b(?:[0-9A-Z]{4}-){8}[0-9A-Z]{4}\b'
    words = [GARRISONCTL, '--company', company, '--password-file', secret('boss'), 'init', '--owner', 'boss', '--split-recovery-key']
    halves = re.findall(key, subprocess.run(words, capture_output=True, text=True, env=ENV, check=True).stdout)
    assert len(halves) == 2, halves
    for given, status in ((halves[0], 1), (halves[1], 1), (halves[0] + halves[0], 1), (halves[1] + ' ' + halves[0], 0)):
        answer = subprocess.run([GARRISONCTL, 'recover', company], capture_output=True, text=True, env=ENV, input=f'{given}\nnew tea leaves\n')
        assert answer.returncode == status, (status, answer)


def r40_manager_walks():
    exports_need_two()
    rights_need_two()
    administrators_see_nothing()
    a_password_set_by_somebody_else_is_seen()
    if PLACE.on_server:
        assert int(PLACE.sql('SELECT count(mobile) FROM garrison.contact', 'drill')) > 0
        return 'bounded', 'exports and rights are the word of two, people\'s administrators see no details, and a password that they set is' \
            ' a signal; but who runs the database itself reads everything unseen, and must be somebody who sells nothing'
    halves_open_nothing()
    return 'bounded', 'exports and rights are the word of two, administrators see no details, and a password that they set is a signal;' \
        ' the recovery key, which reads everything, is two halves if the company is made so'
