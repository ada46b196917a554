#!/usr/bin/python3
"""A day's work in the Customers window: find, open, log, plan, create, edit, sell."""
from office import Office, check, is_list, wait, without_complaint

office = Office()
# One customer that can be told from all others, with a telephone number of its own.
office.act('create-customer', name='中国移动通信集团广东有限公司', phone='020-83886688', owner=2)
mobile = office.ask('customers where name contains "中国移动"')[0]['id']
program, window = office.open()


def activities(words):
    return office.ask(f'activities where text contains "{words}" and not voided')


def shown(name):
    return window.find('label', f'^{name}$', skip=is_list)


def the_list_shows_everybody():
    window.click(window.find('list item', '^All customers'))
    window.count('^241 customers$')
    assert len(window.shows([row['Name'] for row in office.ask('customers')])) > 10


def a_chinese_part_finds():
    window.search('移动通信', 1)
    wait(lambda: window.names == ['中国移动通信集团广东有限公司'], 'the only row')


def initials_of_the_pinyin_find():
    window.search('zgyd', 1)
    wait(lambda: window.names == ['中国移动通信集团广东有限公司'], 'the only row')


def a_whole_telephone_number_finds():
    for number in '020-83886688', '020 8388 6688', '+86 20 8388 6688', '02083886688':
        window.search(number, 1)
        wait(lambda: window.names == ['中国移动通信集团广东有限公司'], 'the only row')


def a_part_of_a_number_finds_nothing():
    window.search('8388668', 0)


def nothing_found_says_what_to_do():
    window.search('没有这样的客户', 0)
    for words in '^Nothing found$', 'Try less of the name':
        wait(lambda: window.find('label', words, skip=is_list).shown, f'{words} on the screen')


def return_opens_the_first_found():
    window.search('zgyd', 1)
    window.key('Return')
    shown('中国移动通信集团广东有限公司')
    wait(lambda: window.row('中国移动通信集团广东有限公司').is_('selected'), 'the row to be selected')


def a_call_is_logged_by_keyboard_alone():
    window.key('ctrl+l')
    wait(lambda: window.line.is_('focused'), 'the composer to have the keys')
    window.type('Asked about the new offices')
    window.key('Return')
    window.toast('^Logged$')
    wait(lambda: window.line.text == '', 'the composer to be empty')
    window.tells('Asked about the new offices', first=True)
    found = activities('new offices')
    assert [(row['Kind'], row['Person']) for row in found] == [('Call', '陈静')], found


def an_empty_line_is_not_logged():
    before = office.ask('count of activities')
    window.key('ctrl+l', 'Return')
    window.find(name='^Write what happened first.$', skip=is_list)
    assert office.ask('count of activities') == before


def a_next_step_is_set_with_the_call():
    window.key('ctrl+l')
    wait(lambda: window.line.is_('focused'), 'the composer to have the keys')
    window.type('Sends the plans')
    button = '^Next step$'
    window.popover(button, lambda: window.click(window.find('push button', button, index=1)))
    window.find('text', '^What is to be done$').write('Read the plans')
    window.find('push button', 'In a _week').press()
    window.find('label', '^Next: ')
    window.closed_popover(button)
    window.key('ctrl+l')
    wait(lambda: window.line.is_('focused'), 'the composer to have the keys')
    window.key('Return')
    wait(lambda: window.line.text == '', 'the composer to be empty')
    shown('Read the plans')
    tasks = office.ask('tasks where text = "Read the plans"')
    assert len(tasks) == 1 and tasks[0]['Done'] in ('No', 'no', 0, False, ''), tasks


def a_next_step_is_typed_behind_the_line():
    window.key('ctrl+l')
    wait(lambda: window.line.is_('focused'), 'the composer to have the keys')
    window.type('Asked for an offer > send the offer in 2 weeks 14:30')
    window.find('label', '^Next: .*14:30')
    window.key('Return')
    wait(lambda: window.line.text == '', 'the composer to be empty')
    assert [row['Text'] for row in activities('Asked for an offer')] == ['Asked for an offer']
    assert office.ask('count of tasks where text = "send the offer" and open')[0]['Count'] == 1
    window.line.write('客户同意报价 > 寄合同 大后天下午三点半')
    window.find('label', '^Next: .*15:30')
    window.line.write('The price > 100 is too much')
    window.find('label', '^Next step$')
    window.line.write('')
    window.key('ctrl+z')
    window.toast('^Undone: Logged$')


def the_next_step_is_done_and_undone():
    window.find('push button', '^Done$').press()
    window.toast('^Done$')
    window.find('push button', 'Set a next step')
    assert office.ask('count of tasks where text = "Read the plans" and open')[0]['Count'] == 0
    window.key('ctrl+z')
    shown('Read the plans')
    wait(lambda: office.ask('count of tasks where text = "Read the plans" and open')[0]['Count'] == 1, 'the task')


