"""A notice over the whole site or one section: from, to, and how serious it is."""

from datetime import timedelta

from cms.models import Page, PageUrl
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Case, F, OuterRef, ProtectedError, Q, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import get_language

from .felter import FeltCheck

NOED_HOEJST = timedelta(days=7)
"""How far ahead an emergency may stand before somebody has to say again that it still is one."""
HOEJST = 3
"""The most that one page shows: more would push what one came for off the screen of a telephone."""
SLUTTER_SNART = timedelta(hours=24)


class VarselQuerySet(models.QuerySet):
    def gaeldende(self, nu=None):
        """Those that the public is to see at a moment (now)."""
        nu = nu or timezone.now()
        return self.filter(fra__lte=nu, til__gt=nu)

    published = gaeldende

    def ikke_slut(self, nu=None):
        """Those that are shown now, and those that come."""
        return self.filter(til__gt=nu or timezone.now())

    def med_afsnit(self, sprog):
        """With `sti`, the path of its section in that language, or else in Danish; asked for in the same query."""
        adresser = PageUrl.objects.filter(page=OuterRef("afsnit"))
        return self.annotate(
            sti=Coalesce(
                Subquery(adresser.filter(language=sprog).values("path")[:1]),
                Subquery(adresser.filter(language=settings.LANGUAGE_CODE).values("path")[:1]),
            )
        )

    def efter_alvor(self):
        """Emergencies first, then warnings, then information; of the same kind the newest first."""
        rang = [When(niveau=niveau, then=Value(nr)) for nr, niveau in enumerate(Varsel.ALVOR)]
        return self.order_by(Case(*rang), "-fra", "-pk")


