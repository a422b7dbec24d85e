"""The form of a document: what it is, and in the same form its file, new or chosen among the portal's files."""

from django import forms
from django.core.exceptions import ValidationError
from filer.models import File, Folder

from .formularer_samtidig import SamtidigForm
from .medier.dokumentfil import laes, tages_imod
from .medier.filtyper import type_efter_navn
from .medier.kontrol import forundersoeg
from .models import Dokument, Dokumentudgave

MAPPE = "Dokumenter"
"""Where a file lies that was put up here, at the top of the folders."""
VAELG = (
    "Derfor kan den ikke læses med hjælpemidler: vælg «Det vigtigste står på siden», og skriv et resumé, eller vælg "
    "«Undtaget fra loven» med en grund."
)
RAAD = (
    "Åbn dokumentet i Word eller LibreOffice, giv det en titel (Filer → Oplysninger), og gem det igen som PDF med "
    "flueben ved «Dokumentstrukturkoder til tilgængelighed» eller «Universal Accessibility (PDF/UA)»."
)


def mangler_i_ord(mangler):
    return f"PDF'en mangler {' og '.join(mangler)}."


def raad_om(udgave, helt=True):
    """What an editor is told of a file that was put up: each a sentence on what is wrong and what to do."""
    if udgave.mangler:
        yield f"{mangler_i_ord(udgave.mangler)} {RAAD}"
    if not helt:
        yield "Filen kunne ikke læses helt igennem, så en søgning finder måske ikke alt det, der står i den."
    elif udgave.er_skannet:
        yield (
            "Der er ingen tekst i PDF'en: den er nok skannet. Lav teksten med OCR, eller skriv det vigtigste i "
            "resuméet. Ellers kan den hverken læses op eller findes ved en søgning."
        )
    if udgave.har_koder is not None and not udgave.pdf_sprog:
        yield (
            "PDF'en siger ikke, hvilket sprog den er på, så den bliver læst op med forkert udtale. "
            "Vælg sproget i det program, den er lavet i, og gem den igen."
        )
    elif udgave.pdf_sprog and not udgave.pdf_sprog.lower().startswith(udgave.dokument.sprog):
        yield (
            f"PDF'en siger, at den er på «{udgave.pdf_sprog}», men dokumentet er her sat til "
            f"{udgave.dokument.get_sprog_display().lower()}."
        )


def _filerfelt():
    felt = Dokumentudgave._meta.get_field("fil").formfield(required=False)
    felt.label, felt.help_text = "Eller vælg en fil, der allerede er overført", ""
    return felt


