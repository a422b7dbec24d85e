"""Series and values in the admin: who may do what, values by hand, imports by hand, and who is told of what is due."""

from datetime import date

import pytest
from django.urls import reverse
from freezegun import freeze_time

from indsatser import breve_maaling
from indsatser.indlaesning import laesning
from indsatser.models import Indikator, Indlaesning, Maaling
from tests.factories import IndsatsFactory, PersonFactory, TekstFactory
from tests.indsatser.admin_forms import (
    address_of,
    errors_at,
    errors_of_page,
    form_of,
    messages_of,
    send,
    values_of,
)
from tests.indsatser.maalinger import indikator, indlaes, vaerdi
from tryg_portal.models import GatheredLine

pytestmark = pytest.mark.django_db


@pytest.fixture
def egen():
    return TekstFactory(titel="Tryg trappe").indsats


@pytest.fixture
def tovholder(client_for, egen):
    return client_for("tovholder", indsats=egen)


def ret(model, obj):
    return address_of(model, "change", obj.pk)


# --- Who


def test_tovholder_changes_the_series_and_values_of_their_own_initiative_only(tovholder, egen):
    min_, andens = indikator("min", indsats=egen), indikator("andens", indsats=IndsatsFactory())
    strategiens = indikator("strategiens")

    for serie, kan in ((min_, True), (andens, False), (strategiens, False)):
        maaling = vaerdi(serie, 2014, "1")
        flere = reverse("admin:indsatser_indikator_flere", args=[serie.pk])
        assert (b"_save" in tovholder.get(ret("indikator", serie)).content) is kan
        assert (b"_save" in tovholder.get(ret("maaling", maaling)).content) is kan
        assert tovholder.post(ret("indikator", serie), {}).status_code == (200 if kan else 403)
        assert tovholder.post(ret("maaling", maaling), {}).status_code == (200 if kan else 403)
        assert tovholder.get(flere).status_code == (200 if kan else 403)
        assert tovholder.get(address_of("maaling", "delete", maaling.pk)).status_code == 403


def test_tovholder_cannot_move_a_series_to_a_foreign_initiative_nor_to_the_strategy(
    tovholder, egen
):
    serie, fremmed = indikator("min", indsats=egen), IndsatsFactory()

    for til in (str(fremmed.pk), ""):
        svar = send(tovholder, ret("indikator", serie), indsats=til, titel_da="Flyttet")
        assert errors_at(svar, "indsats")
    serie.refresh_from_db()
    assert (serie.indsats, serie.titel_da) == (egen, "Prøve min")

    andens = indikator("andens", indsats=fremmed)
    ny = address_of("maaling", "add")
    svar = tovholder.post(
        f"{ny}?indikator={andens.pk}",
        {
            "indikator": andens.pk,
            "omraade": andens.hovedomraade_id,
            "periode": "2014",
            "vaerdi": "1",
        },
    )
    assert errors_at(svar, "indikator")
    assert not Maaling.objects.filter(indikator=andens).exists()


def test_tovholder_sees_imports_but_makes_none(tovholder):
    den = indlaes("omraade;periode;vaerdi\nPrøvestad;2014;1", indikator=indikator())

    assert tovholder.get(address_of("indlaesning", "add")).status_code == 403
    assert tovholder.get(ret("indlaesning", den)).status_code == 200
    goer = reverse("admin:indsatser_indlaesning_goer", args=[den.pk, "tag-ind"])
    assert tovholder.post(goer).status_code == 403


# --- A series


def test_a_new_series_gets_its_address_and_what_the_public_has_seen_is_ended_not_deleted(
    koordinator,
):
    sted = indikator().hovedomraade
    svar = send(
        koordinator,
        address_of("indikator", "add"),
        **{
            "titel_da": "Tryghed på Øen",
            "slug": "",
            "forklaring_da": "x",
            "enhed_da": "%",
            "kilde_da": "k",
        },
        hovedomraade=sted.pk,
        maaltal="1.000,5",
        retning="hoejere",
    )
    assert svar.status_code == 302, errors_of_page(svar)
    serie = Indikator.objects.get(slug="tryghed-paa-oeen")
    assert (serie.tilstand, str(serie.maaltal)) == ("kladde", "1000.5000")
    assert koordinator.get(address_of("indikator", "delete", serie.pk)).status_code == 200

    send(koordinator, ret("indikator", serie), tilstand="offentlig", naeste="01.01.2030")
    assert koordinator.get(address_of("indikator", "delete", serie.pk)).status_code == 403
    assert errors_at(send(koordinator, ret("indikator", serie), tilstand="kladde"), "tilstand")
    liste = address_of("indikator", "changelist")
    valgt = {"action": "afslut", "_selected_action": [serie.pk]}
    assert "1 afsluttet" in messages_of(koordinator.post(liste, valgt, follow=True))[0]
    serie.refresh_from_db()
    assert (serie.tilstand, serie.naeste) == ("afsluttet", None)


