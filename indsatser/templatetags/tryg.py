"""What every page shows of the domain, asked for once a request."""

import json

from django import template
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Exists
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import get_language

from tryg_portal.navigation import offentlig_sti, praefiks
from tryg_portal.page_cache import keep_until
from tryg_portal.sortering import sorteringsnoegle

from ..models import IndsatsIndhold, Kontaktkort, Maal, Organisation, Strategi, Varsel
from ..models.varsel import paa_siden

register = template.Library()

AKTUELLE = 24
_I_HTML = {ord(tegn): f"\\u{ord(tegn):04x}" for tegn in "<>&"}


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
    """Of each page's footer; by the way it is asked whether there are notices, so that none cost no query."""

    def spoerg():
        varsles = Exists(Varsel.objects.ikke_slut())
        return list(Organisation.objects.myndigheder().annotate(varsles=varsles))

    return _en_gang(context, "_myndigheder", spoerg)


@register.simple_tag(takes_context=True)
def faelles_kontakt(context):
    return Kontaktkort.faelles(myndigheder(context))


@register.simple_tag(takes_context=True)
def maal_nu(context):
    return _en_gang(context, "_maal_nu", lambda: list(Maal.objects.seneste()))


@register.simple_tag(takes_context=True)
def varsler(context):
    """Notices on this page, or those that a preview shows; the page is kept until the next begins or ends."""
    if "varsler_vist" in context:
        return context["varsler_vist"]
    return _en_gang(context, "_varsler", lambda: _varsler(context))


def _varsler(context):
    fundne = myndigheder(context)
    if fundne and not fundne[0].varsles:
        return []
    request = context.get("request")
    sprog = get_language() or "da"
    sti = offentlig_sti(request) if request else ""
    vises, skift = paa_siden(sti.removeprefix(praefiks(sprog)), sprog)
    keep_until(request, skift)
    return vises


def strategier(context):
    """All versions, newest first."""
    return _en_gang(
        context,
        "_strategier",
        lambda: list(Strategi.objects.published().prefetch_related("behandlinger")),
    )


def aktuelle_tekster(context):
    """The texts of the initiatives that run in the version in force, with `maal` and `opdateret`.

    At most `AKTUELLE`, those that were changed last, in the order of their titles.
    """

    def spoerg():
        tekster = IndsatsIndhold.objects.som_kort(get_language()).aktuelle().med_opdateret()
        nyeste = tekster.select_related("indsats").order_by("-opdateret", "-pk")[:AKTUELLE]
        tekster = sorted(nyeste, key=lambda tekst: sorteringsnoegle(tekst.titel))
        for tekst in tekster:
            tekst.maal = [maal for maal in maal_nu(context) if maal.nummer == tekst.maalnummer]
        return tekster

    return _en_gang(context, "_aktuelle_tekster", spoerg)


@register.simple_tag
def json_ld(data):
    """Data that search engines read, no script: nothing in it can end the element."""
    tekst = json.dumps(data, cls=DjangoJSONEncoder, ensure_ascii=False).translate(_I_HTML)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(tekst))
