#!/usr/bin/python3
"""The windows in both languages and both schemes: no complaint of the toolkit, a name on every control."""
import re

from office import GARRISON, PATIENCE, Missing, Office, Program, check, wait, without_complaint

office = Office()
CONTROLS = {'push button', 'toggle button', 'check box', 'radio button', 'text', 'entry', 'combo box', 'menu item', 'spin button', 'slider'}
# What the toolkit puts into its own widgets, below a control that has a name.
OWN = re.compile(r'^(Gtk|Adw)[A-Z]\w*$')


def nameless(window):
    """Controls that somebody can reach by keyboard and that tell no name."""
    found = []
    for node in window.walk(skip=lambda n: n.role in ('table row',)):
        if node.role in CONTROLS and node.is_('focusable') and node.shown and (not node.name.strip() or OWN.match(node.name)):
            up = node.parent
            found.append((node.role, node.name, up and (up.role, up.name), node.box))
    return found


def look(window, title, language, scheme):
    def test():
        program = Program([GARRISON, '--company', office.file, '--as', 'owner', '--window', window],
                          env={'LANGUAGE': language, 'ADW_DEBUG_COLOR_SCHEME': scheme})
        shown = program.window(title)
        wait(lambda: len(list(shown.all('push button'))) > 5, 'the controls')
        # Some come and go while the window fills: those count that stay.
        left = []

        def all_named():
            left[:] = nameless(shown)
            return not left
        try:
            wait(all_named, 'a name on every control', timeout=PATIENCE / 3)
        except Missing as error:
            raise AssertionError(left) from error
        without_complaint(program)
    test.__name__ = f'{window} in {language}, {scheme}'
    return test


check([look(window, title, language, scheme)
       for window, title in (('customers', 'Customers|客户'), ('timeline', 'Timeline|时间线'), ('charts', 'Charts|图表'),
                         ('people', 'People|人员'))
       for language, scheme in (('en', 'prefer-light'), ('zh_CN', 'prefer-dark'))])
