"""Sign-off in the admin: who reads its page, who asks, and who answers for an authority."""

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from djangocms_versioning.models import Version

from indsatser.models import Godkendelse
from indsatser.models.godkendelse import aftryk_af_tekst, godkendelser_af
from indsatser.models.organisation import Organisation
from indsatser.versioner import uden_tjek
from tests.accounts import proven_login
from tests.factories import (
    IndsatsFactory,
    NyhedstekstFactory,
    OrganisationFactory,
    PersonFactory,
    PressecitatFactory,
    TekstFactory,
    forfatter,
)
from tests.indsatser.admin_forms import messages_of
from tests.indsatser.public_pages import text_of, tree_of
from tests.indsatser.test_godkendelse import (
    adresse,
    citeret,
    frisk,
    kommune,
    mangler,
    politi,
    svar_for,
)

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
ROLLER = ["administrator", "koordinator", "styregruppe", "tovholder", "kommunikation"]


@pytest.fixture
def tekst():
    tekst = citeret()
    Version.objects.filter(pk=tekst.versions.get().pk).update(locked_by=None)
    return tekst


def siden(tekst):
    return reverse("admin:indsatser_godkendelse_version", args=[tekst.versions.get().pk])


def fra(klient, organisation):
    """The account's person works there."""
    PersonFactory(bruger=klient.user, organisation=organisation)
    return klient


def bed(klient, tekst, modtager="presse@politi.invalid", myndighed=None):
    pk = (myndighed or politi()).pk
    return klient.post(
        siden(tekst), {"goer": "bed", "myndighed": pk, f"m{pk}-modtager": modtager}, follow=True
    )


def svar(klient, tekst, myndighed=None, **felter):
    pk = (myndighed or politi()).pk
    laest = aftryk_af_tekst(frisk(tekst))
    felter = {"svar": "godkendt", "navn": "Politidirektøren", "laest": laest} | felter
    data = {f"m{pk}-{navn}": vaerdi for navn, vaerdi in felter.items()}
    return klient.post(siden(tekst), {"goer": "svar", "myndighed": pk, **data}, follow=True)


def svar_om(tekst):
    return Godkendelse.objects.filter(indhold=tekst).exclude(afgjort=None)


# --- Who reads it


@pytest.mark.parametrize("rolle", ROLLER)
def test_every_role_reads_who_has_answered_what(client_for, tekst, rolle):
    klient = client_for(rolle, **({"indsats": IndsatsFactory()} if rolle == "tovholder" else {}))
    response = klient.get(siden(tekst))

    assert response.status_code == 200
    assert "Vi passer på hinanden." in response.text


@pytest.mark.parametrize("rolle", ["administrator", "styregruppe", "tovholder"])
def test_who_can_do_nothing_there_is_offered_nothing(client_for, tekst, rolle):
    klient = client_for(rolle, **({"indsats": IndsatsFactory()} if rolle == "tovholder" else {}))

    assert not tree_of(klient.get(siden(tekst))).xpath("//input[contains(@name,'-')] | //textarea")


def test_visitor_is_led_to_the_login(client, tekst):
    assert client.get(siden(tekst)).status_code == 302


def test_account_without_a_role_reads_nothing(tekst):
    bruger = User.objects.create_user("ingen", "ingen@aalborg.dk")

    assert proven_login(Client(), bruger).get(siden(tekst)).status_code in (302, 403)


@pytest.mark.parametrize("pk", [0, 99999999, 2**63])
def test_version_that_is_none_has_no_page(koordinator, pk):
    assert koordinator.get(f"/admin/indsatser/godkendelse/version/{pk}/").status_code == 404


def test_version_of_something_else_has_no_page(koordinator):
    assert koordinator.get(siden(TekstFactory(udgivet=False))).status_code == 404


# --- Who asks


@pytest.mark.parametrize("rolle", ["koordinator", "kommunikation"])
def test_editors_ask(client_for, tekst, rolle):
    klient = client_for(rolle)
    response = bed(klient, tekst)

    godkendelse = Godkendelse.objects.get(indhold=tekst)
    assert (godkendelse.bedt_af, godkendelse.modtager) == (klient.user, "presse@politi.invalid")
    assert "er bedt om at godkende" in messages_of(response)[0]


@pytest.mark.parametrize("rolle", ["administrator", "styregruppe", "tovholder"])
def test_nobody_else_asks(client_for, tekst, rolle):
    klient = client_for(rolle, **({"indsats": IndsatsFactory()} if rolle == "tovholder" else {}))
    if rolle == "tovholder":
        tekst.nyhed.indsatser.add(klient.user.person.roller.get().indsats)

    assert bed(klient, tekst).status_code == 403
    assert not Godkendelse.objects.filter(indhold=tekst).exists()
    assert mail.outbox == []


