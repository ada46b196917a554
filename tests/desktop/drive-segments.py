#!/usr/bin/python3
"""Segments in the Customers window: save, show, rename, delete, undo, and columns that come back."""
from office import Office, check, wait, without_complaint

office = Office()
program, window = office.open()


def views():
    return office.ask('customers where level = A')


def segments():
    return [row.name for row in window.find('list', '^Segments$').children if row.shown]


def save(name):
    dialog = window.dialog('^Save as segment$')
    dialog.find('text', '^Name').write(name)
    dialog.find('push button', '^Save$').press()
    window.closed('^Save as segment$')
    window.toast('^Segment saved$')


def a_filtered_list_is_saved():
    expected = len(views())
    window.key('ctrl+g')
    window.find('list item', '^Level$').click()
    window.find('list item', '^A').click()
    window.key('Escape')
    window.count(f'^{expected} customers?$')
    window.find('push button', '^Save as segment$').press()
    save('Best of all')
    wait(lambda: segments() == ['Best of all'], 'the segment in the sidebar')


def it_is_shown_again_with_its_question():
    expected = len(views())
    window.find('list item', '^All customers$').click()
    window.find('push button', '^Remove the filter').press()
    window.count('^240 customers$')
    window.find('list item', '^Best of all$').click()
    window.count(f'^{expected} customers?$')
    window.find('label', '^Best of all$', skip=lambda node: node.role == 'list')


def its_order_is_not_that_of_other_views():
    window.find('list item', '^All customers$').click()
    window.count('^240 customers$')
    first = window.names[0]
    window.find('list item', '^Best of all$').click()
    wait(lambda: window.names[0] != first, 'the segment')
    window.find('push button', '^Customer$').click()
    wait(lambda: window.names == sorted(window.names) or window.names, 'the order')
    window.find('list item', '^All customers$').click()
    wait(lambda: window.names[0] == first, 'the order of before')


def it_is_renamed_by_the_menu_of_its_row():
    window.click(window.find('list item', '^Best of all$'), button=3)
    window.find('menu item', '^Rename').press()
    dialog = window.dialog('^Rename segment$')
    dialog.find('text', '^Name').write('The best')
    dialog.find('push button', '^Save$').press()
    window.closed('^Rename segment$')
    wait(lambda: segments() == ['The best'], 'the new name')


def it_is_deleted_and_comes_back_by_undo():
    window.click(window.find('list item', '^The best$'), button=3)
    window.find('menu item', '^Delete').press()
    window.toast('^Segment deleted$')
    wait(lambda: not [r for r in window.find('list', '^Segments$').children if r.shown], 'the segment to go')
    window.key('ctrl+z')
    wait(lambda: segments() == ['The best'], 'the segment to come back')


def nothing_was_complained_about():
    without_complaint(program)


check(a_filtered_list_is_saved, it_is_shown_again_with_its_question, its_order_is_not_that_of_other_views,
      it_is_renamed_by_the_menu_of_its_row, it_is_deleted_and_comes_back_by_undo, nothing_was_complained_about)
