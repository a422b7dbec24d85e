"""When each account was at the desk, so that it can say what has changed since."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone

NYT_BESOEG = timedelta(hours=4)
"""A longer pause than this is a new visit; until then the desk goes on telling the same."""
FOERSTE = timedelta(days=14)
"""How far back the first visit looks."""
NOTERES = timedelta(minutes=10)


class Bordbesoeg(models.Model):
    bruger = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="bordbesoeg"
    )
    senest = models.DateTimeField("sidst set")
    foer = models.DateTimeField("besøget før")

    class Meta:
        verbose_name = "besøg ved Bordet"
        verbose_name_plural = "besøg ved Bordet"

    def __str__(self):
        return f"{self.bruger} {self.senest:%d.%m.%Y}"

    @classmethod
    def siden(cls, bruger):
        """When the account's visit before this one ended; notes this one, at most once in ten minutes."""
        nu = timezone.now()
        besoeg, ny = cls.objects.get_or_create(
            bruger=bruger, defaults={"senest": nu, "foer": nu - FOERSTE}
        )
        if not ny and nu - besoeg.senest > NOTERES:
            nyt = nu - besoeg.senest > NYT_BESOEG
            besoeg.foer = besoeg.senest if nyt else besoeg.foer
            besoeg.senest = nu
            cls.objects.filter(pk=besoeg.pk).update(senest=besoeg.senest, foer=besoeg.foer)
        return besoeg.foer
