#!/usr/bin/python3
"""The walk-off drill: forty routes by which somebody with a valid sign-in might leave with the customers, each
tried with what such a person has. On a company in a file, and by tests/postgres on a server. At the end the table:
what came of each route on this engine, and what was expected.

  refused   the route yields nothing beyond the person's right
  bounded   it yields at most a small, counted, attributed amount, or it is seen
  open      it is not prevented here, or what would prevent it is not built
  n/a       there is no such thing on this engine, or nothing built yet that the route could use

A route that does not come to what it claims is "open", and the drill fails; so does one that comes to worse than
expected. A route that could not be tried (a program is not installed) is said to be so, and is no verdict."""
import os
import shutil
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import office  # noqa: E402
import routes_audit  # noqa: E402
import routes_changing  # noqa: E402
import routes_file  # noqa: E402
import routes_leaving  # noqa: E402
import routes_people  # noqa: E402
import routes_reading  # noqa: E402
import routes_server  # noqa: E402
from expected import EXPECTED  # noqa: E402
from tap import Skip, check, note  # noqa: E402

RANK = {'refused': 0, 'n/a': 1, 'bounded': 1, 'open': 2}
MODULES = routes_reading, routes_changing, routes_audit, routes_leaving, routes_file, routes_server, routes_people
ROUTES = {int(name[1:3]): function for module in MODULES for name, function in vars(module).items()
          if name[:1] == 'r' and name[1:3].isdigit()}
verdicts = {}


def a_company_is_founded_for_the_drill():
    office.found()


def made(number, function):
    title, file, server = EXPECTED[number]
    expected = server if office.PLACE.on_server else file

    def route():
        verdicts[number] = 'open', 'it did not come to what it claims', expected
        try:
            verdict, reason = function()
        except Skip as reason:
            verdicts[number] = 'not tried', str(reason), expected
            raise
        verdicts[number] = verdict, reason, expected
        assert verdict in RANK, verdict
        assert expected != 'n/a' or verdict == 'n/a', 'what was not there has come: expect a verdict'
        assert verdict != 'n/a' or expected == 'n/a', 'nothing was tried'
        assert RANK[verdict] <= RANK[expected], f'{verdict}, expected {expected}: {reason}'
    route.__name__ = f'{number:02}: {title}'
    return route


def every_route_is_here():
    """And, since this is the last, the table."""
    note([f'Walk-off drill, a company {"on a server" if office.PLACE.on_server else "in an encrypted file"}'])
    for number in sorted(EXPECTED):
        verdict, reason, expected = verdicts.get(number, ('not tried', 'there is no test', ''))
        mark = '' if verdict == expected else f' (expected {expected})'
        note([f'| {number} | {EXPECTED[number][0]} | {verdict}{mark} | {reason} |'])
    counts = {kind: sum(v[0] == kind for v in verdicts.values()) for kind in (*RANK, 'not tried')}
    note([', '.join(f'{n} {kind}' for kind, n in counts.items())])
    shutil.rmtree(office.ROOT, ignore_errors=True)
    assert sorted(ROUTES) == sorted(EXPECTED) == list(range(1, 41)), sorted(set(range(1, 41)) - set(ROUTES))


check([a_company_is_founded_for_the_drill, *(made(n, function) for n, function in ROUTES.items()), every_route_is_here])
