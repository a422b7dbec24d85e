"""The news of the demonstration data: texts, quotes, contacts for the press, and their pictures."""

import tomllib

from django.core.files import File
from django.utils import timezone
from filer.models import Folder, Image

from indsatser.models import (
    Billedoplysninger,
    Godkendelse,
    Indsats,
    Nyhed,
    NyhedIndhold,
    Organisation,
    Pressecitat,
    Pressekontakt,
)
from indsatser.models.godkendelse import aftryk_af_citater, aftryk_af_tekst, citater_efter_myndighed

from .filer import MAPPE, laes

TEKSTFELTER = [
    "titel",
    "underrubrik",
    "resume",
    "tekst",
    "baggrund",
    "alternativ_tekst",
    "billedtekst",
]


def nyheder(bruger):
    for fil in laes("nyheder").values():
        if Nyhed.objects.filter(slug=fil["slug"], maaned=fil["dato"].replace(day=1)).exists():
            continue
        nyhed = Nyhed.objects.create(
            slug=fil["slug"],
            dato=fil["dato"],
            slags=fil["slags"],
            myndighed=Organisation.objects.get(navn_da=fil["myndighed"]),
        )
        nyhed.indsatser.set(Indsats.objects.filter(slug__in=fil["indsatser"]))
        nyhed.pressekontakter.set([_kontakt(k) for k in fil.get("pressekontakter", [])])
        for sprog in ("da", "en"):
            _udgiv(nyhed, sprog, fil[sprog], bruger)


def _kontakt(felter):
    organisation = Organisation.objects.get(navn_da=felter["organisation"])
    return Pressekontakt.objects.create(**{**felter, "organisation": organisation})


def _udgiv(nyhed, sprog, fil, bruger):
    indhold = NyhedIndhold.objects.with_user(bruger).create(
        nyhed=nyhed,
        language=sprog,
        billede=billede(fil["billede"]) if "billede" in fil else None,
        **{felt: fil.get(felt, "").strip() for felt in TEKSTFELTER},
    )
    indhold.opret_mere()
    for nr, citat in enumerate(fil.get("citater", [])):
        Pressecitat.objects.create(
            indhold=indhold,
            raekkefoelge=nr,
            taler=citat["taler"],
            titel=citat["titel"],
            organisation=Organisation.objects.get(navn_da=citat["organisation"]),
            tekst=citat["tekst"],
            er_referat=citat["referat"],
        )
    _godkend(indhold, bruger)
    indhold.versions.get().publish(bruger)


def _godkend(indhold, bruger):
    """The parties sent the press release out together in 2018; what is told of it here says that it is a summary."""
    nu = timezone.now()
    for myndighed, citater in citater_efter_myndighed(indhold).items():
        Godkendelse.objects.create(
            indhold=indhold,
            myndighed=myndighed,
            bedt_af=bruger,
            noegle=f"demodata-{indhold.pk}-{myndighed.pk}",
            udloeber=nu,
            tilstand=Godkendelse.Tilstand.GODKENDT,
            navn="Udsendt i fællesskab 30. maj 2018",
            afgjort=nu,
            citater=aftryk_af_citater(citater),
            hele_teksten=aftryk_af_tekst(indhold),
        )


def billede(filnavn):
    """A picture by its file name, with what must be said of it; made once."""
    fundet = Image.objects.filter(original_filename=filnavn).first()
    if fundet:
        return fundet
    om = tomllib.loads((MAPPE / "billeder.toml").read_text("utf-8"))[filnavn]
    mappe, _ = Folder.objects.get_or_create(name=om["mappe"], parent=None)
    with (MAPPE / "billeder" / filnavn).open("rb") as aaben:
        nyt = Image.objects.create(
            file=File(aaben, name=filnavn),
            original_filename=filnavn,
            name=om["navn"],
            folder=mappe,
            author=om["kreditering"],
            default_alt_text=om["alternativ_tekst"],
        )
    tegning = Billedoplysninger.Samtykke.TEGNING
    Billedoplysninger.objects.filter(billede=nyt).update(samtykke=tegning)
    return nyt
