"""What is new: the latest news, the current initiatives whose texts were last published, and the latest decisions."""

from django.utils.translation import get_language

from .models import NyhedIndhold, PolitiskBehandling

ANTAL = 4
NYHEDER = 3


def seneste_nyheder(antal=NYHEDER, indsats=None):
    """The newest published news as cards, in the language of the page; of one initiative, where it is named."""
    tekster = NyhedIndhold.objects.som_kort(get_language())
    tekster = tekster.om(indsats) if indsats else tekster
    return list(tekster.med_visning()[:antal])


def seneste_nyt(tekster, antal=ANTAL):
    """The `antal` newest of each; `tekster` come with `opdateret`, and two queries ask for news and decisions."""
    nyeste = sorted(tekster, key=lambda tekst: (tekst.opdateret, tekst.pk), reverse=True)[:antal]
    beslutninger = PolitiskBehandling.objects.filter(strategi__offentlig=True)
    beslutninger = beslutninger.exclude(dato=None).select_related("strategi")
    return {
        "nyheder": seneste_nyheder(),
        "opdateringer": [
            {"titel": t.titel, "url": t.get_absolute_url(), "dato": t.opdateret} for t in nyeste
        ],
        "beslutninger": list(beslutninger.order_by("-dato")[:antal]),
    }
