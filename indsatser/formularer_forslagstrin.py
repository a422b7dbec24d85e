"""Forms of the one who answers: a step with its reply, a note, and the texts that are cleaned of a person."""

from django import forms
from django.core.exceptions import ValidationError

from .breve_forslag import standardsvar
from .formularer import TEKSTFELT
from .models import Forslag, Moede
from .udgivelsestjek import html, sprog
from .versioner import tid

T = Forslag.Tilstand
KOORDINATIONSGRUPPEN = "koordinationsgruppen"
SLUT = (T.PRIORITERET, T.VIDEREGIVET, T.AFVIST)
UDFYLD = ("Skriv svaret her.", "Write the answer here.")
"""What the template of an answer says where the answer is to stand."""


class Moedevalg(forms.ModelChoiceField):
    def label_from_instance(self, moede):
        return f"{moede.titel}, {tid(moede.start)}"


def _tekst(etiket, hjaelp="", raekker=4, **mere):
    widget = forms.Textarea(attrs={"rows": raekker, "class": "vLargeTextField"})
    return forms.CharField(label=etiket, help_text=hjaelp, widget=widget, **mere)


def _linje(etiket, hjaelp="", **mere):
    widget = forms.TextInput(attrs={"class": "vTextField"})
    return forms.CharField(label=etiket, help_text=hjaelp, widget=widget, **mere)


def _kraever(besked):
    return {"error_messages": {"required": besked}}


class TrinForm(forms.Form):
    """What one step asks for; which that is depends on where it leads, and on whether there is somebody to write to."""

    udgave = forms.IntegerField(widget=forms.HiddenInput)
    videregivet_til = _linje(
        "Givet videre til",
        "Myndighed, afdeling eller forening. Ikke et navn.",
        max_length=200,
        **_kraever("Skriv, hvem det er givet videre til."),
    )
    begrundelse = _tekst(
        "Begrundelse",
        "Bliver gemt og står i svaret, hvor der står [begrundelse].",
        max_length=2000,
        **_kraever("Skriv begrundelsen."),
    )
    moede = Moedevalg(
        Moede.objects.none(),
        required=False,
        label="Sæt det på et møde",
        empty_label="Ikke endnu",
        help_text="Det bliver meldt ind til dagsordenen med titel og link, uden afsender.",
    )
    indsats_titel = _linje(
        "Indsatsens titel",
        max_length=200,
        **_kraever("Skriv, hvad indsatsen skal hedde."),
    )
    indsats_tekst = _tekst(
        "Indsatsens baggrund",
        "Det bliver til en kladde, som ingen ser, før den er udgivet. Fjern det, der handler om personer.",
        raekker=8,
        max_length=6000,
        **_kraever("Skriv, hvad indsatsen går ud på."),
    )
    offentlig_tekst = _linje(
        "Offentlig linje",
        "Vises på siden om forslag. Skriv, hvad det gik ud på, så ingen kan kendes. Tom: det tælles kun med.",
        max_length=200,
        required=False,
    )
    svar = _tekst(
        "Svar til afsenderen",
        "Ret det, som du vil. Ord i kantede parenteser bliver skiftet ud. Hilsenen øverst og nederst kommer selv.",
        raekker=12,
        max_length=4000,
        required=False,
    )
    uden_svar = forms.BooleanField(
        label="Send ikke et svar",
        required=False,
        help_text="For eksempel fordi I har talt sammen. Skriv det i noten.",
    )
    note = _tekst(
        "Intern note", "Kun for dem, der kan se forslaget her.", 3, max_length=2000, required=False
    )

    def __init__(self, *args, forslag, til, **kwargs):
        super().__init__(*args, **kwargs)
        self.forslag, self.til = forslag, til
        for navn in self._uden():
            del self.fields[navn]
        self.fields["udgave"].initial = forslag.udgave
        if "moede" in self.fields:
            self.fields["moede"].queryset = Moede.objects.kommende().filter(
                gruppe__slug=KOORDINATIONSGRUPPEN
            )
        if "svar" in self.fields:
            self.fields["svar"].initial = standardsvar(forslag, til)
        if "indsats_titel" in self.fields:
            self.fields["indsats_titel"].initial = forslag.renset("titel")
            self.fields["indsats_tekst"].initial = forslag.renset("beskrivelse")

    def _uden(self):
        """The fields that this step does not ask for."""
        til, slut = self.til, self.forslag.SLUTTET
        yield from () if til == T.VIDEREGIVET else ("videregivet_til",)
        yield from () if til in SLUT else ("begrundelse",)
        yield from () if til == T.DROEFTES else ("moede",)
        yield from () if til == T.PRIORITERET else ("indsats_titel", "indsats_tekst")
        yield from () if til in slut else ("offentlig_tekst",)
        yield from () if self.forslag.email else ("svar", "uden_svar")

    def clean_svar(self):
        svar = self.cleaned_data["svar"].replace("\r\n", "\n")
        if any(ord_ in svar for ord_ in UDFYLD):
            raise ValidationError("Svaret mangler: der står endnu, hvor du skal skrive det.")
        return svar

    def clean_offentlig_tekst(self):
        tekst = self.cleaned_data["offentlig_tekst"]
        if self.forslag.navn and self.forslag.navn.lower() in tekst.lower():
            raise ValidationError("Afsenderens navn står i den offentlige linje. Slet det.")
        if list(sprog.cpr_numre(html.ens_streger(tekst))):
            raise ValidationError("Der står noget, der ligner et CPR-nummer. Slet det.")
        return tekst

    def clean(self):
        data = super().clean()
        if data.get("uden_svar") and not data.get("note"):
            self.add_error("note", "Skriv, hvorfor der ikke bliver sendt et svar.")
        mangler_svar = "svar" in self.fields and not data.get("svar") and "svar" not in self.errors
        if mangler_svar and not data.get("uden_svar"):
            self.add_error("svar", "Skriv et svar, eller sæt flueben ved «Send ikke et svar».")
        if self.til == T.BESVARET and "svar" not in self.fields and not data.get("note"):
            self.add_error("note", "Skriv, hvad der er svaret. Afsenderen har ingen e-mail her.")
        return data

    @property
    def sender(self):
        return bool(self.cleaned_data.get("svar")) and not self.cleaned_data.get("uden_svar")

    def om_det_nye(self, forslag):
        """The same when somebody else was there first: what was typed is kept, and is saved on top of theirs or not."""
        data = {**self.data.dict(), "udgave": forslag.udgave}
        return type(self)(data, forslag=forslag, til=self.til)


class NoteForm(forms.Form):
    note = _tekst("Intern note", max_length=2000, **_kraever("Skriv noten, før du gemmer."))


class RensForm(forms.ModelForm):
    """The texts as they will be; what the portal does not know as a name is taken out here by hand."""

    class Meta:
        model = Forslag
        fields = ["titel", "beskrivelse", "hvor", "for_hvem", "med_hvem"]
        widgets = {"beskrivelse": TEKSTFELT}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for navn in self.fields:
            self.initial[navn] = self.instance.renset(navn)
