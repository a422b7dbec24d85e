"""Annual reports for the tests: one that is written in, with something from every source, and the steps it takes."""

from datetime import date

from django.urls import reverse
from django.utils import timezone

from indsatser.aarsstatus import skridt
from indsatser.models import (
    Aarsstatus,
    Indikator,
    Maaleomraade,
    Maaling,
    PolitiskBehandling,
    Prioritering,
    Statussaetning,
    Strategi,
)
from tests.factories import (
    PersonFactory,
    PrioriteringFactory,
    RolleFactory,
    TekstFactory,
    forfatter,
)
from tests.indsatser.statusrapporter import luk, runde


def kladde(**felter):
    felter = {
        "strategi": Strategi.objects.get(nummer=3),
        "nummer": 1,
        "slug": "proeve-2024",
        "periode": "2024",
        "fra": date(2024, 1, 1),
        "til": date(2024, 12, 31),
        **felter,
    }
    return Aarsstatus.objects.create(**felter)


def rapport(indsats, *saetninger, runden=None):
    """Received in a closed round of 2024, with these sentences: (kind, text, ticked)."""
    runden = runden or runde("Hele 2024", frist=date(2024, 7, 1))
    status = runden.rapporter.create(
        indsats=indsats,
        indsats_navn=f"Rapport om {indsats.slug}",
        tilstand="modtaget",
        lys="groen",
        indsendt=timezone.now(),
        modtaget=timezone.now(),
        modtaget_af=forfatter(),
    )
    for slags, tekst, valgt in saetninger:
        Statussaetning.objects.create(status=status, slags=slags, tekst=tekst, i_aarsstatus=valgt)
    luk(runden)
    return status


def indikator(slug="tryg-nabo"):
    omraade = Maaleomraade.objects.get_or_create(navn_da="Prøveland", art="land")[0]
    serie = Indikator.objects.create(
        slug=slug,
        titel_da=f"Måler {slug}",
        forklaring_da="Prøve.",
        enhed_da="%",
        decimaler=1,
        kilde_da="Prøvekilden",
        hovedomraade=omraade,
        tilstand="offentlig",
    )
    for aar, vaerdi in ((2022, "80.5"), (2023, "81"), (2024, "82.5"), (2025, "90")):
        maal(serie, aar, vaerdi)
    return serie


def maal(serie, aar, vaerdi):
    return Maaling.objects.create(
        indikator=serie,
        omraade=serie.hovedomraade,
        fra=date(aar, 1, 1),
        til=date(aar, 12, 31),
        vaerdi=vaerdi,
    )


def fuld(**felter):
    """A draft, and what there is to gather: an added initiative with a lead, a result, a series and a decision."""
    en = kladde(**felter)
    tekst = TekstFactory(titel="Tryg prøvesti")
    PrioriteringFactory(
        strategi=en.strategi,
        indsats=tekst.indsats,
        navn="Tryg prøvesti",
        tilfoejet_undervejs=True,
        fra_aar=2024,
    )
    RolleFactory(indsats=tekst.indsats, person=PersonFactory(navn="Tove Prøve"), vis_navn=True)
    rapport(
        tekst.indsats,
        ("resultater", "Der kom lys på stien.", True),
        ("resultater", "Naboen klagede.", False),
        ("naeste", "Vi plejer bænkene.", True),
    )
    indikator()
    PolitiskBehandling.objects.create(
        strategi=en.strategi, organ_da="Prøverådet", dato=date(2024, 5, 1), udfald_da="Godkendt"
    )
    return en


def prioritering(en):
    return Prioritering.objects.get(strategi=en.strategi, navn="Tryg prøvesti")


def laast(en, sender, anden):
    skridt.send_til_gennemsyn(en.pk, sender)
    skridt.godkend_gennemsyn(en.pk, anden)
    return skridt.laas(en.pk, sender)


def offentlig(en, sender, anden):
    laast(en, sender, anden)
    skridt.godkend(en.pk, anden, date(2025, 2, 1))
    return skridt.offentliggoer(en.pk)


def adresse(navn, *args):
    return reverse(f"admin:indsatser_aarsstatus_{navn}", args=args)
