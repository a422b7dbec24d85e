"""HTML as the rules read it: text with line breaks where the blocks are, headings, links and images."""

import re

from lxml import etree
from lxml.html import HtmlElement, fragment_fromstring

OVERSKRIFTER = ("h1", "h2", "h3", "h4", "h5", "h6")
_BLOKKE = {
    *OVERSKRIFTER,
    *("address", "blockquote", "br", "dd", "div", "dl", "dt", "figcaption", "figure", "hr", "li"),
    *("ol", "p", "pre", "section", "table", "tbody", "td", "th", "thead", "tr", "ul"),
}
_USYNLIGE = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
_STREGER = re.compile("[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]")


def trae(html):
    """The tree of a piece of HTML; one that cannot be read is an empty one."""
    try:
        return fragment_fromstring(html, create_parent="div")
    except (etree.ParserError, ValueError):
        return HtmlElement()


def synlig(tekst):
    """The text without signs that nobody sees (soft hyphens, zero-width spaces), every space an ordinary one."""
    return " ".join(_USYNLIGE.sub("", tekst).split())


def tekst_af(element):
    """All text in the element, one line for each block; inline tags divide nothing."""
    linjer = (synlig(linje) for linje in "".join(_stykker(element)).split("\n"))
    return "\n".join(linje for linje in linjer if linje)


def _stykker(element):
    blok = element.tag in _BLOKKE
    yield "\n" if blok else ""
    yield (element.text or "").replace("\n", " ") if isinstance(element.tag, str) else ""
    for barn in element:
        yield from _stykker(barn)
        yield (barn.tail or "").replace("\n", " ")
    yield "\n" if blok else ""


def ens_streger(tekst):
    """Every kind of dash as a hyphen, so that a number is found however it was typed."""
    return _STREGER.sub("-", tekst)


def navn_paa(element):
    """What a screen reader calls a link or a heading: its label, else its text with the alternative texts in it."""
    maerke = synlig(element.get("aria-label", ""))
    billeder = (synlig(img.get("alt", "")) for img in element.iter("img"))
    return maerke or " ".join([synlig(element.text_content()), *filter(None, billeder)]).strip()


def har_plugin(element):
    """Whether a plugin stands in the text here, which says something of its own."""
    return element.find(".//cms-plugin") is not None
