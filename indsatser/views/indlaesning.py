"""An import in the admin: given, read while one watches, looked at row by row, taken in, and undone."""

import csv

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from ..formularer_indlaesning import IndlaesForm
from ..indlaesning import Afvist, eksport, indtagelse, laesning
from ..indlaesning.kolonner import NAVN
from ..indlaesning.visning import vis
from ..models import Indikator, Indlaesning, Indlaesningsraekke
from ..models.bilag import privat_lager
from ..regneark import celle

T, Udfald = Indlaesning.Tilstand, Indlaesningsraekke.Udfald
PR_SIDE = 50
REDIGER, OPRET, SE = (f"indsatser.{h}_indlaesning" for h in ("change", "add", "view"))


def _kraev(request, ret):
    if not request.user.has_perm(ret):
        raise PermissionDenied


def _hent(request, pk, ret=SE):
    _kraev(request, ret)
    return get_object_or_404(Indlaesning.objects.med_af(), pk=pk)


def _side(request, skabelon, titel, **mere):
    context = {
        **admin.site.each_context(request),
        "title": titel,
        "opts": Indlaesning._meta,
        **mere,
    }
    return TemplateResponse(request, f"admin/maaling/{skabelon}.html", context)


# --- A new one


def ny(request):
    _kraev(request, OPRET)
    form = IndlaesForm(initial=_fra_foer(request))
    if request.method == "POST":
        form = IndlaesForm(request.POST, request.FILES, instance=Indlaesning(af=request.user))
        if form.is_valid() and _begynd(form):
            return redirect("admin:indsatser_indlaesning_change", form.instance.pk)
    return _side(request, "indlaes", "Indlæs målinger", form=form)


def _begynd(form):
    data = form.cleaned_data
    try:
        laesning.begynd(form.instance, fil=data["fil"], tekst=data["tekst"])
    except (Afvist, ValidationError) as fejl:
        besked = fejl.messages if isinstance(fejl, ValidationError) else str(fejl)
        form.add_error("fil" if data["fil"] is not None else "tekst", besked)
        return False
    return True


def _fra_foer(request):
    """What was pasted before, to be mended; or the indicator whose page one came from."""
    foer = Indlaesning.objects.filter(pk=_tal(request.GET.get("fra"))).first()
    if foer is None:
        return {"indikator": _tal(request.GET.get("indikator"))}
    indsat = foer.navn == laesning.INDSAT
    tekst = foer.fil.open("rb").read().decode("utf-8-sig") if indsat else ""
    return {"tekst": tekst, "indikator": foer.indikator_id, "decimaltegn": foer.decimaltegn}


def _tal(tekst):
    return int(tekst) if tekst and tekst.isdecimal() and len(tekst) < 10 else None


@never_cache
def skabelon(request, endelse):
    _kraev(request, SE)
    if endelse not in ("csv", "xlsx", "ods"):
        raise Http404
    indhold, mime = eksport.skabelon(endelse)
    return _som_fil(HttpResponse(indhold, content_type=mime), f"maalinger-skabelon.{endelse}")


def _som_fil(svar, navn):
    svar["Content-Disposition"] = f'attachment; filename="{navn}"'
    svar["Cache-Control"] = "private, no-store"
    return svar


# --- Seen


@never_cache
def se(request, pk):
    """While it is being read each visit reads a little on, so the page works without a script."""
    indlaesning = _hent(request, pk)
    kan_rette = request.user.has_perm(REDIGER)
    if request.method == "POST":
        _kraev(request, REDIGER)
    if indlaesning.i_gang and kan_rette:
        laesning.laes_videre(indlaesning)
    if indlaesning.i_gang:
        return _side(
            request,
            "laeser",
            f"Læser {indlaesning.navn}",
            indlaesning=indlaesning,
            kan_rette=kan_rette,
        )
    return _forhaandsvisning(request, indlaesning, kan_rette=kan_rette)


def _forhaandsvisning(request, indlaesning, *, rettet=(), **mere):
    antal = indlaesning.tael()
    valgt = request.GET.get("udfald")
    linjer = indlaesning.linjer.all()
    if valgt in Udfald.values:
        linjer = linjer.filter(udfald=valgt)
    blade = Paginator(linjer, PR_SIDE)
    blade.count = antal[valgt] if valgt in Udfald.values else sum(antal.values())
    side = blade.get_page(request.GET.get("side"))
    return _side(
        request,
        "forhaandsvisning",
        f"Indlæsning: {indlaesning.navn}",
        indlaesning=indlaesning,
        antal=[(u, antal[u]) for u in Udfald],
        i_alt=sum(antal.values()),
        forkerte=antal[Udfald.FORKERT],
        aendringer=antal[Udfald.NY] + antal[Udfald.AENDRET],
        valgt=valgt if valgt in Udfald.values else "",
        indsat=indlaesning.navn == laesning.INDSAT,
        side=side,
        raekker=vis(side.object_list),
        rettet=vis(rettet),
        **mere,
    )


