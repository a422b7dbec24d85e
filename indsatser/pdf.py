"""A template as an accessible PDF (PDF/UA-1): tagged, with title, language and bookmarks from its headings."""

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpResponse
from django.template.loader import render_to_string
from PIL import ImageFile

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
    return HTML(string=html, base_url=rod, url_fetcher=hent).write_pdf(
        pdf_variant="pdf/ua-1", pdf_identifier=identifikator
    )


def pdf_svar(skabelon, context, filnavn):
    """The answer that opens it in the browser, and keeps it out of every cache."""
    svar = HttpResponse(lav_pdf(skabelon, context), content_type="application/pdf")
    svar["Content-Disposition"] = f'inline; filename="{filnavn}"'
    svar["Cache-Control"] = "private, no-store"
    return svar
