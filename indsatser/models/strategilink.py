"""The internal base of each authority's own strategies."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from .bilag import privat_lager, sti_til_bilag
from .felter import FeltCheck


class StrategilinkQuerySet(models.QuerySet):
    def doede(self):
        """Those whose address has not answered two nights in a row."""
        return self.exclude(doed_siden=None)

    def skal_ses_efter(self, idag=None):
        """Those whose day of review has come."""
        return self.filter(gennemgaas__lte=idag or timezone.localdate())

    def uden_paamindelse(self):
        """Nobody has been reminded of the day of review that they have now."""
        return self.filter(Q(paamindet=None) | ~Q(paamindet=F("gennemgaas")))

    def med_visning(self):
        """What a line of the list and of the CSV shows, so that they cost two queries."""
        return self.select_related("myndighed", "ansvarlig").prefetch_related("maal__strategi")


class Strategilink(models.Model):
    """A strategy, policy or plan of one authority: where it is, what it is about, and who keeps an eye on it."""

    titel = models.CharField("titel", max_length=200)
    myndighed = models.ForeignKey(
        "indsatser.Organisation",
        models.PROTECT,
        related_name="strategilinks",
        verbose_name="myndighed",
    )
    adresse = models.URLField("adresse", max_length=500, blank=True)
    fil = models.FileField(
        "fil",
        storage=privat_lager,
        upload_to=sti_til_bilag,
        max_length=200,
        blank=True,
    )
    filnavn = models.CharField("filnavn", max_length=200, blank=True, editable=False)
    fra_aar = models.PositiveSmallIntegerField("fra år", null=True, blank=True)
    til_aar = models.PositiveSmallIntegerField("til år", null=True, blank=True)
    maal = models.ManyToManyField(
        "indsatser.Maal",
        blank=True,
        related_name="strategilinks",
        verbose_name="mål, den rører ved",
    )
    ansvarlig = models.ForeignKey(
        "indsatser.Person",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="strategilinks",
        verbose_name="ansvarlig",
    )
    gennemgaas = models.DateField(
        "ses efter igen",
        null=True,
        blank=True,
        help_text="Den dag får den ansvarlige besked om at se efter, om strategien stadig gælder.",
    )
    paamindet = models.DateField(null=True, blank=True, editable=False)
    """The day of review that the one responsible has been reminded of."""
    note = models.TextField("note", blank=True, max_length=1000)
    tjekket = models.DateTimeField("adressen prøvet", null=True, blank=True, editable=False)
    taget = models.DateTimeField(null=True, blank=True, editable=False)
    """When a machine took it in hand to try it, so that no other does meanwhile."""
    fejlet_siden = models.DateTimeField(null=True, blank=True, editable=False)
    """The first of the nights in a row that it has not answered; from the second on it is dead."""
    svar = models.CharField("svar", max_length=200, blank=True, editable=False)
    doed_siden = models.DateTimeField("svarer ikke siden", null=True, blank=True, editable=False)

    objects = StrategilinkQuerySet.as_manager()

    class Meta:
        ordering = ["myndighed__raekkefoelge", "titel"]
        verbose_name = "strategilink"
        verbose_name_plural = "strategilinks"
        constraints = [
            FeltCheck(
                felt="adresse",
                condition=~Q(adresse="") | ~Q(fil=""),
                name="strategilink_adresse_eller_fil",
                violation_error_message="Skriv en adresse, eller vælg en fil.",
            ),
            FeltCheck(
                felt="til_aar",
                condition=Q(til_aar=None) | Q(fra_aar=None) | Q(til_aar__gte=F("fra_aar")),
                name="strategilink_slut_efter_start",
                violation_error_message="Perioden slutter, før den begynder.",
            ),
        ]

    def __str__(self):
        return self.titel

    @property
    def periode(self):
        fra, til = self.fra_aar, self.til_aar
        if fra and til:
            return f"{fra}–{til}" if fra != til else str(fra)
        return f"fra {fra}" if fra else f"til {til}" if til else ""

    @property
    def tilstand(self):
        """What is known of the address, in words."""
        if not self.adresse:
            return "fil"
        if self.tjekket is None:
            return "ikke prøvet endnu"
        if self.doed_siden:
            dag = timezone.localtime(self.doed_siden)
            return f"svarer ikke siden {dag.day}.{dag.month}.{dag.year}: {self.svar}"
        return self.svar

    def glem_proever(self):
        """For another address nothing is known yet."""
        self.tjekket = self.taget = self.fejlet_siden = self.doed_siden = None
        self.svar = ""
