"""The wheel as a page: picture and list say the same, a move is shown before it is made, each sees their own."""

from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone
from freezegun import freeze_time

from indsatser import aarshjul, aarshjulstegning
from indsatser.models import (
    Aarshjulsdato,
    Aarshjulsregel,
    Gruppe,
    Moede,
    Statusrunde,
    Strategi,
)
from indsatser.rettigheder import ROLLER
from indsatser.views import aarshjul as aarshjulsside
from indsatser.views.aarshjul import Linje
from tests.indsatser.admin_forms import address_of, messages_of, send
from tests.indsatser.public_pages import text_of, tree_of
from tests.indsatser.udgivelse import cost

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SIDE = "/admin/indsatser/aarshjulsdato/"
TZ = timezone.get_current_timezone()


@pytest.fixture(autouse=True)
def _en_dag_i_januar():
    with freeze_time("2026-01-05 12:00", tick=True):
        yield


def dato(navn="Årsstatus", aar=2026):
    aarshjul.hold_ved_lige()
    return Aarshjulsdato.objects.select_related("regel", "moede").get(regel__navn=navn, aar=aar)


def moede(gruppe="styregruppen", dag=11, **mere):
    start = datetime(2026, 11, dag, 10, tzinfo=TZ)
    return Moede.objects.create(
        gruppe=Gruppe.objects.get(slug=gruppe),
        titel="Ekstra møde",
        start=start,
        slut=start + timedelta(hours=2),
        **mere,
    )


def runde(frist=date(2026, 10, 9), navn="Ekstra runde"):
    return Statusrunde.objects.create(
        navn=navn,
        strategi=Strategi.objects.first(),
        fra="2026-01-01",
        til="2026-06-30",
        frist=frist,
    )


def titler(client, aar=""):
    return [
        text_of(t)
        for t in tree_of(client.get(SIDE + aar)).xpath("//p[contains(@class, 'hjul__titel')]")
    ]


def test_picture_holds_the_same_numbers_as_the_list(koordinator):
    runde(), moede()
    side = tree_of(koordinator.get(SIDE))
    i_listen = [text_of(n) for n in side.xpath("//ol//span[contains(@class, 'hjul__nummer')]")]
    i_hjulet = [
        text_of(n) for n in side.xpath("//*[local-name()='text'][contains(@class, 'hjul__tal')]")
    ]

    assert i_listen == [str(n) for n in range(1, 14)]
    assert sorted(i_hjulet, key=int) == i_listen


def test_picture_has_a_name_a_description_and_today(koordinator):
    svg = tree_of(koordinator.get(SIDE)).xpath("//*[local-name()='svg'][@role='img']")[0]

    assert svg.get("aria-labelledby") == "hjul-titel hjul-tekst"
    assert text_of(svg.xpath("./*[local-name()='title']")[0]) == "Årshjul 2026"
    assert svg.xpath(".//*[@class='hjul__viser']") and "5.1." in text_of(svg)
    assert len(svg.xpath(".//*[@class='hjul__maaned']")) == 12


def test_marks_do_not_cover_each_other():
    linjer = [
        Linje(date(2026, 3, 1) + timedelta(days=3 * n), "x", nummer=n, form="cirkel")
        for n in range(9)
    ]
    maerker = aarshjulstegning.maerker(linjer, 2026)

    for m in maerker:
        for anden in maerker:
            afstand = ((m.x - anden.x) ** 2 + (m.y - anden.y) ** 2) ** 0.5
            assert m is anden or afstand >= 2 * aarshjulstegning.MAERKE


def test_list_says_what_each_date_was_computed_from(koordinator):
    tekst = text_of(tree_of(koordinator.get(SIDE)).xpath("//ol")[0])

    assert "7 dage efter Tryghedsindekset udkommer" in tekst
    assert "Fast dag: 15. januar" in tekst
    # 28 days after the meeting of 5 March is Maundy Thursday
    assert (
        "28 dage efter Koordinationsmøde, 1. halvår; 2.4. er Skærtorsdag, så det blev den første hverdag efter"
        in tekst
    )


def test_deadline_of_a_round_and_a_meeting_stand_there_as_they_are(koordinator):
    runde(), moede()

    assert {"Frist: Ekstra runde", "Ekstra møde"} <= set(titler(koordinator))


