#!/usr/bin/python3
"""What may not break the window: names that are no names, and a disk that is full."""
import os
import subprocess

from office import FOLDER, Office, Skip, check, is_list, wait, without_complaint

NAMES = ['<b>Bold</b> & <i>Sons</i> "Ltd"', '%s %d %n Ltd', '🍵🚚 Tea 👩‍👩‍👧 Ltd', '\u202eevil\u202c reversed Ltd',
         "Robert'); DROP TABLE customer;-- Ltd", 'é' * 5000]


def names_of_any_kind_are_shown_as_text():
    office = Office('hostile', customers=20, people=3, activities=20, deals=5, chinese=False)
    program, window = office.open()
    window.click(window.find('list item', '^All customers'))
    for number, name in enumerate(NAMES, 1):
        customer = office.act('create-customer', name=name, phone=f'7788990{number}')['customer']
        window.key('ctrl+f', 'Escape')
        window.count(f'^{20 + number} customers$')
        window.search(f'7788990{number}', 1)
        window.key('Return')
        wait(lambda: any(n.shown for n in window.all('label', skip=is_list) if n.name == name),
             f'{name[:30]!r} in the pane')
        office.act('log-activity', customer=customer, kind='note', text=name)
        window.tells(name[:20])
        window.key('F2')
        dialog = window.dialog('Edit customer')
        wait(lambda: dialog.find('text', '^Name$').text == name, 'the name in the form')
        dialog.key('Escape')
        window.closed('Edit customer')
    without_complaint(program)


def the_keys_of_the_inspector_open_nothing():
    """GTK's inspector reads and changes whatever a window holds."""
    office = Office('inspected', customers=20, people=3, activities=20, deals=5, chinese=False)
    program, window = office.open()
    for key in ('ctrl+shift+i', 'ctrl+shift+d'):
        window.key(key)
        window.search('nobody is called so', 0)
        window.key('Escape')
        assert [child.name for child in program.root.children] == ['Customers'], list(program.root.children)
    without_complaint(program)


def what_was_typed_stays_when_the_disk_is_full():
    if os.getuid() != 0:
        raise Skip('only root can make a small disk')
    disk = os.path.join(FOLDER, 'small')
    os.makedirs(disk)
    if subprocess.run(['mount', '-t', 'tmpfs', '-o', 'size=6m', 'tmpfs', disk], capture_output=True).returncode != 0:
        raise Skip('no small disk can be made here')
    try:
        office = Office('small', folder=disk, customers=20, people=3, activities=20, deals=5, chinese=False)
        program, window = office.open()
        window.click(window.find('list item', '^All customers'))
        window.count('^20 customers$')
        window.click(window.shows([row['Name'] for row in office.ask('customers')])[0])
        ballast = os.path.join(disk, 'ballast')
        with open(ballast, 'wb', buffering=0) as file:
            try:
                while True:
                    file.write(b'x' * 4096)
            except OSError:
                pass
        # What the file and its log have room for inside is used up first.
        for number in range(400):
            window.key('ctrl+l')
            window.line.write(f'Said number {number} ' + 'much ' * 400)
            window.key('Return')
            if wait(lambda: window.line.text == '' and 'logged'
                    or window.maybe(name='^The disk is full', skip=is_list) and 'full', 'an answer') == 'full':
                break
        else:
            raise AssertionError('the disk never was full')
        kept = f'Said number {number} '
        assert window.line.text.startswith(kept)
        os.remove(ballast)
        window.key('ctrl+l', 'Return')
        wait(lambda: window.line.text == '', 'the line to be logged')
        assert len(office.ask(f'activities where text contains "{kept}"')) == 1
        assert 'All is well' in office.ctl('check')
        without_complaint(program)
    finally:
        subprocess.run(['umount', '-l', disk])


check([names_of_any_kind_are_shown_as_text, the_keys_of_the_inspector_open_nothing,
       what_was_typed_stays_when_the_disk_is_full])
