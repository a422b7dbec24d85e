"""What can be read in one version of a content, piece by piece, in the order of the page.

Fields come from `_meta`, so a new noun or plugin is read without a word here: every text field that a visitor meets,
every file and every link. Queries: placeholders, plugins, one for each type of plugin, and one for files.
"""

from dataclasses import dataclass
from functools import cached_property

from cms.models import CMSPlugin
from cms.utils.placeholder import get_placeholder_conf
from cms.utils.plugins import downcast_plugins
from django.db import models
from django.utils.text import capfirst
from djangocms_link.fields import LinkField
from djangocms_text.fields import HTMLField
from djangocms_text.models import AbstractText
from filer.fields.file import FilerFileField
from filer.models import File, Image

from . import html, steder

INGEN_TEKST = {"language", "template", "created_by", "changed_by", "overwrite_url", "rte"}
"""Text fields that hold no words for a visitor."""
ADRESSEFELTER = {"redirect"}
"""Text fields that hold an address."""
OVERSKRIFTSFELTER = {"overskrift", "titel", "title"}
"""Plain fields that a template prints as a heading."""
ALT_FELTER = ("alternativ_tekst", "alt_tekst", "alt_text", "alt")


@dataclass
class Stykke:
    """One field of the content, of its grouper or of a plugin."""

    kilde: models.Model
    felt: models.Field
    vaerdi: object
    hvor: str
    link: str
    boks: tuple = ()
    """What it stands together with: the placeholder, and the box in it, if any."""

    @property
    def navn(self):
        return self.felt.name

    @cached_property
    def er_html(self):
        er_brodtekst = isinstance(self.kilde, AbstractText) and self.navn == "body"
        return isinstance(self.felt, HTMLField) or er_brodtekst

    @property
    def er_adresse(self):
        return isinstance(self.felt, LinkField) or self.navn in ADRESSEFELTER

    @property
    def er_fil(self):
        return isinstance(self.felt, FilerFileField)

    @property
    def er_tekst(self):
        return not (self.er_html or self.er_adresse or self.er_fil)

    @property
    def er_overskrift(self):
        return self.er_tekst and self.navn in OVERSKRIFTSFELTER

    @property
    def er_plugin(self):
        return isinstance(self.kilde, CMSPlugin)

    @cached_property
    def trae(self):
        return html.trae(self.vaerdi) if self.er_html else html.trae("")

    @cached_property
    def tekst(self):
        """Everything to be read in it, without tags."""
        if self.er_html:
            return html.tekst_af(self.trae)
        return "\n".join(map(html.synlig, str(self.vaerdi).splitlines())) if self.er_tekst else ""


class Stykker:
    """The pieces of one content."""

    def __init__(self, indhold):
        self.indhold = indhold
        self.steder = steder.Steder(indhold)

    @cached_property
    def alle(self):
        stykker = [*self._egne(), *self._dele(), *self._grupperens(), *self._plugins()]
        _hent_filer(stykker)
        return stykker

    def _egne(self):
        for felt in _felter(self.indhold):
            yield self._stykke(self.indhold, felt, _navn(felt), self.steder.felt(felt))

    def _dele(self):
        """Rows of their own that are read with the text, such as the quotes of a press release."""
        for del_ in getattr(self.indhold, "dele", list)():
            linjer = self.steder.linjer(del_._meta.get_field("indhold").remote_field.related_name)
            for felt in _felter(del_):
                yield self._stykke(del_, felt, f"{_navn(felt)} ({del_})", linjer)

    def _grupperens(self):
        """What stands on the lasting thing itself in this language: fields that end in `_da` or `_en`."""
        gruppe = self.steder.gruppe
        for felt in _felter(gruppe) if gruppe else ():
            if felt.name.endswith(f"_{self.indhold.language}"):
                yield self._stykke(gruppe, felt, _navn(felt), self.steder.gruppefelt(felt.name))

    def _plugins(self):
        for plugin in self.plugins:
            hvor, link = self._plugin_navn(plugin), self.steder.plugin(plugin)
            for felt in _felter(plugin):
                alene = felt.name == "body" or felt.name in ALT_FELTER
                sted = hvor if alene else f"{_navn(felt)} i {hvor}"
                yield self._stykke(plugin, felt, sted, link, self._boks(plugin))

    def _stykke(self, kilde, felt, hvor, link, boks=()):
        vaerdi = getattr(kilde, felt.attname) or ""
        return Stykke(kilde, felt, vaerdi, hvor, link, boks)

    @cached_property
    def plugins(self):
        """Every plugin as its own model, in the order of the page."""
        alle = CMSPlugin.objects.filter(
            placeholder__in=list(self.pladser), language=self.indhold.language
        )
        pladser = list(self.pladser)
        alle = sorted(alle, key=lambda p: (pladser.index(p.placeholder_id), p.position))
        return list(downcast_plugins(alle))

    @cached_property
    def pladser(self):
        """{pk: Placeholder} in the order they were made, which is that of the template."""
        return {plads.pk: plads for plads in self.indhold.placeholders.order_by("pk")}

    @cached_property
    def _efter_pk(self):
        return {plugin.pk: plugin for plugin in self.plugins}

    def _rod(self, plugin):
        while plugin.parent_id in self._efter_pk:
            plugin = self._efter_pk[plugin.parent_id]
        return plugin

    def _boks(self, plugin):
        rod = self._rod(plugin)
        return (plugin.placeholder_id, rod.pk if hasattr(rod, "overskrift") else None)

    def _plugin_navn(self, plugin):
        """«Tekst i «Faktaboks: Tal»», or «Tekst 2 under «Indhold»» where there are several."""
        navn = str(plugin.plugin_class.name)
        if plugin.parent_id in self._efter_pk:
            return f"{navn} i «{_betegnelse(self._efter_pk[plugin.parent_id])}»"
        ens = [
            p
            for p in self.plugins
            if (p.placeholder_id, p.plugin_type, p.parent_id)
            == (plugin.placeholder_id, plugin.plugin_type, None)
        ]
        nummer = f" {[p.pk for p in ens].index(plugin.pk) + 1}" if len(ens) > 1 else ""
        slot = self.pladser[plugin.placeholder_id].slot
        return f"{navn}{nummer} under «{get_placeholder_conf('name', slot) or capfirst(slot)}»"


def _betegnelse(plugin):
    """A box by its kind and heading."""
    navn, overskrift = str(plugin.plugin_class.name), getattr(plugin, "overskrift", "")
    return f"{navn}: {overskrift}" if overskrift else navn


def _navn(felt):
    return capfirst(str(felt.verbose_name))


def _felter(obj):
    """The fields with something to read, to fetch or to follow; not what Django or the CMS keep for themselves."""
    for felt in obj._meta.concrete_fields:
        if felt.model is CMSPlugin or felt.name in INGEN_TEKST or not felt.editable or felt.choices:
            continue
        er_tekst = isinstance(felt, (models.CharField, models.TextField))
        if isinstance(felt, (LinkField, FilerFileField)) or (
            er_tekst and not isinstance(felt, models.SlugField)
        ):
            yield felt


def _hent_filer(stykker):
    """The files that the pieces point to, in their place; images know their alternative text."""
    med_fil = [stykke for stykke in stykker if stykke.er_fil and stykke.vaerdi]
    pks = {stykke.vaerdi for stykke in med_fil}
    if not pks:
        return
    filer = File.objects.non_polymorphic().in_bulk(pks)
    filer |= Image.objects.non_polymorphic().select_related("oplysninger").in_bulk(pks)
    for stykke in med_fil:
        stykke.vaerdi = filer.get(stykke.vaerdi, "")
