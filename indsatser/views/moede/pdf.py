"""Agenda and minutes as accessible PDF."""

from django.contrib import messages
from django.http import Http404

from ...breve_moede import hvornaar
from ...models import Moededeltager
from ...models.kort import tekster_for
from ...pdf import lav_pdf, pdf_svar
from .ramme import hent, til_siden

SKABELON = "indsatser/moede_pdf.html"


def vis(request, pk, hvad):
    moede = hent(request, pk)
    if hvad not in ("dagsorden", "referat"):
        raise Http404
    if hvad == "referat" and moede.tilstand not in ("afholdt", "godkendt"):
        messages.error(request, "Referatet kan hentes, når mødet er holdt.")
        return til_siden(moede)
    filnavn = f"{hvad}-{moede.gruppe.slug}-{moede.dag:%Y-%m-%d}.pdf"
    return pdf_svar(SKABELON, pdf_indhold(moede, hvad), filnavn)


def dagsorden_pdf(moede):
    return lav_pdf(SKABELON, pdf_indhold(moede, "dagsorden"))


def pdf_indhold(moede, hvad):
    """What stands in the file; the same for whoever gets it, so no lights, which not everybody may see."""
    punkter = list(
        moede.punkter.paa().prefetch_related(
            "indsatser", "bilag", "beslutninger", "opgaver__ansvarlig"
        )
    )
    pks = {indsats.pk for punkt in punkter for indsats in punkt.indsatser.all()}
    titler = tekster_for(pks, "da") if pks else {}
    for punkt in punkter:
        punkt.om = [titler.get(i.pk) or i.slug for i in punkt.indsatser.all()]
    deltagere = list(moede.deltagere.select_related("person"))
    afbud = [d for d in deltagere if not d.moedt and d.svar == Moededeltager.Svar.AFBUD]
    return {
        "moede": moede,
        "er_referat": hvad == "referat",
        "hvornaar": hvornaar(moede),
        "punkter": punkter,
        "minutter": sum(p.minutter or 0 for p in punkter),
        "deltagere": deltagere,
        "med": [d for d in deltagere if d.moedt],
        "afbud": afbud,
        "andre": [d for d in deltagere if not d.moedt and d not in afbud],
    }
