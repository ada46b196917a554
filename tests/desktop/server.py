"""A company on the private server, and garrisonctl on it with anybody's login, for the tests that drive windows."""
import json
import os
import subprocess
from urllib.parse import parse_qs, urlsplit

from office import FOLDER, GARRISONCTL

ADMIN = os.environ['GARRISON_TEST_POSTGRES']
SERVER = parse_qs(urlsplit(ADMIN).query)['host'][0]
OWNER = 'green tea leaves'


class ServerOffice:
    """A company of one's own on the server. People's passwords are kept by login."""

    def __init__(self, name, owner='mei'):
        self.name, self.owner = name, owner
        self.uri = f'postgresql:///{name}?host={SERVER}'
        self.passwords = {owner: OWNER}
        file = os.path.join(FOLDER, 'password')
        with open(file, 'w') as out:
            out.write(OWNER + '\n')
        subprocess.run(['psql', ADMIN, '-qc', f'CREATE DATABASE "{name}"'], check=True)
        answer = subprocess.run([GARRISONCTL, '--password-file', file, 'team', 'init',
                                 ADMIN.replace('///postgres', '///' + name), '--owner', owner],
                                capture_output=True, text=True)
        assert answer.returncode == 0, answer.stderr

    def ctl(self, *words, login=None, lines=()):
        """Its output; it must succeed. lines: what it is told besides the password."""
        login = login or self.owner
        answer = subprocess.run([GARRISONCTL, '--company', self.uri, '--as', login, *map(str, words)],
                                capture_output=True, text=True, input='\n'.join([self.passwords[login], *lines]) + '\n')
        assert answer.returncode == 0, (words, answer.stderr)
        return answer.stdout

    def act(self, act, /, as_login=None, **arguments):
        """What the act gives, by name."""
        lines = self.ctl('act', act, *(f'{k}={v}' for k, v in arguments.items()), login=as_login).splitlines()
        return {key: int(value) for key, value in (line.rsplit(' ', 1) for line in lines)}

    def ask(self, question, login=None):
        """The rows of the answer, as dictionaries."""
        return json.loads(self.ctl('ask', question, '--json', login=login))

    def sql(self, query):
        """What the administrator reads, with no rule between."""
        return subprocess.run(['psql', ADMIN.replace('///postgres', '///' + self.name), '-Atc', query], check=True,
                              capture_output=True, text=True).stdout.strip()

    def add_person(self, login, name, *words):
        """The new person's id; the password is made of the login."""
        self.passwords[login] = f'{login} likes tea leaves'
        self.ctl('person', 'add', login, name, *words, lines=[self.passwords[login]])
        return next(p['id'] for p in json.loads(self.ctl('--json', 'person', 'list')) if p['login'] == login)
