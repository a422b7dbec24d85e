"""What the environment decides: a missing or wrong variable stops the start with a message that names it."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PRODUCTION = {
    "CACHE_URL": "filecache:///tmp/tryg-cache",
    "DJANGO_ENV": "production",
    "SECRET_KEY": "x7" * 30,
    "DATABASE_URL": "postgres:////var/run/postgresql/tryg",
    "ALLOWED_HOSTS": "tryg.example.dk",
    "SITE_URL": "https://tryg.example.dk",
    "EMAIL_URL": "smtp://localhost:25",
}


def start(tmp_path, code="", **env):
    """Python reads the settings in an environment of its own; a variable that is None is not set."""
    env = {name: value for name, value in env.items() if value is not None}
    return subprocess.run(
        [sys.executable, "-c", f"import tryg_portal.settings as s\n{code}"],
        env={"PATH": os.environ["PATH"], "VAR_DIR": str(tmp_path), **env},
        cwd=ROOT,
        capture_output=True,
        text=True,
    )


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SECRET_KEY", None),
        ("SECRET_KEY", ""),
        ("SECRET_KEY", "for kort"),
        ("DATABASE_URL", None),
        ("DATABASE_URL", ""),
        ("DATABASE_URL", "noget vrøvl"),
        ("DATABASE_URL", "mysql://root@localhost/tryg"),
        ("ALLOWED_HOSTS", None),
        ("ALLOWED_HOSTS", ""),
        ("ALLOWED_HOSTS", "*"),
        ("ALLOWED_HOSTS", "tryg.example.dk,*"),
        ("SITE_URL", None),
        ("SITE_URL", "tryg.example.dk"),
        ("EMAIL_URL", None),
        ("EMAIL_URL", "vrøvl"),
        ("CACHE_URL", None),
        ("CACHE_URL", "locmemcache://"),
        ("CACHE_URL", "dummycache://"),
        ("CACHE_URL", "vrøvl://"),
        ("DJANGO_ENV", "produktion"),
        ("DJANGO_ENV", ""),
    ],
    ids=lambda part: "missing" if part is None else part or "empty",
)
def test_wrong_variable_stops_the_start_by_name(tmp_path, name, value):
    done = start(tmp_path, **PRODUCTION | {name: value})

    assert done.returncode != 0
    last_line = done.stderr.strip().splitlines()[-1]
    assert f"{name}:" in last_line
    assert ".env.example" in last_line


def test_production_starts_with_what_it_must_have_and_nothing_else(tmp_path):
    code = "print(s.DEBUG, s.DEMO, s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.SECURE_HSTS_SECONDS > 0)"

    done = start(tmp_path, code, **PRODUCTION)

    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == ["False", "False", "True", "True", "True"]


def test_demo_starts_with_nothing_set(tmp_path):
    code = "print(s.DJANGO_ENV, s.DEBUG, s.DEMO, s.DATABASES['default']['ENGINE'])"

    done = start(tmp_path, code)

    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == ["demo", "False", "True", "django.db.backends.sqlite3"]


def test_debug_is_off_whatever_the_environment_says(tmp_path):
    for environment in ("demo", "test"):
        assert (
            start(tmp_path, "print(s.DEBUG)", DJANGO_ENV=environment, DEBUG="True").stdout.strip()
            == "False"
        )


def test_example_names_every_variable_that_is_read():
    source = (ROOT / "tryg_portal" / "settings.py").read_text()
    read = set(re.findall(r"env\.\w+[(,]\s*\"(\w+)\"", source))
    example = set(re.findall(r"^#?([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE))

    assert {"SECRET_KEY", "DATABASE_URL", "VAR_DIR", "DJANGO_ENV"} <= read
    assert example == read


def test_example_explains_every_variable():
    """A block is a comment and the variables that it is about."""
    blocks = (ROOT / ".env.example").read_text().strip().split("\n\n")

    assert all(block.startswith("# ") for block in blocks)


def test_example_sets_nothing_as_it_stands():
    assert not re.search(r"^[A-Z_]+=", (ROOT / ".env.example").read_text(), re.MULTILINE)


def test_counters_of_failed_logins_are_not_thrown_out_to_make_room(tmp_path):
    done = start(tmp_path, "print(s.CACHES['default']['OPTIONS']['MAX_ENTRIES'])", **PRODUCTION)

    assert int(done.stdout) >= 100_000


@pytest.mark.parametrize(
    ("url", "default", "pages"),
    [
        ("filecache:///tmp/tryg-cache", "/tmp/tryg-cache", "/tmp/tryg-cache/pages"),
        ("redis://127.0.0.1:6379/0", "redis://127.0.0.1:6379/0", "redis://127.0.0.1:6379/0"),
    ],
)
def test_pages_have_a_cache_of_their_own_beside_the_counters(tmp_path, url, default, pages):
    code = """
from django.conf import settings; settings.configure(CACHES=s.CACHES)
from django.core.cache import caches
print([c["LOCATION"] for c in s.CACHES.values()], caches["default"], s.PAGE_CACHE_SECONDS)
a, b = (caches[name].make_key("x") for name in ("default", "pages"))
assert (a, s.CACHES["default"]["LOCATION"]) != (b, s.CACHES["pages"]["LOCATION"])
"""
    done = start(tmp_path, code, **PRODUCTION | {"CACHE_URL": url})

    assert done.returncode == 0, done.stderr
    assert f"{[default, pages]}" in done.stdout
    assert done.stdout.strip().endswith("300")
