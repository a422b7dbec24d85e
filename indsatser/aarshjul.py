"""The rules of the year wheel: what date each thing has in a year, and what moves when one is moved.

A year is computed from the rules with a fixed day onward. A date that was moved by hand, or that a meeting has been
called for, stays where it is, and what follows from it is computed from there. What is computed never falls on a day
off. Each year stands by itself: nothing in one follows from another.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

import holidays
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from .models import Aarshjulsdato, Aarshjulsregel, Gruppe
from .models.aarshjul import RING

GRUPPER = {
    "Tovholdermøde": "tovholdergruppen",
    "Koordinationsmøde": "koordinationsgruppen",
    "Styregruppemøde": "styregruppen",
    "Afrapportering": "afrapporteringsforum",
}
"""Which group meets, by how the rule's name begins: groups come with the content, rules with the database."""


@lru_cache(maxsize=16)
def fridage(aar):
    """Days off in a year and their names: public holidays, and the days that public offices keep closed too.

    The first of May is a working day in the municipality.
    """
    helligdage = holidays.country_holidays("DK", years=aar, language="da")
    lukkedage = holidays.country_holidays("DK", years=aar, language="da", categories=("optional",))
    andre = {dag: navn for dag, navn in lukkedage.items() if (dag.month, dag.day) != (5, 1)}
    return andre | dict(helligdage.items())


def hvorfor_fri(dag):
    """Why nothing is set to a day, in words; an empty string for a working day."""
    if navn := fridage(dag.year).get(dag):
        return navn
    return {5: "en lørdag", 6: "en søndag"}.get(dag.weekday(), "")


def hverdag(dag):
    """The day itself, or the first working day after it."""
    while hvorfor_fri(dag):
        dag += timedelta(days=1)
    return dag


def fast_dag(regel, aar):
    """29 February is the 28th in a year that has no other."""
    return date(aar, regel.maaned, min(regel.dag, monthrange(aar, regel.maaned)[1]))


@dataclass(frozen=True)
class Beregnet:
    """A date as the rule gives it: the day that was counted to, and the working day that it became."""

    dato: date
    optalt: date
    givet: bool = False

    @property
    def rykket_for(self):
        """«Anden pinsedag», when the day counted to was a day off."""
        return "" if self.givet else hvorfor_fri(self.optalt)


def beregn(aar, givne, regler=None):
    """Every rule's date in a year: rule → Beregnet. `givne` holds the dates that stand fast, by the rule's key.

    Raises ValidationError when the rules run in a ring.
    """
    regler = {r.pk: r for r in (Aarshjulsregel.objects.all() if regler is None else regler)}
    fundet = {}
    for regel in regler.values():
        _find(regel, aar, givne, regler, fundet, ())
    return fundet


def _find(regel, aar, givne, regler, fundet, vej):
    if regel in vej:
        navne = " → ".join(r.navn for r in (*vej[vej.index(regel) :], regel))
        raise ValidationError(f"{RING} {navne}.")
    if regel not in fundet:
        if dato := givne.get(regel.pk):
            fundet[regel] = Beregnet(dato, dato, givet=True)
        else:
            optalt = _optalt(regel, aar, givne, regler, fundet, (*vej, regel))
            fundet[regel] = Beregnet(hverdag(optalt), optalt)
    return fundet[regel]


def _optalt(regel, aar, givne, regler, fundet, vej):
    if regel.efter_id is None:
        return fast_dag(regel, aar)
    fra = _find(regler[regel.efter_id], aar, givne, regler, fundet, vej)
    return fra.dato + timedelta(days=regel.dage)


def _raekker(aar):
    return list(Aarshjulsdato.objects.filter(aar=aar).select_related("regel", "moede"))


def _givne(raekker, loes=None):
    """The dates that no rule decides, by the rule's key; `loes` is one that is to be found anew.

    What is over stays as it was, so that a rule that is changed in the autumn does not rewrite the spring.
    """
    idag = timezone.localdate()
    faste = (r for r in raekker if r.regel_id != loes and (r.er_givet or r.dato < idag))
    return {r.regel_id: r.moededag or r.dato for r in faste}


def regn(aar, loes=None):
    """Writes the year: makes the dates that are missing, and corrects those that follow from what has changed."""
    raekker = _raekker(aar)
    beregnet = beregn(aar, _givne(raekker, loes))
    har = {r.regel_id for r in raekker}
    nye = [
        Aarshjulsdato(regel=regel, aar=aar, dato=b.dato)
        for regel, b in beregnet.items()
        if regel.pk not in har
    ]
    Aarshjulsdato.objects.bulk_create(nye, ignore_conflicts=True)  # another may look at it too
    for raekke in raekker:
        if (ny := beregnet[raekke.regel].dato) != raekke.dato:
            # not over what somebody has moved meanwhile
            urort = {"pk": raekke.pk, "dato": raekke.dato, "flyttet": raekke.flyttet}
            Aarshjulsdato.objects.filter(**urort).update(dato=ny)


def faste_aar(idag=None):
    """The years that are there of themselves: this one and the next."""
    idag = idag or timezone.localdate()
    return (idag.year, idag.year + 1)


def hold_ved_lige(idag=None):
    """This year and the next are there, and follow the meetings that were called; past years stay as they were."""
    for aar in faste_aar(idag):
        regn(aar)


def virkning(dato, ny=None):
    """What moves when a date is set to `ny`, or is computed again (None): [(Aarshjulsdato, its new day)].

    The first is the date itself, also when it stays; the rest are those that do not. Nothing is written.
    """
    raekker = _raekker(dato.aar)
    givne = _givne(raekker, loes=dato.regel_id)
    if ny is not None:
        givne[dato.regel_id] = ny
    beregnet = beregn(dato.aar, givne)
    andre = [
        (r, beregnet[r.regel].dato)
        for r in raekker
        if r.pk != dato.pk and r.regel.aktiv and beregnet[r.regel].dato != r.dato
    ]
    return [(dato, beregnet[dato.regel].dato), *sorted(andre, key=lambda par: par[1])]


@transaction.atomic
def flyt(dato, ny, note):
    """Sets it by hand, or, when the day is its own, only the note; what follows is computed again.

    Raises ValidationError when somebody has moved it since `dato` was read.
    """
    _laas(dato)
    if ny != dato.dato:
        dato.dato, dato.flyttet = ny, True
    dato.note = note
    dato.save(update_fields=["dato", "flyttet", "note"])
    regn(dato.aar)


@transaction.atomic
def slip(dato):
    """Drops what was set by hand: the rule decides again."""
    _laas(dato)
    dato.flyttet = False
    dato.save(update_fields=["flyttet"])
    regn(dato.aar, loes=dato.regel_id)


def _laas(dato):
    nu = Aarshjulsdato.objects.select_for_update().get(pk=dato.pk)
    if (nu.dato, nu.flyttet) != (dato.dato, dato.flyttet):
        raise ValidationError(
            f"Datoen er rettet af en anden imens: den er nu {nu.dato:%d.%m.%Y}. Se den, før du gemmer."
        )


def saet_grupper():
    """Gives the rules of meetings their groups, where none was chosen and the group is there."""
    efter_slug = dict(Gruppe.objects.values_list("slug", "pk"))
    for regel in Aarshjulsregel.objects.filter(gruppe=None):
        slug = next((s for navn, s in GRUPPER.items() if regel.navn.startswith(navn)), None)
        if slug in efter_slug:
            Aarshjulsregel.objects.filter(pk=regel.pk).update(gruppe=efter_slug[slug])
