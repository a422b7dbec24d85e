from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language

from ..models import Indsats, IndsatsIndhold, Kontaktkort, Rolle, TidligereAdresse
from ..models.filtre import laes_filtre
from ..models.indsats import med_maal
from .sider import med, side_af, sidelinks

PR_SIDE = 24


def indsats_list(request):
    tekster = IndsatsIndhold.objects.som_kort(get_language())
    tekster, filtre, fejl = laes_filtre(request.GET, tekster)
    page_obj = side_af(request, tekster.select_related("indsats").order_by("titel", "pk"), PR_SIDE)
    valgte = [
        {"navn": f.navn, "vaerdi_navn": f.valgt.navn, "fjern_url": med(request, **{f.parameter: None, "side": None})}
        for f in filtre
        if f.valgt
    ]
    return render(
        request,
        "indsatser/indsats_list.html",
        {
            "kort": med_maal(page_obj.object_list),
            "antal": page_obj.paginator.count,
            "filtre": filtre,
            "valgte": valgte,
            "nulstil_url": request.path,
            "q_fejl": fejl,
            **sidelinks(request, page_obj),
        },
    )


def indsats_detail(request, slug):
    """The published text; a former address leads on for good, and a text only in Danish leads to the Danish page."""
    sprog = get_language()
    indhold = IndsatsIndhold.objects.filter(indsats__slug=slug).som_kort(sprog).select_related("indsats").first()
    if indhold is None:
        tidligere = get_object_or_404(TidligereAdresse.objects.select_related("indsats"), slug=slug)
        if not Indsats.objects.published().filter(pk=tidligere.indsats_id).exists():
            raise Http404
        return redirect(tidligere.indsats, permanent=True)
    if indhold.language != sprog:
        return redirect(indhold)
    request.toolbar.set_object(indhold)
    return render_indsats(request, indhold)


def render_indsats(request, indhold):
    """One text as the public sees it; also what the CMS calls for edit, preview and compare."""
    indsats = indhold.indsats
    roller = list(indsats.roller.gaeldende().med_visning())
    forloeb = list(indsats.prioriteringer.select_related("strategi").prefetch_related("maal"))
    i_art = {art: [rolle for rolle in roller if rolle.art == art] for art in Rolle.Art}
    naboer = indsats.naboer(indhold.language)
    context = {
        "indhold": indhold,
        "indsats": indsats,
        "maal": list(forloeb[0].maal.all()) if forloeb else [],
        "tovholdere": i_art[Rolle.Art.TOVHOLDER],
        "kontakter": i_art[Rolle.Art.KONTAKT],
        "formidlere": i_art[Rolle.Art.FORMIDLING],
        "kontakt": Kontaktkort.for_indsats(roller),
        "partnere": list(indsats.partnere.all()),
        "omraader": list(indsats.omraader.all()),
        "maalgrupper": list(indsats.maalgrupper.all()),
        "forloeb": forloeb,
        "efterfoelger": next((nabo for nabo in naboer if nabo.indsats_id == indsats.efterfoelger_id), None),
        "forgaengere": [nabo for nabo in naboer if nabo.indsats_id != indsats.efterfoelger_id],
        "opdateret": indhold.udgivet,
        "er_aktuel": not indsats.afsluttet,
    }
    return render(request, "indsatser/indsats_detail.html", context)