class DokumentForm(SamtidigForm):
    """Bad input costs no upload: a file that is in order is kept among the files, and is chosen in the form."""

    ny_fil = forms.FileField(
        label="Overfør en fil",
        required=False,
        help_text="PDF, Word, OpenDocument, PowerPoint, Excel, CSV eller ren tekst, højst 50 MB.",
    )
    valgt_fil = _filerfelt()
    note = forms.CharField(
        label="Hvad er ændret",
        required=False,
        max_length=300,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
        help_text="Til læserne, når filen er en ny udgave. For eksempel: Tabel 2 er rettet.",
    )

    bruger = None
    laest = None
    """What was read of the new file; None when there is none."""

    class Meta:
        model = Dokument
        fields = [
            *("titel_da", "titel_en", "slug", "slags", "dato", "sprog", "strategi", "indsats"),
            *("resume_da", "resume_en", "tilgaengelighed", "undtagelse", "offentligt"),
            "taget_ned_fordi",
        ]
        widgets = {
            "tilgaengelighed": forms.RadioSelect,
            **{
                f"resume_{s}": forms.Textarea(attrs={"rows": 6, "class": "vLargeTextField"})
                for s in ("da", "en")
            },
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False
            self.fields[
                "slug"
            ].help_text = (
                "Tom: laves af titlen. Ændrer du den, fører den gamle adresse videre til den nye."
            )
        if "tilgaengelighed" in self.fields:  # no empty choice among the buttons
            self.fields["tilgaengelighed"].choices = Dokument.Tilgaengelighed.choices

    def full_clean(self):
        super().full_clean()
        if self.is_bound and self.errors and self.laest and self.cleaned_data.get("ny_fil"):
            self._behold_filen()

    # --- the file

    def clean_ny_fil(self):
        upload = self.cleaned_data["ny_fil"]
        if upload:
            forundersoeg(upload, self.bruger)
            self._laes(upload, upload.name)
        return upload

    def clean_valgt_fil(self):
        fil = self.cleaned_data["valgt_fil"]
        if fil and not self.cleaned_data.get("ny_fil"):
            if not (fil.file and fil.file.storage.exists(fil.file.name)):
                raise ValidationError("Filen er væk fra filarkivet. Overfør den igen.")
            with fil.file.storage.open(fil.file.name) as aaben:
                self._laes(aaben, fil.file.name)
        return fil

    def _laes(self, aaben, navn):
        if not tages_imod(navn):
            hvad = getattr(type_efter_navn(navn), "navn", "en anden slags")
            raise ValidationError(
                f"Filen er et {hvad} og ikke et dokument. Vælg en PDF eller et Word-dokument."
            )
        laest = laes(aaben, navn)
        if laest.laast:
            raise ValidationError(
                "PDF'en er låst med en adgangskode, så ingen kan læse den. Gem den uden adgangskode, og prøv igen."
            )
        self.laest = laest

    def _behold_filen(self):
        self.data = self.data.copy()
        self.data[self.add_prefix("valgt_fil")] = str(self.fil().pk)
        self["valgt_fil"].help_text = "Den fil, du overførte, er gemt og valgt her."

    def fil(self):
        """The file of the new version as one of the portal's, or None."""
        upload = self.cleaned_data.get("ny_fil")
        if not upload:
            return self.cleaned_data.get("valgt_fil") or None
        if not hasattr(self, "_fil"):
            self._fil = self._gem_upload(upload)
        return self._fil

    def _gem_upload(self, upload):
        mappe, _ = Folder.objects.get_or_create(name=MAPPE, parent=None)
        upload.seek(0)
        fil = File(
            file=upload, original_filename=upload.name[:255], folder=mappe, owner=self.bruger
        )
        fil.generate_sha1()
        igen = File.objects.filter(folder=mappe, sha1=fil.sha1).first()
        if igen:  # put up before, by a form that was left: one of it is enough
            return igen
        upload.seek(0)
        fil.save()
        return fil

    # --- what the document and its file must be together

    def clean(self):
        data = super().clean()
        if data.get("ny_fil") and data.get("valgt_fil"):
            self.add_error("valgt_fil", "Vælg en fil, eller overfør en: ikke begge dele.")
        nyeste = self.instance.nyeste if self.instance.pk else None
        if self.laest and nyeste:
            self._tjek_ny_udgave(data, nyeste)
        if (
            data.get("offentligt")
            and not (nyeste or self.laest)
            and not {"ny_fil", "valgt_fil"} & {*self.errors}
        ):
            self.add_error("ny_fil", "Overfør eller vælg en fil, før dokumentet vises offentligt.")
        self._tjek_tilgaengelighed(data, nyeste)
        return data

    def _tjek_ny_udgave(self, data, nyeste):
        if self._sha1(data) == nyeste.fil.sha1:
            felt = "ny_fil" if data.get("ny_fil") else "valgt_fil"
            self.laest = None
            self.add_error(
                felt, f"Det er den samme fil som udgave {nyeste.nummer}, som ligger her nu."
            )
        elif not data.get("note") and "note" not in self.errors:
            self.add_error("note", "Skriv, hvad der er ændret siden den forrige udgave.")

    def _sha1(self, data):
        if data.get("ny_fil"):
            proeve = File(file=data["ny_fil"])
            proeve.generate_sha1()
            data["ny_fil"].seek(0)
            return proeve.sha1
        return data["valgt_fil"].sha1

    def _tjek_tilgaengelighed(self, data, nyeste):
        """What the database refuses is said here, with what the file lacks and how it is mended."""
        if self.laest:
            felter = {"har_koder": self.laest.har_koder, "har_titel": self.laest.har_titel}
            mangler = Dokumentudgave(**felter).mangler
        else:
            mangler = nyeste.mangler if nyeste else []
        self.instance.pdf_mangler = bool(mangler)
        if mangler and data.get("tilgaengelighed") == Dokument.Tilgaengelighed.TILGAENGELIG:
            self.add_error(
                "tilgaengelighed", f"{mangler_i_ord(mangler)} {VAELG} Eller lav den om: {RAAD}"
            )
