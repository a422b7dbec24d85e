import hashlib

from django.conf import settings
from django.db import models
from django.db.models import Q


class Frequency(models.TextChoices):
    """How often somebody wants a kind of mail."""

    NOW = "straks", "Straks"
    DAILY = "daglig", "Samlet én gang om dagen"
    WEEKLY = "ugentlig", "Samlet én gang om ugen (mandag)"
    NEVER = "aldrig", "Slet ikke"


class MailChoice(models.Model):
    """How often a user wants a kind of mail; a kind that is not named here comes as the kind itself says."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="mail_choices", verbose_name="bruger"
    )
    kind = models.CharField("slags", max_length=50)
    frequency = models.CharField("hvor tit", max_length=10, choices=Frequency)
    changed = models.DateTimeField("ændret", auto_now=True)

    class Meta:
        verbose_name = "valg af mails"
        verbose_name_plural = "valg af mails"
        constraints = [
            models.UniqueConstraint(fields=["user", "kind"], name="mailchoice_user_kind"),
        ]

    def __str__(self):
        return f"{self.kind}: {self.get_frequency_display()}"


class MailQuerySet(models.QuerySet):
    def waiting(self):
        """Neither sent nor given up; what is stopped is not waiting but held."""
        return self.filter(email__status__in=Mail.WAITING, stopped_at=None)

    def failed(self):
        return self.filter(email__status=Mail.FAILED)


class Mail(models.Model):
    """What the portal knows of a mail beside post_office's own row: what it is about and how it went."""

    SENT, FAILED, QUEUED, REQUEUED = range(4)  # post_office.models.STATUS
    WAITING = (QUEUED, REQUEUED)

    email = models.OneToOneField("post_office.Email", models.CASCADE, verbose_name="mail")
    kind = models.CharField("slags", max_length=50, blank=True, db_index=True)
    ref = models.CharField("om", max_length=200, blank=True)
    account = models.BooleanField(
        "om en konto",
        default=False,
        help_text="Adgangskoder og invitationer: de sendes også, når mails er stoppet.",
    )
    attempts = models.PositiveIntegerField("forsøg", default=0)
    last_error = models.TextField("serverens svar", blank=True)
    stopped_at = models.DateTimeField("stoppet", null=True, blank=True)
    stopped_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="stoppet af",
    )
    seen = models.BooleanField("set af redaktionen", default=False)

    objects = MailQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = "mail"
        verbose_name_plural = "mails"

    def __str__(self):
        return f"{self.email.subject} til {', '.join(self.email.to)}"


class MailAttachment(models.Model):
    """A file that goes with a mail: in the database, because the folder of uploads is public; gone when it is sent."""

    email = models.ForeignKey(
        "post_office.Email", models.CASCADE, related_name="files", verbose_name="mail"
    )
    name = models.CharField("filnavn", max_length=200, blank=True)
    mime = models.CharField("type", max_length=200)
    content = models.BinaryField("indhold")

    class Meta:
        ordering = ["pk"]
        verbose_name = "vedhæftet fil"
        verbose_name_plural = "vedhæftede filer"

    def __str__(self):
        return self.name


class MailStop(models.Model):
    """All mails held back, from somebody's word until somebody else's; the one without an end is in force."""

    stopped_at = models.DateTimeField("stoppet", auto_now_add=True)
    stopped_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name="stoppet af",
    )
    reason = models.CharField("hvorfor", max_length=300)
    resumed_at = models.DateTimeField("genoptaget", null=True, blank=True)
    resumed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="genoptaget af",
    )

    class Meta:
        ordering = ["-pk"]
        verbose_name = "stop for mails"
        verbose_name_plural = "stop for mails"
        constraints = [
            models.UniqueConstraint(
                models.Value(1),
                condition=Q(resumed_at=None),
                name="mailstop_one_in_force",
                violation_error_message="Mails er allerede stoppet.",
            ),
        ]

    def __str__(self):
        return f"Mails stoppet: {self.reason}"


class MailText(models.Model):
    """The subject and text of a kind of mail as the coordinator wants them, in place of the ones that came with it."""

    kind = models.CharField("slags", max_length=50, unique=True)
    subject = models.CharField("emne", max_length=200)
    text = models.TextField("tekst")
    changed_at = models.DateTimeField("ændret", auto_now=True)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name="ændret af",
    )

    class Meta:
        verbose_name = "mailskabelon"
        verbose_name_plural = "mailskabeloner"
        constraints = [
            models.CheckConstraint(
                condition=~Q(subject="") & ~Q(text=""), name="mailtext_not_empty"
            ),
        ]

    def __str__(self):
        return self.kind


class GatheredMail(models.Model):
    """The one gathered mail of an address on a day."""

    address = models.CharField("adresse", max_length=254)
    date = models.DateField("dato")

    class Meta:
        verbose_name = "samlet mail"
        verbose_name_plural = "samlede mails"
        constraints = [
            models.UniqueConstraint(
                fields=["address", "date"],
                name="gatheredmail_one_a_day",
                violation_error_message="Der er allerede sendt en samlet mail til adressen den dag.",
            ),
        ]

    def __str__(self):
        return f"{self.address} {self.date}"


class GatheredLineQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(sent_at=None)


class GatheredLine(models.Model):
    """A line that waits for its recipient's gathered mail, and, once sent, the memory that it was."""

    mark = models.CharField(
        "mærke", max_length=64, unique=True, help_text="SHA-256 af adressen og nøglen."
    )
    key = models.CharField("nøgle", max_length=200, db_index=True)
    address = models.CharField("adresse", max_length=254, blank=True, db_index=True)
    name = models.CharField("navn", max_length=200, blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, verbose_name="bruger"
    )
    kind = models.CharField("slags", max_length=50)
    text = models.TextField("tekst", blank=True)
    url = models.TextField("adresse på siden", blank=True)
    created = models.DateTimeField("oprettet", auto_now_add=True)
    due = models.DateTimeField("tidligst")
    sent_at = models.DateTimeField("sendt", null=True, blank=True)

    objects = GatheredLineQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = "linje til samlet mail"
        verbose_name_plural = "linjer til samlede mails"

    def __str__(self):
        return self.key

    @staticmethod
    def mark_of(address, key):
        return hashlib.sha256(f"{address.lower()}\n{key}".encode()).hexdigest()


class Generation(models.Model):
    """The one row that says which generation of public pages is the newest; `generation.py` reads and renews it."""

    mark = models.CharField("mærke", max_length=32)
    set_at = models.FloatField("sat", help_text="Sekunder siden 1970.")

    class Meta:
        verbose_name = "generation af offentlige sider"
        verbose_name_plural = "generationer af offentlige sider"
        constraints = [
            models.CheckConstraint(condition=models.Q(pk=1), name="generation_one_row"),
        ]

    def __str__(self):
        return self.mark
