#!/usr/bin/python3
"""Contact details in the Customers window: masks, a purpose, the values, an allowance that ends, forms that keep what
was not shown. On a file, and on a server where there is one."""
import os
import re
import sqlite3
import subprocess

from office import FOLDER, GARRISON, CustomersWindow, Office, Program, check, is_list, wait, without_complaint

SERVED = 'GARRISON_TEST_POSTGRES' in os.environ
MASK = '••••••'
FIRST, SECOND, THIRD, FOURTH = 'Amberfield Mills', 'Brackwater Docks', 'Cobalt Hill Press', 'Dunmore Glass'
# Two that differ in nothing that may be seen.
NUMBERS = {FIRST: '13946827355', SECOND: '13781590255', THIRD: '13520476831', FOURTH: '13609318274'}
NEW_NUMBER = '13417760952'
contacts, customers = {}, {}


def sign_in(uri, login, password):
    program = Program([GARRISON, '--company', uri, '--as', login])
    door = program.window('Garrison')
    wait(lambda: next((n for n in door.all('text', '^Password$') if n.shown), None), 'the entry').write(password)
    wait(lambda: next((n for n in door.all('push button', 'Sign in$') if n.shown), None), 'the button').press()
    window = CustomersWindow(program, program.window('Customers'), 'Customers')
    window.activate()
    return program, window


class OnFile:
    """The sample company, and the first of its salespeople."""
    def __init__(self):
        self.office = Office(customers=40, activities=200, deals=20)
        seller = next(p for p in self.office.people() if p['role'] == '销售员')
        self.seller, self.login, self.password = seller['id'], seller['login'], 'sells a lot'
        self.office.ctl('person', 'password', self.login, stdin=self.password + '\n')
        self.act, self.uri = self.office.act, self.office.file

    def sql(self, query):
        with sqlite3.connect(f'file:{self.office.file}?mode=ro', uri=True) as file:
            row = file.execute(query).fetchone()
        file.close()
        return '' if row is None or row[0] is None else str(row[0])

    def other(self):
        return self.office.open()


class OnServer:
    def __init__(self):
        from server import OWNER, ServerOffice
        self.office = ServerOffice('details')
        self.login = 'li'
        self.seller = self.office.add_person('li', 'Li Na', '--role', 'Salesperson')
        self.password, self.owner_password = self.office.passwords['li'], OWNER
        self.act, self.uri = self.office.act, self.office.uri

    def sql(self, query):
        return self.office.sql(re.sub(r'FROM (\w+)', r'FROM garrison.\1', query))

    def other(self):
        return sign_in(self.uri, self.office.owner, self.owner_password)


company = OnServer() if SERVED else OnFile()
for name, number in NUMBERS.items():
    customers[name] = company.act('create-customer', name=name, owner=company.seller)['customer']
    contacts[name] = company.act('create-contact', customer=customers[name], name='Amara Obi', title='Buyer',
                                 mobile=number, email=f'amara@{name.split()[0].lower()}.example', main=1)['contact']
role = company.sql("SELECT id FROM role WHERE key = 'salesperson'")
company.act('set-role-limit', role=role, name='disclosures_a_day', n=2)
program, window = sign_in(company.uri, company.login, company.password)


def open_customer(name, window=None):
    window = window or globals()['window']
    window.search(name, 1)
    window.key('Return')
    wait(lambda: window.find('label', f'^{name}$', skip=is_list), f'{name} in the pane')
    wait(lambda: details(window), 'the contact')


def details(there=None):
    """What the pane says of how to reach the contacts."""
    return [n.name for n in (there or window).find('list', '^Contacts$').all('label')]


def says(text, there=None):
    wait(lambda: text in details(there), f'{text} among the contacts')


def allowance(figures):
    wait(lambda: any(n.shown for n in window.all('label', f'^{figures} today$', skip=is_list)), f'{figures} today')


def everything(window):
    for node in window.walk():
        yield node.name
        yield node.description
        if 'Text' in node.it.get_interfaces():
            yield node.text


