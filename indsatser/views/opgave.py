"""A task's own page, where it is finished with a word of what came of it, and the list of tasks as CSV."""

import csv

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse

from .. import breve_moede
from ..formularer_moede import AfslutForm
from ..models import Moede, Opgave
from ..models.kort import tekster_for
from ..regneark import celle
from .moede.ramme import indsendt, kraev

KOLONNER = ("opgave", "ansvarlig", "frist", "tilstand", "indsats", "møde", "hvad kom der ud af det")
T = Opgave.Tilstand


def se(request, pk):
    opgaver = Opgave.objects.visible_to(request.user).med_visning()
    opgave = get_object_or_404(opgaver, pk=pk)
    form = AfslutForm(indsendt(request))
    goer = request.POST.get("goer")
    if request.method == "POST" and _goer(request, opgave, goer, form):
        return redirect("admin:indsatser_opgave_side", opgave.pk)
    titler = tekster_for([opgave.indsats_id], "da") if opgave.indsats_id else {}
    moeder = Moede.objects.visible_to(request.user)
    context = {
        **admin.site.each_context(request),
        "title": str(opgave),
        "opgave": opgave,
        "titel_paa_indsats": titler.get(opgave.indsats_id) or opgave.indsats,
        "ser_moedet": opgave.punkt and moeder.filter(pk=opgave.punkt.moede_id).exists(),
        "kan_afslutte": opgave.afsluttes_af(request.user),
        "koordinerer": request.user.has_perm("indsatser.change_opgave", opgave),
        "form": form,
    }
    return TemplateResponse(request, "admin/moede/opgave.html", context)


def _goer(request, opgave, goer, form):
    """Answers whether it was done; a refusal is told, and what was typed stays."""
    koordinerer = request.user.has_perm("indsatser.change_opgave", opgave)
    kraev(koordinerer or (goer == "udfoert" and opgave.afsluttes_af(request.user)))
    tilstand = {"udfoert": T.UDFOERT, "bortfaldet": T.BORTFALDET}.get(goer)
    if tilstand and not form.is_valid():
        return False
    try:
        with transaction.atomic():
            laast = Opgave.objects.select_for_update().get(pk=opgave.pk)
            if tilstand:
                laast.afslut(tilstand, form.cleaned_data["note"])
                breve_moede.opgave_afsluttet(laast)
            else:
                laast.genaabn()
    except ValidationError as fejl:
        messages.error(request, " ".join(fejl.messages))
        return not tilstand
    messages.success(request, f"Opgaven er {laast.get_tilstand_display().lower()}.")
    return True


def som_csv(opgaver):
    """UTF-8 with a byte-order mark, so that a Danish spreadsheet reads æ, ø and å; no cell is a formula."""
    svar = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    svar["Content-Disposition"] = 'attachment; filename="opgaver.csv"'
    svar["Cache-Control"] = "private, no-store"
    skriver = csv.writer(svar, delimiter=";")
    skriver.writerow(KOLONNER)
    opgaver = list(opgaver)
    titler = tekster_for({o.indsats_id for o in opgaver if o.indsats_id}, "da")
    for opgave in opgaver:
        skriver.writerow([celle(vaerdi) for vaerdi in _linje(opgave, titler)])
    return svar


def _linje(opgave, titler):
    indsats = titler.get(opgave.indsats_id)
    return (
        opgave.tekst,
        opgave.ansvarlig.navn,
        f"{opgave.frist:%Y-%m-%d}",
        opgave.get_tilstand_display(),
        indsats.titel if indsats else "",
        str(opgave.punkt.moede) if opgave.punkt else "",
        opgave.note,
    )
