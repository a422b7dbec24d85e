"""The form of a notice: what the public is about to read, where, and that nobody puts up an emergency by mistake."""

from urllib.parse import urlsplit

from cms.models import Page, PageContent
from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db.models import OuterRef, Q, Subquery
from django.utils import timezone

from ..formularer import DanskTidspunkt
from ..models import Varsel
from ..udgivelsestjek import html, sprog
from ..udgivelsestjek.links import intern_sti, kun_for_redaktionen, levende, post_eller_telefon_ok
from ..udgivelsestjek.regler_struktur import TOMME_LINKORD

TEKSTER = ("titel_da", "titel_en", "tekst_da", "tekst_en", "linktekst_da", "linktekst_en")
NOED, ALLE = Varsel.Niveau.NOEDSITUATION, Varsel.Hvor.ALLE
_https = URLValidator(schemes=["http", "https"])


def tjek_link(href):
    """A ValidationError says why a visitor would get nothing from it; other sites are not asked."""
    if href.lower().startswith(("mailto:", "tel:")):
        if not post_eller_telefon_ok(href):
            raise ValidationError("Adressen kan ikke bruges. Ret e-mailen eller telefonnummeret.")
        return
    if not href.startswith(("/", "http://", "https://")) or href.startswith("//"):
        raise ValidationError("Skriv en adresse, der begynder med / eller https://.")
    if href.startswith("http"):
        _https(href)
    sti = intern_sti(href)
    if sti is None:
        return
    if kun_for_redaktionen(sti):
        raise ValidationError("Linket fører til administrationen, som borgerne ikke kan åbne.")
    if not levende({urlsplit(sti).path}):
        raise ValidationError("Linket fører til en side på portalen, som ikke findes.")


class Afsnitsvalg(forms.ModelChoiceField):
    """The page tree, each page by its Danish title and set in by its depth; one query."""

    def label_from_instance(self, page):
        return f"{'— ' * (page.depth - 1)}{page.titel or page}"


def afsnit(valgt=None):
    """Pages that the public sees in Danish, and the one that was chosen before, whatever has become of it."""
    titler = PageContent.objects.filter(page=OuterRef("pk"), language="da").values("title")
    sider = Page.objects.annotate(titel=Subquery(titler[:1]))
    return sider.filter(Q(titel__isnull=False) | Q(pk=valgt)).order_by("path")


class VarselForm(forms.ModelForm):
    fra = DanskTidspunkt(label="Vises fra", initial=timezone.now, help_text="Dansk tid.")
    til = DanskTidspunkt(
        label="Vises til", help_text="Dansk tid. Derefter forsvinder det af sig selv."
    )
    afsnit = Afsnitsvalg(
        queryset=Page.objects.none(),
        required=False,
        label="Afsnit",
        empty_label="Vælg et afsnit",
        help_text=Varsel._meta.get_field("afsnit").help_text,
    )
    bekraeft = forms.BooleanField(
        label="Ja, vis nødsituationen på alle sider",
        required=False,
        help_text="Sæt kun flueben, når niveauet er «Nødsituation», og den skal stå på hele portalen.",
    )

    class Meta:
        widgets = {
            "niveau": forms.RadioSelect,
            "hvor": forms.RadioSelect,
            **{f"tekst_{s}": forms.Textarea(attrs={"rows": 3}) for s in ("da", "en")},
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "niveau" in self.fields:  # not where the form only shows it
            self.fields["afsnit"].queryset = afsnit(self.instance.afsnit_id)
            self.fields["niveau"].choices = Varsel.Niveau.choices

    def clean(self):
        data = super().clean()
        for felt in TEKSTER:
            self._uden_cpr(felt, data.get(felt) or "")
        for kode in ("da", "en"):
            self._link_der_virker(f"link_{kode}", data.get(f"link_{kode}"))
            self._linktekst_der_siger_noget(
                f"linktekst_{kode}", data.get(f"linktekst_{kode}") or ""
            )
        if self._slutter_i_fortiden(data):
            self.add_error("til", "Tidspunktet er gået. Vælg et, der kommer.")
        if self._skal_bekraeftes(data) and not data.get("bekraeft"):
            self.add_error(
                "bekraeft", "Nødsituationen vises på alle sider. Sæt flueben, hvis det er meningen."
            )
        return data

    def _slutter_i_fortiden(self, data):
        return data.get("til") and data["til"] <= timezone.now() and "til" not in self.errors

    def _skal_bekraeftes(self, data):
        """When it is about to go over the whole site, but not each time that its words are mended."""
        vil = (data.get("niveau"), data.get("hvor")) == (NOED, ALLE)
        foer = (self.initial.get("niveau"), self.initial.get("hvor")) == (NOED, ALLE)
        return vil and not (foer and self.instance.pk)

    def _uden_cpr(self, felt, tekst):
        for nummer in sprog.cpr_numre(html.ens_streger(tekst)):
            self.add_error(felt, f"Der står noget, der ligner et CPR-nummer ({nummer}). Slet det.")

    def _link_der_virker(self, felt, href):
        try:
            if href:
                tjek_link(href)
        except ValidationError as fejl:
            self.add_error(felt, fejl)

    def _linktekst_der_siger_noget(self, felt, tekst):
        if tekst.strip(" .!»«→").lower() in TOMME_LINKORD:
            self.add_error(
                felt,
                "Skriv, hvad linket fører til: teksten skal kunne forstås, når den læses alene.",
            )
