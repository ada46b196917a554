#!/usr/bin/python3
"""The private desktop: its own folders, screen and bus, the command's status and output, nothing left."""
import os
import subprocess
import sys
import time

SESSION = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'session')


def run(*arguments, **environment):
    return subprocess.run([SESSION, *arguments], capture_output=True, text=True,
                          env=dict(os.environ, **environment))


def shell(script, *options, **environment):
    return run(*options, 'bash', '-c', script, **environment)


def status_and_output_are_those_of_the_command():
    answer = shell('echo out; echo err >&2; exit 7')
    assert (answer.returncode, answer.stdout, answer.stderr) == (7, 'out\n', 'err\n'), answer


def arguments_keep_their_blanks():
    assert run('printf', '%s|', 'a b', '', '*').stdout == 'a b||*|'


def the_folders_are_its_own_and_are_removed():
    answer = shell('echo "$SESSION $HOME $XDG_DATA_HOME $XDG_RUNTIME_DIR"; touch "$HOME/something"; ls -A "$HOME"')
    folders = answer.stdout.split('\n')[0].split()
    assert all(name.startswith(folders[0]) for name in folders), answer
    assert os.environ['HOME'] not in folders
    assert not os.path.exists(folders[0]), folders


def a_screen_of_the_wanted_size_is_there():
    assert '640x480' in shell('xdpyinfo | grep dimensions', '--size', '640x480').stdout


def the_bus_answers():
    answer = shell('gdbus call --session -d org.freedesktop.DBus -o / -m org.freedesktop.DBus.GetId')
    assert answer.returncode == 0 and answer.stdout.startswith("('"), answer


def strict_warnings_reach_the_command_only():
    assert shell('echo "$G_DEBUG"', G_DEBUG='fatal-warnings').stdout == 'fatal-warnings\n'


def the_language_is_passed_on():
    assert shell('echo "$LANGUAGE"', '--language', 'zh_CN').stdout == 'zh_CN\n'


def mistakes_are_refused():
    assert run('--nonsense', 'true').returncode == 2
    assert run().returncode == 2
    answer = run('--size', 'nonsense', 'true')
    assert answer.returncode == 1 and 'did not start' in answer.stderr, answer


def an_end_from_outside_leaves_nothing():
    script = 'echo "$SESSION $DBUS_SESSION_BUS_ADDRESS"; exec sleep 100'
    child = subprocess.Popen([SESSION, 'bash', '-c', script], stdout=subprocess.PIPE, text=True)
    folder, bus = child.stdout.readline().split()
    child.terminate()
    assert child.wait(60) == 143
    assert not os.path.exists(folder)
    call = ['gdbus', 'call', '--address', bus, '-d', 'org.freedesktop.DBus', '-o', '/',
            '-m', 'org.freedesktop.DBus.GetId']
    end = time.monotonic() + 30
    while subprocess.run(call, capture_output=True).returncode == 0:
        assert time.monotonic() < end, 'the bus is still there'
        time.sleep(0.05)


CHECKS = [status_and_output_are_those_of_the_command, arguments_keep_their_blanks,
          the_folders_are_its_own_and_are_removed, a_screen_of_the_wanted_size_is_there, the_bus_answers,
          strict_warnings_reach_the_command_only, the_language_is_passed_on, mistakes_are_refused,
          an_end_from_outside_leaves_nothing]
failed = False
print(f'1..{len(CHECKS)}')
for number, check in enumerate(CHECKS, 1):
    problem = None
    try:
        check()
    except (AssertionError, subprocess.TimeoutExpired) as error:
        problem, failed = error, True
    print(f'{"not ok" if problem else "ok"} {number} {check.__name__.replace("_", " ")}')
    if problem:
        print('# ' + str(problem).replace('\n', '\n# '))
sys.exit(failed)
