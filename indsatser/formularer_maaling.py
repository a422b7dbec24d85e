"""Forms of a series and of its values, which are read by the same rules as those of a file."""

from django import forms
from django.core.exceptions import ValidationError

from .formularer_moede import indsatsvalg
from .formularer_samtidig import SamtidigForm
from .indlaesning import Ulaeselig
from .indlaesning.perioder import EKSEMPLER, laes_periode, skriv_periode
from .indlaesning.raekker import ren_linje
from .indlaesning.tal import laes_tal, skriv_tal
from .models import Indikator, Maaling
from .models.felter import dansk_slug
from .rettigheder import egne_indsatser

T = Indikator.Tilstand
VIDERE = {
    T.KLADDE: (T.KLADDE, T.OFFENTLIG),
    T.OFFENTLIG: (T.OFFENTLIG, T.AFSLUTTET),
    T.AFSLUTTET: (T.AFSLUTTET, T.OFFENTLIG),
}
"""What a state may become. What the public has seen is never a draft again: that could be deleted."""
HELE_STRATEGIEN = "Ingen enkelt indsats"


def linkfelt():
    return forms.URLField(
        label="Link til kilden",
        required=False,
        max_length=500,
        assume_scheme="https",
        widget=forms.URLInput(attrs={"class": "vURLField", "size": 80}),
    )


class Talfelt(forms.CharField):
    """A number as Danish writes it; «85.9» is refused, and what is read is the number."""

    enhed = ""

    def __init__(self, **kwargs):
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal", "size": 12}))
        super().__init__(**kwargs)

    def to_python(self, value):
        try:
            tal = laes_tal("" if value is None else str(value), enhed=self.enhed)
        except Ulaeselig as fejl:
            raise ValidationError(str(fejl)) from None
        return tal and tal.vaerdi

    def prepare_value(self, value):
        return value if isinstance(value, str) else skriv_tal(value)

    def has_changed(self, initial, data):
        try:
            return self.to_python(data) != initial
        except ValidationError:
            return True


class IndikatorForm(SamtidigForm):
    """What an account may measure: a tovholder their own initiatives, a coordinator anything."""

    bruger = None
    kilde_link = linkfelt()
    maaltal = Talfelt(
        label="Måltal", required=False, help_text="Lad det stå tomt, hvis der ikke er et."
    )

    class Meta:
        model = Indikator
        fields = ("titel_da", "slug", "indsats", "tilstand", "naeste", "maaltal")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.alle = self.bruger.has_perm("indsatser.change_indikator", Indikator())
        if "slug" in self.fields:
            self.fields["slug"].required = False
            self.fields[
                "slug"
            ].help_text = "/tryghedsmaaling/…/ – laves af titlen, hvis feltet er tomt."
        if "indsats" in self.fields:
            self._indsatser(self.fields["indsats"])
        if "tilstand" in self.fields:
            nu = Indikator.objects.filter(pk=self.instance.pk).values_list("tilstand", flat=True)
            self.fields["tilstand"].choices = [
                (til.value, til.label) for til in VIDERE[nu.first() or T.KLADDE]
            ]

    def _indsatser(self, felt):
        valg = indsatsvalg()
        if not self.alle:
            egne = egne_indsatser(self.bruger)
            felt.queryset = felt.queryset.filter(pk__in=egne)
            felt.required = True
            felt.error_messages["required"] = "Vælg den af dine indsatser, som tallene handler om."
            valg = [et for et in valg if et[0] in egne]
        felt.widget = forms.Select(choices=[("", HELE_STRATEGIEN if self.alle else "Vælg"), *valg])

    def clean_slug(self):
        return self.cleaned_data["slug"] or dansk_slug(self.cleaned_data.get("titel_da", ""), 80)

    def clean_tilstand(self):
        til = self.cleaned_data["tilstand"]
        if til == T.AFSLUTTET and self.cleaned_data.get("naeste"):
            raise ValidationError(
                "Der ventes stadig tal. Slet datoen for de næste, før den afsluttes."
            )
        return til

    def clean_naeste(self):
        naeste = self.cleaned_data["naeste"]
        if (
            naeste
            and self.data.get(self.add_prefix("tilstand")) == T.AFSLUTTET
            and "naeste" not in self.changed_data
        ):
            return None  # no more is expected of what has ended
        return naeste


