"""Uses a GTK 4 program the way a person does. For scripts run by /usr/bin/python3 inside tests/session.

    program = Program(['garrison', '--company', file])
    window = program.window('Customers')
    window.find('push button', 'Log').press()
    window.click(window.find('list item', '^Qingdao'))
    assert 'logged' in window.wait(lambda: window.find('label', 'logged')).name

What is on the screen is found and read through accessibility (AT-SPI), as a screen reader would; the
pointer and the keys go through the X server (xdotool), so that what cannot be reached by a person is
not reached by a test either. Waiting is always for something: every wait gives up with a message."""
import os
import re
import subprocess
import sys
import time

# Strict warnings are meant for the program, not for this script; Program hands them on.
_G_DEBUG = os.environ.pop('G_DEBUG', None)
import gi  # noqa: E402
gi.require_version('Atspi', '2.0')
from gi.repository import Atspi, Gio, GLib  # noqa: E402
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))
from tap import Skip, check, witnesses  # noqa: E402, F401

# A machine that builds and tests something else beside takes ten times as long.
PATIENCE = float(os.environ.get('GARRISON_PATIENCE', 90 if 'GARRISON_SANITIZED' in os.environ else 45))
HAND = 0.04  # seconds for which a hand holds a button down


class Missing(AssertionError):
    """Something that should have appeared did not."""


def wait(question, what='', timeout=None):
    """The first true value of question(). A node that vanishes while it is looked at counts as no."""
    end = time.monotonic() + (timeout or PATIENCE)
    while True:
        answer = problem = None
        try:
            answer = question()
        except (GLib.Error, Missing, subprocess.CalledProcessError) as error:
            problem = error
        if answer:
            return answer
        if time.monotonic() > end:
            raise Missing(f'waited in vain for {what or question}: {problem or answer!r}')
        time.sleep(0.03)


def run(*words):
    """Standard output of a program that must succeed."""
    return subprocess.run([str(w) for w in words], check=True, capture_output=True, text=True).stdout.strip()


