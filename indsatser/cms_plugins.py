"""Plugins: a query and a template each. A page may be cached, so they show what is published, never more.

Those that only show what the domain knows have no model of their own: the page is in the budget of its queries.
"""

from cms.plugin_base import CMSPluginBase
from cms.plugin_pool import plugin_pool
from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import get_language
from djangocms_alias import cms_plugins
from filer.models import File

from .models import Gruppe, IndsatsIndhold, Moede, Rolle, Strategi
from .models import plugins as modeller
from .models.kort import med_maal
from .models.livsforloeb import Livsforloeb
from .nyt import seneste_nyt
from .templatetags.tryg import aktuelle_tekster, faelles_kontakt, maal_nu, myndigheder

MODUL = "Tryg Aalborg"

plugin_pool.unregister_plugin(cms_plugins.Alias)


@plugin_pool.register_plugin
class Alias(cms_plugins.Alias):
    """The package lets anybody who may add its contents take it out of a page; here only who may change the page."""

    @classmethod
    def can_detach(cls, user, target_placeholder, plugins):
        return target_placeholder.has_change_permission(user) and super().can_detach(
            user, target_placeholder, plugins
        )


class TrygPlugin(CMSPluginBase):
    """Base of a plugin whose template gets what `kontekst` asks for."""

    model = modeller.Visning
    module = MODUL
    beskrivelse = ""
    """What structure mode says that it shows."""

    def kontekst(self, context, instance):
        return {}

    def render(self, context, instance, placeholder):
        context = super().render(context, instance, placeholder)
        context.update(self.kontekst(context, instance))
        return context


@plugin_pool.register_plugin
class MaalPlugin(TrygPlugin):
    name = "De fem mål"
    beskrivelse = "nummer, navn og ikon for målene i den seneste version"
    render_template = "indsatser/plugins/maal.html"

    def kontekst(self, context, instance):
        return {"maal": maal_nu(context)}


@plugin_pool.register_plugin
class IndsatserPlugin(TrygPlugin):
    name = "Aktuelle indsatser"
    beskrivelse = "de prioriterede indsatser i den seneste version"
    render_template = "indsatser/plugins/indsatser.html"

    def kontekst(self, context, instance):
        return {"kort": aktuelle_tekster(context), "alle_url": reverse("indsatser:list")}


@plugin_pool.register_plugin
class UdvalgteIndsatserPlugin(TrygPlugin):
    name = "Udvalgte indsatser"
    model = modeller.UdvalgteIndsatser
    render_template = "indsatser/plugins/udvalgte.html"
    autocomplete_fields = ["indsatser"]

    def kontekst(self, context, instance):
        tekster = IndsatsIndhold.objects.som_kort(get_language())
        tekster = tekster.filter(indsats__in=instance.indsatser.all()).select_related("indsats")
        return {"kort": med_maal(tekster.order_by("titel"), maal_nu(context))}


@plugin_pool.register_plugin
class KontaktkortPlugin(TrygPlugin):
    name = "Kontaktkort"
    beskrivelse = "den fælles kontakt"
    render_template = "indsatser/plugins/kontaktkort.html"

    def kontekst(self, context, instance):
        return {"kontakt": faelles_kontakt(context)}


@plugin_pool.register_plugin
class OrganisationPlugin(TrygPlugin):
    name = "Organisation"
    beskrivelse = "myndigheder og grupper som billede og tekst"
    render_template = "indsatser/plugins/organisation.html"

    def kontekst(self, context, instance):
        uddrag = Moede.objects.med_uddrag().filter(gruppe=OuterRef("pk"))
        alle = list(Gruppe.objects.annotate(har_uddrag=Exists(uddrag)))
        grupper = [gruppe for gruppe in alle if gruppe.efterfoelger_id is None]
        roller = list(Rolle.objects.gaeldende().filter(gruppe__in=grupper).med_visning())
        for gruppe in grupper:
            gruppe.roller_nu = [rolle for rolle in roller if rolle.gruppe_id == gruppe.pk]
            gruppe.forgaengere_navne = [g.navn for g in alle if g.efterfoelger_id == gruppe.pk]
        return {
            "myndigheder": myndigheder(context),
            "grupper": grupper,
            "har_uddrag": any(gruppe.har_uddrag for gruppe in alle),
        }


@plugin_pool.register_plugin
class ForfatterePlugin(TrygPlugin):
    name = "Afsendere"
    beskrivelse = "dem, der har skrevet under på forordet"
    render_template = "indsatser/plugins/forfattere.html"

    def kontekst(self, context, instance):
        return {
            "roller": list(Rolle.objects.gaeldende().filter(gruppe__slug="afsendere").med_visning())
        }


@plugin_pool.register_plugin
class LivsforloebPlugin(TrygPlugin):
    name = "Indsatsernes livsforløb"
    beskrivelse = "billede og tabel over alle indsatser siden 2014"
    render_template = "indsatser/plugins/livsforloeb.html"

    def kontekst(self, context, instance):
        return {"livsforloeb": Livsforloeb(Strategi.objects.all(), get_language())}


@plugin_pool.register_plugin
class NytPlugin(TrygPlugin):
    name = "Senest opdateret og besluttet"
    beskrivelse = "de seneste ændringer og beslutninger"
    render_template = "indsatser/plugins/nyt.html"

    def kontekst(self, context, instance):
        return seneste_nyt(aktuelle_tekster(context))


@plugin_pool.register_plugin
class FaktaboksPlugin(TrygPlugin):
    name = "Faktaboks"
    model = modeller.Faktaboks
    render_template = "indsatser/plugins/faktaboks.html"
    allow_children = True
    child_classes = [
        "TextPlugin",
        "DokumenterPlugin",
        "HandlingPlugin",
        "CitatPlugin",
        "BilledePlugin",
    ]


@plugin_pool.register_plugin
class CitatPlugin(TrygPlugin):
    name = "Citat"
    model = modeller.Citat
    render_template = "indsatser/plugins/citat.html"


@plugin_pool.register_plugin
class BilledePlugin(TrygPlugin):
    name = "Billede"
    model = modeller.Billede
    render_template = "indsatser/plugins/billede.html"

    @classmethod
    def get_render_queryset(cls):
        """With what a picture is shown by, so that a page of pictures asks once."""
        return super().get_render_queryset().select_related("fil__oplysninger")


@plugin_pool.register_plugin
class DokumenterPlugin(TrygPlugin):
    name = "Dokumenter"
    beskrivelse = "listen over filerne herunder"
    render_template = "indsatser/plugins/dokumenter.html"
    allow_children = True
    child_classes = ["DokumentPlugin"]

    def kontekst(self, context, instance):
        boern = instance.child_plugin_instances or []
        filer = File.objects.non_polymorphic().in_bulk([b.fil_id for b in boern])
        return {
            "dokumenter": [
                {
                    "titel": b.titel,
                    "url": fil.url,
                    "format": fil.extension.upper(),
                    "stoerrelse": fil.size,
                }
                for b in boern
                if (fil := filer.get(b.fil_id))
            ]
        }


@plugin_pool.register_plugin
class DokumentPlugin(TrygPlugin):
    name = "Dokument"
    model = modeller.Dokumentlink
    render_template = "indsatser/plugins/dokument.html"
    require_parent = True
    parent_classes = ["DokumenterPlugin"]


@plugin_pool.register_plugin
class HandlingPlugin(TrygPlugin):
    name = "Opfordring med knap"
    model = modeller.Handling
    render_template = "indsatser/plugins/handling.html"

    def kontekst(self, context, instance):
        return {"url": instance.link.url}
