"""How every initiative has lived through the versions: a table, and the same as numbers for a drawing."""

from dataclasses import dataclass, field

from django.db.models import Case, Min, OuterRef, Subquery, When
from django.utils.translation import gettext as _
from django.utils.translation import override

from .indsats import IndsatsIndhold
from .strategi import Prioritering

NY, FORTSAT, OMDOEBT, TILFOEJET = "ny", "fortsat", "omdoebt", "tilfoejet"


@dataclass
class Celle:
    """One initiative in one version; `x` and `bredde` are per cent of the drawing's width."""

    x: str
    bredde: str
    findes: bool = False
    navn: str = ""
    art: str = ""
    tekst: str = ""


@dataclass
class Raekke:
    titel: str
    url: str
    sprog: str
    maal: int | None
    celler: list = field(default_factory=list)
    slut: str | None = None


class Livsforloeb:
    """The lineage of all published initiatives in the versions given; one query, whatever their number."""

    def __init__(self, strategier, sprog):
        self.strategier = sorted((s for s in strategier if s.er_begyndt), key=lambda s: s.nummer)
        self._pr_indsats = {}
        for prioritering in self._prioriteringer(sprog):
            self._pr_indsats.setdefault(prioritering.indsats_id, []).append(prioritering)
        self.raekker = [
            self._raekke(prioriteringer) for prioriteringer in self._pr_indsats.values()
        ]

    def _prioriteringer(self, sprog):
        # as `som_kort` chooses, but by order: within one initiative that is a look-up, and not a search
        paa_sproget_foerst = Case(When(language=sprog, then=0), default=1)
        tekster = IndsatsIndhold.objects.filter(language__in=[sprog, "da"])
        tekster = tekster.order_by(paa_sproget_foerst)
        egen = tekster.filter(indsats=OuterRef("indsats"))
        efterfoelger = tekster.filter(indsats=OuterRef("indsats__efterfoelger"))
        return (
            Prioritering.objects.filter(strategi__in=self.strategier)
            .annotate(
                maalnummer=Min("maal__nummer"),
                titel=Subquery(egen.values("titel")[:1]),
                sprog=Subquery(egen.values("language")[:1]),
                afloest_af=Subquery(efterfoelger.values("titel")[:1]),
            )
            .filter(titel__isnull=False)
            .select_related("indsats")
            .order_by("strategi__nummer", "nummer")
        )

    @property
    def kolonner(self):
        return [
            {
                "nummer": s.nummer,
                "periode": s.periode,
                "url": s.get_absolute_url(),
                "x": self._x(nr),
            }
            for nr, s in enumerate(self.strategier)
        ]

    def _x(self, kolonne):
        return f"{100 * kolonne / len(self.strategier):.3f}"

    def _raekke(self, prioriteringer):
        foerste = prioriteringer[0]
        with override(foerste.sprog):
            url = foerste.indsats.get_absolute_url()
        return Raekke(
            titel=foerste.titel,
            url=url,
            sprog=foerste.sprog,
            maal=next((p.maalnummer for p in reversed(prioriteringer) if p.maalnummer), None),
            celler=list(self._celler(prioriteringer)),
            slut=self._slut(prioriteringer[-1]),
        )

    def _celler(self, prioriteringer):
        i_version = {p.strategi_id: p for p in prioriteringer}
        foer = None
        for nr, strategi in enumerate(self.strategier):
            celle = Celle(x=self._x(nr), bredde=f"{100 / len(self.strategier):.3f}")
            prioritering = i_version.get(strategi.pk)
            if prioritering:
                celle.findes, celle.navn = True, prioritering.navn
                celle.art, celle.tekst = _art(prioritering, foer)
                foer = prioritering
            yield celle

    def _slut(self, sidste):
        if sidste.afloest_af:
            return _("Afløst af %(titel)s") % {"titel": sidste.afloest_af}
        numre = {s.pk: s.nummer for s in self.strategier}
        efter = [nummer for nummer in numre.values() if nummer > numre[sidste.strategi_id]]
        if efter:
            return _("Ikke blandt indsatserne i version %(nummer)s") % {"nummer": efter[0]}
        return None


def _art(prioritering, foer):
    if prioritering.tilfoejet_undervejs:
        aar = prioritering.fra_aar
        return TILFOEJET, _("Tilføjet %(aar)s") % {"aar": aar} if aar else _("Tilføjet undervejs")
    if foer is None:
        return NY, _("Ny")
    if foer.navn != prioritering.navn:
        return OMDOEBT, _("Nyt navn")
    return FORTSAT, _("Fortsat")
