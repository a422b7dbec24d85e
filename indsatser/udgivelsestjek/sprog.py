"""Words and patterns that the rules look for, in Danish and in English."""

import calendar
import re
from datetime import date

from ..laesbarhed import SAETNINGSSLUT

# --- CPR numbers --------------------------------------------------------------------------------------------------

# A number with a hyphen is one wherever no digit touches it; bare digits may also be part of a longer number in
# groups (+45 …, an account, an EAN), and a production unit has ten digits too.
_CPR = re.compile(
    r"(?<!\d)(?<!\d-)(?P<dag>\d\d)(?P<md>\d\d)(?P<aar>\d\d)(?P<skel> ?- ?| )?(?P<loebe>\d{4})(?!\d)(?!-\d)"
)
_ANDET_NUMMER = re.compile(
    r"(?:\d[ .]|\+|\b(?:p-?n(?:r|umme)\w*|p-enheds?\w*|ean\w*|isbn|konto\w*|iban|reg\w*)\.?:? ?)$",
    re.I,
)


def cpr_numre(tekst, kun_med_streg=False):
    """The CPR numbers in a text whose dashes are hyphens, masked: «010190-****».

    A number is one when its first six digits are a day; the modulus 11 has not held for all since 2007.
    """
    for match in _CPR.finditer(tekst):
        streg = "-" in (match["skel"] or "")
        if kun_med_streg and not streg:
            continue
        if not streg and _ANDET_NUMMER.search(tekst[: match.start()]):
            continue
        if _er_dag(match["dag"], match["md"], match["aar"]):
            yield f"{match['dag']}{match['md']}{match['aar']}-****"


def _er_dag(dag, md, aar):
    """Whether it is a day in some century; of the two that could be meant, 2000 has 29 February."""
    if not 1 <= int(md) <= 12:
        return False
    return 1 <= int(dag) <= calendar.monthrange(2000 + int(aar), int(md))[1]


def masker(tekst):
    """The text with every number of ten digits hidden, fit to be shown."""
    return re.sub(r"(\d{6})( ?- ?| )?\d{4}(?!\d)", r"\1-****", tekst)


# --- sentences ----------------------------------------------------------------------------------------------------


_FORKORTELSE = re.compile(r"\b(?:d|pr|tlf|jf|evt|inkl|dvs|bl\.a|f\.eks|m\.m)\.$", re.I)


def saetninger(tekst):
    """The sentences of a text with a block on each line."""
    for linje in tekst.splitlines():
        slut = 0
        for match in SAETNINGSSLUT.finditer(linje):
            if _FORKORTELSE.search(linje[: match.end()]):
                continue
            yield linje[slut : match.end()].strip()
            slut = match.end()
        if linje[slut:].strip():
            yield linje[slut:].strip()


def antal_ord(tekst):
    return len(re.findall(r"\w[\w'’.,:-]*", tekst))


# --- dates --------------------------------------------------------------------------------------------------------

_MAANEDER = {
    navn: nr
    for navne in (
        "januar februar marts april maj juni juli august september oktober november december",
        "january february march april may june july august september october november december",
        "jan feb mar apr maj jun jul aug sep okt nov dec",
    )
    for nr, navn in enumerate(navne.split(), 1)
}
_MAANED = "|".join(sorted(_MAANEDER, key=len, reverse=True))
_DATO = re.compile(
    rf"\b(?:(?P<d1>\d{{1,2}})\.? (?:of )?)?(?P<m1>{_MAANED})\.?(?: (?P<d3>\d{{1,2}}),)? (?P<a1>(?:19|20)\d\d)\b"
    r"|\b(?P<d2>\d{1,2})[./-](?P<m2>\d{1,2})[./-](?P<a2>(?:19|20)\d\d)\b",
    re.I,
)
_LOEFTE = re.compile(
    r"\b(?:vil|skal|senest|frist|fristen|tilmeld|tilmelding|starter|begynder|åbner|afholdes|forventes|"
    r"kommende|næste|planlagt|planlægger|will|shall|deadline|sign up|register|starts|begins|opens|upcoming|next|"
    r"no later than|expected)\b",
    re.I,
)
_FORTID = re.compile(
    r"\b(?:vedtog|besluttede|godkendte|blev|var|havde|sagde|begyndte|startede|åbnede|kom|fik|gik|skulle|ville|"
    r"adopted|decided|approved|was|were|had|said|began|started|opened|came|became)\b",
    re.I,
)
_SKER = "vil|skal|starter|begynder|åbner|forventes|will|shall|starts|begins|opens"
_AAR_LOEFTE = re.compile(
    rf"\b(?:{_SKER})\b(?: \w+){{0,4}} (?:i|in) (?P<a>20\d\d)\b|\b(?:i|in) (?P<b>20\d\d) (?:{_SKER})\b",
    re.I,
)


def loefter_med_dato(tekst):
    """(date, sentence) where a sentence promises something at a time: the last day of the month or the year named.

    A sentence in the past tense tells history and promises nothing.
    """
    for saetning in saetninger(tekst):
        if _FORTID.search(saetning):
            continue
        if _LOEFTE.search(saetning):
            yield from (
                (dag, saetning) for match in _DATO.finditer(saetning) if (dag := _dag(match))
            )
        for match in _AAR_LOEFTE.finditer(saetning):
            yield date(int(match["a"] or match["b"]), 12, 31), saetning


def _dag(match):
    md = _MAANEDER[match["m1"].lower()] if match["m1"] else int(match["m2"])
    aar, dag = int(match["a1"] or match["a2"]), match["d1"] or match["d2"] or match["d3"]
    if not 1 <= md <= 12:
        return None
    sidste = calendar.monthrange(aar, md)[1]
    return date(aar, md, min(int(dag), sidste) if dag and int(dag) else sidste)


# --- what nobody meant to publish ---------------------------------------------------------------------------------

FYLDTEKST = re.compile(
    r"\b(?:TODO|FIXME)\b|\?{3,}|\b[xX]{3,}\b|\[(?i:indsæt|udfyld|tekst|dato|navn|link)\b[^\]]*\]|"
    r"(?i:lorem ipsum|\b(?:indsæt tekst|tekst kommer|tekst følger|udfyldes senere)\b|^skriv (?:teksten )?her\W*$)",
    re.M,
)
