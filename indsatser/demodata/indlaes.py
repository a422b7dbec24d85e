"""Puts the content of Tryg Aalborg into an empty database, and adds what is missing to one that is not.

What is there already is left as it is, so a second run changes nothing and never undoes an editor's work.
"""

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.contrib.redirects.models import Redirect

from indsatser import aarshjul
from indsatser.models import (
    Indsats,
    Maal,
    Organisation,
    Person,
    PolitiskBehandling,
    Rolle,
    Strategi,
)
from indsatser.rettigheder import ROLLER
from indsatser.versioner import uden_tjek

from . import fakta
from .aarsstatus import aarsstatus
from .dokument import dokumenter
from .folk import organisation
from .forslag import forslag
from .hoeringer import eksempler_paa_hoeringer, hoeringer
from .indsats import indsatser
from .maalinger import maalinger
from .mapper import mapper
from .moeder import moeder, raekker
from .nyhed import nyheder
from .side import sider
from .status import statusrunder
from .strategilinks import strategilinks


def udgiver():
    """Who the demonstration content is published by: an account that nobody can sign in to."""
    bruger, ny = get_user_model().objects.get_or_create(
        username="portalen", defaults={"first_name": "Portalen", "is_active": False}
    )
    if ny:
        bruger.set_unusable_password()
        bruger.save()
    return bruger


def konti():
    """One account a role for the local demo; without a password, so that only `make login` opens them."""
    for rolle, navn in ROLLER.items():
        bruger, ny = get_user_model().objects.get_or_create(
            username=f"demo-{rolle}",
            defaults={
                "first_name": "Demo",
                "last_name": navn.lower(),
                "email": f"{rolle}@demo.invalid",
            },
        )
        if ny:
            bruger.set_unusable_password()
            bruger.save()
            _giv_rolle(bruger, rolle)


def _giv_rolle(bruger, rolle):
    """By hand, but the tovholder by being one: with nothing of it that the public sees."""
    kommunen = Organisation.objects.get(navn_da=fakta.AALBORG)
    person = Person.objects.create(
        navn=bruger.get_full_name(), bruger=bruger, organisation=kommunen
    )
    if rolle != "tovholder":
        bruger.groups.add(Group.objects.get(name=rolle))
        return
    for indsats in Indsats.objects.filter(slug__in=fakta.DEMO_TOVHOLDER_FOR):
        Rolle.objects.create(art=Rolle.Art.TOVHOLDER, person=person, indsats=indsats)


def strategi():
    for nummer, (fra, til, parter, beskrivelse, engelsk) in fakta.STRATEGIER.items():
        version, ny = Strategi.objects.get_or_create(
            nummer=nummer,
            defaults={
                "titel_da": fakta.TITEL,
                "titel_en": fakta.TITEL_EN,
                "fra_aar": fra,
                "til_aar": til,
                "beskrivelse_da": beskrivelse,
                "beskrivelse_en": engelsk,
                "offentlig": True,
            },
        )
        if ny:
            version.partnere.set(Organisation.objects.filter(navn_da__in=parter))
            _maal(version)
            _behandlinger(version)


def _maal(version):
    """The seeds hold no wording of the goals in version 2, so there it stays empty."""
    for nummer, (
        slug,
        navn,
        engelsk,
        ordlyd_1,
        ordlyd_3,
        wording_1,
        wording_3,
    ) in fakta.MAAL.items():
        ordlyd, wording = {1: (ordlyd_1, wording_1), 3: (ordlyd_3, wording_3)}.get(
            version.nummer, ("", "")
        )
        Maal.objects.create(
            strategi=version,
            nummer=nummer,
            slug=slug,
            titel_da=navn,
            titel_en=engelsk,
            ordlyd_da=ordlyd,
            ordlyd_en=wording,
        )


def _behandlinger(version):
    navne = [
        "organ_da",
        "organ_en",
        "dato",
        "punkt",
        "sagsnummer",
        "udfald_da",
        "udfald_en",
        "tekst_da",
        "tekst_en",
    ]
    for orden, vaerdier in enumerate(fakta.BEHANDLINGER[version.nummer]):
        felter = dict(zip(navne, vaerdier, strict=True))
        PolitiskBehandling.objects.create(strategi=version, raekkefoelge=orden, **felter)


def viderestillinger():
    for fra, til in fakta.VIDERESTILLINGER.items():
        Redirect.objects.get_or_create(
            site_id=settings.SITE_ID, old_path=fra, defaults={"new_path": til}
        )


def alt():
    """Everything; yields a line of Danish for each step, for the one who waits. Expects a transaction."""
    bruger = udgiver()
    yield "organisationer, grupper og roller"
    organisation()
    aarshjul.saet_grupper()
    yield "strategiens tre versioner"
    strategi()
    with uden_tjek():
        yield "indsatserne"
        indsatser(bruger)
        yield "nyhederne"
        nyheder(bruger)
        yield "siderne"
        sider(bruger)
    yield "mapper til filer"
    mapper()
    yield "målinger"
    maalinger(bruger)
    yield "høringer"
    hoeringer()
    yield "gamle adresser"
    viderestillinger()
    yield "møderækker"
    raekker()
    yield "årsstatus for 2021"
    aarsstatus()
    if settings.DEMO:
        yield "demokonti"
        konti()
        yield "eksempler på statusrunder"
        statusrunder(bruger)
        strategilinks()
        yield "demomøder"
        moeder()
        yield "forslag"
        forslag()
        eksempler_paa_hoeringer(bruger)
        yield "dokumenter"
        dokumenter()
