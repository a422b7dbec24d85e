"""The minutes as one form: a box for each point, a tick for each participant, and a new decision or task under a point.

What is filled in is saved whichever button is pressed, each part by itself: a fault or a conflict in one keeps no other
from being saved, and what was typed there stays in its field.
"""

from hashlib import sha256

from django import forms
from django.db import transaction

from . import breve_moede
from .formularer_moede import OpgaveForm, indsatsvalg, personvalg
from .models import Beslutning, Moede
from .models.dagsorden import LAENGSTE_REFERAT, ens_linjer


def aftryk(tekst):
    """A fingerprint of a text, so that a box that nobody has touched is not taken for a change."""
    return sha256(ens_linjer(tekst).encode()).hexdigest()[:16]


class PunktreferatForm(forms.Form):
    tekst = forms.CharField(
        label="Referat",
        required=False,
        max_length=LAENGSTE_REFERAT,
        widget=forms.Textarea(attrs={"rows": 6, "class": "vLargeTextField"}),
    )
    udgave = forms.IntegerField(widget=forms.HiddenInput)
    foer = forms.CharField(widget=forms.HiddenInput, required=False)

    @property
    def er_roert(self):
        return aftryk(self.cleaned_data["tekst"]) != self.cleaned_data["foer"]


class NyBeslutningForm(forms.Form):
    tekst = forms.CharField(
        label="Ny beslutning",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"}),
    )
    indsats = forms.TypedChoiceField(
        label="Gælder indsatsen", required=False, coerce=int, empty_value=None
    )

    def __init__(self, *args, indsatser, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["indsats"].choices = [("", "Punktets indsatser"), *indsatser]

    def gem(self, punkt):
        valgt = self.cleaned_data["indsats"]
        beslutning = Beslutning.objects.create(
            punkt=punkt,
            tekst=self.cleaned_data["tekst"],
            raekkefoelge=punkt.beslutninger.count() + 1,
        )
        beslutning.indsatser.set([valgt] if valgt else punkt.indsatser.all())


class NyOpgaveForm(OpgaveForm):
    """Nothing in it: no task."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, empty_permitted=True, use_required_attribute=False, **kwargs)
        self.fields["tekst"].label = "Ny opgave"

    def gem(self, punkt):
        self.instance.punkt = punkt
        breve_moede.opgave_givet(self.save())


class Linje:
    """A point with its forms, and what somebody else wrote in it meanwhile, if they did."""

    def __init__(self, punkt, valg, data=None):
        self.punkt, self.valg = punkt, valg
        start = {
            "tekst": punkt.referat,
            "udgave": punkt.udgave,
            "foer": aftryk(punkt.referat),
        }
        self.referat = PunktreferatForm(data, prefix=f"r{punkt.pk}", initial=start)
        self.beslutning = NyBeslutningForm(data, prefix=f"b{punkt.pk}", indsatser=valg["indsatser"])
        self.opgave = NyOpgaveForm(data, prefix=f"o{punkt.pk}", **valg)
        self.konflikt = None

    def gem(self, navn):
        """Answers whether all of it went well; what did is blank again, so that it is not added twice."""
        raekker = [self._gem_raekke("beslutning"), self._gem_raekke("opgave")]
        return all([self._gem_referat(navn), *raekker])

    def _gem_referat(self, navn):
        form = self.referat
        if not form.is_valid():
            return False
        if not form.er_roert:
            self._vis(self.punkt.referat, self.punkt)
            return True
        tekst = form.cleaned_data["tekst"]
        nu, gemt = type(self.punkt).skriv(self.punkt.pk, tekst, form.cleaned_data["udgave"], navn)
        self.konflikt = None if gemt else nu
        self._vis(tekst, nu)
        return gemt

    def _vis(self, tekst, nu):
        """The text as it was typed, from now on weighed against what is there."""
        start = {"tekst": tekst, "udgave": nu.udgave, "foer": aftryk(nu.referat)}
        self.referat = PunktreferatForm(prefix=self.referat.prefix, initial=start)

    def _gem_raekke(self, navn):
        form = getattr(self, navn)
        if not form.is_valid():
            return False
        if form.has_changed() and form.cleaned_data.get("tekst"):
            form.gem(self.punkt)
            setattr(self, navn, type(form)(prefix=form.prefix, **self._valg_til(navn)))
        return True

    def _valg_til(self, navn):
        return self.valg if navn == "opgave" else {"indsatser": self.valg["indsatser"]}


class Referatark:
    """The whole of it for one meeting."""

    def __init__(self, moede, data=None):
        self.moede, self.data = moede, data
        self.deltagere = list(moede.deltagere.select_related("person"))
        valg = {"personer": personvalg(moede), "indsatser": indsatsvalg()}
        punkter = moede.punkter.paa().prefetch_related(
            "indsatser", "beslutninger", "opgaver__ansvarlig"
        )
        self.linjer = [Linje(punkt, valg, data) for punkt in punkter]

    @transaction.atomic
    def gem(self, navn):
        """Answers whether all that was filled in is saved; raises ValidationError when the minutes are closed."""
        Moede.laast(self.moede.pk).kraev_skrives()
        self._gem_fremmoede()
        gik_godt = [
            linje.gem(navn) for linje in self.linjer
        ]  # each of them, also after one that did not
        return all(gik_godt)

    def _gem_fremmoede(self):
        """Only the ticks that were changed here: another may have ticked in between."""
        for deltager in self.deltagere:
            noegle, foer = f"d{deltager.pk}", self.data.get(f"df{deltager.pk}")
            nu = "1" if noegle in self.data else "0"
            if foer is not None and nu != foer:
                deltager.moedt = nu == "1"
                deltager.save(update_fields=["moedt"])

    @property
    def konflikter(self):
        return [linje for linje in self.linjer if linje.konflikt]
