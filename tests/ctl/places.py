"""Where the companies of a suite are: each in a file, or each in a database of the server of tests/postgres."""
import os
import re
import subprocess

ADMIN = os.environ.get('GARRISON_TEST_POSTGRES')


class Files:
    on_server = False

    def __init__(self, folder):
        self.folder = folder

    def company(self, name):
        return os.path.join(self.folder, name + '.garrison')

    def is_closed(self, name):
        """Whether nobody but its owner can reach the company."""
        return os.stat(self.company(name)).st_mode & 0o077 == 0

    def is_empty(self, name):
        return not os.path.exists(self.company(name))


class Databases:
    on_server = True

    def __init__(self, folder):
        self.host = re.search(r'host=([^&]*)', ADMIN)[1]
        self.user = re.search(r'user=([^&]*)', ADMIN)[1]
        self.made = set()

    def company(self, name):
        """The address, which serves people and the administrator; the database is there from now on."""
        if name not in self.made:
            self.made.add(name)
            self.sql(f'CREATE DATABASE "{name}"')
        return self.address(name)

    def address(self, name):
        return f'postgresql:///{name}?host={self.host}&user={self.user}'

    def sql(self, text, name='postgres'):
        return subprocess.run(['psql', '-h', self.host, '-U', self.user, '-d', name, '-v', 'ON_ERROR_STOP=1', '-Atqc', text],
                              check=True, capture_output=True, text=True).stdout.strip()

    def is_closed(self, name):
        return self.sql("SELECT has_schema_privilege('public', 'garrison', 'USAGE') OR has_database_privilege('public',"
                        " current_database(), 'CREATE')", name) == 'f'

    def is_empty(self, name):
        return self.sql("SELECT to_regclass('garrison.person') IS NULL OR NOT EXISTS (SELECT 1 FROM pg_roles"
                        " WHERE starts_with(rolname, current_database() || '.'))", name) == 't'


def choose(folder):
    return Databases(folder) if ADMIN else Files(folder)
