"""What matters most about news and its quotes, tried with requests that would do it; asked of the database."""

import pytest
from django.test import Client
from django.urls import reverse

from indsatser.models import Gennemsyn, Godkendelse
from indsatser.models.organisation import Organisation
from indsatser.versioner import uden_tjek
from tests.adgang import anslag
from tests.adgang.anslag import billede
from tests.factories import (
    IndsatsFactory,
    NyhedstekstFactory,
    OrganisationFactory,
    PersonFactory,
    PressecitatFactory,
    forfatter,
)

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

FREMMEDE = ["administrator", "styregruppe", "tovholder"]
"""Who changes no news; the tovholder here has the initiative that the news is about."""
I_CITATERNE = ["rettet citat", "nyt citat i stedet"]
REDAKTION = ["koordinator", "kommunikation"]


def med_citat(**felter):
    tekst = NyhedstekstFactory(**felter)
    PressecitatFactory(indhold=tekst)
    tekst.nyhed.indsatser.add(IndsatsFactory())
    return tekst


def maal(tilstand="draft"):
    return anslag.maal(tilstand, fabrik=med_citat)


@pytest.fixture
def ind(client_for):
    """`ind("tovholder", m)`: signed in in that role; a tovholder of what the news is about."""

    def ind(rolle, m):
        indsats = m.tekst.nyhed.indsatser.get() if rolle == "tovholder" else None
        return client_for(rolle, indsats=indsats)

    return ind


@pytest.fixture
def proev(koordinator):
    """`proev(client, anslag, m)`: the request, and whether anything is different after it."""

    def proev(klient, forsoeg, m):
        foer = billede(m)
        svar = klient.post(*forsoeg(m, koordinator))
        assert svar.status_code < 500, svar.status_code
        return billede(m) != foer

    return proev


@pytest.fixture
def uden_udgivelsestjek(monkeypatch):
    """The texts here hold as little as they need; the right is asked about, not the check."""
    monkeypatch.setattr("indsatser.versioner.tjek", lambda indhold: [])
    monkeypatch.setattr("indsatser.views.udgivelse.tjek", lambda indhold: [])


# --- The text


@pytest.mark.parametrize("navn", anslag.I_NYHEDEN)
@pytest.mark.parametrize("rolle", REDAKTION)
def test_each_attempt_is_one_that_would_succeed(ind, proev, rolle, navn):
    m = maal()

    assert proev(ind(rolle, m), anslag.I_NYHEDEN[navn], m)


@pytest.mark.parametrize("navn", anslag.I_NYHEDEN)
@pytest.mark.parametrize("rolle", FREMMEDE)
def test_draft_is_changed_by_the_editors_alone(ind, proev, rolle, navn):
    m = maal()

    assert not proev(ind(rolle, m), anslag.I_NYHEDEN[navn], m)


@pytest.mark.parametrize("navn", anslag.I_NYHEDEN)
@pytest.mark.parametrize("rolle", REDAKTION)
def test_text_that_is_sent_for_review_is_changed_by_nobody(ind, proev, rolle, navn):
    m = maal()
    Gennemsyn.send(m.version, forfatter())

    assert not proev(ind(rolle, m), anslag.I_NYHEDEN[navn], m)


@pytest.mark.parametrize("navn", [*anslag.PAA_SIDEN, "formularen", *I_CITATERNE])
@pytest.mark.parametrize("rolle", [*REDAKTION, *FREMMEDE])
def test_published_text_is_changed_in_place_by_nobody(ind, proev, rolle, navn):
    m = maal("published")

    assert not proev(ind(rolle, m), anslag.I_NYHEDEN[navn], m)


@pytest.mark.usefixtures("uden_udgivelsestjek")
@pytest.mark.parametrize("navn", anslag.OFFENTLIGHED)
@pytest.mark.parametrize("rolle", FREMMEDE)
def test_draft_is_published_or_planned_by_the_editors_alone(ind, proev, rolle, navn):
    m = maal()

    assert not proev(ind(rolle, m), anslag.OFFENTLIGHED[navn], m)
    assert proev(ind("kommunikation", m), anslag.OFFENTLIGHED[navn], m)


@pytest.mark.parametrize("navn", ["TAGET_NED", "NY_KLADDE"])
@pytest.mark.parametrize("rolle", FREMMEDE)
def test_what_is_public_is_taken_down_or_taken_up_by_the_editors_alone(ind, proev, rolle, navn):
    m, forsoeg = maal("published"), getattr(anslag, navn)

    assert not proev(ind(rolle, m), forsoeg, m)
    assert proev(ind("kommunikation", m), forsoeg, m)


# --- The quotes


@pytest.fixture
def arbejder():
    """`arbejder(client, authority)`: the account's person works there, or in a department of it."""

    def arbejder(klient, myndighed):
        PersonFactory.create(bruger=klient.user, organisation=myndighed)
        return klient

    return arbejder


@pytest.fixture
def politi():
    return Organisation.objects.myndigheder()[1]


def godkendt(m):
    return Godkendelse.objects.filter(indhold=m.tekst, tilstand="godkendt").exists()


