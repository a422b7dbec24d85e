"""A file or a paste of values on its way into the series: looked at row by row, taken whole or not at all, undone."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from .bilag import Bilag, privat_lager, sti_til_bilag
from .felter import FeltUnik


class IndlaesningQuerySet(models.QuerySet):
    def med_af(self):
        return self.select_related("af", "indikator")

    def i_staa(self, siden):
        """Being read, and no page has read on for a while: the clock goes on with them."""
        return self.filter(tilstand=Indlaesning.Tilstand.LAESES, roert__lt=siden)


class Indlaesning(Bilag):
    """One import. The file is kept in private storage; a paste is kept as the file that it could have been.

    It is read once, into `arbejdsfil`: a line of JSON for each row, so that the checking can go on from `position`
    (bytes) in the next request, or in the next minute of the clock.
    """

    class Tilstand(models.TextChoices):
        LAESES = "laeses", "Læses"
        KLAR = "klar", "Klar til at blive taget ind"
        FEJL = "fejl", "Har fejl"
        STOPPET = "stoppet", "Stoppet"
        TAGET_IND = "taget_ind", "Taget ind"
        FORTRUDT = "fortrudt", "Fortrudt"

    class Decimaltegn(models.TextChoices):
        KOMMA = ",", "Komma, som på dansk: 1.583,5"
        PUNKTUM = ".", "Punktum, som på engelsk: 1,583.5"

    af = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="lagt op af"
    )
    tilstand = models.CharField(
        "tilstand", max_length=20, choices=Tilstand, default=Tilstand.LAESES
    )
    raekker = models.PositiveIntegerField("rækker i filen", default=0)
    laest = models.PositiveIntegerField("rækker læst", default=0)
    fejl = models.TextField("fejl i filen", blank=True)
    afsluttet = models.DateTimeField("afsluttet", null=True, blank=True)
    afsluttet_af = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="afsluttet af",
    )
    indikator = models.ForeignKey(
        "indsatser.Indikator",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="indikator",
        help_text="Til rækker, der ikke selv nævner en.",
    )
    decimaltegn = models.CharField(
        "decimaltegn", max_length=1, choices=Decimaltegn, default=Decimaltegn.KOMMA
    )
    kolonner = models.JSONField("kolonner", default=list)
    laest_som = models.CharField("læst som", max_length=300, blank=True)
    arbejdsfil = models.FileField(
        "rækkerne", storage=privat_lager, upload_to=sti_til_bilag, max_length=200, blank=True
    )
    position = models.PositiveBigIntegerField("læst til", default=0)
    roert = models.DateTimeField("rørt", default=timezone.now)

    objects = IndlaesningQuerySet.as_manager()

    class Meta:
        ordering = ["-lagt_op", "-pk"]
        verbose_name = "indlæsning"
        verbose_name_plural = "indlæsninger"

    def __str__(self):
        return f"{self.navn}, {timezone.localtime(self.lagt_op):%d.%m.%Y %H:%M}"

    @property
    def i_gang(self):
        return self.tilstand == self.Tilstand.LAESES

    @property
    def kan_slettes(self):
        """What has been in the series is history, and stays."""
        return self.tilstand not in (self.Tilstand.TAGET_IND, self.Tilstand.FORTRUDT)

    def tael(self):
        """{outcome: rows}, with all four."""
        fundne = self.linjer.order_by().values_list("udfald").annotate(antal=models.Count("pk"))
        return dict.fromkeys(Indlaesningsraekke.Udfald.values, 0) | dict(fundne)


class Indlaesningsraekke(models.Model):
    """What one row of the file would do, then what it did; with what stood before, so that it can be undone."""

    class Udfald(models.TextChoices):
        NY = "ny", "Ny"
        AENDRET = "aendret", "Ændret"
        UAENDRET = "uaendret", "Uændret"
        FORKERT = "forkert", "Forkert"

    indlaesning = models.ForeignKey(Indlaesning, models.CASCADE, related_name="linjer")
    nummer = models.PositiveIntegerField("række")
    udfald = models.CharField("udfald", max_length=10, choices=Udfald)
    indhold = models.JSONField("indhold", default=dict)
    foer = models.JSONField("før", default=dict, blank=True)
    fejl = models.CharField("hvad er galt", max_length=500, blank=True)
    noegle = models.CharField(
        "hvilken værdi", max_length=140, blank=True, help_text="Område, opdeling og periode i ét."
    )

    class Meta:
        ordering = ["nummer"]
        verbose_name = "række i indlæsning"
        verbose_name_plural = "rækker i indlæsning"
        constraints = [
            FeltUnik(
                fields=["indlaesning", "nummer"],
                felt="nummer",
                name="indlaesningsraekke_en_gang",
                violation_error_message="Rækken er læst.",
            )
        ]
        indexes = [
            models.Index(fields=["indlaesning", "udfald", "nummer"]),
            models.Index(fields=["indlaesning", "noegle"], name="indlaesningsraekke_noegle"),
        ]

    def __str__(self):
        return f"Række {self.nummer}: {self.get_udfald_display()}"
