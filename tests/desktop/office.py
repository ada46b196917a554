"""A sample company in the folder of the session, and the program on it, for the tests that drive windows."""
import json
import os
import re
import sqlite3
import subprocess
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from driver import PATIENCE, Missing, Program, Skip, Window, check, run, wait  # noqa: E402, F401

GARRISON, GARRISONCTL = sys.argv[1:3]
FOLDER = os.environ['SESSION']


def is_list(node):
    """For skip: what is shown in lists is told slowly."""
    return node.role == 'list'


class Office:
    """The company file and, as another process, garrisonctl on it."""

    def __init__(self, name='office', folder=FOLDER, customers=240, people=6, activities=1500, deals=160,
                 chinese=True):
        self.file = os.path.join(folder, name + '.garrison')
        self.ctl('sample', '--customers', customers, '--people', people, '--activities', activities,
                 '--deals', deals, '--seed', 5, '--chinese' if chinese else '--english')

    def run(self, *words, login='owner', stdin=None):
        return subprocess.run([GARRISONCTL, '--company', 'sqlite:' + self.file, '--as', login, *map(str, words)],
                              capture_output=True, text=True, input=stdin, stdin=None if stdin else subprocess.DEVNULL)

    def ctl(self, *words, login='owner', stdin=None):
        """Its output; it must succeed."""
        answer = self.run(*words, login=login, stdin=stdin)
        assert answer.returncode == 0, f'garrisonctl {words}: {answer.stderr}'
        return answer.stdout

    def ask(self, question, login='owner'):
        """The rows of the answer, as dictionaries."""
        return json.loads(self.ctl('ask', question, '--json', login=login))

    def people(self):
        return json.loads(self.ctl('--json', 'person', 'list'))

    def holds(self, name):
        return next(person['holds'] for person in self.people() if person['name'] == name)

    def set_cap(self, person, cap):
        """Another holding cap for a person, who stays the same otherwise."""
        with sqlite3.connect(f'file:{self.file}?mode=ro', uri=True) as file:
            names = 'version', 'login', 'name', 'role', 'team', 'manager'
            values = file.execute(f'SELECT {", ".join(names)} FROM person WHERE id = ?', [person]).fetchone()
        file.close()
        facts = {name: value for name, value in zip(names, values) if value is not None}
        self.act('edit-person', person=person, holding_cap=cap, **facts)

    def act(self, act, /, as_login='owner', **arguments):
        """What the act gives, by name."""
        lines = self.ctl('act', act, *(f'{k}={v}' for k, v in arguments.items()), login=as_login).splitlines()
        return {key: int(value) for key, value in (line.rsplit(' ', 1) for line in lines)}

    def sign_in(self, login, password):
        """The program as somebody enters it who has a password, and the Customers window."""
        program = Program([GARRISON, '--company', self.file, '--as', login])
        door = program.window('Garrison|营盘')
        wait(lambda: next((n for n in door.all('text', '^Password$|^密码$') if n.shown), None), 'the entry').write(password)
        wait(lambda: next((n for n in door.all('push button', 'Sign in|登录') if n.shown), None), 'the button').press()
        window = CustomersWindow(program, program.window('Customers'), 'Customers')
        window.activate()
        return program, window

    def open(self, login='owner', title='Customers', env=None):
        """The program, signed in, and its window."""
        program = Program([GARRISON, '--company', self.file, '--as', login], env=env)
        window = program.window(title)
        window.activate()
        return program, CustomersWindow(program, window, title)


def complaints(program):
    """What the program wrote about itself."""
    return [line for line in program.log.splitlines() if re.search('WARNING|CRITICAL|ERROR|runtime error', line)]


def without_complaint(program):
    """Ends the program, which must have had nothing to say and must end well."""
    assert program.process.poll() is None, f'it ended by itself: {program.process.returncode}\n{program.log}'
    status = program.stop()
    assert not complaints(program), program.log
    assert status in (0, -15), (status, program.log)


