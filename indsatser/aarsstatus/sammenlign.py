"""Two reports side by side: what each says under the headings that they share, and how the figures moved between."""

from ..models import Bidrag
from .tal import skriv


def sammenlign(a, b):
    """Rows by section: [(title, points of a, points of b)], leaving out what neither speaks of; both are locked."""
    af, bf = _efter_id(a.frosset), _efter_id(b.frosset)
    return [
        (noegle, titel, af.get(noegle, []), bf.get(noegle, []))
        for noegle, titel in Bidrag.Afsnit.choices
        if noegle != "maalinger" and (af.get(noegle) or bf.get(noegle))
    ]


def _efter_id(frosset):
    return {afsnit["id"]: afsnit["punkter"] for afsnit in frosset["afsnit"]}


def tal(a, b):
    """[(title, unit, the last value that each gives of it)], of every series that one of them has."""
    fundne = {}
    for nr, frosset in enumerate((a.frosset, b.frosset)):
        for punkt in _efter_id(frosset).get("maalinger", []):
            if punkt["diagram"]:
                raekke = fundne.setdefault(
                    punkt["titel"], {"enhed": punkt["diagram"]["enhed"], "sidste": [None, None]}
                )
                raekke["sidste"][nr] = _sidste(punkt["diagram"])
    return [(titel, raekke["enhed"], raekke["sidste"]) for titel, raekke in fundne.items()]


def _sidste(diagram):
    serier = [serie for serie in diagram["serier"] if serie["punkter"]]
    if not serier:
        return None
    serie = next((en for en in serier if en["hoved"]), serier[0])
    sidste = serie["punkter"][-1]
    return {"tal": skriv(sidste["vaerdi"]), "periode": sidste["periode"], "navn": serie["navn"]}
