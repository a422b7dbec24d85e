"""The real portal on a free port, with its own database and files: for the browser tests and for the photographs."""

import fcntl
import os
import re
import shutil
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DATABASE = "tryg_browser"
START_SECONDS = 60
"""How long the server may take from its start to its first answer."""

LINK_SECONDS = 400
"""How long a link that signs in is used again."""

BROWSER_ARGS = {
    "executable_path": "/usr/bin/chromium",
    "args": ["--no-sandbox", "--disable-dev-shm-usage"],
}
"""Debian's Chromium instead of a downloaded one."""


class DoesNotStart(RuntimeError):
    """The portal could not be set up; the message holds what the failing command wrote."""


@dataclass
class Portal:
    var: Path
    port: int
    database_url: str
    workers: int = 1
    cache_url: str = "locmemcache://"
    public_url: str = ""
    """Where visitors reach it, when something stands before it."""
    email_url: str = "consolemail://"
    process: subprocess.Popen | None = field(default=None, repr=False)
    links: dict = field(default_factory=dict, repr=False)
    """Role: (an address that signs in, when it was made)."""

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}"

    @cached_property
    def env(self):
        """The demo's settings, whatever the caller's own environment or .env say."""
        return {
            **os.environ,
            "DJANGO_ENV": "demo",
            "DJANGO_SETTINGS_MODULE": "tryg_portal.settings",
            "VAR_DIR": str(self.var),
            "MEDIA_ROOT": str(self.var / "media"),
            "STATIC_ROOT": str(self.var / "static"),
            "DATABASE_URL": self.database_url,
            "CACHE_URL": self.cache_url,
            "EMAIL_URL": self.email_url,
            "SITE_URL": self.public_url or self.url,
            "ALLOWED_HOSTS": "127.0.0.1,localhost",  # passkeys need a name
            "PYTHONWARNINGS": "ignore",
        }

    @property
    def log(self):
        return self.var / "gunicorn.log"

    def manage(self, *arguments):
        """Run a management command to its end and return what it wrote."""
        return self._command(*arguments).output()

    def _command(self, *arguments):
        return Command([sys.executable, "manage.py", *arguments], self.env)

    def login_link(self, role):
        """An address that signs in as the role; it works for ten minutes, and takes two seconds to make."""
        link, made = self.links.get(role, ("", 0))
        if time.monotonic() - made > LINK_SECONDS or not link:
            answer = self.manage("demologin", role)
            link = re.search(r"http://\S+/konto/demo/\S+", answer).group()
            self.links[role] = link, time.monotonic()
        return link

    def set_up(self):
        self.var.mkdir(parents=True, exist_ok=True)
        static = self._command("collectstatic", "--noinput", "--verbosity=0")
        self.manage("migrate", "--verbosity=0")
        self.manage("demodata")
        static.output()

    def serve(self):
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [
                    *(sys.executable, "-m", "gunicorn", "tryg_portal.wsgi"),
                    *(f"--workers={self.workers}", "--threads=8"),
                    f"--bind=127.0.0.1:{self.port}",
                    *("--log-level=warning", "--no-control-socket"),
                ],
                cwd=ROOT,
                env=self.env,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        deadline = time.monotonic() + START_SECONDS
        while not self.answers():
            if self.process.poll() is not None or time.monotonic() > deadline:
                self.stop()
                raise DoesNotStart(
                    f"gunicorn svarer ikke på {self.url}/sundhed/:\n{self.log.read_text()}"
                )
            time.sleep(0.1)

    def answers(self):
        try:
            return self.get("/sundhed/").status == 200
        except OSError:
            return False

    def get(self, path, **headers):
        """The answer itself, past any browser; an error status is an answer too."""
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        request = urllib.request.Request(self.url + path, headers=headers)
        try:
            return opener.open(request, timeout=20)
        except urllib.error.HTTPError as answer:
            return answer

    def stop(self):
        if self.process is None:
            return
        self.process.terminate()
        try:
            self.process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


class Command:
    """A management command under way."""

    def __init__(self, command, env):
        self.name = " ".join(command[1:])
        self.process = subprocess.Popen(
            command, cwd=ROOT, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )

    def output(self):
        output, _ = self.process.communicate()
        if self.process.returncode:
            raise DoesNotStart(f"{self.name} stopper med kode {self.process.returncode}:\n{output}")
        return output


@contextmanager
def running(var, original=None):
    """`with running(folder) as portal:` set up, served, and stopped in the end.

    It takes a minute of both cores, so processes of one test run name one `original`, set up once and copied by each.
    """
    with _database(var) as database_url:
        portal = Portal(var, free_port(), database_url)
        try:
            if original and database_url.startswith("sqlite"):
                shutil.copytree(_set_up_once(original), var, dirs_exist_ok=True)
                _move_to(portal)
            else:
                portal.set_up()
            portal.serve()
            yield portal
        finally:
            portal.stop()


def _set_up_once(folder):
    ready = folder / "ready"
    with open(folder.with_suffix(".lock"), "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # until the file is closed
        if not ready.exists():
            Portal(folder, free_port(), f"sqlite:///{folder / 'db.sqlite3'}").set_up()
            ready.touch()
    return folder


def _move_to(portal):
    """`migrate` has written the original's address, which sitemap and feeds ask for; here without its three seconds."""
    with closing(sqlite3.connect(portal.var / "db.sqlite3")) as database, database:
        database.execute("UPDATE django_site SET domain = ?", [f"127.0.0.1:{portal.port}"])


@contextmanager
def beside(portal, **otherwise):
    """One more server over the same database and files: `with beside(site, workers=2) as other:`."""
    another = Portal(portal.var, free_port(), portal.database_url, **otherwise)
    try:
        another.serve()
        yield another
    finally:
        another.stop()


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def _database(var):
    """SQLite in the folder, or, where DATABASE_URL names a PostgreSQL, a database of its own beside that one."""
    url = os.environ.get("DATABASE_URL", "")
    if not url.startswith("postgres"):
        yield f"sqlite:///{var / 'db.sqlite3'}"
        return
    with _postgres(url) as sql:
        sql(f"DROP DATABASE IF EXISTS {DATABASE} WITH (FORCE)")
        sql(f"CREATE DATABASE {DATABASE}")
        try:
            yield re.sub(r"/[^/?]*(?=\?|$)", f"/{DATABASE}", url)
        finally:
            with suppress(Exception):
                sql(f"DROP DATABASE IF EXISTS {DATABASE} WITH (FORCE)")


@contextmanager
def _postgres(url):
    import environ
    import psycopg2

    server = environ.Env.db_url_config(url)
    connection = psycopg2.connect(
        dbname=server["NAME"],
        user=server["USER"],
        password=server["PASSWORD"],
        host=server["HOST"],
        port=server["PORT"] or None,
    )
    connection.autocommit = True
    try:
        yield connection.cursor().execute
    finally:
        connection.close()
