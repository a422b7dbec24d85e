"""How much a request may carry, and how an uploaded file is sent out again."""

from django.conf import settings
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.views.static import serve

TOO_LARGE = (
    "Filen er for stor. Portalen tager imod højst {mb} MB ad gangen. Gør filen mindre, og prøv igen. "
    "Film lægges på kommunens filmtjeneste."
)
NO_LENGTH = "Filen kom uden oplysning om, hvor stor den er, og blev ikke gemt. Prøv igen."


class BodyLimit:
    """A body that is too large is refused by its length, before a byte of it is read.

    One that does not tell its length (chunked) is refused too: Django would take it for an empty one.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        length = request.META.get("CONTENT_LENGTH") or ""
        uploads = request.path_info.startswith(settings.UPLOAD_PATHS)
        limit = settings.MAX_UPLOAD_MB if uploads else settings.MAX_BODY_MB
        if "chunked" in request.META.get("HTTP_TRANSFER_ENCODING", "").lower():
            return refuse(request, NO_LENGTH, 411)
        if length.isdecimal() and int(length) > limit * 1024 * 1024:
            return refuse(request, TOO_LARGE.format(mb=limit - 1), 413)
        return self.get_response(request)


def refuse(request, message, status):
    """As the upload's script reads it, or as a page."""
    if request.headers.get("x-requested-with") == "XMLHttpRequest":
        return said(message, status)
    return HttpResponse(render_to_string("413.html", {"besked": message}), status=status)


def said(message, status):
    """An answer to the upload's script: as text, for of JSON its button shows «[object Object]»."""
    return HttpResponse(message, content_type="text/plain; charset=utf-8", status=status)


def media(request, path):
    """An uploaded file where no web server stands before the portal; nginx.conf says the same in earnest.

    The name of a rendition changes with its content, and a file that is replaced keeps its name.
    """
    response = serve(request, path, document_root=settings.MEDIA_ROOT)
    forever = path.startswith("gengivelser/")
    response["Cache-Control"] = "public, max-age=31536000, immutable" if forever else "no-cache"
    return response
