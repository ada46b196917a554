#!/usr/bin/python3
"""People, teams, roles and passwords are managed in the window; who has no right for that sees none of it."""
import os
import re

from office import CustomersWindow, Office, check, wait, without_complaint

office = Office(chinese=False, customers=120, people=4, activities=300, deals=60)
owner_program, customers = office.open()
lead = next(p for p in office.people() if p['role'] == 'Team lead')
seller = next(p for p in office.people() if p['role'] == 'Salesperson' and p['holds'] > 0)
window = None  # of the people
picture = os.environ.get('HANDOVER_PICTURE')


def shown(node, role, name):
    return wait(lambda: next((n for n in node.all(role, name) if n.shown), None), f'{role} {name!r} in {node!r}')


def field(dialog, name):
    """An entry by its title."""
    return shown(dialog, 'text', f'^{name}$')


def press(dialog, name):
    """A button by its words; GTK 4.8 says them twice where one letter is underlined."""
    wait(lambda: next((n for n in dialog.all('push button', name) if n.shown and n.is_('sensitive')), None),
         f'button {name!r}').press()


def sensitive(dialog, name):
    return next(n for n in dialog.all('push button', name) if n.shown).is_('sensitive')


def says(dialog, pattern):
    """Something that is shown has these words."""
    return wait(lambda: next((n for n in dialog.walk() if re.search(pattern, n.name) and n.shown), None), pattern)


def row(name):
    return wait(lambda: next((r for r in window.table.rows() if r.name.startswith(name + ',')), None), f'row {name!r}')


def choose(name):
    """Clicks a person until it is the one chosen."""
    def chosen():
        window.click(row(name))
        return any(n.name == name for n in window.all('status bar', f'^{re.escape(name)}$'))
    wait(chosen, f'{name} to be chosen')


def person(name):
    return next((p for p in office.people() if p['name'] == name), None)


def page(name):
    """Another page of the window."""
    def there():
        tab = next(n for n in window.all('page tab', f'^{name}$') if n.shown)
        if not tab.is_('selected'):
            window.click(tab)
        return tab.is_('selected')
    wait(there, f'the page {name!r}')


def acting(title):
    return window.dialog(title)


# ---- as the owner --------------------------------------------------------------------------------


def the_window_opens_by_its_key():
    global window
    customers.key('ctrl+4')
    window = CustomersWindow(owner_program, owner_program.window('^People$'), '^People$')
    window.activate()
    wait(lambda: len(window.table.rows()) == 5, 'five people')
    text = row(seller['name']).name
    assert f', Salesperson, {seller["team"]}, {seller["holds"]} customer' in text and text.endswith(', Active'), text


def search_finds_by_role_and_name():
    window.key('ctrl+f')
    search = shown(window, 'entry', '^Search people$')
    search.write('team lead')
    wait(lambda: [r.name.split(',')[0] for r in window.table.rows()] == [lead['name']], 'the lead alone')
    search.write('nobody is called so')
    says(window, '^Nobody has such a name$')
    search.write('')
    wait(lambda: len(window.table.rows()) == 5, 'everybody')


def mistakes_are_told_before_anybody_is_added():
    window.key('ctrl+n')
    dialog = acting('^New person$')
    field(dialog, 'Full name').write('Mei Lin <b>')
    field(dialog, 'Login').write(seller['login'])
    field(dialog, 'New password').write('green tea')
    field(dialog, 'The password again').write('black tea')
    press(dialog, 'Add$')
    says(dialog, '^The two passwords differ')
    field(dialog, 'The password again').write('green tea')
    press(dialog, 'Add$')
    says(dialog, '^Somebody else has this login')
    assert len(office.people()) == 5


def a_person_is_added_with_a_first_password():
    dialog = acting('^New person$')
    field(dialog, 'Login').write('mei')
    press(dialog, 'Add$')
    window.closed('^New person$')
    window.toast('^Person added$')
    row('Mei Lin <b>')
    office.ctl('person', 'list', login='mei', stdin='green tea\n')
    assert person('Mei Lin <b>')['role'] == 'Salesperson'


def it_can_be_undone_and_done_again():
    window.activate()
    window.key('ctrl+z')
    wait(lambda: person('Mei Lin <b>') is None, 'the person to go')
    wait(lambda: len(window.table.rows()) == 5, 'the row to go')
    window.key('ctrl+n')
    dialog = acting('^New person$')
    for name, text in (('Full name', 'Mei Lin'), ('Login', 'mei'), ('New password', 'green tea leaves'),
                       ('The password again', 'green tea leaves')):
        field(dialog, name).write(text)
    press(dialog, 'Add$')
    window.closed('^New person$')
    row('Mei Lin')


