#!/usr/bin/python3
"""The windows in both languages and both schemes: no complaint of the toolkit, a name on every control."""
import os
import re

from office import FOLDER, GARRISON, PATIENCE, CustomersWindow, Missing, Office, Program, check, run, wait, without_complaint

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


def all_named(shown):
    """Waits until all controls that are shown have a name. Some come and go while a window fills: those count that stay."""
    left = []

    def named():
        left[:] = nameless(shown)
        return not left
    try:
        wait(named, 'a name on every control', timeout=PATIENCE / 3)
    except Missing as error:
        raise AssertionError(left) from error


def look(window, title, language, scheme):
    def test():
        program = Program([GARRISON, '--company', office.file, '--as', 'owner', '--window', window],
                          env={'LANGUAGE': language, 'ADW_DEBUG_COLOR_SCHEME': scheme})
        shown = program.window(title)
        wait(lambda: len(list(shown.all('push button'))) > 5, 'the controls')
        all_named(shown)
        without_complaint(program)
    test.__name__ = f'{window} in {language}, {scheme}'
    return test


def press(window, name):
    button = wait(lambda: next((n for n in window.all('push button', name) if n.shown), None), name)
    if not button.is_('pressed'):
        button.press()


def pages_and_dialogs_of_the_people():
    program = Program([GARRISON, '--company', office.file, '--as', 'owner', '--window', 'people'])
    window = CustomersWindow(program, program.window('^People$'), '^People$')
    window.activate()
    for page in 'Teams', 'Roles', 'Signals and requests':
        window.click(wait(lambda: next((n for n in window.all('page tab', f'^{page}$') if n.shown), None), page))
        wait(lambda: any(n.shown and n.is_('selected') for n in window.all('page tab', f'^{page}$')), page)
        all_named(window)
        for section in ('Fields', 'Limits') if page == 'Roles' else ():
            press(window, f'^{section}$')
            all_named(window)
        if page == 'Roles':
            for button, title in (('See as', '^See as$'), ('New role', '^New role$')):
                press(window, button)
                dialog = window.dialog(title)
                wait(lambda: len(nameless(dialog)) == 0, 'names')
                dialog.key('Escape')
                window.closed(title)
    window.key('ctrl+comma')
    dialog = window.dialog('^Preferences$')
    wait(lambda: next(dialog.all('text'), None), 'the entries')
    all_named(dialog)
    dialog.key('Escape')
    window.closed('^Preferences$')
    window.key('ctrl+alt+l')
    page = program.window('^Garrison$')
    wait(lambda: page.maybe('push button', 'Unlock'), 'the lock page')
    all_named(page)
    without_complaint(program)


def pages_of_the_entrance_fit_into_a_low_window():
    """Whatever does not fit can be reached: by the keys alone each page is filled in and sent."""
    program = Program([GARRISON, '--company', os.path.join(FOLDER, 'low', 'company.garrison')])
    window = CustomersWindow(program, program.window('^Garrison$'), '^Garrison$')
    window.activate()
    run('xdotool', 'windowsize', '--sync', window.x_id, 460, 430)
    for way, first in (('Start a company', 'Company'), ('Connect to a server', 'Address')):
        press(window, f' {way}')
        wait(lambda: any(n.shown for n in window.all('text', f'^{first}$')), f'the page {way}')
        all_named(window)

        def back():
            return next((n for n in window.all('push button', ' Back$') if n.is_('focused')), None)
        for _ in range(16):
            if back():
                break
            window.key('Tab')

        def in_sight():
            _, y, _, h = back().box
            _, _, _, height = window.box
            return 0 <= y and y + h <= height
        wait(in_sight, f'the buttons of the page {way}')
        window.key('Return')
        wait(lambda: any(n.shown for n in window.all('push button', ' Start a company$')), 'the welcome')
    without_complaint(program)


check([look(window, title, language, scheme)
       for window, title in (('customers', 'Customers|客户'), ('timeline', 'Timeline|时间线'), ('charts', 'Charts|图表'),
                         ('people', 'People|人员'))
       for language, scheme in (('en', 'prefer-light'), ('zh_CN', 'prefer-dark'))]
      + [pages_and_dialogs_of_the_people, pages_of_the_entrance_fit_into_a_low_window])
