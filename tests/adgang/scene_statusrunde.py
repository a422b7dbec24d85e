"""A draft, an open and a closed round; the owner answers for the initiative that they ask about."""

from types import SimpleNamespace

from indsatser import runder
from indsatser.models import Standardspoergsmaal
from tests.indsatser.statusrunder import aaben, kladde, luk


def byg(s):
    indsats = s.tekst.kladde.content.indsats
    aabnet, lukket = aaben(indsats), luk(aaben(indsats))
    s.runde = SimpleNamespace(
        kladde=kladde(indsats),
        aaben=aabnet,
        lukket=lukket,
        rapport=aabnet.rapporter.get(),
        luk={"bekraeft": "ja", "aftryk": runder.staar_tilbage(aabnet)["aftryk"]},
    )
    s.runde.aabn = {"aftryk": runder.modtagere_af(s.runde.kladde).aftryk}
    s.objekt |= {
        "indsatser/statusrunde": s.runde.kladde.pk,
        "indsatser/standardspoergsmaal": Standardspoergsmaal.objects.first().pk,
    }
