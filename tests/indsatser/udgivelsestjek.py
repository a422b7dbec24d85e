"""What the tests of the check before publication share: a draft with something in it, and what is found there."""

from cms.api import add_plugin
from django.core.files.uploadedfile import SimpleUploadedFile
from filer.models import File, Image

from indsatser.udgivelsestjek import tjek
from tests.factories import TekstFactory

GIF = (
    b"GIF89a\x01\x00\x01\x00\x80\x00\x00\xff\xff\xff\x00\x00\x00!\xf9\x04\x01\x00\x00\x00\x00"
    b",\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;"
)
"""One pixel."""


def kladde(baggrund="", **felter):
    """The draft of a text of an ended initiative, of which no goal is asked."""
    felter.setdefault("indsats__fase", "afsluttet")
    return TekstFactory(baggrund=baggrund, udgivet=False, **felter)


def fundet(regel, indhold):
    return [fund for fund in tjek(indhold) if fund.regel == regel]


def i_tekst(regel, html, **felter):
    """What the rule finds in a draft with this background."""
    return fundet(regel, kladde(html, **felter))


def plugin(indhold, art, over=None, **felter):
    indhold.opret_mere()
    return add_plugin(indhold.mere, art, indhold.language, target=over, **felter)


def fil(navn="aarsstatus.pdf", model=File, **felter):
    return model.objects.create(
        file=SimpleUploadedFile(navn, GIF), original_filename=navn, **felter
    )


def billede(navn="IMG_2034.gif", **felter):
    return fil(navn, Image, **felter)