def facts_are_edited():
    choose('Mei Lin')
    window.key('F2')
    dialog = acting('^Edit person$')
    field(dialog, 'Full name').write('Mei Lin-Wu')
    field(dialog, 'Holding cap').write('many')
    press(dialog, 'Save$')
    says(dialog, 'is not a whole number')
    field(dialog, 'Holding cap').write('60')
    field(dialog, 'Phone').write('138 0000 1111')
    press(dialog, 'Save$')
    window.closed('^Edit person$')
    row('Mei Lin-Wu')
    says(window, '^0 / 60$')


def a_password_is_set_for_somebody_else():
    choose('Mei Lin-Wu')
    window.key('ctrl+p')
    dialog = acting('^Set password$')
    field(dialog, 'New password').write('short')
    field(dialog, 'The password again').write('short')
    press(dialog, 'Set$')
    says(dialog, 'at least 8 characters')
    field(dialog, 'New password').write('white tea leaves')
    field(dialog, 'The password again').write('white tea leaves')
    press(dialog, 'Set$')
    window.closed('^Set password$')
    window.toast('^Password set$')
    office.ctl('person', 'list', login='mei', stdin='white tea leaves\n')
    assert office.run('person', 'list', login='mei', stdin='green tea leaves\n').returncode != 0


def teams_are_a_tree():
    page('Teams')
    window.key('ctrl+n')
    dialog = acting('^New team$')
    field(dialog, 'Name').write('Overseas')
    press(dialog, 'Add$')
    window.closed('^New team$')
    says(window, '^Overseas, below Company, 0 people$')
    window.click(shown(window, 'list item', '^Overseas,'))
    dialog = acting('^Edit team$')
    field(dialog, 'Name').write(seller['team'])
    press(dialog, 'Save$')
    says(dialog, '^There is one already')
    field(dialog, 'Name').write('Abroad')
    press(dialog, 'Save$')
    window.closed('^Edit team$')
    says(window, '^Abroad, below Company, 0 people$')


def a_team_with_people_is_not_dissolved_an_empty_one_is():
    for team, sentence in ((seller['team'], '^There are people in this team'), ('Abroad', None)):
        window.click(shown(window, 'list item', f'^{team},'))
        dialog = acting('^Edit team$')
        press(dialog, 'Dissolve the team')
        question = acting('^Dissolve the team') if any(
            re.search('^Dissolve the team', c.name) for c in owner_program.root.children) else dialog
        wait(lambda: next((n for n in owner_program.root.all('push button', 'Dissolve$') if n.shown), None),
             'the question').press()
        if sentence:
            says(dialog, sentence)
            dialog.activate()
            dialog.key('Escape')
        window.closed('^Edit team$')
    window.gone('list item', '^Abroad,')
    assert question


def the_rights_of_a_role_are_a_table():
    page('Roles')
    cell = shown(window, 'push button', '^Salesperson, Archive customers: No right$')
    shown(window, 'label', '^Owner, Archive customers: The whole company’s$')
    wait(lambda: not any(n.shown for n in window.all('push button', '^Owner, ')), 'no button for the owner')
    cell.press()
    item = wait(lambda: next((n for n in window.all(None, '^Their own$') if n.shown and n.role.endswith('menu item')), None),
                'the choice')
    item.press() if 'Action' in item.it.get_interfaces() else window.click(item)
    window.toast('^Salesperson, Archive customers: Their own$')
    shown(window, 'push button', '^Salesperson, Archive customers: Their own$')
    window.activate()
    window.key('ctrl+z')
    shown(window, 'push button', '^Salesperson, Archive customers: No right$')


def section(name):
    """What the table of roles shows."""
    button = shown(window, 'push button', f'^{name}$')
    if not button.is_('pressed') and not button.is_('checked'):
        button.press()


def the_fields_of_a_role_are_a_table():
    page('Roles')
    section('Fields')
    shown(window, 'push button', '^Salesperson, Mobile of a contact: Masked until shown, which').press()
    item = wait(lambda: next((n for n in window.all(None, '^Hidden: no trace') if n.shown and n.role.endswith('menu item')), None),
                'the choice')
    item.press() if 'Action' in item.it.get_interfaces() else window.click(item)
    window.toast('^Salesperson, Mobile of a contact: Hidden')
    shown(window, 'push button', '^Salesperson, Mobile of a contact: Hidden')
    window.activate()
    window.key('ctrl+z')
    shown(window, 'push button', '^Salesperson, Mobile of a contact: Masked until shown, which')


