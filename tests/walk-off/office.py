"""The company of the drill: people of each role, customers in and out of the thief's reach, a marker in each
contact detail; and what a thief has: garrisonctl, a terminal, the store's interface, psql, the files."""
import json
import os
import pty
import re
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'ctl'))
import places  # noqa: E402

GARRISONCTL, PROBE, READ_MARK, LOCK, MATRIX, CLOCK = map(os.path.abspath, sys.argv[1:7])
TESTS = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
ACTS = os.path.join(TESTS, '..', 'data', 'acts')
ROOT = tempfile.mkdtemp(prefix='garrison-walk-off.')
FOLDER, HOME, TEMP = (os.path.join(ROOT, name) for name in ('company', 'home', 'tmp'))
for each in FOLDER, HOME, TEMP:
    os.mkdir(each)
ENV = {**os.environ, 'HOME': HOME, 'TMPDIR': TEMP, **{f'XDG_{name}_HOME': os.path.join(HOME, name.lower())
                                                       for name in ('DATA', 'CONFIG', 'CACHE', 'STATE')}}
PLACE = places.choose(FOLDER)
ENGINE = 'server' if PLACE.on_server else 'file'
COMPANY = PLACE.company('drill')
PEOPLE = {'boss': 'owner', 'mei': 'manager', 'tom': 'lead', 'ann': 'salesperson', 'ben': 'salesperson',
          'eve': 'salesperson', 'ada': 'administrator', 'kim': 'auditor'}
# The address sanitizer wants all addresses, to come first, and to be debugged.
SANITIZED = 'GARRISON_SANITIZED' in os.environ
MARKERS = []
ids = {}
"""Of people by login, of roles by key, of customers and contacts by what they are called here."""


def secret(login):
    path = os.path.join(ROOT, 'secret.' + login)
    if not os.path.exists(path):
        with open(path, 'w') as file:
            file.write(f'{login} likes tea leaves\n')
        os.chmod(path, 0o600)
    return path


def words(login, *rest, company=None):
    return [GARRISONCTL, '--company', company or COMPANY, '--as', login, '--password-file', secret(login), *map(str, rest)]


def ctl(login, *rest, company=None, env=None, piped='', cwd=None):
    return subprocess.run(words(login, *rest, company=company), capture_output=True, text=True, input=piped,
                          cwd=cwd or FOLDER, env={**ENV, **(env or {})}, errors='replace')


def done(login, *rest, **how):
    answer = ctl(login, *rest, **how)
    assert answer.returncode == 0, (login, rest, answer.stdout, answer.stderr)
    return answer.stdout


def refused(login, *rest, says=None, **how):
    """The sentence in which it was refused: nothing on stdout."""
    answer = ctl(login, *rest, **how)
    assert answer.returncode == 1 and answer.stdout == '', (login, rest, answer.returncode, answer.stdout, answer.stderr)
    assert says is None or says in answer.stderr, (login, rest, answer.stderr)
    return answer.stderr


def act(login, name, /, **arguments):
    lines = done(login, 'act', name, *(f'{k}={v}' for k, v in arguments.items())).splitlines()
    return {key: int(value) for key, value in (line.rsplit(' ', 1) for line in lines)}


def act_refused(login, name, /, says=None, **arguments):
    return refused(login, 'act', name, *(f'{k}={v}' for k, v in arguments.items()), says=says)


def arguments_of(name):
    with open(os.path.join(ACTS, name + '.sql')) as file:
        return re.findall(r'^--@ arg (\w+)', file.read(), re.M)


def ask(question, login='boss'):
    return json.loads(done(login, 'ask', question, '--json'))


def screen(login, *rest):
    """What a terminal shows."""
    leader, follower = pty.openpty()
    process = subprocess.Popen(words(login, *rest), stdin=subprocess.DEVNULL, stdout=follower, stderr=follower, env=ENV, cwd=FOLDER)
    os.close(follower)
    seen = b''
    try:
        while block := os.read(leader, 65536):
            seen += block
    except OSError:
        pass  # how a terminal ends
    os.close(leader)
    process.wait()
    return seen.decode(errors='replace')


class Failed(Exception):
    pass


class Session:
    """Somebody signed in by the store's interface, for as long as wanted."""

    def __init__(self, login, company=None, before=(), env=None):
        self.process = subprocess.Popen([*before, PROBE, company or COMPANY, login, secret(login)], stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, text=True, env={**ENV, **(env or {})}, cwd=FOLDER)
        try:
            self.answer()
        except BaseException:
            self.close()
            raise

    def answer(self):
        rows = []
        for line in self.process.stdout:
            kind, _, rest = line.rstrip('\n').partition('\t' if line.startswith('row') else ' ')
            if kind == 'done':
                self.n = int(rest)
                return rows
            if kind == 'error':
                raise Failed(rest)
            rows.append(rest.split('\t'))
        raise Failed('it ended')

    def ask(self, line):
        try:
            self.process.stdin.write(line.replace('\n', ' ') + '\n')
            self.process.stdin.flush()
        except BrokenPipeError:
            raise Failed('it ended')
        return self.answer()

    def read(self, sql):
        return self.ask('read ' + sql)

    def denied(self, sql):
        try:
            rows = self.read(sql)
        except Failed as error:
            return str(error)
        raise AssertionError(f'{sql}: {rows[:3]}')

    def close(self):
        for end in self.process.stdin, self.process.stdout:
            try:
                end.close()
            except BrokenPipeError:
                pass
        self.process.wait()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()


