"""How every initiative has lived through the versions: a table, and the same as numbers for a drawing."""

from dataclasses import dataclass, field

from django.db.models import Min
from django.utils.translation import gettext as _

from .kort import tekster_for
from .strategi import Prioritering

RAEKKEHOEJDE = 56
"""Height of a row of the drawing, in px: the name above, the bars below."""

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
    y: int
    celler: list = field(default_factory=list)
    slut: str | None = None


class Livsforloeb:
    """The lineage of all published initiatives in the versions given; two queries, whatever their number."""

    def __init__(self, strategier, sprog):
        self.strategier = sorted((s for s in strategier if s.er_begyndt), key=lambda s: s.nummer)
        prioriteringer = Prioritering.objects.filter(strategi__in=self.strategier)
        prioriteringer = prioriteringer.annotate(maalnummer=Min("maal__nummer"))
        self._pr_indsats = {}
        for prioritering in prioriteringer.select_related("indsats").order_by(
            "strategi__nummer", "nummer"
        ):
            self._pr_indsats.setdefault(prioritering.indsats_id, []).append(prioritering)
        efterfoelgere = [p[0].indsats.efterfoelger_id for p in self._pr_indsats.values()]
        self._tekster = tekster_for([*self._pr_indsats, *filter(None, efterfoelgere)], sprog)
        self.raekker = self._raekker()

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

    @property
    def hoejde(self):
        return len(self.raekker) * RAEKKEHOEJDE

    def _x(self, kolonne):
        return f"{100 * kolonne / len(self.strategier):.3f}"

    def _raekker(self):
        raekker = []
        for indsats_id, prioriteringer in self._pr_indsats.items():
            tekst = self._tekster.get(indsats_id)
            if tekst is None:
                continue
            raekke = Raekke(
                titel=tekst.titel,
                url=tekst.get_absolute_url(),
                sprog=tekst.language,
                maal=next((p.maalnummer for p in reversed(prioriteringer) if p.maalnummer), None),
                y=len(raekker) * RAEKKEHOEJDE,
            )
            raekke.celler = list(self._celler(prioriteringer))
            raekke.slut = self._slut(prioriteringer)
            raekker.append(raekke)
        return raekker

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

    def _slut(self, prioriteringer):
        indsats, sidste = prioriteringer[0].indsats, prioriteringer[-1]
        efterfoelger = self._tekster.get(indsats.efterfoelger_id)
        if efterfoelger:
            return _("Afløst af %(titel)s") % {"titel": efterfoelger.titel}
        efter = [s for s in self.strategier if s.nummer > self._nummer(sidste)]
        if efter:
            return _("Ikke blandt indsatserne i version %(nummer)s") % {"nummer": efter[0].nummer}
        return None

    def _nummer(self, prioritering):
        return next(s.nummer for s in self.strategier if s.pk == prioritering.strategi_id)


def _art(prioritering, foer):
    if prioritering.tilfoejet_undervejs:
        aar = prioritering.fra_aar
        return TILFOEJET, _("Tilføjet %(aar)s") % {"aar": aar} if aar else _("Tilføjet undervejs")
    if foer is None:
        return NY, _("Ny")
    if foer.navn != prioritering.navn:
        return OMDOEBT, _("Nyt navn")
    return FORTSAT, _("Fortsat")
