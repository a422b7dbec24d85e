"""The minutes: saved as one types, nothing written over unseen, rows under a point, and closed when approved."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from indsatser.formularer_referat import aftryk
from indsatser.models import (
    Beslutning,
    Dagsordenspunkt,
    Gruppe,
    Moede,
    Moededeltager,
    Opgave,
    Punktbilag,
)
from tests.factories import IndsatsFactory, TekstFactory
from tests.indsatser.moeder import T, adresse, godkendt, indkaldt, moede, person, sid
from tryg_portal.models import GatheredLine

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def et(koordinator):
    return indkaldt(person("Bo"), punkter=("Status", "Eventuelt"))


@pytest.fixture
def kaj(client_for):
    """Another coordinator at the same table."""
    return client_for("koordinator", navn="kaj")


def gem(klient, punkt, tekst, udgave=None):
    udgave = punkt.udgave if udgave is None else udgave
    return klient.post(adresse("gem", punkt.pk), {"tekst": tekst, "udgave": udgave})


def ark(et, **nye):
    """What the page would send when nothing is touched, with some fields changed."""
    data = {}
    for punkt in et.punkter.paa():
        data |= {f"r{punkt.pk}-tekst": punkt.referat, f"r{punkt.pk}-udgave": punkt.udgave}
        data |= {f"r{punkt.pk}-foer": aftryk(punkt.referat)}
    for deltager in et.deltagere.all():
        data[f"df{deltager.pk}"] = "1" if deltager.moedt else "0"
    return data | nye


def skriv(klient, et, data):
    return klient.post(adresse("referat", et.pk), data, follow=True)


# --- As one types


def test_point_is_saved_as_it_is_typed(koordinator, et):
    punkt = et.punkter.first()

    svar = gem(koordinator, punkt, "Vi begyndte.")
    igen = gem(koordinator, punkt, "Vi begyndte til tiden.", svar.json()["udgave"])

    punkt.refresh_from_db()
    assert (svar.status_code, igen.status_code) == (200, 200)
    assert (punkt.referat, punkt.udgave) == ("Vi begyndte til tiden.", 2)
    assert punkt.rettet_af == "prøve koordinator" and svar.json()["klokken"].startswith("kl. ")


def test_second_at_the_table_is_told_who_and_nothing_is_written_over(koordinator, kaj, et):
    punkt = et.punkter.first()
    gem(koordinator, punkt, "Den førstes")

    svar = gem(kaj, punkt, "Den andens")

    assert svar.status_code == 409
    assert svar.json() | {"af": "prøve koordinator", "tekst": "Den førstes"} == svar.json()
    punkt.refresh_from_db()
    assert punkt.referat == "Den førstes"
    assert gem(kaj, punkt, "Skrevet sammen", svar.json()["udgave"]).status_code == 200


def test_same_text_from_two_is_no_conflict(koordinator, kaj, et):
    punkt = et.punkter.first()
    gem(koordinator, punkt, "Det samme\nto linjer")

    assert gem(kaj, punkt, "Det samme\r\nto linjer ").status_code == 200


@pytest.mark.parametrize("udgave", ["", "x", "-1", "9" * 20])
def test_number_that_is_none_saves_nothing(koordinator, et, udgave):
    punkt = et.punkter.first()

    assert gem(koordinator, punkt, "Tekst", udgave).status_code == 400
    punkt.refresh_from_db()
    assert punkt.referat == ""


def test_text_that_is_too_long_is_refused_in_words(koordinator, et):
    svar = gem(koordinator, et.punkter.first(), "x" * 20_001)

    assert svar.status_code == 400 and "for lang" in svar.json()["besked"]


def test_minutes_are_written_by_coordinators_chair_and_referent(client_for, et):
    styregruppen = Gruppe.objects.get(slug="styregruppen")
    sten, leder, skriver = (client_for("styregruppe", navn=navn) for navn in ("sten", "leo", "ida"))
    Moede.objects.filter(pk=et.pk).update(
        gruppe=styregruppen,
        formand=person("Leo", bruger=leder.user),
        referent=person("Ida", bruger=skriver.user),
    )
    punkt = et.punkter.first()

    assert sten.get(adresse("referat", et.pk)).status_code == 403
    assert gem(sten, punkt, "Nej").status_code == 403
    assert gem(leder, punkt, "Ja").status_code == 200
    assert skriver.get(adresse("referat", et.pk)).status_code == 200


def test_tick_is_saved_as_it_is_set(koordinator, et):
    deltager = et.deltagere.get()

    assert koordinator.post(adresse("moedt", deltager.pk), {"moedt": "1"}).status_code == 200
    deltager.refresh_from_db()
    assert deltager.moedt is True


# --- Without JavaScript


def test_button_saves_texts_ticks_and_rows_at_once(koordinator, et):
    punkt, andet = et.punkter.all()
    indsats = IndsatsFactory()
    punkt.indsatser.add(indsats)
    bo = et.deltagere.get()
    frist = timezone.localdate() + timedelta(days=9)
    nye = {
        f"r{punkt.pk}-tekst": "Vi talte om det.",
        f"r{andet.pk}-tekst": "Intet.",
        f"d{bo.pk}": "1",
        f"b{punkt.pk}-tekst": "Vi gør det.",
        f"o{punkt.pk}-tekst": "Gør det",
        f"o{punkt.pk}-ansvarlig": bo.person_id,
        f"o{punkt.pk}-frist": frist.isoformat(),
    }

    skriv(koordinator, et, ark(et, **nye))

    assert [p.referat for p in et.punkter.all()] == ["Vi talte om det.", "Intet."]
    beslutning, opgave = punkt.beslutninger.get(), punkt.opgaver.get()
    assert list(beslutning.indsatser.all()) == [indsats]
    assert (opgave.tekst, opgave.ansvarlig, opgave.frist) == ("Gør det", bo.person, frist)
    bo.refresh_from_db()
    assert bo.moedt
    assert GatheredLine.objects.get(address="bo@aalborg.dk").text.startswith(
        "Du har fået en opgave"
    )


def test_conflict_in_one_box_keeps_none_of_the_rest_from_being_saved(koordinator, kaj, et):
    punkt, andet = et.punkter.all()
    aabnet = ark(et)
    gem(koordinator, punkt, "Den førstes")

    svar = skriv(
        kaj,
        et,
        aabnet
        | {
            f"r{punkt.pk}-tekst": "Den andens",
            f"r{andet.pk}-tekst": "Andet punkt",
            f"b{punkt.pk}-tekst": "Ny beslutning",
        },
    )

    side = svar.content.decode()
    assert "Den førstes" in side and "Den andens" in side and "prøve koordinator" in side
    assert [p.referat for p in et.punkter.all()] == ["Den førstes", "Andet punkt"]
    assert Beslutning.objects.filter(punkt=punkt).count() == 1
    # the page that is shown has theirs as what it is weighed against: pressed again, it is a choice
    igen = ark(et) | {f"r{punkt.pk}-tekst": "Den andens", f"r{punkt.pk}-udgave": 1}
    assert f'name="r{punkt.pk}-udgave" value="1"' in side
    skriv(kaj, et, igen)
    punkt.refresh_from_db()
    assert punkt.referat == "Den andens"


def test_box_that_was_not_touched_is_not_put_back_to_what_it_was(koordinator, kaj, et):
    punkt, andet = et.punkter.all()
    aabnet = ark(et)
    gem(koordinator, punkt, "Den førstes")

    skriv(kaj, et, aabnet | {f"r{andet.pk}-tekst": "Mit"})

    assert [p.referat for p in et.punkter.all()] == ["Den førstes", "Mit"]


def test_tick_of_another_is_not_taken_off_by_a_page_opened_before(koordinator, kaj, et):
    deltager = et.deltagere.get()
    aabnet = ark(et)
    koordinator.post(adresse("moedt", deltager.pk), {"moedt": "1"})

    skriv(kaj, et, aabnet)

    deltager.refresh_from_db()
    assert deltager.moedt is True


def test_task_without_an_owner_is_refused_and_what_was_typed_stays(koordinator, et):
    punkt = et.punkter.first()
    nye = {f"o{punkt.pk}-tekst": "Gør det", f"r{punkt.pk}-tekst": "Gemt alligevel"}

    side = skriv(koordinator, et, ark(et, **nye)).content.decode()

    assert "Vælg, hvem der gør det." in side and "Skriv, hvornår" in side and "Gør det" in side
    punkt.refresh_from_db()
    assert punkt.referat == "Gemt alligevel" and not punkt.opgaver.exists()


def test_deadline_that_is_past_is_refused(koordinator, et):
    punkt = et.punkter.first()
    nye = {f"o{punkt.pk}-tekst": "Gør", f"o{punkt.pk}-ansvarlig": et.deltagere.get().person_id}

    side = skriv(koordinator, et, ark(et, **nye, **{f"o{punkt.pk}-frist": "2020-01-01"}))

    assert "Fristen er allerede gået" in side.content.decode() and not punkt.opgaver.exists()


# --- Rows


def test_row_is_mended_after_the_page_is_saved(koordinator, et):
    punkt = et.punkter.first()
    beslutning = punkt.beslutninger.create(tekst="Ja")
    data = ark(et, **{f"r{punkt.pk}-tekst": "Først gemt"}, goer=f"beslutning-{beslutning.pk}")

    svar = skriv(koordinator, et, data)

    assert svar.redirect_chain[-1][0] == adresse("beslutning", beslutning.pk)
    punkt.refresh_from_db()
    assert punkt.referat == "Først gemt"


def test_row_that_another_has_mended_is_not_written_over(koordinator, kaj, et):
    beslutning = et.punkter.first().beslutninger.create(tekst="Ja")
    side = adresse("beslutning", beslutning.pk)
    laest = koordinator.get(side).context["laest"]

    koordinator.post(side, {"tekst": "Ja, straks", "laest": laest})
    svar = kaj.post(side, {"tekst": "Nej", "laest": laest}).content.decode()

    assert "En anden har rettet beslutningen" in svar and "Ja, straks" in svar and "Nej" in svar
    beslutning.refresh_from_db()
    assert beslutning.tekst == "Ja, straks"


def test_task_moved_to_another_is_told_to_the_other(koordinator, et):
    punkt = et.punkter.first()
    opgave = punkt.opgaver.create(
        tekst="Gør", ansvarlig=et.deltagere.get().person, frist=date(2030, 1, 1)
    )
    side = adresse("opgave", opgave.pk)
    ny = person("Ny")
    felter = {"tekst": "Gør", "ansvarlig": ny.pk, "frist": "2030-01-01"}
    sid(et.gruppe, ny)

    koordinator.post(side, felter | {"laest": koordinator.get(side).context["laest"]})

    assert [
        li.address for li in GatheredLine.objects.filter(key__startswith=f"opgave-{opgave.pk}-")
    ] == ["ny@aalborg.dk"]


def test_row_is_taken_out(koordinator, et):
    beslutning = et.punkter.first().beslutninger.create(tekst="Ja")
    side = adresse("beslutning", beslutning.pk)

    koordinator.post(side, {"goer": "slet", "laest": koordinator.get(side).context["laest"]})

    assert not Beslutning.objects.exists()


# --- Closed


@pytest.fixture
def lukket():
    return godkendt(person("Bo"))


def _opgave(et):
    return Opgave(punkt=et.punkter.get(), tekst="Ny", ansvarlig=person("X"), frist="2030-01-01")


FORSOEG = {
    "punktets tekst": lambda et: setattr_gem(et.punkter.get(), referat="Nej"),
    "punktets titel": lambda et: setattr_gem(et.punkter.get(), titel="Nej"),
    "et nyt punkt": lambda et: et.punkter.create(titel="Ny"),
    "alle punkter": lambda et: et.punkter.update(referat="Nej"),
    "punktet væk": lambda et: et.punkter.get().delete(),
    "punkterne væk": lambda et: et.punkter.all().delete(),
    "flere punkter": lambda et: Dagsordenspunkt.objects.bulk_create(
        [Dagsordenspunkt(moede=et, titel="Ny")]
    ),
    "punktets indsatser": lambda et: et.punkter.get().indsatser.add(IndsatsFactory()),
    "indsatsens punkter": lambda et: IndsatsFactory().dagsordenspunkter.add(et.punkter.get()),
    "beslutningen": lambda et: setattr_gem(Beslutning.objects.get(), tekst="Nej"),
    "beslutningerne": lambda et: Beslutning.objects.update(tekst="Nej"),
    "beslutningens indsatser": lambda et: Beslutning.objects.get().indsatser.set(
        [IndsatsFactory()]
    ),
    "en ny beslutning": lambda et: et.punkter.get().beslutninger.create(tekst="Ny"),
    "beslutningen væk": lambda et: Beslutning.objects.get().delete(),
    "en ny opgave": lambda et: _opgave(et).save(),
    "et bilag": lambda et: Punktbilag.objects.create(punkt=et.punkter.get(), navn="a", fil="a"),
    "fremmødet": lambda et: setattr_gem(et.deltagere.get(), moedt=True),
    "en ny deltager": lambda et: et.deltagere.create(person=person("Ny")),
    "deltagerne": lambda et: Moededeltager.objects.update(svar="kommer"),
    "mødets tid": lambda et: setattr_gem(et, start=et.start - timedelta(1)),
    "mødets tilstand": lambda et: setattr_gem(et, tilstand=T.AFHOLDT),
    "mødet": lambda et: Moede.objects.filter(pk=et.pk).update(titel="Nej"),
    "mødet væk": lambda et: et.delete(),
    "hvem der godkendte": lambda et: setattr_gem(et, godkendt_af="En anden"),
}


def setattr_gem(obj, **felter):
    for navn, vaerdi in felter.items():
        setattr(obj, navn, vaerdi)
    obj.save()


@pytest.mark.parametrize("hvad", FORSOEG)
def test_nothing_in_approved_minutes_changes(lukket, hvad):
    with pytest.raises(ValidationError, match="Referatet er godkendt"), transaction.atomic():
        FORSOEG[hvad](lukket)


def test_of_approved_minutes_tasks_are_finished_and_public_choices_made(koordinator):
    et = moede(person("Bo"), om=-10, tilstand=T.AFHOLDT)
    punkt = et.punkter.get()
    beslutning = punkt.beslutninger.create(tekst="Ja")
    opgave = punkt.opgaver.create(tekst="Gør", ansvarlig=person("Anne"), frist="2030-01-01")
    et.godkend("Formanden")

    beslutning.offentlig = True
    beslutning.save()
    Opgave.objects.get(pk=opgave.pk).afslut("udfoert", "Det er gjort")
    with pytest.raises(ValidationError):
        setattr_gem(Opgave.objects.get(pk=opgave.pk), tekst="Noget andet")

    assert Opgave.objects.get().note == "Det er gjort"


def test_whoever_writes_when_the_minutes_are_closed_is_told_and_keeps_the_text(koordinator, et):
    punkt = et.punkter.first()
    aabnet = ark(et)
    Moede.objects.filter(pk=et.pk).update(
        tilstand="godkendt", godkendt=timezone.now(), godkendt_af="Formanden"
    )

    svar = gem(koordinator, punkt, "For sent")
    side = skriv(koordinator, et, aabnet | {f"r{punkt.pk}-tekst": "For sent"}).content.decode()

    assert svar.status_code == 403 and "godkendt" in svar.json()["besked"]
    assert "For sent" in side and "ikke gemt" in side
    punkt.refresh_from_db()
    assert punkt.referat == ""


def test_the_page_costs_the_same_with_more_points(koordinator, et):
    TekstFactory()
    side = adresse("referat", et.pk)

    def spoerg():
        with CaptureQueriesContext(connection) as fanget:
            assert koordinator.get(side).status_code == 200
        return len(fanget)

    spoerg()
    et.punkter.first().beslutninger.create(tekst="Ja")
    et.punkter.first().opgaver.create(tekst="Ja", ansvarlig=person("A"), frist="2030-01-01")
    foer = spoerg()
    for nummer in range(5):
        punkt = et.punkter.create(titel=f"Punkt {nummer}")
        punkt.beslutninger.create(tekst="Ja")
        punkt.opgaver.create(tekst="Ja", ansvarlig=person(f"B{nummer}"), frist="2030-01-01")

    assert spoerg() == foer
