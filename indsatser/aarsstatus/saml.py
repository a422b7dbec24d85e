"""Gathering: what is new comes along, what nobody has touched follows its source, and what a hand has written stays."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from .kilder import alle
from .rens import rens_html

IKKE_KLADDE = "Årsstatussen er ikke under udarbejdelse, så indholdet kan ikke ændres."


@dataclass
class Samlet:
    """What a gathering did, for the message to whoever asked for it."""

    nye: int = 0
    opdaterede: int = 0
    roerte: int = 0
    """Edited by hand, and other than their source by now."""
    borte: int = 0

    def __str__(self):
        dele = [
            f"{self.nye} nye bidrag",
            f"{self.opdaterede} rettet efter deres kilde" if self.opdaterede else "",
            f"{self.roerte} er rettet i hånden og står, som de var" if self.roerte else "",
            f"{self.borte} findes ikke længere i kilden og er taget fra" if self.borte else "",
        ]
        return ", ".join(filter(None, dele)) + "."


def kraev_kladde(aarsstatus):
    if not aarsstatus.er_kladde:
        raise ValidationError(IKKE_KLADDE)


@transaction.atomic
def saml(pk):
    """Gather into a report that is being written; answers what was done. Raises ValidationError when it is not."""
    from ..models import Aarsstatus

    aarsstatus = Aarsstatus.holdt(pk)
    kraev_kladde(aarsstatus)
    gamle = {(b.afsnit, b.kilde): b for b in aarsstatus.bidrag.exclude(kilde="")}
    samlet = Samlet()
    for fundet in alle(aarsstatus):
        bidrag = gamle.pop((fundet.afsnit, fundet.kilde), None)
        if bidrag is None:
            samlet.nye += 1
            _opret(aarsstatus, fundet)
        else:
            _foelg(bidrag, fundet, samlet)
    for bidrag in gamle.values():
        _uden_kilde(bidrag, samlet)
    return samlet


def sidst(aarsstatus, afsnit):
    """The place after the last of a section."""
    hidtil = aarsstatus.bidrag.filter(afsnit=afsnit).aggregate(n=Max("raekkefoelge"))["n"]
    return (hidtil or 0) + 1


def _opret(aarsstatus, fundet):
    aarsstatus.bidrag.create(
        afsnit=fundet.afsnit,
        kilde=fundet.kilde,
        titel=fundet.titel[:200],
        tekst=fundet.tekst,
        data=fundet.data,
        medtages=fundet.medtages,
        raekkefoelge=sidst(aarsstatus, fundet.afsnit),
    )


def _foelg(bidrag, fundet, samlet):
    """Ticks and order are the editor's, whatever the source says."""
    ny = {"titel": fundet.titel[:200], "tekst": rens_html(fundet.tekst), "data": fundet.data}
    if all(getattr(bidrag, felt) == vaerdi for felt, vaerdi in ny.items()):
        return
    if bidrag.redigeret:
        samlet.roerte += 1
        return
    for felt, vaerdi in ny.items():
        setattr(bidrag, felt, vaerdi)
    bidrag.udgave += 1
    bidrag.save()
    samlet.opdaterede += 1


def _uden_kilde(bidrag, samlet):
    """A sentence whose tick was taken back is no longer to be quoted; edited by hand it is the editor's to decide."""
    if bidrag.data.get("borte"):
        return
    bidrag.data = {**bidrag.data, "borte": True}
    if not bidrag.redigeret:
        bidrag.medtages = False
    bidrag.save(update_fields=["data", "medtages"])
    samlet.borte += 1
