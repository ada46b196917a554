#!/usr/bin/python3
"""A company on a server while colleagues work: whatever they do is seen in every open window, at once and without
a reload; what was typed survives their news, and a stale edit is refused. How long each took is told, not judged."""
import re
import time

from office import GARRISON, CustomersWindow, Program, check, is_list, run, wait, without_complaint
from server import ServerOffice
from tap import note

HARBOUR, LANTERN, LIGHTHOUSE = 'Harbour Teas', 'Lantern Spices', 'Lighthouse Coffee'
office = ServerOffice('live')
customers = {}  # id by name
took = []  # (what was done, where it was seen, seconds)


def seen(what, **windows):
    """Waits until each window shows it; all are looked at in turn, so that none is told slower than it was."""
    begun, waiting, missing = time.monotonic(), dict(windows), {}

    def look():
        for name, shows in list(waiting.items()):
            try:
                there = shows()
            except Exception as error:  # a row that is made anew while it is read
                there, missing[name] = False, error
            if there:
                took.append((what, name, time.monotonic() - begun))
                del waiting[name]
        return not waiting
    try:
        wait(look, what)
    except AssertionError as error:
        raise AssertionError(f'{what} is not seen in {list(waiting)}; {missing}') from error


def shown(node, role, name):
    return wait(lambda: next((n for n in node.all(role, name) if n.shown), None), f'{role} {name!r} in {node!r}')


def words(node):
    return [n.name for n in node.all('label')]


def front(a_window):
    """There is nobody else who would bring a window to the front."""
    run('xdotool', 'windowraise', a_window.x_id)
    a_window.activate()


# ---- what the windows show --------------------------------------------------------------------------


class Parts:
    """What is looked at again and again, found once: to look through three windows takes longer than the news."""

    def __init__(self):
        self.rows, self.total = window.table, window.find('status bar', 'customers$', skip=is_list)
        self.views, self.people = window.find('list', '^Views$'), window.find('list', '^People$')
        self.name = window.find('label', f'^{HARBOUR}$', skip=is_list)
        self.owner = window.find('label', '^Li Na$', skip=is_list)
        self.lists = {name: window.find('list', f'^{name}$') for name in ('Contacts', 'Deals', 'Timeline')}
        self.entries = timeline.find('list', '^Entries in view$')
        self.lanes = timeline.find('panel', '^Timeline$')
        self.charts = {panel.name: panel for panel in charts.all('panel')}


def row_says(name):
    """The words of a row of the list; None when there is no such row."""
    return next((words(row) for row in parts.rows.children if row.name == name), None)


def lists(name, *texts):
    says = row_says(name)
    return says is not None and set(texts) <= set(says)


def counts(views=None, **people):
    """The figures of the sidebar."""
    figures = {item.name: words(item) for item in parts.views.children}
    holds = [item.name for item in parts.people.children]
    return all(str(figure) in figures[view] for view, figure in (views or {}).items()) and \
        all(any(re.match(f'{name.replace("_", " ")}, {figure} customer', item) for item in holds)
            for name, figure in people.items())


def pane_lists(part, pattern):
    return any(re.match(pattern, child.name) for child in parts.lists[part].children)


def entries(pattern):
    return any(re.search(pattern, child.name) for child in parts.entries.children)


def lanes_say(pattern):
    """What the lanes tell where the keys come by, to the right and back: planned steps and deals are only there."""
    for key in 'Tab', 'Tab', 'Tab', 'shift+Tab', 'shift+Tab', 'shift+Tab':
        timeline.key(key)
        if re.search(pattern, parts.lanes.name):
            return True
    return False


def chart(title, pattern):
    return any(re.fullmatch(pattern, text) for text in words(parts.charts[title])[1:3])


def later(hours):
    """An instant of today or tomorrow, in microseconds."""
    return int((time.time() + hours * 3600) * 1e6)


# ---- a company and a lead at three windows ----------------------------------------------------------


def a_team_works_on_a_server():
    global li, bo, lin, wei, deal
    office.act('add-team', name='North', parent=1)
    lin = office.add_person('lin', 'Lin Tao', '--role', 'Team lead', '--team', 'North')
    li = office.add_person('li', 'Li Na', '--team', 'North')
    bo = office.add_person('bo', 'Bo Wen', '--team', 'North')
    wei = office.add_person('wei', 'Wei Jun', '--role', 'Sales manager')
    for name in HARBOUR, LANTERN, LIGHTHOUSE:
        customers[name] = office.act('create-customer', name=name, owner=li)['customer']
    office.act('create-contact', as_login='li', customer=customers[HARBOUR], name='Chen Ming')
    deal = office.act('create-deal', as_login='li', customer=customers[HARBOUR], name='Spring harvest',
                      amount=1200000)['deal']


