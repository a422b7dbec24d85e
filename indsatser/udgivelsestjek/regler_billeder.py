"""Rules about the right to show a picture: who made it, and whether those on it have said yes.

Its alternative text is asked for in `regler_struktur`: that one may stand beside the picture instead.
"""

import re

from django.urls import reverse
from django.utils.formats import date_format
from filer.models import Image

from ..models import Billedoplysninger
from .fund import Alvor, Fund, kort
from .links import sti_i
from .register import Model, regel

_I_LAGERET = re.compile(r"filer_public/\S+")


@regel(Model)
def billede_uden_kreditering_eller_samtykke(tjek):
    for stykke, billede in _billeder(tjek):
        oplysninger = getattr(billede, "oplysninger", None) or Billedoplysninger(billede=billede)
        for navn, besked in _hvad_mangler(billede, oplysninger, tjek.i_dag):
            adresse = reverse("admin:filer_image_change", args=[billede.pk])
            yield Fund(navn, Alvor.FEJL, besked, stykke.hvor, kort(billede.label), adresse)


def _hvad_mangler(billede, oplysninger, i_dag):
    if not billede.author:
        yield (
            "billede-kreditering",
            "Billedet mangler kreditering. Skriv ved billedet, hvem der har lavet det.",
        )
    if not oplysninger.samtykke:
        besked = (
            "Det er ikke oplyst, om dem, der kan genkendes på billedet, har sagt ja til, at det vises. "
            "Vælg samtykke ved billedet."
        )
        yield "billede-samtykke", besked
    elif oplysninger.er_udloebet(i_dag):
        dato = date_format(oplysninger.samtykke_udloeber, "j. F Y")
        besked = f"Samtykket til billedet udløb {dato}. Få et nyt, eller vælg et andet billede."
        yield "billede-samtykke-udloebet", besked


def _billeder(tjek):
    """(piece, picture) of the fields for pictures and of those shown in the texts; one query for the latter."""
    for stykke in tjek.stykker:
        if stykke.er_fil and isinstance(stykke.vaerdi, Image):
            yield stykke, stykke.vaerdi
    i_tekst = [
        (stykke, fundet.group())
        for stykke in tjek.html
        for img in stykke.trae.iter("img")
        if (fundet := _I_LAGERET.search(sti_i(img.get("src", ""))))
    ]
    if i_tekst:
        navne = {navn for _, navn in i_tekst}
        fundne = Image.objects.non_polymorphic().select_related("oplysninger")
        efter_navn = {billede.file.name: billede for billede in fundne.filter(file__in=navne)}
        yield from ((s, efter_navn[navn]) for s, navn in i_tekst if navn in efter_navn)