def a_limit_is_typed():
    section('Limits')
    shown(window, 'push button', '^Salesperson, Records changed at once: 50$').press()
    wait(lambda: next((n for n in window.all('text', '^Records changed at once$') if n.shown and n.is_('focused')), None), 'the entry')
    window.key('ctrl+a')
    window.type('lots')
    window.key('Return')
    shown(window, 'text', '^Records changed at once$')
    window.key('ctrl+a')
    window.type('12')
    window.key('Return')
    window.toast('^Salesperson, Records changed at once: 12$')
    shown(window, 'push button', '^Salesperson, Records changed at once: 12$')


def a_role_of_ones_own_begins_like_another():
    press(window, 'New role')
    dialog = acting('^New role$')
    field(dialog, 'Name')
    dialog.type('Phone sales')
    press(dialog, 'Add$')
    window.toast('^Role added$')
    shown(window, 'push button', '^Phone sales, Records changed at once: 12$')
    section('Rights')
    shown(window, 'push button', '^Phone sales, See customers: Their own$')


def what_somebody_sees_can_be_looked_at():
    press(window, 'See as')
    dialog = acting('^See as$')

    def tells(pattern):
        """A row says so, perhaps below what is in view."""
        wait(lambda: any(re.search(pattern, n.name) for n in dialog.walk()), pattern)
    tells('^Customers: [0-9]')
    tells('^See customers: Their own$')
    tells('^Export customers: No right$')
    tells('^Records changed at once: 12$')
    dialog.click(field(dialog, 'A customer to look at'))
    dialog.type('a')
    dialog.key('Return')
    tells('^(Mobile of a contact|Phone of a customer): [0-9]+ (masked|hidden)|^They do not see this customer')
    dialog.key('Escape')
    window.closed('^See as$')


def left(name):
    """Waits until the row says so, if there is one."""
    return wait(lambda: next((r for r in window.table.rows() if r.name.startswith(name + ',') and ', Left' in r.name),
                             None), f'{name} to be shown as gone')


def dismissal_is_one_press_and_undo_takes_it_back():
    page('People')
    choose(lead['name'])
    window.key('Delete') if shown(window, 'list', '^GtkColumnListView$').is_('focused') else press(window, 'Dismiss$')
    window.toast(f'^{lead["name"]} has left and cannot sign in any more$')
    wait(lambda: not person(lead['name'])['active'], 'the dismissal')
    assert person(lead['name'])['holds'] == lead['holds'] > 0
    assert left(lead['name']).name.endswith(', Left, holds customers')
    window.activate()
    window.key('ctrl+z')
    wait(lambda: person(lead['name'])['active'], 'the person to come back')
    wait(lambda: row(lead['name']).name.endswith(', Active'), 'the row to say so')


def what_they_held_is_handed_over_afterwards():
    before = {p['name']: p['holds'] for p in office.people()}
    choose(lead['name'])
    press(window, 'Dismiss$')
    left(lead['name'])
    # What they held is next: the assistant opens by itself.
    dialog = acting(f'^Hand over from {lead["name"]}$')
    says(dialog, '^Open tasks$|^Contacts$')
    says(dialog, '^Every customer has a receiver$')
    if picture:
        dialog.picture(picture)
    # Only the seller takes part; the others are without receivers until somebody does.
    for box in [n for n in dialog.all('check box', ' takes part$') if n.name != f'{seller["name"]} takes part']:
        if box.is_('checked'):
            dialog.click(box)
    wanted = next(n for n in dialog.all('check box', f'^{seller["name"]} takes part$'))
    if not wanted.is_('checked'):
        dialog.click(wanted)
    says(dialog, '^Every customer has a receiver$')
    press(dialog, 'Hand over$')
    confirm = acting(f'^Hand over {lead["holds"]} customers? from ')
    press(confirm, 'Hand over$')
    press(dialog, 'Close$')
    # Whoever reported to them comes after.
    def reports():
        found = acting(f'^Hand over from {lead["name"]}$')
        return found if any(re.search('reports? to them$', n.name) for n in found.walk()) else None
    dialog = wait(reports, 'who reported to them')
    press(dialog, 'Hand over$')
    window.closed('^Hand over from ')
    after = {p['name']: p['holds'] for p in office.people()}
    assert after[lead['name']] == 0 and after[seller['name']] == before[lead['name']] + before[seller['name']], after
    wait(lambda: not any(r.name.startswith(lead['name']) for r in window.table.rows()), 'the row to go')


