"""What a draft changes in the public text, side by side, as a reader meets it."""

import copy
from difflib import SequenceMatcher

import lxml.html
from cms.toolbar.utils import get_object_preview_url
from cms.utils.conf import get_cms_setting
from django.contrib.contenttypes.models import ContentType
from django.http import QueryDict
from django.utils.html import format_html, format_html_join
from django.utils.translation import override

BLOKKE = (
    *("h1", "h2", "h3", "h4", "h5", "h6", "p", "li", "dt", "dd", "th", "td"),
    *("blockquote", "figcaption", "summary", "address"),
)
LIGHED = 0.4
"""The least that two paragraphs must share for their words to be compared one by one: 0 nothing, 1 all."""

RAMMER = (
    "div",
    "section",
    "article",
    "aside",
    "figure",
    "ul",
    "ol",
    "dl",
    "table",
    "tr",
    "nav",
    "form",
)
"""What holds blocks; words that stand in one beside them are not part of any."""

UAENDRET_VIST = 1
"""How many unchanged blocks are shown on each side of a change; the rest are counted."""


def laest_af(request, indhold):
    """The blocks of text that a reader of this version meets in the main part of the page, from top to bottom."""
    from cms.toolbar.toolbar import CMSToolbar  # not to be had before the apps are ready
    from cms.views import render_object_preview

    som_laeser = copy.copy(request)
    som_laeser.method = "GET"
    som_laeser.path = som_laeser.path_info = get_object_preview_url(indhold, indhold.language)
    som_laeser.GET = QueryDict(f"{get_cms_setting('CMS_TOOLBAR_URL__DISABLE')}=1")
    som_laeser.toolbar = CMSToolbar(som_laeser)
    art = ContentType.objects.get_for_model(indhold)
    with override(indhold.language):
        svar = render_object_preview(som_laeser, art.pk, indhold.pk)
        if hasattr(svar, "render"):
            svar.render()
    return blokke(svar.content.decode())


def blokke(html):
    """The text of each heading, paragraph, list item and cell in <main>, with where links lead and what pictures show.

    Text that stands beside a block in the same element is a block of its own.
    """
    hele = lxml.html.fromstring(html)
    main = hele.find(".//main")
    laeser = _Laeser()
    laeser.laes(hele if main is None else main)
    laeser.afslut()
    return laeser.fundet


class _Laeser:
    def __init__(self):
        self.fundet, self.stykker = [], []

    def laes(self, element):
        if not isinstance(element.tag, str) or element.tag in (
            "script",
            "style",
            "template",
            "svg",
        ):
            return
        blok = element.tag in BLOKKE or element.tag in RAMMER
        if blok:
            self.afslut()
        self.stykker.append(element.text or "")
        for barn in element:
            self.laes(barn)
            self.stykker.append(barn.tail or "")
        self.stykker.append(_bagved(element))
        if blok:
            self.afslut()

    def afslut(self):
        if tekst := " ".join("".join(self.stykker).split()):
            self.fundet.append(tekst)
        self.stykker = []


def _bagved(element):
    """What a reader meets without reading it: a change of it must be seen too, and words on two lines are two."""
    if element.tag == "br" or (element.tag == "span" and element.get("class")):
        return " "
    if element.tag == "a" and not element.get("href", "#").startswith("#"):
        return f" (link til {element.get('href')})"
    return f" (billede: {element.get('alt') or 'uden tekst'})" if element.tag == "img" else ""


def sammenlign(foer, efter):
    """Rows for two columns: what kind of row (ens, aendret, tilfoejet, fjernet, skjult) and the text on either side."""
    raekker = []
    for art, a1, a2, b1, b2 in SequenceMatcher(None, foer, efter, autojunk=False).get_opcodes():
        if art == "equal":
            raekker += _uaendret(foer[a1:a2], foerste=not raekker, sidste=a2 == len(foer))
        else:
            raekker += _aendret(foer[a1:a2], efter[b1:b2])
    return raekker


def _uaendret(tekster, foerste, sidste):
    foran = 0 if foerste else UAENDRET_VIST
    bagved = 0 if sidste else UAENDRET_VIST
    if len(tekster) <= foran + bagved + 1:
        return [_ens(tekst) for tekst in tekster]
    slut = len(tekster) - bagved
    return [
        *(_ens(tekst) for tekst in tekster[:foran]),
        {"art": "skjult", "antal": slut - foran},
        *(_ens(tekst) for tekst in tekster[slut:]),
    ]


def _ens(tekst):
    return {"art": "ens", "foer": tekst, "efter": tekst}


def _aendret(foer, efter):
    par = min(len(foer), len(efter))
    raekker = [
        dict(zip(("art", "foer", "efter"), ("aendret", *ord_for_ord(a, b)), strict=True))
        for a, b in zip(foer, efter, strict=False)
    ]
    raekker += [
        {"art": "fjernet", "foer": format_html("<del>{}</del>", t), "efter": ""} for t in foer[par:]
    ]
    raekker += [
        {"art": "tilfoejet", "foer": "", "efter": format_html("<ins>{}</ins>", t)}
        for t in efter[par:]
    ]
    return raekker


def ord_for_ord(foer, efter):
    """Two texts as HTML: what has gone is marked in the first, what has come in the second.

    Where they have little in common the whole is marked, because scattered words in common help no reader.
    """
    a, b = foer.split(), efter.split()
    ens = SequenceMatcher(None, a, b, autojunk=False)
    skridt = ens.get_opcodes() if ens.ratio() >= LIGHED else [("replace", 0, len(a), 0, len(b))]
    venstre = [(art == "equal", " ".join(a[a1:a2])) for art, a1, a2, _, _ in skridt]
    hoejre = [(art == "equal", " ".join(b[b1:b2])) for art, _, _, b1, b2 in skridt]
    return _maerket(venstre, "<del>{}</del>"), _maerket(hoejre, "<ins>{}</ins>")


def _maerket(stykker, maerke):
    dele = [tekst if ens else format_html(maerke, tekst) for ens, tekst in stykker if tekst]
    return format_html_join(" ", "{}", ((del_,) for del_ in dele))
