from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from djangocms_versioning.constants import UNPUBLISHED

from ..deling import delekort, news_article
from ..models import Kontaktkort, NyhedIndhold
from ..models.kort import tekster_for
from ..models.nyhed import maaned_af
from ..models.nyhedsfiltre import Nyhedsfiltre
from ..templatetags.tryg import myndigheder
from .sider import side_af, sidelinks, valgte

PR_SIDE = 20


def nyhed_list(request, aar=None, maaned=None):
    """All news by filters, or the archive of a year or a month."""
    periode = _periode(aar, maaned)
    sprog = get_language()
    filtre = Nyhedsfiltre(
        request.GET, NyhedIndhold.objects.som_kort(sprog), sprog, i_arkivet=bool(periode)
    )
    tekster, antal = filtre.tekster, filtre.antal()
    if periode:
        felt, vaerdi = ("maaned", periode) if maaned else ("maaned__year", periode.year)
        tekster = tekster.filter(**{f"nyhed__{felt}": vaerdi})
        antal = filtre.antal(periode.year, periode.month if maaned else None)
        if not antal:
            raise Http404
    page_obj = side_af(request, tekster.med_visning(), PR_SIDE, antal=antal)
    context = {
        "nyheder": page_obj.object_list,
        "antal": page_obj.paginator.count,
        "periode": periode,
        "er_maaned": bool(maaned),
        "arkiv": filtre.arkiv(periode and periode.year),
        "filtre": filtre.filtre,
        "valgte": valgte(request, filtre),
        "nulstil_url": request.path,
        "q_fejl": filtre.fejl,
        **sidelinks(request, page_obj),
    }
    return render(request, "indsatser/nyhed_list.html", context)


def _periode(aar, maaned):
    """The first day of the year or month of the address; an address of a month that no year has leads nowhere."""
    if aar is None:
        return None
    dag = maaned_af(aar, maaned or 1)
    if dag is None:
        raise Http404
    return dag


def nyhed_detail(request, aar, maaned, slug):
    """The published text; one only in Danish leads to the Danish page, and one taken down says so (410)."""
    sprog, foerste = get_language(), maaned_af(aar, maaned)
    if foerste is None:
        raise Http404
    tekster = NyhedIndhold.objects.filter(nyhed__maaned=foerste, nyhed__slug=slug)
    tekster = tekster.med_opdateret().select_related("nyhed__myndighed", "billede__oplysninger")
    paa_sprog = {tekst.language: tekst for tekst in tekster}
    indhold = paa_sprog.get(sprog) or paa_sprog.get("da")
    if indhold is None:
        return _ikke_mere(request, foerste, slug)
    if indhold.language != sprog:
        return redirect(indhold)
    request.sprog_paa_siden = set(paa_sprog)
    request.toolbar.set_object(indhold)
    return render_nyhed(request, indhold)


def _ikke_mere(request, foerste, slug):
    taget_ned = NyhedIndhold._base_manager.filter(
        nyhed__maaned=foerste, nyhed__slug=slug, versions__state=UNPUBLISHED
    )
    if not taget_ned.exists():
        raise Http404
    return render(request, "indsatser/nyhed_taget_ned.html", status=410)


def render_nyhed(request, indhold):
    """One text as the public sees it; also what the CMS calls for edit, preview and compare."""
    if request.toolbar.edit_mode_active and indhold.mere is None:
        indhold.opret_mere()
    if not hasattr(request, "sprog_paa_siden"):
        request.sprog_paa_siden = set(indhold.nyhed.indhold.values_list("language", flat=True))
    context = nyhedens_indhold(request, indhold)
    context |= {
        "delekort": delekort(indhold),
        "news_article": news_article(indhold, context["indsatser"]),
    }
    return render(request, "indsatser/nyhed_detail.html", context)


def nyhedens_indhold(request, indhold):
    """What the text of a piece of news is shown with, wherever it is read."""
    nyhed = indhold.nyhed
    om = tekster_for(nyhed.indsatser.values("pk"), indhold.language)
    return {
        "indhold": indhold,
        "nyhed": nyhed,
        "citater": indhold.dele(),
        "indsatser": list(om.values()),
        "opdateret": getattr(indhold, "opdateret", None),
        **_kontakter(nyhed, myndigheder({"request": request})),
    }


def _kontakter(nyhed, faelles):
    """Those whom the press may ring, and for the others their authority's own contact, each once."""
    alle = list(nyhed.pressekontakter.select_related("organisation__overordnet__overordnet"))
    gaeldende = [kontakt for kontakt in alle if not kontakt.er_udloebet]
    udloebne = [kontakt for kontakt in alle if kontakt.er_udloebet]
    kort = [Kontaktkort.for_organisation(k.organisation, faelles) for k in udloebne]
    if not alle:
        kort = [Kontaktkort.for_organisation(nyhed.myndighed, faelles)]
    hver_sin = {(et_kort.telefon, et_kort.email): et_kort for et_kort in reversed(kort)}
    return {"pressekontakter": gaeldende, "kontakter": list(reversed(hver_sin.values()))}
