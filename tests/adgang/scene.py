"""The objects and the people of the crossing: made once a module, on top of the demonstration content.

All is left unlocked, and each text is there in every state, so that a cell shows what the right decides and nothing
else. The owner (`ejer`) is tovholder of all the initiatives here, and the other tovholder of one that is not here.
"""

from datetime import timedelta
from types import SimpleNamespace

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from cms.api import add_plugin, create_page
from cms.models import Page, PageContent
from cms.utils.placeholder import get_placeholder_from_slot
from django.contrib.auth.models import Group, User
from django.contrib.contenttypes.models import ContentType
from django.contrib.redirects.models import Redirect
from django.contrib.sites.models import Site
from django.utils import timezone
from djangocms_alias.models import Alias, AliasContent, Category
from djangocms_versioning.models import Version
from filer.models import Clipboard, File, Folder, FolderPermission, Image, ThumbnailOption

from indsatser.models import (
    Eftersyn,
    Gennemsyn,
    Godkendelse,
    Gruppe,
    Indsats,
    Maal,
    Maalgruppe,
    Omraade,
    Organisation,
    Person,
    PlanlagtUdgivelse,
    PolitiskBehandling,
    Prioritering,
    Rolle,
    Strategi,
    TidligereAdresse,
    Varsel,
)
from indsatser.models.godkendelse import aftryk_af_tekst
from indsatser.versioner import uden_tjek
from tests.factories import (
    IndsatsFactory,
    NyhedstekstFactory,
    PersonFactory,
    PressecitatFactory,
    PressekontaktFactory,
    RolleFactory,
    TekstFactory,
    forfatter,
)
from tryg_portal import mail

from . import (
    scene_aarsstatus,
    scene_dokument,
    scene_forslag,
    scene_hjul,
    scene_hoering,
    scene_maaling,
    scene_mail,
    scene_moede,
    scene_status,
    scene_statusrunde,
)

PERSONER = (
    *("anonym", "uden_rolle", "administrator", "koordinator", "styregruppe"),
    *("tovholder", "ejer", "kommunikation", "uden_faktor"),
)
"""Who knocks; `tovholder` has another initiative, `uden_faktor` is a coordinator who has shown a password alone."""
GRUPPER = {"uden_rolle": None, "ejer": None, "tovholder": None, "uden_faktor": "koordinator"}


def bruger(navn):
    konto = User.objects.create_user(f"adgang-{navn}", f"adgang.{navn}@aalborg.dk")
    rolle = GRUPPER.get(navn, navn)
    if rolle:
        konto.groups.set([Group.objects.get(name=rolle)])
    return konto


def tovholder_af(konto, *indsatser):
    person = PersonFactory(bruger=konto)
    for indsats in indsatser:
        RolleFactory(indsats=indsats, person=person)


def _uden_laas(indhold):
    version = Version.objects.get_for_content(indhold)
    version.locked_by = None
    version.save(update_fields=["locked_by"])
    return version


def _kladde_over_det_udgivne(version):
    with uden_tjek():
        version.publish(forfatter())
    return _uden_laas(version.copy(forfatter()).content)


def _i_hver_tilstand(lav):
    """`lav()` makes a draft; answers one in each state: also sent for review, and over what is public."""
    kladde, sendt, udgivet, lagt_vaek = (_uden_laas(lav()) for _ in range(4))
    with uden_tjek():
        udgivet.publish(forfatter())
    lagt_vaek.archive(forfatter())
    ny_kladde = _kladde_over_det_udgivne(_uden_laas(lav()))
    gennemsyn = Gennemsyn.send(sendt, forfatter())
    plan = PlanlagtUdgivelse.objects.create(
        version=udgivet,
        handling="tag_ned",
        bestilt_af=forfatter(),
        tidspunkt=timezone.now() + timedelta(days=9),
    )
    return SimpleNamespace(
        kladde=kladde,
        ny_kladde=ny_kladde,
        sendt=sendt,
        udgivet=udgivet,
        lagt_vaek=lagt_vaek,
        gennemsyn=gennemsyn,
        plan=plan,
    )


def _side():
    navn = f"Prøveside {Page.objects.count()}"
    side = create_page(navn, "cms/side.html", "da", created_by=forfatter())
    return PageContent.admin_manager.get(page=side)


def _nyhed():
    """With words of the chief of police."""
    tekst = NyhedstekstFactory(udgivet=False)
    PressecitatFactory(indhold=tekst)
    return tekst


def _bed_om_godkendelse(indhold):
    """Asked of the police by mail; answers the sign-off with the secret of its link."""
    politi = indhold.citater.get().organisation
    godkendelse, hemmelig = Godkendelse.bed(indhold, politi, forfatter(), "presse@politi.invalid")
    return SimpleNamespace(raekke=godkendelse, politi=politi.pk, hemmelig=hemmelig)


def _faelles():
    kategori = Category.objects.first() or Category.objects.create(name="Prøve")
    alias = Alias.objects.create(category=kategori)
    tekst = AliasContent.objects.with_user(forfatter()).create(
        alias=alias, name="Fælles", language="da"
    )
    return tekst


def _faelles_paa_en_side(alias):
    felt = get_placeholder_from_slot(_uden_laas(_side()).content.placeholders, "indhold")
    return add_plugin(felt, "Alias", "da", alias=alias).pk


def _tekst(placeholder):
    """The first of two, so that there is somewhere to move it."""
    foerste, _ = (add_plugin(placeholder, "TextPlugin", "da", body="<p>Ord.</p>") for _ in "12")
    return foerste


