"""What every page shows of the domain, asked for once a request."""

from django import template

from ..models import Kontaktkort, Maal, Organisation

register = template.Library()


def _en_gang(context, navn, spoerg):
    """The answer to a question that several parts of one page ask."""
    request = context.get("request")
    if request is None:
        return spoerg()
    if not hasattr(request, navn):
        setattr(request, navn, spoerg())
    return getattr(request, navn)


@register.simple_tag(takes_context=True)
def myndigheder(context):
    return _en_gang(context, "_myndigheder", lambda: list(Organisation.objects.myndigheder()))


@register.simple_tag(takes_context=True)
def faelles_kontakt(context):
    return Kontaktkort.faelles(myndigheder(context))


@register.simple_tag(takes_context=True)
def maal_nu(context):
    return _en_gang(context, "_maal_nu", lambda: list(Maal.objects.seneste()))
