#!/usr/bin/python3
"""The private cluster: it answers, checks passwords, is nobody else's, and leaves nothing behind."""
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, '..'))
import tap  # noqa: E402

POSTGRES = os.path.join(HERE, '..', 'postgres')
ASK = 'psql -XAtq -v ON_ERROR_STOP=1 "$GARRISON_TEST_POSTGRES" '
FOLDER = 'sed "s/.*host=//; s/&.*//" <<<"$GARRISON_TEST_POSTGRES"; '


def shell(script, command=(POSTGRES,), **environment):
    return subprocess.run([*command, 'bash', '-c', script], capture_output=True, text=True,
                          env=dict(os.environ, **environment))


def begin(script):
    return subprocess.Popen([POSTGRES, 'bash', '-c', script], stdout=subprocess.PIPE, text=True)


def wait_until(holds, what):
    for _ in range(400):
        if holds():
            return
        time.sleep(0.05)
    raise AssertionError(what)


def assert_gone(folder, *processes):
    """A cluster and its processes, whose end somebody else takes care of."""
    wait_until(lambda: not os.path.exists(folder), f'{folder} is still there')
    for process in processes:
        wait_until(lambda: not os.path.exists(f'/proc/{process}'), f'{process} still runs')


def status_and_output_are_those_of_the_command():
    answer = shell('echo out; echo err >&2; exit 7')
    assert (answer.returncode, answer.stdout) == (7, 'out\n'), answer
    assert answer.stderr.startswith('err\npostgres: the end of the server'), answer


def a_success_says_nothing_of_the_server():
    answer = subprocess.run([POSTGRES, 'printf', '%s|', 'a b', '', '*'], capture_output=True, text=True)
    assert (answer.returncode, answer.stdout, answer.stderr) == (0, 'a b||*|', ''), answer


def input_reaches_the_command():
    assert subprocess.run([POSTGRES, 'cat'], input='in', capture_output=True, text=True).stdout == 'in'


def the_administrator_gets_in():
    answer = shell(ASK + '-c "SHOW server_encoding" -c "SHOW lc_collate" -c "SHOW listen_addresses"')
    assert answer.stdout == 'UTF8\nC.UTF-8\n\n', answer


def passwords_are_checked():
    answer = shell(ASK + '''-c "CREATE ROLE ann LOGIN PASSWORD 'secret'"
      url=${GARRISON_TEST_POSTGRES%user=*}user=ann
      for password in secret wrong ""; do
        PGPASSWORD=$password psql -XAtqw "$url" -c "SELECT session_user" 2>/dev/null || echo refused
      done''')
    assert answer.stdout == 'ann\nrefused\nrefused\n', answer


def settings_of_the_user_are_not_seen():
    answer = shell(ASK + '-c "SELECT session_user, current_database()"', PGUSER='x', PGHOST='y', PGDATABASE='z')
    assert answer.stdout == 'admin|postgres\n', answer


def the_second_start_copies_what_the_first_one_made():
    with tempfile.TemporaryDirectory() as folder:
        assert shell(ASK + '-c "CREATE TABLE first ()"', G_TEST_BUILDDIR=folder).returncode == 0
        kept = os.listdir(folder)
        assert len(kept) == 1, kept
        made = os.stat(os.path.join(folder, kept[0], 'PG_VERSION')).st_mtime_ns
        answer = shell(ASK + '-c "SELECT count(*) FROM pg_class WHERE relname = \'first\'"', G_TEST_BUILDDIR=folder)
        assert answer.stdout == '0\n', answer
        assert os.listdir(folder) == kept
        assert os.stat(os.path.join(folder, kept[0], 'PG_VERSION')).st_mtime_ns == made


def two_at_once_are_apart():
    script = FOLDER + ASK + '-c "CREATE TABLE mine ()" -c "SELECT count(*) FROM pg_tables WHERE tablename = \'mine\'"'
    # Neither ends before both have begun.
    with tempfile.TemporaryDirectory() as meeting:
        script += f'; touch "{meeting}/$$"; until [ "$(ls "{meeting}" | wc -l)" = 2 ]; do sleep 0.05; done'
        both = [begin(script), begin(script)]
        answers = [child.communicate(timeout=50)[0].split() for child in both]
    assert [child.returncode for child in both] == [0, 0]
    assert [answer[1] for answer in answers] == ['1', '1'], answers
    assert answers[0][0] != answers[1][0], answers


def ended_by(number, status):
    child = begin(FOLDER + 'folder=$(' + FOLDER + '); cat "$folder/server"; echo $$; exec sleep 100')
    folder, server, command = (child.stdout.readline().strip() for _ in range(3))
    assert os.path.exists(f'/proc/{server}') and os.path.exists(folder), (folder, server)
    child.send_signal(number)
    assert child.wait(20) == status
    assert_gone(folder, server, command)
    child.stdout.close()


def told_to_end_it_leaves_nothing():
    ended_by(signal.SIGTERM, 143)


def killed_it_leaves_nothing():
    ended_by(signal.SIGKILL, -signal.SIGKILL)


def what_the_command_leaves_running_keeps_nothing():
    answer = shell(FOLDER + 'folder=$(' + FOLDER + '); cat "$folder/server"; '
                   'sleep 30 >/dev/null 2>&1 & echo $!')
    folder, server, sleeper = answer.stdout.split()
    os.kill(int(sleeper), signal.SIGTERM)
    assert not os.path.exists(folder) and not os.path.exists(f'/proc/{server}'), answer


def root_starts_it_as_another():
    if os.geteuid() != 0:
        raise tap.Skip('only root does')
    answer = shell(FOLDER + 'folder=$(' + FOLDER + '); stat -c %U "$folder/data"; stat -c %a "$folder"')
    assert answer.stdout.split()[1] in ('postgres', 'nobody') and answer.stdout.split()[2] == '700', answer


def somebody_else_starts_it_too():
    if os.geteuid() != 0:
        raise tap.Skip('the other checks did')
    with tempfile.TemporaryDirectory() as folder:
        os.chmod(folder, 0o755)
        copy = shutil.copy(POSTGRES, folder)
        nobody = ('setpriv', '--reuid=nobody', '--regid=nogroup', '--clear-groups', copy)
        answer = shell('id -un; ' + ASK + '-c "SELECT session_user"; ' + FOLDER, nobody, G_TEST_BUILDDIR='/nonexistent')
        words = answer.stdout.split()
        assert answer.returncode == 0 and words[:2] == ['nobody', 'admin'], answer
        assert not os.path.exists(words[2]), answer


def mistakes_are_refused():
    assert subprocess.run([POSTGRES], capture_output=True).returncode == 2


tap.check([
    status_and_output_are_those_of_the_command, a_success_says_nothing_of_the_server, input_reaches_the_command,
    the_administrator_gets_in, passwords_are_checked, settings_of_the_user_are_not_seen,
    the_second_start_copies_what_the_first_one_made, two_at_once_are_apart, told_to_end_it_leaves_nothing,
    killed_it_leaves_nothing, what_the_command_leaves_running_keeps_nothing, root_starts_it_as_another,
    somebody_else_starts_it_too, mistakes_are_refused])