def an_entry_is_undone_by_keyboard():
    window.key('ctrl+l')
    wait(lambda: window.line.is_('focused'), 'the composer to have the keys')
    window.type('Logged by mistake')
    window.key('Return')
    window.tells('Logged by mistake')
    wait(lambda: window.line.text == '', 'the composer to be empty')
    window.key('ctrl+z')
    window.toast('^Undone: Logged$')
    wait(lambda: not any(entry.startswith('Logged by mistake') for entry in window.entries), 'the entry to go')
    assert activities('Logged by mistake') == []


def a_customer_is_created():
    window.key('ctrl+n')
    dialog = window.dialog('New customer')
    dialog.find('text', '^Name$').write('青岛新芽科技有限公司')
    dialog.find('text', '^Phone$').write('0532-55501234')
    dialog.find('push button', '_Create').press()
    window.closed('New customer')
    window.toast('^Customer created$')
    shown('青岛新芽科技有限公司')
    found = office.ask('customers where name = "青岛新芽科技有限公司"')
    assert [row['Owner'] for row in found] == ['陈静'], found


def a_duplicate_is_refused_and_nothing_typed_is_lost():
    window.key('ctrl+n')
    dialog = window.dialog('New customer')
    dialog.find('text', '^Name$').write('青岛 新芽 科技有限公司')
    dialog.find('text', '^Address$').write('Minjiang Road 7')
    dialog.find('push button', '_Create').press()
    dialog.find(name='^This customer is in the system already')
    assert dialog.find('text', '^Name$').text == '青岛 新芽 科技有限公司'
    assert dialog.find('text', '^Address$').text == 'Minjiang Road 7'
    assert office.ask('count of customers where name contains "新芽"')[0]['Count'] == 1
    dialog.find('push button', '_Open it').press()
    window.closed('New customer')
    shown('青岛新芽科技有限公司')


def what_was_typed_is_not_discarded_without_asking():
    window.key('ctrl+n')
    dialog = window.dialog('New customer')
    dialog.find('text', '^Name$').write('Half typed')
    dialog.key('Escape')
    question = wait(lambda: window.program.root.maybe('label', 'Discard what you typed'), 'the question')
    assert question.name
    window.program.root.find('push button', '_Discard').press()
    window.closed('New customer')
    assert office.ask('count of customers where name = "Half typed"')[0]['Count'] == 0


def a_fact_is_edited():
    window.key('F2')
    dialog = window.dialog('Edit customer')
    wait(lambda: dialog.find('text', '^Name$').text == '青岛新芽科技有限公司', 'the name in the form')
    dialog.find('text', '^Website$').write('xinya.example')
    dialog.find('push button', '_Save').press()
    window.closed('Edit customer')
    window.toast('^Saved$')
    assert office.ask('count of customers where website = "xinya.example"')[0]['Count'] == 1
    # The form did not know the number, and gave it back all the same.
    assert office.ask('customers where name contains "新芽"')[0].get('Phone') in (None, '••••••34')
    window.search('0532-55501234', 1)


def deal():
    return office.ask('deals where name = "Hundred desks"')[0]


def choose_for_the_deal(item):
    button = '^What to do with this deal$'
    window.popover(button, lambda: window.click(window.find('push button', button, index=1)))
    window.find('menu item', item).press()


def a_deal_is_created_advanced_and_won():
    window.find('push button', '^New deal$').press()
    dialog = window.dialog('New deal')
    dialog.find('text', '^Name$').write('Hundred desks')
    dialog.find('text', '^Amount$').write('12,500.50')
    dialog.find('push button', '_Create').press()
    window.closed('New deal')
    window.find('list item', '^Hundred desks, ')
    first = deal()['Stage']
    choose_for_the_deal('^合同洽谈$')
    wait(lambda: deal()['Stage'] == '合同洽谈' != first, 'the stage to change')
    window.find('list item', '^Hundred desks, .*合同洽谈')
    choose_for_the_deal('Won$')
    window.toast('^Deal won$')
    window.find('list item', '^Hundred desks, .*赢单')
    assert office.ask('sum of amount of deals where won and name = "Hundred desks"')[0]['Sum: Amount'] == 12500.5
    window.key('ctrl+z')
    window.toast('^Undone: Deal won$')
    wait(lambda: deal()['Stage'] == '合同洽谈', 'the deal to be open again')


def nothing_was_complained_about():
    without_complaint(program)


CHECKS = [the_list_shows_everybody, a_chinese_part_finds, initials_of_the_pinyin_find,
          a_whole_telephone_number_finds, a_part_of_a_number_finds_nothing, nothing_found_says_what_to_do, return_opens_the_first_found,
          a_call_is_logged_by_keyboard_alone, an_empty_line_is_not_logged, a_next_step_is_set_with_the_call,
          a_next_step_is_typed_behind_the_line,
          the_next_step_is_done_and_undone, an_entry_is_undone_by_keyboard, a_customer_is_created,
          a_duplicate_is_refused_and_nothing_typed_is_lost, what_was_typed_is_not_discarded_without_asking,
          a_fact_is_edited, a_deal_is_created_advanced_and_won, nothing_was_complained_about]
check(CHECKS)
