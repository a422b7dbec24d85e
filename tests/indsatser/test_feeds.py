"""News as Atom: valid by RFC 4287's own schema and by its rules beside it, in both languages, without a draft."""

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from django.contrib.sites.models import Site
from django.urls import reverse
from django.utils.html import escape
from lxml import etree

from tests.factories import (
    IndsatsFactory,
    NyhedFactory,
    NyhedstekstFactory,
    TekstFactory,
    forfatter,
)
from tests.indsatser.public_pages import tree_of

pytestmark = pytest.mark.django_db

SKEMA = etree.RelaxNG(etree.parse(Path(__file__).with_name("atom.rng")))
"""RFC 4287, appendix B."""
A = {"a": "http://www.w3.org/2005/Atom"}
SITE = "https://tryg.example.dk"
VAERT = {"host": "tryg.example.dk"}


@pytest.fixture(autouse=True)
def _site(settings):
    settings.SITE_URL = SITE
    settings.ALLOWED_HOSTS = ["tryg.example.dk"]
    Site.objects.update(domain="tryg.example.dk")  # what migrate makes of SITE_URL
    Site.objects.clear_cache()
    yield
    Site.objects.clear_cache()


@pytest.fixture
def hent(client):
    def hent(adresse):
        svar = client.get(adresse, headers=VAERT, secure=True)
        assert svar.status_code == 200
        assert svar["Content-Type"].startswith("application/atom+xml")
        feed = etree.fromstring(svar.content)
        assert SKEMA.validate(feed), SKEMA.error_log
        return feed

    return hent


def titler(feed):
    return feed.xpath("a:entry/a:title/text()", namespaces=A)


def skriv(titel="Nye lamper", dato=date(2033, 3, 5), indsats=None, **felter):
    tekst = NyhedstekstFactory(nyhed=NyhedFactory(dato=dato), titel=titel, **felter)
    if indsats:
        tekst.nyhed.indsatser.add(indsats)
    return tekst


@pytest.fixture
def indsats():
    return TekstFactory(titel="Trygge stier", indsats=IndsatsFactory(slug="trygge-stier")).indsats


FEEDS = ["/nyheder/atom.xml", "/en/nyheder/atom.xml"]
INDSATSENS = ["/indsatser/trygge-stier/atom.xml", "/en/indsatser/trygge-stier/atom.xml"]
ALLE = FEEDS + INDSATSENS


@pytest.mark.parametrize("adresse", ALLE)
def test_feed_is_valid(hent, indsats, adresse):
    skriv(indsats=indsats)

    assert titler(hent(adresse))[0] == "Nye lamper"


@pytest.mark.parametrize("adresse", INDSATSENS)
def test_feed_without_news_is_valid(hent, indsats, adresse):
    assert titler(hent(adresse)) == []


def test_schema_refuses_a_feed_that_is_not_atom(hent, indsats):
    """The schema itself is asked: a feed without ids is none."""
    feed = hent(ALLE[0])
    feed.remove(feed.find("a:id", A))

    assert not SKEMA.validate(feed)


@pytest.mark.parametrize("adresse", ALLE)
def test_ids_are_absolute_and_each_is_its_own(hent, indsats, adresse):
    for nr in range(3):
        skriv(f"Nummer {nr}", indsats=indsats)
    ids = hent(adresse).xpath("//a:id/text()", namespaces=A)

    assert len(ids) == len(set(ids)) >= 4
    assert all(id_.startswith(f"{SITE}/") for id_ in ids)


def test_each_feed_has_an_id_of_its_own(hent, indsats):
    ids = {hent(adresse).findtext("a:id", namespaces=A) for adresse in ALLE}

    assert len(ids) == 4


@pytest.mark.parametrize("adresse", ALLE)
def test_links_are_absolute_and_lead_to_the_site(hent, indsats, adresse):
    skriv(indsats=indsats)

    links = hent(adresse).xpath("//a:link/@href", namespaces=A)
    assert links and all(link.startswith(f"{SITE}/") for link in links), links


@pytest.mark.parametrize("adresse", ALLE)
def test_feed_says_where_it_is_and_what_it_is_of(hent, client, indsats, adresse):
    feed = hent(adresse)
    (sig_selv,) = feed.xpath("a:link[@rel='self']/@href", namespaces=A)
    (siden,) = feed.xpath("a:link[@rel='alternate']/@href", namespaces=A)

    assert sig_selv == SITE + adresse
    svar = client.get(siden.removeprefix(SITE), headers=VAERT, follow=True)
    assert svar.status_code == 200


@pytest.mark.parametrize("adresse", ALLE)
def test_moments_are_those_of_rfc_3339_and_in_order(hent, indsats, adresse):
    for nr in range(3):
        skriv(f"Nummer {nr}", date(2033, 3, 1) + timedelta(days=nr), indsats=indsats)
    feed = hent(adresse)
    tider = feed.xpath("//a:updated/text() | //a:published/text()", namespaces=A)
    udgivet = feed.xpath("//a:published/text()", namespaces=A)

    assert all(datetime.fromisoformat(tid).tzinfo for tid in tider)
    assert udgivet[0].startswith("2033-03-03T00:00:00")
    assert udgivet == sorted(udgivet, reverse=True)


@pytest.mark.parametrize("adresse", ALLE)
def test_each_entry_has_an_author_and_a_way_to_read_it(hent, indsats, adresse):
    skriv(indsats=indsats)

    for entry in hent(adresse).findall("a:entry", A):
        assert entry.findtext("a:author/a:name", namespaces=A).strip()
        assert entry.xpath("a:link[not(@rel) or @rel='alternate']/@href", namespaces=A)
        assert entry.findtext("a:summary", namespaces=A)


