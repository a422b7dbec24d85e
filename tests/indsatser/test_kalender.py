"""One's own calendar: a secret address that can be taken back, what stands in it, and that a change moves the event."""

from datetime import UTC, date, datetime, timedelta

import pytest
import vobject
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from freezegun import freeze_time
from icalendar import Calendar

from indsatser import aarshjul
from indsatser.models import (
    Aarshjulsdato,
    Gruppe,
    Kalenderabonnement,
    Kalenderpost,
    Moede,
    Opgave,
    Status,
    Statusrunde,
    Strategi,
)
from tests.factories import IndsatsFactory, PersonFactory
from tests.indsatser.public_pages import text_of, tree_of

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SIDE = "/admin/indsatser/aarshjulsdato/kalender/"
TZ = timezone.get_current_timezone()


@pytest.fixture(autouse=True)
def _en_dag():
    with freeze_time("2026-10-20 12:00") as ur:
        yield ur


@pytest.fixture
def koordinatorens(user_for):
    return adresse(user_for("koordinator"))


def adresse(user):
    return f"/kalender/{Kalenderabonnement.lav(user)[1]}.ics"


def hent(sti, **hoved):
    return Client().get(sti, **hoved)


def begivenheder(sti):
    """UID → event, as icalendar reads it, after a second parser has opened the same bytes."""
    indhold = hent(sti).content
    anden = vobject.readOne(indhold.decode())
    fundet = {str(e["uid"]): e for e in Calendar.from_ical(indhold).walk("VEVENT")}
    assert len(anden.contents.get("vevent", [])) == len(fundet)
    return fundet


def titler(sti):
    return {str(e["summary"]) for e in begivenheder(sti).values()}


def moede(gruppe="styregruppen", start="2026-11-03 10:00", **mere):
    begynder = datetime.fromisoformat(start).replace(tzinfo=TZ)
    felter = {"titel": "Styregruppemøde", "slut": begynder + timedelta(hours=2)} | mere
    return Moede.objects.create(gruppe=Gruppe.objects.get(slug=gruppe), start=begynder, **felter)


def runde(**mere):
    felter = {
        "navn": "Andet halvår 2026",
        "strategi": Strategi.objects.first(),
        "fra": date(2026, 7, 1),
        "til": date(2026, 12, 31),
        "frist": date(2026, 11, 20),
        "tilstand": "aaben",
        "aabnet": timezone.now(),
    }
    return Statusrunde.objects.create(**felter | mere)


# --- The page


def test_address_is_shown_once_and_only_its_fingerprint_is_kept(koordinator):
    vist = tree_of(koordinator.post(SIDE, {"goer": "ny"})).xpath("//input[@readonly]/@value")
    hemmelig = vist[0].rsplit("/", 1)[1].removesuffix(".ics")

    assert hent(vist[0].removeprefix("http://127.0.0.1:8000")).status_code == 200
    assert hemmelig not in koordinator.get(SIDE).content.decode()
    assert hemmelig not in str(list(Kalenderabonnement.objects.values()))
    assert "no-store" in koordinator.get(SIDE)["Cache-Control"]


def test_new_address_closes_the_old_one(user_for):
    user = user_for("tovholder")
    gammel, ny = adresse(user), adresse(user)

    assert (hent(gammel).status_code, hent(ny).status_code) == (410, 200)
    assert Kalenderabonnement.objects.gaeldende().count() == 1


def test_address_is_taken_back(koordinator):
    sti = adresse(koordinator.user)
    koordinator.post(SIDE, {"goer": "tilbagekald"})

    lukket = hent(sti)
    assert lukket.status_code == 410
    assert "Adressen er tilbagekaldt" in text_of(tree_of(lukket))
    assert "Du har ingen adresse endnu" in text_of(tree_of(koordinator.get(SIDE)))


def test_nobody_takes_back_anothers(client_for, user_for):
    sti = adresse(user_for("koordinator"))
    client_for("tovholder").post(SIDE, {"goer": "tilbagekald"})

    assert hent(sti).status_code == 200


def test_get_makes_no_address(koordinator):
    koordinator.get(SIDE + "?goer=ny")

    assert not Kalenderabonnement.objects.exists()


# --- The address


def test_guessed_address_is_not_there():
    assert hent("/kalender/gaet.ics").status_code == 404


