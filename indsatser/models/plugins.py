"""What a plugin remembers; what it shows is asked for in `cms_plugins.py`."""

from cms.models import CMSPlugin
from django.db import models
from djangocms_link.fields import LinkField
from filer.fields.file import FilerFileField
from filer.fields.image import FilerImageField


class Visning(CMSPlugin):
    """A plugin with nothing to fill in: it shows what the domain knows, and tells the editor in structure mode what."""

    class Meta:
        proxy = True
        verbose_name = "visning"
        verbose_name_plural = "visninger"

    def __str__(self):
        return self.plugin_class.beskrivelse


class UdvalgteIndsatser(CMSPlugin):
    """Initiatives that an editor wants to show on a page."""

    overskrift = models.CharField("overskrift", max_length=120)
    indsatser = models.ManyToManyField(
        "indsatser.Indsats", verbose_name="indsatser", related_name="+"
    )

    class Meta:
        verbose_name = "udvalgte indsatser"
        verbose_name_plural = "udvalgte indsatser"

    def __str__(self):
        return self.overskrift

    def copy_relations(self, original):
        """A new draft of the page shows the same ones."""
        self.indsatser.set(original.indsatser.all())


class Faktaboks(CMSPlugin):
    """A box for what stands beside the story; its contents are the plugins in it."""

    class Art(models.TextChoices):
        STATISTIK = "statistik", "Tal"
        RAADGIVNING = "raadgivning", "Rådgivning og åbningstider"
        FILM = "film", "Film"
        MEDIEOMTALE = "medieomtale", "Omtale i medierne"
        BEVILLING = "bevilling", "Bevillinger"
        DELMAAL = "delmaal", "Delmål"
        ANDET = "andet", "Andet"

    art = models.CharField("art", max_length=20, choices=Art, default=Art.ANDET)
    overskrift = models.CharField("overskrift", max_length=120)

    class Meta:
        verbose_name = "faktaboks"
        verbose_name_plural = "faktabokse"

    def __str__(self):
        return self.overskrift


class Citat(CMSPlugin):
    """Something somebody said, and who."""

    tekst = models.TextField("citat", max_length=600, help_text="Uden anførselstegn.")
    navn = models.CharField("hvem sagde det", max_length=120)
    titel = models.CharField("titel", max_length=150, blank=True)

    class Meta:
        verbose_name = "citat"
        verbose_name_plural = "citater"

    def __str__(self):
        return f"{self.navn}: {self.tekst[:40]}"


class Billede(CMSPlugin):
    """A picture with its caption and credit."""

    fil = FilerImageField(verbose_name="billede", on_delete=models.PROTECT, related_name="+")
    alternativ_tekst = models.CharField(
        "alternativ tekst",
        max_length=250,
        blank=True,
        help_text="Hvad man ser, til dem, der ikke kan se det. Tom: den tekst, der står ved billedet selv.",
    )
    billedtekst = models.CharField("billedtekst", max_length=300, blank=True)

    class Meta:
        verbose_name = "billede"
        verbose_name_plural = "billeder"

    def __str__(self):
        return self.billedtekst or str(self.fil)


class Dokumentlink(CMSPlugin):
    """A file to fetch; in a list of documents."""

    titel = models.CharField("titel", max_length=200)
    fil = FilerFileField(verbose_name="fil", on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "dokumentlink"
        verbose_name_plural = "dokumentlinks"

    def __str__(self):
        return self.titel


class Handling(CMSPlugin):
    """A call to action: what one can do, and where."""

    tekst = models.CharField(
        "tekst på knappen", max_length=80, help_text="Skal kunne stå alene: «Foreslå en indsats»."
    )
    beskrivelse = models.CharField("hvad sker der, når man gør det", max_length=250, blank=True)
    link = LinkField("hvor fører den hen")

    class Meta:
        verbose_name = "handling"
        verbose_name_plural = "handlinger"

    def __str__(self):
        return self.tekst