@pytest.mark.parametrize(("adresse", "sprog"), list(zip(ALLE, ["da", "en"] * 2, strict=True)))
def test_feed_is_in_the_language_of_its_address(hent, indsats, adresse, sprog):
    tekst = skriv("På dansk", indsats=indsats)
    NyhedstekstFactory(nyhed=tekst.nyhed, language="en", titel="In English")
    feed = hent(adresse)

    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == sprog
    assert titler(feed)[0] == {"da": "På dansk", "en": "In English"}[sprog]


@pytest.mark.parametrize("adresse", ALLE)
def test_feed_holds_no_draft_and_nothing_that_was_taken_down(hent, indsats, adresse):
    skriv("Kladde", indsats=indsats, udgivet=False)
    skriv("Nede", indsats=indsats).versions.get().unpublish(forfatter())
    ny = skriv("Udgivet", indsats=indsats).versions.get().copy(forfatter()).content
    type(ny).admin_manager.filter(pk=ny.pk).update(titel="Kladdens titel")

    fundet = titler(hent(adresse))
    assert "Udgivet" in fundet
    assert not {"Kladde", "Nede", "Kladdens titel"} & set(fundet)


def test_feed_of_an_initiative_holds_its_own_alone(hent, indsats):
    skriv("Om stierne", indsats=indsats)
    skriv("Om noget andet")

    assert titler(hent(INDSATSENS[0])) == ["Om stierne"]


@pytest.mark.parametrize("slug", ["findes-ikke", "kladde"])
def test_initiative_that_is_not_public_has_no_feed(client, slug):
    TekstFactory(indsats=IndsatsFactory(slug="kladde"), udgivet=False)

    assert client.get(f"/indsatser/{slug}/atom.xml", headers=VAERT).status_code == 404


def test_initiative_whose_address_is_atom_xml_takes_no_feed_away(hent):
    assert reverse("nyheder:feed") == "/nyheder/atom.xml"
    assert titler(hent("/nyheder/atom.xml"))


@pytest.mark.parametrize(
    "titel",
    ["<b>Fed</b> & co.", "</title><entry/>", "]]>", "&amp;", "«Ét tag» – 😀", "'\"", "a\tb"],
)
@pytest.mark.parametrize("felt", ["titel", "resume"])
def test_markup_is_told_as_it_was_written(hent, felt, titel):
    skriv(**{"titel": "Nye lamper", felt: titel})
    entry = hent("/nyheder/atom.xml").find("a:entry", A)
    element = entry.find({"titel": "a:title", "resume": "a:summary"}[felt], A)

    som_html = element.get("type") == "html"
    assert element.text == (escape(titel) if som_html else titel)


@pytest.mark.parametrize("tegn", ["\x0b", "\x01", "\x1f", "\ufffe"], ids=ascii)
@pytest.mark.parametrize("felt", ["titel", "resume"])
def test_control_character_of_one_title_does_not_close_the_feed(hent, felt, tegn):
    """Word puts a vertical tab where one presses shift and enter."""
    skriv(**{"titel": "Nye lamper", felt: f"Nye{tegn}lamper"})

    assert hent("/nyheder/atom.xml").find("a:entry", A) is not None


def test_control_character_of_an_initiatives_title_does_not_close_its_feed(hent, indsats):
    type(indsats.indhold.get()).objects.update(titel="Trygge\x0bstier")

    hent(INDSATSENS[0])


def test_title_that_is_corrected_is_still_the_same_entry(hent):
    tekst = skriv()
    foer = hent(FEEDS[0]).findtext("a:entry/a:id", namespaces=A)
    tekst.nyhed.slug, tekst.nyhed.dato = "andet", date(2033, 4, 1)
    tekst.nyhed.save()
    entry = hent(FEEDS[0]).find("a:entry", A)

    assert entry.findtext("a:id", namespaces=A) == foer
    assert entry.find("a:link", A).get("href").endswith("/nyheder/2033/04/andet/")


def test_two_languages_of_one_news_are_two_entries(hent):
    tekst = skriv()
    NyhedstekstFactory(nyhed=tekst.nyhed, language="en")
    ids = [hent(adresse).findtext("a:entry/a:id", namespaces=A) for adresse in FEEDS]

    assert len(set(ids)) == 2


def test_updated_is_when_the_version_was_published_and_not_the_date_of_the_news(hent):
    tekst = skriv()
    opdateret = tekst.versions.get().modified
    entry = hent(FEEDS[0]).find("a:entry", A)

    assert datetime.fromisoformat(entry.findtext("a:updated", namespaces=A)) == opdateret


def test_feed_holds_the_thirty_newest(hent):
    for nr in range(32):
        skriv(f"Nummer {nr}", date(2033, 1, 1) + timedelta(days=nr))

    fundet = titler(hent(FEEDS[0]))
    assert (len(fundet), fundet[0], fundet[-1]) == (30, "Nummer 31", "Nummer 2")


@pytest.mark.parametrize("adresse", ["/nyheder/", "/en/nyheder/"])
def test_list_leads_to_its_feed(client, adresse):
    (feed,) = tree_of(client.get(adresse, headers=VAERT)).xpath(
        "//link[@type='application/atom+xml']/@href"
    )
    assert feed == f"{adresse}atom.xml"


def test_page_of_an_initiative_leads_to_its_feed(client, indsats):
    skriv(indsats=indsats)
    trae = tree_of(client.get("/indsatser/trygge-stier/", headers=VAERT))

    assert INDSATSENS[0] in trae.xpath("//*[@type='application/atom+xml']/@href")
