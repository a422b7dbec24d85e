"""Two who have the same form open: the one who saves last is told what the other has changed, and keeps every word."""

from hashlib import sha256

from django import forms
from django.core.exceptions import ValidationError
from django.forms.models import model_to_dict

AABNET_MED = "aabnet_med"
RETTET_IMENS = (
    "En anden har rettet {felter}, siden du åbnede siden. Det, du har skrevet, er ikke gemt, men står stadig i "
    "felterne. Se i et nyt vindue, hvad der står nu. Gem så igen for at bruge det, du har skrevet her."
)
SLETTET_IMENS = (
    "En anden har slettet det, du retter i. Det, du har skrevet, står stadig i felterne."
)


def aftryk(instance, felter):
    """A short fingerprint of each field as it is saved: {field: eight hex digits}."""
    vaerdier = model_to_dict(instance, felter)
    return {navn: sha256(_som_tekst(v).encode()).hexdigest()[:8] for navn, v in vaerdier.items()}


def _som_tekst(vaerdi):
    if isinstance(vaerdi, list):  # many to many
        return repr(sorted(et.pk for et in vaerdi))
    return repr(vaerdi)


class SamtidigForm(forms.ModelForm):
    """`aabnet_med` carries the fingerprints of what the form was opened with."""

    aabnet_med = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if AABNET_MED in self.fields and self.instance.pk:
            self.initial[AABNET_MED] = self._skriv(self._nu(self.instance))

    def clean(self):
        data = super().clean()
        if AABNET_MED in self.fields and self.instance.pk:
            self._vogt()
        return data

    def _vogt(self):
        """Locked until it is saved, so that two who save in the same moment come one after the other."""
        laas = type(self.instance)._base_manager.select_for_update()
        raekke = laas.filter(pk=self.instance.pk).first()
        if raekke is None:
            raise ValidationError(SLETTET_IMENS)
        nu = self._nu(raekke)
        laest = dict(par.split(":", 1) for par in self._sendt().split() if ":" in par)
        aendret = [navn for navn in nu if nu[navn] != laest.get(navn)]
        if aendret:
            self.data = self.data.copy()
            self.data[self.add_prefix(AABNET_MED)] = self._skriv(nu)
            navne = [f"«{self.fields[navn].label}»" for navn in aendret]
            felter = " og ".join(filter(None, [", ".join(navne[:-1]), navne[-1]]))
            raise ValidationError(RETTET_IMENS.format(felter=felter))

    def _sendt(self):
        return self.data.get(self.add_prefix(AABNET_MED)) or ""

    def _nu(self, raekke):
        return aftryk(raekke, [navn for navn in self.fields if navn != AABNET_MED])

    @staticmethod
    def _skriv(aftryk):
        return " ".join(f"{navn}:{tegn}" for navn, tegn in aftryk.items())
