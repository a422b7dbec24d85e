from django.db.models import Exists, OuterRef
from django.http import Http404
from django.shortcuts import render
from django.utils.translation import get_language

from ..maalt import maalte, nyeste_vaerdier
from ..models import IndsatsIndhold, Maal, Prioritering
from ..models.kort import med_maal
from ..templatetags.tryg import maal_nu
from .sider import side_af, sidelinks

PR_SIDE = 24


def maal_list(request):
    maal = maal_nu({"request": request})
    return render(
        request,
        "indsatser/maal_list.html",
        {"maal": maal, "strategi": maal[0].strategi if maal else None},
    )


def maal_detail(request, slug):
    """The goal in the newest version that has it, with its wording in the earlier ones."""
    versioner = list(
        Maal.objects.filter(slug=slug, strategi__offentlig=True)
        .select_related("strategi")
        .order_by("-strategi__nummer")
    )
    versioner = [maal for maal in versioner if maal.strategi.er_begyndt]
    if not versioner:
        raise Http404
    maal = versioner[0]
    prioriteret = Prioritering.objects.filter(maal=maal, indsats=OuterRef("indsats"))
    tekster = IndsatsIndhold.objects.som_kort(get_language()).filter(Exists(prioriteret))
    page_obj = side_af(request, tekster.select_related("indsats").order_by("titel", "pk"), PR_SIDE)
    alle_maal = list(Maal.objects.filter(strategi=maal.strategi))
    context = {
        "maal": maal,
        "kort": med_maal(page_obj.object_list, alle_maal),
        "tidligere": [m for m in versioner[1:] if m.ordlyd_da and m.ordlyd_da != maal.ordlyd_da],
        "alle_maal": alle_maal,
        "maalte": maalte(nyeste_vaerdier().filter(indikator__maal__slug=slug)),
        **sidelinks(request, page_obj),
    }
    return render(request, "indsatser/maal_detail.html", context)
