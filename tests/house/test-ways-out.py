#!/usr/bin/python3
"""The ways out of the program: each kind of call that can take something out of the company stands in the files that
are known for it, behind the gate, and nowhere else; and no line of a log is given what a person or a record says."""
import os
import re
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))
from tap import check  # noqa: E402

SRC = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..', 'src')

WAYS = {
    # a permit is made by the gate alone
    r'\bgarrison_permit_new \(': {'base/permit.c', 'store/gate.c'},
    # the clipboard and drags: the gate's helper, a chart's table, the recovery key when a company begins; ids that only
    # this program understands
    r'\bgdk_clipboard_set': {'desktop/gate-copy.c', 'desktop/chart-export.c', 'desktop/entrance-recovery.c'},
    r'\bgdk_content_(provider|serializer)_\w+ \(|\bgdk_content_register_serializer':
        {'desktop/customer-table.c', 'desktop/handover-window.c', 'desktop/pool-page.c'},
    # paper and pictures
    r'\bgtk_print_operation_new|\bgtk_print_job': {'desktop/chart-export.c'},
    r'\bcairo_(pdf|ps|svg|script|recording)_surface_create': {'charts/chart-file.c'},
    r'_write_to_png|\bgdk_texture_save|\bgdk_pixbuf_save': {'charts/chart-file.c'},
    r'\bcairo_image_surface_create': {'charts/chart-file.c', 'desktop/watermark-layer.c'},
    # files: what the gate lets out; rows that somebody brought along; a backup, sealed as it is; what lies beside a
    # company, and how often signing in failed
    r'\bg_file_(replace|create|append_to|open_readwrite|copy)\w* \(':
        {'desktop/chart-export.c', 'exchange/customer-export.c', 'exchange/import-refused.c', 'store/sqlite/recovery.c'},
    r'\bg_file_set_contents': {'charts/chart-file.c', 'store/anchor.c', 'store/failures.c'},
    r'\bgarrison_csv_writer_new_for_return \(': {'exchange/csv-writer.c', 'exchange/import-refused.c'},
    r'\bSTDOUT_FILENO\b': {'ctl/output.c', 'ctl/reading.c'},
    # other programs
    r'\bg_spawn_|\bg_subprocess_|\bpopen \(|\bsystem \(|\bexec[lv][pe]* \(': {'store/move/backup.c', 'store/move/restore.c'},
}


def sources():
    for folder, _, files in os.walk(SRC):
        for name in sorted(files):
            if name.endswith('.c'):
                path = os.path.join(folder, name)
                with open(path, encoding='utf-8') as file:
                    yield os.path.relpath(path, SRC), file.read()


FILES = dict(sources())


def every_way_out_is_known():
    assert len(FILES) > 200, len(FILES)
    found = [f'{path}: {pattern}' for pattern, known in WAYS.items() for path, text in FILES.items()
             if re.search(pattern, text) and path not in known]
    assert not found, '\n'.join(found)


def no_known_way_is_out_of_use():
    """A file that no longer has the call has no reason to be allowed it."""
    gone = [f'{path}: {pattern}' for pattern, known in WAYS.items() for path in known
            if not re.search(pattern, FILES.get(path, ''))]
    assert not gone, '\n'.join(gone)


def logs_are_given_no_words():
    """What a log line prints besides numbers is a name of the program's own (a column, a state) or the message of an
    error of the store, which holds no values."""
    known = {'error->message', 'state', 'first', 'second', 'PQresultErrorField (result, PG_DIAG_MESSAGE_PRIMARY)',
             'g_quark_to_string (error->domain)'}
    found, n = [], 0
    for path, text in FILES.items():
        if path.startswith('ctl/'):
            continue
        for call in re.finditer(r'\bg_(?:debug|info|message|warning|critical|log)\s*\(((?:[^;"]|"(?:[^"\\]|\\.)*")*)\);', text):
            format = re.match(r'(?:"(?:[^"\\]|\\.)*"|[\sA-Z0-9_])*', call.group(1)).group()
            arguments = re.split(r',\s*(?![^()]*\))', call.group(1)[len(format):])[1:]
            n += 1
            words = re.findall(r'%[-+ 0-9.]*(?:[hlqjzt]*)([a-zA-Z])', format)
            for kind, argument in zip(words, arguments):
                if kind == 's' and argument.strip() not in known:
                    found.append(f'{path}: {call.group(0)}')
    assert n > 10, n
    assert not found, '\n'.join(found)


check([every_way_out_is_known, no_known_way_is_out_of_use, logs_are_given_no_words])
