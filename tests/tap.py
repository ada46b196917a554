"""Checks of a Python program as a TAP stream, for meson."""
import sys
import traceback


class Skip(Exception):
    """Raised by a check that cannot be made here; its text says why."""


witnesses = []
"""Functions that tell, line by line, what can be seen when a check has failed."""


def testimony():
    for witness in witnesses:
        try:
            yield from witness()
        except Exception as error:  # what they look at may be what broke
            yield f'{witness.__name__}: {error!r}'


def note(lines):
    for line in lines:
        print('# ' + line, flush=True)


def check(tests):
    """Runs functions: a name is the function's, a failure shows its trace and what the witnesses tell.
    Ends the program."""
    failed = 0
    print(f'1..{len(tests)}', flush=True)
    for number, test in enumerate(tests, 1):
        title = test.__name__.replace('_', ' ')
        try:
            test()
            print(f'ok {number} {title}', flush=True)
        except Skip as reason:
            print(f'ok {number} {title} # SKIP {reason}', flush=True)
        except Exception:
            failed += 1
            print(f'not ok {number} {title}', flush=True)
            note(traceback.format_exc().splitlines())
            note(line for text in testimony() for line in text.splitlines() or [''])
    sys.exit(1 if failed else 0)
