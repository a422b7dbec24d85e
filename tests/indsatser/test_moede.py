"""Meetings: made from their series, seen by those they concern, proposed by the year wheel, answered by those asked."""

from datetime import date, time, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from freezegun import freeze_time

from indsatser.models import Aarshjulsdato, Aarshjulsregel, Gruppe, Moede, Moederaekke, Rolle
from indsatser.models.moederaekke import datoer_uden_moede, folk_i, moede_af_dato
from tests.factories import GruppeFactory, IndsatsFactory, RolleFactory
from tests.indsatser.moeder import (
    T,
    adresse,
    godkendt,
    indkaldt,
    moede,
    person,
    raekke,
    sid,
)

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
LISTE = "/admin/indsatser/moede/"


def navne(folk):
    return sorted(en.navn for en in folk)


# --- From the series


def test_demo_groups_that_meet_have_a_series_with_standing_points():
    raekker = {r.gruppe.slug: r for r in Moederaekke.objects.select_related("gruppe")}

    assert set(raekker) == {
        "styregruppen",
        "tovholdergruppen",
        "koordinationsgruppen",
        "afrapporteringsforum",
    }
    assert all(r.faste_punkter for r in raekker.values())


def test_new_meeting_has_time_place_points_and_those_in_the_group_that_day():
    gruppe = GruppeFactory(navn_da="Prøvegruppen")
    anne = sid(gruppe, person("Anne"), Rolle.Art.FORMAND)
    sid(gruppe, person("Bo"), til=date(2027, 1, 1))
    sid(gruppe, person("Carl"), fra=date(2027, 2, 1))
    serie = raekke(gruppe, begynder=time(10), varighed=90)

    nyt = serie.nyt_moede(date(2027, 2, 3))

    assert timezone.localtime(nyt.start).strftime("%d.%m.%Y %H.%M") == "03.02.2027 10.00"
    assert (nyt.minutter, nyt.sted, nyt.titel) == (90, "Lokale 1", "Møde i prøvegruppen")
    assert [p.titel for p in nyt.punkter.all()] == ["Velkomst", "Status", "Eventuelt"]
    assert navne(d.person for d in nyt.deltagere.all()) == ["Anne", "Carl"]
    assert nyt.formand == anne


def test_tovholdergruppe_is_steering_group_coordinators_and_the_leads():
    grupper = Gruppe.objects.in_bulk(field_name="slug")
    sid(grupper["styregruppen"], person("Sten"))
    sid(grupper["koordinatorer"], person("Kaja"), Rolle.Art.KOORDINATOR)
    sid(grupper["afsendere"], person("Borgmesteren"))
    RolleFactory(person=person("Tove"))
    RolleFactory(person=person("Forhenværende"), til=date(2020, 1, 1))
    RolleFactory(person=person("Kontakten"), art=Rolle.Art.KONTAKT)

    fundet = set(navne(folk_i(grupper["tovholdergruppen"])))

    assert {"Sten", "Kaja", "Tove"} <= fundet
    assert not {"Borgmesteren", "Forhenværende", "Kontakten"} & fundet


# --- What the year wheel proposes


def dato(gruppe, om=30, slags="moede"):
    regel = Aarshjulsregel.objects.create(
        navn=f"Møde {gruppe} {om}", slags=slags, gruppe=gruppe, maaned=3, dag=1
    )
    dag = timezone.localdate() + timedelta(days=om)
    return Aarshjulsdato.objects.create(regel=regel, aar=dag.year, dato=dag)


def test_proposed_are_the_meetings_of_a_year_ahead_that_have_not_been_made():
    gruppe = GruppeFactory()
    ny, aflyst = dato(gruppe, 30), dato(gruppe, 40)
    aflyst.moede = moede(gruppe=gruppe, tilstand=T.AFLYST)
    aflyst.save()
    lavet = dato(gruppe, 50)
    lavet.moede = moede(gruppe=gruppe)
    lavet.save()
    for fjern in (dato(gruppe, -1), dato(gruppe, 400), dato(gruppe, 60, slags="andet")):
        assert fjern not in datoer_uden_moede()

    egne = [d for d in datoer_uden_moede() if d.regel.gruppe == gruppe]
    assert egne == [ny, aflyst]


