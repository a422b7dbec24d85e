"""Every address that the site has: the resolver walked to its last leaf, in both languages.

The key of a pattern is its route, joined as Django joins the routes on its way down; so the key is what
`resolve(address).route` answers, and a line of the table can show that its address is the one it speaks of.
"""

import re

from django.urls import URLPattern, get_resolver, resolve
from django.utils.translation import override

SPROG = ("da", "en")


def _fast(rute):
    """The order in which apps are registered says nothing about an address."""
    return re.sub(r"\(\?P<app_label>[^)]*\)", "(?P<app_label>)", rute)


def _blade(moenstre, rute=""):
    for moenster in moenstre:
        trin = str(moenster.pattern)
        her = rute + trin.removeprefix("^") if rute else trin
        if isinstance(moenster, URLPattern):
            yield her, moenster
        else:
            yield from _blade(moenster.url_patterns, her)


def alle():
    """The keys of all patterns, each once: key → the patterns that stand behind it, of which the first answers."""
    fundet = {}
    for sprog in SPROG:
        with override(sprog):
            for rute, moenster in _blade(get_resolver().url_patterns):
                fundet.setdefault(_fast(rute), []).append(moenster)
    return fundet


def rute(adresse):
    """The key of the pattern that answers an address; the language is in the address."""
    sti = adresse.partition("?")[0]
    with override("en" if re.match("/en/", sti) else "da"):
        return _fast(resolve(sti).route)
