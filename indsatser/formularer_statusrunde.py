"""Forms of a status round, and what a new one is proposed to be."""

from datetime import date, timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from tryg_portal.sortering import sorteringsnoegle

from .models import (
    Aarshjulsdato,
    Aarshjulsregel,
    Indsats,
    Person,
    Prioritering,
    Statusrunde,
    Strategi,
)
from .rundemodtagere import linjer_til, med_titel

SVARTID = timedelta(days=21)
"""The least that a proposed deadline leaves."""


def foreslaa(dag=None):
    """A new round for the half-year after the last one, or the present: its version, deadline and initiatives too."""
    dag = dag or timezone.localdate()
    sidste = Statusrunde.objects.order_by("-til").first()
    fra, til = _halvaar(sidste.til + timedelta(days=1) if sidste else dag)
    strategi = Strategi.objects.seneste()
    return {
        "navn": _navn(fra),
        "strategi": strategi,
        "fra": fra,
        "til": til,
        "frist": _frist(til, dag),
        "indsatser": list(koerer_i(strategi).values_list("indsats", flat=True)),
    }


def koerer_i(strategi):
    if strategi is None:
        return Prioritering.objects.none()
    return strategi.prioriteringer.fortsaetter()


def _halvaar(dag):
    if dag.month <= 6:
        return date(dag.year, 1, 1), date(dag.year, 6, 30)
    return date(dag.year, 7, 1), date(dag.year, 12, 31)


def _navn(fra):
    navn = f"{'Første' if fra.month == 1 else 'Andet'} halvår {fra.year}"
    return "" if Statusrunde.objects.filter(navn=navn).exists() else navn


def _frist(til, dag):
    """As the year wheel says, else two weeks after the period; never on a weekend, and with time to answer."""
    hjul = Aarshjulsdato.objects.filter(
        regel__slags=Aarshjulsregel.Slags.RUNDE, regel__aktiv=True, runde=None, dato__gte=dag
    ).select_related("regel")
    if dato := hjul.order_by("dato").first():
        frist = dato.dato + timedelta(days=max(dato.regel.varighed, 1) - 1)
    else:
        frist = til + timedelta(days=14)
    frist = max(frist, dag + SVARTID)
    return frist + timedelta(days=max(0, 7 - frist.weekday()) if frist.weekday() > 4 else 0)


class IndsatserIRunden(forms.ModelMultipleChoiceField):
    """The initiatives that may be asked: first those that run in the version in force; what has ended is left out."""

    widget = forms.CheckboxSelectMultiple

    def udfyld(self, runde):
        valgte = list(runde.indsatser.values_list("pk", flat=True)) if runde.pk else []
        koerer = set(koerer_i(Strategi.objects.seneste()).values_list("indsats", flat=True))
        self.queryset = Indsats.objects.all()
        alle = med_titel(
            Indsats.objects.exclude(fase=Indsats.Fase.AFSLUTTET)
            | Indsats.objects.filter(pk__in=valgte)
        ).values_list("pk", "titel")
        valg = sorted(alle, key=lambda et: sorteringsnoegle(et[1]))
        self.choices = [
            ("Kører i den gældende version", [v for v in valg if v[0] in koerer]),
            ("Andre indsatser", [v for v in valg if v[0] not in koerer]),
        ]


class PersonValg(forms.ModelChoiceField):
    def label_from_instance(self, person):
        return (
            f"{person.navn} ({person.adresse})"
            if person.adresse
            else f"{person.navn} (ingen e-mail)"
        )


class StedfortraederForm(forms.Form):
    person = PersonValg(
        queryset=Person.objects.none(),
        label="Hvem svarer i stedet?",
        required=False,
        empty_label="Ingen: tovholderen svarer selv",
        help_text="Gælder kun denne runde. Personen får straks en mail med et link, og linket fra før bliver lukket.",
    )

    def __init__(self, *args, tovholdere, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = Person.objects.med_modtager().exclude(
            pk__in=[person.pk for person in tovholdere]
        )

    def clean_person(self):
        person = self.cleaned_data["person"]
        if person and not person.adresse:
            raise ValidationError(
                f"{person} har ingen e-mail. Skriv den under Personer, eller vælg en anden."
            )
        if person == self.initial.get("person"):
            raise ValidationError(
                "Vedkommende svarer allerede i stedet."
                if person
                else "Vælg, hvem der svarer i stedet."
            )
        return person


class FristForm(forms.Form):
    frist = forms.DateField(
        label="Ny frist",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": "Skriv den nye frist.",
            "invalid": "Skriv fristen som dag, måned og år.",
        },
    )


class TagMedForm(forms.Form):
    """An initiative that is not in the round, each with whom a mail goes to."""

    indsats = forms.ChoiceField(
        label="Indsats",
        widget=forms.RadioSelect,
        error_messages={
            "required": "Vælg den indsats, der skal med.",
            "invalid_choice": "Indsatsen er allerede med i runden.",
        },
    )

    def __init__(self, *args, runde, **kwargs):
        super().__init__(*args, **kwargs)
        med = runde.rapporter.values("indsats")
        muligheder = Indsats.objects.exclude(fase=Indsats.Fase.AFSLUTTET).exclude(pk__in=med)
        self.fields["indsats"].choices = [
            (linje.indsats_id, f"{linje.navn}: {_hvem(linje)}")
            for linje in linjer_til(muligheder.values_list("pk", flat=True))
        ]


def _hvem(linje):
    naas = [f"{p} ({p.adresse})" for p, _ in linje.svarere if p.adresse]
    return f"mail til {' og '.join(naas)}" if naas else "ingen får en mail"
