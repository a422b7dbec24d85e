"""What is measured: the list of series, and a page for each."""

from django.conf import settings
from django.db.models import Count, Exists, F, Max, OuterRef
from django.http import QueryDict
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import get_language, gettext

from tryg_portal.sortering import sorteringsnoegle

from ..diagram import FLEST, alt
from ..maaletal import forsinkelse, periodenavn, som_diagram, tal
from ..maalt import maalt, med_nyeste
from ..models import Indikator, Maaleomraade, Maaling
from ..models.filtre import Filter, Valg, vaelg
from ..models.kort import tekster_for
from ..templatetags.tryg import maal_nu
from .sider import side_af, sidelinks, valgte

PR_SIDE = 24
RAEKKER = 60
"""Rows of the table on a page."""


def maaling_list(request):
    """All public series: those of the whole strategy, then by goal, then by initiative."""
    filtre = Maalingsfiltre(request)
    antal = filtre.indikatorer.count()
    nyeste = med_nyeste(filtre.indikatorer, filtre.omraade)
    page_obj = side_af(request, nyeste, PR_SIDE, antal=antal)
    indikatorer = list(page_obj.object_list)
    titler = _indsatstitler(indikatorer)
    for indikator in indikatorer:
        indikator.gruppe = _gruppe(indikator, titler)
        indikator.nyeste = maalt(indikator.samlet) if indikator.samlet else None
    context = {
        "indikatorer": indikatorer,
        "antal": page_obj.paginator.count,
        "filtre": filtre.filtre,
        "valgte": valgte(request, filtre),
        "nulstil_url": request.path,
        "q_fejl": filtre.fejl,
        "i_omraade": bool(filtre.omraade),
        **sidelinks(request, page_obj),
    }
    return render(request, "indsatser/maaling_list.html", context)


class Maalingsfiltre:
    """By goal and by where it is measured; `fejl` is a message for each value that no filter knows."""

    def __init__(self, request):
        maal = [Valg(m.slug, f"{m.nummer}. {m.titel}") for m in maal_nu({"request": request})]
        maalt_i = Maaling.objects.published().filter(omraade=OuterRef("pk"))
        steder = Maaleomraade.objects.filter(Exists(maalt_i))
        omraader = [Valg(str(o.pk), o.navn) for o in steder]
        self.filtre = [
            Filter("maal", gettext("Mål"), maal),
            Filter("omraade", gettext("Område"), omraader),
        ]
        self.fejl = list(vaelg(self.filtre, request.GET))
        valgt_maal, valgt_sted = (filter_.valgt for filter_ in self.filtre)
        self.omraade = int(valgt_sted.vaerdi) if valgt_sted else None
        self.indikatorer = _i_orden(Indikator.objects.published())
        if valgt_maal:
            self.indikatorer = self.indikatorer.filter(maal__slug=valgt_maal.vaerdi)
        if self.omraade:
            her = Maaling.objects.filter(indikator=OuterRef("pk"), omraade=self.omraade)
            self.indikatorer = self.indikatorer.filter(Exists(her.filter(opdeling="")))


def _i_orden(indikatorer):
    return indikatorer.select_related("maal", "indsats").order_by(
        F("indsats__slug").asc(nulls_first=True),
        F("maal__nummer").asc(nulls_first=True),
        *("raekkefoelge", "titel_da", "pk"),
    )


def _indsatstitler(indikatorer):
    """Titles of the initiatives that are measured, as their public texts have them."""
    om = {i.indsats_id for i in indikatorer if i.indsats_id}
    tekster = tekster_for(om, get_language()) if om else {}
    return {pk: tekst.titel for pk, tekst in tekster.items()}


def _gruppe(indikator, titler):
    if indikator.maal:
        return f"{indikator.maal.nummer}. {indikator.maal.titel}"
    if indikator.indsats_id:
        return titler.get(indikator.indsats_id) or gettext("En enkelt indsats")
    return gettext("Hele strategien")


