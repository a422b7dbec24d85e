"""What matters most about who may do what, tried with requests that would do it; the database says whether they did."""

from datetime import timedelta

import pytest
from cms.toolbar.utils import get_object_edit_url, get_object_structure_url
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from indsatser.models import Gennemsyn, PlanlagtUdgivelse, Rolle
from tests.accounts import PASSWORD, account, proven_login, signed_in_as
from tests.adgang import anslag
from tests.adgang.anslag import billede, maal
from tests.factories import GruppeFactory, IndsatsFactory, PersonFactory, RolleFactory, forfatter

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

FREMMEDE = ["administrator", "styregruppe", "tovholder", "kommunikation"]
"""Who changes no text of an initiative that is not theirs; the tovholder here has another one."""


@pytest.fixture
def ind(client_for):
    """`ind("tovholder")`: signed in in that role, a tovholder of an initiative that no text here is about."""

    def ind(rolle, indsats=None):
        if rolle == "tovholder" and indsats is None:
            indsats = IndsatsFactory()
        return client_for(rolle, indsats=indsats)

    return ind


@pytest.fixture
def proev(koordinator):
    """`proev(client, anslag, m)`: the request, and whether anything is different after it."""

    def proev(klient, forsoeg, m):
        adresse, data = forsoeg(m, koordinator)
        foer = billede(m)
        svar = klient.post(adresse, data)
        assert svar.status_code < 500, f"{adresse}: {svar.status_code}"
        return billede(m) != foer

    return proev


# --- Another's draft


@pytest.mark.parametrize("navn", anslag.PAA_KLADDEN)
def test_each_attempt_is_one_that_would_succeed(ind, proev, navn):
    assert proev(ind("koordinator"), anslag.PAA_KLADDEN[navn], maal())


@pytest.mark.parametrize("navn", anslag.PAA_KLADDEN)
def test_tovholder_changes_their_own_draft_by_the_same_requests(ind, proev, navn):
    m = maal()

    assert proev(ind("tovholder", m.tekst.indsats), anslag.PAA_KLADDEN[navn], m)


@pytest.mark.parametrize("navn", anslag.PAA_KLADDEN)
@pytest.mark.parametrize("rolle", FREMMEDE)
def test_draft_of_another_stays_as_it_is(ind, proev, rolle, navn):
    assert not proev(ind(rolle), anslag.PAA_KLADDEN[navn], maal())


@pytest.mark.parametrize("rolle", FREMMEDE)
def test_what_was_put_away_is_not_taken_up_by_another(ind, proev, rolle):
    assert not proev(ind(rolle), anslag.GENOPTAGET, maal("archived"))


@pytest.mark.parametrize("rolle", ["administrator", "styregruppe", "tovholder"])
def test_lock_of_a_draft_is_not_broken_by_those_who_may_not(ind, proev, rolle):
    m = maal()
    m.version.locked_by = forfatter()
    m.version.save(update_fields=["locked_by"])

    assert not proev(ind(rolle), anslag.LAAST_OP, m)
    assert proev(ind("koordinator"), anslag.LAAST_OP, m)


@pytest.mark.parametrize("navn", anslag.PAA_KLADDEN)
def test_draft_that_is_sent_for_review_is_changed_by_nobody(ind, proev, navn):
    m = maal()
    Gennemsyn.send(m.version, forfatter())

    for rolle in ("koordinator", "kommunikation", "tovholder"):
        klient = ind(rolle, m.tekst.indsats if rolle == "tovholder" else None)
        assert not proev(klient, anslag.PAA_KLADDEN[navn], m), rolle


# --- What is public


@pytest.mark.parametrize("navn", [*anslag.PAA_SIDEN, "formularen"])
def test_published_text_is_changed_in_place_by_nobody(ind, proev, navn):
    m = maal("published")
    for rolle in ("koordinator", "kommunikation", "administrator", "styregruppe", "tovholder"):
        klient = ind(rolle, m.tekst.indsats if rolle == "tovholder" else None)
        assert not proev(klient, anslag.PAA_KLADDEN[navn], m), rolle


