"""How hard a text is to read, measured as LIX."""

import re
from html.parser import HTMLParser

GRAENSE = 42
"""The highest LIX that running text on the portal may have."""

LANGT_ORD = 6
"""A word with more letters than this is long."""

_ORD = re.compile(r"[^\W_]+(?:(?:[-–'’]|(?<=\d)[.,:](?=\d))[^\W_]+)*")
_SLUTTEGN = "»«”“\"')\\]"
# A full stop before a small letter («4. årsstatus») or after a common abbreviation («Nr. Uttrup») ends nothing.
SAETNINGSSLUT = re.compile(
    rf"(?:[!?:]|(?<!\b[Nn]r)(?<!\bkl)(?<!\bca)\.(?![{_SLUTTEGN}]*\s+[a-zæøå]))[{_SLUTTEGN}]*(?=\s|$)"
)
_SLUTTER = re.compile(rf"[.!?:][{_SLUTTEGN}]*$")
_I_LINJEN = {"a", "abbr", "b", "em", "i", "q", "span", "strong", "sub", "sup", "time", "u"}
_I_RAEKKEN = {"br", "td", "th"}
_USYNLIG = {"script", "style", "template"}


def lix(tekst: str) -> float:
    """The LIX of a plain text: words per sentence plus the percentage of long words, a number without a unit.

    Source: Björnsson's Läsbarhetsindex (C.-H. Björnsson, Läsbarhet, 1968). A long word has more than six letters; a
    number counts as a short word. A sentence ends at . ! ? or : and at the end of the text. About 25 is very easy and
    above 55 very hard. A text without words gives 0.0.
    """
    ord_i_alt = _ORD.findall(tekst)
    if not ord_i_alt:
        return 0.0
    saetninger = sum(1 for stykke in SAETNINGSSLUT.split(tekst) if _ORD.search(stykke))
    lange = sum(1 for et_ord in ord_i_alt if sum(map(str.isalpha, et_ord)) > LANGT_ORD)
    return len(ord_i_alt) / saetninger + 100 * lange / len(ord_i_alt)


def ren_tekst(html: str) -> str:
    """HTML as plain text, one line for each block, where every block, list item, heading and table row ends a sentence.

    An empty text, or one with nothing but tags, gives an empty string.
    """
    laeser = _Tekstlaeser()
    laeser.feed(html)
    laeser.close()
    laeser.afslut_blok()
    return "\n".join(laeser.blokke)


class _Tekstlaeser(HTMLParser):
    """Collects the visible text of each block; cells of a table row belong to the same block."""

    def __init__(self):
        super().__init__()
        self.blokke = []
        self._stykker = []
        self._usynlige = 0

    def handle_starttag(self, tag, attrs):
        self._usynlige += tag in _USYNLIG
        self._ved_graense(tag)

    def handle_endtag(self, tag):
        if tag in _USYNLIG and self._usynlige:
            self._usynlige -= 1
        self._ved_graense(tag)

    def handle_data(self, data):
        if not self._usynlige:
            self._stykker.append(data)

    def _ved_graense(self, tag):
        if tag in _I_RAEKKEN:
            self._stykker.append(" ")
        elif tag not in _I_LINJEN:
            self.afslut_blok()

    def afslut_blok(self):
        tekst = " ".join("".join(self._stykker).split())
        self._stykker = []
        if tekst:
            self.blokke.append(tekst if _SLUTTER.search(tekst) else f"{tekst}.")