@pytest.mark.parametrize("grund", ["lukket konto", "ingen rolle"])
def test_address_ends_with_the_account_and_with_the_role(user_for, grund):
    user = user_for("tovholder")
    sti = adresse(user)
    assert hent(sti).status_code == 200
    if grund == "lukket konto":
        User.objects.filter(pk=user.pk).update(is_active=False)
    else:
        user.groups.clear()

    assert hent(sti).status_code == 410


def test_answer_is_private_and_hidden_from_search(koordinatorens):
    svar = hent(koordinatorens)

    assert svar["Content-Type"] == "text/calendar; charset=utf-8"
    assert svar["Cache-Control"] == "private, no-store"
    assert (svar["X-Robots-Tag"], svar["Referrer-Policy"]) == ("noindex", "no-referrer")
    assert not svar.cookies


def test_unchanged_calendar_is_not_sent_again(koordinatorens, _en_dag):
    moede()
    maerke = hent(koordinatorens)["ETag"]
    _en_dag.tick(timedelta(minutes=30))
    assert hent(koordinatorens, HTTP_IF_NONE_MATCH=maerke).status_code == 304

    Moede.objects.update(titel="Nyt navn")
    assert hent(koordinatorens, HTTP_IF_NONE_MATCH=maerke).status_code == 200


def test_fetching_is_noted_once_an_hour(koordinatorens, _en_dag):
    hent(koordinatorens)
    foerste = Kalenderabonnement.objects.get().sidst_hentet
    _en_dag.tick(timedelta(minutes=59))
    hent(koordinatorens)
    assert Kalenderabonnement.objects.get().sidst_hentet == foerste
    _en_dag.tick(timedelta(minutes=2))
    hent(koordinatorens)
    assert Kalenderabonnement.objects.get().sidst_hentet > foerste


# --- What stands in it


def test_meeting_is_at_the_right_hour_on_both_sides_of_the_change_of_clocks(koordinatorens):
    for dag in ("2026-10-23", "2026-10-26"):  # the clocks change on the 25th
        moede(start=f"{dag} 10:00", titel=dag)
    tider = {str(e["summary"]): e["dtstart"].dt for e in begivenheder(koordinatorens).values()}

    assert tider["2026-10-23"] == datetime(2026, 10, 23, 8, tzinfo=UTC)
    assert tider["2026-10-26"] == datetime(2026, 10, 26, 9, tzinfo=UTC)
    anden = {
        e.summary.value: e.dtstart.value
        for e in vobject.readOne(hent(koordinatorens).content.decode()).vevent_list
    }
    assert anden["2026-10-26"] == tider["2026-10-26"]


def test_deadline_is_a_whole_day(koordinatorens):
    runde()
    frist = next(
        e for uid, e in begivenheder(koordinatorens).items() if uid.startswith("statusrunde-")
    )

    assert (frist["dtstart"].dt, frist["dtend"].dt) == (date(2026, 11, 20), date(2026, 11, 21))
    assert frist["transp"] == "TRANSPARENT"


def test_each_sees_what_they_may_see(user_for):
    moede("styregruppen"), runde()
    stier = {
        r: adresse(user_for(r))
        for r in ("koordinator", "styregruppe", "tovholder", "kommunikation")
    }
    sete = {rolle: titler(sti) for rolle, sti in stier.items()}

    assert {r for r, t in sete.items() if "Styregruppemøde" in t} == {"koordinator", "styregruppe"}
    assert {r for r, t in sete.items() if "Frist for status: Andet halvår 2026" in t} == {
        *("koordinator", "styregruppe", "tovholder")
    }


def test_own_reports_and_tasks_stand_there_until_they_are_done(user_for):
    user = user_for("tovholder")
    person, sti = PersonFactory(bruger=user), adresse(user)
    for nummer, ansvarlig in enumerate([person, PersonFactory()]):
        status = Status.objects.create(
            runde=Statusrunde.objects.first() or runde(),
            indsats=IndsatsFactory(),
            indsats_navn=f"Indsats {nummer}",
        )
        status.ansvarlige.add(ansvarlig)
        Opgave.objects.create(tekst=f"Gør {nummer}", ansvarlig=ansvarlig, frist=date(2026, 12, 1))
    egne = {"Meld status: Indsats 0", "Opgave: Gør 0"}
    assert titler(sti) & {*egne, "Meld status: Indsats 1", "Opgave: Gør 1"} == egne

    Status.objects.update(tilstand="indsendt", lys="groen", indsendt=timezone.now())
    Opgave.objects.update(tilstand="udfoert", udfoert=timezone.now())
    assert not titler(sti) & egne