@pytest.mark.parametrize("rolle", FREMMEDE)
def test_published_text_gets_no_new_draft_by_another(ind, proev, rolle):
    assert not proev(ind(rolle), anslag.NY_KLADDE, maal("published"))


@pytest.mark.parametrize("rolle", [*FREMMEDE, "ejer"])
def test_published_text_is_taken_down_by_nobody_but_who_publishes(ind, proev, rolle):
    m = maal("published")
    klient = ind("tovholder", m.tekst.indsats) if rolle == "ejer" else ind(rolle)

    assert not proev(klient, anslag.TAGET_NED, m)
    assert proev(ind("koordinator"), anslag.TAGET_NED, m)


# --- To publish


@pytest.fixture
def uden_udgivelsestjek(monkeypatch):
    """The texts here hold as little as they need; the right is asked about, not the check."""
    monkeypatch.setattr("indsatser.versioner.tjek", lambda indhold: [])
    monkeypatch.setattr("indsatser.views.udgivelse.tjek", lambda indhold: [])


@pytest.mark.usefixtures("uden_udgivelsestjek")
@pytest.mark.parametrize("navn", anslag.OFFENTLIGHED)
@pytest.mark.parametrize("rolle", [*FREMMEDE, "ejer"])
def test_draft_is_published_or_planned_by_nobody_but_who_publishes(ind, proev, rolle, navn):
    m = maal()
    klient = ind("tovholder", m.tekst.indsats) if rolle == "ejer" else ind(rolle)

    assert not proev(klient, anslag.OFFENTLIGHED[navn], m)
    assert proev(ind("koordinator"), anslag.OFFENTLIGHED[navn], m)


BESLUTNINGER = {
    "udgiv": {"advarsler": "set"},
    "planlaeg": {"udgiv_0": "2999-01-01", "udgiv_1": "09:00", "advarsler": "set"},
    "tilbage": {"begrundelse": "Nej."},
}


def beslut(klient, gennemsyn, beslutning):
    adresse = reverse("admin:indsatser_gennemsyn_se", args=[gennemsyn.pk])
    svar = klient.post(adresse, {"beslut": beslutning, **BESLUTNINGER.get(beslutning, {})})
    gennemsyn.refresh_from_db()
    return svar


@pytest.mark.usefixtures("uden_udgivelsestjek")
@pytest.mark.parametrize("beslutning", BESLUTNINGER)
@pytest.mark.parametrize("rolle", ["administrator", "styregruppe", "tovholder", "ejer"])
def test_review_is_decided_by_nobody_but_who_publishes(ind, rolle, beslutning):
    m = maal()
    gennemsyn = Gennemsyn.send(m.version, forfatter())
    klient = ind("tovholder", m.tekst.indsats) if rolle == "ejer" else ind(rolle)

    svar = beslut(klient, gennemsyn, beslutning)

    assert svar.status_code in (403, 404)
    assert gennemsyn.tilstand == "venter"
    assert not PlanlagtUdgivelse.objects.filter(version=m.version).exists()


@pytest.mark.usefixtures("uden_udgivelsestjek")
@pytest.mark.parametrize("beslutning", BESLUTNINGER)
def test_communication_decides_what_was_sent_for_review(ind, beslutning):
    gennemsyn = Gennemsyn.send(maal().version, forfatter())

    beslut(ind("kommunikation"), gennemsyn, beslutning)

    assert gennemsyn.tilstand == ("sendt_tilbage" if beslutning == "tilbage" else "godkendt")


@pytest.mark.usefixtures("uden_udgivelsestjek")
def test_communication_publishes_what_was_sent_for_review_from_the_list_too(ind, proev):
    m = maal()
    klient = ind("kommunikation")

    assert not proev(klient, anslag.OFFENTLIGHED["udgivet"], m)

    Gennemsyn.send(m.version, forfatter())

    assert proev(klient, anslag.OFFENTLIGHED["udgivet"], m)


