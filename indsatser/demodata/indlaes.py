"""Puts the content of Tryg Aalborg into an empty database, and adds what is missing to one that is not.

What is there already is left as it is, so a second run changes nothing and never undoes an editor's work.
"""

import tomllib
from pathlib import Path

from cms.api import add_plugin, create_page, create_page_content
from cms.models import Page, PageUrl
from cms.utils.placeholder import get_placeholder_from_slot
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.contrib.redirects.models import Redirect

from indsatser.models import (
    Gruppe,
    Indsats,
    IndsatsIndhold,
    Maal,
    Maalgruppe,
    Omraade,
    Organisation,
    Person,
    PolitiskBehandling,
    Prioritering,
    Rolle,
    Strategi,
    TidligereAdresse,
)
from indsatser.rettigheder import ROLLER

from . import fakta
from .sidetrae import SIDETRAE, SKABELONER

MAPPE = Path(__file__).parent
TEKSTFELTER = ["titel", "resume", "overskrift", "baggrund", "goer_allerede", "fokus"]


def laes(mappe):
    """Every TOML file of a folder by its name."""
    return {fil.stem: tomllib.loads(fil.read_text("utf-8")) for fil in sorted((MAPPE / mappe).glob("*.toml"))}


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
            username=f"demo-{rolle}", defaults={"first_name": "Demo", "last_name": navn.lower(), "is_staff": True}
        )
        if ny:
            bruger.set_unusable_password()
            bruger.save()
            bruger.groups.add(Group.objects.get(name=rolle))


def organisation():
    for navn, engelsk, art, over, orden, felter in fakta.ORGANISATIONER:
        Organisation.objects.get_or_create(
            navn_da=navn,
            defaults={
                "navn_en": engelsk,
                "art": art,
                "overordnet": Organisation.objects.get(navn_da=over) if over else None,
                "raekkefoelge": orden,
                **felter,
            },
        )
    for orden, (slug, (navn, engelsk, opgave, opgave_en, moeder, moeder_en)) in enumerate(fakta.GRUPPER.items()):
        Gruppe.objects.get_or_create(
            slug=slug,
            defaults={
                "navn_da": navn,
                "navn_en": engelsk,
                "opgave_da": opgave,
                "opgave_en": opgave_en,
                "moeder_da": moeder,
                "moeder_en": moeder_en,
                "raekkefoelge": orden,
            },
        )
    for slug, (navn, engelsk, efter) in fakta.GAMLE_GRUPPER.items():
        Gruppe.objects.get_or_create(
            slug=slug,
            defaults={"navn_da": navn, "navn_en": engelsk, "efterfoelger": Gruppe.objects.get(slug=efter)},
        )
    for orden, (gruppe, art, person, titel, engelsk, myndighed, til, felter) in enumerate(fakta.ROLLER_I_GRUPPER):
        _rolle(art, person, titel, engelsk, myndighed, orden, til=til, gruppe=Gruppe.objects.get(slug=gruppe), **felter)


def _rolle(art, navn, titel, titel_en, organisation_navn, orden, **felter):
    person = Person.objects.get_or_create(navn=navn)[0] if navn else None
    organisation_ = Organisation.objects.get(navn_da=organisation_navn)
    noegle = {k: felter.pop(k) for k in ("gruppe", "indsats") if k in felter}
    Rolle.objects.get_or_create(
        art=art,
        person=person,
        titel_da=titel,
        organisation=organisation_,
        **noegle,
        defaults={"titel_en": titel_en, "vis_navn": bool(navn), "raekkefoelge": orden, **felter},
    )


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
            },
        )
        if ny:
            version.partnere.set(Organisation.objects.filter(navn_da__in=parter))
            _maal(version)
            _behandlinger(version)


def _maal(version):
    """The seeds hold no wording of the goals in version 2, so there it stays empty."""
    for nummer, (slug, navn, engelsk, ordlyd_1, ordlyd_3, wording_1, wording_3) in fakta.MAAL.items():
        ordlyd, wording = {1: (ordlyd_1, wording_1), 3: (ordlyd_3, wording_3)}.get(version.nummer, ("", ""))
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
    navne = ["organ_da", "organ_en", "dato", "punkt", "sagsnummer", "udfald_da", "udfald_en", "tekst_da", "tekst_en"]
    for orden, vaerdier in enumerate(fakta.BEHANDLINGER[version.nummer]):
        felter = dict(zip(navne, vaerdier, strict=True))
        PolitiskBehandling.objects.create(strategi=version, raekkefoelge=orden, **felter)


def indsatser(bruger):
    tekster = laes("indsatser")
    nye = set()
    for slug, fil in tekster.items():
        indsats, ny = Indsats.objects.get_or_create(slug=slug, defaults={"fase": _fase(slug)})
        if ny:
            nye.add(slug)
            for sprog in ("da", "en"):
                _udgiv_tekst(indsats, sprog, fil[sprog], bruger)
    for slug, afloeser in fakta.EFTERFOELGERE.items():
        if slug in nye:
            Indsats.objects.filter(slug=slug).update(efterfoelger=Indsats.objects.get(slug=afloeser))
    for gammel, slug in fakta.TIDLIGERE_ADRESSER.items():
        TidligereAdresse.objects.get_or_create(slug=gammel, defaults={"indsats": Indsats.objects.get(slug=slug)})
    for orden, (slug, art, person, titel, engelsk, myndighed, felter) in enumerate(fakta.ROLLER_I_INDSATSER):
        if slug in nye:
            _rolle(art, person, titel, engelsk, myndighed, orden, indsats=Indsats.objects.get(slug=slug), **felter)
    _kendetegn(nye)
    _prioriteringer(nye)