def test_meeting_is_made_of_a_date_once(koordinator):
    serie = raekke(begynder=time(9))
    forslag = dato(serie.gruppe)

    assert "Opret mødet" in koordinator.get(adresse("foreslaaede")).content.decode()
    for _ in "12":
        svar = koordinator.post(adresse("foreslaaede"), {"dato": forslag.pk}, follow=True)

    nyt = Moede.objects.get(raekke=serie)
    assert Aarshjulsdato.objects.get(pk=forslag.pk).moede == nyt
    assert nyt.dag == forslag.dato
    assert "allerede oprettet" in svar.content.decode()


def test_without_a_series_no_meeting_is_made_and_the_page_says_so(koordinator):
    forslag = dato(GruppeFactory())

    with pytest.raises(ValidationError, match="møderække"):
        moede_af_dato(forslag.pk)

    assert "Lav først en møderække" in koordinator.get(adresse("foreslaaede")).content.decode()


def test_without_dates_the_list_is_empty_in_words(koordinator):
    Aarshjulsdato.objects.all().delete()

    assert "ingen datoer uden et møde" in koordinator.get(adresse("foreslaaede")).content.decode()


def test_meeting_made_by_hand_is_filled_from_group_and_series(koordinator):
    serie = raekke()
    sid(serie.gruppe, person("Anne"))
    felter = {"gruppe": serie.gruppe_id, "raekke": serie.pk, "titel": "Ekstra møde"}
    felter |= {"start_0": "2027-02-03", "start_1": "10:00", "slut_0": "2027-02-03"}

    assert koordinator.post(f"{LISTE}add/", felter | {"slut_1": "12:00"}).status_code == 302

    nyt = Moede.objects.get(titel="Ekstra møde")
    assert navne(d.person for d in nyt.deltagere.all()) == ["Anne"]
    assert nyt.punkter.count() == 3


def test_meeting_that_ends_before_it_begins_is_refused_in_words(koordinator):
    felter = {"gruppe": GruppeFactory().pk, "titel": "Skævt", "start_0": "2027-02-03"}
    felter |= {"start_1": "10:00", "slut_0": "2027-02-03", "slut_1": "09:00"}

    svar = koordinator.post(f"{LISTE}add/", felter).content.decode()

    assert "Mødet slutter, før det begynder." in svar and "Skævt" in svar


# --- Who sees which


def test_meeting_is_seen_by_its_group_and_those_asked_and_by_nobody_else(client_for):
    styregruppen = Gruppe.objects.get(slug="styregruppen")
    styremoede, andet = moede(gruppe=styregruppen), moede()
    sten, tove = client_for("styregruppe"), client_for("tovholder", indsats=IndsatsFactory())
    andet.deltagere.create(person=tove.user.person)
    roller = {"koordinator": {styremoede, andet}, "administrator": {styremoede, andet}}

    for rolle, ses in roller.items():
        assert set(Moede.objects.visible_to(client_for(rolle).user)) == ses
    assert set(Moede.objects.visible_to(sten.user)) == {styremoede}
    assert set(Moede.objects.visible_to(tove.user)) == {andet}
    assert sten.get(adresse("side", styremoede.pk)).status_code == 200
    assert sten.get(adresse("side", andet.pk)).status_code == 404
    assert sten.get(adresse("pdf", andet.pk, "dagsorden")).status_code == 404
    assert "/moede/" in sten.get(LISTE).content.decode()