@pytest.mark.parametrize("modtager", ["", "ikke en adresse", "a@b", "a@politi.dk\nBcc: x@y.dk"])
def test_address_that_is_none_is_told_and_kept(koordinator, tekst, modtager):
    response = bed(koordinator, tekst, modtager)

    felt = tree_of(response).xpath(f"//input[@name='m{politi().pk}-modtager']")[0]
    assert felt.get("value", "") == modtager.replace("\n", "") or felt.get("value") == modtager
    assert "e-mail" in text_of(tree_of(response).xpath("//*[@id='content']")[0])
    assert not Godkendelse.objects.filter(indhold=tekst).exists()


def test_authority_that_is_not_quoted_is_not_asked(koordinator, tekst):
    assert bed(koordinator, tekst, myndighed=kommune()).status_code == 404


@pytest.mark.parametrize("goer", ["", "slet", "__class__"])
def test_what_is_no_action_does_nothing(koordinator, tekst, goer):
    data = {"goer": goer, "myndighed": politi().pk}

    assert koordinator.post(siden(tekst), data).status_code == 404


def test_published_text_is_not_asked_about(koordinator, tekst):
    with uden_tjek():
        tekst.versions.get().publish(forfatter())

    assert bed(koordinator, tekst).status_code == 403


def test_asking_again_closes_the_link_that_is_out(koordinator, tekst):
    _, hemmelig = Godkendelse.bed(tekst, politi(), forfatter(), "en@politi.invalid")

    bed(koordinator, tekst, "anden@politi.invalid")

    assert Client().get(adresse(hemmelig)).status_code == 410
    ventende = Godkendelse.objects.venter().filter(indhold=tekst)
    assert [g.modtager for g in ventende] == ["anden@politi.invalid"]


def test_link_is_not_shown_to_the_one_who_asks(koordinator, tekst):
    side = bed(koordinator, tekst)

    assert "/godkend/" not in side.text
    assert "/godkend/" not in koordinator.get("/admin/indsatser/godkendelse/").text


# --- Who answers


MED_G = ["koordinator", "styregruppe", "kommunikation"]


@pytest.mark.parametrize("rolle", MED_G)
def test_who_works_there_answers_in_the_admin(client_for, tekst, rolle):
    klient = fra(client_for(rolle), politi())
    response = svar(klient, tekst)

    assert response.status_code == 200
    assert svar_om(tekst).get().afgjort_af == klient.user
    assert mangler(tekst) == []


def test_who_works_in_a_department_answers_for_its_authority(client_for, tekst):
    afdeling = OrganisationFactory(overordnet=politi(), art="afdeling")
    under = OrganisationFactory(overordnet=afdeling, art="afdeling")

    svar(fra(client_for("styregruppe"), under), tekst)

    assert mangler(tekst) == []


@pytest.mark.parametrize("rolle", MED_G)
def test_who_works_elsewhere_or_nowhere_does_not_answer(client_for, tekst, rolle):
    region = Organisation.objects.myndigheder()[2]
    nowhere = client_for(rolle, navn="nowhere")
    fra(nowhere, None)
    for klient in (client_for(rolle, navn="nobody"), nowhere, fra(client_for(rolle), region)):
        assert svar(klient, tekst).status_code == 403

    assert not svar_om(tekst).exists()


def test_superuser_does_not_answer_for_an_authority(tekst):
    """Not even who may do everything else approves somebody's words."""
    klient = Client()
    klient.user = User.objects.create_superuser("rod", "rod@aalborg.dk")
    proven_login(klient, klient.user)

    assert svar(klient, tekst).status_code == 403
    assert not svar_om(tekst).exists()


def test_closed_account_answers_nothing(client_for, tekst):
    klient = fra(client_for("styregruppe"), politi())
    User.objects.filter(pk=klient.user.pk).update(is_active=False)
    svar(klient, tekst)

    assert not svar_om(tekst).exists()


def test_who_has_moved_to_another_authority_answers_no_more(client_for, tekst):
    klient = fra(client_for("styregruppe"), politi())
    klient.user.person.organisation = kommune()
    klient.user.person.save()

    assert svar(klient, tekst).status_code == 403


def test_answer_in_the_admin_is_in_ones_own_name(client_for, tekst):
    klient = fra(client_for("styregruppe"), politi())

    svar(klient, tekst, navn="Kong Frederik")

    assert svar_om(tekst).get().navn == klient.user.get_full_name()