def _fase(slug):
    if slug in fakta.UKENDT_FASE:
        return ""
    nuvaerende = {raekke[0] for raekke in fakta.PRIORITERINGER[3]} | {r[1] for r in fakta.TILFOEJET if r[0] == 3}
    i_gang = slug in nuvaerende and slug not in fakta.EFTERFOELGERE
    return Indsats.Fase.I_GANG if i_gang else Indsats.Fase.AFSLUTTET


def _udgiv_tekst(indsats, sprog, fil, bruger):
    indhold = IndsatsIndhold.objects.with_user(bruger).create(
        indsats=indsats, language=sprog, **{felt: fil.get(felt, "").strip() for felt in TEKSTFELTER}
    )
    indhold.versions.get().publish(bruger)


def _kendetegn(nye):
    for tabel, model, felt in (
        (fakta.MAALGRUPPER, Maalgruppe, "maalgrupper"),
        (fakta.OMRAADER, Omraade, "omraader"),
    ):
        for (slug, navn, engelsk), indsatser_ in tabel.items():
            tegn, _ = model.objects.get_or_create(slug=slug, defaults={"navn_da": navn, "navn_en": engelsk})
            for indsats in Indsats.objects.filter(slug__in=nye.intersection(indsatser_)):
                getattr(indsats, felt).add(tegn)
    for slug in nye.intersection(fakta.PARTNERE):
        partnere = Organisation.objects.filter(navn_da__in=fakta.PARTNERE[slug])
        Indsats.objects.get(slug=slug).partnere.set(partnere)


def _prioriteringer(nye):
    raekker = [
        (version, slug, navn, maal, nr, {})
        for version, indsatser_ in fakta.PRIORITERINGER.items()
        for nr, (slug, navn, maal) in enumerate(indsatser_, 1)
    ]
    raekker += [
        (version, slug, navn, maal, 100, {"tilfoejet_undervejs": True, "fra_aar": aar})
        for version, slug, navn, maal, aar in fakta.TILFOEJET
    ]
    for version, slug, navn, maal, nr, felter in raekker:
        if slug not in nye:
            continue
        prioritering = Prioritering.objects.create(
            strategi=Strategi.objects.get(nummer=version),
            indsats=Indsats.objects.get(slug=slug),
            navn=navn,
            nummer=nr,
            slutaarsag=fakta.SLUTAARSAGER.get((version, slug), ""),
            **felter,
        )
        if maal:
            prioritering.maal.add(Maal.objects.get(strategi=prioritering.strategi, nummer=maal))


def sider(bruger):
    filer = laes("sider")
    for side in SIDETRAE:
        if side.fil in filer:
            _side(side, filer[side.fil], bruger)


def _side(side, fil, bruger):
    sti = fil["sti"]
    if PageUrl.objects.filter(path=sti, language="da").exists():
        return
    over, _, slug = sti.rpartition("/")
    page = create_page(
        fil["da"]["titel"],
        f"cms/{side.skabelon}.html",
        "da",
        slug=slug or "forside",
        menu_title=fil["da"]["menutitel"],
        meta_description=fil["da"]["beskrivelse"],
        parent=Page.objects.get(urls__path=over, urls__language="da") if over else None,
        in_navigation=side.menu,
        apphook=side.modul or None,
        apphook_namespace=side.modul.removesuffix("App").lower() or None,
        created_by=bruger,
    )
    create_page_content(
        "en",
        fil["en"]["titel"],
        page,
        slug=slug or "forside",
        menu_title=fil["en"]["menutitel"],
        meta_description=fil["en"]["beskrivelse"],
        in_navigation=side.menu,
        template=f"cms/{side.skabelon}.html",
        created_by=bruger,
    )
    for indhold in page.pagecontent_set(manager="admin_manager").all():
        _fyld(indhold, side, fil[indhold.language])
        indhold.versions.get().publish(bruger)
    if not sti:
        page.set_as_homepage()


def _fyld(indhold, side, tekster):
    """The lead is the first paragraph; in a section of the app the list stands between lead and text."""
    pladser = []
    for slot in SKABELONER[side.skabelon]:
        indhold.placeholders.get_or_create(slot=slot)
        pladser.append(get_placeholder_from_slot(indhold.placeholders, slot))
    indledning, tekst = f"<p>{tekster['indledning']}</p>", tekster.get("tekst", "").strip()
    if side.skabelon != "sektion":
        indledning, tekst = f"{indledning}\n{tekst}", ""
    add_plugin(pladser[0], "TextPlugin", indhold.language, body=indledning)
    for plugin in side.efter:
        add_plugin(pladser[-1], plugin, indhold.language)
    if tekst:
        add_plugin(pladser[-1], "TextPlugin", indhold.language, body=tekst)


def viderestillinger():
    for fra, til in fakta.VIDERESTILLINGER.items():
        Redirect.objects.get_or_create(site_id=settings.SITE_ID, old_path=fra, defaults={"new_path": til})


def alt():
    """Everything; yields a line of Danish for each step, for the one who waits. Expects a transaction."""
    bruger = udgiver()
    yield "organisationer, grupper og roller"
    organisation()
    yield "strategiens tre versioner"
    strategi()
    yield "indsatserne"
    indsatser(bruger)
    yield "siderne"
    sider(bruger)
    yield "gamle adresser"
    viderestillinger()
    if settings.DEMO:
        yield "demokonti"
        konti()
