#!/usr/bin/python3
"""The sample company of the entrance: trouble is told, one button makes and enters it, and it is made only once."""
import glob
import os

from office import FOLDER, GARRISON, CustomersWindow, Program, check, wait, without_complaint

DATA = os.path.join(os.environ['XDG_DATA_HOME'], 'garrison')
FILE = os.path.join(DATA, 'sample.garrison')
program = Program([GARRISON, '--company', os.path.join(FOLDER, 'nowhere', 'company.garrison')])
window = CustomersWindow(program, program.window('Garrison'), 'Garrison')
window.activate()


def press(name):
    wait(lambda: next((n for n in window.all('push button', name) if n.shown), None), f'the button {name!r}').press()


def entered():
    """The window of the customers, which is the only one then."""
    global window
    window = CustomersWindow(program, program.window('Customers', timeout=120), 'Customers')
    window.activate()
    wait(lambda: len(window.table.rows()) > 5, 'customers')


def what_cannot_be_made_is_told():
    with open(DATA, 'w', encoding='utf-8') as file:
        file.write('in the way')
    press('Try the sample$')
    wait(lambda: next((n for n in window.walk() if n.name == 'The company did not open' and n.shown), None), 'the trouble')
    os.remove(DATA)
    press('Another company…$')


def the_sample_is_made_and_entered():
    press('Try the sample$')
    entered()
    # The engine keeps two more beside a company that is open.
    there = [name for name in glob.glob(os.path.join(DATA, '*')) if not name.endswith(('-wal', '-shm'))]
    assert there == [FILE], there


def it_is_made_only_once():
    global window
    made = os.stat(FILE).st_ino
    press('^Sign out$')
    window = CustomersWindow(program, program.window('Garrison'), 'Garrison')
    window.activate()
    press('Another company…$')
    press('Try the sample$')
    entered()
    assert os.stat(FILE).st_ino == made


def nothing_was_complained_about():
    without_complaint(program)


check([what_cannot_be_made_is_told, the_sample_is_made_and_entered, it_is_made_only_once,
       nothing_was_complained_about])
