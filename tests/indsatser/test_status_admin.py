"""Behind the login: tovholdere have their own reports; the coordinator answers on their behalf and receives."""

import pytest
from django.contrib.admin.models import LogEntry
from django.core import mail
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from indsatser.models import Status, Statusbilag
from tests.factories import IndsatsFactory, TekstFactory
from tests.indsatser.public_pages import text_of, tree_of
from tests.indsatser.statusrapporter import (
    formular,
    luk,
    rapport,
    runde,
    send,
    sendt_ind,
    sidste_rapport,
    skriv,
    svarfelt,
    tovholder,
)

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
LISTE = "/admin/indsatser/status/"


def side(status):
    return reverse("admin:indsatser_status_change", args=[status.pk])


def igen(status):
    return Status.objects.get(pk=status.pk)


def tekst(svar):
    return text_of(tree_of(svar).xpath("//*[@id='content']")[0])


def trin(klient, status, goer, **felter):
    return klient.post(
        side(status), {"goer": goer, "udgave": igen(status).udgave, **felter}, follow=True
    )


@pytest.fixture
def egen(client_for):
    """A tovholder with a report, and their browser."""
    indsats = IndsatsFactory()
    klient = client_for("tovholder", indsats=indsats)
    return rapport(indsats), klient


# --- Who


def test_tovholder_answers_for_their_own(egen):
    status, klient = egen

    svar = skriv(klient, side(status), "send", lys="groen", **{svarfelt(status): "Vi er i gang."})

    assert svar.status_code == 302
    ny = igen(status)
    assert (ny.tilstand, ny.indsendt_af, ny.paa_vegne) == ("indsendt", "prøve tovholder", False)
    assert "på vegne af" not in tekst(klient.get(side(status)))


def test_tovholder_has_no_other_report(egen):
    _, klient = egen
    anden = sendt_ind(en_runde=Status.objects.get().runde)

    assert klient.get(side(anden)).status_code == 403
    assert klient.post(side(anden), {"goer": "gem", "udgave": 0}).status_code == 403
    assert (
        text_of(tree_of(klient.get(LISTE)).xpath("//*[@id='result_list']")[0]).count("Andet halvår")
        == 1
    )


def test_coordinator_answers_on_behalf_and_it_is_seen(koordinator):
    status = rapport()
    assert "Du svarer på vegne af Tove Hansen" in tekst(koordinator.get(side(status)))

    skriv(koordinator, side(status), "send", lys="groen")

    ny = igen(status)
    assert (ny.paa_vegne, ny.indsendt_af) == (True, "prøve koordinator")
    assert "på vegne af Tove Hansen" in tekst(koordinator.get(side(status)))


def test_coordinator_confirms_nothing_new_on_behalf(koordinator):
    status = rapport()
    sidste_rapport(status.indsats)

    skriv(koordinator, side(status), "intet_nyt")

    assert (igen(status).intet_nyt, igen(status).paa_vegne) == (True, True)


@pytest.mark.parametrize("rolle", ["styregruppe", "administrator"])
def test_who_only_reads_sees_what_is_handed_in_and_no_draft(client_for, rolle):
    kladde = rapport(tilstand="kladde", lys="roed", lys_tekst="Hemmelig kladde")
    kladde.svar.create(spoergsmaal=kladde.runde.spoergsmaal.first(), tekst="Hemmeligt svar")
    bilag = kladde.bilag.create(navn="x.txt", fil=ContentFile(b"x", "x.txt"))
    indsendt = sendt_ind(en_runde=kladde.runde, svar=["Det er sendt."])
    klient = client_for(rolle)

    svar = klient.get(side(kladde))

    assert svar.status_code == 200
    assert "kan læses her, når den er sendt ind" in tekst(svar)
    for adresse in (
        side(kladde),
        LISTE,
        reverse("admin:indsatser_status_gennem_aarene", args=[kladde.indsats_id]),
    ):
        siden = klient.get(adresse).content.decode()
        assert "Hemmelig" not in siden
        assert "Rød:" not in siden
    assert klient.get(reverse("admin:indsatser_status_bilag", args=[bilag.pk])).status_code == 403
    assert "Det er sendt." in tekst(klient.get(side(indsendt)))
    for goer in ("gem", "send", "modtag", "tilbage", "tag_tilbage", "fortryd"):
        svar = klient.post(side(indsendt), {"goer": goer, "udgave": 0, "besked": "x"})
        assert svar.status_code == 403
    bilag.fil.delete(save=False)