class MaalingForm(forms.ModelForm):
    """One value. The period is written as people say it, and kept as its first and last day."""

    periode = forms.CharField(label="Periode", help_text=f"Fx {EKSEMPLER}.", max_length=60)
    vaerdi = Talfelt(label="Værdi", required=False)
    usikkerhed = Talfelt(
        label="Usikkerhed ±", required=False, help_text="I samme enhed som værdien."
    )
    kilde_link = linkfelt()
    bruger, indikator = None, None

    class Meta:
        model = Maaling
        fields = (
            *("omraade", "opdeling", "vaerdi", "tekst_da", "tekst_en", "stikproeve", "usikkerhed"),
            *("brud", "note_da", "note_en", "kilde", "kilde_link"),
        )

    def __init__(self, *args, indikator=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.indikator = indikator or self.indikator
        if self.indikator and not self.instance.indikator_id:
            self.instance.indikator = self.indikator
        if self.instance.pk and "periode" in self.fields:
            self.initial["periode"] = skriv_periode(self.instance.fra, self.instance.til)
        if "indikator" in self.fields:
            mulige = Indikator.objects.rettes_af(self.bruger)
            kendt = self.indikator and mulige.filter(pk=self.indikator.pk)
            self.fields["indikator"].queryset = kendt if kendt is not None else mulige
        for navn in {"vaerdi", "usikkerhed"} & self.fields.keys():
            self.fields[navn].enhed = (
                self.instance.indikator.enhed_da if self.instance.indikator_id else ""
            )

    def clean_periode(self):
        try:
            periode = laes_periode(self.cleaned_data["periode"])
        except Ulaeselig as fejl:
            raise ValidationError(str(fejl)) from None
        self.instance.fra, self.instance.til = periode
        return self.cleaned_data["periode"]

    def clean_opdeling(self):
        return ren_linje(self.cleaned_data["opdeling"])

    def _get_validation_exclusions(self):
        """The period is checked with the rest, though the form has no fields of its two days."""
        uden = super()._get_validation_exclusions()
        kendt = self.instance.fra is not None
        return uden - ({"fra", "til", "indikator"} if kendt else set())

    def add_error(self, field, error):
        """What the database says of the days is said at the period."""
        if field is None and hasattr(error, "error_dict"):
            samlet = {}
            for navn, fejl in error.error_dict.items():
                sted = "periode" if navn in ("fra", "til") else navn
                samlet.setdefault(sted if sted in self.fields else None, []).extend(fejl)
            for sted, fejl in samlet.items():
                super().add_error(sted, fejl)
            return
        super().add_error(field, error)


class VaerdiForm(MaalingForm):
    """A row of the page where several are written at once."""

    kilde_link = None

    class Meta(MaalingForm.Meta):
        fields = ("omraade", "opdeling", "vaerdi", "stikproeve", "usikkerhed", "brud", "note_da")

    field_order = ("omraade", "opdeling", "periode", "vaerdi", "tekst_da")


class OrdForm(VaerdiForm):
    """Of a series that is measured in words."""

    vaerdi = usikkerhed = None

    class Meta(MaalingForm.Meta):
        fields = ("omraade", "opdeling", "tekst_da", "stikproeve", "brud", "note_da")


def raekkeform(indikator):
    """The columns that the series needs."""
    return OrdForm if indikator.slags == Indikator.Slags.KVALITATIV else VaerdiForm


class VaerdierFormSet(forms.BaseFormSet):
    def clean(self):
        """The database has not seen the other rows yet."""
        super().clean()
        sete = {}
        for nr, form in enumerate(self.forms, 1):
            if not form.has_changed() or form.errors:
                continue
            m = form.instance
            noegle = (m.omraade_id, m.opdeling, m.fra, m.til)
            if noegle in sete:
                form.add_error(
                    "periode", f"Samme område, opdeling og periode står i linje {sete[noegle]}."
                )
            sete.setdefault(noegle, nr)
