"""What the public reads of meetings: only what was released, of approved minutes, in few queries."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from indsatser.models import Beslutning, Gruppe, Moede
from tests.conftest import forget_everything_cached
from tests.factories import TekstFactory
from tests.indsatser.moeder import T, adresse, godkendt, moede
from tryg_portal import generation

pytestmark = pytest.mark.django_db
UDDRAG = "Vi talte om lys på stien.\n\nNæste gang ser vi på bænke."


@pytest.fixture
def tekst():
    return TekstFactory(titel="Tryg sti")


@pytest.fixture
def et(tekst):
    et = moede(om=-10, tilstand=T.AFHOLDT, gruppe=Gruppe.objects.get(slug="styregruppen"))
    punkt = et.punkter.get()
    punkt.referat = "Fortroligt referat."
    punkt.save()
    for ord_ in ("Åben beslutning.", "Lukket beslutning."):
        punkt.beslutninger.create(tekst=ord_).indsatser.add(tekst.indsats)
    et.godkend("Formanden")
    return et


def offentliggoer(klient, et, goer="udgiv", uddrag=UDDRAG):
    aaben = Beslutning.objects.get(punkt__moede=et, tekst="Åben beslutning.")
    data = {"goer": goer, "offentligt_uddrag": uddrag, "beslutning": [aaben.pk]}
    return klient.post(adresse("offentligt", et.pk), data, follow=True)


def laes(sti):
    return Client().get(sti)


def test_extract_is_public_when_the_coordinator_says_so_and_nothing_else_is(koordinator, et):
    assert "Styregruppen" not in laes("/moeder/").content.decode().partition("<main")[2]

    offentliggoer(koordinator, et)

    et.refresh_from_db()
    assert et.uddragets_adresse() == f"/moeder/{et.dag:%Y-%m-%d}-styregruppen/"
    assert et.uddragets_adresse() in laes("/moeder/").content.decode()
    side = laes(et.uddragets_adresse()).content.decode()
    assert "<p>Vi talte om lys på stien.</p>" in side and "Åben beslutning." in side
    assert "Tryg sti" in side
    for fortroligt in ("Fortroligt", "Lukket beslutning", "Lokale 1", "Formanden"):
        assert fortroligt not in side


def test_extract_of_minutes_that_are_not_approved_stays_inside(koordinator):
    et = moede(om=-10, tilstand=T.AFHOLDT)

    svar = koordinator.post(
        adresse("offentligt", et.pk), {"goer": "udgiv", "offentligt_uddrag": "Hej"}
    )

    assert "ikke godkendt endnu" in svar.content.decode() and "Hej" in svar.content.decode()
    et.refresh_from_db()
    assert et.uddrag_udgivet is None and et.offentligt_uddrag == ""
    with pytest.raises(IntegrityError), transaction.atomic():
        Moede.objects.filter(pk=et.pk).update(uddrag_udgivet=timezone.now(), adresse="x")


def test_empty_extract_is_not_released(koordinator, et):
    assert "Skriv det, borgerne" in offentliggoer(koordinator, et, uddrag=" ").content.decode()
    assert Moede.objects.med_uddrag().count() == 0


def test_extract_that_is_taken_back_says_so_and_its_address_stays_its_own(koordinator, et):
    offentliggoer(koordinator, et)
    et.refresh_from_db()

    offentliggoer(koordinator, et, goer="tag_tilbage")

    svar = laes(et.uddragets_adresse())
    assert svar.status_code == 410 and "lys på stien" not in svar.content.decode()
    assert et.uddragets_adresse() not in laes("/moeder/").content.decode()
    offentliggoer(koordinator, et)
    assert laes(et.uddragets_adresse()).status_code == 200


def test_second_meeting_of_a_day_has_an_address_of_its_own(koordinator, et):
    to = godkendt(gruppe=et.gruppe)
    Moede._base_manager.filter(pk=to.pk).update(start=et.start, slut=et.slut)
    to.punkter.model._base_manager.filter(moede=to).update(titel="x")
    Beslutning._base_manager.filter(punkt__moede=to).update(tekst="Åben beslutning.")

    for en in (et, to):
        offentliggoer(koordinator, en)

    adresser = Moede.objects.med_uddrag().values_list("adresse", flat=True)
    assert sorted(adresser) == [
        f"{et.dag:%Y-%m-%d}-styregruppen",
        f"{et.dag:%Y-%m-%d}-styregruppen-2",
    ]


def test_english_reader_is_led_to_the_danish_extract(koordinator, et):
    offentliggoer(koordinator, et)
    et.refresh_from_db()

    assert laes(f"/en{et.uddragets_adresse()}")["Location"] == et.uddragets_adresse()
    assert et.uddragets_adresse() in laes("/en/moeder/").content.decode()


def test_extracts_are_in_the_sitemap_and_linked_from_the_organisation(koordinator, et, settings):
    assert 'href="/moeder/"' not in laes("/om-tryg-aalborg/organisation/").content.decode()

    offentliggoer(koordinator, et)

    et.refresh_from_db()
    assert f"{et.uddragets_adresse()}</loc>" in laes("/sitemap.xml").content.decode()
    forget_everything_cached()
    assert 'href="/moeder/"' in laes("/om-tryg-aalborg/organisation/").content.decode()


def test_what_is_released_makes_every_page_new(
    koordinator, et, settings, django_capture_on_commit_callbacks
):
    foer = generation.current()[0]

    with django_capture_on_commit_callbacks(execute=True):
        offentliggoer(koordinator, et)

    assert generation.current()[0] != foer


def test_only_coordinators_release(client_for, et):
    sten = client_for("styregruppe")

    assert sten.get(adresse("side", et.pk)).status_code == 200
    assert sten.get(adresse("offentligt", et.pk)).status_code == 403


# --- On the initiative


def test_released_decision_stands_on_the_initiative(koordinator, et, tekst):
    side = tekst.get_absolute_url()
    assert "Besluttet på møder" not in laes(side).content.decode()

    offentliggoer(koordinator, et, goer="gem")

    indhold = laes(side).content.decode()
    assert "Åben beslutning." in indhold and "Lukket beslutning." not in indhold
    assert "/moeder/" not in indhold


def test_decision_of_minutes_that_are_not_approved_stays_inside(tekst):
    et = moede(om=-10, tilstand=T.AFHOLDT)
    beslutning = et.punkter.get().beslutninger.create(tekst="Foreløbig.", offentlig=True)
    beslutning.indsatser.add(tekst.indsats)

    assert "Foreløbig." not in laes(tekst.get_absolute_url()).content.decode()


def test_decisions_stand_on_the_initiatives_form_for_those_who_see_the_meeting(
    koordinator, client_for, et, tekst
):
    form = f"/admin/indsatser/indsats/{tekst.indsats_id}/change/"

    assert "Lukket beslutning." in koordinator.get(form).content.decode()
    assert "Lukket beslutning." in client_for("styregruppe").get(form).content.decode()
    assert "Lukket beslutning." not in client_for("kommunikation").get(form).content.decode()


# --- Queries


def test_list_and_extract_cost_few_queries_and_the_same_with_more(koordinator, et, cold_queries):
    offentliggoer(koordinator, et)
    et.refresh_from_db()
    foer = [len(cold_queries(sti)) for sti in ("/moeder/", et.uddragets_adresse())]
    for nummer in range(4):
        nyt = godkendt()
        Moede.objects.filter(pk=nyt.pk).update(
            uddrag_udgivet=timezone.now(), adresse=f"nr-{nummer}", offentligt_uddrag="Noget."
        )
    assert len(cold_queries("/moeder/")) == foer[0]
    assert max(foer) <= 12


def test_decisions_add_one_query_to_the_initiatives_page(koordinator, et, tekst, cold_queries):
    foer = [sql for sql in cold_queries(tekst.get_absolute_url()) if "beslutning" in sql]

    offentliggoer(koordinator, et)

    efter = [sql for sql in cold_queries(tekst.get_absolute_url()) if "beslutning" in sql]
    assert len(foer) == len(efter) == 1


def test_page_of_a_meeting_that_is_not_released_is_not_there(et):
    with CaptureQueriesContext(connection):
        assert laes(f"/moeder/{et.dag:%Y-%m-%d}-styregruppen/").status_code == 404
