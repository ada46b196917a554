#!/usr/bin/python3
"""The lock of the program as a person meets it: at once by key and by the desktop's signals, by itself after
a minute, and everything back at its place for the right person only."""
import os
import sqlite3

from office import GARRISON, CustomersWindow, Office, Program, check, complaints, is_list, run, wait
from gi.repository import Gio, GLib  # noqa: E402

# logind is looked for on the system bus: here it is the same private one.
BUS = os.environ['DBUS_SESSION_BUS_ADDRESS']
ENV = {'DBUS_SYSTEM_BUS_ADDRESS': BUS}
PASSWORD = 'green tea leaves'
office = Office('locked', customers=60, people=4, activities=200, deals=20, chinese=False)
program = window = page = None
DRAFT = 'asked for a quote of 40 boxes'


class Service:
    """logind and a screen saver, as far as the program hears of them."""
    XML = """<node><interface name="org.freedesktop.login1.Manager">
      <method name="GetSession"><arg type="s" direction="in"/><arg type="o" direction="out"/></method>
      <signal name="PrepareForSleep"><arg type="b"/></signal></interface></node>"""

    def __init__(self):
        # Its own connection, so that names and signals are those of another program.
        self.bus = Gio.DBusConnection.new_for_address_sync(
            BUS, Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION)
        for name in ('org.freedesktop.login1', 'org.gnome.ScreenSaver'):
            self.bus.call_sync('org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus', 'RequestName',
                               GLib.Variant('(su)', (name, 0)), None, 0, -1, None)

    def tell(self, path, interface, signal, arguments=None):
        self.bus.emit_signal(None, path, interface, signal, arguments)
        self.bus.flush_sync()


service = Service()


def names_of_customers():
    with sqlite3.connect(f'file:{office.file}?mode=ro', uri=True) as file:
        names = [name for name, in file.execute('SELECT name FROM customer')]
    file.close()
    return names


NAMES = names_of_customers()


def door_entry(pattern):
    return wait(lambda: next((n for n in page.all('text', pattern) if n.shown), None), pattern)


def button(name):
    return wait(lambda: next((n for n in page.all('push button', name) if n.shown), None), name)


def locked(timeout=None):
    """Waits for the lock page; nothing else is left, and nothing of the company can be read."""
    global page
    page = program.window('^Garrison$', timeout)
    wait(lambda: len(program.root.children) == 1, 'the windows to go')
    wait(lambda: page.maybe('push button', 'Unlock'), 'the lock page')
    page.activate()
    said = ' '.join(text for node in program.root.walk() for text in (
        node.name, node.description, node.text if 'Text' in node.it.get_interfaces() else ''))
    assert not [name for name in NAMES if name in said], said
    assert DRAFT not in said and '40 boxes' not in said
    shown = run('xdotool', 'search', '--onlyvisible', '--pid', program.process.pid).split()
    titles = [run('xdotool', 'getwindowname', x_id) for x_id in shown]
    assert set(titles) <= {'Garrison'}, titles


def unlock(password=''):
    global window
    door_entry('^Password$').write(password)
    button('Unlock|Sign in').press()
    window = CustomersWindow(program, program.window('Customers'), 'Customers')
    window.activate()


def composer():
    return window.find('text', 'in one line')


def the_owner_is_at_work():
    global program, window
    program = Program([GARRISON, '--company', office.file, '--as', 'owner'], env=ENV)
    window = CustomersWindow(program, program.window('Customers'), 'Customers')
    window.activate()
    global size, chosen
    before = window.box
    run('xdotool', 'windowsize', '--sync', window.x_id, 1240, 760)
    wait(lambda: window.box != before, 'another size')
    size = window.box[2:]
    window.find('list item', '^All').click()
    row = wait(lambda: window.table.rows()[2:3], 'rows')[0]
    chosen = row.name
    row.click()
    composer().write(DRAFT)


def a_key_locks_at_once():
    window.key('ctrl+alt+l')
    locked()
    assert page.maybe(None, '^owner$')


def a_wrong_password_opens_nothing():
    door_entry('^Password$').write('black tea leafs')
    button('Unlock').press()
    wait(lambda: next((n for n in page.all(None, 'password is wrong') if n.shown), None), 'the sentence')
    assert len(program.root.children) == 1


def the_right_one_brings_everything_back():
    unlock()
    wait(lambda: window.box[2:] == size, 'the size')
    wait(lambda: composer().text == DRAFT, 'what was typed')
    wait(lambda: any(row.name == chosen and row.is_('selected') for row in window.table.rows()), 'the customer')
    assert window.find('list item', '^All').is_('selected')
    window.toast('1 failed sign-in since')


def a_form_comes_back_too():
    window.key('ctrl+n')
    form = program.window('New customer')
    form.find('text', '^Name$').write('Half a name')
    service.tell('/org/gnome/ScreenSaver', 'org.gnome.ScreenSaver', 'ActiveChanged', GLib.Variant('(b)', (False,)))
    service.tell('/org/gnome/ScreenSaver', 'org.gnome.ScreenSaver', 'ActiveChanged', GLib.Variant('(b)', (True,)))
    locked()
    unlock()
    form = program.window('New customer')
    wait(lambda: form.find('text', '^Name$').text == 'Half a name', 'the form')
    form.find('push button', 'Cancel').press()
    wait(lambda: next((n for n in program.root.walk() if n.role == 'push button' and 'Discard' in n.name), None),
         'the question').press()


def logind_locks_at_once():
    service.tell('/org/freedesktop/login1/session/_32', 'org.freedesktop.login1.Session', 'Lock')
    locked()
    unlock()


def so_does_going_to_sleep():
    service.tell('/org/freedesktop/login1', 'org.freedesktop.login1.Manager', 'PrepareForSleep',
                 GLib.Variant('(b)', (True,)))
    locked()


def somebody_else_gets_a_desk_of_their_own():
    global window
    button('Somebody else').press()
    other = next(p for p in office.people() if p['login'] != 'owner')['login']
    office.ctl('person', 'password', other, stdin=PASSWORD + '\n')
    door_entry('^Login$').write(other)
    door_entry('^Password$').write(PASSWORD)
    button('Sign in').press()
    window = CustomersWindow(program, program.window('Customers'), 'Customers')
    window.activate()
    wait(lambda: window.maybe('text', 'in one line') is None or composer().text == '', 'an empty composer')
    said = ' '.join(node.text for node in window.all('text') if 'Text' in node.it.get_interfaces())
    assert DRAFT not in said


def nobody_for_a_minute_locks():
    run('xdotool', 'mousemove', 700, 500, 'sleep', 0.1, 'mousemove', 705, 510)
    office.act('set-setting', key='lock_minutes', value='1')
    window.find('label', '^Locks in \\d+ seconds?$', skip=is_list, timeout=90)
    locked(timeout=90)


def nothing_was_complained_about():
    assert program.process.poll() is None
    program.stop()
    assert not complaints(program), program.log


check([the_owner_is_at_work, a_key_locks_at_once, a_wrong_password_opens_nothing, the_right_one_brings_everything_back, a_form_comes_back_too,
       logind_locks_at_once, so_does_going_to_sleep, somebody_else_gets_a_desk_of_their_own,
       nobody_for_a_minute_locks, nothing_was_complained_about])