def test_round_that_is_not_open_yet_is_no_deadline(koordinatorens):
    runde(tilstand="kladde", aabnet=None)

    assert "Frist for status: Andet halvår 2026" not in titler(koordinatorens)


def test_window_is_one_year_back_and_two_ahead(koordinatorens):
    for dag in ("2025-10-19", "2025-10-21", "2028-10-18", "2028-10-21"):
        moede(start=f"{dag} 10:00", titel=dag)

    assert {t for t in titler(koordinatorens) if t[:2] == "20"} == {"2025-10-21", "2028-10-18"}


def test_date_of_the_wheel_that_has_become_a_meeting_stands_once(koordinatorens):
    aarshjul.hold_ved_lige()
    dato = Aarshjulsdato.objects.get(regel__navn="Styregruppemøde, 1. halvår", aar=2027)
    uid = f"aarshjul-{dato.pk}@127.0.0.1"
    assert uid in begivenheder(koordinatorens)

    dato.moede = moede(start="2027-03-19 10:00")
    dato.save()
    assert uid not in begivenheder(koordinatorens)
    Moede.objects.update(tilstand="aflyst")
    assert uid in begivenheder(koordinatorens)


# --- An update moves the event


def test_moved_meeting_is_the_same_event_with_a_higher_number(koordinatorens, _en_dag):
    det = moede()
    uid = f"moede-{det.uid}@127.0.0.1"
    foer = begivenheder(koordinatorens)
    _en_dag.tick(timedelta(hours=3))
    det.start += timedelta(days=7)
    det.slut += timedelta(days=7)
    det.save()
    efter = begivenheder(koordinatorens)

    assert foer.keys() == efter.keys()
    assert efter[uid]["dtstart"].dt == datetime(2026, 11, 10, 9, tzinfo=UTC)
    assert (foer[uid]["sequence"], efter[uid]["sequence"]) == (0, 1)
    assert efter[uid]["last-modified"].dt - foer[uid]["last-modified"].dt == timedelta(hours=3)
    andre = foer.keys() - {uid}
    assert all(foer[u].to_ical() == efter[u].to_ical() for u in andre)


def test_date_of_the_wheel_moves_in_the_calendar_and_back_again(koordinatorens):
    aarshjul.hold_ved_lige()
    dato = Aarshjulsdato.objects.get(regel__navn="Årsstatus", aar=2027)
    uid = f"aarshjul-{dato.pk}@127.0.0.1"
    foerst = dato.dato
    sete = [begivenheder(koordinatorens)[uid]]
    for dag in (date(2027, 4, 14), foerst):
        aarshjul.flyt(Aarshjulsdato.objects.get(pk=dato.pk), dag, "")
        sete.append(begivenheder(koordinatorens)[uid])

    assert [e["dtstart"].dt for e in sete] == [foerst, date(2027, 4, 14), foerst]
    assert [e["sequence"] for e in sete] == [0, 1, 2]


def test_number_is_never_below_that_of_the_invitation(koordinatorens):
    det = moede(sekvens=4)

    assert begivenheder(koordinatorens)[f"moede-{det.uid}@127.0.0.1"]["sequence"] == 4


def test_cancelled_meeting_is_called_off_in_the_calendar(koordinatorens):
    det = moede(tilstand="aflyst", aflysning="Sygdom")

    assert begivenheder(koordinatorens)[f"moede-{det.uid}@127.0.0.1"]["status"] == "CANCELLED"


def test_two_subscribers_are_told_the_same_number(user_for):
    det = moede()
    stier = [adresse(user_for(r)) for r in ("koordinator", "styregruppe")]
    begivenheder(stier[0])
    Moede.objects.update(sted="Et nyt sted")

    assert {int(begivenheder(s)[f"moede-{det.uid}@127.0.0.1"]["sequence"]) for s in stier} == {1}
    assert Kalenderpost.objects.filter(uid=f"moede-{det.uid}").count() == 1


def test_calendar_costs_the_same_with_many_events(koordinatorens):
    def spoergsmaal():
        hent(koordinatorens)
        with CaptureQueriesContext(connection) as queries:
            hent(koordinatorens)
        return sum("cms_urlconfrevision" not in q["sql"] for q in queries)

    moede()
    foer = spoergsmaal()
    for nummer in range(8):
        moede(start=f"2026-11-{nummer + 10} 10:00")
        runde(navn=f"Runde {nummer}")

    assert spoergsmaal() == foer
    assert foer <= 12
