"""The board: a row for each initiative with what is known and since when; chosen, sorted and taken out as shown."""

import csv
import io
import time
from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone
from openpyxl import load_workbook

from indsatser.bordet import tavle
from indsatser.bordet.udtraek import celle
from indsatser.models import Indsats, Rolle, Status, Statusrunde, Statustal, Strategi
from tests.factories import (
    IndsatsFactory,
    OpgaveFactory,
    PersonFactory,
    RolleFactory,
    StatusFactory,
    TekstFactory,
)
from tests.indsatser.public_pages import text_of, tree_of
from tests.indsatser.udgivelse import cost

pytestmark = pytest.mark.django_db


def rapport(indsats, lys="groen", dage=1, **mere):
    felter = {"tilstand": "indsendt", "indsendt": timezone.now() - timedelta(days=dage)}
    return StatusFactory(indsats=indsats, lys=lys, **felter | mere)


def raekke(user, indsats):
    return next(r for r in tavle.raekker(user) if r.indsats == indsats)


@pytest.fixture
def koordinatoren(user_for):
    return user_for("koordinator")


@pytest.mark.parametrize(
    ("rolle", "status"),
    [
        *(("koordinator", 200), ("styregruppe", 200), ("administrator", 200)),
        *(("tovholder", 403), ("kommunikation", 403)),
    ],
)
def test_board_is_for_those_who_follow_all_initiatives(client_for, rolle, status):
    client = client_for(rolle)

    assert client.get("/admin/tavle/").status_code == status
    assert ("bord-tavlen" in client.get("/admin/").content.decode()) is (status == 200)


def test_row_has_the_last_report_and_not_an_older_one_or_a_draft(koordinatoren):
    indsats = TekstFactory(titel="Tryg trappe").indsats
    rapport(indsats, "roed", dage=200)
    sidste = rapport(indsats, "gul", dage=20, lys_tekst="Vi mangler en lokale.")
    StatusFactory(indsats=indsats, lys="groen", tilstand="kladde")

    r = raekke(koordinatoren, indsats)
    assert (r.navn, r.rapport, r.lys, r.dage) == ("Tryg trappe", sidste, "gul", 20)
    assert r.mangler is not None


def test_row_without_a_report_says_so(koordinatoren):
    r = raekke(koordinatoren, IndsatsFactory())

    assert (r.lys, r.dage, r.rapport, r.mangler) == (tavle.MANGLER_LYS, None, None, None)


def test_trend_is_the_last_two_values_of_the_same_figure_each_with_its_period(koordinatoren):
    indsats = IndsatsFactory()
    felter = {"navn": "Besøg", "enhed": "personer", "kilde": "Egen optælling"}
    for dage, vaerdi, periode in ((400, 8, "2024"), (200, 12, "forår"), (1, 15, "efterår")):
        status = rapport(indsats, dage=dage)
        Statustal.objects.create(status=status, vaerdi=vaerdi, periode=periode, **felter)
    kladde = StatusFactory(indsats=indsats, tilstand="kladde")
    Statustal.objects.create(status=kladde, vaerdi=99, periode="nu", **felter)

    (tal,) = raekke(koordinatoren, indsats).tal
    assert (tal.foer, tal.foer_periode, tal.nu, tal.nu_periode) == (12, "forår", 15, "efterår")


def test_open_and_overdue_tasks_are_counted(koordinatoren):
    indsats = IndsatsFactory()
    OpgaveFactory(indsats=indsats)
    OpgaveFactory(indsats=indsats, frist=timezone.localdate() - timedelta(days=1))
    OpgaveFactory(indsats=indsats, tilstand="udfoert", udfoert=timezone.now())

    r = raekke(koordinatoren, indsats)
    assert (r.opgaver, r.forfaldne) == (2, 1)


def test_ended_initiative_is_left_out_and_one_of_the_version_in_force_is_not(koordinatoren):
    slut, i_gang = IndsatsFactory(fase="afsluttet"), IndsatsFactory(fase="i_gang")

    paa = {r.indsats for r in tavle.raekker(koordinatoren)}
    assert slut not in paa
    assert i_gang in paa
    assert set(Indsats.objects.filter(prioriteringer__strategi__nummer=3)) <= paa


@pytest.fixture
def tre(koordinatoren):
    """Three initiatives of their own: (user, red without tovholder, green, without a report)."""
    roed, groen, ingen = (TekstFactory(titel=t).indsats for t in ("Å-rød", "Bo-grøn", "Ane-ingen"))
    for indsats, lys, dage in ((roed, "roed", 90), (groen, "groen", 3)):
        rapport(indsats, lys, dage=dage)
    RolleFactory(indsats=groen, person=PersonFactory(navn="Bodil Bæk"))
    StatusFactory(indsats=ingen)
    return koordinatoren, roed, groen, ingen


def valgte(user, egne, **parametre):
    alle = [r for r in tavle.raekker(user) if r.indsats in egne]
    return [r.indsats for r in tavle.vaelg(alle, parametre)]


def test_rows_are_chosen_by_what_is_asked_for(tre):
    user, roed, groen, ingen = tre
    vaelg = lambda **p: set(valgte(user, tre, **p))  # noqa: E731

    assert vaelg(lys="roed") == {roed}
    assert vaelg(lys=tavle.MANGLER_LYS) == {ingen}
    assert vaelg(svar="mangler") == {ingen}
    assert vaelg(tovholder="ingen") == {roed, ingen}
    assert vaelg(q="bodil") == {groen}
    assert vaelg(fase="afsluttet") == set()
    assert vaelg(lys="findes ikke") == set()
    assert vaelg(orden="findes ikke", side="x") == {roed, groen, ingen}