def test_tovholder_neither_receives_nor_sends_back(egen):
    status, klient = egen
    skriv(klient, side(status), "send", lys="groen")

    for goer in ("modtag", "tilbage", "fortryd"):
        assert (
            klient.post(side(status), {"goer": goer, "udgave": 9, "besked": "x"}).status_code == 403
        )
    assert "Modtag rapporten" not in tekst(klient.get(side(status)))


def test_who_has_no_part_in_it_sees_nothing(client_for):
    status = sendt_ind()

    assert client_for("kommunikation").get(side(status)).status_code == 403
    assert Client().get(side(status)).status_code == 302


@pytest.mark.parametrize("pk", ["0", "999999", "x"])
def test_report_that_is_not_there(koordinator, pk):
    adresse = reverse("admin:indsatser_status_change", args=[pk])

    assert koordinator.get(adresse).status_code == 404


# --- Receiving


def modtagelig(**felter):
    return sendt_ind(
        svar=["Vi har to vagter. Byen er rolig."],
        saetninger=[("Vi har to vagter.", True, True), ("Byen er rolig.", False, True)],
        **felter,
    )


def test_list_says_how_many_wait_to_be_received(koordinator):
    sendt_ind(en_runde=(en := runde()))
    sendt_ind(en_runde=en, tilstand="modtaget")
    rapport(en_runde=en)

    assert "1 rapport venter på, at du modtager den" in tekst(koordinator.get(LISTE))
    svar = koordinator.get(f"{LISTE}?tilstand=indsendt")
    assert len(tree_of(svar).xpath("//*[@id='result_list']/tbody/tr")) == 1


def test_coordinator_receives_what_is_ticked(koordinator):
    status = modtagelig()
    pks = [str(s.pk) for s in status.saetninger.all()]

    svar = trin(koordinator, status, "modtag", aar=pks[:1], nu=pks)

    ny = igen(status)
    assert (ny.tilstand, ny.modtaget_af) == ("modtaget", koordinator.user)
    assert [(s.i_aarsstatus, s.offentlig) for s in ny.saetninger.all()] == [
        (True, True),
        (False, True),
    ]
    assert "Modtaget" in tekst(svar)
    assert LogEntry.objects.latest("pk").change_message == "Rapporten er modtaget."


def test_coordinator_unticks_and_ticks_nothing_new(koordinator):
    status = modtagelig()
    vagter, rolig = status.saetninger.all()

    trin(koordinator, status, "modtag", aar=[vagter.pk, rolig.pk], nu=[vagter.pk])

    assert [(s.tekst, s.i_aarsstatus, s.offentlig) for s in igen(status).saetninger.all()] == [
        ("Vi har to vagter.", True, True)
    ]


def test_what_was_changed_after_it_was_read_is_not_received(koordinator):
    status = modtagelig()
    laest = igen(status).udgave
    status.tag_tilbage()
    status = igen(status).send_ind(hvem="Tove Hansen")

    svar = koordinator.post(side(status), {"goer": "modtag", "udgave": laest}, follow=True)

    assert "er ændret, siden du åbnede den" in text_of(tree_of(svar))
    assert igen(status).tilstand == "indsendt"


def test_receiving_can_be_undone(koordinator):
    status = modtagelig(tilstand="modtaget")

    trin(koordinator, status, "fortryd")

    assert (igen(status).tilstand, igen(status).modtaget_af) == ("indsendt", None)


@pytest.mark.parametrize("tilstand", ["indsendt", "modtaget"])
def test_sent_back_with_a_message_and_a_new_link(koordinator, tilstand):
    status = modtagelig(tilstand=tilstand)
    tovholder(status.indsats)

    svar = trin(koordinator, status, "tilbage", besked="Skriv, hvornår vagterne går.")

    assert "sendt tilbage" in text_of(tree_of(svar))
    ny = igen(status)
    assert (ny.tilstand, ny.indsendt, ny.modtaget) == ("kladde", None, None)
    (brev,) = mail.outbox
    assert brev.to == ["tove@aalborg.dk"]
    assert "Skriv, hvornår vagterne går." in brev.body
    link = ny.links.get()
    assert link.lukket is None
    assert "/status/" in brev.body
    assert ny.saetninger.count() == 2


