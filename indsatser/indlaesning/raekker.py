"""One row → the value that it means, and what it would do to the series.

Two kinds of dict: `vaerdier` holds Python's values by the field of the model (with the rows of indicator and area),
`indhold` the same as JSON, as it is kept with the row.
"""

import re
import unicodedata
from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from ..models import Indikator, Maaleomraade, Maaling
from ..models.maaling import MANGLER_ORD, MANGLER_TAL
from ..regneark import FORMEL
from . import Ulaeselig
from .kolonner import DATA, ETIKET
from .perioder import laes_periode
from .tal import MELLEMRUM, laes_antal, laes_tal

TEKSTER = ("tekst_da", "tekst_en", "note_da", "note_en", "kilde", "kilde_link")
TAL = ("vaerdi", "usikkerhed")
_JA, _NEJ = (
    {"ja", "j", "x", "1", "sand", "true", "yes", "brud"},
    {"", "nej", "n", "0", "falsk", "false", "no"},
)
_ER_WEB = URLValidator(schemes=["http", "https"])
VAERN = re.compile(r"'+(?=[=+\-@])")
"""What `eksport` puts before a text so that no spreadsheet takes it for a formula; one of it is taken off again."""
STANDARD = {felt: Maaling._meta.get_field(felt).get_default() for felt in DATA}


def ren(tekst):
    """As it is compared and kept: å as one sign, one kind of line break, nothing that a spreadsheet cannot hold."""
    tekst = unicodedata.normalize("NFC", str(tekst)).replace("\r\n", "\n").replace("\r", "\n")
    return ILLEGAL_CHARACTERS_RE.sub(" ", tekst).replace("\u00a0", " ").strip()


def ren_linje(tekst):
    """Of what names a value: on one line, so that it is the same whoever wrote it."""
    return MELLEMRUM.sub(" ", ren(tekst)).strip()


def uden_vaern(tekst):
    return tekst[1:] if isinstance(tekst, str) and VAERN.match(tekst) else tekst


def ens(en, anden):
    return ren(en) == ren(anden) if isinstance(en, str) and isinstance(anden, str) else en == anden


class Opslag:
    """Indicators and areas by what a file may call them; asked once for a portion."""

    def __init__(self):
        self.indikatorer, self.omraader = {}, {}
        for indikator in Indikator.objects.only("slug", "titel_da", "slags", "enhed_da"):
            self.indikatorer.setdefault(_navn(indikator.titel_da), []).append(indikator)
            self.indikatorer[_navn(indikator.slug)] = [indikator]
        for omraade in Maaleomraade.objects.only("navn_da"):
            self.omraader[_navn(omraade.navn_da)] = omraade

    def indikator(self, raa):
        raa = uden_vaern(raa)
        fundne = self.indikatorer.get(_navn(raa), [])
        if len(fundne) > 1:
            adresser = " eller ".join(et.slug for et in fundne)
            raise Ulaeselig(f"Flere indikatorer hedder «{raa}». Skriv adressen: {adresser}.")
        if not fundne:
            raise Ulaeselig(
                f"Der er ingen indikator, der hedder «{_kort(raa)}». Opret den først, eller ret navnet."
            )
        return fundne[0]

    def omraade(self, raa):
        if not _navn(raa):
            raise Ulaeselig("Skriv, hvilket område tallet er fra.")
        raa = uden_vaern(raa)
        if _navn(raa) not in self.omraader:
            raise Ulaeselig(
                f"Området «{_kort(raa)}» findes ikke. Opret det under «Områder, der måles i», eller ret navnet."
            )
        return self.omraader[_navn(raa)]


def _navn(tekst):
    return MELLEMRUM.sub(" ", unicodedata.normalize("NFC", str(tekst))).strip().casefold()


def _kort(tekst):
    tekst = str(tekst).strip()
    return tekst if len(tekst) <= 60 else f"{tekst[:60]}…"


