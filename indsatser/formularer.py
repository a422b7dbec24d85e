"""Forms of the way from draft to public."""

from datetime import datetime

from django import forms
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.timezone import get_current_timezone

from .models import PlanlagtUdgivelse
from .models.godkendelse import GYLDIG_DAGE
from .models.udgivelse import ALLEREDE_PLANLAGT
from .rettigheder import myndighed_for

TEKSTFELT = forms.Textarea(attrs={"rows": 4, "class": "vLargeTextField"})


class DanskTidspunkt(forms.SplitDateTimeField):
    """A moment in Danish time; an hour that the change of clocks takes away, or gives twice, is refused in words."""

    def __init__(self, **kwargs):
        widget = forms.SplitDateTimeWidget(
            date_attrs={"type": "date", "aria-label": "Dato"},
            time_attrs={"type": "time", "aria-label": "Klokkeslæt"},
            date_format="%Y-%m-%d",
            time_format="%H:%M",
        )
        fejl = {
            "required": "Skriv både dato og klokkeslæt.",
            "invalid_date": "Skriv datoen som dag, måned og år.",
            "invalid_time": "Skriv klokkeslættet som timer og minutter.",
        }
        super().__init__(widget=widget, error_messages=fejl, **kwargs)

    def compress(self, data_list):
        if not data_list or None in data_list or "" in data_list:
            return super().compress(data_list)
        dansk = datetime.combine(*data_list).replace(tzinfo=get_current_timezone())
        tidlig, sen = dansk.replace(fold=0), dansk.replace(fold=1)
        if tidlig.utcoffset() < sen.utcoffset():
            raise ValidationError(
                "Det klokkeslæt findes ikke: uret stilles frem den nat. Vælg et andet."
            )
        if tidlig.utcoffset() > sen.utcoffset():
            raise ValidationError(
                "Det klokkeslæt er der to gange: uret stilles tilbage den nat. Vælg et før kl. 2 eller efter kl. 3."
            )
        return dansk


class SendForm(forms.Form):
    note = forms.CharField(
        label="Note til den, der ser den igennem",
        widget=TEKSTFELT,
        max_length=2000,
        required=False,
        help_text="For eksempel hvad du har ændret, og hvornår det skal være ude.",
    )


class TilbageForm(forms.Form):
    begrundelse = forms.CharField(
        label="Begrundelse",
        widget=TEKSTFELT,
        max_length=2000,
        help_text="Forfatteren får den i en mail og kan så rette kladden.",
        error_messages={"required": "Skriv, hvad der skal rettes, før du sender den tilbage."},
    )


class PlanForm(forms.Form):
    """When a draft goes public, and when it is taken down again; of what is public already, only the latter."""

    udgiv = DanskTidspunkt(label="Udgives", required=False)
    tag_ned = DanskTidspunkt(label="Tages ned", required=False)

    def __init__(self, *args, udgiv, **kwargs):
        super().__init__(*args, **kwargs)
        self.skal_udgives = udgiv
        if not udgiv:
            del self.fields["udgiv"]
            self.fields["tag_ned"].required = True

    def clean(self):
        data = super().clean()
        udgiv, tag_ned = data.get("udgiv"), data.get("tag_ned")
        for navn, tidspunkt in (("udgiv", udgiv), ("tag_ned", tag_ned)):
            if tidspunkt and tidspunkt <= timezone.now():
                self.add_error(navn, "Vælg et tidspunkt, der ikke er gået.")
        if self.skal_udgives and not udgiv and "udgiv" not in self.errors:
            self.add_error("udgiv", "Skriv både dato og klokkeslæt.")
        if udgiv and tag_ned and tag_ned <= udgiv:
            self.add_error("tag_ned", "Den skal tages ned, efter at den er udgivet.")
        return data

    @transaction.atomic
    def gem(self, version, bruger):
        """Order what is filled in; a ValidationError says what stands in the way, and then nothing is ordered."""
        for handling in ("udgiv", "tag_ned"):
            if tidspunkt := self.cleaned_data.get(handling):
                plan = PlanlagtUdgivelse(
                    version=version, handling=handling, tidspunkt=tidspunkt, bestilt_af=bruger
                )
                plan.full_clean()
                self._gem(plan)

    def _gem(self, plan):
        try:
            with transaction.atomic():
                plan.save()
        except IntegrityError as fejl:  # somebody else was a moment faster
            raise ValidationError(ALLEREDE_PLANLAGT) from fejl


class BedForm(forms.Form):
    """To whom the link goes that lets an authority sign its quotes off."""

    modtager = forms.EmailField(
        label="E-mail til den, der kan godkende for myndigheden",
        help_text=f"Linket i mailen åbner kun denne tekst, kan bruges én gang og gælder i {GYLDIG_DAGE} dage.",
        error_messages={
            "required": "Skriv den e-mail, linket skal sendes til.",
            "invalid": "Skriv en gyldig e-mail, for eksempel presse@politi.dk.",
        },
    )

    def __init__(self, *args, myndighed, **kwargs):
        super().__init__(*args, **kwargs)
        self.myndighed = myndighed

    def clean_modtager(self):
        """Nobody signs off for an authority where they do not work; of an unknown address no more can be said."""
        modtager = self.cleaned_data["modtager"]
        for konto in get_user_model().objects.filter(email__iexact=modtager):
            if myndighed_for(konto) != self.myndighed:
                raise ValidationError(
                    f"Den e-mail hører til en konto, der ikke arbejder hos {self.myndighed}. Skriv en e-mail hos dem, "
                    "eller få rettet under Personer, hvor kontoen arbejder."
                )
        return modtager


class SvarForm(forms.Form):
    """What an authority answers about its quotes. `laest` is the fingerprint of the text that it has read."""

    begrundelse = forms.CharField(
        label="Hvad skal rettes?",
        widget=TEKSTFELT,
        max_length=2000,
        required=False,
        help_text="Skal kun udfyldes, hvis du ikke kan godkende.",
    )
    laest = forms.CharField(
        widget=forms.HiddenInput,
        error_messages={"required": "Siden kom ikke hel frem. Åbn linket igen, og svar så."},
    )
    svar = forms.ChoiceField(
        choices=[("godkendt", "Godkend"), ("afvist", "Godkend ikke")], widget=forms.HiddenInput
    )

    def clean(self):
        data = super().clean()
        if data.get("svar") == "afvist" and not data.get("begrundelse"):
            self.add_error("begrundelse", "Skriv, hvad der skal rettes.")
        return data

    def om_den_nye_tekst(self, laest, fejl):
        """The same form when the text has changed: what was typed is kept, and the next answer is about the new one."""
        data = {**self.data.dict(), self.add_prefix("laest"): laest}
        ny = type(self)(data, prefix=self.prefix)
        ny.add_error(None, fejl)
        return ny


class LinkSvarForm(SvarForm):
    """The same through the link of a mail, where nobody is signed in."""

    field_order = ["navn", "begrundelse"]

    navn = forms.CharField(
        label="Dit navn",
        max_length=150,
        error_messages={"required": "Skriv dit navn, så vi kan se, hvem der har svaret."},
    )