def test_sent_back_needs_a_message(koordinator):
    status = modtagelig()

    svar = trin(koordinator, status, "tilbage", besked=" ")

    assert "Skriv, hvad der skal ændres" in tekst(svar)
    assert igen(status).tilstand == "indsendt"
    assert mail.outbox == []


def test_message_stands_in_the_form_until_it_is_handed_in_again(egen, koordinator):
    status, klient = egen
    skriv(klient, side(status), "send", lys="groen")
    trin(koordinator, status, "tilbage", besked="Skriv lidt mere.")

    assert "Skriv lidt mere." in tekst(klient.get(side(status)))
    skriv(klient, side(status), "send")
    assert "Skriv lidt mere." not in tekst(klient.get(side(status)))


def test_sent_back_to_nobody_says_so(koordinator):
    status = modtagelig()

    svar = trin(koordinator, status, "tilbage", besked="Mere.")

    assert "Ingen har fået en mail" in text_of(tree_of(svar))


@pytest.mark.parametrize("udgave", ["", "x"])
def test_step_without_an_edition_is_refused(koordinator, udgave):
    status = modtagelig()

    svar = koordinator.post(side(status), {"goer": "modtag", "udgave": udgave})

    assert svar.status_code == 404
    assert igen(status).tilstand == "indsendt"


# --- After the round


@pytest.mark.parametrize("tilstand", ["indsendt", "modtaget"])
def test_closed_round_is_only_read(koordinator, tilstand):
    status = modtagelig(tilstand=tilstand)
    luk(status.runde)

    svar = koordinator.get(side(status))

    assert "Runden er lukket" in tekst(svar)
    for knap in ("Modtag rapporten", "Send tilbage", "Fortryd", "Tag rapporten tilbage"):
        assert knap not in tekst(svar)
    for goer in ("modtag", "tilbage", "fortryd"):
        svar = trin(koordinator, status, goer, besked="x")
        assert "Runden er lukket" in text_of(tree_of(svar))
    assert igen(status).tilstand == tilstand


def test_draft_of_a_round_that_closes_is_not_saved_and_not_lost(egen):
    status, klient = egen
    vaerdier = formular(klient.get(side(status)))
    luk(status.runde)

    svar = send(klient, side(status), vaerdier | {svarfelt(status): "Lige for sent."})

    assert svar.status_code == 409
    assert "Runden er lukket" in tekst(svar)
    assert "Lige for sent." in svar.content.decode()
    assert igen(status).tilstand == "mangler"
    svar = send(klient, side(status), vaerdier, autogem=True)
    assert "Runden er lukket" in svar.json()["besked"]


def test_row_of_a_closed_round_is_not_saved():
    status = modtagelig()
    luk(status.runde)
    saetning = status.saetninger.first()

    for raekke in (igen(status), saetning):
        with pytest.raises(ValidationError, match="Runden er lukket"):
            raekke.save()
        with pytest.raises(ValidationError, match="Runden er lukket"):
            raekke.delete()
    with pytest.raises(ValidationError, match="Runden er lukket"):
        igen(status).send_tilbage("x", udgave=0)


# --- Through the years, and files


def test_reports_through_the_years(koordinator):
    indsats = IndsatsFactory()
    gammel = sidste_rapport(indsats, lys="gul", lys_tekst="Der manglede en vagt.")
    luk(gammel.runde)
    rapport(indsats)

    svar = koordinator.get(reverse("admin:indsatser_status_gennem_aarene", args=[indsats.pk]))

    raekker = [text_of(r) for r in tree_of(svar).xpath("//tbody/tr")]
    assert raekker[0].startswith("Andet halvår 2026 Mangler")
    assert raekker[1].startswith("Første halvår 2026 Sendt ind")
    assert "Gul: der er noget, der driller – Der manglede en vagt." in raekker[1]


def test_missing_report_of_a_closed_round_is_shown_as_missing(koordinator):
    status = rapport()
    luk(status.runde)

    svar = koordinator.get(
        reverse("admin:indsatser_status_gennem_aarene", args=[status.indsats_id])
    )

    assert "Blev ikke sendt ind" in tekst(svar)


def test_tovholder_finds_the_years_of_their_own_only(egen):
    status, klient = egen
    anden = rapport(en_runde=status.runde)
    aar = lambda s: reverse("admin:indsatser_status_gennem_aarene", args=[s.indsats_id])  # noqa: E731

    assert klient.get(aar(status)).status_code == 200
    assert klient.get(aar(anden)).status_code == 404


