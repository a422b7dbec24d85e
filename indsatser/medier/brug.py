"""Where a file is used: what points to it by a field, and what links to it or shows it in a text.

Relations and text fields come from `_meta`, so a new noun or plugin is seen without a word here. All versions count:
an old one can be brought back.
"""

import re
from collections import defaultdict
from typing import NamedTuple

from cms.models import CMSPlugin
from django.apps import apps
from django.db.models import Q
from django.urls import NoReverseMatch, reverse
from django.utils.text import capfirst
from djangocms_link.fields import LinkField
from djangocms_text.fields import HTMLField
from djangocms_text.models import AbstractText
from filer.models import File, Image

from ..models import Billedoplysninger
from ..udgivelsestjek.steder import Steder, grupperingsfelt

_HENVISNING = re.compile(r"filer\.(?:file|image):\s*(\d+)")
_NAVN = re.compile(r"filer_public/[0-9a-f]{2}/[0-9a-f]{2}/[0-9a-f-]{36}/[^\"'<>\s?#]+")


class Sted(NamedTuple):
    titel: str
    slags: str
    tilstand: str
    """State of the version, in words; empty where there are no versions."""
    adresse: str
    """Where it is mended."""


def steder_for(filer):
    """{key of the file: [Sted, …]} of those files that are used anywhere."""
    efter_pk = {fil.pk: fil for fil in filer}
    fundne = defaultdict(dict)
    for obj, pk in (*_relationer(efter_pk), *_tekster(efter_pk), *_linkfelter(efter_pk)):
        fundne[pk].setdefault((obj._meta.label, obj.pk), obj)
    return {
        pk: sorted({_sted(obj) for obj in objekter.values()}) for pk, objekter in fundne.items()
    }


def _relationer(filer):
    for felt in _felter_til_filer():
        raekker = felt.model._base_manager.filter(**{f"{felt.name}__in": list(filer)})
        par = list(raekker.values_list("pk", felt.name))
        objekter = felt.model._base_manager.in_bulk({pk for pk, _ in par})
        yield from ((objekter[pk], fil) for pk, fil in par if pk in objekter)


def _felter_til_filer():
    """The fields of other apps that point to a file or a picture, hidden relations too."""
    relationer = {
        *File._meta.get_fields(include_hidden=True),
        *Image._meta.get_fields(include_hidden=True),
    }
    for relation in relationer:
        if not relation.auto_created or relation.concrete or not relation.is_relation:
            continue
        model = relation.related_model
        if (
            model._meta.app_label != "filer"
            and model is not Billedoplysninger
            and not model._meta.auto_created
        ):
            yield relation.field


def _tekster(filer):
    efter_navn = {fil.file.name: pk for pk, fil in filer.items() if fil.file}
    for model, felt in _felter_af(HTMLField):
        med_fil = Q(**{f"{felt}__contains": "filer."}) | Q(**{f"{felt}__contains": "filer_public/"})
        for obj in model._base_manager.filter(med_fil):
            html = getattr(obj, felt) or ""
            pks = {int(pk) for pk in _HENVISNING.findall(html)} & filer.keys()
            pks |= {efter_navn[navn] for navn in _NAVN.findall(html) if navn in efter_navn}
            yield from ((obj, pk) for pk in pks)


def _linkfelter(filer):
    for model, felt in _felter_af(LinkField):
        for obj in model._base_manager.filter(**{f"{felt}__has_key": "file_link"}):
            pk = str((getattr(obj, felt) or {}).get("file_link"))
            if pk.isdecimal() and int(pk) in filer:
                yield obj, int(pk)


def _felter_af(slags):
    """(model, name) of every field of the kind; the text plugin's body is a text field of its own."""
    for model in apps.get_models():
        if model._meta.proxy:
            continue
        for felt in model._meta.local_concrete_fields:
            er_body = slags is HTMLField and issubclass(model, AbstractText) and felt.name == "body"
            if isinstance(felt, slags) or er_body:
                yield model, felt.name


def _sted(obj):
    if isinstance(obj, CMSPlugin):
        return _i_plugin(obj)
    if grupperingsfelt(type(obj)):
        sted = Steder(obj).formular[0]
        return Sted(str(obj), capfirst(obj._meta.verbose_name), _tilstand(obj), sted)
    return Sted(str(obj), capfirst(obj._meta.verbose_name), "", _i_admin(obj))


def _i_plugin(plugin):
    plads, navn = plugin.placeholder, str(plugin.plugin_class.name)
    model = plads.content_type.model_class() if plads and plads.content_type_id else None
    kilde = model and model._base_manager.filter(pk=plads.object_id).first()
    if not kilde:
        return Sted(str(plugin), navn, "", "")
    slags = f"{navn} i {kilde._meta.verbose_name}"
    if not grupperingsfelt(type(kilde)):
        return Sted(str(kilde), slags, "", _i_admin(kilde))
    return Sted(str(kilde), slags, _tilstand(kilde), Steder(kilde).plugin(plugin))


def _tilstand(indhold):
    version = indhold.versions.first()
    return str(version.get_state_display()) if version else ""


def _i_admin(obj):
    try:
        return reverse(f"admin:{obj._meta.label_lower.replace('.', '_')}_change", args=[obj.pk])
    except NoReverseMatch:
        return ""
