from urllib.parse import urlsplit

from django.apps import AppConfig, apps
from django.conf import settings
from django.contrib import admin
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate

from .sortering import registrer_collation

DANSKE_NAVNE = {
    "cms.pagecontent": ("side", "sider"),
    "cms.pagetype": ("sidetype", "sidetyper"),
    "cms.pageurl": ("sideadresse", "sideadresser"),
    "cms.placeholder": ("indholdsfelt", "indholdsfelter"),
    "djangocms_versioning.version": ("version", "versioner"),
    "djangocms_versioning.pagecontentversion": ("version af en side", "versioner af sider"),
    "djangocms_versioning.aliascontentversion": (
        "version af fælles indhold",
        "versioner af fælles indhold",
    ),
    "djangocms_versioning.indsatsindholdversion": (
        "version af en indsats",
        "versioner af indsatser",
    ),
    "djangocms_versioning.nyhedindholdversion": ("version af en nyhed", "versioner af nyheder"),
    "djangocms_text.text": ("tekst", "tekster"),
    "djangocms_link.link": ("link", "links"),
}
"""Names that the packages do not pass through gettext, so that no catalogue can translate them."""


@admin.display(description="indhold")
def indhold(self, version):
    """The column of the list of versions that the package names by its English field."""
    return str(version.content)


def navngiv_site(**kwargs):
    """Sitemap and feeds ask the sites framework for the address, which is a setting here."""
    vaert = urlsplit(settings.SITE_URL).netloc
    apps.get_model("sites.Site").objects.update_or_create(
        pk=settings.SITE_ID, defaults={"domain": vaert, "name": "Tryg Aalborg"}
    )


class TrygPortalConfig(AppConfig):
    name = "tryg_portal"
    verbose_name = "Portalens ramme"

    def ready(self):
        from . import generation
        from .mail import gathered

        gathered.register()
        connection_created.connect(registrer_collation, dispatch_uid="dansk_sortering")
        connection_created.connect(generation.watch, dispatch_uid="generation")
        post_migrate.connect(navngiv_site, sender=apps.get_app_config("sites"), dispatch_uid="site")
        from djangocms_versioning.admin import VersionAdmin

        VersionAdmin.content = indhold
        apps.get_app_config("cms").verbose_name = "Sider"
        for model in apps.get_models():
            if model._meta.label_lower in DANSKE_NAVNE:
                model._meta.verbose_name, model._meta.verbose_name_plural = DANSKE_NAVNE[
                    model._meta.label_lower
                ]
