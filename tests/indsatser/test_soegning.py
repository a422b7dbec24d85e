"""Search: what holds every word is found, titles first, under the names of all versions, in either case."""

import pytest

from indsatser.models import Strategi
from tests.factories import PrioriteringFactory, TekstFactory
from tests.indsatser.public_pages import links_in, main_of, text_of

pytestmark = pytest.mark.django_db


def found(client, q, prefix=""):
    response = client.get(f"{prefix}/soeg/", {"q": q})
    return [
        href for href in links_in(main_of(response)) if href.count("/") > 1 and "/soeg/" not in href
    ]


@pytest.mark.parametrize(
    ("q", "address"),
    [
        ("natteliv", "/indsatser/trygt-natteliv/"),
        ("NATTELIV", "/indsatser/trygt-natteliv/"),
        ("havnefronten sikkerhed", "/indsatser/sikkerhed-paa-havnefronten/"),
        (
            "socialt udsatte i byens rum og pladser",
            "/indsatser/borgere-i-socialt-udsatte-positioner-i-byens-rum/",
        ),
        ("FRI-TID for handicappede", "/indsatser/aalborg-fri-tid/"),
        ("privatliv", "/privatliv/"),
        ("meningsfuld", "/maal/en-meningsfuld-hverdag/"),
    ],
)
def test_what_is_searched_for_is_found(client, q, address):
    assert address in found(client, q)


def test_english_is_searched_in_english(client):
    TekstFactory(titel="Lys i parken", language="da")
    begge = TekstFactory(titel="Trygge cykelstier")
    TekstFactory(titel="Safe quuxling paths", language="en", indsats=begge.indsats)

    assert found(client, "quuxling", "/en") == [f"/en/indsatser/{begge.indsats.slug}/"]
    assert f"/indsatser/{begge.indsats.slug}/" not in found(client, "quuxling")


def test_title_comes_before_text(client):
    i_teksten = TekstFactory(titel="Abe", resume="Her står ordet kvidderkat.")
    i_titlen = TekstFactory(titel="Å – kvidderkat")

    assert found(client, "kvidderkat") == [
        f"/indsatser/{t.indsats.slug}/" for t in (i_titlen, i_teksten)
    ]


def test_every_word_must_be_there(client):
    begge = TekstFactory(titel="Kvidderkat", resume="Også snurrefup.")
    TekstFactory(titel="Kvidderkat alene")

    assert found(client, "kvidderkat snurrefup") == [f"/indsatser/{begge.indsats.slug}/"]


@pytest.mark.parametrize("q", ["åben øl", "Åben Øl", "ÅBEN ØL"])
def test_danish_letters_are_found_in_either_case(client, q):
    tekst = TekstFactory(titel="Åben øl", resume="Kort.")
    andet = TekstFactory(titel="ÅBEN ØL", resume="Kort.")

    assert set(found(client, q)) == {f"/indsatser/{t.indsats.slug}/" for t in (tekst, andet)}


def test_name_of_an_earlier_version_is_found_once(client):
    tekst = TekstFactory(titel="Det nye navn")
    for version in Strategi.objects.all():
        PrioriteringFactory(strategi=version, indsats=tekst.indsats, navn="Kvidderkat")

    assert found(client, "kvidderkat") == [f"/indsatser/{tekst.indsats.slug}/"]


@pytest.mark.parametrize("q", ["", "   ", "…", "%", "_", "xyzzyplugh"])
def test_search_that_finds_nothing_helps(client, q):
    main = main_of(client.get("/soeg/", {"q": q}))

    if q.strip():
        assert {"/indsatser/", "/kontakt/"} <= set(links_in(main))
    assert not [
        href for href in links_in(main) if href.startswith("/indsatser/") and href != "/indsatser/"
    ]


def test_results_are_in_pages_that_keep_the_words(client):
    for number in range(25):
        TekstFactory(titel=f"Kvidderkat {number:02}")

    first = main_of(client.get("/soeg/?q=kvidderkat"))
    second = main_of(client.get("/soeg/?q=kvidderkat&side=2"))

    assert first.xpath(".//a[@rel='next']/@href") == ["/soeg/?q=kvidderkat&side=2"]
    assert "25" in text_of(first)
    pages = [
        [h for h in links_in(main) if h.startswith("/indsatser/en-indsats")]
        for main in (first, second)
    ]
    assert (len(pages[0]), len(pages[1])) == (20, 5)
    assert not set(pages[0]) & set(pages[1])


def test_words_are_shown_again_in_the_field(client):
    main = main_of(client.get("/soeg/", {"q": 'tryg "by" <b>'}))

    assert main.xpath(".//input[@name='q']/@value") == ['tryg "by" <b>']