def test_answer_in_the_admin_closes_the_link_that_is_out(client_for, tekst):
    _, hemmelig = Godkendelse.bed(tekst, politi(), forfatter(), "presse@politi.invalid")

    svar(fra(client_for("styregruppe"), politi()), tekst)

    assert Client().get(adresse(hemmelig)).status_code == 410
    assert mangler(tekst) == []


def test_link_that_has_expired_does_not_stop_an_answer_in_the_admin(client_for, tekst):
    Godkendelse.bed(tekst, politi(), forfatter(), "presse@politi.invalid")
    Godkendelse.objects.filter(indhold=tekst).update(udloeber="2020-01-01T00:00Z")

    svar(fra(client_for("styregruppe"), politi()), tekst)

    assert mangler(tekst) == []


def test_refusal_in_the_admin_needs_a_reason_and_keeps_what_was_typed(client_for, tekst):
    klient = fra(client_for("styregruppe"), politi())

    response = svar(klient, tekst, svar="afvist", begrundelse="", navn="Bodil")

    assert "Skriv, hvad der skal rettes." in response.text
    assert not svar_om(tekst).exists()


def test_answer_about_a_text_that_was_changed_meanwhile_is_told_and_keeps_the_reason(
    client_for, tekst
):
    klient = fra(client_for("styregruppe"), politi())
    laest = aftryk_af_tekst(frisk(tekst))
    tekst.citater.update(tekst="Rettet imens.")

    felter = {"svar": "afvist", "begrundelse": "Tallet er forkert.", "laest": laest}
    response = svar(klient, tekst, **felter)

    assert "Teksten er rettet, mens du læste den" in response.text
    assert "Tallet er forkert." in response.text
    assert not svar_om(tekst).exists()


def test_answer_after_the_text_was_changed_can_be_given_from_the_page_that_tells(client_for, tekst):
    klient = fra(client_for("styregruppe"), politi())
    laest = aftryk_af_tekst(frisk(tekst))
    tekst.citater.update(tekst="Rettet imens.")
    response = svar(klient, tekst, laest=laest)
    (nu,) = tree_of(response).xpath(f"//input[@name='m{politi().pk}-laest']/@value")

    svar(klient, tekst, laest=nu)

    assert mangler(tekst) == []


def test_one_answer_leaves_that_of_another_authority_open(client_for, tekst):
    PressecitatFactory(indhold=tekst, organisation=kommune())

    svar(fra(client_for("styregruppe"), politi()), tekst)

    assert mangler(tekst) == [str(kommune())]


# --- What is kept


def test_sign_offs_are_neither_made_changed_nor_deleted_by_hand(koordinator, tekst):
    godkendelse = svar_for(tekst)
    start = "/admin/indsatser/godkendelse/"

    assert koordinator.post(f"{start}add/", {}).status_code == 403
    assert koordinator.post(f"{start}{godkendelse.pk}/delete/", {"post": "yes"}).status_code == 403
    assert koordinator.get(f"{start}{godkendelse.pk}/change/").url == siden(tekst)


@pytest.mark.parametrize("pk", ["0", "x", "99999999", "9" * 30])
def test_sign_off_that_is_none_has_no_page(koordinator, pk):
    assert koordinator.get(f"/admin/indsatser/godkendelse/{pk}/change/").status_code == 404


def test_answers_of_earlier_versions_are_told(koordinator, tekst):
    svar_for(tekst, svar="afvist")
    svar_for(tekst)
    with uden_tjek():
        tekst.versions.get().publish(forfatter())
    ny = Version.objects.get_for_content(frisk(tekst)).copy(forfatter()).content

    side = text_of(tree_of(koordinator.get(siden(ny))))
    assert "Ikke sådan." in side and side.count("Direktøren") >= 2


def test_asking_costs_the_same_however_many_quotes_authorities_and_answers(koordinator):
    def pris(antal):
        tekst = NyhedstekstFactory(udgivet=False)
        for nr in range(antal):
            afdeling = OrganisationFactory(overordnet=OrganisationFactory(), art="afdeling")
            PressecitatFactory(indhold=tekst, organisation=afdeling, raekkefoelge=nr)
            svar_for(tekst, afdeling.rod)
        with CaptureQueriesContext(connection) as foresp:
            assert len(godkendelser_af(frisk(tekst))) == antal
        spurgt = len(foresp)
        koordinator.get(siden(tekst))
        with CaptureQueriesContext(connection) as paa_siden:
            koordinator.get(siden(tekst))
        return spurgt, len(paa_siden)

    assert pris(12) == pris(2)
