from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.views.defaults import bad_request, page_not_found

from .uploads import refuse

TOO_MUCH_TEXT = "Det, der er skrevet eller sat ind, fylder over {mb} MB. Gem det som en fil, og vælg filen i stedet."


def ikke_fundet(request, exception):
    """A page that is not there is there in no language, so the language switch leads to its nearest parent."""
    request.sprog_paa_siden = set()
    return page_not_found(request, exception)


def ufuldt(request, exception):
    """What is pasted may be too much for a form's text, where a file would not be."""
    if isinstance(exception, RequestDataTooBig):
        return refuse(request, TOO_MUCH_TEXT.format(mb=settings.MAX_BODY_MB), 413)
    return bad_request(request, exception)
