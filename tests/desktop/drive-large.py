#!/usr/bin/python3
"""The windows with letters twice as large as usual: no complaint of the toolkit, nothing beyond the edge of
the window, no words cut down to nothing, and the room that larger letters need."""
import re

from office import GARRISON, CustomersWindow, Office, Program, check, run, wait, without_complaint

SCALE = 2
# As a desktop says it that has no settings service: to all programs that start from now on.
run('xprop', '-root', '-f', 'RESOURCE_MANAGER', '8s', '-set', 'RESOURCE_MANAGER', f'Xft.dpi:\t{96 * SCALE}\n')
office = Office(chinese=False)
READ = {'label', 'push button', 'toggle button', 'check box', 'combo box'}


def looked_at(shown):
    """What people read in a window, with its box; not what stands in lists that scroll."""
    return [node for node in shown.walk(skip=lambda n: n.role in ('list', 'scroll pane', 'menu'))
            if node.role in READ and node.shown and node.name.strip()]


def whole(shown):
    """Everything lies within the window, and every text has room for more than its dots."""
    _, _, width, height = shown.box
    for node in looked_at(shown):
        x, y, w, h = node.box
        if x >= width or x + w <= 0:
            continue  # in a drawer that is shut
        assert x >= 0 and y >= 0 and x + w <= width and y + h <= height, f'{node!r} beyond the edge: {node.box}'
        if node.role == 'label' and len(node.name) > 3:
            assert w >= 16 * SCALE, f'{node!r} is cut down to {w} pixels'
            assert h >= 10 * SCALE, f'{node!r} is {h} pixels high: the letters are not larger'


def grown(node, width=0, height=0):
    """At least as large as this is at the usual size of letters, times the scale."""
    _, _, w, h = wait(lambda: node.shown and node.box, f'{node!r} to be shown')
    assert w >= width * SCALE and h >= height * SCALE, f'{node!r} is too small for its letters: {w} by {h}'


def customers_have_grown(program, shown):
    grown(shown.find('list', '^GtkColumnListView$').rows()[0], width=350, height=36)
    grown(shown.find('list', '^People$').children[0], width=230, height=44)
    pane_and_dialogs(program, shown)


def timeline_has_grown(program, shown):
    grown(shown.find('scroll bar', '^Twelve months'), height=60)
    entries = shown.find('list', '^Entries in view$')
    grown(entries, width=320)
    grown(entries.find('list item'), height=49)


def charts_have_grown(program, shown):
    """One below the other, since no two fit side by side, each with room for its axis."""
    titles = wait(lambda: [n for n in shown.all('push button', '^(Sales by salesperson|Sales funnel)')
                           if n.shown and len(n.name) < 60][:2], 'two charts')
    first, second = (title.box for title in titles)
    assert first[0] == second[0], f'side by side: {first}, {second}'
    assert second[1] - first[1] >= 270 * SCALE, f'too low: {first}, {second}'


def look(kind, title, have_grown):
    def test():
        with Program([GARRISON, '--company', office.file, '--as', 'owner', '--window', kind]) as program:
            shown = program.window(title)
            shown.activate()
            wait(lambda: len(looked_at(shown)) > 5, 'the words')
            whole(shown)
            have_grown(program, shown)
            without_complaint(program)
    test.__name__ = f'the {kind} window'
    return test


def pane_and_dialogs(program, shown):
    window = CustomersWindow(program, shown, 'Customers')
    name = window.table.rows()[1].name
    window.click(window.table.rows()[1])
    # There is no room beside the list, so the pane comes over it.
    window.key('shift+F9')
    pane = wait(lambda: next((n for n in window.all('label', '^' + re.escape(name) + '$') if n.shown), None), 'the pane')
    assert pane.box[3] >= 20 * SCALE, pane.box
    contacts = window.find('list', '^Contacts$')
    for row in contacts.children:
        label = wait(lambda: row.maybe('label'), 'the name of a contact')
        assert label.box[2] >= 30 * SCALE, f'{label!r} is cut down to {label.box[2]} pixels'
    window.key('shift+F9')
    for key, title in ('ctrl+n', '^New customer$'), ('ctrl+shift+t', '^Transfer '):
        window.key(key)
        dialog = window.dialog(title)
        wait(lambda: len(looked_at(dialog)) > 1, 'the words')
        grown(dialog, width=400)
        whole(dialog)
        dialog.key('Escape')
        window.closed(title)


def the_entrance():
    with Program([GARRISON]) as program:
        shown = program.window('Garrison')
        wait(lambda: len(looked_at(shown)) > 1, 'the words')
        whole(shown)
        without_complaint(program)


check([look('customers', 'Customers', customers_have_grown), look('timeline', 'Timeline', timeline_has_grown),
       look('charts', 'Charts', charts_have_grown), the_entrance])
