"""What a report says, apart from the rows that hold it: to be compared, written, and laid beside what another wrote."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple


class Tal(NamedTuple):
    navn: str
    vaerdi: Decimal
    enhed: str
    periode: str
    kilde: str

    def __str__(self):
        return f"{self.navn}: {dansk_tal(self.vaerdi)} {self.enhed} ({self.periode}; {self.kilde})"


class Saetning(NamedTuple):
    slags: str
    tekst: str
    i_aarsstatus: bool
    offentlig: bool

    def __str__(self):
        maa = [("i årsstatus", self.i_aarsstatus), ("på portalen nu", self.offentlig)]
        return f"{self.tekst} ({' og '.join(ord_ for ord_, ja in maa if ja)})"


def dansk_tal(tal):
    """As one writes it: «1.250,5»."""
    heltal, _, brok = f"{tal:,.2f}".partition(".")
    brok = brok.rstrip("0")
    return heltal.replace(",", ".") + (f",{brok}" if brok else "")


@dataclass
class Indhold:
    lys: str = ""
    lys_tekst: str = ""
    svar: dict = field(default_factory=dict)
    """Key of the question → the answer; an empty answer is no answer."""
    tal: list = field(default_factory=list)
    ufaerdige: list = field(default_factory=list)
    """Figures that lack something, as they were typed: kept in the draft, and never handed in."""
    saetninger: list = field(default_factory=list)

    @classmethod
    def af(cls, status):
        return cls(
            status.lys,
            status.lys_tekst,
            {s.spoergsmaal_id: s.tekst for s in status.svar.all() if s.tekst},
            [Tal(t.navn, t.vaerdi, t.enhed, t.periode, t.kilde) for t in status.tal.all()],
            list(status.ufaerdige_tal),
            [
                Saetning(s.slags, s.tekst, s.i_aarsstatus, s.offentlig)
                for s in status.saetninger.all()
            ],
        )

    @property
    def er_tomt(self):
        return self == Indhold()

    def gem(self, status):
        """Into the rows of a report that is locked; only those that change."""
        nu = Indhold.af(status)
        status.lys, status.lys_tekst = self.lys, self.lys_tekst
        status.ufaerdige_tal = self.ufaerdige
        self._gem_svar(status, nu.svar)
        if self.tal != nu.tal:
            status.tal.all().delete()
            _opret(status.tal, [t._asdict() for t in self.tal])
        if self.saetninger != nu.saetninger:
            status.saetninger.all().delete()
            raekker = [s._asdict() for s in self.saetninger]
            _opret(status.saetninger, [{**r, "raekkefoelge": n} for n, r in enumerate(raekker)])

    def _gem_svar(self, status, foer):
        ikke_mere = [pk for pk in foer if not self.svar.get(pk)]
        if ikke_mere:
            status.svar.filter(spoergsmaal__in=ikke_mere).delete()
        for pk, tekst in self.svar.items():
            if tekst and tekst != foer.get(pk):
                status.svar.update_or_create(spoergsmaal_id=pk, defaults={"tekst": tekst})


def _opret(relation, raekker):
    relation.bulk_create([relation.model(status=relation.instance, **raekke) for raekke in raekker])
