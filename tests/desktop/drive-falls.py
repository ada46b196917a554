#!/usr/bin/python3
"""Rules of falls stand among the pools, and are tried on the past year before they are switched on."""
from office import CustomersWindow, Office, check, wait, without_complaint

office = Office(chinese=False, customers=120, people=4, activities=300, deals=60)
pool = office.act('create-pool', name='East')['pool']
office.act('create-fall-rule', name='Idle', question='customers where last contact > 30 days ago', pool=pool, grace_days=0)
program, customers = office.open()
window = None


def the_rule_stands_among_the_pools():
    global window
    customers.key('ctrl+4')
    window = CustomersWindow(program, program.window('^People$'), '^People$')
    window.activate()
    tab = wait(lambda: next((n for n in window.all('page tab', '^Pools$') if n.shown), None), 'the tab')
    window.click(tab)
    wait(lambda: next((n for n in window.all('label', '^Idle$') if n.shown), None), 'the rule')


def a_notice(words):
    wait(lambda: next((n for n in program.root.all('label', words) if n.shown), None), words, timeout=60)
    window.key('Escape')


def it_is_tried_on_the_past_year():
    window.find('push button', '^Idle, Try on the past year$').press()
    a_notice('^Would have moved [0-9]+ customers')


def nothing_was_complained_about():
    without_complaint(program)


check([the_rule_stands_among_the_pools, it_is_tried_on_the_past_year, nothing_was_complained_about])