def besvaret(m):
    return Godkendelse.objects.filter(indhold=m.tekst).exclude(afgjort=None).exists()


@pytest.mark.parametrize("rolle", FREMMEDE)
def test_sign_off_is_asked_for_by_the_editors_alone(ind, proev, rolle):
    m = maal()

    assert not proev(ind(rolle, m), anslag.bed, m)
    assert proev(ind("kommunikation", m), anslag.bed, m)


@pytest.mark.parametrize("rolle", ["koordinator", "styregruppe", "kommunikation"])
def test_quotes_are_signed_off_by_those_who_work_there(client_for, arbejder, politi, rolle):
    m = maal()

    arbejder(client_for(rolle), politi).post(*anslag.svar(m))

    assert godkendt(m)


def test_quotes_are_signed_off_by_those_of_a_department_too(client_for, arbejder, politi):
    m, afdeling = maal(), OrganisationFactory(overordnet=politi, art=politi.art)

    arbejder(client_for("styregruppe"), afdeling).post(*anslag.svar(m))

    assert godkendt(m)


@pytest.mark.parametrize("svar", ["godkendt", "afvist"])
@pytest.mark.parametrize("rolle", ["koordinator", "styregruppe", "kommunikation"])
def test_quotes_are_answered_for_by_nobody_from_elsewhere(client_for, arbejder, rolle, svar):
    m, kommune = maal(), Organisation.objects.myndigheder()[0]

    for klient in (client_for(rolle, navn="løs"), arbejder(client_for(rolle), kommune)):
        assert klient.post(*anslag.svar(m, svar)).status_code == 403

    assert not besvaret(m)


def test_quotes_are_signed_off_by_no_administrator_and_no_tovholder_who_works_there(
    client_for, arbejder, politi
):
    m = maal()
    tovholder = client_for("tovholder", indsats=IndsatsFactory())
    tovholder.user.person.organisation = politi
    tovholder.user.person.save()

    for klient in (arbejder(client_for("administrator"), politi), tovholder):
        assert klient.post(*anslag.svar(m)).status_code == 403

    assert not besvaret(m)


def test_own_authority_does_not_open_that_of_another(client_for, arbejder, politi):
    """The field says for whom: to name another authority there is no way around the right."""
    m, region = maal(), Organisation.objects.myndigheder()[2]
    PressecitatFactory(indhold=m.tekst, organisation=region)
    adresse, data = anslag.svar(m)
    data = {n.replace(f"m{politi.pk}-", f"m{region.pk}-"): v for n, v in data.items()}

    svar = arbejder(client_for("styregruppe"), politi).post(
        adresse, data | {"myndighed": region.pk}
    )

    assert svar.status_code == 403
    assert not besvaret(m)


def test_what_was_read_is_what_is_signed_off(client_for, arbejder, politi):
    m = maal()
    adresse, data = anslag.svar(m)
    m.tekst.citater.update(tekst="Noget helt andet.")

    arbejder(client_for("styregruppe"), politi).post(adresse, data)

    assert not godkendt(m)


def test_published_quotes_are_answered_for_by_nobody(client_for, arbejder, politi):
    m = maal("published")

    assert arbejder(client_for("styregruppe"), politi).post(*anslag.svar(m)).status_code == 403
    assert not besvaret(m)


# --- The link in the mail


@pytest.fixture
def link(politi):
    def link(m):
        _, hemmelig = Godkendelse.bed(m.tekst, politi, forfatter(), "presse@politi.invalid")
        return reverse("godkend", args=[hemmelig])

    return link


def svar_paa(link, m, **andet):
    laest = anslag.aftryk_af_tekst(m.tekst)
    data = {"svar": "godkendt", "navn": "Politidirektøren", "laest": laest}
    return Client().post(link, data | andet)


def test_link_is_answered_once(link):
    m = maal()
    adresse = link(m)

    assert svar_paa(adresse, m).status_code == 200
    assert godkendt(m)
    assert svar_paa(adresse, m, svar="afvist", begrundelse="Nej.").status_code == 410
    assert godkendt(m)


def test_link_that_a_newer_one_follows_answers_nothing(link):
    m = maal()
    gammelt, _ = link(m), link(m)

    assert svar_paa(gammelt, m).status_code == 410
    assert not godkendt(m)


def test_link_shows_nothing_of_what_became_public_or_was_put_away(link):
    m = maal()
    adresse = link(m)
    with uden_tjek():
        m.version.publish(forfatter())

    svar = Client().get(adresse)

    assert svar.status_code == 410
    assert m.tekst.citater.get().tekst not in svar.text


def test_link_opens_one_text_and_no_page_of_the_editors(link):
    m = maal()
    klient = Client()

    assert klient.get(link(m)).status_code == 200
    for adresse in (
        "/admin/",
        reverse("admin:indsatser_godkendelse_version", args=[m.version.pk]),
        m.tekst.nyhed.get_absolute_url(),
    ):
        assert klient.get(adresse).status_code in (302, 404), adresse
    assert klient.get(f"{link(m)[:-2]}x/").status_code == 404
