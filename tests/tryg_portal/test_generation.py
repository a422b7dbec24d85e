"""Every change of what the public may see gives the pages a new generation, whatever way it takes to the database."""

import pytest
from cms.models import Page, PageContent
from django.apps import apps
from django.contrib.redirects.models import Redirect
from django.contrib.sessions.models import Session
from django.core.cache import caches
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from filer.models import Folder

from indsatser.models import Eftersyn, Indsats, Maal, Maalgruppe, Organisation, Prioritering
from indsatser.versioner import uden_tjek
from tests.factories import IndsatsFactory, TekstFactory, forfatter
from tests.indsatser.public_pages import DANISH, MACHINE_FILES
from tests.indsatser.udgivelse import ny_kladde
from tryg_portal import generation

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _on(settings):
    settings.PAGE_CACHE_SECONDS = 300
    caches["pages"].clear()


@pytest.fixture
def renewed(commits_at_once):
    """`renewed(do)`: whether what it does gives the pages a new generation."""

    def renewed(do):
        generation.renew()
        before = generation.current()
        do()
        return generation.current() != before

    return renewed


def publish():
    with uden_tjek():
        ny_kladde(forfatter()).publish(forfatter())


def raw_sql():
    with connection.cursor() as cursor:
        cursor.execute("update indsatser_maal set nummer = nummer where id = 0")


PUBLIC = {
    "save": lambda: Organisation.objects.first().save(),
    "create": IndsatsFactory,
    "update": lambda: Maal.objects.filter(pk=0).update(titel_da="Nyt"),
    "bulk_create": lambda: Maalgruppe.objects.bulk_create([Maalgruppe(navn_da="Ny", slug="ny")]),
    "delete": lambda: Prioritering.objects.first().delete(),
    "many to many": lambda: Prioritering.objects.first().maal.clear(),
    "sql": raw_sql,
    "draft published": publish,
    "page in the tree": lambda: Page.objects.first().save(),
    "page's text": lambda: PageContent.objects.first().save(),
    "folder": lambda: Folder.objects.create(name="Ny"),
    "redirect": lambda: Redirect.objects.create(site_id=1, old_path="/x/", new_path="/"),
}


@pytest.mark.parametrize("change", PUBLIC)
def test_change_of_what_is_public_renews_it(renewed, change):
    assert renewed(PUBLIC[change])


PRIVATE = {
    "session": lambda: Session.objects.create(session_key="x", expire_date=timezone.now()),
    "account": lambda: forfatter().save(),
    "nightly look": lambda: Eftersyn.objects.create(dato="2020-01-01"),
    "nothing": lambda: list(Indsats.objects.all()),
}


@pytest.mark.parametrize("change", PRIVATE)
def test_change_of_what_nobody_sees_leaves_it(renewed, change):
    assert not renewed(PRIVATE[change])


def test_every_private_model_exists():
    names = {model._meta.label_lower for model in apps.get_models(include_auto_created=True)}
    names |= {app.label for app in apps.get_app_configs()}

    assert generation._private <= names


def test_visitors_and_editors_who_only_read_leave_it(renewed, koordinator):
    visitor = Client()

    def read():
        for address in [*DANISH[:12], *MACHINE_FILES, "/en/", "/konto/login/"]:
            visitor.get(address)
        koordinator.get("/admin/")
        koordinator.get("/")

    read()  # the CMS makes a page's placeholders the first time that it is seen
    assert not renewed(read)


def test_saving_a_text_on_a_page_is_seen_at_once(commits_at_once, monkeypatch):
    monkeypatch.setattr("tryg_portal.page_cache.SETTLE_SECONDS", -1)
    text = TekstFactory(titel="Før")
    address = text.get_absolute_url()
    assert "Før" in Client().get(address).content.decode()

    type(text).objects.filter(pk=text.pk).update(titel="Efter")

    assert "Efter" in Client().get(address).content.decode()


@pytest.mark.parametrize("address", ["/", "/en/indsatser/", "/indsatser/tryg-bydel/"])
def test_kept_page_costs_one_query(monkeypatch, address):
    Client().get(address)

    with CaptureQueriesContext(connection) as queries:
        assert Client().get(address).status_code == 200

    assert len(queries) == 1
    assert "tryg_portal_generation" in queries[0]["sql"]


def test_editor_sees_the_page_as_it_is_with_the_toolbar(koordinator):
    kept = Client().get("/").content

    answer = koordinator.get("/")

    assert b"cms-toolbar" in answer.content
    assert b"cms-toolbar" not in kept
    assert "public" not in answer.get("Cache-Control", "")
    assert Client().get("/").content == kept


def test_toolbar_parameters_reach_no_kept_page():
    Client().get("/?edit")

    assert "public" not in Client().get("/?edit").get("Cache-Control", "")
    assert Client().get("/").content == Client().get("/?edit").content


@pytest.mark.parametrize("address", ["/findes-ikke/", "/sundhed/", "/konto/login/", "/admin/"])
def test_address_is_never_kept(address):
    Client().get(address)

    assert "public" not in Client().get(address).get("Cache-Control", "")


# --- Within a transaction


def test_transaction_renews_it_once_and_only_when_it_is_committed(
    django_capture_on_commit_callbacks,
):
    before = generation.current()
    with django_capture_on_commit_callbacks(execute=False) as after_commit:
        for organisation in Organisation.objects.all()[:3]:
            organisation.save()
        with transaction.atomic():
            IndsatsFactory()
        assert generation.current() == before

    (renew,) = [do for do in after_commit if do is generation.renew]
    renew()
    assert generation.current() != before


def test_savepoint_that_is_rolled_back_takes_its_renewal_with_it(
    django_capture_on_commit_callbacks,
):
    with django_capture_on_commit_callbacks() as after_commit, transaction.atomic():
        IndsatsFactory()
        transaction.set_rollback(True)
    assert generation.renew not in after_commit

    with django_capture_on_commit_callbacks() as after_commit:
        with transaction.atomic():
            IndsatsFactory()
            transaction.set_rollback(True)
        IndsatsFactory()
    assert generation.renew in after_commit
