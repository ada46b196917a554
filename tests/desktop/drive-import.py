#!/usr/bin/python3
"""A file comes in: opened by key and path, its first rows looked at, imported, counted, taken back; the
same named on the command line; a pipe and a folder in its place."""
import os
import subprocess

from office import (FOLDER, GARRISON, PATIENCE, CustomersWindow, Office, Program, check, run, wait,
                    without_complaint)

BROUGHT = os.path.join(FOLDER, 'brought')
os.mkdir(BROUGHT)
office = Office(customers=40, people=3, activities=100, deals=10, chinese=False)
GOOD, PIPE, PLACE = (os.path.join(BROUGHT, name) for name in ('brought.csv', 'pipe.csv', 'place.csv'))
with open(GOOD, 'w', encoding='utf-8-sig') as file:
    file.write('Company;City;Phone\r\nZebra Gate Ltd;Guangzhou;+47 22 00 00 01\r\nZebra Yard Ltd;Shenzhen;+47 22 00 00 02\r\n'
               'Zebra Gate Ltd;Guangzhou;\r\n')
os.mkfifo(PIPE)
program = Program([GARRISON, '--company', office.file, '--as', 'owner', GOOD])
window = CustomersWindow(program, program.window('Customers'), 'Customers')


def choose(path):
    """By key, then by typing the path into the chooser."""
    window.activate()
    window.key('ctrl+i')
    chooser = wait(lambda: next((c for c in program.root.children if c.name == 'Import'), None), 'the chooser')
    x_id = wait(lambda: run('xdotool', 'search', '--onlyvisible', '--name', '^Import$').split()[-1:], 'its window')[0]
    run('xdotool', 'windowfocus', '--sync', x_id)
    window.type(path)
    entry = wait(lambda: next((n for n in chooser.all('text') if n.text == path), None), 'the path to be typed')
    assert entry.text == path
    window.key('Return')


def customers():
    return len(office.ask('customers limit 1000'))


def dialog_of(path):
    return window.dialog('^Import ' + os.path.basename(path))


def the_file_named_at_the_start_is_offered():
    dialog_of(GOOD).find('label', '^Zebra Gate Ltd · Zebra Yard Ltd$')
    dialog_of(GOOD).key('Escape')
    window.closed('^Import ')


def the_columns_and_first_rows_are_shown():
    choose(GOOD)
    dialog = dialog_of(GOOD)
    dialog.find('label', '^Rows in the file$')
    for text in 'Company', 'City', 'Phone', 'Zebra Gate Ltd · Zebra Yard Ltd', 'Guangzhou · Shenzhen':
        dialog.find('label', f'^{text}$')
    for text in '^New records$', '^Twice in the file$', '^Line 4 is left out$':
        dialog.find('label', text)
    assert customers() == 40, 'something was imported by looking'


def the_import_changes_the_count():
    dialog = dialog_of(GOOD)
    button = dialog.find('push button', 'Import$')
    wait(lambda: button.is_('sensitive'), 'the button')
    button.press()
    dialog.find('label', '^2 records imported$')
    dialog.find('label', '^1 row was left out')
    assert customers() == 42
    with open(os.path.join(BROUGHT, 'brought (left out).csv'), encoding='utf-8-sig') as left_out:
        assert 'Zebra Gate Ltd' in left_out.read()


def undo_takes_it_back():
    dialog = dialog_of(GOOD)
    dialog.find('push button', 'Undo the import').press()
    window.closed('^Import ')
    window.toast('^Undone: 2 records imported')
    assert customers() == 40


def control_z_takes_back_what_escape_left():
    choose(GOOD)
    dialog = dialog_of(GOOD)
    button = dialog.find('push button', 'Import$')
    wait(lambda: button.is_('sensitive'), 'the button')
    button.press()
    dialog.find('label', '^2 records imported$')
    assert customers() == 42
    dialog.key('Escape')
    window.closed('^Import ')
    window.find('list item', '^All customers').click()
    window.search('zebra', 2)
    window.key('Escape', 'ctrl+z')
    wait(lambda: customers() == 40, 'the import to be undone')


def a_pipe_and_a_folder_get_a_sentence():
    os.mkdir(PLACE)
    for path, words in ((PIPE, 'pipe or a device'), (PLACE, 'a folder')):
        # Started again, it gives the file to the program that runs.
        subprocess.run([GARRISON, path], check=True, timeout=PATIENCE)
        dialog = dialog_of(path)
        dialog.find(None, words)
        assert not dialog.find('push button', 'Import$').is_('sensitive')
        dialog.key('Escape')
        window.closed('^Import ')


def what_is_no_table_gets_a_sentence():
    subprocess.run([GARRISON, office.file], check=True, timeout=PATIENCE)
    window.toast('is no table that can be imported')
    several = subprocess.run([GARRISON, GOOD, PIPE], capture_output=True, text=True, timeout=PATIENCE)
    assert several.returncode == 2 and 'one file' in several.stderr, several


def nothing_was_complained_about():
    without_complaint(program)


check([the_file_named_at_the_start_is_offered, the_columns_and_first_rows_are_shown, the_import_changes_the_count,
       undo_takes_it_back, control_z_takes_back_what_escape_left, a_pipe_and_a_folder_get_a_sentence,
       what_is_no_table_gets_a_sentence, nothing_was_complained_about])
