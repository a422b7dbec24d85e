"""What every page shows of the tree: main menu, breadcrumb, and the same page in the other language."""

from django import template

from ..navigation import Navigation

register = template.Library()


def _navigation(context):
    request = context.get("request")
    if request is None:
        return None
    if not hasattr(request, "_navigation"):
        request._navigation = Navigation(request)
    return request._navigation


@register.simple_tag(takes_context=True)
def hovedmenu(context):
    navigation = _navigation(context)
    return navigation.menu() if navigation else []


@register.simple_tag(takes_context=True)
def broedkrumme(context, titel=""):
    """Title and address of each level; `titel` is the page of the app that no page of the tree stands for."""
    navigation = _navigation(context)
    return navigation.broedkrumme(titel) if navigation else []


@register.simple_tag(takes_context=True)
def sprogvalg(context):
    navigation = _navigation(context)
    return navigation.sprogvalg() if navigation else None


@register.simple_tag(takes_context=True)
def afsnitsmenu(context):
    navigation = _navigation(context)
    return navigation.afsnit() if navigation else []
