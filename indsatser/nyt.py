"""What is new: the current initiatives whose texts were last published, and the latest political decisions."""

from .models import PolitiskBehandling

ANTAL = 4


def seneste_nyt(tekster, antal=ANTAL):
    """The `antal` newest of each; `tekster` come with `opdateret`, and one query asks for the decisions."""
    nyeste = sorted(tekster, key=lambda tekst: (tekst.opdateret, tekst.pk), reverse=True)[:antal]
    beslutninger = PolitiskBehandling.objects.exclude(dato=None).select_related("strategi")
    return {
        "opdateringer": [
            {"titel": t.titel, "url": t.get_absolute_url(), "dato": t.opdateret} for t in nyeste
        ],
        "beslutninger": list(beslutninger.order_by("-dato")[:antal]),
    }
