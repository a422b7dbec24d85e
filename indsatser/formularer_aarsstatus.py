"""The forms of an annual report: its facts, one contribution, and the steps that ask for a word or a day."""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from .aarsstatus.saml import kraev_kladde
from .formularer_samtidig import SamtidigForm
from .models import Aarsstatus, Bidrag, Strategi
from .models.felter import dansk_slug

RETTET_IMENS = (
    "Bidraget er rettet af en anden, siden du åbnede det. Det, du har skrevet, er ikke gemt, men står stadig i "
    "felterne. Gem igen for at bruge det, du har skrevet."
)


def foreslaa():
    """The next report: of the version in force, its next number, and the last whole year within the version."""
    strategi = Strategi.objects.seneste()
    if strategi is None:
        return {}
    sidste = strategi.aarsstatusser.order_by("-nummer").first()
    nummer = sidste.nummer + 1 if sidste else 1
    aar = sidste.til.year + 1 if sidste else timezone.localdate().year - 1
    aar = min(max(aar, strategi.fra_aar), strategi.til_aar)
    return {
        "strategi": strategi.pk,
        "nummer": nummer,
        "periode": str(aar),
        "fra": date(aar, 1, 1),
        "til": date(aar, 12, 31),
        "slug": ledig_slug(nummer, aar),
    }


def ledig_slug(nummer, periode):
    grund = dansk_slug(f"{nummer}. årsstatus {periode}", max_length=70)
    optaget = set(Aarsstatus.objects.filter(slug__startswith=grund).values_list("slug", flat=True))
    kandidater = (grund if nr == 1 else f"{grund}-{nr}" for nr in range(1, len(optaget) + 2))
    return next(slug for slug in kandidater if slug not in optaget)


class AarsstatusForm(SamtidigForm):
    """Its facts. The address is made of number and period where it is left empty."""

    class Meta:
        model = Aarsstatus
        fields = ["strategi", "nummer", "periode", "fra", "til", "slug"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False
            self.fields[
                "slug"
            ].help_text = "/aarsstatus/…/ – laves af nummer og periode, når den er tom."

    def clean_slug(self):
        return self.cleaned_data["slug"] or ledig_slug(
            self.cleaned_data.get("nummer") or "", self.cleaned_data.get("periode") or ""
        )


class BidragForm(forms.ModelForm):
    """`set_udgave` tells which saving the editor began from."""

    set_udgave = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Bidrag
        fields = ["titel", "tekst"]
        widgets = {"titel": forms.TextInput(attrs={"class": "vTextField"})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["set_udgave"] = self.instance.udgave

    def clean(self):
        """The report and the contribution are held until it is saved, so that no one comes in between."""
        data = super().clean()
        kraev_kladde(Aarsstatus.holdt(self.instance.aarsstatus_id))
        if not data.get("titel") and not data.get("tekst"):
            raise ValidationError("Skriv en overskrift eller en tekst.")
        if self.instance.pk:
            self._kraev_uroert(data)
        self.instance.udgave += 1
        return data

    def _kraev_uroert(self, data):
        nu = Bidrag.objects.select_for_update().get(pk=self.instance.pk)
        if data.get("set_udgave") != nu.udgave:
            self.data = self.data.copy()
            self.data[self.add_prefix("set_udgave")] = nu.udgave
            raise ValidationError(RETTET_IMENS)

    def save(self, commit=True):
        if self.has_changed():
            self.instance.redigeret = True
        return super().save(commit)


class GodkendForm(forms.Form):
    dato = forms.DateField(
        label="Styregruppen godkendte den",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": "Vælg den dag, styregruppen godkendte den.",
            "invalid": "Skriv datoen som dag, måned og år.",
        },
    )
