"""Two in the same report at once: nobody's words are written over, and whoever comes second is told and chooses."""

from datetime import datetime

import pytest
from django.test import Client
from freezegun import freeze_time

from indsatser.models import Status, Statuslink
from tests.indsatser.public_pages import text_of, tree_of
from tests.indsatser.statusrapporter import (
    aabnet,
    adresse,
    flueben,
    formular,
    med_link,
    send,
    skriv,
    svarfelt,
    tovholder,
)

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def to():
    """A report that Tove and Ane both have open: (report, (browser, address) of each)."""
    status, _, toves = med_link()
    _, anes = Statuslink.opret(status, tovholder(status.indsats, "Ane Dam", "ane@aalborg.dk"))
    return status, (aabnet(toves), adresse(toves)), (aabnet(anes), adresse(anes))


def igen(status):
    return Status.objects.get(pk=status.pk)


def svar_i(status):
    return [s.tekst for s in igen(status).svar.all()]


def tekst(svar):
    return text_of(tree_of(svar).xpath("//main")[0])


def valg(svar):
    """The parts where one chooses."""
    return set(tree_of(svar).xpath("//input[starts-with(@name, 'vaelg_')]/@name"))


def test_second_is_told_who_saved_and_when_and_sees_both(to):
    status, (tove, toves), (ane, anes) = to
    felt = svarfelt(status)
    aaben = formular(tove.get(toves))
    with freeze_time(datetime(2026, 11, 23, 13, 3), tick=True):
        skriv(ane, anes, **{felt: "Anes ord."})
        svar = send(tove, toves, aaben | {felt: "Toves ord.", "lys": "gul"})

    assert svar.status_code == 409
    assert "Ane Dam gemte rapporten kl. 14.03" in tekst(svar)
    assert "Anes ord." in tekst(svar)
    assert formular(svar)[felt] == "Toves ord."
    assert valg(svar) == {f"vaelg_{felt}", "vaelg_lys"}
    assert svar_i(status) == ["Anes ord."]


@pytest.mark.parametrize(("vaelger", "ord_"), [("min", "Toves ord."), ("anden", "Anes ord.")])
def test_second_chooses(to, vaelger, ord_):
    status, (tove, toves), (ane, anes) = to
    felt = svarfelt(status)
    aaben = formular(tove.get(toves))
    skriv(ane, anes, **{felt: "Anes ord."})
    side = send(tove, toves, aaben | {felt: "Toves ord.", svarfelt(status, 1): "Mere."})

    svar = send(tove, toves, formular(side) | {f"vaelg_{felt}": vaelger})

    assert svar.status_code == 302
    assert svar_i(status) == [ord_, "Mere."]


def test_choice_is_about_what_was_seen_and_not_about_what_came_since(to):
    status, (tove, toves), (ane, anes) = to
    felt = svarfelt(status)
    aaben = formular(tove.get(toves))
    skriv(ane, anes, **{felt: "Anes ord."})
    side = send(tove, toves, aaben | {felt: "Toves ord."})
    skriv(ane, anes, **{felt: "Anes andre ord."})

    svar = send(tove, toves, formular(side) | {f"vaelg_{felt}": "min"})

    assert svar.status_code == 409
    assert "Anes andre ord." in tekst(svar)
    assert svar_i(status) == ["Anes andre ord."]


def test_figures_and_ticks_are_chosen_too(to):
    status, (tove, toves), (ane, anes) = to
    felt = svarfelt(status)
    skriv(ane, anes, **{felt: "Byen er rolig."})
    aaben = formular(tove.get(toves))
    tal = {"navn": "Ture", "vaerdi": "12,5", "enhed": "ture", "periode": "2026", "kilde": "Os"}
    skriv(ane, anes, nu=flueben("Byen er rolig."), **{f"tal-0-{n}": v for n, v in tal.items()})

    side = send(tove, toves, aaben | {"lys": "groen"})

    assert valg(side) == {"vaelg_lys", "vaelg_tal", "vaelg_saetninger"}
    assert "Ture: 12,5 ture (2026; Os)" in tekst(side)
    send(tove, toves, formular(side) | {"vaelg_tal": "anden", "vaelg_saetninger": "anden"})
    ny = igen(status)
    assert (ny.lys, ny.tal.count(), ny.saetninger.count()) == ("groen", 1, 1)


