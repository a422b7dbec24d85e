"""A drawing is a program too: one that carries a script is refused, and the rest is cleaned."""

import re

from django.core.exceptions import ValidationError
from lxml import etree
from py_svg_hush import filter_svg

_AKTIVE = {
    "script",
    "foreignobject",
    "iframe",
    "object",
    "embed",
    "handler",
    "listener",
    "html",
    "body",
}
_ADRESSE = re.compile(r"^\s*(?:javascript|vbscript|data:text)\s*[:/]", re.I)
_AKTIV = (
    "Tegningen indeholder script eller en indlejret webside, som kunne køre hos læserne. "
    "Gem den uden (i Inkscape: «Almindelig SVG»), eller gem den som PNG."
)
_GENTAGER = (
    "Tegningen bruger dele, der selv er sat sammen af gentagelser, og kan få læsernes browser til at gå i stå. "
    "Gem den uden kloner, eller gem den som PNG."
)
_ULAESELIG = "Tegningen kan ikke læses som SVG. Gem den igen, eller gem den som PNG."


def renset(indhold):
    """The drawing with nothing but drawing in it; `ValidationError` when it holds what runs."""
    if re.search(rb"<!ENTITY", indhold.replace(b"\0", b""), re.I):
        raise ValidationError(_AKTIV)
    try:
        rod = etree.fromstring(indhold, etree.XMLParser(resolve_entities=False, no_network=True))
    except (etree.XMLSyntaxError, ValueError) as fejl:
        raise ValidationError(_ULAESELIG) from fejl
    if any(_er_aktiv(element) for element in rod.iter()):
        raise ValidationError(_AKTIV)
    if sum(_gentager_gentagelser(element) for element in rod.iter()):
        raise ValidationError(_GENTAGER)
    try:
        return filter_svg(indhold)
    except ValueError as fejl:
        raise ValidationError(_ULAESELIG) from fejl


def _gentager_gentagelser(element):
    """A `use` within what another may use: ten of them, ten deep, are more shapes than a browser can draw."""
    if not isinstance(element.tag, str) or etree.QName(element).localname.lower() != "use":
        return False
    return element.get("id") is not None or any(o.get("id") for o in element.iterancestors())


def _er_aktiv(element):
    if not isinstance(element.tag, str):
        return False
    if etree.QName(element).localname.lower() in _AKTIVE:
        return True
    return any(
        etree.QName(navn).localname.lower().startswith("on") or _ADRESSE.match(vaerdi)
        for navn, vaerdi in element.attrib.items()
    )
