"""Tasks and reminders: finished with a word of what came of it, listed, and remembered at the right days, once."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from indsatser import breve_moede
from indsatser.models import Moede, Opgave
from tests.factories import IndsatsFactory, TekstFactory
from tests.indsatser.moeder import adresse, indkaldt, moede, person
from tryg_portal.models import GatheredLine

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
LISTE = "/admin/indsatser/opgave/"


def opgave(ansvarlig, om=20, **felter):
    frist = timezone.localdate() + timedelta(days=om)
    return Opgave.objects.create(
        **{"tekst": "Skriv et oplæg", "ansvarlig": ansvarlig, "frist": frist} | felter
    )


def side(opgave):
    return f"{LISTE}{opgave.pk}/side/"


@pytest.fixture
def tove(client_for):
    klient = client_for("tovholder", indsats=IndsatsFactory())
    klient.person = klient.user.person
    return klient


# --- Finished


def test_owner_finishes_a_task_with_a_word_of_what_came_of_it(tove):
    en = opgave(tove.person)

    assert "Skriv kort" in tove.post(side(en), {"goer": "udfoert", "note": " "}).content.decode()
    tove.post(side(en), {"goer": "udfoert", "note": "Oplægget er sendt"})

    en.refresh_from_db()
    assert (en.tilstand, en.note) == ("udfoert", "Oplægget er sendt") and en.udfoert


def test_whoever_it_is_not_for_finishes_no_task(tove, client_for):
    en = opgave(person("Bo"), indsats=tove.person.roller.get().indsats)

    assert tove.get(side(en)).status_code == 200
    assert tove.post(side(en), {"goer": "udfoert", "note": "Ja"}).status_code == 403
    assert client_for("kommunikation").get(side(en)).status_code == 404
    sten = client_for("styregruppe")
    assert sten.get(side(en)).status_code == 200
    assert sten.post(side(en), {"goer": "udfoert", "note": "Ja"}).status_code == 403


def test_substitute_finishes_it_while_the_owner_is_away(tove):
    i_dag = timezone.localdate()
    bo = person("Bo", stedfortraeder=tove.person, vaek_fra=i_dag, vaek_til=i_dag)
    en = opgave(bo)

    tove.post(side(en), {"goer": "udfoert", "note": "Gjort for Bo"})

    en.refresh_from_db()
    assert en.tilstand == "udfoert"


def test_only_a_coordinator_drops_a_task_or_opens_it_again(tove, koordinator):
    en = opgave(tove.person)

    assert tove.post(side(en), {"goer": "bortfaldet", "note": "Nej"}).status_code == 403
    koordinator.post(side(en), {"goer": "bortfaldet", "note": "Ikke aktuelt"})
    en.refresh_from_db()
    assert (en.tilstand, en.note) == ("bortfaldet", "Ikke aktuelt")
    assert tove.post(side(en), {"goer": "genaabn"}).status_code == 403
    koordinator.post(side(en), {"goer": "genaabn"})
    en.refresh_from_db()
    assert en.tilstand == "aaben"


def test_task_that_another_has_finished_is_not_finished_again(tove):
    en = opgave(tove.person)
    en.afslut("udfoert", "Den første")

    with pytest.raises(ValidationError, match="allerede udført"):
        Opgave.objects.get(pk=en.pk).afslut("udfoert", "Den anden")


# --- The list


def test_list_is_filtered_by_mine_open_and_overdue(koordinator):
    egen = opgave(person("Mig", bruger=koordinator.user), tekst="Egen")
    opgave(person("Bo"), om=-1, tekst="Forfalden")
    lavet = opgave(person("Ib"), tekst="Lavet")
    lavet.afslut("udfoert", "Ja")

    def vist(**filtre):
        svar = koordinator.get(LISTE, filtre)
        return sorted(o.tekst for o in svar.context["cl"].queryset)

    assert vist() == ["Egen", "Forfalden", "Lavet"]
    assert vist(hvem="mine") == [egen.tekst]
    assert vist(staar="aabne") == ["Egen", "Forfalden"]
    assert vist(staar="forfaldne") == ["Forfalden"]


def test_csv_is_the_filtered_list_and_no_cell_is_a_formula(koordinator, tove):
    opgave(person("Bo"), tekst="=1+1", indsats=TekstFactory(titel="Tryg sti").indsats)
    opgave(person("Ib"), tekst="Lavet").afslut("udfoert", "-ja")

    svar = koordinator.get(LISTE, {"som": "csv", "staar": "aabne"})

    linjer = svar.content.decode("utf-8-sig").splitlines()
    assert "text/csv" in svar["Content-Type"] and len(linjer) == 2
    assert linjer[1].startswith("'=1+1;Bo;") and "Tryg sti" in linjer[1]
    assert "'-ja" in koordinator.get(LISTE, {"som": "csv"}).content.decode()
    assert "Bo" not in tove.get(LISTE, {"som": "csv"}).content.decode()


def test_the_list_and_its_csv_cost_the_same_with_more(koordinator):
    def spoerg(**mere):
        with CaptureQueriesContext(connection) as fanget:
            assert koordinator.get(LISTE, mere).status_code == 200
        return len(fanget)

    def flere(antal):
        for nummer in range(antal):
            punkt = moede().punkter.get()
            opgave(person(f"P{nummer}"), punkt=punkt, indsats=TekstFactory().indsats)

    flere(2)
    spoerg()
    foer = spoerg(), spoerg(som="csv")
    flere(4)

    assert (spoerg(), spoerg(som="csv")) == foer


# --- Reminders


def paamindelser(dage):
    """Who has been put in line for what, when the clock has gone through these days ahead of today."""
    nu = timezone.now().replace(hour=11)
    for dag in dage:
        for _ in "12":
            breve_moede.paamind(nu + timedelta(days=dag))
    return sorted((li.address, li.key.split("-")[2]) for li in GatheredLine.objects.all())


def test_owner_is_reminded_seven_and_one_day_before_and_the_day_after_once_each():
    opgave(person("Bo"), om=20)

    assert paamindelser(range(13)) == []
    assert paamindelser([13]) == [("bo@aalborg.dk", "7dage")]
    assert paamindelser(range(14, 19)) == [("bo@aalborg.dk", "7dage")]
    assert paamindelser([19]) == [("bo@aalborg.dk", "1dag"), ("bo@aalborg.dk", "7dage")]
    assert len(paamindelser(range(20, 40))) == 3


def test_clock_that_stood_still_on_the_day_reminds_the_day_after():
    opgave(person("Bo"), om=20)

    assert paamindelser([14]) == [("bo@aalborg.dk", "7dage")]


def test_reminders_of_a_task_that_is_done_are_taken_away(tove):
    en = opgave(tove.person, om=7)
    assert len(paamindelser([0])) == 1

    tove.post(side(en), {"goer": "udfoert", "note": "Gjort"})

    assert paamindelser([0, 6, 8]) == []


def test_reminder_goes_to_the_substitute_while_the_owner_is_away():
    i_dag = timezone.localdate()
    vaek = {"vaek_fra": i_dag, "vaek_til": i_dag + timedelta(9)}
    opgave(person("Bo", stedfortraeder=person("Vikar"), **vaek), om=7)

    assert paamindelser([0]) == [("vikar@aalborg.dk", "7dage")]


def test_those_who_have_not_answered_are_reminded_a_week_before_the_meeting(koordinator):
    et = indkaldt(person("Anne"), person("Bo"), om=7)
    moede(person("Ikke spurgt"), om=7)
    bo = et.deltagere.get(person__navn="Bo")
    koordinator.post(adresse("svar", et.pk), {"deltager": bo.pk, "svar": "kommer"})
    Moede.objects.filter(pk=et.pk).update(start=timezone.now() + timedelta(days=6, hours=20))

    for _ in "12":
        breve_moede.paamind()

    (linje,) = GatheredLine.objects.all()
    assert linje.address == "anne@aalborg.dk" and "Kommer du?" in linje.text

    anne = et.deltagere.get(person__navn="Anne")
    koordinator.post(adresse("svar", et.pk), {"deltager": anne.pk, "svar": "afbud"})
    assert not GatheredLine.objects.exists()
