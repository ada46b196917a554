#!/usr/bin/python3
"""The list of customers: its order, filters, columns, what others do meanwhile, and who sees what."""
import re
import time

from office import Office, check, is_list, wait, without_complaint

office = Office(chinese=False)
program, window = office.open()


def all_of(question):
    return office.ask(f'count of {question}')[0]['Count']


def header(name):
    return window.find('tree table', '^Customers$').find('label', f'^{name}$', skip=is_list)


def in_order(question):
    return sorted((row['Name'] for row in office.ask(question)), key=str.casefold)


def show_all():
    window.click(window.find('list item', '^All customers'))
    window.count('^240 customers$')
    return window.shows(in_order('customers'), ordered=True)


def choose_filter(field, value):
    window.popover('^Filter$', lambda: window.key('ctrl+g'))
    for items, name in ('^What to filter by$', field), ('^Values$', value):
        window.choose(items, name)
    window.closed_popover('^Filter$')


def a_header_sorts_both_ways():
    show_all()
    names = in_order('customers')
    # The first click makes the order explicit that the list begins with, the second turns it round.
    for reverse in False, True, False:
        window.click(header('Customer'))
        time.sleep(0.5)  # two clicks, not a double one
        window.shows(names[::-1] if reverse else names, ordered=True)


def a_filter_narrows_and_its_chip_widens():
    show_all()
    choose_filter('Level', 'A')
    n = all_of('customers where level = A')
    assert 0 < n < 240
    window.count(f'^{n} customers?$')
    window.find('push button', 'Remove the filter “Level: A”').press()
    window.count('^240 customers$')


def two_filters_hold_together_and_with_a_search():
    show_all()
    choose_filter('Level', 'C')
    choose_filter('Next due', 'none set')
    both = in_order('customers where level = C and next due is empty')
    n = len(both)
    window.count(f'^{n} customers?$')
    part = window.shows(both, ordered=True)[0].name[:3]
    window.key('ctrl+f')
    window.find('entry', 'Search customers').write(part)
    m = len([name for name in both if part.casefold() in name.casefold()])

    def only_such():
        names = window.names
        return names and all(name in both and part.casefold() in name.casefold() for name in names)

    window.find('status bar', 'found$')
    wait(only_such, 'only such names')
    assert int(window.find('status bar', 'found$').name.split()[0]) >= m > 0
    window.key('ctrl+f', 'Escape')
    window.count(f'^{n} customers?$')
    for left in 2, 1:
        def chips():
            found = list(window.all('push button', 'Remove the filter', skip=is_list))
            return len(found) == left and found
        wait(chips, f'{left} chips')[0].press()
    window.count('^240 customers$')


def columns_come_and_go():
    def there():
        return bool(window.find('tree table', '^Customers$').children[0].maybe('label', '^Stage$'))

    # A column more need not have room; one less is seen.
    assert there()
    for wanted in False, True:
        button = '^Columns and order$'
        window.popover(button, lambda: window.click(window.find('push button', button, index=1)))

        def focused():
            return next((item.name for item in window.all('menu item', skip=is_list) if item.is_('focused')), None)
        before = wait(focused, 'the menu to have the keys')
        while before != 'Stage':
            window.key('Down')
            before = wait(lambda: (now := focused()) != before and now, 'the next item')
        window.key('Return')
        if window.find('push button', button, index=1).is_('pressed'):
            window.closed_popover(button)
        wait(lambda: there() == wanted, f'the column to be there: {wanted}')


def another_processs_act_appears():
    row = show_all()[0]
    name = row.name
    window.click(row)
    customer = next(row['id'] for row in office.ask('customers') if row['Name'] == name)
    window.find('label', f'^{re.escape(name)}$', skip=is_list)
    office.act('log-activity', customer=customer, kind='visit', text='Seen from next door')
    window.tells('Seen from next door')
    office.act('create-customer', name='Aardvark Anvils Ltd')
    window.count('^241 customers$')
    window.search('Aardvark', 1)
    wait(lambda: window.names == ['Aardvark Anvils Ltd'], 'the new row')


def nothing_was_complained_about():
    without_complaint(program)


def a_salesperson_sees_only_the_own():
    seller = max((p for p in office.people() if p['role'] == 'Salesperson'), key=lambda p: p['holds'])
    names = [row['Name'] for row in office.ask('customers')]
    own = [row['Name'] for row in office.ask(f'customers where owner = "{seller["name"]}"')]
    foreign = next(name for name in names if name not in own)
    office.ctl('person', 'password', seller['login'], stdin='sells a lot\n')
    entrance, window = office.sign_in(seller['login'], 'sells a lot')
    window.click(window.find('list item', '^All customers'))
    window.count(f'^{len(own)} customers$')
    window.shows(own)
    window.search(foreign, 0)
    window.search(own[0], 1)
    wait(lambda: window.names == [own[0]], 'the own one')
    assert not window.maybe('list item', f'^{re.escape(foreign)}')
    without_complaint(entrance)


check([a_header_sorts_both_ways, a_filter_narrows_and_its_chip_widens, two_filters_hold_together_and_with_a_search,
       columns_come_and_go, another_processs_act_appears, nothing_was_complained_about,
       a_salesperson_sees_only_the_own])