def test_steering_group_sees_the_meetings_of_the_tovholdere(client_for):
    faelles = moede(gruppe=Gruppe.objects.get(slug="tovholdergruppen"))

    assert faelles in Moede.objects.visible_to(client_for("styregruppe").user)


def test_substitute_sees_the_meeting_that_the_other_is_away_from(client_for):
    tove = client_for("tovholder", indsats=IndsatsFactory())
    et = moede()
    vaek = {"vaek_fra": et.dag, "vaek_til": et.dag, "stedfortraeder": tove.user.person}
    raekke = et.deltagere.create(person=person("Bo", **vaek))

    assert et in Moede.objects.visible_to(tove.user)
    tove.post(adresse("svar", et.pk), {"deltager": raekke.pk, "svar": "kommer"})
    raekke.refresh_from_db()
    assert raekke.svar == "kommer"

    Moede.objects.filter(pk=et.pk).update(
        slut=et.slut + timedelta(9), start=et.start + timedelta(9)
    )
    assert et not in Moede.objects.visible_to(tove.user)


# --- Answers


def test_one_answers_for_oneself_and_the_coordinator_for_all(client_for, koordinator):
    tove = client_for("tovholder", indsats=IndsatsFactory())
    et = indkaldt(tove.user.person, person("Bo"))
    egen = et.deltagere.get(person=tove.user.person)
    bos = et.deltagere.get(person__navn="Bo")

    assert (
        tove.post(adresse("svar", et.pk), {"deltager": egen.pk, "svar": "kommer"}).status_code
        == 302
    )
    assert (
        tove.post(adresse("svar", et.pk), {"deltager": bos.pk, "svar": "afbud"}).status_code == 403
    )
    koordinator.post(adresse("svar", et.pk), {"deltager": bos.pk, "svar": "afbud"})

    assert [d.svar for d in et.deltagere.order_by("person__navn")] == ["afbud", "kommer"]


def test_answer_to_a_meeting_that_is_over_is_refused(koordinator):
    et = godkendt(person("Bo"))
    raekke = et.deltagere.get()

    svar = koordinator.post(
        adresse("svar", et.pk), {"deltager": raekke.pk, "svar": "kommer"}, follow=True
    )

    raekke.refresh_from_db()
    assert raekke.svar == "" and "kan ikke ændres" in svar.content.decode()


@pytest.mark.parametrize("data", [{"deltager": "x"}, {"svar": "måske"}, {"deltager": "9" * 30}])
def test_answer_that_is_none_leads_nowhere(koordinator, data):
    et = indkaldt(person("Bo"))
    hel = {"deltager": et.deltagere.get().pk, "svar": "kommer"}

    assert koordinator.post(adresse("svar", et.pk), hel | data).status_code == 404


# --- Facts


def fakta(et, **nye):
    lokal = timezone.localtime
    felter = {"titel": et.titel, "sted": et.sted, "laest": et.udgave}
    felter |= {"start_0": f"{lokal(et.start):%Y-%m-%d}", "start_1": f"{lokal(et.start):%H:%M}"}
    felter |= {"slut_0": f"{lokal(et.slut):%Y-%m-%d}", "slut_1": f"{lokal(et.slut):%H:%M}"}
    return felter | nye


def test_facts_that_somebody_else_has_changed_are_not_written_over(koordinator):
    et = moede()
    form = f"{LISTE}{et.pk}/change/"
    laest = fakta(et)

    koordinator.post(form, fakta(et, sted="Lokale 2"))
    svar = koordinator.post(form, {**laest, "sted": "Lokale 3"}).content.decode()

    assert "En anden har rettet mødet" in svar and "Lokale 3" in svar
    et.refresh_from_db()
    assert et.sted == "Lokale 2"


