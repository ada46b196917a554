#!/usr/bin/python3
"""Who asks for more is answered by who may allow it, and told at once; what was unusual is shown with the records
behind it, to the owner as to the person."""
import datetime
import re
import sqlite3

from office import CustomersWindow, Office, check, wait, without_complaint

office = Office(chinese=False, customers=120, people=4, activities=300, deals=60)
owner_program, customers = office.open()
seller = next(p for p in office.people() if p['role'] == 'Salesperson' and p['holds'] > 0)
PASSWORD = 'sells a lot'
office.ctl('person', 'password', seller['login'], stdin=PASSWORD + '\n')
page = program = theirs = own = None


def shown(node, role, name):
    return wait(lambda: next((n for n in node.all(role, name) if n.shown), None), f'{role} {name!r} in {node!r}')


def says(node, pattern):
    return wait(lambda: next((n for n in node.walk() if re.search(pattern, n.name) and n.shown), None), pattern)


def gone(node, role, name):
    wait(lambda: not any(n.shown for n in node.all(role, name)), f'{name!r} not to be shown')


def ask(text):
    answer = office.run('act', 'ask-for', 'kind=disclosures', 'n=20', 'text=' + text, login=seller['login'],
                        stdin=PASSWORD + '\n')
    assert answer.returncode == 0, answer


def states():
    with sqlite3.connect(f'file:{office.file}?mode=ro', uri=True) as file:
        rows = file.execute('SELECT state FROM request ORDER BY id').fetchall()
    file.close()
    return [state for state, in rows]


def see_many(n):
    """The seller saw that many customers this morning, one every three minutes and more."""
    start = datetime.datetime.now(datetime.timezone.utc).replace(hour=9, minute=0, second=0, microsecond=0)
    day = int(start.strftime('%Y%m%d'))
    with sqlite3.connect(office.file) as file:
        ids = [i for i, in file.execute('SELECT id FROM customer ORDER BY id LIMIT ?', [n])]
        for i, customer in enumerate(ids):
            at = int(start.timestamp() + i * 200) * 1000000
            file.execute("INSERT INTO disclosure(id, act, person, relation, record, customer, purpose, counted, at, day,"
                         " until) VALUES (?, 1, ?, 'customer', ?, ?, 'call', 1, ?, ?, ?)",
                         [900000 + i, seller['id'], customer, customer, at, day, at])
    file.close()
    return len(ids)


def a_request_is_seen_where_the_owner_looks():
    global page
    wait(lambda: customers.table.rows(), 'the customers')
    gone(customers, 'push button', 'open request')
    ask('fair in <Hangzhou>')
    shown(customers, 'push button', '^1 open request$')
    customers.activate()
    shown(customers, 'push button', '^1 open request$').press()
    page = CustomersWindow(owner_program, owner_program.window('^People$'), '^People$')
    says(page, '^20 more contact details: fair in <Hangzhou>$')


def granting_is_one_press():
    shown(page, 'push button', 'Grant for today').press()
    wait(lambda: states() == ['granted'], 'the grant')
    says(page, '^Nobody waits for an answer')
    says(page, 'Granted until .* \\(')
    gone(customers, 'push button', 'open request')


def so_is_declining():
    ask('again')
    wait(lambda: states() == ['granted', 'open'], 'the request')
    says(page, '^20 more contact details: again$')
    shown(page, 'push button', 'Decline').press()
    wait(lambda: states() == ['granted', 'declined'], 'the answer')
    says(page, '^20 more contact details: again – Declined ')


def much_at_once_is_a_signal_with_its_facts():
    says(page, '^Nothing unusual')
    see_many(42)
    # Somebody else wrote into the file: any act makes everybody look.
    ask('third')
    row = says(page, '^42 contact details seen on ')
    gone(page, None, 'For a call')
    page.activate()
    page.click(row)
    says(page, 'For a call$')


def the_owner_goes():
    without_complaint(owner_program)


def the_person_is_told_at_once_what_was_decided():
    global program, theirs
    program, theirs = office.sign_in(seller['login'], PASSWORD)
    wait(lambda: theirs.table.rows(), 'their customers')
    office.act('decide-request', asked=3, granted=20)
    theirs.toast('^20 more contact details: third – Granted until ')


def the_person_sees_the_same():
    global own
    theirs.activate()
    theirs.popover('^Main menu$', lambda: theirs.key('F10'))
    gone(theirs, 'menu item', 'People')
    shown(theirs, 'menu item', 'Signals and requests').press()
    own = CustomersWindow(program, program.window('^Signals and requests$'), '^Signals and requests$')
    says(own, '^42 contact details seen on ')
    says(own, '^20 more contact details: third – Granted until ')
    says(own, '^20 more contact details: again – Declined ')
    # Nobody decides for themselves, and manages nobody from here.
    gone(own, 'push button', 'Grant for today|Decline|Dismiss')
    gone(own, 'page tab', '^(People|Teams|Roles)$')


def nothing_was_complained_about():
    without_complaint(program)


check([a_request_is_seen_where_the_owner_looks, granting_is_one_press, so_is_declining,
       much_at_once_is_a_signal_with_its_facts, the_owner_goes, the_person_is_told_at_once_what_was_decided,
       the_person_sees_the_same, nothing_was_complained_about])
