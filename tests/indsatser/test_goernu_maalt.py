"""«Gør nu» of measurement, the annual report and the hearings: whom each line is for, and when it is gone."""

from datetime import timedelta

import pytest
from django.utils import timezone

from indsatser.bordet.goernu import goer_nu
from indsatser.bordet.snart import sker_snart
from indsatser.models import Aarsstatus, Hoering, Hoeringssvar, Indlaesning, Strategi
from tests.factories import IndsatsFactory
from tests.indsatser.maalinger import indikator

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def om(dage):
    return timezone.localdate() + timedelta(days=dage)


def siger(user):
    return {(t.slags, t.hvad) for t in goer_nu(user)}


def test_who_answers_for_a_series_is_asked_for_new_figures_once_their_day_has_passed(user_for):
    koordinator, tovholder = (
        user_for("koordinator"),
        user_for("tovholder", indsats=IndsatsFactory()),
    )
    serie = indikator(naeste=om(-1))
    linje = ("Læg nye tal ind", "Prøve proeve-tryg")
    assert linje in siger(koordinator)

    serie.ansvarlig = tovholder.person
    serie.save()
    assert linje not in siger(koordinator)
    assert linje in siger(tovholder)

    serie.naeste = om(3)
    serie.save()
    assert linje not in siger(tovholder)
    assert "Nye tal ventes: Prøve proeve-tryg" in {k.hvad for k in sker_snart(koordinator)}


def test_import_that_is_ready_is_its_owners_to_take_in(user_for):
    koordinator, anden = user_for("koordinator"), user_for("koordinator", navn="anden")
    indlaesning = Indlaesning.objects.create(navn="tal.csv", af=koordinator, tilstand="klar")
    assert ("Tag tallene ind", "tal.csv") in siger(koordinator)
    assert ("Tag tallene ind", "tal.csv") not in siger(anden)

    indlaesning.tilstand = "fejl"
    indlaesning.save()
    assert ("Ret filen", "tal.csv") in siger(koordinator)
    indlaesning.lagt_op -= timedelta(days=15)
    indlaesning.save()
    assert ("Ret filen", "tal.csv") not in siger(koordinator)


def aarsstatus(**felter):
    strategi = Strategi.objects.first() or Strategi.objects.create(
        nummer=9, titel_da="Prøve", fra_aar=2090, til_aar=2093
    )
    standard = {"strategi": strategi, "nummer": 9, "slug": "proeve-9", "periode": "2091"}
    return Aarsstatus.objects.create(fra="2091-01-01", til="2091-12-31", **(standard | felter))


def test_report_is_reviewed_by_another_and_signed_off_by_the_styregruppe(user_for):
    afsender, anden = user_for("koordinator"), user_for("koordinator", navn="anden")
    styregruppe = user_for("styregruppe")
    a = aarsstatus(tilstand="gennemsyn", sendt_af=afsender)
    assert ("Se igennem", "9. årsstatus for 2091") in siger(anden)
    assert ("Se igennem", "9. årsstatus for 2091") not in siger(afsender)
    assert ("Godkend", "9. årsstatus for 2091") not in siger(styregruppe)

    a.gennemset_af = anden
    a.save()
    assert ("Se igennem", "9. årsstatus for 2091") not in siger(anden)
    assert ("Lås", "9. årsstatus for 2091") in siger(afsender)

    a.tilstand, a.frosset, a.laast, a.laast_af = "laast", {"udgave": 1}, timezone.now(), anden
    a.save()
    assert ("Godkend", "9. årsstatus for 2091") in siger(styregruppe)
    assert ("Godkend", "9. årsstatus for 2091") not in siger(afsender)


def test_hearing_past_its_deadline_waits_until_its_answer_is_public(user_for):
    koordinator = user_for("koordinator")
    hoering = Hoering.objects.create(
        slug="proeve", titel_da="Prøve", frist=om(-1), start=om(-9), tilstand="lukket"
    )
    svar = Hoeringssvar.objects.create(hoering=hoering, tekst="Et svar")
    assert ("Behandl høringssvar", "Prøve") in siger(koordinator)

    svar.behandling, svar.begrundelse = "fulgt", "Fordi"
    svar.save()
    assert ("Offentliggør høringens svar", "Prøve") in siger(koordinator)
    assert not {hvad for _, hvad in siger(user_for("kommunikation"))} & {"Prøve"}


def test_all_of_it_is_one_query_more_or_less(user_for, django_assert_max_num_queries):
    koordinator = user_for("koordinator")
    koordinator.has_perm("indsatser.view_status")
    for nr in range(12):
        indikator(slug=f"serie-{nr}", naeste=om(-nr - 1))
    with django_assert_max_num_queries(3):
        assert len(goer_nu(koordinator)) >= 12
