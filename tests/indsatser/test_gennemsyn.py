"""A draft goes from its author by a reviewer to the public, and stays as it is while it waits."""

import pytest
from django.core import mail
from djangocms_versioning.models import Version

from indsatser.models import Gennemsyn, IndsatsIndhold
from tests.factories import IndsatsFactory
from tests.indsatser.admin_forms import messages_of
from tests.indsatser.public_pages import text_of, tree_of
from tests.indsatser.udgivelse import (
    er_ude,
    frisk,
    gennemsynet,
    ny_kladde,
    sendt,
    side,
    svar,
    versionside,
)

pytestmark = pytest.mark.django_db

VENTER, GODKENDT, TILBAGE, TRUKKET = Gennemsyn.Tilstand.values


@pytest.fixture
def tovholder(client_for):
    return client_for("tovholder", indsats=IndsatsFactory(fase="afsluttet"))


@pytest.fixture
def version(tovholder):
    indsats = tovholder.user.person.roller.get().indsats
    return ny_kladde(tovholder.user, indsats=indsats)


@pytest.fixture
def gennemsyn(version):
    return sendt(version, note="Trappen er malet.")


def bord(client):
    return text_of(tree_of(client.get("/admin/")).xpath("//*[@id='content-main']")[0])


def afgoer(client, gennemsyn, beslut, **data):
    return svar(client, side("se", gennemsyn.pk), beslut=beslut, **data)


def tilstand(gennemsyn):
    return Gennemsyn.objects.get(pk=gennemsyn.pk).tilstand


# --- Send


def test_author_sends_a_draft_with_a_note_and_is_told_where_it_is(tovholder, version):
    response = svar(tovholder, side("send", version.pk), note="Se afsnittet om trappen.")

    gennemsyn = Gennemsyn.objects.get(version=version)
    assert (gennemsyn.tilstand, gennemsyn.afsender) == (VENTER, tovholder.user)
    assert response.redirect_chain == [(side("se", gennemsyn.pk), 302)]
    assert "Se afsnittet om trappen." in response.content.decode()
    assert messages_of(response)[0].startswith("Kladden er sendt til gennemsyn.")
    assert "Sendt til gennemsyn af dig Tryg trappe (dansk)" in bord(tovholder)


def test_those_who_can_publish_it_get_a_mail_and_the_author_does_not(client_for, user_for):
    author = client_for("koordinator", navn="anna")
    other = user_for("koordinator", navn="bo")
    kommunikation = user_for("kommunikation")
    for role in ("administrator", "styregruppe", "tovholder"):
        user_for(role)

    svar(author, side("send", ny_kladde(author.user).pk), note="")

    written_to = {address for message in mail.outbox for address in message.to}
    assert written_to == {other.email, kommunikation.email}


@pytest.mark.parametrize("role", ["koordinator", "kommunikation"])
def test_reviewer_sees_it_in_the_queue_on_the_desk_and_in_the_list(client_for, gennemsyn, role):
    reviewer = client_for(role)

    assert "Se igennem Tryg trappe (dansk)" in bord(reviewer)
    listed = reviewer.get("/admin/indsatser/gennemsyn/").content.decode()
    assert side("se", gennemsyn.pk) in listed or f"gennemsyn/{gennemsyn.pk}/change/" in listed


def test_own_draft_is_not_in_ones_own_queue(client_for):
    author = client_for("koordinator", navn="anna")
    sendt(ny_kladde(author.user))

    assert "Se igennem Tryg trappe" not in bord(author)
    assert "Se igennem Tryg trappe" in bord(client_for("koordinator", navn="bo"))


def test_same_draft_is_not_sent_twice(tovholder, version, gennemsyn):
    response = svar(tovholder, side("send", version.pk), note="En gang til.")

    assert Gennemsyn.objects.filter(version=version).count() == 1
    assert "Kladden er sendt til gennemsyn og kan ikke rettes imens." in messages_of(response)[0]


def test_two_who_send_at_once_send_it_once(version, gennemsyn, monkeypatch, tovholder):
    monkeypatch.setattr("indsatser.versioner._frosne", dict)  # neither has seen the other's

    response = svar(tovholder, side("send", version.pk), note="En gang til.")

    assert Gennemsyn.objects.filter(version=version).count() == 1
    assert "Kladden er allerede sendt til gennemsyn." in response.content.decode()
    assert "En gang til." in response.content.decode()


def test_published_text_is_not_sent(koordinator):
    published = IndsatsIndhold.objects.get(indsats__slug="tryg-bydel", language="da")

    svar(koordinator, side("send", published.versions.get().pk), note="")

    assert not Gennemsyn.objects.exists()


def test_draft_in_anothers_hand_is_not_sent(client_for, user_for):
    version = ny_kladde(user_for("koordinator", navn="Anna"))

    response = svar(client_for("koordinator", navn="bo"), side("send", version.pk), note="")

    assert not Gennemsyn.objects.exists()
    assert "Anna koordinator har kladden" in messages_of(response)[0]


# --- Decide


@pytest.mark.parametrize("role", ["koordinator", "kommunikation"])
def test_approved_draft_is_public_at_once(client_for, version, gennemsyn, role):
    response = afgoer(client_for(role), gennemsyn, "udgiv")

    assert tilstand(gennemsyn) == GODKENDT
    assert er_ude(version)
    assert messages_of(response) == ["Tryg trappe (dansk) er udgivet."]