def test_changed_time_is_said_to_be_unsent_and_takes_the_answers_back(koordinator):
    et = indkaldt(person("Bo"))
    et.deltagere.update(svar="kommer")
    side = adresse("side", et.pk)
    assert "Ændringen er ikke sendt" not in koordinator.get(side).content.decode()

    svar = koordinator.post(f"{LISTE}{et.pk}/change/", fakta(et, start_1="09:00"), follow=True)

    assert "Ændringen er ikke sendt" in svar.content.decode()
    assert et.deltagere.get().svar == ""


def test_only_a_meeting_that_nobody_was_asked_to_is_deleted(koordinator):
    planlagt, spurgt = moede(person("Bo")), indkaldt(person("Bo 2"))

    assert koordinator.post(f"{LISTE}{planlagt.pk}/delete/", {"post": "yes"}).status_code == 302
    assert koordinator.post(f"{LISTE}{spurgt.pk}/delete/", {"post": "yes"}).status_code == 403
    assert set(Moede.objects.all()) == {spurgt}


# --- Steps


def test_meeting_is_held_when_it_has_begun(koordinator):
    et = indkaldt()

    koordinator.post(adresse("trin", et.pk), {"goer": "hold"})
    et.refresh_from_db()
    assert et.tilstand == T.PLANLAGT

    with freeze_time(et.start + timedelta(minutes=1)):
        Moede.laast(et.pk).hold()
    et.refresh_from_db()
    assert et.tilstand == T.AFHOLDT


def test_minutes_are_approved_by_the_chair_alone_or_on_the_chairs_word(client_for, koordinator):
    sten, kaj = client_for("styregruppe"), client_for("styregruppe", navn="kaj")
    formand = person("Sten", bruger=sten.user)
    felter = {"om": -3, "tilstand": T.AFHOLDT, "formand": formand}
    felter |= {"gruppe": Gruppe.objects.get(slug="styregruppen")}
    egen, paa_ordet = moede(**felter), moede(**felter)
    godkend = {"goer": "godkend"}

    assert kaj.post(adresse("trin", egen.pk), godkend).status_code == 403
    sten.post(adresse("trin", egen.pk), godkend)
    svar = koordinator.post(adresse("trin", paa_ordet.pk), godkend, follow=True)
    assert "Sæt kryds" in svar.content.decode()
    koordinator.post(adresse("trin", paa_ordet.pk), godkend | {"paa_ordet": "ja"})

    egen.refresh_from_db()
    paa_ordet.refresh_from_db()
    assert (egen.er_godkendt, egen.godkendt_af, egen.noteret_af) == (True, "Sten", "")
    assert (paa_ordet.godkendt_af, paa_ordet.noteret_af) == ("Sten", "prøve koordinator")


# --- Queries


def test_the_meetings_page_costs_the_same_with_more_of_everything(koordinator):
    et = moede(person("Bo"), punkter=())

    def spoerg():
        with CaptureQueriesContext(connection) as fanget:
            assert koordinator.get(adresse("side", et.pk)).status_code == 200
        return len(fanget)

    def mere(antal):
        for nummer in range(antal):
            punkt = et.punkter.create(titel=f"Punkt {nummer}", meldt_ind_af=koordinator.user)
            punkt.indsatser.add(IndsatsFactory())
            punkt.beslutninger.create(tekst="Ja")
            ansvarlig = person(f"P{et.punkter.count()}")
            punkt.opgaver.create(tekst="Gør", ansvarlig=ansvarlig, frist="2030-01-01")
            punkt.bilag.create(navn="a.pdf", fil="a.pdf")
            et.deltagere.create(person=ansvarlig)

    mere(1)
    spoerg()
    foer = spoerg()
    mere(5)

    assert spoerg() == foer <= 35


def test_the_list_of_meetings_costs_the_same_with_more(koordinator):
    moede(person("Bo"))
    koordinator.get(LISTE)

    def spoerg():
        with CaptureQueriesContext(connection) as fanget:
            koordinator.get(LISTE)
        return len(fanget)

    foer = spoerg()
    for nummer in range(4):
        moede(person(f"P{nummer}"))

    assert spoerg() == foer