class Node:
    """A thing on the screen, as accessibility tells it."""

    def __init__(self, accessible, window=None):
        self.it, self.window = accessible, window
        self.again = None  # finds what took its place, where it was found by find()

    def __repr__(self):
        try:
            return f'<{self.role} {self.name!r}>'
        except GLib.Error:
            return '<something that is gone>'

    def __eq__(self, other):
        return isinstance(other, Node) and self.it == other.it

    __hash__ = None
    role = property(lambda self: self.it.get_role_name())
    name = property(lambda self: self.it.get_name() or '')
    description = property(lambda self: self.it.get_description() or '')

    @property
    def text(self):
        # GTK 4.8 answers nothing to "up to the end" (-1), so the length is asked for first.
        return Atspi.Text.get_text(self.it, 0, Atspi.Text.get_character_count(self.it))

    @property
    def value(self):
        return Atspi.Value.get_current_value(self.it)

    @property
    def parent(self):
        up = self.it.get_parent()
        return Node(up, self.window) if up else None

    def is_(self, state):
        """Whether a state holds, by AT-SPI's name: 'focused', 'checked', 'sensitive', 'showing' …"""
        return self.it.get_state_set().contains(getattr(Atspi.StateType, state.upper().replace('-', '_')))

    @property
    def children(self):
        found = (self.it.get_child_at_index(i) for i in range(self.it.get_child_count()))
        return [Node(child, self.window) for child in found if child]

    def walk(self, skip=None):
        """This node and all below it in reading order; not below those of which skip(node) is true."""
        yield self
        if not (skip and skip(self)):
            for child in self.children:
                yield from child.walk(skip)

    def all(self, role=None, name=None, skip=None):
        """Everything below with this role and a name in which the pattern is found."""
        for node in self.walk(skip):
            if node is not self and (role is None or node.role == role) and \
               (name is None or re.search(name, node.name)):
                yield node

    def maybe(self, role=None, name=None, index=0, skip=None):
        """The index-th of all(), or None."""
        for number, node in enumerate(self.all(role, name, skip)):
            if number == index:
                return node
        return None

    def find(self, role=None, name=None, index=0, skip=None, timeout=None):
        """The index-th of all(), waited for."""
        def look():
            return self.maybe(role, name, index, skip)
        node = wait(look, f'{role} {name!r} in {self!r}', timeout)
        node.again = look
        return node

    def gone(self, role=None, name=None, timeout=None):
        """Waits until there is no such thing on the screen. GTK 4.8 tells no state for that: what is not
        shown is not told at all or has no size."""
        wait(lambda: not any(n.shown for n in self.all(role, name)), f'{role} {name!r} to go', timeout)

    def press(self):
        """Does the node's own action: buttons and menu items have one, other things want click()."""
        assert 'Action' in self.it.get_interfaces() and Atspi.Action.do_action(self.it, 0), f'{self!r} has no action'

    def write(self, text):
        assert Atspi.EditableText.set_text_contents(self.it, text), f'{self!r} cannot be written to'

    def focus(self):
        Atspi.Component.grab_focus(self.it)

    @property
    def box(self):
        """(x, y, width, height) within the window; the pages of a stack have none of their own."""
        if 'Component' not in self.it.get_interfaces():
            return 0, 0, 0, 0
        r = Atspi.Component.get_extents(self.it, Atspi.CoordType.WINDOW)
        return r.x, r.y, r.width, r.height

    @property
    def shown(self):
        """Whether it takes room on the screen."""
        _, _, width, height = self.box
        return width > 0 and height > 0

    @property
    def visible(self):
        """(left, top, right, bottom) of the part of the box that the boxes around it leave."""
        x, y, width, height = self.box
        left, top, right, bottom = x, y, x + width, y + height
        node = self.parent
        while node and node.role != 'application':
            # Some containers of GTK 4.8 say nothing of their place.
            x, y, width, height = node.box if 'Component' in node.it.get_interfaces() else (0, 0, 0, 0)
            if width > 0 and height > 0:
                left, top = max(left, x), max(top, y)
                right, bottom = min(right, x + width), min(bottom, y + height)
            node = node.parent
        return left, top, right, bottom

    def click(self, **how):
        self.window.click(self, **how)

    def rows(self):
        """The children of a list that can be seen, from top to bottom. A list keeps rows that it no longer
        shows, with the place where they last were; only what the pointer would hit is on the screen."""
        left, top, right, bottom = self.visible
        seen = []
        for row in self.children:
            _, y, _, h = row.box
            middle = y + h // 2
            if h <= 0 or not top <= middle < bottom:
                continue
            list(row.walk())  # a hit is only found among objects that were asked for before
            hit = Atspi.Component.get_accessible_at_point(
                self.it, (left + right) // 2, middle, Atspi.CoordType.WINDOW)
            while hit is not None and hit.get_parent() != self.it:
                hit = hit.get_parent()
            if hit == row.it:
                seen.append((y, row))
        return [row for _, row in sorted(seen, key=lambda pair: pair[0])]


class Window(Node):
    """A window on the screen: a node that takes the pointer, keys and pictures."""

    def __init__(self, accessible, title):
        super().__init__(accessible)
        self.window = self
        self.x_id = wait(lambda: run('xdotool', 'search', '--onlyvisible', '--name', title).split()[-1:],
                         f'X window {title!r}')[0]

    def _geometry(self):
        lines = run('xdotool', 'getwindowgeometry', '--shell', self.x_id).splitlines()
        return {key: int(value) for key, value in (line.split('=') for line in lines)}

    @property
    def shadow(self):
        """What the X window has around the visible one: left, right, top, bottom; nothing when unknown."""
        found = re.search(r'= (\d+), (\d+), (\d+), (\d+)', run('xprop', '-id', self.x_id, '_GTK_FRAME_EXTENTS'))
        return tuple(int(number) for number in found.groups()) if found else ()

    @property
    def origin(self):
        """Where on the screen the visible window begins."""
        g, shadow = self._geometry(), self.shadow
        if shadow:
            return g['X'] + shadow[0], g['Y'] + shadow[2]
        _, _, width, height = self.box
        return g['X'] + (g['WIDTH'] - width) // 2, g['Y'] + (g['HEIGHT'] - height) // 2

    def point(self, node, dx=0, dy=0):
        """The middle of a node on the screen, moved by (dx, dy)."""
        def box():
            try:
                if node.shown:
                    return node.box
            except GLib.Error:
                pass  # rows are made anew when what they tell of changes
            fresh = node.again and node.again()
            if fresh:
                node.it = fresh.it
            return None
        left, top = self.origin
        x, y, width, height = wait(box, f'{node!r} to have a size')
        return left + x + width // 2 + dx, top + y + height // 2 + dy

    def resting_point(self, node, dx=0, dy=0):
        """point() of a node that does not move: a layout that is under way has come to its end."""
        seen = []

        def rests():
            seen.append(self.point(node, dx, dy))
            return seen[-2:-1] == seen[-1:] and seen[-1]
        return wait(rests, f'{node!r} to rest')

    def move(self, x, y):
        """Puts the pointer there, by a movement in any case: where a menu or a dialog closed below a resting
        pointer, GTK 4.8 does not know of it before it moves, and a click is given to nothing."""
        run('xdotool', 'mousemove', x - 2, y - 1, 'sleep', HAND, 'mousemove', x, y)
        time.sleep(0.05)

    def hover(self, node, dx=0, dy=0):
        self.move(*self.resting_point(node, dx, dy))

    def click(self, node, times=1, button=1, keys=(), dx=0, dy=0):
        """Clicks with the pointer, holding keys ('ctrl', 'shift') down."""
        self.hover(node, dx, dy)
        press = ['mousedown', button, 'sleep', HAND, 'mouseup', button, 'sleep', HAND]
        run('xdotool', *[w for k in keys for w in ('keydown', k)], *press * times,
            *[w for k in keys for w in ('keyup', k)])
        time.sleep(0.1)

    def drag(self, source, target, during=None):
        """Drags from one node to another. GTK needs many small moves to see a drag and its end."""
        (x0, y0), (x1, y1) = self.resting_point(source), self.resting_point(target)
        self.move(x0, y0)
        run('xdotool', 'mousedown', 1)
        time.sleep(0.1)
        for step in range(1, 25):
            run('xdotool', 'mousemove', x0 + (x1 - x0) * step // 24, y0 + (y1 - y0) * step // 24)
            time.sleep(0.01)
        time.sleep(0.2)
        if during:
            during()
        run('xdotool', 'mouseup', 1)
        time.sleep(0.3)

    def scroll(self, node, clicks):
        """Turns the wheel over a node: down when clicks is positive."""
        self.hover(node)
        run('xdotool', 'click', '--repeat', abs(clicks), '--delay', 20, 5 if clicks > 0 else 4)

    def key(self, *names):
        """Presses keys, such as 'ctrl+f', 'Return'."""
        run('xdotool', 'key', '--delay', 40, *names)
        time.sleep(0.05)

    def type(self, text):
        run('xdotool', 'type', '--delay', 40, '--', text)
        time.sleep(0.05)

    def activate(self):
        run('xdotool', 'windowfocus', '--sync', self.x_id)

    def resize(self, width, height):
        """Gives the visible window this size."""
        left, right, top, bottom = self.shadow or (0, 0, 0, 0)
        run('xdotool', 'windowsize', '--sync', self.x_id, width + left + right, height + top + bottom)
        wait(lambda: self.box[2:] == (width, height), f'{self!r} to become {width} by {height}')

    def picture(self, path, corner=0):
        """Writes what the screen shows of the window to a PNG, without its shadow, its corners rounded."""
        left, top = self.origin
        _, _, width, height = self.box
        g = self._geometry()
        assert g['WIDTH'] >= width and left >= 0 and top >= 0, 'the window is not wholly on the screen'
        run('import', '-window', 'root', '-crop', f'{width}x{height}+{left}+{top}', '+repage', '-strip', path)
        if corner:
            shape = f'roundrectangle 0,0 {width - 1},{height - 1} {corner},{corner}'
            run('convert', path, '(', '-size', f'{width}x{height}', 'xc:none', '-draw', shape, ')',
                '-compose', 'DstIn', '-composite', '-define', 'png:color-type=6', path)


def look(node, room):
    """What is shown below a node, as indented lines, at most room of them."""
    state = ' '.join(s for s in ('focused', 'selected', 'pressed', 'checked') if node.is_(s))
    text = repr(node.text) if 'Text' in node.it.get_interfaces() and node.role in ('text', 'entry') else ''
    name = '' if re.match(r'(Gtk|Adw|Garrison)[A-Z]\w*$', node.name) else node.name[:100]
    telling = name or text or state
    if node.role in ('table row', 'list item'):
        labels = [n.name[:40] for n in node.walk() if n.role == 'label' and n.shown and n.name != node.name]
        yield ' '.join(filter(None, [node.role, repr(name), state, *labels]))
        return
    if telling:
        yield ' '.join(filter(None, [node.role, repr(name), text, state]))
    children = node.children
    for child in node.rows() if len(children) > 60 else children:
        if not child.shown and not child.children:
            continue
        for line in look(child, room):
            room -= 1
            if room < 0:
                return
            yield '  ' * bool(telling) + line


programs = []
"""Those that were started and not stopped."""


def what_was_seen():
    """What the programs show now and said, for the log of a check that failed."""
    yield f'load {os.getloadavg()}, keys go to {run("xdotool", "getwindowfocus")}, ' \
          f'pointer {run("xdotool", "getmouselocation")}'
    for program in programs:
        ended = program.process.poll()
        yield f'{program.name} {"runs" if ended is None else f"ended with {ended}"}, and had said:'
        yield from ('  ' + line for line in program.log.splitlines()[-30:])
        for window in program.root.children if ended is None else ():
            yield f'it shows the window {window.name!r}, {window.box}:'
            yield from ('  ' + line for line in look(window, 150))


witnesses.append(what_was_seen)


_registry = None
ROOT = '/org/a11y/atspi/accessible/root'


def registered():
    """The processes that accessibility knows, and their names on its bus. Asked without Atspi, which looks into a program as soon as it hears of
    it: GTK 4.8 complains when that is before the program has heard that it was registered."""
    global _registry
    if _registry is None:
        session = Gio.bus_get_sync(Gio.BusType.SESSION)
        (address,) = session.call_sync('org.a11y.Bus', '/org/a11y/bus', 'org.a11y.Bus', 'GetAddress', None, None,
                                       Gio.DBusCallFlags.NONE, -1, None)
        flags = Gio.DBusConnectionFlags
        _registry = Gio.DBusConnection.new_for_address_sync(
            address, flags.AUTHENTICATION_CLIENT | flags.MESSAGE_BUS_CONNECTION, None, None)

    def ask(name, path, interface, method, *arguments):
        parameters = GLib.Variant(f'({"s" * len(arguments)})', arguments) if arguments else None
        return _registry.call_sync(name, path, interface, method, parameters, None, Gio.DBusCallFlags.NONE, -1, None)
    (programs_known,) = ask('org.a11y.atspi.Registry', ROOT, 'org.a11y.atspi.Accessible', 'GetChildren')
    found = {}
    for name, _ in programs_known:
        try:
            (process,) = ask('org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus',
                             'GetConnectionUnixProcessID', name)
            found[process] = name
        except GLib.Error:
            pass  # it has just gone
    return found


class Program:
    """A program that was started, and ends with the `with` block or stop()."""

    def __init__(self, argv, name=None, env=None):
        """name is what accessibility calls the program: the name of its file unless given."""
        self.name = name or os.path.basename(argv[0])
        environment = dict(os.environ, **(env or {}))
        # Not fatal: who is asked through accessibility while windows come and go may make GTK 4.8 answer with an
        # object that has no path yet, which it complains of itself. complaints() knows that from the program's own.
        if _G_DEBUG is not None:
            environment.setdefault('G_DEBUG', ','.join(w for w in _G_DEBUG.split(',') if not w.startswith('fatal')))
        self.log_path = os.path.join(os.environ['SESSION'], f'{self.name}.log')
        with open(self.log_path, 'a') as log:
            self.process = subprocess.Popen(argv, stdout=log, stderr=log, env=environment)
        programs.append(self)
        self.root = wait(self._root, f'{self.name} to appear')

    def __enter__(self):
        return self

    def __exit__(self, kind, *_):
        if kind:
            print(self.log, file=sys.stderr)
        self.stop()

    def _root(self):
        if self.process.poll() is not None:
            raise SystemExit(f'{self.name} ended at once ({self.process.returncode}):\n{self.log}')
        if self.process.pid not in registered():
            return None
        # The desktop hears of programs that come and go. (clear_cache() instead would go through all that an ended
        # program had shown, where a row that was used again may be above itself: at-spi2 2.46 never comes back.)
        while GLib.MainContext.default().iteration(False):
            pass
        desktop = Atspi.get_desktop(0)
        found = [desktop.get_child_at_index(i) for i in range(desktop.get_child_count())]
        return next((Node(it) for it in found if it and it.get_process_id() == self.process.pid), None)

    @property
    def log(self):
        with open(self.log_path, errors='replace') as log:
            return log.read()

    def pester(self, times):
        """Asks for a window that is not there, as a screen reader does whose count of windows is a moment old."""
        name = registered()[self.process.pid]
        for _ in range(times):
            # Without waiting: where there is no window at all, GTK 4.8 does not answer.
            _registry.call(name, ROOT, 'org.a11y.atspi.Accessible', 'GetChildAtIndex', GLib.Variant('(i)', [9]), None,
                           Gio.DBusCallFlags.NONE, 1000, None, None)
            _registry.flush_sync()
            time.sleep(0.002)

    def window(self, title, timeout=None):
        """The window whose title has the pattern in it, waited for."""
        node = wait(lambda: next((c for c in self.root.children if re.search(title, c.name)), None),
                    f'window {title!r}', timeout)
        return Window(node.it, title)

    def stop(self):
        """Ends the program if it still runs; its status."""
        if self in programs:
            programs.remove(self)
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                self.process.kill()
        return self.process.wait()
