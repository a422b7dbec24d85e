"""Words for the desk and the pages behind it: who, when, which text, and where it is edited."""

from cms.toolbar.utils import get_object_edit_url
from django import template

from .. import versioner

register = template.Library()
register.filter("navn_paa", versioner.navn_paa)
register.filter("dansk_tid", versioner.tid)
register.filter("titel_paa", versioner.titel_paa)
register.filter("laas_besked", versioner.laas_besked)


@register.filter
def redigeringsside(version):
    """Where the draft is edited: on the page itself."""
    return get_object_edit_url(version.content, version.content.language)


@register.filter
def dansk_tal(tal):
    """With a decimal comma and a point at the thousands, and no more decimals than it has."""
    decimaler = max(-tal.normalize().as_tuple().exponent, 0)
    return f"{tal:,.{decimaler}f}".translate(str.maketrans(",.", ".,"))
