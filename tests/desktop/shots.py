#!/usr/bin/python3
"""shots.py FOLDER [NAME…]: pictures of the real windows on a sample company, for the README and for looking.

Run inside tests/session with a window manager that composites; ./dev shots does. GARRISON_BIN is the
folder with desktop/garrison and ctl/garrisonctl. Without names all pictures are taken."""
import os
import subprocess
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import driver  # noqa: E402

BIN = os.environ['GARRISON_BIN']
TITLES = {'customers': 'Customers|客户', 'timeline': 'Timeline|时间线', 'charts': 'Charts|图表'}
# name: window, language, scheme, width, height
SHOTS = {
    'customers-en-light': ('customers', 'en', 'light', 1600, 1000),
    'customers-zh-dark': ('customers', 'zh_CN', 'dark', 1600, 1000),
    'customers-small': ('customers', 'en', 'light', 1024, 700),
    'timeline-en-light': ('timeline', 'en', 'light', 1600, 1000),
    'timeline-zh-dark': ('timeline', 'zh_CN', 'dark', 1600, 1000),
    'charts-en-light': ('charts', 'en', 'light', 1600, 1000),
    'charts-zh-dark': ('charts', 'zh_CN', 'dark', 1600, 1000),
}


def locale(language):
    """The environment of a desk in that language. The locale is made here: few machines have several."""
    name = {'en': 'en_US', 'zh_CN': 'zh_CN'}[language]
    folder = os.path.join(os.environ['SESSION'], 'locales')
    path = os.path.join(folder, name + '.UTF-8')
    if not os.path.exists(path):
        os.makedirs(folder, exist_ok=True)
        subprocess.run(['localedef', '-i', name, '-f', 'UTF-8', path], check=True)
    return {'LOCPATH': folder, 'LANG': name + '.UTF-8', 'LC_ALL': name + '.UTF-8', 'LANGUAGE': language}


def company(language, env):
    """A sample company whose people and customers have names of that language; made once."""
    path = os.path.join(os.environ['SESSION'], f'{language}.garrison')
    if not os.path.exists(path):
        subprocess.run([os.path.join(BIN, 'ctl', 'garrisonctl'), '--company', 'sqlite:' + path, 'sample',
                        '--customers', '1200', '--people', '9', '--activities', '9000', '--deals', '1500',
                        '--seed', '7'], check=True, env=dict(os.environ, **env), stdout=subprocess.DEVNULL)
    return path


def prepare_desk():
    """Letters as most desktops have them, and Chinese ones in the shapes of the mainland."""
    path = os.path.join(os.environ['XDG_CONFIG_HOME'], 'gtk-4.0', 'settings.ini')
    with open(path, 'a', encoding='utf-8') as settings:
        settings.write('gtk-font-name=Noto Sans CJK SC 10\n')


def fill(kind, window):
    """Waits until the window shows what it is for; the first customer is open beside the list."""
    if kind == 'customers':
        table = window.find('list', 'GtkColumnListView')
        driver.wait(lambda: len(table.rows()) > 5, 'rows')
        window.click(table.rows()[2])
    time.sleep(2)


def take(name, folder):
    kind, language, scheme, width, height = SHOTS[name]
    env = dict(locale(language), ADW_DEBUG_COLOR_SCHEME='prefer-' + scheme)
    argv = [os.path.join(BIN, 'desktop', 'garrison'), '--company', company(language, env),
            '--as', 'owner', '--window', kind]
    with driver.Program(argv, env=env) as program:
        window = program.window(TITLES[kind])
        window.resize(width, height)
        fill(kind, window)
        path = os.path.join(folder, name + '.png')
        window.picture(path, corner=12)
        print(path, flush=True)


def main(arguments):
    folder, names = arguments[0], arguments[1:] or list(SHOTS)
    unknown = [name for name in names if name not in SHOTS]
    if unknown:
        sys.exit(f'shots.py: there is no picture {unknown[0]}; there are {", ".join(SHOTS)}')
    prepare_desk()
    failed = []
    for name in names:
        try:
            take(name, folder)
        except (driver.Missing, subprocess.CalledProcessError) as error:
            print(f'{name}: {error}', file=sys.stderr, flush=True)
            failed.append(name)
    sys.exit(1 if failed else 0)


if __name__ == '__main__':
    main(sys.argv[1:])
