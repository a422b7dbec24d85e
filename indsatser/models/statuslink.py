"""The link to a report in the mail to whoever answers."""

import secrets
import uuid
from datetime import datetime, time, timedelta
from hashlib import sha256

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone

from .status import Status
from .statusdoer import Linkdoer

LINKDAGE = 30
"""Days after the deadline that a link still opens the report."""


class Statuslink(Linkdoer, models.Model):
    """The way into one report for one person: of the link only its fingerprint is kept, so the database opens nothing.

    The link alone opens nothing either, for it may be forwarded: the first time in a browser a code is sent to the
    address that the link was for.
    """

    status = models.ForeignKey(Status, models.CASCADE, related_name="links")
    person = models.ForeignKey("indsatser.Person", models.CASCADE, related_name="+")
    email = models.EmailField("sendt til")
    noegle = models.CharField(max_length=64, unique=True, editable=False)
    sendt = models.DateTimeField("sendt", default=timezone.now)
    udloeber = models.DateTimeField("gælder til")
    lukket = models.DateTimeField("lukket", null=True, blank=True)
    kode = models.CharField(max_length=64, blank=True, editable=False)
    kode_udloeber = models.DateTimeField(null=True, blank=True, editable=False)
    forsoeg = models.PositiveSmallIntegerField(default=0, editable=False)
    kodetider = models.JSONField(default=list, editable=False)
    """When the codes of the last hour were sent."""
    forkerte = models.PositiveSmallIntegerField(default=0, editable=False)
    maerke = models.UUIDField(default=uuid.uuid4, editable=False)
    """What a browser that has shown the code keeps; a new one shuts out those that had it."""

    class Meta:
        ordering = ["-sendt"]
        verbose_name = "link til statusrapport"
        verbose_name_plural = "links til statusrapporter"

    def __str__(self):
        return f"{self.email}: {self.status}"

    @classmethod
    @transaction.atomic
    def opret(cls, status, person):
        """A new link to the report for whoever is written to; theirs from before is closed. Answers (link, secret).

        `person` is the recipient, so the substitute of one who is away. Raises ValidationError without an address.
        """
        if not person.adresse:
            raise ValidationError(f"{person} har ingen e-mail, så linket kan ikke sendes.")
        cls.objects.filter(status=status, person=person, lukket=None).update(lukket=timezone.now())
        sidste_dag = status.runde.frist + timedelta(days=LINKDAGE)
        hemmelig = secrets.token_urlsafe(32)
        link = cls.objects.create(
            status=status,
            person=person,
            email=person.adresse,
            noegle=sha256(hemmelig.encode()).hexdigest(),
            udloeber=timezone.make_aware(datetime.combine(sidste_dag, time.max)),
        )
        return link, hemmelig
