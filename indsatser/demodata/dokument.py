"""A few documents for the local demo, each made here: they are examples and say so, and no fact stands in them."""

from datetime import date
from io import BytesIO

from django.core.files.base import ContentFile
from docx import Document
from filer.models import File, Folder
from PIL import Image, ImageDraw, ImageFont

from indsatser.formularer_dokument import MAPPE
from indsatser.medier.dokumentfil import laes
from indsatser.models import Dokument, Indsats, Strategi
from indsatser.pdf import lav_pdf

VEJLEDNING = "Eksempel: Vejledning om dokumenter på portalen"
SKABELON = "Eksempel: Skabelon til noter fra en tryghedsvandring"
SKANNET = "Eksempel: Et skannet brev"

AFSNIT = [
    ("Hvad filen er", "Dette er et eksempel fra demonstrationen. Der står ingen oplysninger om Tryg Aalborg i den."),
    ("Hvorfor den kan læses op", "Filen har koder, titel og sprog, så en skærmlæser kan finde rundt i den."),
]  # fmt: skip
NYT_AFSNIT = ("Ny udgave", "Dette afsnit er kommet til i udgave 2. Den første udgave ligger her stadig.")  # fmt: skip


def dokumenter():
    """Each is made once, with its file; run again, nothing is changed."""
    _vejledning()
    _skabelon()
    _skannet()


def _lav(titel, engelsk, **felter):
    """The document with that title, or None where it is there already."""
    if Dokument.objects.filter(titel_da=titel).exists():
        return None
    return Dokument.objects.create(titel_da=titel, titel_en=engelsk, offentligt=True, **felter)


def _laeg_op(dokument, navn, indhold, note=""):
    mappe, _ = Folder.objects.get_or_create(name=MAPPE, parent=None)
    fil = File.objects.create(
        file=ContentFile(indhold, name=navn), original_filename=navn, folder=mappe
    )
    dokument.laeg_op(fil, laes(BytesIO(indhold), navn), note)


def _vejledning():
    dokument = _lav(
        VEJLEDNING,
        "Example: Guide to documents on the portal",
        slags=Dokument.Slags.FOLDER,
        dato=date(2026, 2, 2),
        strategi=Strategi.objects.get(nummer=3),
        resume_da="Eksempel: Filen viser, hvordan et dokument med to udgaver og en fil, der kan læses op, ser ud.",
        resume_en="Example: The file shows a document with two versions that can be read aloud.",
        tilgaengelighed=Dokument.Tilgaengelighed.TILGAENGELIG,
    )
    if dokument is None:
        return
    for afsnit, note in ((AFSNIT, ""), ([*AFSNIT, NYT_AFSNIT], "Afsnittet om udgaver er nyt.")):
        context = {"titel": VEJLEDNING, "afsnit": afsnit}
        indhold = lav_pdf("indsatser/dokument_pdf.html", context)
        _laeg_op(dokument, "eksempel-vejledning.pdf", indhold, note)


def _skabelon():
    dokument = _lav(
        SKABELON,
        "Example: Form for notes from a safety walk",
        slags=Dokument.Slags.ANDET,
        dato=date(2026, 3, 9),
        indsats=Indsats.objects.filter(slug="tryghedsvandringer").first(),
        resume_da="Eksempel: En tom skabelon i Word til at skrive ned, hvad man ser på en tryghedsvandring.",
        resume_en="Example: An empty form in Word for what is seen on a safety walk.",
        tilgaengelighed=Dokument.Tilgaengelighed.TILGAENGELIG,
    )
    if dokument is None:
        return
    word = Document()
    word.core_properties.title, word.core_properties.language = SKABELON, "da"
    word.add_heading(SKABELON, level=1)
    for linje in ("Hvor gik vi?", "Hvad så vi?", "Hvem følger op, og hvornår?"):
        word.add_heading(linje, level=2)
        word.add_paragraph("Skriv her.")
    ud = BytesIO()
    word.save(ud)
    _laeg_op(dokument, "eksempel-skabelon.docx", ud.getvalue())


def _skannet():
    dokument = _lav(
        SKANNET,
        "Example: A scanned letter",
        slags=Dokument.Slags.ANDET,
        dato=date(2017, 5, 8),
        strategi=Strategi.objects.get(nummer=1),
        resume_da="Eksempel: Et billede af et brev. Filen har hverken koder eller tekst, så den kan ikke læses op.",
        resume_en="Example: A picture of a letter, with neither tags nor text.",
        tilgaengelighed=Dokument.Tilgaengelighed.UNDTAGET,
        undtagelse="Eksempel: Skannet papir fra før 23. september 2018.",
    )
    if dokument is None:
        return
    _laeg_op(dokument, "eksempel-skannet.pdf", _skannet_pdf())


def _skannet_pdf():
    """As from a scanner: a picture of the page, and no text."""
    papir = Image.new("L", (620, 877), 255)
    skrift = ImageFont.load_default(size=22)
    ImageDraw.Draw(papir).text((60, 80), "Eksempel: et skannet brev", fill=40, font=skrift)
    ud = BytesIO()
    papir.save(ud, "PDF", resolution=75)
    return ud.getvalue()
