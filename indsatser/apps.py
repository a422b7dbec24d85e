from django.apps import AppConfig
from django.db.models.signals import post_migrate


class IndsatserConfig(AppConfig):
    name = "indsatser"
    verbose_name = "Tryg Aalborg"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from cms.forms import wizards

        from .models.felter import dansk_slug
        from .rettigheder import registrer_regler, synkroniser_grupper

        # the page wizard has no hook for it, and Django's slugify drops æ, ø and å
        wizards.slugify = dansk_slug
        post_migrate.connect(synkroniser_grupper, sender=self, dispatch_uid="roller")
        registrer_regler()