def tells_nothing_of(number, window):
    """Nothing that a screen reader is told has five digits of the number in a row."""
    parts = [number[i:i + 5] for i in range(len(number) - 4)]
    for text in everything(window):
        digits = re.sub(r'\D', '', text)
        assert not any(part in digits for part in parts), text


def picture_of_contact(name):
    path = os.path.join(FOLDER, name.split()[0] + '.png')
    window.key('ctrl+l')
    wait(lambda: window.line.is_('focused'), 'the composer to have the keys')
    x, y, width, height = window.find('list', '^Contacts$').children[0].box
    window.picture(path)
    return subprocess.run(['convert', path, '-crop', f'{width}x{height}+{x}+{y}', '+repage', 'rgb:-'], check=True,
                          capture_output=True).stdout


def ask_for_details():
    window.key('ctrl+d')
    wait(lambda: any(n.shown for n in window.all('push button', 'Message$')), 'the purposes')


def a_mask_is_shown_first():
    open_customer(FIRST)
    says(MASK + '55')
    tells_nothing_of(NUMBERS[FIRST], window)
    allowance('0 of 2')


def a_picture_does_not_depend_on_what_is_masked():
    global masked
    masked = picture_of_contact(FIRST)
    open_customer(SECOND)
    says(MASK + '55')
    assert len(masked) > 10000 and masked == picture_of_contact(SECOND)


def details_are_shown_for_a_purpose_by_two_keys():
    open_customer(FIRST)
    ask_for_details()
    window.key('v')
    says(NUMBERS[FIRST])
    says('amara@amberfield.example')
    window.tells('Saw the contact details: visit', first=True)
    allowance('1 of 2')
    assert company.sql(f'SELECT purpose FROM disclosure WHERE person = {company.seller}') == 'visit'


def one_detail_is_copied_and_known_to_have_been():
    copy = window.find('push button', '^Copy: Mobile$')
    wait(lambda: copy.is_('focused'), 'the first detail to have the keys')
    window.key('ctrl+c')
    window.toast('^Copied$')
    assert company.sql('SELECT kind FROM release') == 'clipboard'
    assert company.sql('SELECT what FROM release') == f'contact {contacts[FIRST]} mobile'
    window.key('ctrl+f', 'ctrl+a', 'ctrl+v')
    window.count('^1 found$')
    assert window.find('entry', 'Search customers').text == NUMBERS[FIRST]
    assert picture_of_contact(FIRST) != masked


def logging_a_call_shows_the_number():
    open_customer(SECOND)
    says(MASK + '55')
    window.find('push button', '^Log a call$').press()
    says(NUMBERS[SECOND])
    wait(lambda: window.line.is_('focused'), 'the composer to have the keys')
    allowance('2 of 2')
    assert company.sql(f'SELECT purpose FROM disclosure WHERE record = {contacts[SECOND]}') == 'call'


def the_allowance_ends_and_more_is_asked_for():
    open_customer(THIRD)
    ask_for_details()
    window.key('Return')
    window.find('label', "^You have used up today's allowance", skip=is_list)
    says(MASK + '31')
    wait(lambda: next((n for n in window.all('push button', 'Ask for more$') if n.shown), None), 'the button').press()
    window.find('label', '^You have asked for more', skip=is_list)
    wait(lambda: company.sql('SELECT kind FROM request') == 'disclosures', 'the request')
    window.key('Escape')


def what_is_granted_can_be_used_at_once():
    company.act('decide-request', asked=company.sql('SELECT id FROM request'), granted=2)
    allowance('2 of 4')
    ask_for_details()
    window.key('Return')
    says(NUMBERS[THIRD])
    allowance('3 of 4')


def edit_contact():
    button = '^More about this contact$'
    window.popover(button, lambda: window.click(window.find('push button', button, index=1)))
    window.find('menu item', 'Edit').press()
    return window.dialog('Edit contact')


def stored(field, name):
    return company.sql(f'SELECT {field} FROM contact WHERE id = {contacts[name]}')