def test_autosave_stops_and_keeps_the_others_words(to):
    status, (tove, toves), (ane, anes) = to
    felt = svarfelt(status)
    aaben = formular(tove.get(toves))
    skriv(ane, anes, **{felt: "Anes ord."})

    svar = send(tove, toves, aaben | {felt: "Toves ord."}, autogem=True)

    assert svar.status_code == 409
    assert svar.json()["samtidig"]
    assert "Ane Dam gemte rapporten kl. " in svar.json()["besked"]
    assert svar_i(status) == ["Anes ord."]


def test_two_tabs_of_the_same_person_are_two(to):
    status, (tove, toves), _ = to
    felt = svarfelt(status)
    foerste, anden = formular(tove.get(toves)), formular(tove.get(toves))
    send(tove, toves, foerste | {felt: "Første fane."}, autogem=True)

    svar = send(tove, toves, anden | {felt: "Anden fane."}, autogem=True)

    assert svar.status_code == 409
    assert svar_i(status) == ["Første fane."]


def test_page_whose_answer_was_lost_on_the_way_goes_on(to):
    status, (tove, toves), (ane, anes) = to
    felt = svarfelt(status)
    aaben = formular(tove.get(toves))
    send(tove, toves, aaben | {felt: "Det første."}, autogem=True)  # and the answer never came

    svar = send(tove, toves, aaben | {felt: "Det første. Og mere."}, autogem=True)

    assert svar.status_code == 200
    assert svar_i(status) == ["Det første. Og mere."]
    skriv(ane, anes, **{felt: "Anes ord."})
    svar = send(tove, toves, aaben | {felt: "Det første. Og mere igen."}, autogem=True)
    assert svar.status_code == 409


def test_same_words_from_both_are_no_quarrel(to):
    status, (tove, toves), (ane, anes) = to
    felt = svarfelt(status)
    aaben = formular(tove.get(toves))
    skriv(ane, anes, **{felt: "De samme ord."})

    assert send(tove, toves, aaben | {felt: "De samme ord."}).status_code == 302
    assert igen(status).udgave == 1


def test_what_is_handed_in_meanwhile_is_not_written_over_and_nothing_typed_is_lost(to):
    status, (tove, toves), (ane, anes) = to
    felt = svarfelt(status)
    aaben = formular(tove.get(toves))
    skriv(ane, anes, "send", lys="groen", **{felt: "Anes ord."})

    side = send(tove, toves, aaben | {felt: "Toves ord."})

    assert side.status_code == 409
    assert "Ane Dam har sendt rapporten ind kl. " in tekst(side)
    assert "Toves ord." in side.content.decode()
    assert igen(status).tilstand == "indsendt"
    skjulte = tree_of(side).xpath(
        "//form[.//button[@value='tag_tilbage_og_ret']]//input[@type='hidden']"
    )
    vaerdier = {felt_.get("name"): felt_.get("value") for felt_ in skjulte}
    svar = send(tove, toves, vaerdier, "tag_tilbage_og_ret")
    assert svar.status_code == 409
    assert "Ane Dam gemte rapporten" in tekst(svar)
    assert "Anes ord." in tekst(svar)
    assert formular(svar)[felt] == "Toves ord."
    assert (igen(status).tilstand, svar_i(status)) == ("kladde", ["Anes ord."])


def test_what_is_received_meanwhile_is_only_kept_for_copying(to, koordinator):
    status, (tove, toves), (ane, anes) = to
    aaben = formular(tove.get(toves))
    skriv(ane, anes, "send", lys="groen")
    ny = igen(status)
    ny.modtag(koordinator.user, udgave=ny.udgave, aarsstatus=set(), offentlige=set())

    svar = send(tove, toves, aaben | {svarfelt(status): "For sent."})

    assert (svar.status_code, "modtaget" in tekst(svar)) == (409, True)
    assert "For sent." in svar.content.decode()
    assert "tag_tilbage_og_ret" not in svar.content.decode()
    send(tove, toves, aaben, "tag_tilbage_og_ret")
    assert igen(status).tilstand == "modtaget"


def test_nothing_new_does_not_swallow_what_another_has_begun(to):
    from tests.indsatser.statusrapporter import sidste_rapport

    status, (tove, toves), (ane, anes) = to
    sidste_rapport(status.indsats)
    aaben = formular(tove.get(toves))
    skriv(ane, anes, **{svarfelt(status): "Anes ord."})

    svar = send(tove, toves, aaben, "intet_nyt")

    assert svar.status_code == 409
    assert (igen(status).tilstand, svar_i(status)) == ("kladde", ["Anes ord."])


def test_page_that_asks_as_a_stranger_changes_nothing(to):
    status, (tove, toves), _ = to
    aaben = formular(tove.get(toves))

    send(Client(), toves, aaben | {"lys": "roed"})

    assert igen(status).lys == ""
