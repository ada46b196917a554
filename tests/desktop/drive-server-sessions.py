#!/usr/bin/python3
"""People at the windows of a company on a server: a remembered password is there at the second start, and
whoever is dismissed, or has their password set anew by somebody else, is shown the door and told why."""
import os
import subprocess
import sys
from urllib.parse import parse_qs, urlsplit

from office import FOLDER, GARRISON, GARRISONCTL, CustomersWindow, Program, check, wait, without_complaint
from gi.repository import Gio, GLib  # after office, which keeps the strict warnings from this script

ADMIN = os.environ['GARRISON_TEST_POSTGRES']
SERVER = parse_qs(urlsplit(ADMIN).query)['host'][0]
URI = f'postgresql:///office?host={SERVER}'
OWNER, LI = 'green tea leaves', 'black tea leaves'
ENV = {'GSETTINGS_BACKEND': 'keyfile'}


def ctl(*words, lines=()):
    answer = subprocess.run([GARRISONCTL, '--company', URI, '--as', 'mei', *map(str, words)],
                            capture_output=True, text=True, input='\n'.join([OWNER, *lines]) + '\n')
    assert answer.returncode == 0, (words, answer.stderr)
    return answer.stdout


def door_shown(door, role, pattern):
    return wait(lambda: next((n for n in door.all(role, pattern) if n.shown), None), pattern)


def kept():
    """How much the keyring holds."""
    bus = Gio.bus_get_sync(Gio.BusType.SESSION)
    found, locked = bus.call_sync('org.freedesktop.secrets', '/org/freedesktop/secrets', 'org.freedesktop.Secret.Service',
                                  'SearchItems', GLib.Variant('(a{ss})', [{}]), None, 0, -1, None).unpack()
    return len(found) + len(locked)


def first_start():
    """In a process of its own: AT-SPI knows one program of a name in the life of a process."""
    program = Program([GARRISON, '--company', URI, '--as', 'li'], env=ENV)
    door = program.window('Garrison')
    door.activate()
    door_shown(door, 'text', '^Login$')
    door_shown(door, 'check box', 'Remember the password').click()
    wait(lambda: door.find('check box', 'Remember the password').is_('checked'), 'the tick')
    door_shown(door, 'text', '^Password$').write(LI)
    door_shown(door, 'push button', 'Sign in').press()
    program.window('Customers')
    wait(lambda: kept() >= 2, 'the login and the password to be kept')
    without_complaint(program)


def a_company_is_founded_on_the_server():
    file = os.path.join(FOLDER, 'password')
    with open(file, 'w') as out:
        out.write(OWNER + '\n')
    subprocess.run(['psql', ADMIN, '-qc', 'CREATE DATABASE office'], check=True)
    answer = subprocess.run([GARRISONCTL, '--password-file', file, 'team', 'init',
                             ADMIN.replace('///postgres', '///office'), '--owner', 'mei'], capture_output=True, text=True)
    assert answer.returncode == 0, answer.stderr
    ctl('person', 'add', 'li', 'Li', lines=[LI])


def a_first_start_remembers_the_password():
    answer = subprocess.run([sys.executable, __file__, GARRISON, GARRISONCTL, 'first'], capture_output=True, text=True)
    assert answer.returncode == 0, answer.stdout + answer.stderr


def a_second_start_opens_without_typing():
    global program, window
    program = Program([GARRISON, '--company', URI, '--as', 'li'], env=ENV)
    door = program.window('Garrison')
    password = door_shown(door, 'text', '^Password$')
    wait(lambda: password.text, 'the password that was kept')
    door_shown(door, 'push button', 'Sign in').press()
    window = CustomersWindow(program, program.window('Customers'), 'Customers')
    window.activate()


def a_password_set_anew_asks_for_it():
    global window
    ctl('person', 'password', 'li', lines=['white tea leaves'])
    door = program.window('Garrison')
    door_shown(door, None, 'You were signed out: your password was changed by somebody else')
    assert not any('Customers' in c.name for c in program.root.children)
    door.activate()
    if not door_shown(door, 'text', '^Login$').text:
        door_shown(door, 'text', '^Login$').write('li')
    password = door_shown(door, 'text', '^Password$')
    wait(lambda: password.text, 'the password that was kept, which is the old one')
    password.write('white tea leaves')
    door_shown(door, 'push button', 'Sign in').press()
    window = CustomersWindow(program, program.window('Customers'), 'Customers')
    window.activate()


def who_is_dismissed_is_shown_the_door():
    ctl('person', 'leave', 'li')
    door = program.window('Garrison')
    door_shown(door, None, 'You were signed out: your login is closed now')
    assert not any('Customers' in c.name for c in program.root.children)


def nothing_was_complained_about():
    without_complaint(program)


if sys.argv[3:] == ['first']:
    first_start()
else:
    check([a_company_is_founded_on_the_server, a_first_start_remembers_the_password,
           a_second_start_opens_without_typing, a_password_set_anew_asks_for_it,
           who_is_dismissed_is_shown_the_door, nothing_was_complained_about])
