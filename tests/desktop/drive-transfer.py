#!/usr/bin/python3
"""Customers go from one person to another: by dragging, by keyboard, not above the cap, and back."""
from office import Office, check, is_list, wait, without_complaint

office = Office()
people = [person for person in office.people() if person['login'] != 'owner']
giver, taker = sorted(people, key=lambda person: person['holds'])[-1], sorted(people, key=lambda person: person['holds'])[0]
full = next(person for person in people if person not in (giver, taker))
# One may hold hardly more than now: two more are too many.
office.set_cap(full['id'], full['holds'] + 1)
program, window = office.open()


def person(who):
    """The row of a person in the sidebar."""
    return window.find('list', '^People$').find('list item', f'^{who["name"]}, ')


def carries(who, holds):
    wait(lambda: window.find('list', '^People$').maybe('list item', f'^{who["name"]}, {holds} '), f'{who["name"]} to hold {holds}')
    assert office.holds(who['name']) == holds, (who, office.people())


def rows():
    """What is seen of the giver's customers, when the list rests."""
    return window.shows([row['Name'] for row in office.ask(f'customers where owner = "{giver["name"]}"')])


def selected():
    return [row.name for row in window.table.rows() if row.is_('selected')]


def drag_three():
    """The names of those that were dragged."""
    window.click(rows()[0])
    window.click(rows()[2], keys=['shift'])
    window.find('status bar', '^3 selected$')
    names = [row.name for row in rows()][:3]
    wait(lambda: selected() == names, 'three to be selected')
    window.drag(rows()[1], person(taker))
    window.toast(f'^3 customers transferred to {taker["name"]}$')
    return names


def the_customers_of_one_person_are_shown():
    window.find('list item', '^All customers')
    window.click(person(giver))
    window.count(f'^{giver["holds"]} customers$')
    assert len(rows()) > 8


def ctrl_and_shift_select_several():
    window.click(rows()[1])
    window.click(rows()[3], keys=['ctrl'])
    window.click(rows()[5], keys=['ctrl'])
    window.find('status bar', '^3 selected$')
    names = [row.name for row in rows()]
    wait(lambda: selected() == [names[1], names[3], names[5]], 'these to be selected')
    window.click(rows()[1])
    window.click(rows()[4], keys=['shift'])
    window.find('status bar', '^4 selected$')
    wait(lambda: selected() == names[1:5], 'these to be selected')


def the_keyboard_selects_too():
    window.click(rows()[0])
    window.key('shift+Down', 'shift+Down')
    window.find('status bar', '^3 selected$')
    window.key('ctrl+a')
    window.find('status bar', f'^{giver["holds"]} selected$')


def dragged_rows_go_to_the_person():
    moved = drag_three()
    carries(taker, taker['holds'] + 3)
    carries(giver, giver['holds'] - 3)
    for name in moved:
        assert office.ask(f'customers where name = "{name}"')[0]['Owner'] == taker['name']
    window.key('ctrl+z')
    carries(taker, taker['holds'])
    carries(giver, giver['holds'])


def undo_in_the_toast_takes_them_back():
    drag_three()
    window.find('push button', 'Undo', skip=is_list).press()
    carries(taker, taker['holds'])
    carries(giver, giver['holds'])
    window.count(f'^{giver["holds"]} customers$')


def the_dialog_transfers_by_keyboard():
    window.click(rows()[0])
    window.key('shift+Down', 'ctrl+shift+t')
    dialog = window.dialog('^Transfer 2 customers$')
    dialog.find('entry', '^To whom').write(taker['name'])
    wait(lambda: dialog.find('list', '^People$').find('list item', f'^{taker["name"]}, ').is_('selected'), 'the person')
    dialog.find('text', '^Reason$').write('Moves to the coast')
    dialog.key('Return')
    window.closed('^Transfer')
    window.toast(f'^2 customers transferred to {taker["name"]}$')
    carries(taker, taker['holds'] + 2)
    window.key('ctrl+z')
    carries(taker, taker['holds'])


def above_the_cap_the_person_is_not_offered():
    window.click(rows()[0])
    window.key('shift+Down', 'ctrl+shift+t')
    dialog = window.dialog('^Transfer 2 customers$')
    row = dialog.find('list', '^People$').find('list item', f'^{full["name"]}, ')
    wait(lambda: not row.is_('sensitive'), 'the full one not to be offered')
    dialog.key('Escape')
    window.closed('^Transfer')
    window.drag(rows()[0], person(full))
    # What is pressed after the drop is answered after it.
    window.key('ctrl+a')
    window.find('status bar', f'^{giver["holds"]} selected$')
    carries(full, full['holds'])
    carries(giver, giver['holds'])


def a_cap_that_came_meanwhile_refuses_with_a_sentence():
    window.click(rows()[0])
    window.key('shift+Down', 'ctrl+shift+t')
    dialog = window.dialog('^Transfer 2 customers$')
    dialog.find('entry', '^To whom').write(taker['name'])
    wait(lambda: dialog.find('list', '^People$').find('list item', f'^{taker["name"]}, ').is_('selected'), 'the person')
    # Another process lowers the cap while the dialog is open.
    office.set_cap(taker['id'], taker['holds'] + 1)
    dialog.find('push button', '_Transfer').press()
    window.closed('^Transfer')
    window.toast('^The holding cap would be exceeded')
    carries(taker, taker['holds'])
    carries(giver, giver['holds'])


def nothing_was_complained_about():
    without_complaint(program)


check([the_customers_of_one_person_are_shown, ctrl_and_shift_select_several, the_keyboard_selects_too,
       dragged_rows_go_to_the_person, undo_in_the_toast_takes_them_back, the_dialog_transfers_by_keyboard,
       above_the_cap_the_person_is_not_offered, a_cap_that_came_meanwhile_refuses_with_a_sentence,
       nothing_was_complained_about])
