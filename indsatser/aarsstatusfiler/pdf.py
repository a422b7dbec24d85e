"""The report as an accessible PDF (PDF/UA-1), to be read on a screen, aloud and on paper."""

import json
from base64 import b64encode
from hashlib import sha256

from django.utils.safestring import mark_safe
from django.utils.translation import override

from ..diagram import alt, tegn
from ..pdf import lav_pdf
from .indhold import laes

SKABELON = "indsatser/aarsstatus_pdf.html"


def pdf(frosset, behandlinger=()):
    behandlinger = list(behandlinger)
    with override("da"):
        indhold = laes(frosset, behandlinger)
        context = {"indhold": indhold, "afsnit": list(_afsnit(indhold))}
        return lav_pdf(SKABELON, context, _identifikator(frosset, behandlinger))


def _identifikator(*dele):
    """What tells one PDF from another: another for other content, the same for the same."""
    som_tekst = json.dumps(dele, sort_keys=True, default=str)
    return sha256(som_tekst.encode()).hexdigest()[:32].encode()


def _afsnit(indhold):
    figur = tabel = 0
    for afsnit in indhold.afsnit:
        punkter = []
        for punkt in afsnit.punkter:
            vist = {"punkt": punkt, "html": mark_safe(punkt.html)}  # ren_html let it through
            if punkt.diagram:
                figur += 1
                vist["figur"] = {"nummer": figur, "alt": alt(punkt.diagram), "src": _svg(punkt)}
                vist["tabeller"] = [
                    {"nummer": tabel + nr, "tabel": en} for nr, en in enumerate(punkt.tabeller, 1)
                ]
                tabel += len(punkt.tabeller)
            punkter.append(vist)
        yield {"afsnit": afsnit, "punkter": punkter}


def _svg(punkt):
    return "data:image/svg+xml;base64," + b64encode(tegn(punkt.diagram)).decode()
