#!/usr/bin/python3
"""What the window costs: first rows, stalls while somebody scrolls, types and logs, memory.

window.py COMPANY, or window.py --first COMPANY for the first rows and the memory alone: drives the real program on that company, inside tests/session. The program
measures itself (src/desktop/stall-probe.h); this only moves the pointer and types. Nothing is asserted.
"""
import os, re, signal, sys, time

sys.path.insert(0, os.path.join(os.path.dirname(__file__), '..', 'desktop'))
from driver import Program, run, wait


def memory(process):
    with open(f'/proc/{process.pid}/status') as status:
        return {key: int(value.split()[0]) / 1024 for key, value in
                (line.split(':') for line in status if line.startswith(('VmRSS', 'VmHWM', 'RssAnon')))}


def line(what, figure, goal='', good=True):
    print(f'{what:46} {figure:>21}   {"":21}   {"":6}   {goal}{"" if good else "  MISSED"}', flush=True)


class Measured:
    """Ends a part of the work: the program writes what stalled in it and begins anew."""

    def __init__(self, program):
        self.program = program
        self.read = 0

    def reports(self):
        return re.findall(r'stalls above 16 ms: (\d+), longest ([\d.]+) ms, sum ([\d.]+) ms in ([\d.]+) s; '
                          r'frames over 16.7 ms: (\d+) of (\d+); work above 16 ms: (\d+), longest ([\d.]+) ms', self.program.log)

    def end(self, what, goal='0 stalls'):
        os.kill(self.program.process.pid, signal.SIGUSR1)
        wait(lambda: len(self.reports()) > self.read, 'the report')
        stalls, longest, _, seconds, slow, frames, toils, hardest = self.reports()[self.read]
        self.read += 1
        if what:
            line(f'stalls > 16 ms in {float(seconds):.0f} s of {what}',
                 f'{stalls}, longest {float(longest):.0f} ms', goal, int(stalls) == 0)
            line('   of them by work of its own', f'{toils}, longest {float(hardest):.0f} ms')
            line('   frames over 16.7 ms', f'{slow} of {frames}')


def first_rows(company, n=5):
    """The first start reads the programs from the disk; the median is told of all."""
    times = []
    for _ in range(n):
        program = Program([os.environ['GARRISON_BIN'] + '/desktop/garrison', '--company', company, '--as', 'owner'],
                          env={'GARRISON_STALLS': '1'})
        with program:
            # All of them write to one log.
            found = wait(lambda: re.findall(r'first rows: (\d+) ms', program.log)[len(times):], 'the first rows', timeout=60)
            times.append(int(found[0]))
            time.sleep(3)
            size = memory(program.process)['VmRSS']
    middle = sorted(times)[n // 2]
    line('first rows on the screen after the start', f'{middle} ms, longest {max(times)}', '< 1000 ms', middle < 1000)
    line('resident memory of the window after 3 s', f'{size:.0f} MB')
    return 0


def main(company):
    program = Program([os.environ['GARRISON_BIN'] + '/desktop/garrison', '--company', company, '--as', 'owner'],
                      env={'GARRISON_STALLS': '1'})
    with program:
        found = wait(lambda: re.search(r'first rows: (\d+) ms', program.log), 'the first rows', timeout=30)
        line('first rows on the screen after the start', f'{found[1]} ms', '< 500 ms', int(found[1]) < 500)
        window = program.window('Customers|客户')
        window.activate()
        measured = Measured(program)
        time.sleep(8)  # the roster is read and the list complete
        measured.end('')
        line('resident memory of the window', f'{memory(program.process)["VmRSS"]:.0f} MB', '< 300 MB',
             memory(program.process)['VmRSS'] < 300)
        x, y = window.origin
        run('xdotool', 'mousemove', x + 700, y + 400)
        for turn in range(20):
            run('xdotool', 'click', '--repeat', 30, '--delay', 12, 5 if turn % 4 < 3 else 4)
        measured.end('scrolling by the wheel')
        for key in ('End', 'Home', 'End', 'Home', 'Next', 'Next', 'Next', 'Prior', 'Prior'):
            run('xdotool', 'click', 1)
            run('xdotool', 'key', key)
            time.sleep(0.5)
        measured.end('jumping through the list')
        for text in ('haiyun', 'qd', '1380', 'zgyd', 'logistics', 'wuliu'):
            window.key('ctrl+f', 'ctrl+a')
            window.type(text)
            time.sleep(0.4)
        window.key('ctrl+f', 'ctrl+a', 'BackSpace', 'Escape')
        time.sleep(1)
        measured.end('typing into the search')
        for i in range(5):
            window.key('ctrl+l')
            window.type(f'measured {i}')
            window.key('Return')
            time.sleep(0.6)
        measured.end('logging calls')
        line('resident memory afterwards', f'{memory(program.process)["VmRSS"]:.0f} MB', '< 300 MB',
             memory(program.process)['VmRSS'] < 300)
    return 0


if __name__ == '__main__':
    sys.exit(first_rows(sys.argv[2]) if sys.argv[1] == '--first' else main(sys.argv[1]))
