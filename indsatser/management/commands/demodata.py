from django.core.management.base import BaseCommand
from django.db import connection, transaction

from indsatser.demodata.indlaes import alt


class Command(BaseCommand):
    help = "Lægger Tryg Aalborgs indhold ind. Det, der allerede er der, bliver ikke ændret."

    def handle(self, **options):
        with transaction.atomic():
            for trin in alt():
                self.stdout.write(f"  … {trin}")
        with connection.cursor() as cursor:
            cursor.execute(
                "ANALYZE"
            )  # without it SQLite, which never does it by itself, guesses wrong in big tables
        self.stdout.write("Indholdet er på plads.")