class Varsel(models.Model):
    """An urgent message that the public sees between two moments; it ends by itself and stays as it was."""

    class Niveau(models.TextChoices):
        INFORMATION = "information", "Information"
        ADVARSEL = "advarsel", "Advarsel"
        NOEDSITUATION = "noedsituation", "Nødsituation"

    class Hvor(models.TextChoices):
        ALLE = "alle", "På alle sider"
        AFSNIT = "afsnit", "I ét afsnit"

    ALVOR = (Niveau.NOEDSITUATION, Niveau.ADVARSEL, Niveau.INFORMATION)

    niveau = models.CharField("niveau", max_length=20, choices=Niveau)
    titel_da = models.CharField("overskrift", max_length=120)
    titel_en = models.CharField("overskrift på engelsk", max_length=120, blank=True)
    tekst_da = models.TextField(
        "tekst", max_length=500, help_text="Hvad sker der, og hvad skal man gøre? Højst 500 tegn."
    )
    tekst_en = models.TextField("tekst på engelsk", max_length=500, blank=True)
    link_da = models.CharField(
        "link",
        max_length=500,
        blank=True,
        help_text="En side her på portalen, for eksempel /kontakt/, eller en adresse, der begynder med https://.",
    )
    linktekst_da = models.CharField(
        "tekst på linket",
        max_length=100,
        blank=True,
        help_text="Skal kunne stå alene: «Læs politiets råd om strømafbrydelsen».",
    )
    link_en = models.CharField(
        "link på engelsk", max_length=500, blank=True, help_text="Tom: det samme som på dansk."
    )
    linktekst_en = models.CharField("tekst på linket på engelsk", max_length=100, blank=True)
    hvor = models.CharField("hvor vises det?", max_length=10, choices=Hvor, default=Hvor.ALLE)
    afsnit = models.ForeignKey(
        Page,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="afsnit",
        help_text="Siden og alt under den, på dansk og engelsk. Forsiden er kun forsiden selv.",
    )
    fra = models.DateTimeField("vises fra", default=timezone.now)
    til = models.DateTimeField(
        "vises til", help_text="Dansk tid. Derefter forsvinder det af sig selv."
    )
    oprettet_af = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name="oprettet af",
    )

    objects = VarselQuerySet.as_manager()

    class Meta:
        ordering = ["-fra", "-pk"]
        verbose_name = "varsel"
        verbose_name_plural = "varsler"
        constraints = [
            FeltCheck(
                felt="til",
                condition=Q(til__gt=F("fra")),
                name="varsel_slut_efter_start",
                violation_error_message="Varslet slutter, før det begynder.",
            ),
            FeltCheck(
                felt="afsnit",
                condition=Q(hvor="afsnit") | Q(hvor="alle", afsnit=None),
                name="varsel_afsnit_kun_i_afsnit",
                violation_error_message="Vælg «I ét afsnit», når varslet kun skal vises i et afsnit.",
            ),
            FeltCheck(
                felt="linktekst_da",
                condition=Q(link_da="") | ~Q(linktekst_da=""),
                name="varsel_link_har_tekst",
                violation_error_message="Skriv, hvad linket fører til.",
            ),
            FeltCheck(
                felt="link_da",
                condition=~Q(link_da="") | Q(linktekst_da="", link_en="", linktekst_en=""),
                name="varsel_tekst_har_link",
                violation_error_message="Skriv, hvor linket fører hen, eller slet teksten på det.",
            ),
        ]

    def __str__(self):
        return f"{self.get_niveau_display()}: {self.titel_da}"

    def clean(self):
        """What the database cannot know: the words of the other language, and how far ahead an emergency may stand."""
        engelske = {"titel_en": self.titel_en, "tekst_en": self.tekst_en}
        if self.link_da:
            engelske["linktekst_en"] = self.linktekst_en
        if any((*engelske.values(), self.link_en)) and not all(engelske.values()):
            mangler = [felt for felt, tekst in engelske.items() if not tekst]
            besked = "Skriv det også på engelsk, eller lad alt det engelske stå tomt."
            raise ValidationError(dict.fromkeys(mangler, besked))
        if self.hvor == self.Hvor.AFSNIT and self.afsnit_id is None:
            raise ValidationError({"afsnit": "Vælg det afsnit, som varslet skal vises i."})
        self._tjek_noed()

    def _tjek_noed(self):
        if self.niveau != self.Niveau.NOEDSITUATION or not (self.fra and self.til):
            return
        if self.til > max(self.fra, timezone.now()) + NOED_HOEJST:
            raise ValidationError(
                {
                    "til": "En nødsituation kan højst stå 7 døgn ad gangen. Er den ikke forbi til den tid, kan du "
                    "forlænge den."
                }
            )

    # --- When

    @property
    def er_begyndt(self):
        return self.fra <= timezone.now()

    @property
    def er_slut(self):
        return self.til <= timezone.now()

    @property
    def tilstand(self):
        if self.er_slut:
            return "udløbet"
        return "vises nu" if self.er_begyndt else "kommer"

    @property
    def slutter_snart(self):
        return self.til <= timezone.now() + SLUTTER_SNART

    def delete(self, *args, **kwargs):
        """What the public has seen is not deleted; it ends."""
        if self.er_begyndt:
            raise ProtectedError("Varslet har været vist. Tag det ned i stedet.", {self})
        return super().delete(*args, **kwargs)

    def tag_ned(self):
        """It ends now and is kept; the caller has seen to it that it is shown."""
        self.til = timezone.now()
        self.save(update_fields=["til"])

    # --- What it says in the language of the page: all of it in one language, never half and half

    @property
    def sprog(self):
        engelsk = (get_language() or "da").startswith("en")
        return "en" if engelsk and self.titel_en else "da"

    @property
    def titel(self):
        return getattr(self, f"titel_{self.sprog}")

    @property
    def tekst(self):
        return getattr(self, f"tekst_{self.sprog}")

    @property
    def linktekst(self):
        return getattr(self, f"linktekst_{self.sprog}")

    @property
    def link(self):
        return (self.sprog == "en" and self.link_en) or self.link_da

    # --- Where

    def daekker(self, sti):
        """Whether it stands on the page at a path (without language); asked of one from `med_afsnit()`."""
        if self.hvor == self.Hvor.ALLE:
            return True
        if self.sti is None:  # the section is gone
            return False
        if not self.sti:
            return sti == "/"
        return f"{sti.rstrip('/')}/".startswith(f"/{self.sti}/")


def naeste_skift(varsler, nu):
    """The next moment at which one of them begins or ends, or None."""
    return min((tid for v in varsler for tid in (v.fra, v.til) if tid > nu), default=None)


def paa_siden(sti, sprog, nu=None):
    """What a page shows, the most serious first, and the next moment at which that may be otherwise; one query."""
    nu = nu or timezone.now()
    alle = list(Varsel.objects.ikke_slut(nu).med_afsnit(sprog).efter_alvor())
    vises = [varsel for varsel in alle if varsel.fra <= nu and varsel.daekker(sti)]
    return vises[:HOEJST], naeste_skift(alle, nu)
