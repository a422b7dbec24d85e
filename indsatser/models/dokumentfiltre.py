"""What can be chosen in the list of documents: kind, year, version of the strategy and initiative."""

from django.db.models import Count
from django.utils.translation import gettext, gettext_lazy

from tryg_portal.sortering import sorteringsnoegle

from .dokument import Dokument
from .filtre import Filter, Valg, vaelg
from .indsats import IndsatsIndhold

FILTRE = {
    "slags": (gettext_lazy("Slags"), "slags"),
    "aar": (gettext_lazy("År"), "dato__year"),
    "strategi": (gettext_lazy("Strategi"), "strategi__nummer"),
    "indsats": (gettext_lazy("Indsats"), "indsats__slug"),
}
"""Parameter: (what it is called, the field that it asks)."""


class Dokumentfiltre:
    """The filters as the GET parameters choose them; two queries beside the documents' own.

    `dokumenter` are those that match, `antal` how many, `fejl` a message for each value that no filter knows and that
    was left out. Each choice says how many it gives beside what is chosen in the other filters.
    """

    def __init__(self, parametre, dokumenter, sprog):
        grupper = dokumenter.order_by().values_list(*(felt for _, felt in FILTRE.values()))
        self._grupper = list(grupper.annotate(antal=Count("pk")))
        valg = {
            "slags": [Valg(slags.value, str(slags.label)) for slags in Dokument.Slags],
            "aar": [Valg(str(aar), str(aar)) for aar in sorted(self._findes(1), reverse=True)],
            "strategi": [self._version(nummer) for nummer in sorted(self._findes(2), reverse=True)],
            "indsats": self._indsatser(sprog),
        }
        self.filtre = [Filter(navn, str(FILTRE[navn][0]), valg[navn]) for navn in FILTRE]
        self.fejl = list(vaelg(self.filtre, parametre))
        self.antal = self._antal()
        self.dokumenter = dokumenter
        for nummer, filter_ in enumerate(self.filtre):
            self._tael(nummer, filter_)
            if filter_.valgt:
                felt = FILTRE[filter_.parameter][1]
                self.dokumenter = self.dokumenter.filter(**{felt: filter_.valgt.vaerdi})

    def _findes(self, plads):
        return {gruppe[plads] for gruppe in self._grupper} - {None}

    @staticmethod
    def _version(nummer):
        return Valg(str(nummer), gettext("Version %(nummer)s") % {"nummer": nummer})

    def _indsatser(self, sprog):
        """Those that a document is about, and that are public, by their title in the language."""
        slugs = self._findes(3)
        if not slugs:
            return []
        tekster = IndsatsIndhold.objects.som_kort(sprog).filter(indsats__slug__in=slugs)
        raekker = tekster.order_by().values_list("indsats__slug", "titel")
        return [Valg(*raekke) for raekke in sorted(raekker, key=lambda r: sorteringsnoegle(r[1]))]

    def _antal(self, **andre):
        valgt = {i: f.valgt.vaerdi for i, f in enumerate(self.filtre) if f.valgt} | andre.get(
            "i", {}
        )
        return sum(
            gruppe[-1]
            for gruppe in self._grupper
            if all(str(gruppe[i]) == vaerdi for i, vaerdi in valgt.items())
        )

    def _tael(self, nummer, filter_):
        for valg in filter_.valg:
            valg.antal = self._antal(i={nummer: valg.vaerdi})
        filter_.valg = [valg for valg in filter_.valg if valg.antal or valg.valgt]
