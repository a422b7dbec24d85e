"""Forms of a meeting: its facts, who is asked, its points, and what the public may read of it."""

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone

from tryg_portal.sortering import sorteringsnoegle

from .formularer import DanskTidspunkt
from .medier.kontrol import forundersoeg
from .models import Beslutning, Dagsordenspunkt, IndsatsIndhold, Moede, Opgave, Person, Rolle

BRED = forms.Textarea(attrs={"rows": 4, "class": "vLargeTextField"})
DATO = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def indsatsvalg():
    """Every initiative with its name, in Danish order, in one query."""
    tekster = IndsatsIndhold.admin_manager.order_by("-language", "pk").exclude(titel="")
    titler = dict(tekster.values_list("indsats", "titel"))  # of several the last: the newest Danish
    return sorted(titler.items(), key=lambda valg: sorteringsnoegle(valg[1]))


def personvalg(moede):
    """Those of the meeting first, then others who hold a role today or have an account."""
    med = list(Person.objects.filter(moedeindkaldelser__moede=moede).values_list("pk", "navn"))
    kendte = Q(roller__in=Rolle.objects.gaeldende()) | Q(bruger__is_active=True)
    andre = Person.objects.filter(kendte).exclude(pk__in=[pk for pk, _ in med]).distinct()
    return [
        ("", "Vælg en person"),
        ("Med i mødet", med),
        ("Andre", list(andre.values_list("pk", "navn"))),
    ]


class FlereFiler(forms.ClearableFileInput):
    allow_multiple_selected = True


class Bilagsfelt(forms.FileField):
    """Any number of files, each looked through before it is kept."""

    widget = FlereFiler

    def clean(self, data, initial=None):
        filer = data if isinstance(data, list | tuple) else [data] if data else []
        return [super(Bilagsfelt, self).clean(fil, initial) for fil in filer]


class IndsatserFelt(forms.ModelMultipleChoiceField):
    """Named by one query for all, where the model itself asks one for each."""

    def __init__(self, **kwargs):
        from .models import Indsats

        super().__init__(
            Indsats.objects.all(), required=False, widget=forms.CheckboxSelectMultiple, **kwargs
        )


class MoedeForm(forms.ModelForm):
    """The facts, guarded against two who change them at once."""

    start = DanskTidspunkt(label="Begynder")
    slut = DanskTidspunkt(label="Slutter")
    onlinelink = forms.URLField(
        label="Link til onlinemøde", required=False, max_length=200, assume_scheme="https"
    )
    laest = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Moede
        fields = [
            *("gruppe", "raekke", "titel", "start", "slut", "sted", "onlinelink"),
            *("formand", "referent"),
        ]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "laest" in self.fields:
            self.initial["laest"] = self.instance.udgave

    def clean(self):
        data = super().clean()
        if self.instance.pk and "laest" in self.fields:
            nu = Moede.laast(self.instance.pk)
            if data.get("laest") != nu.udgave:
                raise ValidationError(
                    "En anden har rettet mødet, mens du skrev. Det, du har skrevet, er ikke gemt, men står stadig i "
                    "felterne. Åbn mødet i et nyt vindue, se, hvad der er ændret, og ret så her igen."
                )
        raekke, gruppe = data.get("raekke"), data.get("gruppe")
        if raekke and gruppe and raekke.gruppe_id != gruppe.pk:
            self.add_error("raekke", f"Den række er {raekke.gruppe}s. Vælg en af {gruppe}s egne.")
        return data


class PunktForm(forms.ModelForm):
    indsatser = IndsatserFelt(label="Indsatser, punktet handler om")
    filer = Bilagsfelt(
        label="Bilag",
        required=False,
        help_text="Du kan vælge flere. Kun de, der kan se mødet, kan hente dem.",
    )

    class Meta:
        model = Dagsordenspunkt
        fields = ["titel", "oplaeg", "minutter", "indsatser"]
        widgets = {"oplaeg": BRED, "minutter": forms.NumberInput(attrs={"min": 0, "max": 600})}
        help_texts = {
            "oplaeg": "Hvad handler det om, og hvad skal mødet gøre: drøfte, beslutte eller tage til efterretning?",
            "minutter": "Hvor lang tid punktet skal have.",
        }
        error_messages = {"titel": {"required": "Skriv, hvad punktet hedder."}}

    field_order = ["titel", "oplaeg", "minutter", "filer", "indsatser"]

    def __init__(self, *args, bruger, **kwargs):
        super().__init__(*args, **kwargs)
        self.bruger = bruger
        self.fields["indsatser"].choices = indsatsvalg()

    def clean_minutter(self):
        minutter = self.cleaned_data["minutter"]
        if minutter and minutter > 600:
            raise ValidationError("Skriv højst 600 minutter.")
        return minutter

    def clean_filer(self):
        filer = self.cleaned_data["filer"]
        for fil in filer:
            forundersoeg(fil, self.bruger)
        return filer

    def clean(self):
        data = super().clean()
        if self.errors and self.files and "filer" not in self.errors:
            self.add_error("filer", "Vælg bilaget igen. Intet er gemt endnu.")
        return data

    def save(self, commit=True):
        punkt = super().save(commit)
        for fil in self.cleaned_data["filer"]:
            punkt.bilag.create(navn=fil.name[-200:], fil=fil)
        return punkt


