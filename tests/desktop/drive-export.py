#!/usr/bin/python3
"""What leaves through the Customers window: the list as a file for who may, with the rows and columns on the screen; one
record on the clipboard, whatever is selected; what is too much is asked for; a watermark where the company wants it."""
import csv
import os
import re
import subprocess
import sys
from datetime import datetime, timedelta, timezone

from office import FOLDER, Missing, Office, check, is_list, run, wait, without_complaint

READ_MARK = os.path.abspath(sys.argv[3])
office = Office(customers=60, people=4, activities=200, deals=30, chinese=False)
program, window = office.open()
PLAIN, MARKED = os.path.join(FOLDER, 'plain.png'), os.path.join(FOLDER, 'marked.png')


def menu_item(text):
    """Opens the main menu and takes the item; its name and whether it could be taken."""
    window.popover('^Main menu$', lambda: window.key('F10'))
    item = window.find('menu item', text)
    able = item.is_('sensitive')
    if able:
        item.press()
    else:
        window.closed_popover('^Main menu$')
    return item.name, able


def save_as(path, program=program, window=window):
    chooser = wait(lambda: next((c for c in program.root.children if c.name == 'Export the list'), None), 'the chooser')
    x_id = wait(lambda: run('xdotool', 'search', '--onlyvisible', '--name', '^Export the list$').split()[-1:], 'its window')[0]
    run('xdotool', 'windowfocus', '--sync', x_id)
    entry = wait(lambda: next((n for n in chooser.all('text') if n.text.endswith('.csv')), None), 'the name')
    entry.write(path)
    wait(lambda: entry.text == path, 'the path to be taken')
    wait(lambda: next((n for n in chooser.all('push button', 'Save$') if n.shown and n.is_('sensitive')), None), 'the button').press()


def rows_of(path):
    with open(path, encoding='utf-8-sig', newline='') as file:
        return list(csv.DictReader(file))


def releases():
    return [line for line in office.ctl('audit', 'list', '--limit', 1000).splitlines() if 'take-out' in line]


def all_of_the_list_is_exported():
    path, before = os.path.join(FOLDER, 'all.csv'), len(releases())
    window.click(window.find('list item', '^All customers'))
    window.count('^60 customers$')
    assert menu_item('Export list as CSV') == ('Export list as CSV…', True)
    save_as(path)
    window.toast('^60 customers exported$')
    rows = rows_of(path)
    assert len(releases()) == before + 1
    names = [row['Name'] for row in office.ask('customers')]
    assert sorted(row['Customer'] for row in rows) == sorted(names), rows[:3]
    assert [row['Customer'] for row in rows] == sorted((r['Customer'] for r in rows), key=str.casefold), 'another order'
    assert {'Customer', 'Level', 'Owner', 'Region', 'Last contact', '12 months'} <= set(rows[0]), rows[0]
    assert 'Phone' not in rows[0] and os.stat(path).st_mode & 0o077 == 0
    assert all(row['Owner'] for row in rows if row['Customer'] in names[:5])
    for row in rows:
        assert re.fullmatch(r'-?\d+(\.\d\d)?', row['12 months']), row


def what_is_searched_is_what_leaves():
    path = os.path.join(FOLDER, 'part.csv')
    name = office.ask('customers')[0]['Name']
    window.search(name, 1)
    wait(lambda: window.names == [name], 'the one')
    menu_item('Export list as CSV')
    save_as(path)
    window.toast('^1 customer exported$')
    assert [row['Customer'] for row in rows_of(path)] == [name]
    window.key('ctrl+f', 'Escape')
    window.count('^60 customers$')


