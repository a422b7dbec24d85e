"""A template as an accessible PDF (PDF/UA-1): tagged, with title, language and bookmarks from its headings."""

import logging
from contextlib import contextmanager
from itertools import groupby

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpResponse
from django.template.loader import render_to_string
from PIL import ImageFile

SAMLER = "\N{ZERO WIDTH JOINER}\N{VARIATION SELECTOR-15}\N{VARIATION SELECTOR-16}"
"""What makes one picture of several signs, and stands alone where they are left out."""
MANGLER = "PDF kræver Pango: apt-get install libpango-1.0-0 libpangoft2-1.0-0"


def lav_pdf(skabelon, context, identifikator=b"tryg-aalborg"):
    """The bytes of it. Nothing is fetched from the network: an address that is not the portal's own font is refused.

    `identifikator` tells it from other PDF files; the same template, context and identifier give the same bytes.

    Raises ImproperlyConfigured where the machine lacks the library that sets the text.
    """
    try:
        # half a second and a system library, which only this needs
        from weasyprint import HTML
        from weasyprint.urls import URLFetcher
    except OSError as fejl:
        raise ImproperlyConfigured(MANGLER) from fejl
    # WeasyPrint makes Pillow put up with half a picture, in the whole process; an upload must not be half
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    html = render_to_string(skabelon, context)
    rod = (settings.BASE_DIR / "static").as_uri() + "/"
    hent = URLFetcher(allowed_protocols=["file", "data"])

    def saet(html):
        return HTML(string=html, base_url=rod, url_fetcher=hent).write_pdf(
            pdf_variant="pdf/ua-1", pdf_identifier=identifikator, finisher=saml_listepunkter
        )

    with uden_skrift() as mangler:
        pdf = saet(html)
    return saet(uden(html, mangler)) if mangler else pdf


def pdf_svar(skabelon, context, filnavn):
    """The answer that opens it in the browser, and keeps it out of every cache."""
    svar = HttpResponse(lav_pdf(skabelon, context), content_type="application/pdf")
    svar["Content-Disposition"] = f'inline; filename="{filnavn}"'
    svar["Cache-Control"] = "private, no-store"
    return svar


# --- What PDF/UA-1 asks for, and WeasyPrint does not give


@contextmanager
def uden_skrift():
    """A set that fills with the signs that no font of the machine has, as WeasyPrint tells of them in its log."""
    log, fundne = logging.getLogger("weasyprint"), set()

    def lyt(linje):
        if "notdef" not in str(linje.msg):
            return True
        fundne.add(linje.args[0])
        return False

    log.addFilter(lyt)
    try:
        yield fundne
    finally:
        log.removeFilter(lyt)


def uden(html, tegn):
    """Without these signs, for the profile allows no empty box: a letter becomes «?», and a picture is left out."""
    erstat = {ord(et): "?" if et.isalnum() else "" for et in tegn}
    return html.translate(erstat | {ord(et): "" for et in SAMLER})


def saml_listepunkter(document, pdf):
    """Puts the paragraphs of a list item in its body, where WeasyPrint lets them stand beside its bullet."""
    from pydyf import Array, Dictionary

    led = {et.reference: et for et in pdf.objects if isinstance(et, Dictionary) and "S" in et}
    for punkt in [et for et in led.values() if et["S"] == "/LI"]:
        nye = []
        for i_orden, boern in groupby(punkt["K"], lambda barn: _hoerer_i_punkt(led.get(barn))):
            if i_orden:
                nye += boern
                continue
            krop = Dictionary(
                {
                    **{"Type": "/StructElem", "S": "/LBody", "K": Array(boern)},
                    **{"Pg": punkt["Pg"], "P": punkt.reference},
                }
            )
            pdf.add_object(krop)
            for barn in krop["K"]:
                led[barn]["P"] = krop.reference
            nye.append(krop.reference)
        punkt["K"] = Array(nye)


def _hoerer_i_punkt(barn):
    """A link or a marked content of the item itself is no element, and stays."""
    return barn is None or barn["S"] in ("/Lbl", "/LBody")