class Raekke:
    """A row as it was read; `fejl` says everything that is wrong with it, `noter` how it was understood."""

    def __init__(self, celler, kolonner, opslag, *, standard=None, decimaltegn=","):
        self.fejl, self.noter, self.vaerdier = [], [], {}
        self.opslag, self.decimaltegn = opslag, decimaltegn
        self.raa = self._fordel(celler, kolonner)
        self._hvad(standard)
        self._hvornaar()
        self._tal()
        for felt in TEKSTER:
            self._en(felt, self._tekst)
        self._en("brud", self._brud)
        self._regler()

    def _fordel(self, celler, kolonner):
        """{field: cell}; what stands under no heading is no part of the row."""
        uden = [c for c in celler[len(kolonner) :] if str(c).strip()]
        uden += [
            c for c, felt in zip(celler, kolonner, strict=False) if felt is None and str(c).strip()
        ]
        if uden:
            self.fejl.append(
                f"«{_kort(uden[0])}» står uden for kolonnerne. Et tal med komma skal stå i anførselstegn, når komma "
                "skiller cellerne."
            )
        fyldt = [*celler, *[""] * (len(kolonner) - len(celler))]
        return {felt: celle for felt, celle in zip(kolonner, fyldt, strict=False) if felt}

    def _en(self, felt, laes):
        if felt in self.raa:
            self._proev(felt, lambda: laes(felt, self.raa[felt]))

    def _proev(self, felt, laes):
        try:
            self.vaerdier[felt] = laes()
        except Ulaeselig as fejl:
            self.fejl.append(f"{ETIKET[felt].capitalize()}: {fejl}")

    def _hvad(self, standard):
        navn = self.raa.get("indikator", "")
        if standard is not None and not _navn(navn):
            self.vaerdier["indikator"] = standard
        else:
            self._proev("indikator", lambda: self.opslag.indikator(navn))
        self._proev("omraade", lambda: self.opslag.omraade(self.raa.get("omraade", "")))
        self._proev("opdeling", lambda: self._tekst("opdeling", self.raa.get("opdeling", "")))

    def _hvornaar(self):
        try:
            hele = laes_periode(self.raa.get("periode", ""))
            fra = laes_periode(self.raa.get("fra", ""))
            til = laes_periode(self.raa.get("til", "")) or fra
        except Ulaeselig as fejl:
            self.fejl.append(f"Periode: {fejl}")
            return
        if hele and fra and (hele.fra, hele.til) != (fra.fra, til.til):
            self.fejl.append("Periode: Kolonnen periode siger noget andet end fra og til.")
        elif hele or fra:
            self.vaerdier |= {"fra": (hele or fra).fra, "til": (hele or til).til}
        else:
            self.fejl.append("Periode: Skriv, hvilken periode tallet er fra.")

    def _tal(self):
        enhed = getattr(self.vaerdier.get("indikator"), "enhed_da", "")
        for felt in TAL:
            self._en(
                felt, lambda felt, raa: self._uden_note(laes_tal(raa, self.decimaltegn, enhed))
            )
        self._en("stikproeve", lambda felt, raa: self._uden_note(laes_antal(raa, self.decimaltegn)))

    def _uden_note(self, tal):
        if tal and tal.note:
            self.noter.append(tal.note)
        return tal and tal.vaerdi

    def _tekst(self, felt, raa):
        """A text; one that a spreadsheet would take for a formula has to say that it is a text."""
        tekst = ren_linje(raa) if felt == "opdeling" else ren(raa)
        if tekst.startswith(FORMEL):
            raise Ulaeselig(
                f"«{_kort(tekst)}» begynder med «{tekst[0]}», som et regneark tager for en formel. Begynd med noget "
                "andet, eller sæt en apostrof (') foran."
            )
        tekst = uden_vaern(tekst)
        plads = Maaling._meta.get_field(felt).max_length
        if plads and len(tekst) > plads:
            raise Ulaeselig(f"Teksten er på {len(tekst)} tegn, og der er plads til {plads}.")
        if felt == "kilde_link" and tekst:
            self._link(tekst)
        return tekst

    @staticmethod
    def _link(tekst):
        try:
            _ER_WEB(tekst)
        except ValidationError:
            raise Ulaeselig(
                f"«{_kort(tekst)}» er ikke et link. Det begynder med https://."
            ) from None

    @staticmethod
    def _brud(felt, raa):
        svar = "ja" if raa is True else "nej" if raa is False else _navn(raa)
        if svar not in _JA | _NEJ:
            raise Ulaeselig(f"Skriv ja eller nej, ikke «{_kort(raa)}».")
        return svar in _JA

    def _regler(self):
        """What the database asks of a value, said with the words of its constraints."""
        if self.fejl:
            return
        v = self.vaerdier
        if v["til"] < v["fra"]:
            self.fejl.append(_besked("maaling_slut_efter_start"))
        if v.get("usikkerhed") is not None and v["usikkerhed"] < 0:
            self.fejl.append(_besked("maaling_usikkerhed_ikke_negativ"))

    @property
    def noegle(self):
        """Which value it is, in an order that keeps those of one series together."""
        return noegle_af(
            *(self.vaerdier[f] for f in ("indikator", "omraade", "opdeling", "fra", "til"))
        )

    def som_indhold(self):
        return {felt: _som_json(vaerdi) for felt, vaerdi in self.vaerdier.items()}


SERIE = 12
"""How much of a key is the series."""


def noegle_af(indikator, omraade, opdeling, fra, til):
    pk = getattr(indikator, "pk", indikator), getattr(omraade, "pk", omraade)
    return f"{pk[0]:0{SERIE}d} {pk[1]:010d} {fra} {til} {opdeling}"


def mangler(vaerdier, slags):
    """What a whole value lacks, or nothing."""
    if slags == Indikator.Slags.KVANTITATIV:
        return MANGLER_TAL if vaerdier["vaerdi"] is None else ""
    return "" if vaerdier["tekst_da"] else MANGLER_ORD


def _besked(navn):
    return next(c.violation_error_message for c in Maaling._meta.constraints if c.name == navn)


# --- as JSON, and back


def _som_json(vaerdi):
    if hasattr(vaerdi, "pk"):
        return vaerdi.pk
    return str(vaerdi) if isinstance(vaerdi, (Decimal, date)) else vaerdi


def indhold_af(vaerdier):
    return {felt: _som_json(vaerdi) for felt, vaerdi in vaerdier.items()}


def vaerdier_af(indhold):
    """The data of a row as the model's own values."""
    lav = dict.fromkeys(TAL, Decimal) | dict.fromkeys(("fra", "til"), date.fromisoformat)
    return {f: lav[f](v) if f in lav and v is not None else v for f, v in indhold.items()}