def a_form_keeps_what_was_not_shown():
    open_customer(FOURTH)
    says(MASK + '74')
    dialog = edit_contact()
    mobile = dialog.find('text', '^Mobile$')
    dialog.click(mobile)
    dialog.key('End', '9')
    assert mobile.text == MASK + '74', mobile.text
    tells_nothing_of(NUMBERS[FOURTH], dialog)
    dialog.find('text', '^Title$').write('Head of buying')
    dialog.find('push button', '_Save').press()
    window.closed('Edit contact')
    window.toast('^Saved$')
    wait(lambda: stored('title', FOURTH) == 'Head of buying', 'the title')
    assert stored('mobile', FOURTH) == NUMBERS[FOURTH] and stored('email', FOURTH) == 'amara@dunmore.example'


def a_form_shows_first_and_then_changes():
    wait(lambda: 'Head of buying' in details(), 'the title in the pane')
    dialog = edit_contact()
    toggle = next(n for n in dialog.all('push button', '^Show first$'))
    toggle.press()
    wait(lambda: next((n for n in dialog.all('push button', 'Check$') if n.shown), None), 'the purposes').press()
    mobile = dialog.find('text', '^Mobile$')
    wait(lambda: mobile.text == NUMBERS[FOURTH], 'the number in the form')
    # What is selected in it is nobody else's: neither the middle button nor a drag takes it elsewhere.
    title = dialog.find('text', '^Title$')
    dialog.click(mobile)
    dialog.key('ctrl+a')
    dialog.click(title, button=2)
    dialog.click(mobile)
    dialog.key('ctrl+a')
    dialog.drag(mobile, title)
    assert title.text == 'Head of buying', title.text
    dialog.click(mobile)
    dialog.key('ctrl+a')
    dialog.type(NEW_NUMBER)
    wait(lambda: mobile.text == NEW_NUMBER, 'what is typed')
    dialog.find('push button', '_Save').press()
    window.closed('Edit contact')
    wait(lambda: stored('mobile', FOURTH) == NEW_NUMBER, 'the new number')
    assert stored('email', FOURTH) == 'amara@dunmore.example'
    allowance('4 of 4')


def nobody_else_sees_them():
    global program, window
    without_complaint(program)
    program, other = company.other()
    other.click(other.find('list item', '^All customers'))
    open_customer(FIRST, other)
    says(MASK + '55', other)
    tells_nothing_of(NUMBERS[FIRST], other)
    without_complaint(program)


def they_stay_shown_for_the_day():
    global program, window
    program, window = sign_in(company.uri, company.login, company.password)
    open_customer(FIRST)
    says(NUMBERS[FIRST])
    open_customer(FOURTH)
    says(NEW_NUMBER)
    allowance('4 of 4')


def who_may_read_sees_at_once_and_does_not_change():
    for key in 'owner', 'salesperson':
        which = company.sql(f"SELECT id FROM role WHERE key = '{key}'")
        for field in 'mobile', 'email':
            company.act('set-role-field', role=which, relation='contact', field=field, rule='read')
    company.act('create-contact', customer=customers[FOURTH], name='Zita Moreau', mobile='13877200416')
    says('13877200416')
    assert not any(n.shown for n in window.find('list', '^Contacts$').all('push button', '^Show contact details$'))
    dialog = edit_contact()
    mobile = dialog.find('text', '^Mobile$')
    assert mobile.text == NEW_NUMBER and not mobile.is_('sensitive'), mobile.text
    dialog.key('Escape')
    window.closed('Edit contact')


def nothing_was_complained_about():
    without_complaint(program)


CHECKS = [a_mask_is_shown_first, a_picture_does_not_depend_on_what_is_masked, details_are_shown_for_a_purpose_by_two_keys,
          one_detail_is_copied_and_known_to_have_been, logging_a_call_shows_the_number,
          the_allowance_ends_and_more_is_asked_for, what_is_granted_can_be_used_at_once, a_form_keeps_what_was_not_shown,
          a_form_shows_first_and_then_changes, nobody_else_sees_them, they_stay_shown_for_the_day,
          who_may_read_sees_at_once_and_does_not_change,
          nothing_was_complained_about]
check(CHECKS)
