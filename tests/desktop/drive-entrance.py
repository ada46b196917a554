#!/usr/bin/python3
"""From nothing to a company: started in the window, left, and entered with the right password only."""
import os
import subprocess

from office import FOLDER, GARRISON, GARRISONCTL, CustomersWindow, Program, check, wait, without_complaint

FILE = os.path.join(FOLDER, 'new', 'company.garrison')
program = Program([GARRISON, '--company', FILE])
window = CustomersWindow(program, program.window('Garrison'), 'Garrison')
window.activate()


def field(name):
    """An entry, a password entry among them, by its title."""
    return wait(lambda: next((n for n in window.all(name=f'^{name}$') if n.role == 'text' and n.shown), None),
                f'the entry {name!r}')


def shown(pattern):
    return wait(lambda: next((n for n in window.all(name=pattern) if n.shown), None), pattern)


def button(name):
    return wait(lambda: next((n for n in window.all('push button', f' {name}$') if n.shown), None), f'the button {name!r}')


def without_a_company_one_is_offered():
    button('Start a company').press()
    field('Company').write('Qingdao Teas')
    field('Your login').write('mei')
    field('Your name').write('Mei Lin')


def mistakes_are_told_before_anything_is_made():
    field('Password').write('short')
    start = button('Start')
    start.press()
    shown('at least 8 characters')
    field('Password').write('green tea leaves')
    field('The password again').write('green tea leafs')
    start.press()
    shown('The two passwords differ')
    assert not os.path.exists(FILE)


def the_company_is_started():
    global window
    field('The password again').write('green tea leaves')
    button('Start').press()
    key = shown('^([0-9A-Z]{4}-){8}[0-9A-Z]{4}$').name
    assert os.path.exists(FILE)
    button('It is on paper').press()
    window = CustomersWindow(program, program.window('Customers'), 'Customers')
    window.activate()
    shown('^No customers here yet$')
    with open(FILE, 'rb') as file:
        octets = file.read()
    assert b'SQLite' not in octets and b'Qingdao' not in octets and key.encode() not in octets


def signing_out_shows_the_door():
    global window
    window.find('push button', '^Sign out$').press()
    program.pester(200)
    window = CustomersWindow(program, program.window('Garrison'), 'Garrison')
    window.activate()
    # Its name is encrypted too: the file's stands for it.
    shown('^company$')


def a_wrong_password_is_refused_with_a_sentence():
    field('Login').write('mei')
    field('Password').write('black tea leaves')
    button('Sign in').press()
    shown('The login or the password is wrong')


def the_right_one_opens():
    global window
    field('Login').write('mei')
    field('Password').write('green tea leaves')
    button('Sign in').press()
    window = CustomersWindow(program, program.window('Customers'), 'Customers')
    answer = subprocess.run([GARRISONCTL, '--company', FILE, '--as', 'mei', 'person', 'list'], capture_output=True,
                            text=True, input='green tea leaves\n')
    assert 'Mei Lin' in answer.stdout, answer


def nothing_was_complained_about():
    without_complaint(program)


check([without_a_company_one_is_offered, mistakes_are_told_before_anything_is_made, the_company_is_started,
       signing_out_shows_the_door, a_wrong_password_is_refused_with_a_sentence, the_right_one_opens,
       nothing_was_complained_about])
