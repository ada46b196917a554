#!/usr/bin/python3
"""A company on a server, in the windows: found by its address, entered, and a colleague's work appears. A line
that is cut costs nothing that was typed."""
import atexit
import os
import subprocess
import sys
from urllib.parse import parse_qs, urlsplit

from office import FOLDER, GARRISON, GARRISONCTL, CustomersWindow, Program, check, wait, without_complaint

ADMIN = os.environ['GARRISON_TEST_POSTGRES']
SERVER = parse_qs(urlsplit(ADMIN).query)['host'][0]
NAME = '.s.PGSQL.5432'
OWNER, OTHER = 'green tea leaves', 'black tea leaves'


class Line:
    """A way to the server that can be cut and mended."""

    def __init__(self, folder):
        os.makedirs(folder)
        self.folder = folder
        self.mend()

    def mend(self):
        script = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'line.py')
        self.process = subprocess.Popen([sys.executable, script, os.path.join(self.folder, NAME),
                                         os.path.join(SERVER, NAME)], stdout=subprocess.PIPE)
        assert self.process.stdout.readline() == b'ready\n'

    def cut(self):
        self.process.kill()
        self.process.wait()
        self.process.stdout.close()


line = Line(os.path.join(FOLDER, 'line'))
atexit.register(line.cut)  # it would keep our output open


def ctl(*words, login='mei', password=OWNER, uri=None):
    answer = subprocess.run([GARRISONCTL, '--company', uri or f'postgresql:///office?host={SERVER}', '--as', login,
                             *map(str, words)], capture_output=True, text=True, input=password + '\n')
    assert answer.returncode == 0, (words, answer.stderr)
    return answer.stdout


def act(name, /, **arguments):
    lines = ctl('act', name, *(f'{k}={v}' for k, v in arguments.items())).splitlines()
    return {key: int(value) for key, value in (line.rsplit(' ', 1) for line in lines)}


def field(name):
    return wait(lambda: next((n for n in window.all(name=f'^{name}$') if n.role == 'text' and n.shown), None),
                f'the entry {name!r}')


def shown(pattern):
    return wait(lambda: next((n for n in window.all(name=pattern) if n.shown), None), pattern)


def button(name):
    return wait(lambda: next((n for n in window.all('push button', f' {name}$') if n.shown), None), f'the button {name!r}')


def begin(title, *words):
    global program, window
    program = Program([GARRISON, *words], env={'GSETTINGS_BACKEND': 'keyfile'})
    window = CustomersWindow(program, program.window(title), title)
    window.activate()


def enter():
    global window
    window = CustomersWindow(program, program.window('Customers'), 'Customers')
    window.activate()


def a_company_is_founded_on_the_server():
    file = os.path.join(FOLDER, 'password')
    with open(file, 'w') as out:
        out.write(OWNER + '\n')
    admin = ADMIN.replace('///postgres', '///office')
    subprocess.run(['psql', ADMIN, '-qc', 'CREATE DATABASE office'], check=True)
    answer = subprocess.run([GARRISONCTL, '--password-file', file, 'team', 'init', admin, '--owner', 'mei'],
                            capture_output=True, text=True)
    assert answer.returncode == 0, answer.stderr
    act('create-customer', name='Harbour Teas')


def a_pasted_address_leads_to_the_sign_in():
    begin('Garrison', '--company', os.path.join(FOLDER, 'none', 'none.garrison'))
    button('Connect to a server…').press()
    field('Address').write('')
    button('Connect').press()
    shown('Write the address of the server')
    field('Address').write(line.folder)
    field('Database').write('office')
    button('Connect').press()
    shown('^office$')


def a_wrong_password_is_told():
    field('Login').write('mei')
    field('Password').write(OTHER)
    button('Sign in').press()
    shown('The login or the password is wrong')


def the_right_one_is_kept():
    window.find('check box', 'Remember the password').click()
    wait(lambda: window.find('check box', 'Remember the password').is_('checked'), 'the tick')
    field('Password').write(OWNER)
    button('Sign in').press()
    enter()
    window.shows(['Harbour Teas'])


def what_a_colleague_does_appears():
    act('create-customer', name='Lighthouse Coffee')
    window.shows(['Harbour Teas', 'Lighthouse Coffee'])


def harvests():
    return sum('harvest' in entry for entry in window.entries)


def a_cut_line_shows_and_costs_nothing():
    window.row('Harbour Teas').click()
    window.find('label', '^Harbour Teas$', index=0)
    window.line.write('Talked about the harvest')
    line.cut()
    bar = shown('The server does not answer. Trying again').parent.parent
    wait(lambda: bar.box[3] > 0, 'the bar')
    window.line.click()
    window.key('Return')
    # It depends on whether the connection broke before or while the act was asked for.
    shown('The server does not answer. Check the network|The connection was lost')
    assert window.line.text == 'Talked about the harvest'
    line.mend()
    button('Try now').press()
    wait(lambda: bar.box[3] == 0, 'the bar to go')  # what is in it keeps its size
    assert window.line.text == 'Talked about the harvest'
    window.line.click()
    window.key('Return')
    wait(lambda: window.line.text == '', 'it to be logged')
    wait(lambda: harvests() == 1, 'one entry')
    act('create-customer', name='Lantern Spices')
    window.shows(['Harbour Teas', 'Lighthouse Coffee', 'Lantern Spices'])  # had there been two, both were read
    assert harvests() == 1


def nothing_was_complained_about():
    without_complaint(program)


check([a_company_is_founded_on_the_server, a_pasted_address_leads_to_the_sign_in, a_wrong_password_is_told,
       the_right_one_is_kept, what_a_colleague_does_appears,
       a_cut_line_shows_and_costs_nothing, nothing_was_complained_about])