@freeze_time("2026-11-23 12:00")
def test_the_list_tells_the_latest_period_and_what_is_overdue_and_costs_the_same_with_more(
    koordinator, django_assert_max_num_queries
):
    for nr in range(12):
        vaerdi(
            indikator(f"serie-{nr}", indsats=IndsatsFactory(), naeste=date(2026, 11, 1)), 2014, "1"
        )
    indikator("kommer", naeste=date(2026, 12, 1))

    koordinator.get(
        address_of("indikator", "changelist")
    )  # the first visit of an account costs more
    with django_assert_max_num_queries(12):
        side = koordinator.get(
            address_of("indikator", "changelist") + "?ventes=forsinket"
        ).content.decode()
    assert side.count("<strong>Forsinket</strong>: 01.11.2026") == 12
    assert "Prøve kommer" not in side
    assert ">2014<" in side


# --- Values


def flere(client, serie, *linjer, **mere):
    data = {"v-TOTAL_FORMS": 5, "v-INITIAL_FORMS": 0}
    for nr in range(5):
        data[f"v-{nr}-omraade"] = serie.hovedomraade_id
    for nr, (periode, tal) in enumerate(linjer):
        data |= {f"v-{nr}-periode": periode, f"v-{nr}-vaerdi": tal}
    return client.post(
        reverse("admin:indsatser_indikator_flere", args=[serie.pk]), {**data, **mere}
    )


def test_several_values_are_saved_at_once_or_none_of_them(koordinator):
    serie = indikator()
    vaerdi(serie, 2010, "1")

    svar = flere(
        koordinator,
        serie,
        ("2014", "85,9"),
        ("2015", "85.9"),
        ("2014", "3"),
        ("2010", "4"),
        ("x", "5"),
    )
    side = svar.content.decode()
    assert serie.maalinger.count() == 1
    for besked in (
        "Skriv 85,9",
        "står i linje 1",
        "allerede en værdi",
        "kan ikke læses som en periode",
    ):
        assert besked in side
    assert 'value="85.9"' in side

    more = flere(koordinator, serie, ("2014", "85.9"), mere="").content.decode()
    assert 'name="v-9-periode"' in more and "Ingenting er gemt" not in more

    assert (
        flere(koordinator, serie, ("2014", "85,9"), ("1. kvartal 2020", "1.583")).status_code == 302
    )
    assert [(str(m.fra), str(m.til), float(m.vaerdi)) for m in serie.maalinger.order_by("fra")][
        1:
    ] == [
        ("2014-01-01", "2014-12-31", 85.9),
        ("2020-01-01", "2020-03-31", 1583),
    ]


def test_one_value_is_changed_with_its_period_and_the_database_answers_at_the_period(koordinator):
    serie = indikator()
    vaerdi(serie, 2014, "1")
    anden = vaerdi(serie, 2015, "2.5")

    form = values_of(form_of(koordinator.get(ret("maaling", anden))))
    assert (form["periode"], form["vaerdi"]) == ("2015", "2,5")
    assert errors_at(send(koordinator, ret("maaling", anden), periode="2014"), "periode")
    assert errors_at(send(koordinator, ret("maaling", anden), vaerdi=""), "vaerdi")
    assert (
        send(koordinator, ret("maaling", anden), periode="marts 2016", vaerdi="−3").status_code
        == 302
    )
    anden.refresh_from_db()
    assert (str(anden.fra), str(anden.til), anden.vaerdi) == ("2016-03-01", "2016-03-31", -3)


def test_the_values_of_one_series_are_filtered_by_area_breakdown_and_year(koordinator):
    serie = indikator()
    for aar in (2014, 2015):
        vaerdi(serie, aar, "11", opdeling="Kvinder")
        vaerdi(serie, aar, "22", note_da="Om alle")
    liste = f"{address_of('maaling', 'changelist')}?indikator={serie.pk}"

    def fundne(**valg):
        svar = koordinator.get(
            liste + "".join(f"&{navn}={vaerdi}" for navn, vaerdi in valg.items())
        )
        return svar.context["cl"].result_count

    assert fundne() == 4
    assert fundne(opdeling="Kvinder") == fundne(opdeling="~") == fundne(aar=2014) == 2
    assert fundne(omraade=serie.hovedomraade_id, aar=2015, opdeling="~") == 1
    assert fundne(omraade=999) == 0
    assert fundne(q="Om+alle") == 2


# --- An import, as the coordinator does it


