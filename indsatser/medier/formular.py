"""The forms of a file and of a picture in the admin: a new content is checked, and a picture's facts are asked."""

from pathlib import PurePath

from django import forms
from django.core.exceptions import ValidationError
from filer.admin.fileadmin import FileAdminChangeFrom
from filer.admin.imageadmin import ImageAdminForm
from filer.models import File, Image

from ..models import Billedoplysninger, Dokumentudgave
from ..udgivelsestjek.regler_struktur import er_filnavn
from .filtyper import type_efter_navn
from .kontrol import forundersoeg

SKRIV_ALT = "Skriv, hvad man ser på billedet, til dem, der ikke kan se det."
FELTER = ("samtykke", "samtykke_note", "samtykke_udloeber")
"""Those of the picture's facts that do not stand on filer's own model."""


class ErstatMixin:
    """A file is replaced by one of the same kind, for its address ends as it always did."""

    def clean_file(self):
        ny = self.cleaned_data["file"]
        if "file" not in self.changed_data or not ny:
            return self.instance.file if self.instance.pk else ny
        foer = type_efter_navn(self.instance.file.name or "")
        if foer and type_efter_navn(ny.name) is not foer:
            raise ValidationError(
                f"Den nye fil skal være et {foer.navn} ligesom den gamle, for adressen er den samme og slutter på "
                f"{PurePath(self.instance.file.name).suffix}. En anden slags overføres som en ny fil."
            )
        udgave = (
            Dokumentudgave.objects.filter(fil=self.instance.pk).select_related("dokument").first()
        )
        if udgave:
            raise ValidationError(
                f"Filen er udgave {udgave.nummer} af dokumentet «{udgave.dokument}», som læserne kender. "
                "Læg en ny udgave op på dokumentet i stedet, så man stadig kan se den gamle."
            )
        forundersoeg(ny, None)
        return ny

    def clean(self):
        """Without the package's own: it checks the file once more, and breaks when the first check refused."""
        return forms.ModelForm.clean(self)


class FilForm(ErstatMixin, FileAdminChangeFrom):
    class Meta:
        model = File
        exclude = ()


class BilledeForm(ErstatMixin, ImageAdminForm):
    """The facts that a picture must have before it is shown, in one form with those of filer."""

    default_alt_text = forms.CharField(
        label="Alternativ tekst",
        max_length=255,
        help_text=SKRIV_ALT,
        error_messages={"required": f"Billedet mangler en alternativ tekst. {SKRIV_ALT}"},
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )
    author = forms.CharField(
        label="Kreditering",
        max_length=255,
        help_text="Hvem der har taget eller tegnet billedet. Står under det: «Foto: …».",
        error_messages={"required": "Skriv, hvem der har taget eller tegnet billedet."},
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )
    samtykke = forms.ChoiceField(
        label="Samtykke",
        choices=[("", "Vælg …"), *Billedoplysninger.Samtykke.choices],
        error_messages={
            "required": "Vælg, om dem, der kan genkendes på billedet, har sagt ja til, at det bliver vist."
        },
    )
    samtykke_note = forms.CharField(
        label="Hvor samtykket ligger",
        max_length=250,
        required=False,
        help_text="Fx et sagsnummer. Vises ikke offentligt; skriv ingen navne eller CPR-numre.",
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )
    samtykke_udloeber = forms.DateField(
        label="Samtykket udløber",
        required=False,
        help_text="Tom, hvis det gælder, til nogen trækker det tilbage. Derefter kan billedet ikke udgives.",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    class Meta:
        model = Image
        exclude = ()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.oplysninger = Billedoplysninger.objects.get_or_create(billede=self.instance)[0]
            for felt in FELTER:
                self.initial.setdefault(felt, getattr(self.oplysninger, felt))

    def clean_default_alt_text(self):
        alt = self.cleaned_data["default_alt_text"].strip()
        if er_filnavn(alt, self.instance.file.name or "") or alt == self.instance.original_filename:
            raise ValidationError(f"Det er filens navn og ikke en beskrivelse. {SKRIV_ALT}")
        return alt

    def _post_clean(self):
        """The facts are held to the rules of their own model."""
        super()._post_clean()
        for felt in FELTER:
            setattr(self.oplysninger, felt, self.cleaned_data.get(felt, ""))
        self.oplysninger.samtykke_udloeber = self.cleaned_data.get("samtykke_udloeber")
        try:
            self.oplysninger.validate_constraints()
        except ValidationError as fejl:
            self.add_error(None, fejl)
