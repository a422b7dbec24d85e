from django.contrib.auth.models import Group, User
from django.core.management.base import BaseCommand, CommandError

from indsatser.rettigheder import ROLLER
from tryg_portal.accounts.invitations import send_invitation, unused_username


class Command(BaseCommand):
    help = "Opretter en konto og sender dens ejer en invitation; til den første administrator."

    def add_arguments(self, parser):
        parser.add_argument("email")
        parser.add_argument("--rolle", choices=list(ROLLER), default="administrator")
        parser.add_argument("--fornavn", required=True)
        parser.add_argument("--efternavn", required=True)

    def handle(self, *, email, rolle, fornavn, efternavn, **options):
        if User.objects.filter(email__iexact=email).exists():
            raise CommandError(
                f"Der er allerede en konto med {email}. Send invitationen igen i administrationen."
            )
        user = User(
            username=unused_username(email), email=email, first_name=fornavn, last_name=efternavn
        )
        user.set_unusable_password()
        user.save()
        user.groups.add(Group.objects.get(name=rolle))
        send_invitation(user)
        self.stdout.write(f"Kontoen er oprettet, og {email} har fået en invitation.")
