#!/usr/bin/python3
"""What the program says on the bus of the session and on that of accessibility, which other programs of the same person
may listen to: no contact detail that was not disclosed, and none of the words that were typed at the door."""
import os
import re
import sqlite3
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'desktop'))
from office import FOLDER, Office, check, is_list, run, wait, without_complaint  # noqa: E402

office = Office(customers=40, people=4, activities=100, deals=20, chinese=False)
with sqlite3.connect(f'file:{office.file}?mode=ro', uri=True) as file:
    rows = file.execute('SELECT phone, mobile, email, address FROM contact UNION ALL SELECT phone, NULL, email, address FROM customer')
    DETAILS = {text for row in rows for text in row if text and len(text) > 7}
file.close()
DETAILS |= {digits for digits in (re.sub(r'\D', '', text) for text in DETAILS) if len(digits) > 7}
LOGS = [os.path.join(FOLDER, f'bus-{n}') for n in (1, 2)]


def listen():
    answer = run('gdbus', 'call', '--session', '--dest', 'org.a11y.Bus', '--object-path', '/org/a11y/bus', '--method', 'org.a11y.Bus.GetAddress')
    buses = ['--session'], ['--address', re.search(r"'(.*)'", answer)[1]]
    listeners = []
    for log, bus in zip(LOGS, buses):
        with open(log, 'w') as file:
            listeners.append(subprocess.Popen(['dbus-monitor', *bus], stdout=file, stderr=subprocess.STDOUT))
        wait(lambda: os.path.getsize(log) > 0, 'the listener')
    return listeners


def heard():
    said = ''
    for log in LOGS:
        with open(log, errors='replace') as file:
            said += file.read()
    return said


def nothing_but_what_is_on_the_screen_is_on_the_bus():
    listeners = listen()
    program, window = office.open()
    window.click(window.find('list item', '^All customers'))
    window.count('^40 customers$')
    contact = next(row['Name'] for row in office.ask('contacts'))
    for name in [row['Name'] for row in office.ask('customers')][:3]:
        window.search(name, 1)
        window.click(window.row(name))
        window.find('label', '^' + re.escape(name) + '$', skip=is_list)
        window.key('ctrl+f', 'Escape')
    wait(lambda: '••••••' in heard(), 'a masked detail to be told')
    without_complaint(program)
    for listener in listeners:
        listener.terminate()
        listener.wait()
    said = heard()
    assert len(DETAILS) > 50 and len(said) > 10000 and contact, (len(DETAILS), len(said))
    found = [text for text in DETAILS if text in said]
    assert not found, found
    print(f'# {len(said)} octets on two buses, and in them none of {len(DETAILS)} contact details')


check([nothing_but_what_is_on_the_screen_is_on_the_bus])