@pytest.mark.parametrize("rolle", ["administrator", "styregruppe", "tovholder"])
def test_plan_of_another_is_cancelled_by_nobody_but_who_publishes(ind, rolle):
    m = maal("published")
    plan = PlanlagtUdgivelse.objects.create(
        version=m.version,
        handling="tag_ned",
        tidspunkt=timezone.now() + timedelta(days=1),
        bestilt_af=forfatter(),
    )

    ind(rolle).post(reverse("admin:indsatser_gennemsyn_annuller", args=[plan.pk]))

    plan.refresh_from_db()
    assert plan.tilstand == "venter"


# --- Who is let in at all


@pytest.mark.parametrize("art", ["tovholder", "koordinator"])
def test_whose_role_ended_yesterday_is_out_at_once(client, art):
    konto = account(role=None)
    hvor = {"indsats": None, "gruppe": GruppeFactory()} if art == "koordinator" else {}
    person, idag = PersonFactory(bruger=konto), timezone.localdate()
    rolle = RolleFactory(person=person, art=art, til=idag, **hvor)
    proven_login(client, konto)
    assert client.get("/admin/").status_code == 200

    Rolle.objects.filter(pk=rolle.pk).update(til=timezone.localdate() - timedelta(days=1))

    for adresse in ("/admin/", "/admin/indsatser/indsats/", "/admin/cms/pagecontent/"):
        assert client.get(adresse)["Location"].startswith("/admin/login/"), adresse


def test_whose_role_begins_tomorrow_is_not_in_yet(client):
    konto = account(role=None)
    i_morgen = timezone.localdate() + timedelta(days=1)
    RolleFactory(person=PersonFactory(bruger=konto), fra=i_morgen)

    assert proven_login(client, konto).get("/admin/").status_code == 302


def test_tovholder_whose_role_ended_loses_the_text_and_keeps_the_other_role(ind, proev, user_for):
    m = maal()
    klient = ind("tovholder", m.tekst.indsats)
    assert proev(klient, anslag.PAA_KLADDEN["feltet på siden"], m)

    igaar = timezone.localdate() - timedelta(days=1)
    Rolle.objects.filter(indsats=m.tekst.indsats).update(til=igaar)

    assert not proev(klient, anslag.PAA_KLADDEN["nyt stykke"], m)
    assert klient.get("/admin/").status_code == 200


def test_nobody_edits_with_the_password_alone(user_for, koordinator):
    klient = Client()
    klient.force_login(user_for("koordinator", navn="anden"))
    m = maal()
    foer = billede(m)
    for navn, forsoeg in (anslag.PAA_KLADDEN | anslag.OFFENTLIGHED).items():
        svar = klient.post(*forsoeg(m, koordinator))
        assert svar["Location"].startswith("/konto/to-trin/"), navn
    for adresse in (get_object_edit_url(m.tekst), get_object_structure_url(m.tekst), "/admin/"):
        assert klient.get(adresse)["Location"].startswith("/konto/to-trin/"), adresse

    assert billede(m) == foer


@pytest.mark.parametrize("adresse", ["/admin/login/", "/cms_login/", "/en/cms_login/"])
def test_other_doors_sign_nobody_in(client, adresse):
    account()
    data = {"username": "anna", "login": "anna", "password": PASSWORD, "next": "/admin/"}

    for parametre in ("", "?next=/admin/"):
        svar = client.post(adresse + parametre, data)
        assert svar["Location"].partition("?")[0] == "/konto/login/"
        assert signed_in_as(client) is None


def test_account_without_a_role_ends_at_its_own_page_and_not_in_a_ring(client):
    proven_login(client, account(role=None))

    svar = client.get("/admin/", follow=True)

    assert (svar.status_code, svar.redirect_chain[-1][0]) == (200, "/konto/")
