from django.core.management.base import BaseCommand
from django.db import transaction

from indsatser.demodata.indlaes import alt


class Command(BaseCommand):
    help = "Lægger Tryg Aalborgs indhold ind. Det, der allerede er der, bliver ikke ændret."

    def handle(self, **options):
        with transaction.atomic():
            for trin in alt():
                self.stdout.write(f"  … {trin}")
        self.stdout.write("Indholdet er på plads.")