def read(login, sql):
    with Session(login) as session:
        return session.read(sql)


def signals(login):
    with Session(login) as session:
        return session.ask("signals 20260101 20991231")


def psql(login, text, *, more=()):
    """As that person, with their own password and psql."""
    with open(secret(login)) as file:
        env = {**ENV, 'PGPASSWORD': file.read().strip(), 'PGOPTIONS': '-c search_path=garrison'}
    return subprocess.run(['psql', '-h', PLACE.host, '-U', 'drill.' + login, '-d', 'drill', '-v', 'ON_ERROR_STOP=1', '-Atq',
                           *more, *(['-c', text] if text else [])], capture_output=True, text=True, env=env)


def psql_denied(login, text, says=None):
    answer = psql(login, text)
    assert answer.returncode != 0, (text, answer.stdout[:300])
    # A slip of the pen is no refusal.
    assert not any(word in answer.stderr for word in ('does not exist', 'syntax error', 'could not connect')), (text, answer.stderr)
    assert says is None or says in answer.stderr, (text, answer.stderr)
    assert_no_marker(answer.stdout + answer.stderr, text)
    return answer.stderr


# ---- markers -------------------------------------------------------------------------------------

def marker(kind, key):
    """A detail that is nowhere else; what of it must never be found."""
    number = 1000 + len(MARKERS)
    if kind in ('phone', 'mobile'):
        text = hidden = f'13{number}57913'
    else:
        hidden = f'Qzmark{number}{key}'
        text = hidden + '@example.org' if kind == 'email' else hidden
    MARKERS.append(hidden)
    return text


def found_in(data):
    data = data if isinstance(data, bytes) else data.encode(errors='replace')
    low = data.lower()
    return [m for m in MARKERS if m.lower().encode() in low or m.lower().encode('utf-16-le') in low]


def assert_no_marker(data, where):
    assert not found_in(data), (where, found_in(data))


def files(*folders):
    for folder in folders:
        for path, _, names in os.walk(folder):
            for name in names:
                yield os.path.join(path, name)


def assert_no_marker_in_files(*folders):
    n = 0
    for path in files(*(folders or (FOLDER, HOME, TEMP))):
        try:
            with open(path, 'rb') as file:
                assert_no_marker(file.read(), path)
            n += 1
        except FileNotFoundError:
            pass
    return n


# ---- the company ---------------------------------------------------------------------------------

def plant(owner, key):
    """A customer of that person's with a contact; all eight details are markers."""
    details = {field: marker(field, key) for field in ('phone', 'email', 'address')}
    ids[key] = act(owner, 'create-customer', name=f'{key.title()} Werke GmbH', **details)['customer']
    details = {field: marker(field, key) for field in ('phone', 'mobile', 'email', 'messenger', 'address')}
    ids[key + '.contact'] = act(owner, 'create-contact', customer=ids[key], name=f'Wang {key.title()}', **details)['contact']


def hired(login, role='salesperson'):
    with open(secret(login)) as password:
        done('boss', 'person', 'add', login, login.title(), '--role', role, '--team', 'North', piped=password.read())
    ids[login] = next(p['id'] for p in json.loads(done('boss', '--json', 'person', 'list')) if p['login'] == login)


def found():
    if PLACE.on_server:
        answer = ctl('boss', 'init', '--owner', 'boss', '--currency', 'EUR', '--time-zone', 'Europe/Berlin')
    else:
        answer = subprocess.run([PROBE, '--found', COMPANY, 'boss', secret('boss')], capture_output=True, text=True, env=ENV)
    assert answer.returncode == 0, answer.stderr
    act('boss', 'add-team', name='North')
    for login, role in PEOPLE.items():
        if login != 'boss':
            with open(secret(login)) as password:
                done('boss', 'person', 'add', login, login.title(), '--role', role, *(
                    ['--team', 'North'] if role in ('lead', 'salesperson') else []), piped=password.read())
    ids.update({p['login']: p['id'] for p in json.loads(done('boss', '--json', 'person', 'list'))})
    ids.update({key: int(number) for number, key in read('boss', "SELECT id, key FROM role WHERE key IS NOT NULL")})
    for owner, keys in {'ann': ('alpha', 'amber'), 'ben': ('beta', 'bruno'), 'eve': ('echo',)}.items():
        for key in keys:
            plant(owner, key)
