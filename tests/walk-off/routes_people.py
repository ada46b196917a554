"""The route of those who may most."""
from office import PLACE, act, act_refused, assert_no_marker, done, ids, read, refused


def r40_manager_walks():
    act('boss', 'set-role-limit', role=ids['manager'], name='export_rows', n=2)
    refused('mei', 'ask', 'customers', '--csv', says='must consent')
    asked = act('mei', 'ask-for', kind='export', n=500)['request']
    act_refused('mei', 'decide-request', asked=asked, granted=500, days=1)
    act('boss', 'decide-request', asked=asked, granted=500, days=1)
    assert_no_marker(done('mei', 'ask', 'customers', '--csv'), 'the export')
    assert int(read('boss', f"SELECT count(*) FROM release WHERE person = {ids['mei']}")[0][0]) >= 1
    for login in 'ada', 'kim':  # who cares for people and the record sees no details
        assert read(login, 'SELECT count(*) FROM contact_detail') == [['0']], login
        act_refused(login, 'disclose', relation='contact', record=ids['alpha.contact'], purpose='check')
    act_refused('ada', 'set-role-field', role=ids['administrator'], relation='contact', field='mobile', rule='read')
    act_refused('ada', 'edit-person', person=ids['ada'], version=1, login='ada', name='Ada', role=ids['owner'])
    act_refused('ada', 'add-person', login='eva', name='Eva', role=ids['owner'])
    act_refused('mei', 'set-role-limit', role=ids['manager'], name='export_rows', n=1000000)
    if PLACE.on_server:
        seen = PLACE.sql('SELECT count(mobile) FROM garrison.contact', 'drill')
        assert int(seen) > 0
        return 'open', 'exports need a second person, people\'s administrators see no details; but who runs the database reads everything unseen'
    return 'open', 'exports need a second person, administrators see no details; but whoever has the recovery key, which is one and not split, reads everything'