def the_lead_opens_three_windows():
    global program, window, timeline, charts, parts
    program = Program([GARRISON, '--company', office.uri, '--as', 'lin'])
    door = program.window('Garrison')
    shown(door, 'text', '^Password$').write(office.passwords['lin'])
    shown(door, 'push button', 'Sign in$').press()
    window = CustomersWindow(program, program.window('Customers'), 'Customers')
    window.activate()
    window.shows([HARBOUR, LANTERN, LIGHTHOUSE])
    window.row(HARBOUR).click()
    window.find('list item', '^Spring harvest')
    window.key('ctrl+2')
    timeline = program.window('Timeline')
    timeline.activate()
    timeline.key('ctrl+3')
    charts = program.window('Charts')
    charts.find('panel', '^New customers by category$').find('label', '^3$')
    parts = Parts()


# ---- colleagues work --------------------------------------------------------------------------------


def a_customer_leaves_the_team():
    office.act('transfer-customers', as_login='wei', ids=customers[LANTERN], to=wei)
    seen('a transfer out of the team', list=lambda: not lists(LANTERN),
         counts=lambda: counts({'My team': 2, 'All customers': 2}, Li_Na=2),
         total=lambda: parts.total.name == '2 customers',
         charts=lambda: chart('New customers by source', '2'))


def a_customer_comes_to_the_team():
    office.act('transfer-customers', as_login='wei', ids=customers[LANTERN], to=bo)
    seen('a transfer into the team', list=lambda: lists(LANTERN, 'Bo Wen'),
         counts=lambda: counts({'My team': 3, 'All customers': 3}, Bo_Wen=1),
         total=lambda: parts.total.name == '3 customers',
         charts=lambda: chart('New customers by source', '3'))


def several_move_within_the_team():
    office.act('transfer-customers', as_login='wei', ids=f'{customers[HARBOUR]},{customers[LIGHTHOUSE]}', to=bo)
    seen('a transfer of several', list=lambda: lists(HARBOUR, 'Bo Wen') and lists(LIGHTHOUSE, 'Bo Wen'),
         counts=lambda: counts(Bo_Wen=3, Li_Na=0), pane=lambda: parts.owner.name == 'Bo Wen')
    office.act('transfer-customers', as_login='wei', ids=f'{customers[HARBOUR]},{customers[LIGHTHOUSE]}', to=li)
    seen('and back', list=lambda: lists(HARBOUR, 'Li Na') and lists(LIGHTHOUSE, 'Li Na'),
         counts=lambda: counts(Bo_Wen=1, Li_Na=2), pane=lambda: parts.owner.name == 'Li Na')


def facts_are_edited():
    global HARBOUR
    level = office.sql("SELECT id FROM garrison.choice WHERE list = 'level' AND name = 'A'")
    customers['Harbour Tea House'] = customers.pop(HARBOUR)
    HARBOUR = 'Harbour Tea House'
    office.act('edit-customer', as_login='li', customer=customers[HARBOUR], version=1, name=HARBOUR, level=level)
    seen('an edit', list=lambda: lists(HARBOUR), pane=lambda: parts.name.name == HARBOUR)


def what_happened_is_logged():
    office.act('log-activity', as_login='li', customer=customers[HARBOUR], kind='call', text='Talked about the harvest')
    seen('an activity', list=lambda: lists(HARBOUR, 'now'), pane=lambda: pane_lists('Timeline', 'Talked about'),
         timeline=lambda: entries('Talked about the harvest$'), charts=lambda: chart('Activities by month', '1'))


