"""What a citizen fills in at /forslag/: one form for each kind, with the same fields where they ask the same."""

from hashlib import sha256

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy

from . import spamvaern
from .models import Forslag, IndsatsIndhold, Omraade
from .udgivelsestjek import html, sprog

A = Forslag.Art
ORD = {
    A.INDSATS: (
        gettext_lazy("Hvad foreslår du?"),
        gettext_lazy("Skriv det kort, for eksempel: Lys på stien bag skolen."),
        gettext_lazy("Fortæl mere"),
        gettext_lazy("Hvad vil du gerne ændre, og hvorfor?"),
    ),
    A.SAMSKABELSE: (
        gettext_lazy("Hvad vil I gerne skabe?"),
        gettext_lazy("Skriv det kort, for eksempel: En fælles dag i gården."),
        gettext_lazy("Fortæl mere"),
        gettext_lazy("Hvor langt er I nu? Og hvad vil I gerne have hjælp til?"),
    ),
    A.SPOERGSMAAL: (
        gettext_lazy("Hvad handler det om?"),
        gettext_lazy("Skriv det kort."),
        gettext_lazy("Dit spørgsmål"),
        gettext_lazy("Skriv ikke dit CPR-nummer eller noget meget privat."),
    ),
}
ETIKETTER = {
    "omraade": (gettext_lazy("Hvor er det?"), gettext_lazy("Vælg et område.")),
    "hvor": (
        gettext_lazy("Skriv stedet"),
        gettext_lazy("Hvis området ikke er på listen, eller du vil sige det mere præcist."),
    ),
    "for_hvem": (
        gettext_lazy("Hvem er det godt for?"),
        gettext_lazy("For eksempel: Børn, der går alene til skole."),
    ),
    "med_hvem": (
        gettext_lazy("Hvem kan være med?"),
        gettext_lazy("For eksempel en klub eller en forening. Skriv ikke andres navne."),
    ),
    "hvem": (gettext_lazy("Hvem er du?"), ""),
    "organisation": (
        gettext_lazy("Forening eller arbejdsplads"),
        gettext_lazy("Hvis du skriver for andre end dig selv."),
    ),
    "navn": (gettext_lazy("Dit navn"), ""),
    "email": (gettext_lazy("Din e-mail"), gettext_lazy("Her sender vi svaret.")),
    "telefon": (gettext_lazy("Dit telefonnummer"), ""),
}
AUTOCOMPLETE = {
    **{"organisation": "organization", "navn": "name", "email": "email", "telefon": "tel"},
    **dict.fromkeys(("titel", "beskrivelse", "hvor", "for_hvem", "med_hvem"), "off"),
}
KONTAKT = ("navn", "email", "telefon")
FRITEKST = ("titel", "beskrivelse", "hvor", "for_hvem", "med_hvem", "navn", "organisation")
SKAL_SVARES = (A.SAMSKABELSE, A.SPOERGSMAAL)
"""Without a way to answer there is no point in them."""


class MedNavn(forms.ModelChoiceField):
    def label_from_instance(self, obj):
        return obj.navn


class MedTitel(forms.ModelChoiceField):
    """Initiatives by the title that the public knows, in one query."""

    def label_from_instance(self, tekst):
        return tekst.titel

    def clean(self, value):
        tekst = super().clean(value)
        return tekst and tekst.indsats


