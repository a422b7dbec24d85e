"""Hearings as the public reads them: which are open, who was asked, and what the replies led to."""

from django.db.models import Case, IntegerField, Prefetch, Value, When
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import translation
from django.utils.text import slugify

from ..models import Hoering, Hoeringsbilag, Hoeringssvar
from ..pdf import lav_pdf
from .sider import side_af, sidelinks
from .status import send_fil

PR_SIDE = 24
T = Hoering.Tilstand
RAEKKEFOELGE = Case(
    When(tilstand=T.AABEN, then=Value(0)),
    When(tilstand=T.LUKKET, then=Value(1)),
    default=Value(2),
    output_field=IntegerField(),
)


def hoering_list(request):
    """Open ones first, then those that are being treated, then those with an answer."""
    hoeringer = Hoering.objects.published().annotate(orden=RAEKKEFOELGE)
    page_obj = side_af(request, hoeringer.order_by("orden", "-frist", "-pk"), PR_SIDE)
    context = {"hoeringer": page_obj.object_list, **sidelinks(request, page_obj)}
    return render(request, "indsatser/hoering_list.html", context)


def _hent(slug):
    return get_object_or_404(Hoering.objects.published().select_related("strategi"), slug=slug)


def hoering_detail(request, slug):
    hoering = _hent(slug)
    return render(request, "indsatser/hoering_detail.html", hoeringens_indhold(hoering))


def hoeringens_indhold(hoering):
    """What the page and the PDF say; of the replies nothing before the answer is public."""
    svar = []
    if hoering.er_besvaret:
        offentlige = Hoeringsbilag.objects.filter(offentligt=True)
        fundne = hoering.svar.gaeldende().select_related("part", "hoering")
        svar = list(fundne.prefetch_related(Prefetch("bilag", offentlige, to_attr="viste")))
    parter = list(hoering.parter.all())
    return {
        "hoering": hoering,
        "parter": parter,
        "antal_parter": sum(part.antal for part in parter),
        "svar": svar,
        "tal": _tal(svar),
        "dokumenter": list(hoering.dokumenter.filter(offentligt=True)),
        "beslutninger": list(hoering.behandlinger.all()),
    }


def _tal(svar):
    """(treatment in words, how many), of those that there are."""
    hvordan = [et.behandling for et in svar]
    return [(b.label, hvordan.count(b.value)) for b in Hoeringssvar.Behandling if b in hvordan]


def svar_pdf(request, slug):
    """The collected answer; in Danish, as it was written."""
    hoering = _hent(slug)
    if not hoering.er_besvaret:
        raise Http404
    with translation.override("da"):
        pdf = lav_pdf("indsatser/hoering_pdf.html", hoeringens_indhold(hoering))
    svar = HttpResponse(pdf, content_type="application/pdf")
    svar["Content-Disposition"] = f'inline; filename="hoeringssvar-{slugify(hoering.slug)}.pdf"'
    return svar


def bilag(request, slug, pk):
    """A file that the coordinator shows."""
    hoering = _hent(slug)
    fundne = Hoeringsbilag.objects.filter(offentligt=True, svar__hoering=hoering)
    if not hoering.er_besvaret:
        raise Http404
    return send_fil(get_object_or_404(fundne, pk=pk, svar__erstattet_af=None))
