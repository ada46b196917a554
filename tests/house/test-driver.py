#!/usr/bin/python3
"""The harness that drives windows, tried on a window of its own."""
import os
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'desktop'))
import driver  # noqa: E402

program = driver.Program(sys.argv[1:2])
window = program.window('Driven')


def answer():
    return [label.name for label in window.all('label', skip=lambda n: n.role == 'list')]


def text_is_written_and_read():
    window.find('text', 'Name').write('李雷')
    assert window.find('text', 'Name').text == '李雷'
    window.find('push button', 'Greet').press()
    driver.wait(lambda: 'Hello 李雷' in answer(), 'the greeting')


def the_pointer_and_the_keys_reach_the_window():
    window.click(window.find('text', 'Name'), times=2)
    window.key('ctrl+a')
    window.type('Ada')
    window.click(window.find('push button', 'Greet'))
    driver.wait(lambda: 'Hello Ada' in answer(), 'the greeting')


def a_drag_is_dropped():
    window.drag(window.find('label', 'Drag me'), window.find('label', 'Hello'))
    driver.wait(lambda: 'Dropped' in answer(), 'the drop')


def only_rows_on_the_screen_are_listed():
    rows = driver.wait(lambda: (seen := window.find('list').rows()) and len(seen) > 3 and seen, 'some rows')
    assert 3 < len(rows) < 40, rows
    assert rows[0].find('label').name == 'Row 0'


def a_missing_thing_is_said_to_be_missing():
    try:
        window.find('push button', 'No such button', timeout=0.2)
    except driver.Missing as error:
        assert 'No such button' in str(error)
    else:
        raise AssertionError('it was found')


def the_picture_has_the_size_of_the_window():
    path = os.path.join(os.environ['SESSION'], 'picture.png')
    window.picture(path)
    size = subprocess.run(['identify', '-format', '%w %h', path], check=True, capture_output=True, text=True).stdout
    assert tuple(map(int, size.split())) == window.box[2:], (size, window.box)


def the_program_ends_when_told():
    program.stop()
    assert program.process.returncode is not None


driver.check([text_is_written_and_read, the_pointer_and_the_keys_reach_the_window, a_drag_is_dropped,
              only_rows_on_the_screen_are_listed, a_missing_thing_is_said_to_be_missing,
              the_picture_has_the_size_of_the_window, the_program_ends_when_told])
