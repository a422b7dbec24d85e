"""What other sites and search engines are told of a piece of news: Open Graph and JSON-LD, in both languages."""

import json
from datetime import date, datetime

import pytest
from django.utils import timezone
from djangocms_versioning.models import Version

from indsatser.models import NyhedIndhold
from tests.factories import NyhedFactory, NyhedstekstFactory, TekstFactory
from tests.filer_til_proeve import billedfil, filer_billede
from tests.indsatser.public_pages import tree_of

pytestmark = pytest.mark.django_db
SITE = "https://tryg.example.dk"


@pytest.fixture(autouse=True)
def _site(settings, tmp_path):
    settings.SITE_URL = SITE
    settings.MEDIA_ROOT = tmp_path


def skriv(sprog="da", **felter):
    nyhed = felter.pop("nyhed", None) or NyhedFactory(slug="lamper", dato=date(2033, 3, 5))
    return NyhedstekstFactory(nyhed=nyhed, language=sprog, **felter)


@pytest.fixture
def trae(client):
    def trae(tekst):
        svar = client.get(tekst.get_absolute_url())
        assert svar.status_code == 200
        return tree_of(svar)

    return trae


@pytest.fixture
def og(trae):
    """The Open Graph properties of its page, each once."""

    def og(tekst):
        par = [
            (m.get("property"), m.get("content")) for m in trae(tekst).xpath("//meta[@property]")
        ]
        assert len(par) == len(dict(par)), par
        return dict(par)

    return og


@pytest.fixture
def ld(trae):
    """The one NewsArticle of its page."""

    def ld(tekst):
        alle = [
            json.loads(s.text) for s in trae(tekst).xpath("//script[@type='application/ld+json']")
        ]
        (artikel,) = [data for data in alle if data.get("@type") == "NewsArticle"]
        return artikel

    return ld


SPROG = {"da": ("da_DK", ""), "en": ("en_GB", "/en")}


@pytest.mark.parametrize("sprog", SPROG)
def test_open_graph_says_what_the_page_says(og, sprog):
    lokale, start = SPROG[sprog]
    tekst = skriv(sprog, titel="Nye lamper", resume="Kort.")
    kort = og(tekst)

    assert kort["og:type"] == "article"
    assert (kort["og:title"], kort["og:description"]) == ("Nye lamper", "Kort.")
    assert kort["og:url"] == f"{SITE}{start}/nyheder/2033/03/lamper/"
    assert kort["og:locale"] == lokale


@pytest.mark.parametrize("sprog", SPROG)
def test_json_ld_says_what_the_page_says(ld, sprog):
    tekst = skriv(sprog, titel="Nye lamper", resume="Kort.")
    artikel = ld(tekst)

    assert artikel["@context"] == "https://schema.org"
    assert (artikel["headline"], artikel["description"]) == ("Nye lamper", "Kort.")
    assert artikel["url"] == f"{SITE}{SPROG[sprog][1]}/nyheder/2033/03/lamper/"
    assert artikel["inLanguage"] == sprog


def test_address_that_is_shared_is_the_canonical_one(trae, og, ld):
    tekst = skriv()
    (kanonisk,) = trae(tekst).xpath("//link[@rel='canonical']/@href")

    assert og(tekst)["og:url"] == ld(tekst)["url"] == kanonisk


def test_both_languages_name_each_other(trae):
    tekst = skriv()
    skriv("en", nyhed=tekst.nyhed)
    andre = {e.get("hreflang"): e.get("href") for e in trae(tekst).xpath("//link[@hreflang]")}

    assert andre["en"] == f"{SITE}/en/nyheder/2033/03/lamper/"
    assert andre["da"] == f"{SITE}/nyheder/2033/03/lamper/"


def test_danish_text_alone_names_no_english(trae):
    assert not trae(skriv()).xpath("//link[@hreflang='en']")


def test_dates_are_those_of_news_and_version(og, ld):
    tekst = skriv()
    Version.objects.filter(pk=tekst.versions.get().pk).update(
        modified=datetime(2033, 3, 6, 11, 30, tzinfo=timezone.get_fixed_timezone(0))
    )

    assert og(tekst)["article:published_time"] == ld(tekst)["datePublished"] == "2033-03-05"
    changed = {og(tekst)["article:modified_time"], ld(tekst)["dateModified"]}
    assert changed == {"2033-03-06T12:30:00+01:00"}


def test_authority_is_named_in_the_language_of_the_page(ld):
    tekst = skriv("en")
    myndighed = tekst.nyhed.myndighed
    type(myndighed).objects.filter(pk=myndighed.pk).update(navn_da="Kommunen", navn_en="The City")

    assert ld(tekst)["author"]["name"] == "The City"
    assert ld(skriv(nyhed=tekst.nyhed))["author"]["name"] == "Kommunen"


def test_picture_is_told_with_address_and_alternative_text(og, ld):
    tekst = skriv(
        billede=filer_billede(indhold=billedfil(bredde=1400, hoejde=800)),
        alternativ_tekst="En lampe & en <sti>",
    )
    kort = og(tekst)

    assert kort["og:image"].startswith(f"{SITE}/")
    assert kort["og:image:alt"] == "En lampe & en <sti>"
    assert int(kort["og:image:width"]) > 0 and int(kort["og:image:height"]) > 0
    assert ld(tekst)["image"] == [kort["og:image"]]


def test_news_without_picture_tells_of_none_of_its_own(ld):
    assert "image" not in ld(skriv())


def test_initiatives_are_told_in_the_language_of_the_page(ld):
    tekst = skriv("en")
    indsats = TekstFactory(titel="Trygge stier").indsats
    TekstFactory(indsats=indsats, language="en", titel="Safe paths")
    tekst.nyhed.indsatser.add(indsats)

    (om,) = ld(tekst)["about"]
    assert (om["name"], om["url"]) == ("Safe paths", f"{SITE}/en/indsatser/{indsats.slug}/")


def test_correction_is_told_with_its_moment(ld):
    tekst = skriv(rettelse="Der stod 12.")
    NyhedIndhold.objects.filter(pk=tekst.pk).update(
        rettet=datetime(2033, 7, 1, 10, tzinfo=timezone.get_fixed_timezone(0))
    )

    rettelse = ld(tekst)["correction"]
    assert rettelse["text"] == "Der stod 12."
    assert rettelse["datePublished"] == "2033-07-01T12:00:00+02:00"


FARLIGE = ["</script><script>alert(1)</script>", "<!--<script>", "\"'&<>", "\u2028 \\u003c", "]]>"]


@pytest.mark.parametrize("titel", FARLIGE, ids=ascii)
@pytest.mark.parametrize("felt", ["titel", "resume"])
def test_nothing_in_the_text_ends_the_element_or_the_attribute(client, og, ld, felt, titel):
    titel = f"Ny {titel} x"
    tekst = skriv(**{"titel": "Nye lamper", felt: titel})

    assert ld(tekst)[{"titel": "headline", "resume": "description"}[felt]] == titel
    assert og(tekst)[{"titel": "og:title", "resume": "og:description"}[felt]] == titel
    assert "<script>alert" not in client.get(tekst.get_absolute_url()).text


def test_long_title_is_cut_for_search_engines(ld, og):
    tekst = skriv(titel="Æ" * 200)

    assert len(ld(tekst)["headline"]) <= 110
    assert og(tekst)["og:title"] == "Æ" * 200


def test_list_and_archive_are_no_articles(client):
    skriv()

    for adresse in ("/nyheder/", "/nyheder/2033/", "/nyheder/2033/03/"):
        assert "NewsArticle" not in client.get(adresse).text
