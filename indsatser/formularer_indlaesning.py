"""The form that a file or a paste is given in."""

from django import forms
from django.core.exceptions import ValidationError

from .models import Indikator, Indlaesning

ENTEN_ELLER = "Vælg en fil, eller sæt rækkerne ind i feltet."
IKKE_BEGGE = "Du har både valgt en fil og sat noget ind. Slet det ene."


class IndlaesForm(forms.ModelForm):
    fil = forms.FileField(
        label="Fil",
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.tsv,.xlsx,.ods"}),
        help_text="CSV, Excel (xlsx) eller OpenDocument (ods). Den første række holder kolonnernes navne.",
    )
    tekst = forms.CharField(
        label="Eller sæt rækkerne ind her",
        required=False,
        strip=False,
        widget=forms.Textarea(
            attrs={"rows": 8, "class": "vLargeTextField maaling__indsat", "spellcheck": "false"}
        ),
        help_text="Markér dem i regnearket med overskrifterne, kopiér, og sæt ind.",
    )

    class Meta:
        model = Indlaesning
        fields = ("indikator", "decimaltegn")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        felt = self.fields["indikator"]
        felt.queryset = Indikator.objects.order_by("titel_da")
        felt.label, felt.empty_label = "Indikator", "Står i filen"
        felt.help_text = "Vælg kun, når filen ikke har en kolonne med indikatoren."
        self.fields[
            "decimaltegn"
        ].help_text = "Gælder tal, der er skrevet som tekst. Med komma er 1.583 et tusinde, og 85.9 bliver afvist."
        self.order_fields(["fil", "tekst", "indikator", "decimaltegn"])

    def clean(self):
        data = super().clean()
        tekst = (data.get("tekst") or "").strip()
        if data.get("fil") is None and not tekst and "fil" not in self.errors:
            raise ValidationError(ENTEN_ELLER)
        if data.get("fil") is not None and tekst:
            raise ValidationError(IKKE_BEGGE)
        return data
