"""Sign-off: an authority whose people are quoted approves their words, by a link in a mail or in the admin.

What is approved is the quotes as they were read then (their fingerprint): a changed quote is a new one, that nobody has
approved; a new version with the same words is approved already.
"""

import secrets
from datetime import timedelta
from hashlib import sha256

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from djangocms_versioning.constants import DRAFT

from .felter import FeltCheck
from .nyhed import NyhedIndhold
from .organisation import Organisation

GYLDIG_DAGE = 14
"""Days that a link may be used."""

BRUGER = settings.AUTH_USER_MODEL


def aftryk_af_citater(citater):
    """The fingerprint of what some people are quoted for, in the order that it is read."""
    ord_ = [(c.taler, c.titel, c.organisation_id, c.tekst, c.er_referat) for c in citater]
    return sha256(repr(ord_).encode()).hexdigest()


def aftryk_af_tekst(indhold):
    """The fingerprint of everything that a reader of this version meets."""
    from ..udgivelsestjek.stykker import Stykker

    stykker = [(s.kilde._meta.label, s.navn, str(s.vaerdi)) for s in Stykker(indhold).alle]
    return sha256(repr([stykker, aftryk_af_citater(indhold.dele())]).encode()).hexdigest()


def citater_efter_myndighed(indhold):
    """{authority: its quotes}: of a department it is the authority above that answers."""
    fundne = {}
    for citat in indhold.dele():
        fundne.setdefault(citat.organisation.rod, []).append(citat)
    return fundne


class GodkendelseQuerySet(models.QuerySet):
    def venter(self):
        return self.filter(tilstand=Godkendelse.Tilstand.VENTER)

    def uafsluttede(self):
        """What waits for an answer, or was refused and not asked for again."""
        senere = Godkendelse.objects.filter(
            indhold=OuterRef("indhold"), myndighed=OuterRef("myndighed"), pk__gt=OuterRef("pk")
        )
        aabne = [Godkendelse.Tilstand.VENTER, Godkendelse.Tilstand.AFVIST]
        return self.filter(~Exists(senere), tilstand__in=aabne)

    def med_visning(self):
        return self.select_related("myndighed", "indhold__nyhed", "bedt_af", "afgjort_af")

    def om(self, indhold):
        """Of all versions of the same text, the last decided first."""
        samme = self.filter(indhold__nyhed=indhold.nyhed_id, indhold__language=indhold.language)
        return samme.order_by("-afgjort", "-pk")


