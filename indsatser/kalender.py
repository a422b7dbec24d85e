"""Calendar files (RFC 5545): what a mail program puts into a calendar, moves there, or takes out again.

A calendar knows an event by its UID, and believes the highest SEQUENCE: so an update moves the event it has.
"""

from datetime import UTC, timedelta

from django.conf import settings
from django.utils import timezone
from icalendar import Calendar, Event, vCalAddress, vText

ANMODNING, AFLYSNING, OPSLAG = "REQUEST", "CANCEL", "PUBLISH"
PRODUKT = "-//Tryg Aalborg//Strategiportal//DA"


def begivenhed(uid, titel, start, slut, *, sekvens=0, aendret=None, aflyst=False, **mere):
    """An event. `start` and `slut` are aware datetimes (written in UTC), or dates; then `slut` is the day after.

    `mere`: sted, beskrivelse, adresse (URL), and for a meeting that people are asked to: organisator (name, e-mail)
    and deltagere [(name, e-mail)].
    """
    event = Event()
    event.add("uid", uid)
    event.add("summary", titel)
    event.add("dtstart", _tid(start))
    event.add("dtend", _tid(slut))
    event.add("dtstamp", (aendret or timezone.now()).astimezone(UTC))
    event.add("sequence", sekvens)
    event.add("status", "CANCELLED" if aflyst else "CONFIRMED")
    for felt, navn in {"sted": "location", "beskrivelse": "description", "adresse": "url"}.items():
        if mere.get(felt):
            event.add(navn, mere[felt])
    if mere.get("organisator"):
        event["organizer"] = _person(*mere["organisator"])
    for navn, email in mere.get("deltagere", ()):
        event.add("attendee", _person(navn, email, rolle="REQ-PARTICIPANT"), encode=0)
    return event


def _tid(tid):
    return tid.astimezone(UTC) if hasattr(tid, "astimezone") else tid


def _person(navn, email, rolle=""):
    adresse = vCalAddress(f"MAILTO:{email}")
    adresse.params["CN"] = vText(navn or email)
    if rolle:
        adresse.params["ROLE"] = vText(rolle)
        adresse.params["RSVP"] = vText("TRUE")
    return adresse


def kalenderfil(begivenheder, metode=OPSLAG, navn=""):
    """The file as bytes; `navn` is what a subscription is called where it is shown."""
    fil = Calendar()
    fil.add("prodid", PRODUKT)
    fil.add("version", "2.0")
    fil.add("method", metode)
    if navn:
        fil.add("x-wr-calname", navn)
        fil.add("x-wr-timezone", settings.TIME_ZONE)
        fil.add("refresh-interval", timedelta(hours=12), parameters={"VALUE": "DURATION"})
    for event in begivenheder:
        fil.add_component(event)
    return fil.to_ical()