class CustomersWindow(Window):
    """The Customers window, with names for what the tests look at."""

    def __init__(self, program, window, title):
        super().__init__(window.it, title)
        self.program = program

    @property
    def table(self):
        return self.find('list', '^GtkColumnListView$')

    @property
    def names(self):
        """The names of the rows that are seen, from top to bottom. Rows have their old names until they are
        painted anew, and move when the list scrolls to the customer that is open: to be waited for."""
        return [row.name for row in self.table.rows()]

    def shows(self, names, ordered=False):
        """Waits until the list has come to rest and shows nothing but some of these customers, as many as
        have room; in this very order, if that is known. The rows that are seen, from top to bottom."""
        def at_rest():
            rows = self.table.rows()
            seen = [row.name for row in rows]
            if len(seen) < min(len(names), 8) or not set(seen) <= set(names):
                return None
            if ordered and seen != names[names.index(seen[0]):][:len(seen)]:
                return None
            # It scrolls to what is selected, else to its beginning.
            if not any(row.is_('selected') for row in rows) and \
               not (self.maybe('status bar', '^0 selected$', skip=is_list)
                    and rows[0].it == self.table.it.get_child_at_index(0)):
                return None
            return rows
        return wait(at_rest, f'the list to show {len(names)} customers' + ' in their order' * ordered)

    def row(self, name):
        return wait(lambda: next((row for row in self.table.rows() if row.name == name), None), f'row {name!r}')

    def cell(self, row, text):
        """A label within a row."""
        return row.find('label', text)

    def count(self, pattern):
        """Waits until the figure above the list is as the pattern says."""
        return self.find('status bar', pattern)

    def search(self, text, found):
        """Types into the search and waits for the number of customers found."""
        self.key('ctrl+f')
        self.find('entry', 'Search customers|搜索客户').write(text)
        self.count(f'^{found} found$')

    def toast(self, pattern):
        return self.find('label', pattern, skip=is_list)

    def choose(self, items, name):
        """Takes an item of a list that gets the keys, by keyboard alone."""
        def focused():
            nodes = self.find('list', items).children
            names, marks = [n.name for n in nodes], [n.is_('focused') for n in nodes]
            return name in names and any(marks) and (names.index(name) - marks.index(True),)
        (steps,) = wait(focused, f'{items} to have the keys and {name!r}')
        if steps:
            self.key(*['Down' if steps > 0 else 'Up'] * abs(steps))
            wait(lambda: focused() == (0,), f'{name!r} to be reached')
        self.key('Return')

    def popover(self, button, open_it):
        """Opens the popover of a menu button. What is pressed while another one still closes is lost."""
        for _ in range(10):
            time.sleep(0.4)
            # Rows are made anew when another process acts, and garrisonctl does when it takes rows out.
            toggle = self.find('push button', button, index=1)
            if not toggle.is_('pressed'):
                open_it()
            try:
                wait(lambda: toggle.is_('pressed'), f'{toggle!r} to open', timeout=PATIENCE / 5)
                return
            except Missing:
                continue
        raise Missing(f'{toggle!r} does not open')

    def closed_popover(self, button):
        """Closes it by keyboard."""
        self.key('Escape')
        wait(lambda: not self.find('push button', button, index=1).is_('pressed'), f'{button} to close')

    @property
    def line(self):
        """The composer's entry."""
        return self.find('text', 'What .* in one line')

    @property
    def entries(self):
        """The entries of the timeline in the pane."""
        return [row.name for row in self.find('list', '^Timeline$').children]

    def tells(self, beginning, first=False):
        """Waits for an entry of the timeline in the pane, at its top if it is to be the first."""
        wait(lambda: any(entry.startswith(beginning) for entry in self.entries[:1 if first else None]),
             f'the entry {beginning!r}')

    def dialog(self, title):
        """Another window of the program, which gets the keys."""
        accessible = wait(lambda: next((c for c in self.program.root.children if re.search(title, c.name)), None),
                          f'dialog {title!r}')
        dialog = Window(accessible.it, title)
        dialog.activate()
        return dialog

    def closed(self, title):
        """Waits until a dialog is gone and takes the keys back."""
        wait(lambda: not any(re.search(title, c.name) for c in self.program.root.children), f'{title!r} to close')
        self.activate()
