"""What every test stands on: the demonstration content, loaded once, and a transaction of its own on top."""

import os
import shutil

os.environ.setdefault("DJANGO_ENV", "test")

import pytest


def pytest_unconfigure(config):
    """The pictures of the demonstration content, in a folder of the process's own."""
    from django.conf import settings

    if settings.configured and settings.VAR_DIR.name.startswith("tryg-test-"):
        shutil.rmtree(settings.VAR_DIR, ignore_errors=True)


def pytest_configure(config):
    # the tests need no collected static files
    config.addinivalue_line("filterwarnings", "ignore:No directory at:UserWarning")


def pytest_make_parametrize_id(val, argname):
    """No bytes in a name: a packed file has the time in it, so two processes would not know each other's tests."""
    return argname if isinstance(val, bytes) and len(val) > 20 else None


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """The test database with the whole content of Tryg Aalborg; the sections' addresses come with their pages."""
    from cms.utils.apphook_reload import get_global_revision, reload_urlconf
    from django.contrib.contenttypes.models import ContentType
    from django.core.signals import request_finished
    from django.db import transaction
    from djangocms_versioning.versionables import _cms_extension

    from indsatser.demodata.indlaes import alt

    with django_db_blocker.unblock():
        ContentType.objects.clear_cache()
        for versionable in _cms_extension().versionables:
            versionable.__dict__.pop("content_types", None)
        with transaction.atomic():
            list(alt())
        request_finished.send(sender=None)  # the CMS waits for it to tell of new sections
        reload_urlconf(new_revision=get_global_revision())


def forget_everything_cached():
    """No page, menu or plugin is remembered, and no language is left from the last request."""
    from django.core.cache import caches
    from django.utils import translation

    for name in caches:
        caches[name].clear()
    translation.activate("da")


@pytest.fixture(autouse=True)
def _each_test_by_itself(request, settings):
    """A transaction that is rolled back leaves its pages in the cache; they must not reach the next test."""
    asks = {"db", "transactional_db"} & set(request.fixturenames)
    if asks or request.node.get_closest_marker("django_db"):
        forget_everything_cached()
    # a real hash takes half a second on purpose
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    if "live_server" not in request.fixturenames:
        settings.WHITENOISE_USE_FINDERS = False  # it looks for every static file at each new client


@pytest.fixture
def uden_filer(db):
    """As if the demonstration content had no pictures; their files are left where they are."""
    from filer.models import File, Image

    from indsatser.models import Billedoplysninger, NyhedIndhold

    NyhedIndhold._base_manager.update(billede=None)
    for model in (Billedoplysninger, Image, File):
        rows = model._base_manager.all()
        getattr(rows, "non_polymorphic", rows.all)()._raw_delete(rows.db)


@pytest.fixture
def user_for(db):
    """`user_for("koordinator")`: an account in that role; a tovholder of `indsats`; another one with another name."""
    from django.contrib.auth.models import Group, User

    from tests.factories import PersonFactory, RolleFactory

    def make(role, indsats=None, navn="prøve"):
        user, _ = User.objects.get_or_create(
            username=f"{navn}-{role}",
            defaults={"email": f"{navn}.{role}@aalborg.dk", "first_name": navn, "last_name": role},
        )
        user.groups.set([Group.objects.get(name=role)])
        if indsats:
            RolleFactory(indsats=indsats, person=PersonFactory(bruger=user))
        return user

    return make


@pytest.fixture
def client_for(user_for):
    """`client_for("koordinator")`: a browser that is signed in as that role, by both factors."""
    from django.test import Client

    from tests.accounts import proven_login

    def make(role, **of_the_user):
        client = Client()
        client.user = user_for(role, **of_the_user)
        return proven_login(client, client.user)

    return make


@pytest.fixture
def koordinator(client_for):
    return client_for("koordinator")


@pytest.fixture
def commits_at_once(monkeypatch):
    """What waits for the end of the transaction is done at once: a test's own is rolled back, and never gets there."""
    monkeypatch.setattr(
        "django.db.transaction.on_commit", lambda do, using=None, robust=False: do()
    )


@pytest.fixture(scope="session")
def _visited():
    return {}


@pytest.fixture
def visit(db, _visited):
    """`visit("/sti/")`: what a visitor is answered, made once for all tests; for those that change no content."""
    from django.test import Client

    def visit(address):
        if address not in _visited:
            _visited[address] = Client().get(address)
        return _visited[address]

    return visit


@pytest.fixture
def cold_queries(db):
    """`cold_queries("/sti/")`: the queries that an address costs a visitor when no page is cached.

    The process runs already: what it asks once in its life (content types, the site) is not counted.
    """
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext
    from menus.menu_pool import menu_pool

    def ask(address):
        Client().get(address)
        menu_pool.clear(all=True)
        forget_everything_cached()
        with CaptureQueriesContext(connection) as queries:
            response = Client().get(address)
        assert response.status_code == 200, f"{address}: {response.status_code}"
        sql = [query["sql"] for query in queries]
        return [et for et in sql if "cms_urlconfrevision" not in et]  # asked once a second

    return ask
