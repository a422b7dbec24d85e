from django.contrib.auth.models import Group, User
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.db import transaction

from indsatser.rettigheder import ROLLER
from tryg_portal.accounts.invitations import password_link, send_invitation, unused_username


class Command(BaseCommand):
    help = "Opretter en konto og sender dens ejer en invitation; til den første administrator."

    def add_arguments(self, parser):
        parser.add_argument("email")
        parser.add_argument("--rolle", choices=list(ROLLER), default="administrator")
        parser.add_argument("--fornavn", required=True)
        parser.add_argument("--efternavn", required=True)
        parser.add_argument("--vis-link", action="store_true", help="skriv linket her også")

    def handle(self, *, email, rolle, fornavn, efternavn, vis_link=False, **options):
        self._tjek(email)
        with transaction.atomic():
            user = self._opret(email, rolle, fornavn, efternavn)
            send_invitation(user)
        self.stdout.write(f"Kontoen er oprettet, og invitationen til {email} er lagt i mailkøen.")
        if vis_link:
            self.stdout.write(password_link(user))

    def _tjek(self, email):
        try:
            validate_email(email)
        except ValidationError as fejl:
            raise CommandError(f"{email} er ikke en e-mailadresse.") from fejl
        if User.objects.filter(email__iexact=email).exists():
            raise CommandError(
                f"Der er allerede en konto med {email}. Send invitationen igen i administrationen."
            )

    def _opret(self, email, rolle, fornavn, efternavn):
        user = User(
            username=unused_username(email), email=email, first_name=fornavn, last_name=efternavn
        )
        user.set_unusable_password()
        user.save()
        user.groups.add(Group.objects.get(name=rolle))
        return user
