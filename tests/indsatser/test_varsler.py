"""Notices: what the database refuses, when and where the public sees one, and in which language."""

from datetime import timedelta

import pytest
from cms.models import PageUrl
from django.db.models import ProtectedError
from django.test import Client
from django.utils import timezone
from django.utils.translation import override
from freezegun import freeze_time

from indsatser.models import Varsel
from indsatser.models.varsel import HOEJST, naeste_skift, paa_siden
from tests.indsatser.public_pages import text_of, tree_of
from tests.indsatser.refusal import errors_of, refused_by_database
from tests.indsatser.varsler import afsnit, varsel

pytestmark = pytest.mark.django_db
NU = timezone.now()


def shown(address="/", client=None):
    """The headings of the notices on a page, in their order."""
    tree = tree_of((client or Client()).get(address))
    return [text_of(h) for h in tree.xpath("//section[contains(@class, 'varsler')]//h2")]


# --- What is refused


@pytest.mark.parametrize(
    ("felter", "felt", "besked"),
    [
        ({"til": NU - timedelta(days=2)}, "til", "Varslet slutter, før det begynder."),
        ({"link_da": "/kontakt/"}, "linktekst_da", "Skriv, hvad linket fører til."),
        ({"linktekst_da": "Kontakt os"}, "link_da", "hvor linket fører hen"),
        ({"link_en": "/en/"}, "link_da", "hvor linket fører hen"),
    ],
)
def test_notice_is_refused_by_form_and_database(felter, felt, besked):
    forkert = varsel(gem=False, **felter)

    assert besked in errors_of(forkert)[felt][0]
    assert refused_by_database(forkert)


def test_section_belongs_to_a_notice_of_a_section():
    forkert = varsel(gem=False, afsnit=afsnit("indsatser"))

    assert "I ét afsnit" in errors_of(forkert)["afsnit"][0]
    assert refused_by_database(forkert)
    assert "afsnit" in errors_of(varsel(gem=False, hvor="afsnit"))


@pytest.mark.parametrize(
    ("felter", "mangler"),
    [
        ({"titel_en": "Smoke"}, {"tekst_en"}),
        ({"tekst_en": "Stay in."}, {"titel_en"}),
        (
            {
                "titel_en": "Smoke",
                "tekst_en": "Stay in.",
                "link_da": "/kontakt/",
                "linktekst_da": "Kontakt os",
            },
            {"linktekst_en"},
        ),
    ],
)
def test_english_is_all_or_nothing(felter, mangler):
    assert set(errors_of(varsel(gem=False, **felter))) == mangler


def test_emergency_stands_seven_days_at_a_time_and_can_be_prolonged():
    for_lang = varsel(gem=False, niveau="noedsituation", til=timezone.now() + timedelta(days=8))
    assert "7 døgn" in errors_of(for_lang)["til"][0]

    for_lang.niveau = "advarsel"
    for_lang.full_clean()

    begyndt = varsel(
        niveau="noedsituation",
        fra=timezone.now() - timedelta(days=5),
        til=timezone.now() + timedelta(days=6),
    )
    begyndt.full_clean()


def test_what_the_public_has_seen_is_not_deleted():
    vist = varsel()
    kommer = varsel(fra=timezone.now() + timedelta(hours=1))

    with pytest.raises(ProtectedError):
        vist.delete()
    kommer.delete()

    assert list(Varsel.objects.all()) == [vist]


# --- When


@pytest.mark.parametrize(("minutter", "vist"), [(-1, False), (0, True), (59, True), (60, False)])
def test_notice_is_shown_from_its_beginning_until_its_end(minutter, vist):
    varsel(titel_da="Strømmen er gået", fra=NU, til=NU + timedelta(hours=1))

    with freeze_time(NU + timedelta(minutes=minutter)):
        assert bool(shown()) == vist
        assert bool(Varsel.objects.published()) == vist


def test_taken_down_it_is_gone_and_kept():
    vist = varsel()
    assert shown()

    vist.tag_ned()

    assert not shown()
    assert Varsel.objects.get().tilstand == "udløbet"


def test_next_change_is_the_nearest_beginning_or_end():
    om = lambda timer: NU + timedelta(hours=timer)  # noqa: E731
    varsel(fra=om(-1), til=om(5))
    varsel(fra=om(3), til=om(9), hvor="afsnit", afsnit=afsnit("indsatser"))
    varsel(fra=om(-9), til=om(-8))

    assert naeste_skift(Varsel.objects.all(), om(0)) == om(3)
    assert paa_siden("/kontakt/", "da", om(0))[1] == om(3)
    assert paa_siden("/kontakt/", "da", om(4))[1] == om(5)
    assert paa_siden("/kontakt/", "da", om(10))[1] is None


def test_cached_page_is_kept_until_the_next_notice_begins(settings, django_assert_num_queries):
    settings.PAGE_CACHE_SECONDS = 300
    varsel(titel_da="Kommer", fra=NU + timedelta(minutes=2), til=NU + timedelta(minutes=4))
    with freeze_time(NU):
        assert shown() == []
    with freeze_time(NU + timedelta(minutes=2) - timedelta(seconds=5)):
        assert "s-maxage=4," in Client().get("/")["Cache-Control"]
        with django_assert_num_queries(1):
            assert shown() == []
    with freeze_time(NU + timedelta(minutes=2)):
        assert shown() == ["Information: Kommer"]
    with freeze_time(NU + timedelta(minutes=4)):
        assert shown() == []