class ForslagForm(forms.ModelForm):
    samtykke_givet = forms.BooleanField(
        label=gettext_lazy("Ja, I må gemme mine oplysninger, så I kan svare mig."), required=False
    )
    # the trap and the stamp: see spamvaern.py
    hjemmeside = forms.CharField(required=False, label=gettext_lazy("Lad dette felt stå tomt"))
    stempel = forms.CharField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Forslag
        fields = [
            *("titel", "beskrivelse", "indsats", "omraade", "hvor", "for_hvem", "med_hvem"),
            *("hvem", "organisation", "navn", "email", "telefon"),
        ]
        field_classes = {"omraade": MedNavn}

    def __init__(self, *args, art, sprog, **kwargs):
        super().__init__(*args, **kwargs)
        self.art, self.sprog, self.nummer = art, sprog, ""
        self.fields["omraade"].queryset = Omraade.objects.all()
        self.fields["hvem"] = forms.ChoiceField(
            choices=Forslag.Hvem.choices, widget=forms.RadioSelect, initial=Forslag.Hvem.BORGER
        )
        self._vis_kun_hvad_der_spoerges_om()
        self._saet_ord()

    def _vis_kun_hvad_der_spoerges_om(self):
        if self.art == A.SPOERGSMAAL:
            del self.fields["for_hvem"], self.fields["med_hvem"]
            tekster = IndsatsIndhold.objects.som_kort(self.sprog).select_related("indsats")
            self.fields["indsats"] = MedTitel(
                tekster.order_by("titel"),
                to_field_name="indsats",
                required=False,
                label=gettext_lazy("Handler det om en bestemt indsats?"),
                empty_label=gettext_lazy("Nej, eller det ved jeg ikke"),
            )
        else:
            del self.fields["indsats"]

    def _saet_ord(self):
        titel, titelhjaelp, beskrivelse, beskrivelseshjaelp = ORD[self.art]
        ord_ = {
            **ETIKETTER,
            "titel": (titel, titelhjaelp),
            "beskrivelse": (beskrivelse, beskrivelseshjaelp),
        }
        for navn, (etiket, hjaelp) in ord_.items():
            if navn in self.fields:
                self.fields[navn].label, self.fields[navn].help_text = etiket, hjaelp
        for navn, felt in self.fields.items():
            felt.widget.attrs.update(_udseende(felt.widget), **_autocomplete(navn))
        self.fields["omraade"].empty_label = gettext("Vælg et område")
        self.fields["beskrivelse"].widget.attrs["rows"] = 7
        for navn in ("titel", "beskrivelse"):
            self.fields[navn].error_messages["required"] = _mangler(self.art, navn)
        self.fields["email"].error_messages["invalid"] = gettext(
            "Skriv en e-mail, der kan bruges, for eksempel navn@example.org."
        )

    # --- What is typed

    def clean(self):
        data = super().clean()
        for felt in FRITEKST:
            if list(sprog.cpr_numre(html.ens_streger(data.get(felt) or ""))):
                self.add_error(felt, gettext("Det ligner et CPR-nummer. Slet det, før du sender."))
        self._kontakt(data)
        self._mennesketid(data)
        return data

    def _kontakt(self, data):
        skrevet = any(data.get(felt) for felt in KONTAKT)
        if skrevet and not data.get("samtykke_givet"):
            besked = gettext(
                "Sæt flueben, hvis vi må gemme det. Ellers slet navn, e-mail og telefon."
            )
            self.add_error("samtykke_givet", besked)
        kan_svares = data.get("email") or data.get("telefon") or "email" in self.errors
        if self.art in SKAL_SVARES and not kan_svares:
            besked = gettext("Skriv din e-mail eller dit telefonnummer, så vi kan svare dig.")
            self.add_error("email", besked)

    def _mennesketid(self, data):
        """Said last: whoever has something else to mend takes their time over that."""
        try:
            self.nummer = spamvaern.laes_stempel(data.get("stempel") or "")
        except spamvaern.ForHurtig:
            if not self.errors:
                raise ValidationError(
                    gettext("Det gik meget hurtigt. Læs det igennem, og send det så igen.")
                ) from None
        except spamvaern.ForGammel:
            self.forny_stempel(igen=True)
            if not self.errors:
                besked = gettext(
                    "Siden har stået åben længe. Alt, hvad du har skrevet, står her endnu. Send det igen."
                )
                raise ValidationError(besked) from None

    def forny_stempel(self, igen):
        self.data = self.data.copy()
        self.data[self.add_prefix("stempel")] = spamvaern.stempel(igen)

    @property
    def har_feltfejl(self):
        return any(felt.errors for felt in self.visible_fields())

    # --- What becomes of it

    def mistanker(self):
        data = {navn: data for navn, data in self.cleaned_data.items() if isinstance(data, str)}
        kort = [data.get(felt, "") for felt in ("navn", "organisation", "telefon", "hvor")]
        yield from spamvaern.mistanker([data["titel"], data["beskrivelse"]], kort)
        if data.get("hjemmeside"):
            yield "Et felt, som mennesker ikke ser, er udfyldt"

    def aftryk(self):
        """The same twice, when it is the same form and the same words."""
        ord_ = [self.cleaned_data.get(felt) for felt in (*FRITEKST, *KONTAKT)]
        return sha256(repr([self.nummer, self.art, ord_]).encode()).hexdigest()

    def som_forslag(self):
        forslag = super().save(commit=False)
        forslag.art, forslag.sprog, forslag.aftryk = self.art, self.sprog, self.aftryk()
        if any(self.cleaned_data.get(felt) for felt in KONTAKT):
            forslag.samtykke = timezone.now()
        return forslag


def _mangler(art, navn):
    if navn == "titel":
        return gettext("Skriv kort, hvad det handler om.")
    if art == A.SPOERGSMAAL:
        return gettext("Skriv dit spørgsmål.")
    return gettext("Fortæl lidt mere om det.")


def _autocomplete(navn):
    return {"autocomplete": AUTOCOMPLETE[navn]} if navn in AUTOCOMPLETE else {}


def _udseende(widget):
    klasser = {
        forms.Select: "form-select",
        forms.RadioSelect: "form-radio",
        forms.CheckboxInput: "form-checkbox",
    }
    return {"class": klasser.get(type(widget), "form-input")}
