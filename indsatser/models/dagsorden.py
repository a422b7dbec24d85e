"""The agenda of a meeting: its points and their files, and what was decided under them."""

from django.conf import settings
from django.db import models, transaction
from django.db.models import Max, Q
from django.db.models.signals import m2m_changed
from django.utils import timezone

from .bilag import Bilag
from .fastlaast import Fastlaast, FastlaastQuerySet, laas_relationer
from .felter import FeltCheck
from .moede import Moede

BRUGER = settings.AUTH_USER_MODEL
LAENGSTE_REFERAT = 20_000


def ens_linjer(tekst):
    """A browser's form sends two signs for a new line, and its script one."""
    return tekst.replace("\r\n", "\n").strip()


class PunktQuerySet(FastlaastQuerySet):
    def paa(self):
        return self.filter(tilstand=Dagsordenspunkt.Tilstand.PAA)

    def foreslaaede(self):
        return self.filter(tilstand=Dagsordenspunkt.Tilstand.FORESLAAET)


class Dagsordenspunkt(Fastlaast):
    """A point of the agenda; a member hands one in, and the coordinator takes it in or says why not."""

    class Tilstand(models.TextChoices):
        FORESLAAET = "foreslaaet", "Meldt ind"
        PAA = "paa", "På dagsordenen"
        AFVIST = "afvist", "Ikke taget på"

    moede = models.ForeignKey(Moede, models.CASCADE, related_name="punkter")
    titel = models.CharField("punkt", max_length=200)
    oplaeg = models.TextField("oplæg", blank=True, max_length=5000)
    indsatser = models.ManyToManyField(
        "indsatser.Indsats",
        blank=True,
        related_name="dagsordenspunkter",
        verbose_name="indsatser",
    )
    minutter = models.PositiveSmallIntegerField("minutter", null=True, blank=True)
    meldt_ind_af = models.ForeignKey(
        BRUGER,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="meldt ind af",
    )
    tilstand = models.CharField("tilstand", max_length=10, choices=Tilstand, default=Tilstand.PAA)
    begrundelse = models.CharField("hvorfor ikke", max_length=300, blank=True)
    referat = models.TextField("referat", blank=True, max_length=LAENGSTE_REFERAT)
    raekkefoelge = models.PositiveSmallIntegerField("rækkefølge", default=0)
    udgave = models.PositiveIntegerField(default=0, editable=False)
    """Counts each saving of the minutes: whoever writes from older ones is told, and writes over nothing."""
    rettet = models.DateTimeField("referat rettet", null=True, blank=True, editable=False)
    rettet_af = models.CharField("referat rettet af", max_length=150, blank=True, editable=False)

    objects = PunktQuerySet.as_manager()

    class Meta:
        ordering = ["raekkefoelge", "pk"]
        verbose_name = "dagsordenspunkt"
        verbose_name_plural = "dagsordenspunkter"
        constraints = [
            FeltCheck(
                felt="begrundelse",
                condition=~Q(tilstand="afvist") | ~Q(begrundelse=""),
                name="punkt_afvist_med_begrundelse",
                violation_error_message="Skriv, hvorfor punktet ikke kommer på.",
            ),
        ]

    def __str__(self):
        return self.titel

    @classmethod
    @transaction.atomic
    def skriv(cls, pk, tekst, udgave, af):
        """Save the minutes of a point as they were written from `udgave`.

        Answers the point as it is now, and False when somebody else has changed it since: then nothing is saved.
        Raises ValidationError when the minutes are closed.
        """
        tekst = ens_linjer(tekst)
        Moede.laast(cls.objects.values_list("moede", flat=True).get(pk=pk)).kraev_skrives()
        punkt = cls.objects.select_for_update().get(pk=pk)
        if punkt.referat == tekst:
            return punkt, True
        if punkt.udgave != udgave:
            return punkt, False
        punkt.referat, punkt.udgave = tekst, punkt.udgave + 1
        punkt.rettet, punkt.rettet_af = timezone.now(), af
        punkt.save(update_fields=["referat", "udgave", "rettet", "rettet_af"])
        return punkt, True

    def saet_sidst(self):
        sidste = self.moede.punkter.paa().aggregate(n=Max("raekkefoelge"))["n"] or 0
        self.raekkefoelge = sidste + 1

    def flyt(self, skridt):
        """Up (-1) or down (1) among those on the agenda, which are numbered afresh. Expects the meeting to be held."""
        paa = list(self.moede.punkter.paa())
        fra = next(nr for nr, punkt in enumerate(paa) if punkt.pk == self.pk)
        til = min(max(fra + skridt, 0), len(paa) - 1)
        paa.insert(til, paa.pop(fra))
        for nummer, punkt in enumerate(paa, 1):
            if punkt.raekkefoelge != nummer:
                punkt.raekkefoelge = nummer
                punkt.save(update_fields=["raekkefoelge"])


class Punktbilag(Bilag, Fastlaast):
    til_moedet = "punkt__moede"

    punkt = models.ForeignKey(Dagsordenspunkt, models.CASCADE, related_name="bilag")

    class Meta(Bilag.Meta):
        verbose_name = "bilag til dagsordenspunkt"
        verbose_name_plural = "bilag til dagsordenspunkter"

    def __str__(self):
        return self.navn


class BeslutningQuerySet(FastlaastQuerySet):
    def published(self):
        """What the coordinator lets the public read: of minutes that are approved."""
        return self.filter(offentlig=True, punkt__moede__tilstand=Moede.Tilstand.GODKENDT)

    def visible_to(self, user):
        """Those of the meetings that the account may see."""
        return self.filter(punkt__moede__in=Moede.objects.visible_to(user).values("pk"))


class Beslutning(Fastlaast):
    """What was decided under a point; shown on the initiatives it concerns."""

    til_moedet = "punkt__moede"
    frit = frozenset({"offentlig"})

    punkt = models.ForeignKey(Dagsordenspunkt, models.CASCADE, related_name="beslutninger")
    tekst = models.TextField("beslutning", max_length=2000)
    indsatser = models.ManyToManyField(
        "indsatser.Indsats",
        blank=True,
        related_name="beslutninger",
        verbose_name="indsatser",
    )
    offentlig = models.BooleanField("må vises offentligt", default=False)
    raekkefoelge = models.PositiveSmallIntegerField("rækkefølge", default=0)

    objects = BeslutningQuerySet.as_manager()

    class Meta:
        ordering = ["punkt__moede__start", "raekkefoelge", "pk"]
        verbose_name = "beslutning"
        verbose_name_plural = "beslutninger"

    def __str__(self):
        return self.tekst[:80]


m2m_changed.connect(laas_relationer, sender=Dagsordenspunkt.indsatser.through)
m2m_changed.connect(laas_relationer, sender=Beslutning.indsatser.through)
