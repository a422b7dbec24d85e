"""Proposals and questions for the local demo, one in each state; nobody has sent them, and nobody is named in them."""

from datetime import timedelta

from django.contrib.auth import get_user_model
from django.utils import timezone
from djangocms_versioning.models import Version

from indsatser.models import Forslag, Indsats, IndsatsIndhold

AFSENDER = {"navn": "Demo Afsender", "email": "afsender@example.org"}

# (art, hvem, dage siden, felter, trin)
FORSLAG = [
    (
        "indsats",
        "borger",
        9,
        {
            "titel": "Lys på stien bag skolen",
            "beskrivelse": "Stien er mørk om vinteren. Flere går en lang omvej for at undgå den.",
            "hvor": "Stien mellem skolen og stationen",
            "for_hvem": "Børn og voksne, der går eller cykler",
            **AFSENDER,
        },
        [],
    ),
    (
        "spoergsmaal",
        "borger",
        2,
        {
            "titel": "Kan vores vej være med?",
            "beskrivelse": "Hvordan kommer vi med på en tryghedsvandring?",
            **AFSENDER,
        },
        [],
    ),
    (
        "samskabelse",
        "forening",
        20,
        {
            "titel": "En fælles dag i gården",
            "beskrivelse": "Vi vil gerne samle naboerne, men ved ikke, hvordan man begynder.",
            "med_hvem": "Boligforeningen og klubben",
            "organisation": "En boligforening",
            **AFSENDER,
        },
        [("vurderes", {})],
    ),
    (
        "indsats",
        "ansat",
        60,
        {
            "titel": "Natteravne ved busserne",
            "beskrivelse": "Voksne, der er synlige ved de sene busser i weekenden.",
            "for_hvem": "Unge på vej hjem",
            "med_hvem": "Frivillige",
        },
        [
            ("vurderes", {}),
            ("droeftes", {}),
            ("prioriteret", {"begrundelse": "Det passer til målet om høj tryghed."}),
        ],
    ),
    (
        "indsats",
        "borger",
        75,
        {
            "titel": "Hul i fortovet",
            "beskrivelse": "Fliserne ligger løst ved busstoppestedet.",
        },
        [
            (
                "videregivet",
                {
                    "begrundelse": "Det hører under vejene, som en anden del af kommunen passer.",
                    "videregivet_til": "Dem, der passer vejene",
                    "offentlig_tekst": "Løse fliser ved et busstoppested",
                },
            )
        ],
    ),
    (
        "indsats",
        "borger",
        120,
        {
            "titel": "Flere kameraer i parken",
            "beskrivelse": "Sæt kameraer op ved alle indgange.",
        },
        [
            ("vurderes", {}),
            (
                "afvist",
                {
                    "begrundelse": "Det kan kun politiet og ejeren beslutte.",
                    "offentlig_tekst": "Kameraer ved indgangen til en park",
                },
            ),
        ],
    ),
    (
        "indsats",
        "borger",
        1,
        {
            "titel": "Billige briller",
            "beskrivelse": "Se www.example.org, www.example.com og www.example.net",
            "tilstand": "mistanke",
            "mistanke": "Der er mere end 2 links",
        },
        [],
    ),
]


def forslag():
    """Only where there are none, and only in the demo."""
    if Forslag.objects.exists():
        return
    koordinator = get_user_model().objects.get(username="demo-koordinator")
    for art, hvem, dage, felter, trin in FORSLAG:
        _lav(koordinator, art, hvem, timezone.now() - timedelta(days=dage), felter, trin)


def _lav(koordinator, art, hvem, modtaget, felter, trin):
    ny = Forslag.objects.create(
        art=art,
        hvem=hvem,
        modtaget=modtaget,
        samtykke=modtaget if "email" in felter else None,
        indsats=_tryghedsvandringer() if art == "spoergsmaal" else None,
        **felter,
    )
    ny.trin.create(tilstand=ny.tilstand, hvornaar=modtaget)
    for nr, (til, oplysninger) in enumerate(trin, 1):
        if til == "prioriteret":
            linje = ny.prioriter(koordinator, titel=ny.titel, tekst=ny.beskrivelse, **oplysninger)
            _uden_laas(ny.blev_til)
        else:
            linje = ny.flyt(til, koordinator, **oplysninger)
        linje.hvornaar = modtaget + timedelta(days=6 * nr)
        linje.save(update_fields=["hvornaar"])
        if ny.afsluttet:
            ny.afsluttet = linje.hvornaar
            ny.save(update_fields=["afsluttet"])


def _tryghedsvandringer():
    return Indsats.objects.filter(slug="tryghedsvandringer").first()


def _uden_laas(indsats):
    """Whoever looks at the demo may go on with the draft."""
    for tekst in IndsatsIndhold.admin_manager.filter(indsats=indsats):
        version = Version.objects.get_for_content(tekst)
        version.locked_by = None
        version.save(update_fields=["locked_by"])