# --- Done with it


@require_POST
def goer(request, pk, hvad):
    indlaesning = _hent(request, pk, REDIGER)
    handling = {"stop": _stop, "fortsaet": _fortsaet, "tag-ind": _tag_ind, "fortryd": _fortryd}.get(
        hvad
    )
    if handling is None:
        raise Http404
    return handling(request, indlaesning) or redirect("admin:indsatser_indlaesning_change", pk)


def _stop(request, indlaesning):
    if laesning.stop(indlaesning):
        messages.success(request, "Læsningen er stoppet. Ingenting er taget ind.")


def _fortsaet(request, indlaesning):
    laesning.fortsaet(indlaesning)


def _tag_ind(request, indlaesning):
    try:
        antal = indtagelse.tag_ind(indlaesning, request.user)
    except indtagelse.Foraeldet as fejl:
        messages.warning(
            request,
            f"{fejl} Ingenting er taget ind. Filen læses nu igen: se den efter, og tag den så ind.",
        )
    except indtagelse.Forkert as fejl:
        messages.error(request, str(fejl))
    else:
        messages.success(request, f"{antal} målinger er taget ind.")
        sig_hvis_ventet(
            request, Indikator.objects.filter(pk__in=indtagelse.taget_ind_af(indlaesning))
        )


def _fortryd(request, indlaesning):
    try:
        indtagelse.fortryd(indlaesning, request.user)
    except indtagelse.Rettet as fejl:
        return _forhaandsvisning(request, indlaesning, rettet=fejl.linjer, kan_rette=True)
    except indtagelse.Forkert as fejl:
        messages.error(request, str(fejl))
    else:
        messages.success(request, "Indlæsningen er fortrudt. Tallene er, som de var før.")
    return None


def sig_hvis_ventet(request, indikatorer):
    """New values are there, and the date when they were expected still stands: it is for a person to set the next."""
    ventede = indikatorer.rettes_af(request.user).ventede(timezone.localdate())
    links = [
        (
            reverse("admin:indsatser_indikator_change", args=[i.pk]),
            i.titel_da,
            f"{i.naeste:%d.%m.%Y}",
        )
        for i in ventede
    ]
    if links:
        liste = format_html_join(", ", '<a href="{}">{}</a> ({})', links)
        messages.warning(
            request,
            format_html(
                "Sæt en ny dato for de næste tal, hvis det var dem, der blev ventet på: {}.", liste
            ),
        )


# --- Its files


@never_cache
def fil(request, pk):
    """As it was sent; saved, and never opened as a page of the portal's."""
    indlaesning = _hent(request, pk)
    if not privat_lager().exists(indlaesning.fil.name):
        raise Http404
    svar = FileResponse(indlaesning.fil.open("rb"), as_attachment=True, filename=indlaesning.navn)
    svar["X-Content-Type-Options"] = "nosniff"
    svar["Cache-Control"] = "private, no-store"
    return svar


class _Ekko:
    def write(self, linje):
        return linje


@never_cache
def fejl_csv(request, pk):
    """The wrong rows with what is wrong, and nothing in them that a spreadsheet takes for a formula."""
    indlaesning = _hent(request, pk)
    skriver = csv.writer(_Ekko(), delimiter=";")
    felter = [felt for felt in indlaesning.kolonner if felt]
    forkerte = indlaesning.linjer.filter(udfald=Udfald.FORKERT).iterator(1000)

    def linjer():
        yield "\ufeff" + skriver.writerow(["række", "hvad er galt", *(NAVN[f] for f in felter)])
        for linje in forkerte:
            raa = linje.indhold.get("raa", {})
            celler = [linje.nummer, linje.fejl, *(raa.get(felt, "") for felt in felter)]
            yield skriver.writerow([celle(vaerdi) for vaerdi in celler])

    svar = StreamingHttpResponse(linjer(), content_type="text/csv; charset=utf-8")
    return _som_fil(svar, f"forkerte-raekker-{indlaesning.pk}.csv")
