"""A series of the owner's initiative, with a value, and an import that has been read; it has a wrong row."""

from types import SimpleNamespace

from indsatser.models import Maaling
from tests.indsatser.maalinger import indikator, indlaes, vaerdi


def byg(s):
    serie = indikator("adgang-egen", indsats=s.tekst.kladde.content.indsats, tilstand="kladde")
    maaling: Maaling = vaerdi(serie, 2014, "1")
    indlaesning = indlaes(
        "omraade;periode;vaerdi\nPrøvestad;2015;1\nPrøvestad;2016;x", indikator=serie
    )
    s.maaling = SimpleNamespace(indikator=serie, indlaesning=indlaesning)
    s.objekt |= {
        "indsatser/indikator": serie.pk,
        "indsatser/maaling": maaling.pk,
        "indsatser/maaleomraade": serie.hovedomraade_id,
        "indsatser/indlaesning": indlaesning.pk,
    }
