from django import template
from django.utils.html import format_html

register = template.Library()


@register.simple_tag
def billede(fil, alt="", sizes="", klasse="", lazy=True):
    return format_html(
        '<img src="{}" alt="{}" class="{}" width="{}" height="{}">',
        fil.url,
        alt,
        klasse,
        int(fil.width),
        int(fil.height),
    )


def og_billede(fil):
    return fil.url, int(fil.width), int(fil.height)
