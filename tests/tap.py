"""Checks of a Python program as a TAP stream, for meson."""
import sys
import traceback


class Skip(Exception):
    """Raised by a check that cannot be made here; its text says why."""


def check(tests):
    """Runs functions: a name is the function's, a failure shows its trace. Ends the program."""
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
            for line in traceback.format_exc().splitlines():
                print('# ' + line, flush=True)
    sys.exit(1 if failed else 0)