def who_has_left_is_shown_on_request():
    choose('Mei Lin-Wu')
    press(window, 'Dismiss$')
    wait(lambda: not any(r.name.startswith('Mei') for r in window.table.rows()), 'the row to go')
    window.click(shown(window, 'push button', '^Who left$'))
    assert row('Mei Lin-Wu').name.endswith(', Left')
    choose('Mei Lin-Wu')
    press(window, 'Hand over')
    window.toast('^Mei Lin-Wu holds nothing any more$')
    answer = office.run('person', 'list', login='mei', stdin='white tea leaves\n')
    assert answer.returncode != 0, answer


def the_company_is_renamed_in_the_preferences():
    window.activate()
    window.key('ctrl+comma')
    dialog = acting('^Preferences$')
    entry = field(dialog, 'Name of the company')
    entry.write('Qingdao Teas')
    dialog.click(entry)
    dialog.key('Return')
    says(dialog, '^Company renamed$')
    press(dialog, '^Close$')
    window.closed('^Preferences$')


def nothing_was_complained_about():
    without_complaint(owner_program)


# ---- as a salesperson ----------------------------------------------------------------------------


def a_salesperson_sees_no_management():
    global program, customers
    office.ctl('person', 'password', seller['login'], stdin='sells a lot\n')
    program, customers = office.sign_in(seller['login'], 'sells a lot')
    customers.activate()
    customers.popover('^Main menu$', lambda: customers.key('F10'))
    shown(customers, 'menu item', 'Change password')
    assert not any(n.shown for n in customers.all('menu item', 'People'))
    customers.closed_popover('^Main menu$')
    customers.key('ctrl+4')
    customers.key('ctrl+comma')
    dialog = customers.dialog('^Preferences$')
    says(dialog, 'does not have the right “Change settings and lists”')
    assert not field(dialog, 'Name of the company').is_('editable') or not field(dialog, 'Name of the company').is_('sensitive')
    assert not any(c.name == 'People' for c in program.root.children)
    dialog.key('Escape')
    customers.closed('^Preferences$')


def changing_the_own_password_needs_the_old_one():
    customers.popover('^Main menu$', lambda: customers.key('F10'))
    shown(customers, 'menu item', 'Change password').press()
    dialog = customers.dialog('^Change password$')
    field(dialog, 'Present password').write('sells nothing')
    for name in ('New password', 'The password again'):
        field(dialog, name).write('sells more still')
    press(dialog, 'Change$')
    says(dialog, '^The present password is wrong')
    field(dialog, 'Present password').write('sells a lot')
    for name in ('New password', 'The password again'):
        field(dialog, name).write('sells a lot')
    press(dialog, 'Change$')
    says(dialog, '^That is the old password')
    for name in ('New password', 'The password again'):
        field(dialog, name).write('sells more still')
    press(dialog, 'Change$')
    customers.closed('^Change password$')
    customers.toast('^Password changed$')


def the_new_password_opens_and_the_old_one_does_not():
    without_complaint(program)
    assert office.run('person', 'list', login=seller['login'], stdin='sells a lot\n').returncode != 0
    again, theirs = office.sign_in(seller['login'], 'sells more still')
    wait(lambda: len(theirs.table.rows()) > 0, 'their customers')
    without_complaint(again)


program = None
check([the_window_opens_by_its_key, search_finds_by_role_and_name, mistakes_are_told_before_anybody_is_added,
       a_person_is_added_with_a_first_password, it_can_be_undone_and_done_again, facts_are_edited,
       a_password_is_set_for_somebody_else, teams_are_a_tree, a_team_with_people_is_not_dissolved_an_empty_one_is,
       the_rights_of_a_role_are_a_table, the_fields_of_a_role_are_a_table, a_limit_is_typed,
       a_role_of_ones_own_begins_like_another, what_somebody_sees_can_be_looked_at,
       dismissal_is_one_press_and_undo_takes_it_back,
       what_they_held_is_handed_over_afterwards, who_has_left_is_shown_on_request,
       the_company_is_renamed_in_the_preferences, nothing_was_complained_about, a_salesperson_sees_no_management,
       changing_the_own_password_needs_the_old_one, the_new_password_opens_and_the_old_one_does_not])
