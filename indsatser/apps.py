from django.apps import AppConfig
from django.db.models.signals import post_migrate


class IndsatserConfig(AppConfig):
    name = "indsatser"
    verbose_name = "Tryg Aalborg"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from . import aendringer
        from .rettigheder import synkroniser_grupper

        post_migrate.connect(synkroniser_grupper, sender=self, dispatch_uid="roller")
        aendringer.lyt()