def test_role_sees_the_meetings_that_are_its_own(client_for):
    moede("styregruppen")

    assert "Ekstra møde" in titler(client_for("styregruppe"))
    assert "Ekstra møde" not in titler(client_for("tovholder"))


def test_kommunikation_sees_no_rounds(client_for):
    runde()

    assert "Frist: Ekstra runde" not in titler(client_for("kommunikation"))


@pytest.mark.parametrize("rolle", ROLLER)
def test_every_role_sees_the_wheel_and_only_the_coordinator_moves(client_for, rolle):
    svar = client_for(rolle).get(SIDE)

    assert svar.status_code == 200
    assert ("/flyt/" in svar.content.decode()) == (rolle == "koordinator")


def test_year_is_chosen_and_one_without_a_wheel_is_not_there(koordinator):
    assert koordinator.get(SIDE + "?aar=2027").status_code == 200
    assert koordinator.get(SIDE + "?aar=2031").status_code == 404
    assert koordinator.get(SIDE + "?aar=x").status_code == 404


def test_page_costs_the_same_with_many_meetings_and_rounds(koordinator):
    koordinator.get(SIDE)
    foer = cost(koordinator, SIDE)
    for n in range(6):
        moede(dag=n + 1)
        runde(date(2026, 10, n + 1), f"Runde {n}")

    assert cost(koordinator, SIDE) == foer


@pytest.fixture
def andres_sider(monkeypatch):
    """The screens of rounds and meetings, which are made elsewhere."""
    monkeypatch.setattr(aarshjulsside.admin.site, "is_registered", lambda model: True)
    aegte = aarshjulsside.reverse
    nye = ("admin:indsatser_statusrunde_", "admin:indsatser_moede_")
    monkeypatch.setattr(
        aarshjulsside,
        "reverse",
        lambda navn, args=(): (
            f"/{navn[16:]}/{''.join(map(str, args))}"
            if navn.startswith(nye)
            else aegte(navn, args=args)
        ),
    )


def links(client):
    side = tree_of(client.get(SIDE))
    return {text_of(a): a.get("href") for a in side.xpath("//p[@class='hjul__goer']/a")}


@pytest.mark.usefixtures("andres_sider")
def test_date_leads_to_what_it_has_become_or_to_where_it_is_made(koordinator):
    til_runde, til_moede = dato("Statusrunde, 2. halvår"), dato("Afrapportering")
    fundet = links(koordinator)
    assert (
        fundet["Opret runde: Statusrunde, 2. halvår"]
        == f"/statusrunde_add/?aarshjulsdato={til_runde.pk}"
    )
    assert fundet["Opret møde: Afrapportering"] == f"/moede_add/?aarshjulsdato={til_moede.pk}"
    assert not any("Årsstatus" in tekst and "Opret" in tekst for tekst in fundet)

    en_runde, et_moede = runde(), moede("afrapporteringsforum")
    Aarshjulsdato.objects.filter(pk=til_runde.pk).update(runde=en_runde)
    Aarshjulsdato.objects.filter(pk=til_moede.pk).update(moede=et_moede)
    fundet = links(koordinator)
    assert fundet["Ekstra runde"] == f"/statusrunde_change/{en_runde.pk}"
    assert fundet["Ekstra møde"] == f"/moede_change/{et_moede.pk}"
    assert "Opret møde: Afrapportering" not in fundet


@pytest.mark.usefixtures("andres_sider")
def test_who_may_make_no_round_is_led_to_none(client_for):
    assert not [tekst for tekst in links(client_for("styregruppe")) if "Opret" in tekst]


def test_round_shows_its_own_deadline_in_the_rules_line(koordinator):
    Aarshjulsdato.objects.filter(pk=dato("Statusrunde, 2. halvår").pk).update(runde=runde())

    assert "frist fredag 9. oktober" in text_of(tree_of(koordinator.get(SIDE)).xpath("//ol")[0])
    assert "Frist: Ekstra runde" not in titler(koordinator)


# --- Moving


def flyt(client, d, **felter):
    return client.post(f"{SIDE}{d.pk}/flyt/", {"dato": "2026-04-20", "note": "", **felter})


