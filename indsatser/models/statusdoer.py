"""The way in through a link: what closes it, and the code that opens it in a browser where it is new."""

import hmac
import secrets
from datetime import datetime, timedelta
from hashlib import sha256

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

KODE_MINUTTER, KODE_FORSOEG, KODER_I_TIMEN = 10, 5, 3
FORKERTE_I_ALT = 30
"""Wrong codes, all in all, after which a link sends no more codes: whoever guesses on does not get far."""

NY_MAIL = (
    "Find den nyeste mail fra Tryg Aalborg, eller skriv til koordinatoren for at få et nyt link."
)
KOORDINATOR = "Skriv til koordinatoren, hvis du mangler at svare."
FOR_MANGE = "Der er skrevet for mange forkerte koder, så linket er spærret. Skriv til koordinatoren for at få et nyt."


class Linkdoer:
    @classmethod
    def fra_link(cls, hemmelig):
        """The link with its report, or None."""
        led = (
            "status__runde",
            "status__indsats",
            "status__stedfortraeder__bruger",
            "person__bruger",
        )
        noegle = sha256(hemmelig.encode()).hexdigest()
        return cls.objects.select_related(*led).filter(noegle=noegle).first()

    def hvorfor_lukket(self):
        """Why it opens nothing any more, and what to do, in words for whoever holds it; or an empty string."""
        if self.status.runde.er_lukket:
            return f"Runden er lukket, så der kan ikke svares mere. {KOORDINATOR}"
        if self.udloeber <= timezone.now():
            return f"Linket er udløbet. {KOORDINATOR}"
        if self.lukket:
            return f"Linket gælder ikke mere, for der er sendt et nyt. {NY_MAIL}"
        if self.person_id not in {person.pk for person in self.status.svarere()}:
            return f"En anden svarer nu for indsatsen, så linket gælder ikke mere. {KOORDINATOR}"
        if self.person.adresse.lower() != self.email.lower():
            return f"Linket blev sendt til en adresse, der ikke bruges mere. {NY_MAIL}"
        return ""

    # --- The code

    @transaction.atomic
    def ny_kode(self):
        """A code for the address that the link was for, as (code, ""); or (None, why there is none)."""
        ny = type(self).objects.select_for_update().get(pk=self.pk)
        nu = timezone.now()
        sendte = [t for t in ny.kodetider if datetime.fromisoformat(t) > nu - timedelta(hours=1)]
        if ny.forkerte >= FORKERTE_I_ALT:
            return None, FOR_MANGE
        if len(sendte) >= KODER_I_TIMEN:
            return (
                None,
                f"Der er sendt {KODER_I_TIMEN} koder den seneste time. Vent lidt, og prøv igen.",
            )
        kode = f"{secrets.randbelow(1_000_000):06}"
        ny.kode, ny.forsoeg, ny.kodetider = ny._aftryk(kode), 0, [*sendte, nu.isoformat()]
        ny.kode_udloeber = nu + timedelta(minutes=KODE_MINUTTER)
        ny.save()
        return kode, ""

    @transaction.atomic
    def proev_kode(self, kode):
        """Use a code up, or say why it opens nothing: an empty string opens."""
        ny = type(self).objects.select_for_update().get(pk=self.pk)
        if not ny.kode or ny.kode_udloeber <= timezone.now():
            return "Koden gælder ikke mere. Få en ny."
        if hmac.compare_digest(ny.kode, ny._aftryk(kode)):
            ny.kode, ny.kode_udloeber = "", None
            ny.save()
            return ""
        ny.forsoeg, ny.forkerte = ny.forsoeg + 1, ny.forkerte + 1
        tilbage = KODE_FORSOEG - ny.forsoeg
        if not tilbage:
            ny.kode, ny.kode_udloeber = "", None
        ny.save()
        if not tilbage:
            return "Koden var forkert for femte gang, så den gælder ikke mere. Få en ny."
        return f"Koden er forkert. Se efter i den nyeste mail. Du har {tilbage} forsøg tilbage."

    def _aftryk(self, kode):
        """Six digits are soon guessed by whoever reads the database, so the key of the portal is in it."""
        return salted_hmac("statuslink", f"{self.noegle}{kode}", algorithm="sha256").hexdigest()
