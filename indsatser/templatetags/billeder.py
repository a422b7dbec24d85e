"""Pictures on a page: `{% load billeder %}{% billede nyhed.billede alt="…" sizes="(min-width: 60em) 40rem, 100vw" %}`.

It asks nothing of the database or the storage where the picture came with `select_related("billede__oplysninger")`.
"""

from django import template
from django.core.files.storage import default_storage

from ..medier.gengivelser import FORMATER, gengivelser_af

register = template.Library()

SIZES = "(min-width: 48em) 48rem, 100vw"
"""The width of a column of text, which most pictures stand in."""


@register.inclusion_tag("components/billede_kilder.html")
def billede(fil, alt=None, sizes=SIZES, klasse="", lazy=True):
    """A filer picture as `<picture>`; nothing without one. `alt=""` is a picture that says nothing."""
    if not fil:
        return {}
    return {
        **_kilder(fil),
        "findes": True,
        "alt": fil.default_alt_text or "" if alt is None else alt,
        "sizes": sizes,
        "klasse": klasse,
        "lazy": lazy,
    }


def _kilder(fil):
    """The sources of one picture; without renditions that can be read, the picture as it was uploaded."""
    gengivelser = gengivelser_af(fil)
    try:
        kilder = [
            (
                f"image/{format_}",
                ", ".join(f"{default_storage.url(n)} {b}w" for b, _, n in gengivelser[format_]),
            )
            for format_ in FORMATER
            if format_ in gengivelser
        ]
        src = default_storage.url(gengivelser["img"][2]) if kilder else fil.url
    except (KeyError, TypeError, ValueError, IndexError):
        gengivelser, kilder, src = {}, [], fil.url
    return {
        "kilder": kilder,
        "src": src,
        "bredde": gengivelser.get("bredde") or int(fil.width),
        "hoejde": gengivelser.get("hoejde") or int(fil.height),
    }