# --- Where


@pytest.mark.parametrize(
    "address",
    [
        *("/", "/en/", "/indsatser/", "/indsatser/tryg-bydel/", "/en/indsatser/tryg-bydel/"),
        *("/strategi/3/", "/om-tryg-aalborg/tryghed/", "/soeg/?q=tryg", "/findes-ikke/"),
        *("/en/findes-ikke/", "/konto/login/", "/konto/glemt/"),
    ],
)
def test_notice_over_the_site_is_on_every_page(address):
    varsel(titel_da="Strømmen er gået")

    assert len(shown(address)) == 1


@pytest.mark.parametrize(
    ("sti", "address", "vist"),
    [
        ("indsatser", "/indsatser/", True),
        ("indsatser", "/indsatser/tryg-bydel/", True),
        ("indsatser", "/en/indsatser/tryg-bydel/", True),
        ("indsatser", "/indsatser/findes-ikke/", True),
        ("indsatser", "/", False),
        ("indsatser", "/kontakt/", False),
        ("om-tryg-aalborg", "/om-tryg-aalborg/tryghed/", True),
        ("om-tryg-aalborg/tryghed", "/om-tryg-aalborg/tryghed/", True),
        ("om-tryg-aalborg/tryghed", "/om-tryg-aalborg/", False),
        ("strategi", "/en/strategi/3/", True),
        ("", "/", True),
        ("", "/en/", True),
        ("", "/kontakt/", False),
    ],
)
def test_notice_of_a_section_is_on_its_pages_in_both_languages(sti, address, vist):
    varsel(hvor="afsnit", afsnit=afsnit(sti))

    assert bool(shown(address)) == vist


def test_section_is_not_mixed_up_with_one_whose_address_begins_alike():
    PageUrl.objects.filter(path="kontakt").update(path="indsatser-i-aar")
    varsel(hvor="afsnit", afsnit=afsnit("indsatser"))

    assert paa_siden("/indsatser-i-aar/", "da")[0] == []
    assert paa_siden("/indsatser", "da")[0]


def test_section_follows_its_page_in_each_language_and_ends_with_it():
    side = afsnit("kontakt")
    varsel(hvor="afsnit", afsnit=side)
    PageUrl.objects.filter(page=side, language="en").update(path="contact")

    assert paa_siden("/contact/", "en")[0]
    assert not paa_siden("/kontakt/", "en")[0]

    Varsel.objects.update(afsnit=None)
    assert not paa_siden("/kontakt/", "da")[0]


def test_most_serious_is_first_and_no_more_than_fit():
    for niveau in ("information", "advarsel", "noedsituation", "information"):
        varsel(niveau=niveau, titel_da=niveau)

    assert shown() == [
        "Nødsituation: noedsituation",
        "Advarsel: advarsel",
        "Information: information",
    ]
    assert HOEJST == 3


# --- What it says


def test_notice_without_english_is_marked_as_danish_on_an_english_page():
    varsel(tekst_da="Luk vinduerne.", link_da="/kontakt/", linktekst_da="Kontakt os")

    (section,) = tree_of(Client().get("/en/")).xpath("//section[contains(@class, 'varsler')]")

    assert section.xpath(".//h2/span/@lang") == ["da"]
    assert section.xpath(".//div[contains(@class, 'alert-text')]/@lang") == ["da"]
    assert not tree_of(Client().get("/")).xpath("//section[contains(@class, 'varsler')]//@lang")


def test_notice_with_english_is_english_throughout():
    dansk = varsel(
        titel_da="Røg",
        tekst_da="Luk vinduerne.",
        link_da="/kontakt/",
        linktekst_da="Kontakt os",
        titel_en="Smoke",
        tekst_en="Close the windows.",
        linktekst_en="Contact us",
    )

    with override("en"):
        assert (dansk.titel, dansk.tekst, dansk.linktekst, dansk.link) == (
            "Smoke",
            "Close the windows.",
            "Contact us",
            "/kontakt/",
        )
        dansk.link_en = "/en/kontakt/"
        assert dansk.link == "/en/kontakt/"
    assert (dansk.titel, dansk.link) == ("Røg", "/kontakt/")


def test_text_with_html_is_shown_as_text():
    varsel(titel_da="<b>Røg</b>", tekst_da="<script>alert(1)</script>")

    page = Client().get("/").content.decode()

    assert "<script>alert(1)" not in page
    assert shown() == ["Information: <b>Røg</b>"]


# --- What it costs


@pytest.mark.parametrize("address", ["/", "/indsatser/", "/en/strategi/3/"])
def test_notices_cost_one_query_at_most_and_none_when_there_are_none(cold_queries, address):
    uden = len(cold_queries(address))
    varsel()
    med_et = len(cold_queries(address))
    for sti in ("indsatser", "strategi", "kontakt", ""):
        varsel(hvor="afsnit", afsnit=afsnit(sti))

    assert len(cold_queries(address)) == med_et == uden + 1
