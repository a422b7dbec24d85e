from django.apps import AppConfig, apps
from django.db.backends.signals import connection_created

from .sortering import registrer_collation

DANSKE_NAVNE = {
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
    "djangocms_text.text": ("tekst", "tekster"),
    "djangocms_link.link": ("link", "links"),
}
"""Names that the packages do not pass through gettext, so that no catalogue can translate them."""


class TrygPortalConfig(AppConfig):
    name = "tryg_portal"
    verbose_name = "Portalens ramme"

    def ready(self):
        connection_created.connect(registrer_collation, dispatch_uid="dansk_sortering")
        for model in apps.get_models():
            if model._meta.label_lower in DANSKE_NAVNE:
                model._meta.verbose_name, model._meta.verbose_name_plural = DANSKE_NAVNE[
                    model._meta.label_lower
                ]
