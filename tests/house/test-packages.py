#!/usr/bin/python3
"""What the build asks for must be among what ./dev installs, and the data folder of nobody is named."""
import os
import re
import subprocess
import sys

TOP = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..')
# Modules that come with the package of another one.
COMES_WITH = {
    'glib-2.0': 'gio-unix-2.0', 'gobject-2.0': 'gio-unix-2.0', 'gio-2.0': 'gio-unix-2.0',
    'gmodule-2.0': 'gio-unix-2.0', 'cairo': 'cairo-svg', 'cairo-pdf': 'cairo-svg', 'cairo-ft': 'cairo-svg',
    'pango': 'pangocairo', 'pangoft2': 'pangocairo', 'icu-uc': 'icu-i18n', 'icu-io': 'icu-i18n',
}


def read(name):
    with open(os.path.join(TOP, name), encoding='utf-8') as file:
        return file.read()


def meson_files():
    for folder, folders, files in os.walk(TOP):
        folders[:] = [f for f in folders if not f.startswith(('.', '_'))]
        if 'meson.build' in files:
            yield os.path.relpath(os.path.join(folder, 'meson.build'), TOP)


def modules_are_installed():
    known = set(re.findall(r'module:(\S+)', read('dev')))
    for name in meson_files():
        for module in re.findall(r"dependency\(\s*'([^']+)'", read(name)):
            if module != 'threads' and COMES_WITH.get(module, module) not in known:  # the C library's own
                yield f'{name} wants {module}, for which dev names no package'


def unknown_command_is_refused():
    answer = subprocess.run([os.path.join(TOP, 'dev'), 'nonsense'], capture_output=True, text=True)
    if answer.returncode != 2 or 'Usage' not in answer.stderr:
        yield f'dev nonsense: status {answer.returncode}'


def scripts_are_well_formed():
    for script in ('dev', '.ci/run', 'tests/session', 'tests/postgres'):
        answer = subprocess.run(['bash', '-n', os.path.join(TOP, script)], capture_output=True, text=True)
        if answer.returncode:
            yield answer.stderr
        if not os.access(os.path.join(TOP, script), os.X_OK):
            yield f'{script} cannot be executed'


checks = [modules_are_installed, unknown_command_is_refused, scripts_are_well_formed]
status = 0
print(f'1..{len(checks)}')
for number, check in enumerate(checks, 1):
    problems = list(check())
    print(f'{"not ok" if problems else "ok"} {number} {check.__name__.replace("_", " ")}')
    for problem in problems:
        print('# ' + problem)
        status = 1
sys.exit(status)
