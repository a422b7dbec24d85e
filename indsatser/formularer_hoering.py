"""What is filled in about a hearing: the reply, by anybody; the treatment and the answer, by a coordinator."""

from hashlib import sha256

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext, gettext_lazy

from . import hoeringsfiler, spamvaern
from .hoeringsvej import fra_samme
from .models import Hoering, Hoeringssvar
from .udgivelsestjek import html, sprog

AUTOCOMPLETE = {"navn": "name", "organisation": "organization", "email": "email", "tekst": "off"}
B = Hoeringssvar.Behandling


class SvarForm(forms.ModelForm):
    """A reply, by a body through its link (`part`) or by anybody through the public form."""

    filer = hoeringsfiler.Svarfiler(
        label=gettext_lazy("Filer"),
        required=False,
        help_text=gettext_lazy(
            "Højst 5 filer på 10 MB hver, for eksempel PDF eller Word. Vi ser dem igennem, før de bliver vist."
        ),
    )
    behold = forms.MultipleChoiceField(
        label=gettext_lazy("Filer, vi har fået"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "invalid_choice": gettext_lazy(
                "Siden har stået åben så længe, at filerne er slettet. Vælg dem igen."
            )
        },
    )
    gemte = forms.CharField(widget=forms.HiddenInput, required=False)
    # the trap and the stamp: see spamvaern.py
    hjemmeside = forms.CharField(required=False, label=gettext_lazy("Lad dette felt stå tomt"))
    stempel = forms.CharField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Hoeringssvar
        fields = ["organisation", "navn", "email", "tekst"]

    def __init__(self, *args, hoering, part=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.hoering, self.part, self.nummer = hoering, part, ""
        self.beholdt, self.nye = [], []
        self.vedlagt = hoeringsfiler.laes_seddel(self.data.get(self.add_prefix("gemte"), ""))
        self._ord()
        if part is not None and part.antal == 1:
            del self.fields["organisation"]
        elif part is not None:
            self.fields["organisation"].required = True
            self.fields["organisation"].label = gettext("Hvem svarer I for?")
            self.fields["organisation"].help_text = gettext("Skriv navnet på jeres samråd.")
        self._saet_vedlagt()
        for navn, felt in self.fields.items():
            felt.widget.attrs["class"] = "form-checkbox" if navn == "behold" else "form-input"
            if navn in AUTOCOMPLETE:
                felt.widget.attrs["autocomplete"] = AUTOCOMPLETE[navn]
        self.fields["tekst"].widget.attrs["rows"] = 12

    def _ord(self):
        ord_ = {
            "organisation": (
                gettext("Forening, råd eller arbejdsplads"),
                gettext("Hvis du svarer for andre end dig selv. Navnet bliver vist."),
            ),
            "navn": (gettext("Dit navn"), gettext("Bliver ikke vist.")),
            "email": (
                gettext("Din e-mail"),
                gettext(
                    "Her får du en kvittering og besked om, hvad svaret førte til. Vises ikke."
                ),
            ),
            "tekst": (
                gettext("Dit svar"),
                gettext("Skriv ikke CPR-numre eller noget privat om dig selv eller andre."),
            ),
        }
        for navn, (etiket, hjaelp) in ord_.items():
            self.fields[navn].label, self.fields[navn].help_text = etiket, hjaelp
        self.fields["email"].error_messages["invalid"] = gettext(
            "Skriv en e-mail, der kan bruges, for eksempel navn@example.org."
        )

    def _saet_vedlagt(self):
        self.fields["behold"].choices = [(str(et.pk), et.navn) for et in self.vedlagt]

    def clean(self):
        data = super().clean()
        for felt in ("tekst", "navn", "organisation"):
            if list(sprog.cpr_numre(html.ens_streger(data.get(felt) or ""))):
                self.add_error(felt, gettext("Det ligner et CPR-nummer. Slet det, før du sender."))
        self._filerne(data)
        skrevet = (data.get("tekst") or "").strip()
        if not (skrevet or self.beholdt or self.nye or self.errors):
            self.add_error("tekst", gettext("Skriv dit svar, eller læg det op som en fil."))
        self._mennesketid(data)
        return data

    def _filerne(self, data):
        """Those that come along: the ones that were kept from before, and as many new as there is room for."""
        if glemte := self.errors.pop(
            "behold", None
        ):  # there is no box left to tick, and new ones may be chosen
            self.add_error("filer", glemte.as_data())
        valgte = set(data.get("behold") or [])
        self.beholdt = [et for et in self.vedlagt if str(et.pk) in valgte]
        self.nye = data.get("filer") or []
        for besked in self.fields["filer"].afviste:
            self.add_error("filer", besked)
        plads = hoeringsfiler.FLEST - len(self.beholdt)
        if len(self.nye) > plads:
            navne = ", ".join(fil.name for fil in self.nye[plads:])
            besked = gettext("Du kan højst sende 5 filer. Disse er ikke taget med: %(navne)s.")
            self.add_error("filer", besked % {"navne": navne})
            self.nye = self.nye[:plads]

    def gem_filer(self, maa):
        """Keep the new ones until the form comes again; where they may not be, say that they are to be chosen again."""
        if self.nye and not maa:
            self.add_error("filer", gettext("Vælg filerne igen. Intet er sendt endnu."))
        elif self.nye:
            nye, self.nye = hoeringsfiler.gem(self.nye), []
            self.vedlagt, self.beholdt = [*self.vedlagt, *nye], [*self.beholdt, *nye]
            self._saet_vedlagt()
        self.data = self.data.copy()
        self.data[self.add_prefix("gemte")] = hoeringsfiler.seddel(self.vedlagt)
        self.data.setlist(self.add_prefix("behold"), [str(et.pk) for et in self.beholdt])

    def _mennesketid(self, data):
        try:
            self.nummer = spamvaern.laes_stempel(data.get("stempel") or "")
        except spamvaern.ForHurtig:
            if not self.errors:
                raise ValidationError(
                    gettext("Det gik meget hurtigt. Læs det igennem, og send det så igen.")
                ) from None
        except spamvaern.ForGammel:
            self.data = self.data.copy()
            self.data[self.add_prefix("stempel")] = spamvaern.stempel(True)
            if not self.errors:
                besked = gettext(
                    "Siden har stået åben længe. Alt, hvad du har skrevet, står her endnu. Send det igen."
                )
                raise ValidationError(besked) from None

    @property
    def har_feltfejl(self):
        return any(felt.errors for felt in self.visible_fields())

    @property
    def er_spam(self):
        return bool(self.cleaned_data.get("hjemmeside"))

    def som_svar(self):
        """Not saved. The fingerprint is of what is said and by whom: sent again it is the same reply.

        Of those who do not say who they are, many may say the same: there it is the form that was sent again.
        """
        svar = super().save(commit=False)
        svar.hoering, svar.part = self.hoering, self.part
        ord_ = [svar.part_id, svar.organisation, svar.navn, svar.email, svar.tekst]
        if not any(ord_[:4]):
            ord_.append(self.nummer)
        filer = [(et.navn, et.fil.size) for et in self.beholdt]
        filer += [(fil.name, fil.size) for fil in self.nye]
        svar.aftryk = sha256(repr([ord_, filer]).encode()).hexdigest()
        return svar


class FristForm(forms.Form):
    frist = forms.DateField(
        label="Ny frist",
        help_text="Den sidste dag, der kan svares. Alle, der er spurgt, får en mail.",
        widget=forms.DateInput(attrs={"type": "date"}),
    )


class GrundForm(forms.Form):
    grund = forms.CharField(
        label="Hvad skal rettes?",
        help_text="Det står på siden med en dato, når svaret er offentligt igen.",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Skriv, hvad der skal rettes."},
    )


RETTET_IMENS = (
    "Svaret er behandlet af en anden, siden du åbnede siden. Det, du har skrevet, står her endnu. "
    "Gem igen for at bruge det."
)


class BehandlingForm(forms.ModelForm):
    """How one reply is treated. `set_udgave` tells which saving the coordinator began from."""

    set_udgave = forms.IntegerField(widget=forms.HiddenInput, required=False)
    tag_med = forms.BooleanField(
        label="Brug dette svar i stedet for det, parten har sendt før fristen", required=False
    )

    class Meta:
        model = Hoeringssvar
        fields = ["behandling", "begrundelse", "offentlig_tekst"]
        widgets = {
            "behandling": forms.RadioSelect,
            "begrundelse": forms.Textarea(attrs={"rows": 4}),
            "offentlig_tekst": forms.Textarea(attrs={"rows": 8}),
        }
        labels = {"begrundelse": "Hvorfor", "offentlig_tekst": "Svaret, som det vises"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["set_udgave"] = self.instance.udgave
        self.fields["behandling"].choices = B.choices
        bilag = list(self.instance.bilag.all())
        self.fields["vis_bilag"] = forms.MultipleChoiceField(
            label="Filer, der vises offentligt",
            required=False,
            choices=[(str(b.pk), b.navn) for b in bilag],
            initial=[str(b.pk) for b in bilag if b.offentligt],
            widget=forms.CheckboxSelectMultiple,
        )
        if not bilag:
            del self.fields["vis_bilag"]

    def clean(self):
        data = super().clean()
        hoering = Hoering.objects.select_for_update().get(pk=self.instance.hoering_id)
        if hoering.er_besvaret:
            raise ValidationError("Svaret er offentliggjort. Tag det tilbage, før du retter.")
        nu = Hoeringssvar.objects.get(pk=self.instance.pk)
        if nu.erstattet_af_id:
            raise ValidationError("Svaret er erstattet af et nyere, som behandles i stedet.")
        if data.get("set_udgave") != nu.udgave:
            self.data = self.data.copy()
            self.data[self.add_prefix("set_udgave")] = nu.udgave
            raise ValidationError(RETTET_IMENS)
        for felt in ("offentlig_tekst", "begrundelse"):
            if list(sprog.cpr_numre(html.ens_streger(data.get(felt) or ""))):
                self.add_error(felt, "Det ligner et CPR-nummer. Slet det, før du gemmer.")
        return data

    def gem(self, user):
        svar = super().save(commit=False)
        svar.udgave += 1
        svar.behandlet_af = user
        svar.save()
        valgt = set(self.cleaned_data.get("vis_bilag", []))
        for bilag in svar.bilag.all():
            bilag.offentligt = str(bilag.pk) in valgt
            bilag.save(update_fields=["offentligt"])
        if self.cleaned_data.get("tag_med"):
            fra_samme(svar).update(erstattet_af=svar)


class SamletSvarForm(forms.ModelForm):
    """The collected answer; validated within a transaction, so that nobody writes over it meanwhile."""

    set_udgave = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Hoering
        fields = ["samlet_svar_da", "samlet_svar_en"]
        widgets = {
            "samlet_svar_da": forms.Textarea(attrs={"rows": 8}),
            "samlet_svar_en": forms.Textarea(attrs={"rows": 4}),
        }
        help_texts = {"samlet_svar_da": "Hvad sagde svarene, og hvad førte de til?"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["set_udgave"] = self.instance.udgave

    def clean(self):
        data = super().clean()
        nu = Hoering.objects.select_for_update().get(pk=self.instance.pk)
        if nu.er_besvaret:
            raise ValidationError("Svaret er offentliggjort. Tag det tilbage, før du retter.")
        if data.get("set_udgave") != nu.udgave:
            self.data = self.data.copy()
            self.data[self.add_prefix("set_udgave")] = nu.udgave
            raise ValidationError(RETTET_IMENS)
        for felt in self.Meta.fields:
            if list(sprog.cpr_numre(html.ens_streger(data.get(felt) or ""))):
                self.add_error(felt, "Det ligner et CPR-nummer. Slet det, før du gemmer.")
        return data

    def gem(self):
        self.instance.udgave += 1
        self.instance.save(update_fields=[*self.Meta.fields, "udgave"])