def test_move_is_shown_before_it_is_saved(koordinator):
    d = dato()
    vist = flyt(koordinator, d, gem="ja")  # even when asked to save at once

    assert dato().dato == d.dato
    tekst = text_of(tree_of(vist).xpath("//section")[0])
    assert "Den nye dato er mandag 20. april 2026" in tekst
    assert "Afrapportering: fra tirsdag 28. april 2026 til mandag 11. maj 2026" in tekst

    svar = flyt(koordinator, d, gem="ja", set=f"{d.dato} 2026-04-20", note="Påske")
    assert svar.status_code == 302
    assert (dato().dato, dato().flyttet, dato().note) == (date(2026, 4, 20), True, "Påske")
    assert dato("Afrapportering").dato == date(2026, 5, 11)


def test_other_day_than_the_one_looked_at_is_not_saved(koordinator):
    d = dato()
    svar = flyt(koordinator, d, dato="2026-04-21", gem="ja", set=f"{d.dato} 2026-04-20")

    assert svar.status_code == 200
    assert dato().dato == d.dato


@pytest.mark.parametrize(
    ("skrevet", "besked"),
    [
        ("", "Vælg en dato."),
        ("30. februar", "Skriv datoen som dag, måned og år."),
        ("2028-01-01", "Datoen hører til 2026. Vælg en dag fra december 2025 til januar 2027."),
    ],
)
def test_wrong_date_is_refused_in_words_and_the_note_is_kept(koordinator, skrevet, besked):
    svar = flyt(koordinator, dato(), dato=skrevet, note="Behold mig", gem="ja")

    side = tree_of(svar)
    assert [text_of(f) for f in side.xpath("//p[@class='errornote']")] == [besked]
    assert side.xpath("//input[@name='note']/@value") == ["Behold mig"]


def test_day_off_is_remarked_but_allowed(koordinator):
    assert "Bemærk: 2. april er Skærtorsdag" in text_of(
        tree_of(flyt(koordinator, dato(), dato="2026-04-02"))
    )


def test_note_alone_moves_nothing(koordinator):
    d = dato()
    flyt(koordinator, d, dato=str(d.dato), note="Til byrådet", gem="ja", set=f"{d.dato} {d.dato}")

    assert (dato().dato, dato().flyttet, dato().note) == (d.dato, False, "Til byrådet")


def test_two_at_once_do_not_write_over_each_other(koordinator):
    d = dato()
    aarshjul.flyt(dato(), date(2026, 4, 22), "")

    svar = flyt(koordinator, d, gem="ja", set=f"{d.dato} 2026-04-20")

    assert svar.status_code == 200  # shown again, from the day that it has now
    assert dato().dato == date(2026, 4, 22)


def test_computing_again_is_shown_first_and_then_done(koordinator):
    foer = dato().dato
    aarshjul.flyt(dato(), date(2026, 4, 20), "")
    adresse = f"{SIDE}{dato().pk}/regn/"

    assert "tirsdag 7. april 2026" in text_of(tree_of(koordinator.get(adresse)))
    assert dato().flyttet
    koordinator.post(adresse)
    assert (dato().dato, dato().flyttet) == (foer, False)


def test_date_of_a_meeting_is_moved_by_moving_the_meeting(koordinator):
    d = dato("Styregruppemøde, 2. halvår")
    Aarshjulsdato.objects.filter(pk=d.pk).update(moede=moede())

    svar = koordinator.get(f"{SIDE}{d.pk}/flyt/", follow=True)

    assert messages_of(svar) == ["Datoen følger mødet. Flyt mødet, så flytter datoen med."]
    assert "Følger mødet, der er sat i kalenderen" in text_of(tree_of(svar))


def test_changed_rule_changes_what_is_to_come(koordinator):
    indeks = Aarshjulsregel.objects.get(navn="Tryghedsindekset udkommer")
    svar = send(koordinator, address_of("aarshjulsregel", "change", indeks.pk), dag="22")

    assert svar.status_code == 302
    assert dato("Statusrunde, 1. halvår").dato == date(2026, 1, 29)


def test_rule_that_others_are_computed_from_is_not_deleted(koordinator):
    def svar(navn):
        regel = Aarshjulsregel.objects.get(navn=navn)
        return koordinator.get(address_of("aarshjulsregel", "delete", regel.pk)).status_code

    assert (svar("Årsstatus"), svar("Afrapportering")) == (403, 200)


def test_only_who_has_a_role_is_let_in_and_a_visitor_makes_no_year(client):
    Aarshjulsdato.objects.all().delete()

    assert client.get(SIDE).status_code == 302
    assert not Aarshjulsdato.objects.exists()
