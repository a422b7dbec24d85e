"""Tasks: what somebody does after a meeting, and by when."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone

from ..rettigheder import egne_indsatser, roller
from .fastlaast import Fastlaast, FastlaastQuerySet
from .felter import FeltCheck


class OpgaveQuerySet(FastlaastQuerySet):
    def aabne(self):
        return self.filter(tilstand=Opgave.Tilstand.AABEN)

    def forfaldne(self, dag=None):
        return self.aabne().filter(frist__lt=dag or timezone.localdate())

    def mine(self, user, dag=None):
        """Those that the account's person answers for, or somebody whom it stands in for today."""
        dag = dag or timezone.localdate()
        vaek = Q(
            ansvarlig__stedfortraeder__bruger=user,
            ansvarlig__vaek_fra__lte=dag,
            ansvarlig__vaek_til__gte=dag,
        )
        return self.filter(Q(ansvarlig__bruger=user) | vaek)

    def med_visning(self):
        """What a line shows, so that a list costs one query."""
        return self.select_related("ansvarlig__stedfortraeder", "punkt__moede")

    def visible_to(self, user):
        """Coordinators, the steering group and administrators see all; others what is theirs or their initiatives'."""
        if user.is_superuser or roller(user) & {"koordinator", "styregruppe", "administrator"}:
            return self
        if not roller(user):
            return self.none()
        mine = Opgave.objects.mine(user).values("pk")
        return self.filter(Q(pk__in=mine) | Q(indsats__in=egne_indsatser(user)))


class Opgave(Fastlaast):
    """A task from a meeting: who does it, and by when."""

    til_moedet = "punkt__moede"
    frit = frozenset({"tilstand", "udfoert", "note"})

    class Tilstand(models.TextChoices):
        AABEN = "aaben", "Åben"
        UDFOERT = "udfoert", "Udført"
        BORTFALDET = "bortfaldet", "Bortfaldet"

    punkt = models.ForeignKey(
        "indsatser.Dagsordenspunkt",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="opgaver",
        verbose_name="dagsordenspunkt",
    )
    indsats = models.ForeignKey(
        "indsatser.Indsats",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="opgaver",
        verbose_name="indsats",
    )
    tekst = models.CharField("opgave", max_length=500)
    ansvarlig = models.ForeignKey(
        "indsatser.Person",
        models.PROTECT,
        related_name="opgaver",
        verbose_name="ansvarlig",
    )
    frist = models.DateField("frist")
    tilstand = models.CharField("tilstand", max_length=10, choices=Tilstand, default=Tilstand.AABEN)
    udfoert = models.DateTimeField("afsluttet", null=True, blank=True, editable=False)
    note = models.CharField("hvad kom der ud af det", max_length=500, blank=True)

    objects = OpgaveQuerySet.as_manager()

    class Meta:
        ordering = ["frist", "pk"]
        verbose_name = "opgave"
        verbose_name_plural = "opgaver"
        constraints = [
            models.CheckConstraint(
                condition=Q(tilstand="aaben", udfoert=None)
                | Q(tilstand__in=["udfoert", "bortfaldet"], udfoert__isnull=False),
                name="opgave_tilstand_og_tid",
            ),
            FeltCheck(
                felt="note",
                condition=~Q(tilstand="bortfaldet") | ~Q(note=""),
                name="opgave_bortfaldet_med_grund",
                violation_error_message="Skriv, hvorfor opgaven er bortfaldet.",
            ),
        ]

    def __str__(self):
        return self.tekst[:80]

    @property
    def er_forfalden(self):
        return self.tilstand == self.Tilstand.AABEN and self.frist < timezone.localdate()

    def afsluttes_af(self, user):
        """Whoever answers for it, or stands in for them today, and the coordinators."""
        koordinerer = user.has_perm("indsatser.change_opgave", self)
        return koordinerer or Opgave.objects.mine(user).filter(pk=self.pk).exists()

    def afslut(self, tilstand, note):
        """Done, or dropped, with what came of it; raises ValidationError when somebody else was first."""
        if self.tilstand != self.Tilstand.AABEN:
            raise ValidationError(f"Opgaven er allerede {self.get_tilstand_display().lower()}.")
        self.tilstand, self.note, self.udfoert = tilstand, note, timezone.now()
        self.save()

    def genaabn(self):
        if self.tilstand == self.Tilstand.AABEN:
            raise ValidationError("Opgaven er allerede åben.")
        self.tilstand, self.udfoert = self.Tilstand.AABEN, None
        self.save()