def test_file_is_sent_to_those_who_may_read_the_report(egen, client_for, monkeypatch, tmp_path):
    lager = Statusbilag._meta.get_field("fil").storage
    monkeypatch.setitem(lager.__dict__, "location", str(tmp_path))
    status, klient = egen
    bilag = status.bilag.create(navn="plan.txt", fil=ContentFile(b"Plan.", "plan.txt"))
    adresse = reverse("admin:indsatser_status_bilag", args=[bilag.pk])

    assert klient.get(adresse)["Content-Disposition"] == 'attachment; filename="plan.txt"'
    assert client_for("koordinator").get(adresse).status_code == 200
    assert (
        client_for("tovholder", indsats=IndsatsFactory(), navn="en").get(adresse).status_code == 403
    )
    assert client_for("kommunikation").get(adresse).status_code == 403
    styregruppe = client_for("styregruppe")
    assert styregruppe.get(adresse).status_code == 403
    skriv(klient, side(status), "send", lys="groen")
    assert styregruppe.get(adresse).status_code == 200


# --- What it costs


def test_lists_cost_the_same_with_more_reports(koordinator):
    indsats, en = IndsatsFactory(), runde()
    sendt_ind(indsats, en)
    aar = reverse("admin:indsatser_status_gennem_aarene", args=[indsats.pk])

    def koster(adresse):
        with CaptureQueriesContext(connection) as spoergsmaal:
            assert koordinator.get(adresse).status_code == 200
        return len(spoergsmaal)

    for adresse in (LISTE, aar):
        koster(adresse)
    foer = [koster(LISTE), koster(aar)]
    for nr in range(5):
        sendt_ind(en_runde=en, paa_vegne=True)
        sendt_ind(indsats, runde(f"Runde {nr}"), tilstand="modtaget")
    efter = [koster(LISTE), koster(aar)]

    assert efter == foer


# --- What a closed round made public


@pytest.fixture
def lukket():
    """A received report of a closed round; its sentence is on the initiative's page, and for the annual report."""
    status = sendt_ind(
        TekstFactory(titel="Lys i parken").indsats,
        tilstand="modtaget",
        saetninger=[("Der er sat lamper op.", True, True)],
    )
    luk(status.runde)
    return igen(status)


def offentlig_side(status):
    return Client().get(f"/indsatser/{status.indsats.slug}/").content.decode()


def test_sentence_of_a_closed_round_is_taken_down_with_a_reason_and_shown_again(
    koordinator, lukket
):
    saetning = lukket.saetninger.get()
    assert "lamper op" in offentlig_side(lukket)

    svar = trin(koordinator, lukket, "tag_ned", saetning=saetning.pk, fordi=" ")
    assert "Skriv, hvorfor sætningen skal tages ned." in tekst(svar)
    svar = trin(koordinator, lukket, "tag_ned", saetning=saetning.pk, fordi="Nævner en nabo.")
    assert "Nævner en nabo." in tekst(svar)
    assert "lamper op" not in offentlig_side(lukket)
    spor = LogEntry.objects.latest("pk").change_message
    assert "lamper op" in spor and "Nævner en nabo." in spor

    trin(koordinator, lukket, "vis_igen", saetning=saetning.pk)
    assert "lamper op" in offentlig_side(lukket)
    saetning.refresh_from_db()
    assert saetning.tekst == "Der er sat lamper op."


def test_sentence_is_taken_down_by_the_coordinator_alone_and_of_its_own_report(
    client_for, koordinator, lukket
):
    saetning = lukket.saetninger.get()
    for rolle in ("tovholder", "styregruppe", "kommunikation"):
        felter = {"saetning": saetning.pk, "fordi": "Nej."}
        assert trin(client_for(rolle), lukket, "tag_ned", **felter).status_code == 403
    for pk in ("", "x", saetning.pk + 1):
        assert trin(koordinator, lukket, "tag_ned", saetning=pk, fordi="Nej.").status_code == 404
    saetning.refresh_from_db()
    assert saetning.taget_ned is None


def test_sentence_of_an_open_round_goes_with_its_report(koordinator):
    status = sendt_ind(tilstand="modtaget", saetninger=[("Der er sat lamper op.", True, True)])
    saetning = status.saetninger.get()
    svar = trin(koordinator, status, "tag_ned", saetning=saetning.pk, fordi="Nej.")
    assert svar.status_code == 403