def maaling_detail(request, slug):
    """One series: what it says, the picture, the table behind it, where it comes from, and its files."""
    fundne = Indikator.objects.published().select_related(
        "hovedomraade", "ejer", "maal__strategi", "indsats"
    )
    indikator = get_object_or_404(fundne, slug=slug)
    valg = Serievalg(indikator, request.GET)
    diagram = som_diagram(indikator, omraader=valg.omraader, opdeling=valg.opdeling)
    page_obj = _tabel(request, valg)
    raekker = list(page_obj.object_list)
    for maaling in raekker:
        maaling.periode = periodenavn(maaling.fra, maaling.til)
        maaling.tal = "" if maaling.vaerdi is None else tal(maaling.vaerdi, indikator)
        if maaling.usikkerhed is not None:
            maaling.spaend = f"± {tal(maaling.usikkerhed, indikator)}"
    om = tekster_for([indikator.indsats_id], get_language()) if indikator.indsats_id else {}
    context = {
        "indikator": indikator,
        "indsats": om.get(indikator.indsats_id),
        "diagram": diagram,
        "alt": alt(diagram),
        "har_kurve": bool(diagram["serier"]),
        "udeladt": max(0, valg.antal_omraader - FLEST) if not valg.omraader else 0,
        "saetning": _saetning(indikator, diagram, raekker),
        "forsinket": forsinkelse(indikator, timezone.localdate(), valg.nyeste),
        "maaltal": None if indikator.maaltal is None else tal(indikator.maaltal, indikator),
        "raekker": raekker,
        "filtre": [f for f in valg.filtre if len(f.valg) > 1],
        "valgte": valgte(request, valg),
        "nulstil_url": request.path,
        "parametre": valg.parametre(),
        "rod": settings.SITE_URL,
        "har": {
            "stikproeve": any(m.stikproeve for m in raekker),
            "usikkerhed": any(m.usikkerhed is not None for m in raekker),
            "opdeling": any(m.opdeling for m in raekker),
            "note": any(m.note or m.kilde or m.brud for m in raekker),
        },
        **sidelinks(request, page_obj),
    }
    return render(request, "indsatser/maaling_detail.html", context)


class Serievalg:
    """Which area and which part of a breakdown is chosen on the page of a series; one query."""

    def __init__(self, indikator, parametre):
        self.indikator = indikator
        self._linjer = list(
            Maaling.objects.filter(indikator=indikator)
            .order_by("omraade__raekkefoelge", "omraade__navn_da", "opdeling")
            .values("omraade", "omraade__navn_da", "omraade__navn_en", "opdeling")
            .annotate(antal=Count("pk"), nyeste=Max("til"))
        )
        self.nyeste = max((linje["nyeste"] for linje in self._linjer), default=None)
        self.filtre = [
            Filter("omraade", gettext("Område"), self._omraadevalg()),
            Filter("opdeling", gettext("Opdeling"), self._opdelingsvalg()),
        ]
        self.fejl = list(vaelg(self.filtre, parametre))
        omraade, opdeling = (filter_.valgt for filter_ in self.filtre)
        self.omraader = [int(omraade.vaerdi)] if omraade else []
        self.opdeling = opdeling.vaerdi if opdeling else ""

    @property
    def antal_omraader(self):
        return len({linje["omraade"] for linje in self._linjer})

    def _omraadevalg(self):
        engelsk = get_language() == "en"
        navne = {
            linje["omraade"]: (engelsk and linje["omraade__navn_en"]) or linje["omraade__navn_da"]
            for linje in self._linjer
        }
        return [Valg(str(pk), navn) for pk, navn in navne.items()]

    def _opdelingsvalg(self):
        dele = {linje["opdeling"] for linje in self._linjer} - {""}
        return [Valg(navn, navn) for navn in sorted(dele, key=sorteringsnoegle)]

    def raekker(self):
        """The values of the table, those of the most important area first, the newest on top."""
        fundne = Maaling.objects.filter(indikator=self.indikator, opdeling=self.opdeling)
        if self.omraader:
            fundne = fundne.filter(omraade__in=self.omraader)
        andet = "omraade__raekkefoelge", "omraade__navn_da", "-fra", "-til"
        er_hoved = Exists(
            Indikator.objects.filter(pk=OuterRef("indikator"), hovedomraade=OuterRef("omraade"))
        )
        return fundne.select_related("omraade").order_by((er_hoved).desc(), *andet)

    def antal(self):
        return sum(
            linje["antal"]
            for linje in self._linjer
            if linje["opdeling"] == self.opdeling
            and (not self.omraader or linje["omraade"] in self.omraader)
        )

    def parametre(self):
        """For the address of the picture: what is chosen, or nothing."""
        valgt = QueryDict(mutable=True)
        for filter_ in self.filtre:
            if filter_.valgt:
                valgt[filter_.parameter] = filter_.valgt.vaerdi
        return f"?{valgt.urlencode()}" if valgt else ""


def _tabel(request, valg):
    return side_af(request, valg.raekker(), RAEKKER, antal=valg.antal())


def _saetning(indikator, diagram, raekker):
    """What is measured in words is not summed up by a machine: the newest of it is read as it stands."""
    if indikator.slags == Indikator.Slags.KVALITATIV and raekker and not diagram["serier"]:
        return raekker[0].tekst
    return diagram["saetning"]