def test_approved_draft_waits_for_its_time(koordinator, version, gennemsyn):
    afgoer(koordinator, gennemsyn, "planlaeg", udgiv_0="2040-05-01", udgiv_1="08:00", tag_ned_0="")

    assert tilstand(gennemsyn) == GODKENDT
    assert version.planer.get().bestilt_af == koordinator.user
    assert not er_ude(version)


def test_plan_without_a_time_is_refused_and_decides_nothing(koordinator, version, gennemsyn):
    response = afgoer(koordinator, gennemsyn, "planlaeg", udgiv_0="2040-05-01", udgiv_1="")

    assert tilstand(gennemsyn) == VENTER
    assert "2040-05-01" in response.content.decode()
    assert not version.planer.exists()


def test_draft_is_sent_back_with_a_reason_that_the_author_reads(
    koordinator, tovholder, version, gennemsyn
):
    afgoer(koordinator, gennemsyn, "tilbage", begrundelse="Skriv, hvem der maler.")

    assert tilstand(gennemsyn) == TILBAGE
    assert frisk(version).locked_by == tovholder.user
    assert "sendt tilbage: Skriv, hvem der maler." in bord(tovholder)
    page = tovholder.get(side("se", gennemsyn.pk)).content.decode()
    assert "Begrundelse: Skriv, hvem der maler." in page
    assert "Ret kladden" in page


@pytest.mark.parametrize("reason", ["", "   "])
def test_draft_is_not_sent_back_without_a_reason(koordinator, gennemsyn, reason):
    response = afgoer(koordinator, gennemsyn, "tilbage", begrundelse=reason)

    assert tilstand(gennemsyn) == VENTER
    assert "Skriv, hvad der skal rettes, før du sender den tilbage." in response.content.decode()


def test_reason_that_is_too_long_is_kept_in_the_field(koordinator, gennemsyn):
    reason = "Alt for langt. " * 200

    response = afgoer(koordinator, gennemsyn, "tilbage", begrundelse=reason)

    assert tilstand(gennemsyn) == VENTER
    (field,) = tree_of(response).xpath("//textarea[@name='begrundelse']")
    assert text_of(field) == reason.strip()


def test_author_takes_it_back_and_may_change_it_again(tovholder, version, gennemsyn):
    afgoer(tovholder, gennemsyn, "traek")

    assert tilstand(gennemsyn) == TRUKKET
    assert frisk(version).locked_by == tovholder.user
    assert frisk(version).check_modify.as_bool(tovholder.user)


@pytest.mark.parametrize("beslut", ["udgiv", "planlaeg", "tilbage"])
def test_author_who_may_not_publish_does_not_decide(tovholder, version, gennemsyn, beslut):
    response = afgoer(tovholder, gennemsyn, beslut, begrundelse="Fint", udgiv_0="2040-05-01")

    assert response.status_code == 403
    assert tilstand(gennemsyn) == VENTER


def test_kommunikation_does_not_take_anothers_draft_back(client_for, gennemsyn):
    assert afgoer(client_for("kommunikation"), gennemsyn, "traek").status_code == 403
    assert tilstand(gennemsyn) == VENTER


def test_unknown_decision_is_no_decision(koordinator, gennemsyn):
    assert afgoer(koordinator, gennemsyn, "slet").status_code == 404
    assert afgoer(koordinator, gennemsyn, "").status_code == 404
    assert tilstand(gennemsyn) == VENTER


def test_another_tovholder_does_not_see_the_review(client_for, gennemsyn):
    other = client_for("tovholder", navn="anden", indsats=IndsatsFactory())

    assert other.get(side("se", gennemsyn.pk)).status_code == 404
    assert "Tryg trappe" not in other.get("/admin/indsatser/gennemsyn/").content.decode()


@pytest.mark.parametrize(
    "second",
    [{"beslut": "udgiv"}, {"beslut": "tilbage", "begrundelse": "Nej."}, {"beslut": "traek"}],
)
def test_second_who_decides_is_told_that_it_is_decided(
    client_for, tovholder, version, gennemsyn, second
):
    afgoer(client_for("koordinator", navn="anna"), gennemsyn, "tilbage", begrundelse="Mangler.")

    response = svar(client_for("koordinator", navn="bo"), side("se", gennemsyn.pk), **second)

    assert messages_of(response) == ["Gennemsynet er afgjort: sendt tilbage."]
    assert Gennemsyn.objects.get(pk=gennemsyn.pk).begrundelse == "Mangler."
    assert frisk(version).state == "draft"
    assert frisk(version).locked_by == tovholder.user


# --- Other ways to an end


def test_publication_by_the_list_of_versions_closes_the_review(koordinator, version, gennemsyn):
    koordinator.post(versionside("publish", version))

    closed = Gennemsyn.objects.get(pk=gennemsyn.pk)
    assert (closed.tilstand, closed.afgjort_af) == (GODKENDT, koordinator.user)
    assert er_ude(version)


def test_review_goes_with_a_draft_that_is_gone(version, gennemsyn):
    Version.objects.get(pk=version.pk).delete()

    assert not Gennemsyn.objects.filter(pk=gennemsyn.pk).exists()


def test_draft_that_was_sent_back_is_sent_again(tovholder, koordinator, version):
    gennemsynet(version, TILBAGE, koordinator.user, "Mangler.")

    svar(tovholder, side("send", version.pk), note="Nu er det der.")

    assert [g.tilstand for g in Gennemsyn.objects.order_by("pk")] == [TILBAGE, VENTER]