def byg():
    """Everything that an address needs to be concrete, by the name that the table's addresses call it."""
    personer = {navn: bruger(navn) for navn in PERSONER if navn != "anonym"}
    tekst = _i_hver_tilstand(lambda: TekstFactory(udgivet=False))
    side, faelles = _i_hver_tilstand(_side), _i_hver_tilstand(_faelles)
    alle = (tekst.kladde, tekst.ny_kladde, tekst.sendt, tekst.udgivet, tekst.lagt_vaek)
    tovholder_af(personer["ejer"], *(v.content.indsats for v in alle))
    tovholder_af(personer["tovholder"], IndsatsFactory())
    nyhed = _i_hver_tilstand(_nyhed)
    godkendelse = _bed_om_godkendelse(nyhed.kladde.content)
    PersonFactory(bruger=personer["styregruppe"], organisation=godkendelse.raekke.myndighed)
    nyhed.kladde.content.opret_mere()
    mere_om_nyhed = nyhed.kladde.content.mere
    tekst.kladde.content.opret_mere()
    mere = tekst.kladde.content.mere
    felt = get_placeholder_from_slot(side.kladde.content.placeholders, "indhold")
    felt_udgivet = get_placeholder_from_slot(side.udgivet.content.placeholders, "indhold")
    fremmed = User.objects.create_user("fremmed", "fremmed@aalborg.dk")
    mappe = Folder.objects.create(name="Prøve")
    s = SimpleNamespace(
        personer=personer,
        fremmed=fremmed,
        tekst=tekst,
        side=side,
        faelles=faelles,
        nyhed=nyhed,
        nyhedens_adresse=nyhed.udgivet.content.nyhed.get_absolute_url(),
        godkendelse=godkendelse,
        ct_tekst=ContentType.objects.get_for_model(tekst.kladde.content).pk,
        ct_side=ContentType.objects.get_for_model(side.kladde.content).pk,
        ct_nyhed=ContentType.objects.get_for_model(nyhed.kladde.content).pk,
        felt_i_nyhed=mere_om_nyhed.pk,
        stykke_i_nyhed=_tekst(mere_om_nyhed).pk,
        laest=aftryk_af_tekst(nyhed.kladde.content),  # when all is on the page
        felt_i_tekst=mere.pk,
        stykke_i_tekst=_tekst(mere).pk,
        felt_i_side=felt.pk,
        stykke_i_side=_tekst(felt).pk,
        stykke_udgivet=_tekst(felt_udgivet).pk,
        alias_i_side=_faelles_paa_en_side(faelles.udgivet.content.alias),
        session=UserSession.objects.create(
            user=fremmed, ip="127.0.0.1", session_key="fremmed", user_agent="x", data={}
        ).pk,
        noegle=Authenticator.objects.create(user=fremmed, type="webauthn", data={}).pk,
        afmelding=mail.sign_off_token(fremmed, "prøve"),
        objekt=_objekter(tekst, side, faelles, fremmed, mappe)
        | _nyhedens(nyhed, godkendelse.raekke)
        | _noegler(scene_mail.byg()),
    )
    scene_statusrunde.byg(s)
    scene_hjul.byg(s)
    scene_moede.byg(s)
    scene_status.byg(s)
    scene_maaling.byg(s)
    s.objekt |= _noegler(scene_forslag.byg(s))
    s.objekt |= _noegler(scene_dokument.byg(s))
    s.objekt |= _noegler(scene_aarsstatus.byg(s))
    s.objekt |= _noegler(scene_hoering.byg(s))
    return s


def _objekter(tekst, side, faelles, fremmed, mappe):
    """One row of each model that has an admin: model → key."""
    gruppe = Gruppe.objects.first()
    raekker = [
        *(model.objects.first() for model in (Strategi, Maal, Prioritering, PolitiskBehandling)),
        *(model.objects.first() for model in (Organisation, Person, Rolle, Category, Site)),
        *(gruppe, Group.objects.first(), fremmed, mappe),
        Maalgruppe.objects.get_or_create(slug="proeve", defaults={"navn_da": "Prøve"})[0],
        Omraade.objects.get_or_create(slug="proeve", defaults={"navn_da": "Prøve"})[0],
        TidligereAdresse.objects.create(slug="proeve-foer", indsats=Indsats.objects.first()),
        Redirect.objects.create(site_id=1, old_path="/proeve/", new_path="/"),
        Eftersyn.objects.create(dato="2020-01-01"),
        Varsel.objects.create(  # it has not begun, so that it may be deleted
            niveau="information",
            titel_da="Prøve",
            tekst_da="Prøve.",
            fra=timezone.now() + timedelta(days=1),
            til=timezone.now() + timedelta(days=2),
        ),
        File.objects.create(original_filename="proeve.txt", folder=mappe),
        Image.objects.create(original_filename="proeve.png", folder=mappe),
        Clipboard.objects.create(user=fremmed),
        FolderPermission.objects.create(folder=mappe),
        ThumbnailOption.objects.create(name="Prøve", width=1, height=1),
        *(tekst.gennemsyn, tekst.plan),
        *(tekst.kladde.content, tekst.kladde.content.indsats),
        *(side.kladde.content, side.kladde.content.page),
        *(faelles.kladde.content, faelles.kladde.content.alias),
    ]
    versioner = {
        "djangocms_versioning/indsatsindholdversion": tekst.kladde.pk,
        "djangocms_versioning/pagecontentversion": side.kladde.pk,
        "djangocms_versioning/aliascontentversion": faelles.kladde.pk,
    }
    return versioner | _noegler(raekker)


def _nyhedens(nyhed, godkendelse):
    kladde = nyhed.kladde.content
    raekker = [kladde, kladde.nyhed, godkendelse, PressekontaktFactory()]
    return _noegler(raekker) | {"djangocms_versioning/nyhedindholdversion": nyhed.kladde.pk}


def _noegler(raekker):
    return {r._meta.label_lower.replace(".", "/"): r.pk for r in raekker}
