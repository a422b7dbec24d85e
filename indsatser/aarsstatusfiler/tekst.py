"""The little HTML that a report holds, read once for all three files: as clean HTML, or as paragraphs of runs."""

import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.html import escape
from lxml import html as lxml_html

UTILLADT = re.compile(
    "[^\t\n\r\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\u202a-\u202e\u2066-\u2069]"
)
"""What XML refuses, for a file with one of these does not open; and what turns the text after it round."""
MAERKER = {"p", "ul", "ol", "li", "strong", "em", "a", "br"}
LISTER = {"ul", "ol"}
STUMME = {"script", "style", "template", "noscript"}
"""What stands in these is no text."""
SKEMAER = {"http", "https", "mailto", "tel"}


def uden_styretegn(tekst):
    return UTILLADT.sub("", tekst)


def fuld_adresse(href):
    """An address that leads somewhere from a file on somebody's own machine, or nothing."""
    href = uden_styretegn(href or "").strip()
    if href.startswith("/") and not href.startswith("//"):
        return settings.SITE_URL + href
    try:
        dele = urlsplit(href)
    except ValueError:
        return ""
    return href if dele.scheme.lower() in SKEMAER and (dele.netloc or dele.path) else ""


@dataclass(frozen=True)
class Loeb:
    """Signs of the same kind in a row; "\\n" is a new line."""

    tekst: str
    fed: bool = False
    kursiv: bool = False
    adresse: str = ""


@dataclass
class Blok:
    """A paragraph, or a point of a list: `niveau` is 0 outside of lists, `liste` tells one list from the next."""

    niveau: int = 0
    ordnet: bool = False
    liste: int = 0
    fortsat: bool = False
    """A further paragraph of the same point."""
    loeb: list = field(default_factory=list)

    @property
    def tekst(self):
        return "".join(et.tekst for et in self.loeb).strip()


def _rod(html):
    return lxml_html.fragment_fromstring(uden_styretegn(html or ""), create_parent="div")


def ren_html(html):
    """Only the marks that a report may hold, well-formed, with links that lead somewhere."""
    return _indre(_rod(html))


def _indre(led):
    dele = [escape(uden_styretegn(led.text or ""))]
    for barn in led:
        dele += [_maerke(barn), escape(uden_styretegn(barn.tail or ""))]
    return "".join(dele)


def _maerke(led):
    if not isinstance(led.tag, str) or led.tag in STUMME:  # a comment has no name
        return ""
    if led.tag == "br":
        return "<br>"
    indre = _indre(led)
    if led.tag == "a":
        adresse = fuld_adresse(led.get("href"))
        return f'<a href="{escape(adresse)}">{indre}</a>' if adresse and indre.strip() else indre
    return f"<{led.tag}>{indre}</{led.tag}>" if led.tag in MAERKER else indre


def blokke(html):
    """The paragraphs and points of it, in order; none that is empty."""
    laeser = _Laeser()
    laeser.led(_rod(html), Blok(), {})
    return [_trimmet(blok) for blok in laeser.blokke if blok.tekst]


def _trimmet(blok):
    """Without white space at its ends."""
    loeb = [et for et in blok.loeb if et.tekst]
    while loeb and not loeb[0].tekst.strip():
        loeb.pop(0)
    while loeb and not loeb[-1].tekst.strip():
        loeb.pop()
    loeb[0] = Loeb(loeb[0].tekst.lstrip(), *_kun_form(loeb[0]))
    loeb[-1] = Loeb(loeb[-1].tekst.rstrip(), *_kun_form(loeb[-1]))
    blok.loeb = loeb
    return blok


def _kun_form(loeb):
    return loeb.fed, loeb.kursiv, loeb.adresse


class _Laeser:
    def __init__(self):
        self.blokke, self.lister = [], 0

    def led(self, led, ramme, form):
        """`ramme` is the kind of paragraph that text here belongs to; `form` what the text looks like."""
        self._tekst(led.text, ramme, form)
        for barn in led:
            if isinstance(barn.tag, str) and barn.tag not in STUMME:
                self._barn(barn, ramme, form)
            self._tekst(barn.tail, ramme, form)

    def _barn(self, barn, ramme, form):
        if barn.tag == "br":
            self._tilfoej("\n", ramme, form)
        elif barn.tag in LISTER:
            self._liste(barn, ramme, form)
        elif barn.tag == "p":
            self._ny(ramme)
            self.led(barn, ramme, form)
            self._ny(ramme)
        else:
            self.led(barn, ramme, form | self._form(barn))

    def _liste(self, liste, ramme, form):
        self.lister += 1
        nummer = self.lister
        for punkt in liste:
            if not isinstance(punkt.tag, str) or punkt.tag in STUMME:
                continue
            inde = Blok(ramme.niveau + 1, liste.tag == "ol", nummer)
            self.blokke.append(Blok(inde.niveau, inde.ordnet, nummer))
            self.led(punkt, inde, form)
        self._ny(ramme)

    @staticmethod
    def _form(led):
        if led.tag == "strong":
            return {"fed": True}
        if led.tag == "em":
            return {"kursiv": True}
        adresse = fuld_adresse(led.get("href")) if led.tag == "a" else ""
        return {"adresse": adresse} if adresse else {}

    def _ny(self, ramme):
        sidste = self.blokke[-1] if self.blokke else None
        if sidste is None or sidste.tekst or sidste.liste != ramme.liste:
            self.blokke.append(Blok(ramme.niveau, ramme.ordnet, ramme.liste, bool(ramme.liste)))

    def _tekst(self, tekst, ramme, form):
        tekst = re.sub(r"[ \t\r\n]+", " ", uden_styretegn(tekst or ""))
        if tekst.strip() or (tekst and self.blokke and self.blokke[-1].tekst):
            self._tilfoej(tekst, ramme, form)

    def _tilfoej(self, tekst, ramme, form):
        if not self.blokke or self.blokke[-1].liste != ramme.liste:
            if not tekst.strip():
                return
            self._ny(ramme)
        self.blokke[-1].loeb.append(Loeb(tekst, **form))
