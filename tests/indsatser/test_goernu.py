"""«Gør nu»: what waits for whom, in the order that it is urgent; and it is gone when it is done."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from indsatser.bordet.goernu import goer_nu
from indsatser.bordet.ting import Ting, om_dage
from indsatser.models import Dagsordenspunkt, Strategilink
from tests.factories import (
    ForslagFactory,
    IndsatsFactory,
    MoedeFactory,
    OpgaveFactory,
    OrganisationFactory,
    PersonFactory,
    RolleFactory,
    StatusFactory,
    StatusrundeFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def om(dage):
    return timezone.localdate() + timedelta(days=dage)


@pytest.fixture
def siger(user_for):
    """`siger("koordinator")`: the lines of an account in that role, without what the demonstration data bring."""
    foer = {}

    def lines(user):
        return {(t.slags, t.hvad): t for t in goer_nu(user)}

    def siger(role, **mere):
        user = user_for(role, **mere)
        foer.setdefault(user.pk, set(lines(user)))
        return user, lambda: {k: t for k, t in lines(user).items() if k not in foer[user.pk]}

    return siger


def test_tovholder_is_asked_for_the_report_of_their_own_until_it_is_handed_in(siger):
    egen = IndsatsFactory()
    _, ting = siger("tovholder", indsats=egen)
    _, en_andens = siger("tovholder", navn="en anden", indsats=IndsatsFactory())
    status = StatusFactory(indsats=egen, indsats_navn="Tryg trappe")

    assert ting()["Meld status", "Tryg trappe"].frist == status.runde.frist
    assert en_andens() == {}

    status.tilstand, status.lys, status.indsendt = "indsendt", "groen", timezone.now()
    status.save()
    assert ting() == {}


def test_substitute_of_the_round_is_asked_instead(siger):
    stand_in, ting = siger("tovholder", navn="sten")
    status = StatusFactory(
        stedfortraeder=PersonFactory(bruger=stand_in), indsats_navn="Tryg trappe"
    )

    assert ("Meld status", "Tryg trappe") in ting()
    status.stedfortraeder = None
    status.save()
    assert ting() == {}


def test_coordinator_is_told_how_many_reports_to_receive_and_of_a_round_past_its_deadline(siger):
    _, ting = siger("koordinator")
    _, styregruppen = siger("styregruppe")
    runde = StatusrundeFactory(navn="Forår", frist=om(-2))
    StatusFactory(runde=runde)
    for _nr in range(2):
        StatusFactory(runde=runde, tilstand="indsendt", lys="groen", indsendt=timezone.now())

    linjer = ting()
    assert linjer["Modtag rapporter", "Forår"].hvorfor == "2 rapporter er sendt ind"
    assert linjer["Runden er over fristen", "Forår"].hvorfor == "1 mangler"
    assert linjer["Runden er over fristen", "Forår"].forfalden
    assert styregruppen() == {}


@pytest.mark.parametrize("rolle", ["koordinator", "styregruppe", "kommunikation", "administrator"])
def test_task_is_for_whoever_answers_for_it_whatever_the_role(siger, rolle):
    user, ting = siger(rolle)
    _, andres = siger("koordinator", navn="en anden")
    opgave = OpgaveFactory(tekst="Ring til skolen", ansvarlig=PersonFactory(bruger=user))

    assert ting()["Opgave", "Ring til skolen"].hvornaar.startswith("om 5 dage")
    assert andres() == {}
    opgave.tilstand, opgave.udfoert = "udfoert", timezone.now()
    opgave.save()
    assert ting() == {}


def test_task_is_the_substitutes_while_its_owner_is_away(siger):
    user, ting = siger("tovholder")
    vaek = PersonFactory(stedfortraeder=PersonFactory(bruger=user), vaek_fra=om(-1), vaek_til=om(1))
    OpgaveFactory(tekst="Ring til skolen", ansvarlig=vaek)

    assert ("Opgave", "Ring til skolen") in ting()
    vaek.vaek_fra, vaek.vaek_til = om(-3), om(-2)
    vaek.save()
    assert ting() == {}


def test_proposals_wait_for_the_coordinator_and_questions_for_the_tovholder_too(siger):
    egen = IndsatsFactory()
    _, koordinator = siger("koordinator")
    _, tovholder = siger("tovholder", indsats=egen)
    ForslagFactory(titel="Lys på stien")
    ForslagFactory(titel="Hvornår?", art="spoergsmaal", indsats=egen)

    assert set(koordinator()) == {("Svar", "Lys på stien"), ("Svar", "Hvornår?")}
    assert set(tovholder()) == {("Svar", "Hvornår?")}
    assert koordinator()["Svar", "Hvornår?"].hvorfor == "spørgsmål"
    assert not koordinator()["Svar", "Hvornår?"].forfalden


def test_chair_is_asked_to_approve_the_minutes(siger):
    chair, ting = siger("styregruppe")
    _, koordinator = siger("koordinator")
    moede = MoedeFactory(titel="Styregruppen", formand=PersonFactory(bruger=chair))
    assert ting() == {}

    moede.start -= timedelta(days=10)
    moede.slut -= timedelta(days=10)
    moede.tilstand = "afholdt"
    moede.save()
    assert ("Godkend referat", "Styregruppen") in ting()
    assert koordinator() == {}


def test_points_handed_in_are_the_coordinators_until_the_meeting_is_over(siger):
    _, ting = siger("koordinator")
    moede = MoedeFactory(titel="Tovholdermøde")
    Dagsordenspunkt.objects.create(moede=moede, titel="Ny gruppe", tilstand="foreslaaet")
    Dagsordenspunkt.objects.create(moede=moede, titel="Velkomst")

    assert ting()["Tag stilling til punkter", "Tovholdermøde"].hvorfor == "1 punkt er meldt ind"


def test_roles_about_to_end_and_links_that_are_dead_or_due(siger):
    _, ting = siger("koordinator")
    _, tovholder = siger("tovholder")
    RolleFactory(indsats=IndsatsFactory(), person=PersonFactory(navn="Ane Dam"), til=om(30))
    RolleFactory(indsats=IndsatsFactory(), person=PersonFactory(navn="Bo Dam"), til=om(31))
    felter = {"myndighed": OrganisationFactory(), "adresse": "https://example.org/"}
    Strategilink.objects.create(titel="Død", doed_siden=timezone.now(), **felter)
    Strategilink.objects.create(titel="Ses efter", gennemgaas=om(0), **felter)
    Strategilink.objects.create(titel="Rask", gennemgaas=om(1), **felter)

    assert set(ting()) == {
        ("Rollen slutter", "Ane Dam"),
        ("Link svarer ikke", "Død"),
        ("Se linket efter", "Ses efter"),
    }
    assert tovholder() == {}


def test_the_most_late_comes_first_and_what_has_no_deadline_last():
    a, b, c = (
        Ting("A", "a", "/", frist=om(-3)),
        Ting("B", "b", "/", frist=om(2)),
        Ting("C", "c", "/", frist=om(-9), er_frist=False),
    )

    assert sorted([c, b, a], key=lambda t: t.noegle) == [a, b, c]
    assert [t.forfalden for t in (a, b, c)] == [True, False, False]


@pytest.mark.parametrize(
    ("dage", "ord_"),
    [
        (-2, "2 dage for sent"),
        (-1, "1 dag for sent"),
        (0, "i dag"),
        (1, "i morgen"),
        (9, "om 9 dage"),
    ],
)
def test_deadline_in_words_with_its_date(dage, ord_):
    i_dag = date(2026, 5, 20)
    assert om_dage(i_dag + timedelta(days=dage), i_dag).startswith(f"{ord_} (")