def test_an_import_by_hand_from_paste_to_undo(koordinator, monkeypatch, commits_at_once):
    serie = indikator(naeste=date(2020, 1, 1))
    vaerdi(serie, 2014, "80")
    monkeypatch.setattr(laesning, "PORTION", 2)
    tekst = (
        "Område\tPeriode\tVærdi\nPrøvestad\t2014\t85,9\nPrøvestad\t2015\t1.583\nPrøvestad\t2016\t1"
    )
    svar = koordinator.post(
        address_of("indlaesning", "add"),
        {"tekst": tekst, "indikator": serie.pk, "decimaltegn": ","},
    )
    den = Indlaesning.objects.latest("pk")
    assert svar["Location"] == ret("indlaesning", den)

    rigtig = laesning.laes_videre
    monkeypatch.setattr(laesning, "laes_videre", lambda den: rigtig(den, sekunder=0))
    laeser = koordinator.get(svar["Location"]).content.decode()
    assert 'http-equiv="refresh"' in laeser and "2 af 3 rækker er læst" in laeser
    side = koordinator.get(svar["Location"]).content.decode()
    assert "<del>80</del> → <ins>85,9</ins>" in side and "«1.583» er læst som 1583" in side
    assert koordinator.get(f"{svar['Location']}?udfald=aendret").content.decode().count("<tr>") == 2

    goer = [
        reverse("admin:indsatser_indlaesning_goer", args=[den.pk, hvad])
        for hvad in ("tag-ind", "fortryd")
    ]
    lager, raekkefil = den.arbejdsfil.storage, den.arbejdsfil.name
    assert lager.exists(raekkefil)
    beskeder = messages_of(koordinator.post(goer[0], follow=True))
    assert not lager.exists(raekkefil)
    assert beskeder[0] == "3 målinger er taget ind."
    assert "Sæt en ny dato" in beskeder[1]
    assert koordinator.get(address_of("indlaesning", "delete", den.pk)).status_code == 403
    rettet = serie.maalinger.get(fra__year=2016)
    Maaling.objects.filter(pk=rettet.pk).update(vaerdi=7)
    assert "kan ikke fortrydes" in koordinator.post(goer[1]).content.decode()
    Maaling.objects.filter(pk=rettet.pk).update(vaerdi=1)
    assert "fortrudt" in messages_of(koordinator.post(goer[1], follow=True))[0]
    assert [m.vaerdi for m in serie.maalinger.all()] == [80]


def test_wrong_rows_come_as_a_file_without_formulas_and_a_refused_import_can_be_deleted(
    koordinator, commits_at_once
):
    den = indlaes(
        "omraade;periode;vaerdi;note\nPrøvestad;2014;1;=cmd|' /C calc'!A0", indikator=indikator()
    )

    svar = koordinator.get(reverse("admin:indsatser_indlaesning_forkerte", args=[den.pk]))
    assert "'=cmd" in b"".join(svar.streaming_content).decode()
    side = koordinator.get(ret("indlaesning", den)).content.decode()
    assert "Ret det indsatte" in side and "Tag 1 ind" not in side
    igen = koordinator.get(f"{address_of('indlaesning', 'add')}?fra={den.pk}").content.decode()
    assert "Prøvestad;2014;1;=cmd" in igen
    lager, navn = den.fil.storage, den.fil.name
    koordinator.post(address_of("indlaesning", "delete", den.pk), {"post": "yes"})
    assert not Indlaesning.objects.filter(pk=den.pk).exists() and not lager.exists(navn)


# --- Told when new values are expected


def test_whoever_is_responsible_is_told_on_the_day_and_14_days_after_each_once():
    person = PersonFactory(navn="Ida", email="ida@aalborg.dk")
    serie = indikator(naeste=date(2026, 11, 9), ansvarlig=person)
    indikator("kladde", naeste=date(2026, 11, 9), ansvarlig=person, tilstand="kladde")

    def sagt(dag):
        breve_maaling.paamind(date(2026, 11, dag))
        return list(GatheredLine.objects.order_by("pk").values_list("text", flat=True))

    assert sagt(8) == []
    assert (
        sagt(9)
        == sagt(10)
        == sagt(22)
        == ["Der ventes nye tal til «Prøve proeve-tryg» 9. november 2026."]
    )
    assert len(sagt(23)) == len(sagt(30)) == 2
    assert "mangler" in sagt(23)[1]
    assert list(Indikator.objects.filter(slug=serie.slug).forsinkede(date(2026, 11, 10))) == [serie]
    assert not Indikator.objects.filter(slug=serie.slug).forsinkede(date(2026, 11, 9))
    breve_maaling.ventes_ikke(serie.pk)
    assert not GatheredLine.objects.exists()
