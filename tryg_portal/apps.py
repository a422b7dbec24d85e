from django.apps import AppConfig
from django.db.backends.signals import connection_created

from .sortering import registrer_collation


class TrygPortalConfig(AppConfig):
    name = "tryg_portal"
    verbose_name = "Portalens ramme"

    def ready(self):
        connection_created.connect(registrer_collation, dispatch_uid="dansk_sortering")
