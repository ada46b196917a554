#!/usr/bin/python3
"""A pool in the customers window: what it shows, claiming by key, releasing, assigning by a drag, and its settings."""
import re

from office import Office, check, wait, without_complaint

office = Office(chinese=False)
people = [person for person in office.people() if person['login'] != 'owner']
taker = sorted(people, key=lambda person: person['holds'])[0]
me = next(person for person in office.people() if person['login'] == 'owner')
pool = office.act('create-pool', name='East', claims_a_day=2)['pool']
office.act('set-pool-members', pool=pool, version=1, leads=me['id'])
held = [row['id'] for row in office.ask('customers where stage is empty and owner is not empty limit 5')]
office.ctl('pool', 'release', 'East', 'Too far away', *held[:4])
program, window = office.open()


def pool_row(words):
    return window.find('list', '^Public pools$').find('list item', f'^East, {words}$')


def page():
    return window.find('tree table', '^Customers of the pool$').find('list', '^GtkColumnListView$')


def cells(row):
    return [label.name for label in row.all('label')]


def names():
    return [cells(row)[0] for row in page().rows() if cells(row) and cells(row)[0]]


def row(name):
    return wait(lambda: next((row for row in page().rows() if name in cells(row)), None), f'row {name!r}')


def the_sidebar_shows_pools_and_claims():
    window.click(pool_row('4, 2 claims left'))
    window.find('label', '^2 of 2 claims left today$')
    wait(lambda: len(names()) == 4, 'four customers')


def a_customer_is_claimed_by_key():
    first = names()[0]
    window.click(row(first))
    window.key('ctrl+Return')
    window.toast('^1 customer claimed$')
    pool_row('3, 1 claim left')
    assert office.ask(f'customers where name = "{first}"')[0]['Owner'] == me['name']
    wait(lambda: first not in names(), 'it to leave the pool')


def an_undone_claim_is_used_up():
    window.key('ctrl+z')
    pool_row('4, 1 claim left')


def two_are_claimed_one_by_one_until_none_is_left():
    two = names()[:2]
    window.click(row(two[0]))
    window.click(row(two[1]), keys=['shift'])
    window.find('push button', '^_Claim').press()
    window.toast("used up today's claims")
    pool_row('3, 0 claims left')


def a_lead_assigns_by_a_drag():
    name = names()[0]
    target = window.find('list', '^People$').find('list item', f'^{taker["name"]}, ')
    window.drag(row(name).find('label', f'^{re.escape(name)}$'), target)
    window.toast(f'^1 customer assigned to {taker["name"]}$')
    assert office.ask(f'customers where name = "{name}"')[0]['Owner'] == taker['name']
    pool_row('2, 0 claims left')


def a_customer_is_released_by_key():
    window.click(window.find('list', '^Views$').find('list item', '^Mine'))
    wait(lambda: len(window.table.rows()) > 0, 'the list')
    name = next(row['Name'] for row in office.ask('customers where owner = me and stage is empty'))
    window.click(window.row(name))
    window.key('ctrl+shift+r')
    dialog = window.dialog('^Release 1 customer$')
    dialog.find('text', '^Reason').write('No answer for a year')
    dialog.find('push button', '^_Release').press()
    window.toast('^Released$')
    pool_row('3, 0 claims left')


def nothing_was_complained_about():
    without_complaint(program)


check([the_sidebar_shows_pools_and_claims, a_customer_is_claimed_by_key, an_undone_claim_is_used_up,
       two_are_claimed_one_by_one_until_none_is_left, a_lead_assigns_by_a_drag, a_customer_is_released_by_key,
       nothing_was_complained_about])
