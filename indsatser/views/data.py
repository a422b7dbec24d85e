"""Open data: the published initiatives as JSON and CSV."""

import csv

from django.conf import settings
from django.http import HttpResponse, JsonResponse
from django.utils.translation import get_language

from ..models import IndsatsIndhold, Maal
from ..models.kort import med_maal

FELTER = ["adresse", "titel", "resume", "sprog", "fase", "maal"]


def indsatser_json(request):
    return JsonResponse(
        {"indsatser": _raekker()}, json_dumps_params={"ensure_ascii": False, "indent": 1}
    )


def indsatser_csv(request):
    """UTF-8 with a byte-order mark, so that a Danish spreadsheet reads æ, ø and å."""
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="indsatser.csv"'
    skriver = csv.DictWriter(response, FELTER, delimiter=";")
    skriver.writeheader()
    skriver.writerows(
        {**raekke, "maal": ", ".join(map(str, raekke["maal"]))} for raekke in _raekker()
    )
    return response


def _raekker():
    tekster = (
        IndsatsIndhold.objects.som_kort(get_language())
        .select_related("indsats")
        .order_by("titel", "pk")
    )
    return [
        {
            "adresse": f"{settings.SITE_URL}{tekst.get_absolute_url()}",
            "titel": tekst.titel,
            "resume": tekst.resume,
            "sprog": tekst.language,
            "fase": tekst.indsats.get_fase_display(),
            "maal": [maal.nummer for maal in tekst.maal],
        }
        for tekst in med_maal(tekster, Maal.objects.seneste())
    ]
