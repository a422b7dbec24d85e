from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language

from ..models import Indsats, IndsatsIndhold, Kontaktkort, Rolle, TidligereAdresse
from ..models.filtre import Filtre
from ..models.kort import med_maal
from ..nyt import seneste_nyheder
from ..opfoelgning import offentligt_om
from ..templatetags.tryg import myndigheder
from .sider import side_af, sidelinks, valgte

PR_SIDE = 24


def indsats_list(request):
    filtre = Filtre(request.GET, IndsatsIndhold.objects.som_kort(get_language()))
    tekster = filtre.tekster.select_related("indsats").order_by("titel", "pk")
    page_obj = side_af(request, tekster, PR_SIDE, antal=filtre.antal)
    context = {
        "kort": med_maal(page_obj.object_list, filtre.maal),
        "antal": filtre.antal,
        "filtre": filtre.filtre,
        "valgte": valgte(request, filtre),
        "nulstil_url": request.path,
        "q_fejl": filtre.fejl,
        **sidelinks(request, page_obj),
    }
    return render(request, "indsatser/indsats_list.html", context)


def indsats_detail(request, slug):
    """The published text; a former address leads on for good, and a text only in Danish leads to the Danish page."""
    sprog = get_language()
    tekster = (
        IndsatsIndhold.objects.filter(indsats__slug=slug).med_opdateret().select_related("indsats")
    )
    paa_sprog = {tekst.language: tekst for tekst in tekster}
    indhold = paa_sprog.get(sprog) or paa_sprog.get("da")
    if indhold is None:
        tidligere = get_object_or_404(TidligereAdresse.objects.select_related("indsats"), slug=slug)
        if not Indsats.objects.published().filter(pk=tidligere.indsats_id).exists():
            raise Http404
        return redirect(tidligere.indsats, permanent=True)
    if indhold.language != sprog:
        return redirect(indhold)
    request.sprog_paa_siden = set(paa_sprog)
    request.toolbar.set_object(indhold)
    return render_indsats(request, indhold)


def render_indsats(request, indhold):
    """One text as the public sees it; also what the CMS calls for edit, preview and compare."""
    indsats = indhold.indsats
    if request.toolbar.edit_mode_active and indhold.mere is None:
        indhold.opret_mere()
    if not hasattr(request, "sprog_paa_siden"):
        request.sprog_paa_siden = set(indsats.indhold.values_list("language", flat=True))
    roller = list(indsats.roller.gaeldende().med_visning())
    forloeb = list(
        indsats.prioriteringer.filter(strategi__offentlig=True)
        .select_related("strategi")
        .prefetch_related("maal")
    )
    i_art = {art: [rolle for rolle in roller if rolle.art == art] for art in Rolle.Art}
    naboer = indsats.naboer(indhold.language)
    context = {
        "indhold": indhold,
        "indsats": indsats,
        "maal": list(forloeb[0].maal.all()) if forloeb else [],
        "tovholdere": i_art[Rolle.Art.TOVHOLDER],
        "kontakter": i_art[Rolle.Art.KONTAKT],
        "formidlere": i_art[Rolle.Art.FORMIDLING],
        "kontakt": Kontaktkort.for_indsats(roller, myndigheder({"request": request})),
        "forloeb": forloeb,
        "efterfoelger": next(
            (nabo for nabo in naboer if nabo.indsats_id == indsats.efterfoelger_id), None
        ),
        "forgaengere": [nabo for nabo in naboer if nabo.indsats_id != indsats.efterfoelger_id],
        "opdateret": getattr(indhold, "opdateret", None),
        "nyheder": seneste_nyheder(indsats=indsats),
        "er_aktuel": not indsats.afsluttet,
        **offentligt_om(indsats),
        **indsats.kendetegn(),
    }
    return render(request, "indsatser/indsats_detail.html", context)
