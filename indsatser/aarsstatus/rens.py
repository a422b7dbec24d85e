"""The little HTML that a report may hold: what the page, the PDF, the Word file and the slides can all show alike."""

import nh3
from django.utils.html import escape, format_html_join
from django.utils.safestring import mark_safe

from ..laesbarhed import ren_tekst

MAERKER = {"p", "ul", "ol", "li", "strong", "em", "a", "br"}


def rens_html(html):
    """Only the marks above, and of their attributes only where a link leads; nothing of what only looks like a text."""
    rent = nh3.clean(
        html or "",
        tags=MAERKER,
        attributes={"a": {"href"}},
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel=None,
    )
    return mark_safe(rent) if ren_tekst(rent).strip() else ""


def afsnit(tekst):
    """Plain text as paragraphs, a line each."""
    linjer = [linje.strip() for linje in str(tekst).splitlines() if linje.strip()]
    return format_html_join("", "<p>{}</p>", ((linje,) for linje in linjer))


def punktliste(tekster):
    """Sentences as a list; one alone is a paragraph."""
    tekster = list(tekster)
    if len(tekster) == 1:
        return mark_safe(f"<p>{escape(tekster[0])}</p>")
    punkter = format_html_join("", "<li>{}</li>", ((tekst,) for tekst in tekster))
    return mark_safe(f"<ul>{punkter}</ul>") if tekster else ""
