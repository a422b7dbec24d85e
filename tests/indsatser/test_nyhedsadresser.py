"""Addresses and dates of news: made of month and title, free in their month, and never dead once they were public."""

from datetime import date

import pytest
from django.contrib.redirects.models import Redirect
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from djangocms_versioning.models import Version
from freezegun import freeze_time

from indsatser.models import Nyhed
from indsatser.versioner import uden_tjek
from tests.factories import NyhedFactory, NyhedstekstFactory, forfatter
from tests.indsatser.refusal import errors_of, refused_by_database

pytestmark = pytest.mark.django_db
MARTS, APRIL = date(2033, 3, 5), date(2033, 4, 5)


def ny(titel, dato=MARTS):
    """A piece of news with the address that the form would make of its title."""
    nyhed = NyhedFactory.build(slug="", dato=dato, myndighed=NyhedFactory().myndighed)
    nyhed.slug = nyhed.ledig_slug(titel)
    nyhed.save()
    return nyhed


def udgivet(slug="lamper", dato=MARTS, **felter):
    return NyhedstekstFactory(nyhed=NyhedFactory(slug=slug, dato=dato), **felter).nyhed


def ret(nyhed, **felter):
    """The fields as an editor saves them, on the object as the next request meets it."""
    nyhed = Nyhed.objects.get(pk=nyhed.pk)
    for navn, vaerdi in felter.items():
        setattr(nyhed, navn, vaerdi)
    nyhed.save()
    return nyhed


# --- Made of the title


@pytest.mark.parametrize(
    ("titel", "slug"),
    [
        ("Ét tag", "et-tag"),
        ("Tryghed på én ø, året rundt", "tryghed-paa-en-oe-aaret-rundt"),
        ("À la carte & <b>fed</b>", "a-la-carte-bfedb"),
        ("   ", "nyhed"),
        ("?!", "nyhed"),
        ("日本", "nyhed"),
    ],
)
def test_address_keeps_what_the_letters_mean(titel, slug):
    assert ny(titel).slug == slug


def test_long_title_makes_an_address_that_there_is_room_for():
    for _ in range(2):
        nyhed = ny("Meget lang titel " * 12)
        assert len(nyhed.slug) <= 150
    assert nyhed.slug.endswith("-2")


def test_same_title_in_two_months_makes_two_addresses():
    marts, april = ny("Nye lamper", MARTS), ny("Nye lamper", APRIL)

    assert marts.get_absolute_url() == "/nyheder/2033/03/nye-lamper/"
    assert april.get_absolute_url() == "/nyheder/2033/04/nye-lamper/"


def test_same_title_in_one_month_makes_two_addresses():
    assert [ny("Nye lamper").slug for _ in range(3)] == [
        "nye-lamper",
        "nye-lamper-2",
        "nye-lamper-3",
    ]


def test_same_address_in_one_month_is_refused_at_its_field():
    nyhed = ny("Nye lamper")
    anden = NyhedFactory.build(slug=nyhed.slug, dato=date(2033, 3, 30), myndighed=nyhed.myndighed)

    assert "samme måned" in errors_of(anden)["slug"][0]
    anden.maaned = date(2033, 3, 1)
    assert refused_by_database(anden)


def test_address_that_only_begins_alike_is_free():
    nyhed = ny("Nye lamper")

    NyhedFactory.build(slug="nye", dato=MARTS, myndighed=nyhed.myndighed).clean()


def test_month_follows_the_date_also_when_only_that_is_saved():
    nyhed = ny("Nye lamper")
    nyhed.dato = date(2034, 12, 31)
    nyhed.save(update_fields=["dato"])

    assert Nyhed.objects.get(pk=nyhed.pk).maaned == date(2034, 12, 1)


@pytest.mark.parametrize(
    "felter",
    [{"maaned": None}, {"dato": None}, {"maaned": date(2033, 4, 1)}, {"slug": ""}],
    ids=str,
)
def test_database_keeps_month_and_date_together(felter):
    nyhed = ny("Nye lamper")

    with pytest.raises(IntegrityError), transaction.atomic():
        Nyhed.objects.filter(pk=nyhed.pk).update(**felter)


# --- The day it is published


def udgiv(tekst, moment=None):
    version = Version.objects.get_for_content(tekst)
    with uden_tjek(), freeze_time(moment or timezone.now()):
        version.publish(forfatter())
    return Nyhed.objects.get(pk=tekst.nyhed_id)


def kladde(slug="lamper", dato=None, **felter):
    return NyhedstekstFactory(nyhed=NyhedFactory(slug=slug, dato=dato), udgivet=False, **felter)


def test_empty_date_becomes_the_day_of_publication(client):
    nyhed = udgiv(kladde(), "2034-06-10 12:00")

    assert nyhed.dato == date(2034, 6, 10)
    assert client.get("/nyheder/2034/06/lamper/").status_code == 200


