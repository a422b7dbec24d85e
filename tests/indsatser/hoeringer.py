"""What the tests of hearings share: one in each of its states, its bodies, replies, and the form as it is sent."""

from datetime import timedelta
from hashlib import sha256

from django.core.files.base import ContentFile
from django.utils import timezone

from indsatser.models import Hoering, Hoeringspart, Hoeringssvar
from tests.indsatser.forslag import stempel

T, B = Hoering.Tilstand, Hoeringssvar.Behandling
HEMMELIGT = {"navn": "Hemmelig Hemsdottir", "email": "hemmelig@example.org"}
"""Who sent it; none of these words may reach the public."""


def hoering(slug="proeve", tilstand=T.AABEN, dage=14, **felter):
    """`dage` from today to its last day; one that is closed or answered has passed it."""
    if tilstand in (T.LUKKET, T.BESVARET):
        dage = -5
    i_dag = timezone.localdate()
    standard = {
        "titel_da": f"Høring {slug}",
        "beskrivelse_da": "En prøve.",
        "start": None if tilstand == T.KLADDE else i_dag - timedelta(days=30),
        "frist": i_dag + timedelta(days=dage),
        "samlet_svar_da": "Svarene førte til lys." if tilstand == T.BESVARET else "",
        "besvaret": timezone.now() if tilstand == T.BESVARET else None,
    }
    return Hoering.objects.create(slug=slug, tilstand=tilstand, **(standard | felter))


def part(hoering, navn="Ældrerådet", hemmelig="", **felter):
    noegle = sha256(hemmelig.encode()).hexdigest() if hemmelig else None
    return Hoeringspart.objects.create(hoering=hoering, navn=navn, noegle=noegle, **felter)


def svar(hoering, part=None, tekst="Mere lys.", **felter):
    """As it lies in the database; treated with a text that is shown, when `behandling` says how."""
    if felter.get("behandling", B.VENTER) != B.VENTER:
        felter = {"begrundelse": "Derfor.", "offentlig_tekst": tekst, **felter}
    return Hoeringssvar.objects.create(hoering=hoering, part=part, tekst=tekst, **felter)


def bilag(svar, navn="kort.txt", **felter):
    return svar.bilag.create(navn=navn, fil=ContentFile(b"lys", navn), **felter)


def data(**felter):
    """The form as somebody has filled it in."""
    return {"tekst": "Zebratekst om stien.", "stempel": stempel(), **felter}
