"""What is new: the texts that were last published, and the latest political decisions."""

from .models import IndsatsIndhold, PolitiskBehandling

ANTAL = 4


def seneste_nyt(sprog, antal=ANTAL):
    """The `antal` newest of each; two queries."""
    tekster = IndsatsIndhold.objects.filter(language=sprog).med_opdateret().select_related("indsats")
    beslutninger = PolitiskBehandling.objects.exclude(dato=None).select_related("strategi")
    return {
        "opdateringer": [
            {"titel": tekst.titel, "url": tekst.get_absolute_url(), "dato": tekst.opdateret}
            for tekst in tekster.order_by("-opdateret", "-pk")[:antal]
        ],
        "beslutninger": list(beslutninger.order_by("-dato")[:antal]),
    }