class AfvisForm(forms.ModelForm):
    class Meta:
        model = Dagsordenspunkt
        fields = ["begrundelse"]
        labels = {"begrundelse": "Hvorfor kommer punktet ikke på?"}
        help_texts = {"begrundelse": "Den, der har meldt punktet ind, får det at vide i en mail."}

    def clean_begrundelse(self):
        if not self.cleaned_data["begrundelse"].strip():
            raise ValidationError("Skriv, hvorfor punktet ikke kommer på.")
        return self.cleaned_data["begrundelse"]


class AflysForm(forms.Form):
    grund = forms.CharField(
        label="Hvorfor bliver mødet aflyst?",
        max_length=300,
        help_text="Står i mailen til dem, der er indkaldt.",
        error_messages={"required": "Skriv, hvorfor mødet bliver aflyst."},
    )


class DeltagerForm(forms.Form):
    person = forms.ModelChoiceField(
        Person.objects.none(),
        label="Tilføj en deltager",
        empty_label="Vælg en person",
        error_messages={"required": "Vælg, hvem der skal med."},
    )

    def __init__(self, *args, moede, **kwargs):
        super().__init__(*args, **kwargs)
        andre = Person.objects.exclude(moedeindkaldelser__moede=moede)
        self.fields["person"].queryset = andre


class BeslutningForm(forms.ModelForm):
    indsatser = IndsatserFelt(label="Indsatser, beslutningen gælder")

    class Meta:
        model = Beslutning
        fields = ["tekst", "indsatser"]
        widgets = {"tekst": BRED}
        error_messages = {"tekst": {"required": "Skriv, hvad der blev besluttet."}}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["indsatser"].choices = indsatsvalg()


class OpgaveForm(forms.ModelForm):
    indsats = forms.TypedChoiceField(label="Indsats", required=False, coerce=int, empty_value=None)
    ansvarlig = forms.TypedChoiceField(
        label="Ansvarlig",
        coerce=int,
        error_messages={"required": "Vælg, hvem der gør det.", "invalid_choice": "Vælg en person."},
    )

    class Meta:
        model = Opgave
        fields = ["tekst", "frist"]
        widgets = {"frist": DATO}
        error_messages = {
            "tekst": {"required": "Skriv, hvad der skal gøres."},
            "frist": {"required": "Skriv, hvornår det skal være gjort."},
        }

    field_order = ["tekst", "ansvarlig", "frist", "indsats"]

    def __init__(self, *args, personer, indsatser, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["ansvarlig"].choices = personer
        self.fields["indsats"].choices = [("", "Ingen bestemt"), *indsatser]
        self.initial |= {"indsats": self.instance.indsats_id}
        if self.instance.ansvarlig_id:
            self.initial["ansvarlig"] = self.instance.ansvarlig_id

    def clean_frist(self):
        """A deadline that has passed before the task is given is a slip of the pen."""
        frist = self.cleaned_data["frist"]
        if "frist" in self.changed_data and frist < timezone.localdate():
            raise ValidationError("Fristen er allerede gået. Skriv en dato fra i dag og frem.")
        return frist

    def save(self, commit=True):
        self.instance.ansvarlig_id = self.cleaned_data["ansvarlig"]
        self.instance.indsats_id = self.cleaned_data["indsats"]
        return super().save(commit)


class AfslutForm(forms.Form):
    note = forms.CharField(
        label="Hvad kom der ud af det?",
        widget=forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
        max_length=500,
        error_messages={"required": "Skriv kort, hvad der kom ud af det."},
    )


class UddragForm(forms.ModelForm):
    class Meta:
        model = Moede
        fields = ["offentligt_uddrag"]
        widgets = {
            "offentligt_uddrag": forms.Textarea(attrs={"rows": 10, "class": "vLargeTextField"})
        }
        labels = {"offentligt_uddrag": "Det, borgerne kan læse"}
        help_texts = {
            "offentligt_uddrag": "Skriv det, så en, der ikke var med, forstår det. Ingen navne uden aftale. "
            "En tom linje giver et nyt afsnit."
        }
