"""The dates of meetings that the year wheel proposes, each with a button that makes the meeting."""

from django.contrib import admin, messages
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse

from ...models import Aarshjulsdato, Moederaekke
from ...models.moederaekke import datoer_uden_moede, moede_af_dato
from .ramme import forsoeg, kraev, til_siden


def foreslaaede(request):
    kraev(request.user.has_perm("indsatser.add_moede"))
    if request.method == "POST":
        return _opret(request)
    raekker = {r.gruppe_id: r for r in Moederaekke.objects.filter(aktiv=True).order_by("-navn")}
    datoer = list(datoer_uden_moede())
    for dato in datoer:
        dato.raekke = raekker.get(dato.regel.gruppe_id)
    context = {**admin.site.each_context(request), "title": "Foreslåede møder", "datoer": datoer}
    return TemplateResponse(request, "admin/moede/foreslaaede.html", context)


def _opret(request):
    nummer = request.POST.get("dato", "")
    if len(nummer) > 18 or not Aarshjulsdato.objects.filter(pk=_tal(nummer)).exists():
        raise Http404
    moede = forsoeg(request, moede_af_dato, int(nummer))
    if moede is None:
        return redirect("admin:indsatser_moede_foreslaaede")
    antal = moede.deltagere.count()
    messages.success(request, f"{moede} er oprettet. {antal} fra gruppen er med.")
    return til_siden(moede)


def _tal(tekst):
    return int(tekst) if tekst.isdecimal() else None
