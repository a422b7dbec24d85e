"""What every page shows of the domain."""

from django import template

from ..models import Kontaktkort, Maal, Organisation

register = template.Library()


@register.simple_tag
def myndigheder():
    return list(Organisation.objects.myndigheder())


@register.simple_tag
def faelles_kontakt():
    return Kontaktkort.faelles()


@register.simple_tag
def maal_nu():
    return list(Maal.objects.seneste())