def one_record_is_copied_whatever_is_selected():
    before = len(releases())
    window.click(window.shows([row['Name'] for row in office.ask('customers')])[0])
    asked = len(releases()) - before  # by the test itself
    window.key('ctrl+a')
    window.find('status bar', '^60 selected$')
    window.key('ctrl+c')
    window.toast('^One customer copied: one record at a time$')
    assert len(releases()) == before + asked + 1
    window.key('ctrl+f')
    entry = window.find('entry', 'Search customers')
    window.key('ctrl+v')
    text = wait(lambda: entry.text, 'what was copied')
    names = [row['Name'] for row in office.ask('customers')]
    assert sum(name in text for name in names) == 1, text
    assert '@' not in text and not re.search(r'\d{7}', text), text
    window.key('ctrl+f', 'Escape')


def what_is_too_much_is_asked_for():
    path = os.path.join(FOLDER, 'too-much.csv')
    office.act('set-role-limit', role=1, name='export_rows', n=30)
    window.click(window.find('list item', '^All customers'))
    window.count('^60 customers$')
    menu_item('Export list as CSV')
    save_as(path)
    wait(lambda: program.root.maybe('label', 'Somebody else must consent'), 'the question')
    program.root.find('push button', '_Ask for it').press()
    window.toast('^Asked')
    assert not os.path.exists(path)
    window.activate()


def says_who_and_when(picture, begun):
    zone = datetime.now().astimezone().tzinfo
    marks = {}
    for person in office.people():
        for minutes in range(-90, 90):
            moment = begun + timedelta(minutes=minutes)
            marks[f'{person["name"]} ({person["login"]}) · {moment.astimezone(zone):%Y-%m-%d %H:%M}'] = person['login'], minutes
    answer = subprocess.run([READ_MARK, picture, '12', '1'], input='\n'.join(marks), capture_output=True, text=True, check=True)
    text, margin = answer.stdout.splitlines()
    assert marks[text][0] == 'owner' and marks[text][1] in (0, 1, 2), (text, margin)


def the_company_wants_a_watermark():
    """Who sat there and when is read off what the screen showed."""
    window.move(5, 5)
    window.picture(PLAIN)
    office.act('set-setting', key='watermark', value=1)
    begun = datetime.now(timezone.utc)

    def differs():
        window.picture(MARKED)
        answer = subprocess.run(['compare', '-metric', 'AE', PLAIN, MARKED, 'null:'], capture_output=True, text=True)
        return float(answer.stderr.split()[0]) > 10000
    wait(differs, 'the watermark')
    says_who_and_when(MARKED, begun)
    # So does a dialog, which is another window.
    window.activate()
    window.key('ctrl+comma')
    dialog = window.dialog('^Preferences$')
    wait(lambda: next(dialog.all('text'), None), 'the entries')

    def marked():
        dialog.picture(MARKED)
        try:
            says_who_and_when(MARKED, begun)
        except AssertionError:
            return False
        return True
    wait(marked, 'the watermark of the dialog')
    dialog.key('Escape')
    window.closed('^Preferences$')
    office.act('set-setting', key='watermark', value=0)


def nothing_was_complained_about():
    without_complaint(program)


def without_the_right_the_menu_says_so():
    seller = max((p for p in office.people() if p['role'] == 'Salesperson'), key=lambda p: p['holds'])
    office.ctl('person', 'password', seller['login'], stdin='sells a lot\n')
    entrance, its = office.sign_in(seller['login'], 'sells a lot')
    its.find('list item', '^All customers')
    its.popover('^Main menu$', lambda: its.key('F10'))
    item = its.find('menu item', 'Export list as CSV')
    assert item.name == 'Export list as CSV: not in your role' and not item.is_('sensitive'), item
    assert its.maybe('menu item', 'Export list as CSV…') is None
    its.closed_popover('^Main menu$')
    without_complaint(entrance)


check([all_of_the_list_is_exported, what_is_searched_is_what_leaves, one_record_is_copied_whatever_is_selected,
       what_is_too_much_is_asked_for, the_company_wants_a_watermark, nothing_was_complained_about,
       without_the_right_the_menu_says_so])
