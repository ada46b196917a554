#!/usr/bin/python3
"""The sums at the end of a test run must be right, above all when something went wrong."""
import json
import os
import subprocess
import sys
import tempfile

COUNT = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'count.py')
CASES = [
    ('single checks are counted', [('OK', 'TAP version 13\n1..3\nok 1 /a\nok 2 /b\nok 3 /c # SKIP no file\n')],
     '2 passed, 0 failed, 1 skipped', 0),
    ('a failed check', [('FAIL', '1..2\nok 1 /a\nnot ok 2 /b - 1 == 2\nBail out!\n')],
     '1 passed, 1 failed, 0 skipped', 1),
    ('a crash after passed checks', [('ERROR', '1..9\nok 1 /a\nok 2 /b\n')], '2 passed, 1 failed, 0 skipped', 1),
    ('a time-out without a word', [('TIMEOUT', '')], '0 passed, 1 failed, 0 skipped', 1),
    ('a program without TAP', [('OK', 'fine\n'), ('FAIL', '')], '1 passed, 1 failed, 0 skipped', 1),
    ('a suite skipped as a whole', [('SKIP', '1..0 # SKIP nothing here\n')], '0 passed, 0 failed, 1 skipped', 0),
    ('words that begin like a check', [('OK', '1..1\n# ok\nokay then\nok 1 /a # Skipping is not it\n')],
     '1 passed, 0 failed, 0 skipped', 0),
    ('no test at all', [], '0 passed, 0 failed, 0 skipped', 0),
]


def run(*arguments):
    return subprocess.run([sys.executable, COUNT, *arguments], capture_output=True, text=True)


def write(folder, entries):
    path = os.path.join(folder, 'testlog.json')
    with open(path, 'w') as log:
        for result, stdout in entries:
            log.write(json.dumps({'name': 'some / test', 'result': result, 'stdout': stdout}) + '\n')
    return path


def checks():
    with tempfile.TemporaryDirectory() as folder:
        for title, entries, line, status in CASES:
            answer = run(write(folder, entries))
            yield title, answer.stdout.splitlines()[-1] == line and answer.returncode == status
        path = write(folder, [('OK', 'ok 1 /a\n')])
        twice = run(path, path)
        yield 'several logs are summed', twice.stdout == '2 passed, 0 failed, 0 skipped\n'
        yield 'a failed build is a failure', run('--failed', path).stdout == '1 passed, 1 failed, 0 skipped\n'
        yield 'a missing log is a failure', run(path + '.no').returncode == 1
        shown = run(write(folder, [('FAIL', 'not ok 1 /why - because\n')]))
        yield 'the log of a failure is shown', 'because' in shown.stdout


results = list(checks())
print(f'1..{len(results)}')
for number, (title, good) in enumerate(results, 1):
    print(f'{"ok" if good else "not ok"} {number} {title}')
sys.exit(not all(good for _, good in results))
