#!/usr/bin/python3
"""count.py [--failed] TESTLOG.json…: prints the log of every test that failed, then one line with the sums.

Single checks are counted, not programs: each "ok" and "not ok" of the TAP that a test printed. A test
that prints none counts as one, and one that ended badly without naming a failure (crash, time-out,
missing plan) counts as one failure more. With --failed the status is a failure whatever the logs say."""
import json
import re
import sys

CHECK = re.compile(r'^(not )?ok\b[^#\n]*(?:#\s*(skip|todo)\b)?', re.I | re.M)
SKIP_ALL = re.compile(r'^1\.\.0\s*#\s*skip', re.I | re.M)
BAD = {'FAIL', 'ERROR', 'TIMEOUT', 'INTERRUPT', 'UNEXPECTEDPASS'}


def count(test):
    """(passed, failed, skipped) of one entry of a test log."""
    passed = failed = skipped = 0
    output = test.get('stdout') or ''
    for negative, directive in CHECK.findall(output):
        if directive:
            skipped += 1
        elif negative:
            failed += 1
        else:
            passed += 1
    bad = test['result'] in BAD
    if not (passed or failed or skipped) and not bad:
        skipped = int(test['result'] == 'SKIP' or bool(SKIP_ALL.search(output)))
        passed = 1 - skipped
    if bad and not failed:
        failed = 1
    return passed, failed, skipped


def tail(text, lines=200):
    """The end of a log, with what was left out said."""
    rows = (text or '').rstrip().split('\n')
    cut = len(rows) - lines
    return '\n'.join(([f'… {cut} lines before'] if cut > 0 else []) + rows[-lines:])


def main(arguments):
    forced = arguments[:1] == ['--failed']
    sums = [0, 0, 0]
    for name in arguments[forced:]:
        try:
            with open(name, encoding='utf-8', errors='replace') as log:
                tests = [json.loads(line) for line in log if line.strip()]
        except OSError as error:
            print(f'the tests of {name} did not run: {error.strerror}')
            sums[1] += 1
            continue
        for test in tests:
            counted = count(test)
            sums = [a + b for a, b in zip(sums, counted)]
            if counted[1]:
                print(f'\n==== {test["name"]}: {test["result"]}')
                print(tail(test.get('stdout')))
                print(tail(test.get('stderr')))
    if forced and not sums[1]:
        sums[1] = 1
    print('%d passed, %d failed, %d skipped' % tuple(sums))
    return 1 if sums[1] else 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
