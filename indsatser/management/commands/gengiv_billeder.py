"""Makes the sizes that pictures are shown in, for those that came before the portal made them at the upload."""

from django.core.management.base import BaseCommand
from filer.models import Image

from indsatser.medier.gengivelser import bring_ajour
from indsatser.models import Billedoplysninger


class Command(BaseCommand):
    help = "Laver de størrelser, billeder vises i, hvor de mangler. Kan køres igen."

    def handle(self, *args, **options):
        lavet = 0
        for pk in Image.objects.non_polymorphic().order_by("pk").values_list("pk", flat=True):
            Billedoplysninger.objects.get_or_create(billede_id=pk)
            lavet += bring_ajour(pk)
        self.stdout.write(f"{lavet} billeder blev gengivet.")
