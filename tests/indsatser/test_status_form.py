"""The form of a report: saved as it is typed, handed in with what it must have, beside what was said last time."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from indsatser.formularer_status import laes_tal
from indsatser.models import Status, Statusbilag
from indsatser.models.statusindhold import dansk_tal
from tests.filer_til_proeve import HTML, PDF
from tests.indsatser.public_pages import text_of, tree_of
from tests.indsatser.statusrapporter import (
    aabnet,
    adresse,
    flueben,
    formular,
    luk,
    med_link,
    runde,
    send,
    sendt_ind,
    sidste_rapport,
    skriv,
    svarfelt,
)

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def aaben():
    """(report, browser, address) behind a link that is open."""
    status, _, hemmelig = med_link()
    return status, aabnet(hemmelig), adresse(hemmelig)


@pytest.fixture(autouse=True)
def eget_lager(monkeypatch, tmp_path):
    """Private files of a test are in a folder of its own."""
    lager = Statusbilag._meta.get_field("fil").storage
    monkeypatch.setitem(lager.__dict__, "location", str(tmp_path / "privat"))
    return tmp_path / "privat"


def igen(status):
    return Status.objects.get(pk=status.pk)


def tekst(svar):
    return text_of(tree_of(svar).xpath("//main")[0])


def svar_i(status):
    return [s.tekst for s in status.svar.all()]


TAL = {
    "tal-0-navn": "Ture",
    "tal-0-vaerdi": "1.250,5",
    "tal-0-enhed": "ture",
    "tal-0-periode": "2. halvår 2026",
    "tal-0-kilde": "Egen tælling",
}


# --- A draft


def test_draft_is_saved_as_it_is(aaben):
    status, klient, sti = aaben
    ord_ = "Første linje.\n\nAnden «linje» <b>."

    svar = skriv(
        klient, sti, lys="gul", lys_tekst="Det driller.", **{svarfelt(status): ord_}, **TAL
    )

    assert (svar.status_code, svar["Location"]) == (302, f"{sti}?gemt")
    ny = igen(status)
    assert (ny.tilstand, ny.lys, ny.lys_tekst, ny.udgave) == ("kladde", "gul", "Det driller.", 1)
    assert (ny.rettet_af, svar_i(ny)) == ("Tove Hansen", [ord_])
    (tal,) = ny.tal.all()
    assert (tal.navn, tal.vaerdi, tal.kilde) == ("Ture", Decimal("1250.5"), "Egen tælling")
    felter = formular(klient.get(sti))
    assert (felter[svarfelt(status)], felter["tal-0-vaerdi"], felter["lys"]) == (
        ord_,
        "1.250,5",
        "gul",
    )


def test_saving_what_is_saved_is_no_new_edition(aaben):
    status, klient, sti = aaben
    skriv(klient, sti, lys="gul", **{svarfelt(status): "To\nlinjer."}, **TAL)

    skriv(klient, sti)

    assert igen(status).udgave == 1


def test_opening_and_saving_an_empty_form_begins_nothing(aaben):
    status, klient, sti = aaben

    skriv(klient, sti)

    assert (igen(status).tilstand, igen(status).udgave) == ("mangler", 0)


def test_answer_that_is_emptied_is_gone(aaben):
    status, klient, sti = aaben
    skriv(klient, sti, **{svarfelt(status): "Noget."}, **TAL)

    skriv(klient, sti, **{svarfelt(status): ""}, **dict.fromkeys(TAL, ""))

    ny = igen(status)
    assert (svar_i(ny), ny.tal.count()) == ([], 0)


def test_autosave_answers_the_edition_and_the_time(aaben):
    status, klient, sti = aaben

    svar = skriv(klient, sti, autogem=True, **{svarfelt(status): "Vi er i gang. Det går."})

    data = svar.json()
    assert (svar.status_code, data["udgave"], data["faldet"]) == (200, 1, [])
    assert data["tid"].startswith("Gemt kl. ")
    assert "Vi er i gang." in data["saetninger"][svarfelt(status)]
    assert svar_i(igen(status)) == ["Vi er i gang. Det går."]


def test_too_much_is_refused_and_kept(aaben):
    status, klient, sti = aaben

    svar = skriv(klient, sti, **{svarfelt(status): "x" * 5001})

    assert svar.status_code == 200
    assert "ikke gemt" in tekst(svar)
    assert formular(svar)[svarfelt(status)] == "x" * 5001
    assert skriv(klient, sti, autogem=True, lys_tekst="x" * 301).status_code == 400
    assert igen(status).udgave == 0


@pytest.mark.parametrize("udgave", ["", "x", "-"])
def test_form_that_came_half_is_told(aaben, udgave):
    status, klient, sti = aaben

    svar = klient.post(sti, {"udgave": udgave, "lys": "groen"})

    assert "Siden kom ikke hel frem" in tekst(svar)
    assert igen(status).lys == ""


def test_unknown_button_is_not_there(aaben):
    _, klient, sti = aaben

    assert klient.post(sti, {"goer": "slet"}).status_code == 404


# --- Figures


@pytest.mark.parametrize(
    ("skrevet", "tal", "igen"),
    [
        ("12", "12", "12"),
        ("12,5", "12.5", "12,5"),
        ("1250", "1250", "1.250"),
        ("1.250,50", "1250.50", "1.250,5"),
        ("1 250 000", "1250000", "1.250.000"),
        ("−3", "-3", "-3"),
        ("0,05", "0.05", "0,05"),
    ],
)
def test_figures_are_read_as_danes_write_them(skrevet, tal, igen):
    assert laes_tal(skrevet) == Decimal(tal)
    assert dansk_tal(laes_tal(skrevet)) == igen


@pytest.mark.parametrize(
    "skrevet", ["1.5", "12,555", "ca. 30", "1,000,000", "1.25", "ti", "1e5", ""]
)
def test_what_is_no_danish_number_is_refused(skrevet):
    with pytest.raises(Exception, match="cifre og komma"):
        laes_tal(skrevet)


def test_half_a_figure_is_kept_as_typed_and_says_what_it_lacks(aaben):
    status, klient, sti = aaben

    svar = skriv(klient, sti, **{**TAL, "tal-0-vaerdi": "ca. 30", "tal-0-kilde": ""})

    assert svar.status_code == 200
    assert "cifre og komma" in tekst(svar)
    assert "hvor tallet kommer fra" in tekst(svar)
    assert igen(status).tal.count() == 0
    siden = klient.get(sti)
    assert formular(siden)["tal-0-vaerdi"] == "ca. 30"
    assert "cifre og komma" in tekst(siden)


def test_half_a_figure_is_not_handed_in(aaben):
    status, klient, sti = aaben

    svar = skriv(klient, sti, "send", lys="groen", **{**TAL, "tal-0-enhed": ""})

    assert "Gør tallet færdigt" in tekst(svar)
    assert igen(status).tilstand == "kladde"
    assert skriv(klient, sti, "send", **{"tal-0-enhed": "ture"}).status_code == 302
    assert igen(status).tilstand == "indsendt"


def test_more_rows_come_when_those_are_used(aaben):
    status, klient, sti = aaben
    alle = {
        navn.replace("-0-", f"-{nr}-"): f"{vaerdi}"
        for nr in range(3)
        for navn, vaerdi in TAL.items()
    }
    skriv(klient, sti, **alle)

    felter = formular(klient.get(sti))

    assert felter["tal-5-navn"] == ""
    assert igen(status).tal.count() == 3


# --- Handed in


def test_light_is_needed(aaben):
    status, klient, sti = aaben

    svar = skriv(klient, sti, "send", **{svarfelt(status): "Vi er i gang."})

    assert "Vælg, hvordan det går." in tekst(svar)
    assert (igen(status).tilstand, svar_i(igen(status))) == ("kladde", ["Vi er i gang."])


@pytest.mark.parametrize("lys", ["gul", "roed"])
def test_yellow_and_red_need_words(aaben, lys):
    status, klient, sti = aaben

    svar = skriv(klient, sti, "send", lys=lys)

    assert "med dine egne ord" in tekst(svar)
    assert igen(status).tilstand == "kladde"
    assert skriv(klient, sti, "send", lys_tekst="Der mangler folk.").status_code == 302
    assert igen(status).tilstand == "indsendt"


def test_light_is_said_with_words_and_a_shape(aaben):
    _, klient, sti = aaben

    siden = tree_of(klient.get(sti))

    valg = siden.xpath("//label[.//input[@name='lys']]")
    assert len(valg) == 3
    former = [valg_.xpath("name(.//*[name()='circle' or name()='path'])") for valg_ in valg]
    stier = [valg_.xpath("string(.//*[name()='path']/@d)") for valg_ in valg]
    assert len(set(zip(former, stier, strict=True))) == 3
    assert [text_of(v).split(":")[0].strip() for v in valg] == ["Grøn", "Gul", "Rød"]


def test_handed_in_after_the_deadline_is_taken_and_seen():
    status, _, hemmelig = med_link()
    status.runde.frist = timezone.localdate() - timedelta(days=2)
    status.runde.save()

    skriv(aabnet(hemmelig), adresse(hemmelig), "send", lys="groen")

    assert igen(status).er_forsinket


def test_handed_in_can_be_taken_back_and_changed(aaben):
    status, klient, sti = aaben
    skriv(klient, sti, "send", lys="groen", **{svarfelt(status): "Vi er i gang."})

    klient.post(sti, {"goer": "tag_tilbage"})

    assert (igen(status).tilstand, igen(status).indsendt) == ("kladde", None)
    assert formular(klient.get(sti))[svarfelt(status)] == "Vi er i gang."
    skriv(klient, sti, "send", **{svarfelt(status): "Vi er færdige."})
    assert svar_i(igen(status)) == ["Vi er færdige."]


def test_nothing_is_written_in_a_round_that_closes_meanwhile(aaben):
    status, klient, sti = aaben
    vaerdier = formular(klient.get(sti))
    luk(status.runde)

    svar = send(klient, sti, vaerdier | {"lys": "groen"}, "send")

    assert (svar.status_code, igen(status).tilstand) == (410, "mangler")
    assert "Runden er lukket" in tekst(svar)


# --- Nothing new


def test_nothing_new_is_one_click_and_keeps_the_last_light(aaben):
    status, klient, sti = aaben
    sidste_rapport(status.indsats, lys="gul", lys_tekst="Der mangler en vagt.")
    assert "Sidst, " in tekst(klient.get(sti))

    svar = skriv(klient, sti, "intet_nyt")

    assert svar.status_code == 302
    ny = igen(status)
    assert (ny.tilstand, ny.intet_nyt) == ("indsendt", True)
    assert (ny.lys, ny.lys_tekst) == ("gul", "Der mangler en vagt.")
    assert "Intet nyt, bekræftet" in tekst(klient.get(sti))


def test_nothing_new_can_be_undone(aaben):
    status, klient, sti = aaben
    sidste_rapport(status.indsats, lys="gul", lys_tekst="Der mangler en vagt.")
    skriv(klient, sti, "intet_nyt")

    klient.post(sti, {"goer": "tag_tilbage"})

    ny = igen(status)
    assert (ny.tilstand, ny.intet_nyt, ny.lys, ny.lys_tekst) == ("mangler", False, "", "")
    assert "Intet nyt – bekræftet" in tekst(klient.get(sti))


def test_nothing_new_is_not_offered_without_a_last_time(aaben):
    status, klient, sti = aaben

    assert "Intet nyt" not in tekst(klient.get(sti))
    svar = skriv(klient, sti, "intet_nyt")

    assert "ingen tidligere rapport" in tekst(svar)
    assert igen(status).tilstand == "mangler"


def test_nothing_new_is_refused_where_something_new_is_written_and_keeps_it(aaben):
    status, klient, sti = aaben
    sidste_rapport(status.indsats)

    svar = skriv(klient, sti, "intet_nyt", **{svarfelt(status): "Jo, noget nyt."})

    assert "noget nyt i rapporten" in tekst(svar)
    assert (igen(status).tilstand, svar_i(igen(status))) == ("kladde", ["Jo, noget nyt."])


@pytest.mark.parametrize(("lys", "tilstand"), [("groen", "indsendt"), ("roed", "kladde")])
def test_nothing_new_with_a_light_chosen_holds_if_it_is_the_last_one(aaben, lys, tilstand):
    status, klient, sti = aaben
    sidste_rapport(status.indsats, lys="groen")

    skriv(klient, sti, "intet_nyt", lys=lys)

    assert igen(status).tilstand == tilstand


# --- Last time


def test_last_times_answers_stand_beside_the_questions(aaben):
    status, klient, sti = aaben
    sidste_rapport(status.indsats, svar=["Vi fik en vagt.", "Det regnede."])

    siden = tree_of(klient.get(sti))

    sidst = [text_of(boks) for boks in siden.xpath("//*[@class='sr-sidst']")]
    assert "Vi fik en vagt." in sidst[1]
    assert "Det regnede." in sidst[2]


def test_last_time_of_nothing_new_shows_the_answers_from_before_it(aaben):
    status, klient, sti = aaben
    foer = runde("For længe siden", timezone.localdate() - timedelta(days=350))
    sendt_ind(status.indsats, foer, svar=["Det gamle svar."], lys="roed", lys_tekst="Ak.",
              indsendt=timezone.now() - timedelta(days=350))  # fmt: skip
    sidste_rapport(status.indsats, intet_nyt=True, lys="roed", lys_tekst="Ak.")

    assert "Det gamle svar." in tekst(klient.get(sti))


def test_anothers_draft_or_other_initiatives_are_not_last_time(aaben):
    _status, klient, sti = aaben
    sidste_rapport(None, svar=["En anden indsats."])

    assert "En anden indsats." not in tekst(klient.get(sti))


# --- Ticks


def valgte(status):
    return [(s.tekst, s.i_aarsstatus, s.offentlig) for s in status.saetninger.all()]


def test_ticks_are_kept_with_their_sentences(aaben):
    status, klient, sti = aaben
    skriv(klient, sti, **{svarfelt(status): "Vi har to vagter. De går kl. 22. Byen er rolig."})

    svar = skriv(
        klient,
        sti,
        aar=flueben("Vi har to vagter."),
        nu=flueben("Vi har to vagter.", "Byen er rolig."),
    )

    assert svar.status_code == 302
    assert valgte(igen(status)) == [
        ("Vi har to vagter.", True, True),
        ("Byen er rolig.", False, True),
    ]
    felter = formular(klient.get(sti))
    assert felter["nu"] == flueben("Vi har to vagter.", "Byen er rolig.")


def test_tick_falls_away_when_the_words_change_and_the_form_says_so(aaben):
    status, klient, sti = aaben
    skriv(klient, sti, **{svarfelt(status): "Vi har to vagter. Byen er rolig."})
    skriv(klient, sti, nu=flueben("Vi har to vagter.", "Byen er rolig."))

    svar = skriv(klient, sti, **{svarfelt(status): "Vi har tre vagter. Byen er rolig. Og mere."})

    assert "1 flueben er faldet fra" in tekst(svar)
    assert "Vi har to vagter." in tekst(svar)
    assert valgte(igen(status)) == [("Byen er rolig.", False, True)]


def test_autosave_tells_of_ticks_that_fall(aaben):
    status, klient, sti = aaben
    skriv(klient, sti, **{svarfelt(status): "Vi har to vagter."})
    skriv(klient, sti, nu=flueben("Vi har to vagter."))

    svar = skriv(klient, sti, autogem=True, **{svarfelt(status): "Vi har tre vagter."})

    assert svar.json()["faldet"] == ["Vi har to vagter."]


def test_report_is_not_handed_in_before_a_fallen_tick_is_seen(aaben):
    status, klient, sti = aaben
    skriv(klient, sti, lys="groen", **{svarfelt(status): "Vi har to vagter."})
    skriv(klient, sti, nu=flueben("Vi har to vagter."))

    svar = skriv(klient, sti, "send", **{svarfelt(status): "Vi har tre vagter."})

    assert "ikke sendt ind endnu" in tekst(svar)
    assert igen(status).tilstand == "kladde"
    assert skriv(klient, sti, "send").status_code == 302


def test_tick_that_is_taken_away_is_gone_without_a_word(aaben):
    status, klient, sti = aaben
    skriv(klient, sti, **{svarfelt(status): "Vi har to vagter."})
    skriv(klient, sti, nu=flueben("Vi har to vagter."))

    svar = skriv(klient, sti, nu=[])

    assert svar.status_code == 302
    assert valgte(igen(status)) == []


def test_tick_at_a_sentence_that_is_not_there_does_nothing(aaben):
    status, klient, sti = aaben

    skriv(klient, sti, nu=flueben("Det har ingen skrevet."), **{svarfelt(status): "Noget andet."})

    assert valgte(igen(status)) == []


# --- Files


def fil(navn="plan.pdf", indhold=PDF):
    return SimpleUploadedFile(navn, indhold)


def filer_paa_disk(lager):
    return [f for f in lager.rglob("*") if f.is_file()]


def test_files_are_kept_and_taken_away(aaben, eget_lager, django_capture_on_commit_callbacks):
    status, klient, sti = aaben

    skriv(
        klient,
        sti,
        filer=[fil(), fil("noter æøå.txt", b"Noter.")],
        **{svarfelt(status): "Se planen."},
    )

    bilag = list(status.bilag.all())
    assert [b.navn for b in bilag] == ["plan.pdf", "noter æøå.txt"]
    assert len(filer_paa_disk(eget_lager)) == 2
    assert svar_i(igen(status)) == ["Se planen."]
    with django_capture_on_commit_callbacks(execute=True):
        skriv(klient, sti, fjern_bilag=[str(bilag[0].pk)])
    assert [b.navn for b in status.bilag.all()] == ["noter æøå.txt"]
    assert len(filer_paa_disk(eget_lager)) == 1


def test_file_that_is_not_what_it_says_is_refused_and_the_words_are_kept(aaben, eget_lager):
    status, klient, sti = aaben

    svar = skriv(klient, sti, filer=[fil("plan.pdf", HTML)], **{svarfelt(status): "Se planen."})

    assert "blev ikke gemt" in tekst(svar)
    assert formular(svar)[svarfelt(status)] == "Se planen."
    assert not status.bilag.exists()
    assert filer_paa_disk(eget_lager) == []


def test_anothers_file_is_not_taken_away(aaben, eget_lager):
    status, klient, sti = aaben
    anden, _, _ = med_link(en_runde=status.runde)
    andens = anden.bilag.create(navn="x.txt", fil=fil("x.txt", b"x"))

    skriv(klient, sti, fjern_bilag=[str(andens.pk), "x", "-1"])

    assert anden.bilag.count() == 1


def test_files_are_never_among_the_public_ones(settings):
    sted = settings.STORAGES["privat"]["OPTIONS"]["location"]

    assert not sted.is_relative_to(settings.MEDIA_ROOT)


# --- What it costs


def test_form_costs_the_same_with_more_in_it(aaben):
    status, klient, sti = aaben

    def koster():
        with CaptureQueriesContext(connection) as spoergsmaal:
            assert klient.get(sti).status_code == 200
        return len(spoergsmaal)

    sidste_rapport(status.indsats, svar=["En.", "To."])
    skriv(klient, sti, lys="groen", **{svarfelt(status): "Et."}, **TAL)
    koster()
    foer = koster()
    for nr in range(6):
        status.tal.create(navn="N", vaerdi=nr, enhed="e", periode="p", kilde="k")
        status.saetninger.create(slags="andet", tekst="To.", offentlig=True)
        status.bilag.create(navn=f"{nr}.txt", fil=f"{nr}.txt")

    assert koster() == foer
    assert foer <= 25


def test_saving_costs_no_more_with_many_sentences(aaben):
    status, klient, sti = aaben
    vaerdier = formular(klient.get(sti))

    def koster(antal):
        saetninger = [f"Sætning nummer {antal} {n}." for n in range(antal)]
        felter = {svarfelt(status): " ".join(saetninger), "nu": flueben(*saetninger)}
        udgave = {"udgave": igen(status).udgave}
        with CaptureQueriesContext(connection) as spoergsmaal:
            send(klient, sti, vaerdier | udgave | felter, autogem=True)
        assert igen(status).saetninger.count() == antal
        # asked, or noted, once in a while whatever the page
        tit = ("cms_urlconfrevision", "usersession", "django_session")
        return sum(not any(navn in q["sql"] for navn in tit) for q in spoergsmaal)

    koster(1)
    assert koster(2) == koster(40)