def a_next_step_is_set():
    front(timeline)
    timeline.click(parts.lanes, dy=parts.lanes.box[3] // 2 - 12)  # below the last lane, where nothing is
    office.act('create-task', as_login='li', customer=customers[HARBOUR], text='Send the samples', due=later(20), timed=1)
    seen('a next step', list=lambda: any('Send the samples' in text for text in row_says(HARBOUR)),
         pane=lambda: window.maybe('label', '^Send the samples$', skip=is_list), timeline=lambda: lanes_say('Send the samples'))


def a_deal_advances_and_is_won():
    quote = office.sql("SELECT id FROM garrison.stage WHERE name = 'Quote'")
    version = office.sql('SELECT version FROM garrison.deal')  # it was transferred along with its customer
    office.act('advance-deal', as_login='li', deal=deal, stage=quote, version=version)
    seen('a stage', list=lambda: 'Quote' in row_says(HARBOUR),
         pane=lambda: pane_lists('Deals', 'Spring harvest, .*Quote'))
    office.act('win-deal', as_login='li', deal=deal)
    seen('a deal that is won', list=lambda: 'Won' in row_says(HARBOUR),
         pane=lambda: pane_lists('Deals', 'Spring harvest, .*Won'), timeline=lambda: lanes_say('Deal won'),
         charts=lambda: chart('Sales by salesperson', r'\$12.0\sk') and chart('Sales by month', r'\$12.0\sk'))


def somebody_to_speak_with_is_known():
    office.act('create-contact', as_login='li', customer=customers[HARBOUR], name='Amara Obi', mobile='13800138000')
    seen('a contact', pane=lambda: pane_lists('Contacts', 'Amara Obi'))


def a_customer_is_new():
    customers['Willow Bakery'] = office.act('create-customer', as_login='li', name='Willow Bakery')['customer']
    seen('a new customer', list=lambda: lists('Willow Bakery', 'Li Na'),
         counts=lambda: counts({'My team': 4, 'All customers': 4}, Li_Na=3),
         charts=lambda: chart('New customers by source', '4'))


def work_comes_to_the_lead():
    office.act('transfer-customers', as_login='wei', ids=customers[LIGHTHOUSE], to=lin)
    office.act('create-task', as_login='wei', customer=customers[LIGHTHOUSE], person=lin, text='Call the owner',
               due=later(0))
    seen('a task for oneself', list=lambda: any('Call the owner' in text for text in row_says(LIGHTHOUSE)),
         counts=lambda: counts({'Due today': 1, 'Mine': 1}, Lin_Tao=1))


def somebody_joins_the_team():
    office.add_person('rosa', 'Rosa Vidal', '--team', 'North')
    seen('a new colleague', counts=lambda: counts(Rosa_Vidal=0))


# ---- while something is written ---------------------------------------------------------------------


def what_is_being_written_survives_the_news():
    front(window)
    window.line.click()
    window.type('Half a sentence')
    office.act('log-activity', as_login='li', customer=customers[HARBOUR], kind='visit', text='Saw the new shop')
    seen('an activity beside a draft', timeline=lambda: entries('Saw the new shop$'),
         pane=lambda: pane_lists('Timeline', 'Saw the new shop'))
    assert window.line.text == 'Half a sentence' and window.line.is_('focused')
    window.type(' more')
    assert window.line.text == 'Half a sentence more'


def a_stale_edit_is_refused_and_keeps_what_was_typed():
    window.key('F2')
    dialog = window.dialog('^Edit customer$')
    wait(lambda: dialog.find('text', '^Name$').text == HARBOUR, 'the name in the form')
    dialog.find('text', '^Website$').write('harbour.example')
    level = office.sql("SELECT id FROM garrison.choice WHERE list = 'level' AND name = 'B'")
    office.act('edit-customer', as_login='li', customer=customers[HARBOUR], version=2, name=HARBOUR, level=level,
               note='Opens at six')
    seen('an edit behind a form', pane=lambda: sum(n.name.startswith('Facts changed') for n in parts.lists['Timeline'].children) == 2)
    assert dialog.find('text', '^Website$').text == 'harbour.example'
    dialog.find('push button', '_Save').press()
    dialog.find(name='^Somebody changed this in the meantime')
    assert dialog.find('text', '^Website$').text == 'harbour.example'
    assert office.ask('count of customers where website = "harbour.example"')[0]['Count'] == 0


def nothing_was_complained_about():
    without_complaint(program)


def how_long_it_took():
    note(f'{seconds:.2f} s: {what}, in {where}' for what, where, seconds in took)


check([a_team_works_on_a_server, the_lead_opens_three_windows, a_customer_leaves_the_team,
       a_customer_comes_to_the_team, several_move_within_the_team, facts_are_edited, what_happened_is_logged,
       a_next_step_is_set, a_deal_advances_and_is_won, somebody_to_speak_with_is_known, a_customer_is_new,
       work_comes_to_the_lead, somebody_joins_the_team, what_is_being_written_survives_the_news,
       a_stale_edit_is_refused_and_keeps_what_was_typed, nothing_was_complained_about, how_long_it_took])
