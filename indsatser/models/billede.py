"""What the portal must know of a picture before it is shown: its consent, and the sizes it is shown in."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from .felter import FeltCheck


class Billedoplysninger(models.Model):
    """One for each picture, made with it (`medier.gengivelser`): a picture dropped in a folder has no form yet.

    The alternative text and the credit are filer's own fields on the picture (`default_alt_text`, `author`).
    """

    class Samtykke(models.TextChoices):
        INGEN = "ingen", "Ingen personer kan genkendes"
        SKRIFTLIGT = "skriftligt", "Skriftligt samtykke fra dem, der kan genkendes"
        SITUATION = (
            "situation",
            "Situationsbillede fra et offentligt arrangement, lovligt uden samtykke",
        )
        TEGNING = "tegning", "Tegning, kort eller grafik uden personer"

    billede = models.OneToOneField(
        "filer.Image", models.CASCADE, verbose_name="billede", related_name="oplysninger"
    )
    samtykke = models.CharField("samtykke", max_length=20, choices=Samtykke, blank=True)
    samtykke_note = models.CharField("hvor samtykket ligger", max_length=250, blank=True)
    samtykke_udloeber = models.DateField("samtykket udløber", null=True, blank=True)
    gengivelser = models.JSONField(default=dict, blank=True, editable=False)
    """What `medier.gengivelser` made: names in the storage by format and width, and of which content."""

    class Meta:
        verbose_name = "billedoplysninger"
        verbose_name_plural = "billedoplysninger"
        constraints = [
            FeltCheck(
                felt="samtykke_udloeber",
                condition=Q(samtykke_udloeber__isnull=True) | Q(samtykke="skriftligt"),
                name="billedoplysninger_kun_samtykke_udloeber",
                violation_error_message="Kun et skriftligt samtykke kan udløbe. Fjern datoen, eller vælg det samtykke.",
            )
        ]

    def __str__(self):
        return f"Oplysninger om {self.billede}"

    @property
    def mangler(self):
        """What has not been filled in, in words."""
        felter = {
            "alternativ tekst": self.billede.default_alt_text,
            "kreditering": self.billede.author,
            "samtykke": self.samtykke,
        }
        return [navn for navn, vaerdi in felter.items() if not vaerdi]

    def er_udloebet(self, dag=None):
        """A consent holds through its last day."""
        return bool(self.samtykke_udloeber) and self.samtykke_udloeber < (
            dag or timezone.localdate()
        )

    @classmethod
    def af(cls, billede):
        """Those of a picture, or empty ones where none were made yet."""
        return cls.objects.filter(billede=billede).first() or cls(billede=billede)

    @classmethod
    def ufuldstaendige(cls, billeder):
        """[(picture, what it lacks), …] of those that lack anything; one query."""
        efter_pk = {
            oplysninger.billede_id: oplysninger
            for oplysninger in cls.objects.filter(billede__in=billeder)
        }
        for billede in billeder:
            oplysninger = efter_pk.get(billede.pk) or cls()
            oplysninger.billede = billede
            efter_pk[billede.pk] = oplysninger
        return [(b, efter_pk[b.pk].mangler) for b in billeder if efter_pk[b.pk].mangler]