class Godkendelse(models.Model):
    """One authority's sign-off of its quotes in one version of a text: asked for, and given or refused once."""

    class Tilstand(models.TextChoices):
        VENTER = "venter", "Venter på svar"
        GODKENDT = "godkendt", "Godkendt"
        AFVIST = "afvist", "Ikke godkendt"
        LUKKET = "lukket", "Lukket uden svar"

    indhold = models.ForeignKey(
        NyhedIndhold, models.CASCADE, related_name="godkendelser", verbose_name="tekst"
    )
    myndighed = models.ForeignKey(
        Organisation, models.PROTECT, related_name="godkendelser", verbose_name="myndighed"
    )
    modtager = models.EmailField("sendt til", blank=True)
    noegle = models.CharField("nøgle", max_length=64, unique=True, editable=False)
    """The fingerprint of what the link holds: nobody who reads the database can use it."""
    bedt_af = models.ForeignKey(
        BRUGER, models.PROTECT, related_name="bedt_om_godkendelse", verbose_name="bedt om af"
    )
    sendt = models.DateTimeField("sendt", default=timezone.now)
    udloeber = models.DateTimeField("linket gælder til")
    tilstand = models.CharField(
        "tilstand", max_length=10, choices=Tilstand, default=Tilstand.VENTER
    )
    navn = models.CharField("hvem svarede", max_length=150, blank=True)
    afgjort_af = models.ForeignKey(
        BRUGER,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="godkendte_citater",
        verbose_name="konto",
    )
    afgjort = models.DateTimeField("hvornår", null=True, blank=True)
    begrundelse = models.TextField("begrundelse", max_length=2000, blank=True)
    citater = models.CharField("aftryk af citaterne", max_length=64, editable=False)
    hele_teksten = models.CharField("aftryk af hele teksten", max_length=64, editable=False)

    objects = GodkendelseQuerySet.as_manager()

    class Meta:
        ordering = ["-sendt", "-pk"]
        verbose_name = "godkendelse af citater"
        verbose_name_plural = "godkendelser af citater"
        constraints = [
            models.UniqueConstraint(
                fields=["indhold", "myndighed"],
                condition=Q(tilstand="venter"),
                name="godkendelse_een_ad_gangen",
                violation_error_message="Myndigheden er allerede bedt om at godkende.",
            ),
            FeltCheck(
                felt="begrundelse",
                condition=~Q(tilstand="afvist") | ~Q(begrundelse=""),
                name="godkendelse_afvist_med_begrundelse",
                violation_error_message="Skriv, hvad der skal rettes.",
            ),
            FeltCheck(
                felt="navn",
                condition=Q(tilstand__in=["venter", "lukket"])
                | Q(afgjort__isnull=False) & ~Q(navn=""),
                name="godkendelse_svaret_af_nogen",
                violation_error_message="Skriv dit navn.",
            ),
        ]

    def __str__(self):
        return f"{self.myndighed}: {self.get_tilstand_display().lower()}"

    @classmethod
    @transaction.atomic
    def bed(cls, indhold, myndighed, bruger, modtager=""):
        """Ask an authority; a link that was sent before is closed. Answers (sign-off, the secret of its link)."""
        list(indhold.versions.select_for_update())  # two who ask at once do it one after the other
        cls.objects.venter().filter(indhold=indhold, myndighed=myndighed).update(
            tilstand=cls.Tilstand.LUKKET
        )
        hemmelig = secrets.token_urlsafe(32)
        godkendelse = cls.objects.create(
            indhold=indhold,
            myndighed=myndighed,
            modtager=modtager,
            bedt_af=bruger,
            noegle=sha256(hemmelig.encode()).hexdigest(),
            udloeber=timezone.now() + timedelta(days=GYLDIG_DAGE),
        )
        return godkendelse, hemmelig

    @classmethod
    def fra_link(cls, hemmelig):
        """The sign-off that a link is for, or None."""
        noegle = sha256(hemmelig.encode()).hexdigest()
        return cls.objects.med_visning().filter(noegle=noegle).first()

    def hvorfor_lukket(self):
        """Why it cannot be answered any more, in words for whoever holds the link, or an empty string."""
        if self.tilstand in (self.Tilstand.GODKENDT, self.Tilstand.AFVIST):
            return "Linket er brugt: der er allerede svaret."
        if self.tilstand == self.Tilstand.LUKKET:
            return "Linket gælder ikke mere, fordi der er sendt et nyt."
        if self.udloeber <= timezone.now():
            return "Linket er udløbet."
        if not er_kladde(self.indhold):
            return "Teksten venter ikke længere på at blive godkendt."
        if self.myndighed not in citater_efter_myndighed(self.indhold):
            return (
                f"Teksten citerer ikke længere {self.myndighed}, så der er ikke noget at godkende."
            )
        return ""

    @transaction.atomic
    def svar(self, tilstand, *, navn, laest, begrundelse="", bruger=None):
        """Decide it once. `laest` is the fingerprint of the text that the answer is about.

        Raises ValidationError when it is answered already, or when the text is no longer the one that was read.
        """
        list(self.indhold.versions.select_for_update())  # the text stays as it is meanwhile
        laast = Godkendelse.objects.select_for_update().get(pk=self.pk)
        if grund := laast.hvorfor_lukket():
            raise ValidationError(grund)
        self.hele_teksten = aftryk_af_tekst(self.indhold)
        if laest != self.hele_teksten:
            raise ValidationError("Teksten er rettet, mens du læste den. Læs den igen, og svar så.")
        self.citater = aftryk_af_citater(citater_efter_myndighed(self.indhold)[self.myndighed])
        self.tilstand, self.navn, self.afgjort_af = tilstand, navn, bruger
        self.begrundelse, self.afgjort = begrundelse, timezone.now()
        self.full_clean()
        self.save()


def er_kladde(indhold):
    """Asked of its version, which a list fetches with it."""
    return any(version.state == DRAFT for version in indhold.versions.all())


def godkendelser_af(indhold):
    """For each authority that is quoted: its quotes, and the last sign-off that is about just these words, or None.

    As (authority, quotes, sign-off); a fixed number of queries.
    """
    svar = Godkendelse.objects.om(indhold).exclude(afgjort=None).med_visning()
    seneste = {}
    for et_svar in svar:
        seneste.setdefault((et_svar.myndighed_id, et_svar.citater), et_svar)
    return [
        (myndighed, citater, seneste.get((myndighed.pk, aftryk_af_citater(citater))))
        for myndighed, citater in citater_efter_myndighed(indhold).items()
    ]
