#!/usr/bin/python3
"""The icons: all in the resource, drawn so that GTK can give them the colour of the text."""
import os
import re
import sys
import xml.etree.ElementTree as ElementTree

ICONS = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..', 'icons')
SVG = '{http://www.w3.org/2000/svg}'


def drawings():
    for folder, _, files in os.walk(ICONS):
        for name in sorted(files):
            if name.endswith('.svg'):
                path = os.path.join(folder, name)
                yield os.path.relpath(path, ICONS), ElementTree.parse(path).getroot()


def every_drawing_is_in_the_resource():
    with open(os.path.join(ICONS, 'garrison-icons.gresource.xml'), encoding='utf-8') as file:
        listed = re.findall(r'<file>(.*)</file>', file.read())
    there = [name for name, _ in drawings()]
    yield from (f'{name} is not listed' for name in set(there) - set(listed))
    yield from (f'{name} does not exist' for name in set(listed) - set(there))
    if len(there) < 30:
        yield f'only {len(there)} icons were found'


def symbolic_icons_are_filled_paths_of_one_colour():
    for name, root in drawings():
        if not name.endswith('-symbolic.svg'):
            continue
        if (root.get('width'), root.get('height'), root.get('viewBox')) != ('16', '16', '0 0 16 16'):
            yield f'{name} is not 16 by 16'
        if root.get('fill') != '#2e3436':
            yield f'{name} has another colour'
        for part in root.iter():
            if part is not root and part.tag != SVG + 'path' or 'stroke' in part.attrib or \
               part is not root and 'fill' in part.attrib:
                yield f'{name} has something but filled paths'


def nothing_is_drawn_far_outside():
    for name, root in drawings():
        size = float(root.get('width'))
        for path in root.iter(SVG + 'path'):
            for x, y in re.findall(r'[ML](-?[\d.]+) (-?[\d.]+)', path.get('d')):
                if not (-0.5 <= float(x) <= size + 0.5 and -0.5 <= float(y) <= size + 0.5):
                    yield f'{name}: {x} {y}'


checks = [every_drawing_is_in_the_resource, symbolic_icons_are_filled_paths_of_one_colour,
          nothing_is_drawn_far_outside]
status = 0
print(f'1..{len(checks)}')
for number, check in enumerate(checks, 1):
    problems = list(check())
    print(f'{"not ok" if problems else "ok"} {number} {check.__name__.replace("_", " ")}')
    for problem in problems:
        print('# ' + problem)
        status = 1
sys.exit(status)
