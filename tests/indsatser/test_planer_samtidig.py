"""Several processes at once on a real database: each thing is done once, and what is cut off is done again.

The processes have a copy of the test database, so that nothing they keep is met by other tests.
"""

import os
import shutil
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone

ROOT = Path(__file__).parents[2]
START = """
import os, sys, time
from pathlib import Path
import django
django.setup()
from datetime import timedelta
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.utils import timezone
from django.contrib.auth.models import Group, User
from djangocms_versioning.models import StateTracking, Version
from post_office.models import Email
from indsatser.models import Eftersyn, Gennemsyn, IndsatsIndhold, PlanlagtUdgivelse
from tests.indsatser.udgivelse import CPR, ny_kladde, planlagt, sendt

folder = Path(sys.argv[1])

def together():
    "Wait here until all have come this far."
    (folder / f"ready-{os.getpid()}").touch()
    while not (folder / "go").exists():
        time.sleep(0.01)
"""
PLAN = """
user = User.objects.create(username="kaja", email="kaja@aalborg.dk")
user.groups.add(Group.objects.get(name="koordinator"))
due = timezone.now() - timedelta(minutes=5)
for nr in range(6):
    planlagt(ny_kladde(user, titel=f"Nummer {nr}"), due, user)
faulty = ny_kladde(user, titel="Med fejl")
IndsatsIndhold.admin_manager.filter(pk=faulty.object_id).update(baggrund=CPR)
planlagt(faulty, due, user)
"""
RUN = "together(); call_command('run_scheduled')"
COUNT = """
plans = PlanlagtUdgivelse.objects
done = StateTracking.objects.filter(version__planer__isnull=False, new_state="published")
print(
    plans.filter(tilstand="udfoert").count(),
    plans.filter(tilstand="fejlet").count(),
    plans.venter().count(),
    done.count(),
    Email.objects.filter(subject__contains="Planen kunne ikke udføres").count(),
    Eftersyn.objects.count(),
)
"""

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture(scope="module")
def original(django_db_setup, django_db_blocker, tmp_path_factory):
    """A copy of the test database that nobody is connected to, taken before a test begins its transaction."""
    with django_db_blocker.unblock():
        if connection.vendor == "sqlite":
            path = tmp_path_factory.mktemp("samtidig") / "db.sqlite3"
            connection.ensure_connection()
            with closing(sqlite3.connect(path)) as copy:
                connection.connection.backup(copy)
            yield path
            return
        connection.close()  # a database that somebody uses is not copied
        name = f"samtidig_{os.getpid()}"
        with copied(connection.settings_dict["NAME"], name):
            yield name


@contextmanager
def copied(template, name):
    """A copy of a PostgreSQL database, while it lasts."""
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    yield
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE "{name}"')


@pytest.fixture
def database(db, original, tmp_path):
    """The address of a database of the test's own."""
    if connection.vendor == "sqlite":
        yield f"sqlite:///{shutil.copy(original, tmp_path)}"
        return
    with copied(original, f"{original}_t"):
        yield f"{os.environ['DATABASE_URL'].rpartition('/')[0]}/{original}_t"


@pytest.fixture
def at_once(database, tmp_path):
    """`at_once(*codes)`: a process for each, which go on together; answers (exit code, output, complaints) of each."""
    surroundings = {
        **os.environ,
        "DJANGO_ENV": "test",
        "DJANGO_SETTINGS_MODULE": "tryg_portal.settings",
        "DATABASE_URL": database,
        "EMAIL_URL": "dummymail://",
        "VAR_DIR": str(tmp_path),
        "PYTHONPATH": str(ROOT),
    }

    def run(*codes):
        (tmp_path / "go").unlink(missing_ok=True)
        for old in tmp_path.glob("ready-*"):
            old.unlink()
        processes = [
            subprocess.Popen(
                [sys.executable, "-W", "ignore", "-c", START + code, str(tmp_path)],
                env=surroundings,
                cwd=ROOT,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
            )
            for code in codes
        ]
        waiting = sum("together()" in code for code in codes)
        deadline = time.monotonic() + 120
        while len(list(tmp_path.glob("ready-*"))) < waiting:
            assert time.monotonic() < deadline, "the processes did not get ready"
            assert not any(process.poll() for process in processes), processes[0].stderr.read()
            time.sleep(0.05)
        (tmp_path / "go").touch()
        answers = [process.communicate(timeout=120) for process in processes]
        return [(p.returncode, *answer) for p, answer in zip(processes, answers, strict=True)]

    return run


def one(answers):
    """The output of the only process, which went well."""
    ((code, output, complaints),) = answers
    assert code == 0, complaints
    return output.strip()


def test_plans_are_done_once_though_three_processes_run_at_once(at_once):
    one(at_once(PLAN))

    answers = at_once(RUN, RUN, RUN)

    assert [code for code, _, _ in answers] == [0, 0, 0]
    assert not [line for _, _, said in answers for line in said.splitlines() if "ERROR" in line]
    said = [int(o.split()[0]) for _, out, _ in answers for o in out.splitlines() if "planen" in o]
    assert sum(said) == 6
    nights = int(timezone.localtime().hour >= 3)
    assert one(at_once(COUNT)) == f"6 1 0 6 1 {nights}"


def test_what_was_cut_off_in_the_middle_is_done_by_the_next_run(at_once):
    one(at_once(PLAN))
    cut_off = "PlanlagtUdgivelse.afslut = lambda *_: os._exit(9)\ncall_command('run_scheduled')"

    ((code, _, _),) = at_once(cut_off)
    assert code == 9
    assert one(at_once(COUNT)) == "0 0 7 0 0 0"

    one(at_once("call_command('run_scheduled')"))
    assert one(at_once(COUNT)).startswith("6 1 0 6 1")


SEND = (
    PLAN
    + """
sendt(ny_kladde(user, titel="Til gennemsyn"), "Se på den")
"""
)
DECIDE = """
gennemsyn, user = Gennemsyn.objects.venter().get(), User.objects.get(username="kaja")
together()
try:
    gennemsyn.afgoer("sendt_tilbage", user, f"Fra {os.getpid()}")
    print("vandt")
except ValidationError as refused:
    print(*refused.messages)
"""


def test_two_reviewers_at_once_do_not_both_decide(at_once):
    one(at_once(SEND))

    answers = at_once(DECIDE, DECIDE)

    assert sorted(out.strip() for _, out, _ in answers) == [
        "Gennemsynet er afgjort: sendt tilbage.",
        "vandt",
    ]


SEND_TOO = """
user = User.objects.get(username="kaja")
version = Version.objects.get(pk=Version.objects.filter(state="draft", locked_by=user).latest("pk").pk)
together()
try:
    Gennemsyn.send(version, user, "Se på den")
    print("vandt")
except ValidationError as refused:
    print(*refused.messages)
"""


def test_two_windows_at_once_do_not_both_send(at_once):
    one(at_once(PLAN + "ny_kladde(user, titel='Min')"))

    answers = at_once(SEND_TOO, SEND_TOO)

    assert sorted(out.strip() for _, out, _ in answers) == [
        "Kladden er allerede sendt til gennemsyn.",
        "vandt",
    ]