def test_day_of_publication_is_the_danish_one():
    assert udgiv(kladde(), "2034-05-31 22:30").dato == date(2034, 6, 1)


def test_date_that_was_written_is_kept():
    assert udgiv(kladde(dato=MARTS), "2034-06-10 12:00").dato == MARTS


def test_other_language_that_is_published_later_does_not_move_the_date():
    dansk = kladde()
    udgiv(dansk, "2034-06-10 12:00")
    engelsk = NyhedstekstFactory(
        nyhed=Nyhed.objects.get(pk=dansk.nyhed_id), language="en", udgivet=False
    )

    assert udgiv(engelsk, "2034-07-01 12:00").dato == date(2034, 6, 10)


def test_drafts_without_a_date_may_have_the_same_address_until_they_are_published():
    foerste, anden = kladde(), kladde()

    assert udgiv(foerste, "2034-06-10 12:00").slug == "lamper"
    assert udgiv(anden, "2034-06-20 12:00").slug == "lamper-2"


def test_address_that_fills_its_field_is_free_to_publish_too():
    """The number that tells it from another must fit as well."""
    lang = "a" * 150
    udgiv(kladde(lang), "2034-06-10 12:00")

    nyhed = udgiv(kladde(lang), "2034-06-20 12:00")
    assert len(nyhed.slug) <= 150


# --- An address that was public leads on


@pytest.mark.parametrize(
    "felter", [{"dato": APRIL}, {"slug": "lygter"}, {"dato": APRIL, "slug": "lygter"}]
)
@pytest.mark.parametrize("start", ["", "/en"])
def test_old_address_leads_on_for_good_in_both_languages(client, start, felter):
    nyhed = udgivet()
    NyhedstekstFactory(nyhed=nyhed, language="en")
    gammel = nyhed.get_absolute_url()
    ny_adresse = start + ret(nyhed, **felter).get_absolute_url()
    svar = client.get(start + gammel)

    assert (svar.status_code, svar["Location"]) == (301, ny_adresse)
    assert client.get(svar["Location"]).status_code == 200


def test_date_within_the_month_changes_no_address(client):
    nyhed = ret(udgivet(), dato=date(2033, 3, 31))

    assert client.get("/nyheder/2033/03/lamper/").status_code == 200
    assert not Redirect.objects.filter(old_path__contains=nyhed.slug).exists()


def test_each_former_address_leads_straight_to_the_newest(client):
    nyhed = udgivet()
    for slug in ("lygter", "lanterner"):
        ret(nyhed, slug=slug)

    for slug in ("lamper", "lygter"):
        assert client.get(f"/nyheder/2033/03/{slug}/")["Location"] == "/nyheder/2033/03/lanterner/"


@pytest.mark.parametrize("start", ["", "/en"])
def test_back_again_is_no_loop(client, start):
    nyhed = udgivet()
    NyhedstekstFactory(nyhed=nyhed, language="en")
    ret(nyhed, slug="lygter")
    ret(nyhed, slug="lamper")

    assert client.get(f"{start}/nyheder/2033/03/lamper/").status_code == 200
    assert (
        client.get(f"{start}/nyheder/2033/03/lygter/")["Location"]
        == f"{start}/nyheder/2033/03/lamper/"
    )
    assert not Redirect.objects.filter(old_path=f"{start}/nyheder/2033/03/lamper/").exists()


def test_two_that_swap_addresses_keep_both_open(client):
    a, b = udgivet("a", titel="Titel A"), udgivet("b", titel="Titel B")
    ret(a, slug="c")
    ret(b, slug="a")
    ret(a, slug="b")

    assert "Titel B" in client.get("/nyheder/2033/03/a/").text
    assert "Titel A" in client.get("/nyheder/2033/03/b/").text
    assert client.get("/nyheder/2033/03/c/")["Location"] == "/nyheder/2033/03/b/"


def test_address_of_a_draft_leads_nowhere(client):
    nyhed = ret(kladde(dato=MARTS).nyhed, slug="lygter")

    assert nyhed.slug == "lygter"
    assert client.get("/nyheder/2033/03/lamper/").status_code == 404


def test_old_address_of_what_was_taken_down_says_that_it_is_gone(client):
    nyhed = udgivet()
    nyhed.indhold.get().versions.get().unpublish(forfatter())
    ret(nyhed, slug="lygter")

    assert client.get("/nyheder/2033/03/lamper/", follow=True).status_code == 410


def test_new_news_at_a_former_address_is_met_there(client):
    ret(udgivet(), slug="lygter")
    udgivet(titel="En anden nyhed")

    assert "En anden nyhed" in client.get("/nyheder/2033/03/lamper/").text


def test_news_that_is_dated_anew_where_its_name_is_taken_is_refused():
    udgivet(dato=APRIL)
    nyhed = udgivet()
    nyhed.dato = APRIL

    with pytest.raises(ValidationError):
        nyhed.full_clean()