def test_rows_are_sorted_as_danes_do_and_either_way(tre):
    user, roed, groen, ingen = tre
    efter = lambda orden: valgte(user, tre, orden=orden)  # noqa: E731

    assert efter("navn") == [ingen, groen, roed]
    assert efter("-navn") == [roed, groen, ingen]
    assert efter("lys") == [roed, groen, ingen]
    assert efter("rapport") == [ingen, roed, groen]
    assert efter("-rapport") == [groen, roed, ingen]
    assert efter("tovholder")[0] == groen


def test_summary_on_the_desk_is_that_of_the_board(tre):
    user = tre[0]

    assert tavle.kort_opsummering(user) == tavle.opsummering(tavle.raekker(user))


def test_page_says_in_words_what_the_colour_says_and_by_what_it_is_sorted(client_for, tre):
    tree = tree_of(client_for("koordinator").get("/admin/tavle/?orden=lys&q=Å-rød"))

    (row,) = tree.xpath("//table//tbody/tr")
    assert "Rød: der er brug for hjælp" in text_of(row)
    assert "90 dage siden" in text_of(row)
    assert [th.get("aria-sort") for th in tree.xpath("//thead//th")].count("ascending") == 1
    assert tree.xpath("//input[@name='q']/@value") == ["Å-rød"]


def test_nothing_found_says_so_and_leads_back(koordinator):
    page = koordinator.get("/admin/tavle/?q=zzzz").content.decode()

    assert "Ingen indsatser passer" in page
    assert "<table" not in page.partition("<h1")[2]


def test_csv_and_xlsx_hold_the_rows_that_are_shown(client_for, tre):
    client, roed = client_for("koordinator"), tre[1]
    Statustal.objects.create(
        status=Status.objects.get(indsats=roed),
        navn="Besøg",
        vaerdi=Decimal("1234.50"),
        enhed="personer",
        periode="forår",
        kilde="Optælling",
    )

    svar = client.get("/admin/tavle/?lys=roed&q=Å-rød&som=csv")
    overskrifter, linje = csv.reader(io.StringIO(svar.content.decode("utf-8-sig")), delimiter=";")
    assert overskrifter[0] == "Indsats"
    assert overskrifter[-1] == f"Udtrukket {timezone.localdate():%d.%m.%Y}"
    assert linje[0] == "Å-rød"
    assert linje[8] == "Besøg: 1.234,5 personer (forår)"

    svar = client.get("/admin/tavle/?lys=roed&q=Å-rød&som=xlsx")
    ark = load_workbook(io.BytesIO(svar.content)).active
    assert [celle.value for celle in ark["A"]] == ["Indsats", "Å-rød"]
    assert "no-store" in svar["Cache-Control"]


@pytest.mark.parametrize("tekst", ["=1+1", "+45", "-1", "@SUM", "\tx", "\r=1"])
def test_no_text_is_a_formula_in_a_spreadsheet(tekst):
    assert celle(tekst) == f"'{tekst}"


def test_tovholder_has_own_initiatives_with_the_same_facts_on_the_desk(client_for):
    indsats = TekstFactory(titel="Tryg trappe").indsats
    client = client_for("tovholder", indsats=indsats)
    rapport(indsats, "gul", lys_tekst="Vi leder.")

    page = text_of(
        tree_of(client.get("/admin/")).xpath("//*[@aria-labelledby='bord-indsatser']")[0]
    )
    assert "Gul: der er noget, der driller" in page
    assert "Vi leder." in page


@pytest.mark.slow
def test_board_costs_the_same_with_a_thousand_initiatives_and_ten_years_of_rounds(koordinator):
    foer = cost(koordinator, "/admin/tavle/")
    desk = cost(koordinator, "/admin/")
    mange()

    assert cost(koordinator, "/admin/tavle/") == foer <= 25
    assert cost(koordinator, "/admin/") == desk
    for adresse in ("/admin/tavle/", "/admin/tavle/?orden=-rapport&lys=gul", "/admin/"):
        begyndt = time.monotonic()
        koordinator.get(adresse)
        brugt = time.monotonic() - begyndt
        print(
            f"{adresse} med 1.000 indsatser og 20.000 rapporter: {brugt:.2f} s, {foer} forespørgsler"
        )
        assert brugt < 10  # on a busy machine; about one second on a quiet one


def mange():
    """1,000 initiatives with a tovholder each, twenty rounds, a report of each in every round, and a figure in each."""
    strategi, person = Strategi.objects.get(nummer=3), PersonFactory()
    indsatser = Indsats.objects.bulk_create(Indsats(slug=f"mange-{nr}") for nr in range(1000))
    Rolle.objects.bulk_create(Rolle(art="tovholder", person=person, indsats=i) for i in indsatser)
    nu = timezone.now()
    for nr in range(20):
        dato = nu - timedelta(days=182 * nr)
        runde = Statusrunde.objects.create(
            navn=f"Mange {nr}",
            strategi=strategi,
            fra=dato.date(),
            til=dato.date(),
            frist=dato.date(),
            tilstand="aaben",
            aabnet=dato,
        )
        rapporter = Status.objects.bulk_create(
            Status(
                runde=runde,
                indsats=i,
                indsats_navn=f"Indsats {i.pk}",
                tilstand="indsendt",
                lys="gul",
                indsendt=dato + timedelta(seconds=i.pk),
            )
            for i in indsatser
        )
        Statustal.objects.bulk_create(
            Statustal(
                status=s, navn="Besøg", vaerdi=nr, enhed="personer", periode=f"{nr}", kilde="o"
            )
            for s in rapporter
        )
        # a closed one is frozen, so it is closed last
        Statusrunde.objects.filter(pk=runde.pk).update(tilstand="lukket", lukket=dato)
