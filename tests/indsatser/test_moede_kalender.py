"""What calendars are told: each is called once, an update moves the event, a cancellation takes it out again."""

import icalendar
import pytest
import vobject
from django.core import mail as outbox
from django.core.exceptions import ValidationError

from indsatser import indkaldelse
from indsatser.models import Moede
from tests.indsatser.moeder import (
    T,
    adresse,
    breve,
    indkaldt,
    kalender,
    koordinator_konto,
    moede,
    person,
)

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def indkald(et):
    return indkaldelse.indkald(et.pk, koordinator_konto())


def flyt(et, **fakta):
    et = Moede.objects.get(pk=et.pk)
    for felt, vaerdi in fakta.items():
        setattr(et, felt, vaerdi)
    indkaldelse.rettet(et)
    et.save()
    return et


def begivenhed(brev):
    """The one event of a letter, by both parsers; they agree on what it is about."""
    fil = kalender(brev)
    kal = icalendar.Calendar.from_ical(fil)
    (en,) = kal.walk("VEVENT")
    anden = vobject.readOne(fil.decode())
    assert anden.vevent.uid.value == en["uid"]
    assert anden.vevent.dtstart.value == en.decoded("dtstart")
    assert anden.method.value == kal["method"]
    return kal["method"], en


def test_each_gets_the_call_once_however_often_the_button_is_pressed(koordinator):
    et = moede(person("Anne"), person("Bo"))

    for _ in "123":
        svar = koordinator.post(adresse("send", et.pk), follow=True)

    assert [til for til, _ in breve()] == ["anne@aalborg.dk", "bo@aalborg.dk"]
    assert "Intet er sendt" in svar.content.decode()
    et.refresh_from_db()
    assert et.tilstand == T.INDKALDT


def test_who_gets_it_and_what_it_says_is_shown_before_anything_is_sent(koordinator):
    et = moede(person("Anne"), person("Uden", email=""), titel="Ekstra møde")

    side = koordinator.get(adresse("send", et.pk)).content.decode()

    assert "anne@aalborg.dk" in side and "Du er indkaldt til Ekstra møde" in side
    assert "Uden har ingen e-mail" in side and "Lokale 1" in side
    assert outbox.outbox == []


def test_call_opens_in_two_parsers_and_names_time_place_and_recipient():
    et = indkaldt_med_brev(person("Anne"))
    brev = outbox.outbox[0]

    metode, event = begivenhed(brev)

    assert (metode, event["sequence"], event["status"]) == ("REQUEST", 0, "CONFIRMED")
    assert event.decoded("dtstart") == et.start and event.decoded("dtend") == et.slut
    assert event["location"] == "Lokale 1"
    assert event["attendee"].lower() == "mailto:anne@aalborg.dk"
    assert event["organizer"].lower() == "mailto:kaja@aalborg.dk"
    assert any(a.startswith('text/calendar; method="REQUEST"') for a in dele(brev))
    assert brev.reply_to == ["kaja@aalborg.dk"]


def dele(brev):
    return [" ".join(del_["Content-Type"].split()) for del_ in brev.message().walk()]


def indkaldt_med_brev(*folk):
    et = moede(*folk)
    indkald(et)
    return Moede.objects.get(pk=et.pk)


def test_update_keeps_the_uid_and_raises_the_sequence():
    et = indkaldt_med_brev(person("Anne"))
    flyt(et, sted="Lokale 2")

    assert indkald(et) == 1

    (_, foer), (metode, efter) = map(begivenhed, outbox.outbox)
    assert efter["uid"] == foer["uid"]
    assert efter["sequence"] > foer["sequence"]
    assert (metode, efter["location"]) == ("REQUEST", "Lokale 2")
    assert outbox.outbox[1].subject.startswith("Ændret") or "Ændret" in outbox.outbox[1].subject


def test_whoever_was_never_asked_is_not_told_of_a_change_but_called():
    et = indkaldt(person("Anne"))
    et.deltagere.create(person=person("Ny"))

    indkald(et)

    ((til, emne),) = breve()
    assert til == "ny@aalborg.dk" and "Indkaldelse" in emne


def test_whoever_is_taken_out_gets_a_cancellation_and_the_others_nothing(koordinator):
    et = indkaldt(person("Anne"), person("Bo"))
    bo = et.deltagere.get(person__navn="Bo")
    adr = adresse("fjern", et.pk, bo.pk)

    assert "bo@aalborg.dk" in koordinator.get(adr).content.decode()
    koordinator.post(adr)

    (brev,) = outbox.outbox
    metode, event = begivenhed(brev)
    assert brev.to == ["bo@aalborg.dk"]
    assert (metode, event["status"], event["sequence"]) == ("CANCEL", "CANCELLED", 1)
    assert [d.person.navn for d in et.deltagere.all()] == ["Anne"]
    assert indkald(et) == 0

    et.deltagere.create(person=bo.person)
    indkald(et)
    assert begivenhed(outbox.outbox[-1])[1]["sequence"] >= event["sequence"]


