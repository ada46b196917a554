#!/usr/bin/python3
"""Segments in the Customers window: save, show, rename, delete, undo, and columns that come back."""
import time

from office import Office, check, is_list, wait, without_complaint

office = Office(chinese=False)
program, window = office.open()


def header(name):
    return window.find('tree table', '^Customers$').find('label', f'^{name}$', skip=is_list)


def in_order(question):
    return sorted((row['Name'] for row in office.ask(question)), key=str.casefold)


def views():
    return office.ask('customers where level = A')


def segments():
    return [row.name for row in window.find('list', '^Segments$').children if row.shown]


def save(name):
    dialog = window.dialog('^Save as segment$')
    dialog.find('text', '^Name').write(name)
    dialog.find('push button', 'Save$').press()
    window.closed('^Save as segment$')
    window.toast('^Segment saved$')


def choose_level(value):
    window.popover('^Filter$', lambda: window.key('ctrl+g'))
    for items, name in ('^What to filter by$', 'Level'), ('^Values$', value):
        window.choose(items, name)
    window.closed_popover('^Filter$')


def a_filtered_list_is_saved():
    expected = len(views())
    window.find('list item', '^All customers$').click()
    window.count('^240 customers$')
    choose_level('A')
    window.count(f'^{expected} customers?$')
    window.find('push button', '^Save as segment').press()
    save('Best of all')
    wait(lambda: segments() == ['Best of all'], 'the segment in the sidebar')


def it_is_shown_again_with_its_question():
    expected = len(views())
    window.find('push button', '^Remove the filter').press()
    window.count('^240 customers$')
    window.find('list item', '^Best of all$').click()
    window.count(f'^{expected} customers?$')
    window.find('label', '^Best of all$', skip=is_list)


def its_order_is_not_that_of_other_views():
    everybody, best = in_order('customers'), in_order('customers where level = A')
    window.find('list item', '^All customers$').click()
    window.count('^240 customers$')
    window.shows(everybody, ordered=True)
    window.find('list item', '^Best of all$').click()
    window.count(f'^{len(best)} customers?$')
    window.shows(best, ordered=True)
    for _ in range(2):
        window.click(header('Customer'))
        time.sleep(0.5)  # two clicks, not a double one
    window.shows(best[::-1], ordered=True)
    window.find('list item', '^All customers$').click()
    window.count('^240 customers$')
    window.shows(everybody, ordered=True)


def it_is_renamed_by_the_menu_of_its_row():
    window.click(window.find('list item', '^Best of all$'), button=3)
    window.find('menu item', '^Rename').press()
    dialog = window.dialog('^Rename segment$')
    dialog.find('text', '^Name').write('The best')
    dialog.find('push button', 'Save$').press()
    window.closed('^Rename segment$')
    window.toast('^Saved$')
    wait(lambda: segments() == ['The best'], 'the new name')
    # The row is a new one, and the menu opens on it all the same.
    window.click(window.find('list item', '^The best$'), button=3)
    window.find('menu item', '^Delete')
    window.key('Escape')
    window.gone('menu item', '^Delete')


def it_is_deleted_and_comes_back_by_undo():
    window.find('list item', '^The best$').click()
    window.key('Menu')
    window.find('menu item', '^Delete').press()
    window.toast('^Segment deleted$')
    window.gone('list item', '^The best$')
    window.key('ctrl+z')
    wait(lambda: segments() == ['The best'], 'the segment to come back')


def nothing_was_complained_about():
    without_complaint(program)


check([a_filtered_list_is_saved, it_is_shown_again_with_its_question, its_order_is_not_that_of_other_views,
       it_is_renamed_by_the_menu_of_its_row, it_is_deleted_and_comes_back_by_undo, nothing_was_complained_about])
