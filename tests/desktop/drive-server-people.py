#!/usr/bin/python3
"""People of a company on a server, managed in the window: each is a role that signs in there, or may not."""
import os
import subprocess
from urllib.parse import parse_qs, urlsplit

from office import FOLDER, GARRISON, GARRISONCTL, CustomersWindow, Program, check, wait, without_complaint

ADMIN = os.environ['GARRISON_TEST_POSTGRES']
SERVER = parse_qs(urlsplit(ADMIN).query)['host'][0]
URI = f'postgresql:///people?host={SERVER}'
OWNER, FIRST, SECOND = 'green tea leaves', 'white tea leaves', 'black tea leaves'


def lets_in(login, password):
    answer = subprocess.run([GARRISONCTL, '--company', URI, '--as', login, 'person', 'list'], capture_output=True,
                            text=True, input=password + '\n')
    return answer.returncode == 0


def shown(node, role, name):
    return wait(lambda: next((n for n in node.all(role, name) if n.shown), None), f'{role} {name!r} in {node!r}')


def press(node, name):
    wait(lambda: next((n for n in node.all('push button', name) if n.shown and n.is_('sensitive')), None),
         f'button {name!r}').press()


def fill(dialog, **fields):
    for name, text in fields.items():
        shown(dialog, 'text', f'^{name.replace("_", " ")}$').write(text)


def choose(name):
    def chosen():
        row = next((r for r in window.table.rows() if r.name.startswith(name + ',')), None)
        if row is not None:
            window.click(row)
        return any(n.name == name for n in window.all('status bar', f'^{name}$'))
    wait(chosen, f'{name} to be chosen')


def the_owner_enters():
    global program, window
    file = os.path.join(FOLDER, 'password')
    with open(file, 'w') as out:
        out.write(OWNER + '\n')
    subprocess.run(['psql', ADMIN, '-qc', 'CREATE DATABASE people'], check=True)
    subprocess.run([GARRISONCTL, '--password-file', file, 'team', 'init', ADMIN.replace('///postgres', '///people'),
                    '--owner', 'boss'], check=True, capture_output=True)
    program = Program([GARRISON, '--company', URI, '--as', 'boss', '--window', 'people'])
    window = CustomersWindow(program, program.window('Garrison'), 'Garrison')
    window.activate()
    fill(window, Password=OWNER)
    press(window, 'Sign in$')
    window = CustomersWindow(program, program.window('People'), 'People')
    window.activate()


def somebody_is_added_and_signs_in():
    window.key('ctrl+n')
    dialog = window.dialog('^New person$')
    fill(dialog, Full_name='Mei Lin', Login='mei', New_password=FIRST, The_password_again=FIRST)
    press(dialog, 'Add$')
    window.closed('^New person$')
    wait(lambda: any(r.name.startswith('Mei Lin,') for r in window.table.rows()), 'the row')
    assert lets_in('mei', FIRST) and not lets_in('mei', SECOND)


def a_password_set_by_somebody_else_counts():
    choose('Mei Lin')
    window.key('ctrl+p')
    dialog = window.dialog('^Set password$')
    fill(dialog, New_password=SECOND, The_password_again=SECOND)
    press(dialog, 'Set$')
    window.closed('^Set password$')
    assert lets_in('mei', SECOND) and not lets_in('mei', FIRST)


def whoever_is_dismissed_is_shut_out():
    choose('Mei Lin')
    press(window, 'Dismiss$')
    window.toast('^Mei Lin has left and cannot sign in any more$')
    wait(lambda: not lets_in('mei', SECOND), 'the door to close')
    role = subprocess.run(['psql', ADMIN, '-Atc', "SELECT rolcanlogin FROM pg_roles WHERE rolname = 'people.mei'"],
                          check=True, capture_output=True, text=True).stdout.strip()
    assert role == 'f', role


def nothing_was_complained_about():
    without_complaint(program)


check([the_owner_enters, somebody_is_added_and_signs_in, a_password_set_by_somebody_else_counts,
       whoever_is_dismissed_is_shut_out, nothing_was_complained_about])
