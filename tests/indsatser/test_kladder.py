"""A draft is nobody's business but the editors': it is in no list, search, file or page until it is published."""

import pytest
from cms.api import create_page
from cms.toolbar.utils import get_object_edit_url, get_object_preview_url, get_object_structure_url
from django.test import Client

from indsatser.models import Indsats, IndsatsIndhold, Strategi
from tests.factories import PrioriteringFactory, TekstFactory, forfatter
from tests.indsatser.public_pages import MACHINE_FILES

pytestmark = pytest.mark.django_db

WORD = "Hemmeligtord"


@pytest.fixture
def kladde():
    """The draft of a new initiative that is prioritised in the version in force and succeeds another."""
    tekst = TekstFactory(
        indsats=Indsats.objects.create(slug="hemmeligtord"),
        titel=WORD,
        resume=f"{WORD} i resumeet.",
        baggrund=f"<p>{WORD}</p>",
        udgivet=False,
    )
    version = Strategi.objects.get(nummer=3)
    prioritering = PrioriteringFactory(
        strategi=version, indsats=tekst.indsats, navn="Et navn i versionen"
    )
    prioritering.maal.add(version.maal.get(nummer=5))
    Indsats.objects.filter(slug="mit-kvarter").update(efterfoelger=tekst.indsats)
    return tekst


def places_with_the_word():
    """The public addresses that show it, by a visitor who has been nowhere before."""
    client = Client()
    lists = [
        "/",
        "/indsatser/",
        "/maal/samskabelse/",
        "/strategi/",
        "/strategi/3/",
        "/indsatser/mit-kvarter/",
    ]
    addresses = [
        *lists,
        "/soeg/?q=hemmeligtord&side=1",
        *MACHINE_FILES,
        "/en/",
        "/en/indsatser/",
    ]
    shown = set()
    for address in addresses:
        body = client.get(address).content.decode()
        if WORD in body or "indsatser/hemmeligtord" in body:
            shown.add(address)
    if client.get("/indsatser/hemmeligtord/").status_code == 200:
        shown.add("/indsatser/hemmeligtord/")
    return shown


def test_draft_is_shown_nowhere(kladde):
    assert places_with_the_word() == set()


def test_text_is_shown_everywhere_once_it_is_published(kladde):
    kladde.versions.get().publish(forfatter())

    assert places_with_the_word() >= {
        "/",
        "/indsatser/",
        "/indsatser/hemmeligtord/",
        "/indsatser/mit-kvarter/",
        "/maal/samskabelse/",
        "/strategi/",
        "/strategi/3/",
        "/soeg/?q=hemmeligtord&side=1",
        "/sitemap.xml",
        "/data/indsatser.json",
        "/data/indsatser.csv",
        "/en/indsatser/",
    }


def test_text_is_shown_nowhere_once_it_is_taken_down(kladde):
    version = kladde.versions.get()
    version.publish(forfatter())
    version.unpublish(forfatter())

    assert places_with_the_word() == set()


def test_public_keeps_the_old_text_while_a_new_one_is_drafted():
    tekst = IndsatsIndhold.objects.get(indsats__slug="tryg-bydel", language="da")
    ny = tekst.versions.get().copy(forfatter()).content
    ny.titel = ny.resume = WORD
    ny.save()

    assert places_with_the_word() == set()
    assert tekst.titel in Client().get("/indsatser/tryg-bydel/").content.decode()

    ny.versions.get().publish(forfatter())

    assert WORD in Client().get("/indsatser/tryg-bydel/").content.decode()


def test_initiative_without_any_text_is_shown_nowhere():
    Indsats.objects.create(slug="hemmeligtord")

    assert places_with_the_word() == set()


def test_draft_in_one_language_leaves_the_other_as_it_is(kladde):
    kladde.versions.get().publish(forfatter())
    TekstFactory(indsats=kladde.indsats, language="en", titel="Secretword", udgivet=False)
    client = Client()

    assert "Secretword" not in client.get("/en/indsatser/").content.decode()
    assert client.get("/en/indsatser/hemmeligtord/").url == "/indsatser/hemmeligtord/"


def test_draft_of_a_page_is_hidden_until_it_is_published(db):
    page = create_page(
        WORD, "cms/side.html", "da", slug="hemmeligtord", in_navigation=True, created_by=forfatter()
    )
    places = ["/", "/soeg/?q=hemmeligtord", "/sitemap.xml"]

    def shown():
        client = Client()
        bodies = {address: client.get(address).content.decode() for address in places}
        return {address for address, body in bodies.items() if "/hemmeligtord/" in body}

    assert Client().get("/hemmeligtord/").status_code == 404
    assert shown() == set()

    page.pagecontent_set(manager="admin_manager").get().versions.get().publish(forfatter())

    assert Client().get("/hemmeligtord/").status_code == 200
    assert shown() == set(places)


@pytest.mark.parametrize(
    "parameters", ["?edit", "?preview", "?structure", "?toolbar_on", "?toolbar_off", "?edit_off"]
)
@pytest.mark.parametrize("address", ["/", "/indsatser/", "/indsatser/tryg-bydel/", "/en/maal/"])
def test_parameter_of_the_toolbar_gives_a_visitor_the_page_and_no_cookie(
    client, address, parameters
):
    response = client.get(address + parameters)

    assert response.status_code == 200
    assert not response.cookies
    assert "cms-toolbar" not in response.content.decode()


def test_visitor_does_not_get_the_page_that_is_edited(client, kladde):
    for url in (get_object_edit_url, get_object_preview_url, get_object_structure_url):
        response = client.get(url(kladde))
        assert response.status_code in (302, 403, 404)
        assert WORD not in response.content.decode()


def test_editor_sees_the_draft_in_preview(client_for, kladde):
    response = client_for("koordinator").get(get_object_preview_url(kladde))

    assert response.status_code == 200
    assert WORD in response.content.decode()
