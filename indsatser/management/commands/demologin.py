from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError

from indsatser.rettigheder import ROLLER
from tryg_portal.accounts.demo import demo_link


class Command(BaseCommand):
    help = "Skriver et link, der logger ind på den lokale demo i en rolle."

    def add_arguments(self, parser):
        parser.add_argument("rolle", choices=list(ROLLER), help="rollen, for eksempel koordinator")

    def handle(self, *, rolle, **options):
        if not settings.DEMO:
            raise CommandError("Demologin findes kun i den lokale demo (DJANGO_ENV=demo).")
        user = get_user_model().objects.filter(username=f"demo-{rolle}").first()
        if user is None:
            raise CommandError(
                "Demokontoen findes ikke endnu. Kør `make run` (eller `manage.py demodata`) først."
            )
        self.stdout.write(f"{ROLLER[rolle]} – linket virker i ti minutter, på denne maskine:")
        self.stdout.write(demo_link(user))