def test_cancellation_goes_to_all_who_were_asked_with_the_reason(koordinator):
    et = indkaldt(person("Anne"), person("Bo"))
    et.deltagere.create(person=person("Ikke spurgt"))

    koordinator.post(adresse("aflys", et.pk), {"grund": "For få punkter"})
    koordinator.post(adresse("aflys", et.pk), {"grund": "Igen"})

    assert [til for til, _ in breve()] == ["anne@aalborg.dk", "bo@aalborg.dk"]
    assert "For få punkter" in outbox.outbox[0].body
    metode, event = begivenhed(outbox.outbox[0])
    assert (metode, event["sequence"], event["uid"]) == ("CANCEL", 1, f"{et.uid}@tryg-aalborg")
    et.refresh_from_db()
    assert (et.tilstand, et.aflysning) == (T.AFLYST, "For få punkter")
    with pytest.raises(ValidationError):
        indkald(et)


def test_cancellation_without_a_reason_is_refused_in_words(koordinator):
    et = indkaldt(person("Anne"))

    assert (
        "Skriv, hvorfor"
        in koordinator.post(adresse("aflys", et.pk), {"grund": " "}).content.decode()
    )
    assert outbox.outbox == []


def test_substitute_is_called_for_whoever_is_away_that_day():
    et = moede()
    vikar = person("Vikar")
    borte = {"stedfortraeder": vikar, "vaek_fra": et.dag, "vaek_til": et.dag}
    et.deltagere.create(person=person("Anne", **borte))

    indkald(et)

    (brev,) = outbox.outbox
    assert brev.to == ["vikar@aalborg.dk"] and "stedfortræder for Anne" in brev.body


def test_substitute_who_is_no_longer_one_is_taken_out_when_the_change_is_sent():
    et = moede()
    borte = {"stedfortraeder": person("Vikar"), "vaek_fra": et.dag, "vaek_til": et.dag}
    anne = person("Anne", **borte)
    et.deltagere.create(person=anne)
    indkald(et)
    type(anne).objects.filter(pk=anne.pk).update(vaek_fra=None, vaek_til=None)
    outbox.outbox.clear()
    flyt(et, sted="Lokale 2")

    indkald(et)

    metoder = {brev.to[0]: begivenhed(brev)[0] for brev in outbox.outbox}
    assert metoder == {"vikar@aalborg.dk": "CANCEL", "anne@aalborg.dk": "REQUEST"}


def test_organiser_is_the_same_whoever_sends_the_change(koordinator):
    et = indkaldt(person("Anne"))
    flyt(et, sted="Lokale 2")

    koordinator.post(adresse("send", et.pk))

    assert begivenhed(outbox.outbox[0])[1]["organizer"].lower() == "mailto:kaja@aalborg.dk"


def test_whoever_has_no_account_is_not_sent_to_a_page_they_cannot_open(koordinator):
    indkaldt_med_brev(person("Anne"), person("Kaja", email="", bruger=koordinator.user))

    tekster = {brev.to[0]: brev.body for brev in outbox.outbox}

    assert "/admin/" not in tekster["anne@aalborg.dk"]
    assert "/admin/" in tekster[koordinator.user.email]


# --- The agenda


def test_agenda_is_sent_once_with_its_pdf_and_then_no_more_is_handed_in(koordinator, client_for):
    et = indkaldt(person("Anne"), person("Uden", email=""))

    side = koordinator.get(adresse("send_dagsorden", et.pk)).content.decode()
    assert "anne@aalborg.dk" in side and "Uden har ingen e-mail" in side
    for _ in "12":
        koordinator.post(adresse("send_dagsorden", et.pk))

    (brev,) = outbox.outbox
    navn, fil, mime = brev.attachments[0]
    assert (navn.endswith(".pdf"), bytes(fil)[:4], mime) == (True, b"%PDF", "application/pdf")
    et.refresh_from_db()
    assert et.dagsorden_sendt and not et.tager_imod_punkter


def test_agenda_waits_for_the_points_that_nobody_has_decided_on(koordinator):
    et = indkaldt(person("Anne"))
    et.punkter.create(titel="Meldt ind", tilstand="foreslaaet")

    svar = koordinator.post(adresse("send_dagsorden", et.pk), follow=True)

    assert "Tag stilling" in svar.content.decode() and outbox.outbox == []
