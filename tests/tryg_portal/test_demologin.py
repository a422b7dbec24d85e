"""The link that signs in to the local demo: for ten minutes, to the demo's own accounts, and in the demo only."""

import os
import subprocess
import sys
from io import StringIO

import pytest
from django.contrib.auth.models import User
from django.core import signing
from django.core.management import CommandError, call_command
from django.urls import path

from indsatser.demodata.indlaes import konti
from indsatser.rettigheder import ROLLER, roller
from tryg_portal.accounts.demo import DEMO_SALT, demo_link, demo_login
from tryg_portal.urls import urlpatterns as site_urls

urlpatterns = [path("konto/demo/<str:token>/", demo_login), *site_urls]
"""As in the demo, where settings.DEMO is true when the addresses are made."""


@pytest.fixture
def demo(db, settings):
    settings.DEMO = True
    konti()


def link_for(role):
    output = StringIO()
    call_command("demologin", role, stdout=output)
    return output.getvalue().split()[-1]


def path_of(link):
    return "/" + link.split("/", 3)[3]


def signed_in_as(client):
    pk = client.session.get("_auth_user_id")
    return User.objects.get(pk=pk).username if pk else None


@pytest.mark.urls(__name__)
@pytest.mark.parametrize("role", ROLLER)
def test_link_signs_in_as_the_role(client, demo, settings, role):
    link = link_for(role)

    response = client.get(path_of(link))

    assert link.startswith(settings.SITE_URL)
    assert (response.status_code, response["Location"]) == (302, "/admin/")
    assert signed_in_as(client) == f"demo-{role}"
    assert client.get("/admin/").status_code == 200
    assert roller(User.objects.get(username=f"demo-{role}")) == {role}


@pytest.mark.urls(__name__)
@pytest.mark.parametrize(
    "change", [lambda t: t[:-1], lambda t: "x" + t, lambda t: "x", lambda t: t.replace(":", "", 1)]
)
def test_link_that_is_tampered_with_leads_to_the_login(client, demo, change):
    token = path_of(link_for("koordinator")).split("/")[-2]

    response = client.get(f"/konto/demo/{change(token)}/")

    assert (response.status_code, response["Location"]) == (302, "/konto/login/")
    assert signed_in_as(client) is None


@pytest.mark.urls(__name__)
@pytest.mark.parametrize(
    ("seconds", "name"), [(590, "demo-koordinator"), (610, None)], ids=["before", "after"]
)
def test_link_works_for_ten_minutes(client, demo, monkeypatch, seconds, name):
    link = link_for("koordinator")
    now = signing.time.time()
    monkeypatch.setattr(signing.time, "time", lambda: now + seconds)

    client.get(path_of(link))

    assert signed_in_as(client) == name


@pytest.mark.urls(__name__)
def test_link_opens_no_account_but_those_of_the_demo(client, demo):
    real = User.objects.create_superuser("chef")

    response = client.get(f"/konto/demo/{signing.dumps(real.pk, salt=DEMO_SALT)}/")

    assert response["Location"] == "/konto/login/"
    assert signed_in_as(client) is None


@pytest.mark.urls(__name__)
def test_link_signed_for_something_else_signs_nobody_in(client, demo):
    user = User.objects.get(username="demo-koordinator")

    client.get(f"/konto/demo/{signing.dumps(user.pk, salt='noget andet')}/")

    assert signed_in_as(client) is None


def test_accounts_of_the_demo_have_no_password(demo):
    accounts = User.objects.filter(username__startswith="demo-")

    assert accounts.count() == len(ROLLER)
    assert not any(user.has_usable_password() or user.is_superuser for user in accounts)


@pytest.mark.urls(__name__)
@pytest.mark.django_db
def test_outside_the_demo_there_is_no_link_and_no_way_in(client, settings):
    settings.DEMO = True
    konti()
    link = link_for("koordinator")
    settings.DEMO = False

    assert client.get(path_of(link)).status_code == 404
    with pytest.raises(CommandError):
        call_command("demologin", "koordinator")
    with pytest.raises(RuntimeError):
        demo_link(User.objects.first())


@pytest.mark.django_db
def test_link_cannot_be_had_before_the_accounts_are_made(settings):
    settings.DEMO = True

    with pytest.raises(CommandError, match="make run"):
        call_command("demologin", "koordinator")


def test_unknown_role_is_refused_with_the_known_ones(demo):
    with pytest.raises(CommandError, match="koordinator"):
        call_command("demologin", "borgmester")


PRODUCTION = {
    "CACHE_URL": "filecache:///tmp/tryg-cache",
    "SECRET_KEY": "x7" * 30,
    "DATABASE_URL": "sqlite://:memory:",
    "ALLOWED_HOSTS": "tryg.example.dk",
    "SITE_URL": "https://tryg.example.dk",
    "EMAIL_URL": "consolemail://",
}


@pytest.mark.parametrize(
    ("environment", "there"), [("demo", True), ("production", False), ("test", False)]
)
def test_address_of_the_link_is_only_made_in_the_demo(tmp_path, environment, there):
    code = (
        "import django; django.setup()\n"
        "from tryg_portal.accounts.urls import urlpatterns\n"
        "print([p.name for p in urlpatterns])"
    )
    env = {
        "PATH": os.environ["PATH"],
        "VAR_DIR": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "tryg_portal.settings",
    }

    done = subprocess.run(
        [sys.executable, "-c", code],
        env=env | PRODUCTION | {"DJANGO_ENV": environment},
        capture_output=True,
        text=True,
    )

    assert done.returncode == 0, done.stderr
    assert ("demo_login" in done.stdout) is there
