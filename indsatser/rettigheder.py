"""Who may do what: one table of role × model × action, and the backend through which Django asks it.

V sees, T adds, R changes, S deletes, U publishes, G signs off. A small letter holds for some rows only: a tovholder
for what belongs to their own initiatives, kommunikation for the initiative texts that have been sent for review, who
signs off for the authority where they work. A role that is not in a line has none of it. A role is given by hand (a
group) or by a dated role in the organisation.
"""

from functools import cache, reduce
from operator import or_

import rules
from allauth.account.auth_backends import AuthenticationBackend
from django.apps import apps
from django.contrib.auth import get_user_model
from django.db.models import Q

ALT, REDIGER, SE = "VTRS", "VTR", "V"
HANDLINGER = {"V": "view", "T": "add", "R": "change", "S": "delete", "U": "publish", "G": "approve"}

ROLLER = {
    "administrator": "Administrator",
    "koordinator": "Koordinator",
    "styregruppe": "Styregruppe",
    "tovholder": "Tovholder",
    "kommunikation": "Kommunikation",
}

INDSATS = "indsatser.indsats"
TEKST = "indsatser.indsatsindhold"
TEKSTVERSION = "djangocms_versioning.indsatsindholdversion"
NYHED = "indsatser.nyhed"
NYHEDSTEKST = "indsatser.nyhedindhold"
NYHEDSVERSION = "djangocms_versioning.nyhedindholdversion"
PRESSE = "indsatser.pressecitat indsatser.pressekontakt"
GODKENDELSE = "indsatser.godkendelse"
STRATEGI = "indsatser.strategi indsatser.maal indsatser.tidligereadresse"  # never deleted: the public has seen it
RAMME = "indsatser.prioritering indsatser.politiskbehandling indsatser.maalgruppe indsatser.omraade indsatser.rolle"
FOLK = "indsatser.organisation indsatser.person indsatser.gruppe"
SIDER = "cms.page djangocms_alias.alias djangocms_alias.category"
SIDETEKST = "cms.pagecontent djangocms_alias.aliascontent"
SIDEVERSION = (
    "djangocms_versioning.version djangocms_versioning.pagecontentversion "
    "djangocms_versioning.aliascontentversion"
)
BYGGESTEN = (
    "cms.cmsplugin djangocms_text.text djangocms_link.link djangocms_alias.aliasplugin cms.usersettings "
    "indsatser.faktaboks indsatser.citat indsatser.dokumentlink indsatser.handling indsatser.visning "
    "indsatser.udvalgteindsatser indsatser.billede"
)
MAPPER = "filer.folder filer.clipboard"
FILER = "filer.file filer.image"  # a tovholder adds: to change a file would change what is public
ADRESSER = "redirects.redirect"
UDGIVELSE = "indsatser.gennemsyn indsatser.planlagtudgivelse indsatser.eftersyn"
VARSEL = "indsatser.varsel"  # deleted before its start only
KONTI = "auth.user"
RUNDER = "indsatser.statusrunde indsatser.standardspoergsmaal indsatser.rundespoergsmaal"
RAPPORTER = "indsatser.status"  # to receive one is to publish its ticked sentences
MOEDER = "indsatser.moede"  # who sees which is decided by its queryset; deleted before anybody is asked to it only
MOEDERAMME = "indsatser.moederaekke indsatser.dagsordenspunkt indsatser.beslutning"
OPGAVER = "indsatser.opgave"  # whoever answers for a task finishes it, whatever the role
AARSHJUL = "indsatser.aarshjulsregel indsatser.aarshjulsdato"
FORSLAG = "indsatser.forslag"
STRATEGILINKS = "indsatser.strategilink"
MAILS = "tryg_portal.mail tryg_portal.mailtext"  # changed: stopped, sent again, worded; never deleted by hand
MAALINGER = "indsatser.indikator indsatser.maaling"  # a tovholder: those of their own initiatives
MAALERAMME = "indsatser.maaleomraade indsatser.indlaesning"
AARSSTATUS = "indsatser.aarsstatus indsatser.bidrag"  # the styregruppe signs off; a coordinator locks and publishes
HOERINGER = "indsatser.hoering indsatser.hoeringspart"
HOERINGSSVAR = "indsatser.hoeringssvar indsatser.hoeringsbilag"
DOKUMENTER = "indsatser.dokument indsatser.dokumentudgave"

TABEL = [
    # what         administrator koordinator  styregruppe  tovholder    kommunikation
    (INDSATS,      (SE,          REDIGER,     SE,          SE,          SE)),
    (TEKST,        (SE,          "VTRU",      SE,          "Vtr",       "Vu")),
    (TEKSTVERSION, (SE,          "VR",        SE,          "VR",        "VR")),
    (NYHED,        (SE,          REDIGER,     SE,          SE,          REDIGER)),
    (NYHEDSTEKST,  (SE,          "VTRU",      SE,          SE,          "VTRU")),
    (NYHEDSVERSION,(SE,          "VR",        SE,          SE,          "VR")),
    (PRESSE,       (SE,          ALT,         SE,          SE,          ALT)),
    (GODKENDELSE,  (SE,          "Vg",        "Vg",        SE,          "Vg")),
    (STRATEGI,     (SE,          REDIGER,     SE,          SE,          SE)),
    (RAMME,        (SE,          ALT,         SE,          SE,          SE)),
    (FOLK,         (SE,          REDIGER,     SE,          SE,          SE)),
    (SIDER,        (SE,          "VTRSU",     SE,          SE,          "VTRSU")),
    (SIDETEKST,    (SE,          "VTRSU",     SE,          SE,          "VTRSU")),
    (SIDEVERSION,  (SE,          "VR",        SE,          SE,          "VR")),
    (BYGGESTEN,    (SE,          ALT,         SE,          ALT,         ALT)),
    (MAPPER,       (SE,          ALT,         SE,          REDIGER,     ALT)),
    (FILER,        (SE,          ALT,         SE,          "VT",        ALT)),
    (ADRESSER,     (ALT,         ALT,         "",          "",          ALT)),
    (UDGIVELSE,    (SE,          SE,          SE,          SE,          SE)),
    (VARSEL,       (SE,          ALT,         SE,          SE,          ALT)),
    (KONTI,        (REDIGER,     "",          "",          "",          "")),
    (RUNDER,       (SE,          ALT,         SE,          SE,          "")),
    (RAPPORTER,    (SE,          "VRU",       SE,          "vr",        "")),
    (MOEDER,       (SE,          ALT,         SE,          SE,          SE)),
    (MOEDERAMME,   (SE,          ALT,         SE,          SE,          "")),
    (OPGAVER,      (SE,          ALT,         SE,          SE,          SE)),
    (AARSHJUL,     (SE,          ALT,         SE,          SE,          SE)),
    (FORSLAG,      (SE,          "VR",        SE,          "vr",        "")),
    (STRATEGILINKS,(SE,          ALT,         SE,          SE,          SE)),
    (MAALINGER,    (SE,          ALT,         SE,          "Vtr",       SE)),
    (MAALERAMME,   (SE,          ALT,         SE,          SE,          SE)),
    (AARSSTATUS,   (SE,          "VTRSU",     "VG",        SE,          "VR")),
    (HOERINGER,    (SE,          "VTRSU",     SE,          "",          SE)),
    (HOERINGSSVAR, (SE,          "VR",        SE,          "",          "")),
    (DOKUMENTER,   (SE,          ALT,         SE,          SE,          ALT)),
    (MAILS,        ("VR",        "VR",        "",          "",          "")),
]  # fmt: skip
"""What is sent for review or planned is changed by the rights over the text itself, not by those over its row."""

_STRUKTUR = ("cms.use_structure", "filer.can_use_directory_listing")
_LAASE = ("djangocms_versioning.delete_versionlock",)
_TAVLE = ("indsatser.view_tavle",)
EKSTRA = {
    "administrator": _TAVLE,
    "koordinator": (*_STRUKTUR, *_LAASE, *_TAVLE),
    "styregruppe": _TAVLE,
    "kommunikation": (*_STRUKTUR, *_LAASE),
    "tovholder": _STRUKTUR,
}
"""Permissions that are no action on a model."""

STYREGRUPPE = "styregruppen"
"""The group whose members are the styregruppe, by its slug."""


def givet_af(art, indsats, gruppe):
    """The role here that a dated role in the organisation gives from its first day to its last, or None."""
    if art == "tovholder" and indsats:
        return "tovholder"
    if art in ("formand", "medlem") and gruppe == STYREGRUPPE:
        return "styregruppe"
    return "koordinator" if art == "koordinator" else None


def roller(user):
    """The names of an account's roles today; asked once for each request."""
    return _om(user)[0]


def egne_indsatser(user):
    """Keys of the initiatives that the account's person is tovholder of today."""
    return _om(user)[1]


def _om(user):
    if not hasattr(user, "_roller"):
        user._roller = _find(user) if user.pk and user.is_active else (frozenset(), frozenset())
    return user._roller


def _find(user):
    i_kraft = apps.get_model("indsatser.rolle").objects.gaeldende().filter(person__bruger=user)
    daterede = list(i_kraft.values_list("art", "indsats", "gruppe__slug"))
    i_hand = set(user.groups.values_list("name", flat=True)) & ROLLER.keys()
    givne = i_hand | {givet_af(*rolle) for rolle in daterede}
    egne = {indsats for art, indsats, _ in daterede if art == "tovholder"}
    return frozenset(givne - {None}), frozenset(egne - {None})


def myndighed_for(user):
    """The authority where an account's person works, or None; asked once for each request."""
    if not hasattr(user, "_myndighed"):
        led = "organisation__overordnet__overordnet"
        person = (
            apps.get_model("indsatser.person").objects.filter(bruger=user.pk).select_related(led)
        )
        organisation = getattr(person.first(), "organisation", None)
        user._myndighed = organisation and organisation.rod
    return user._myndighed


@rules.predicate
def er_egen(user, obj=None):
    """It belongs to an initiative of theirs; asked of nothing in particular: there may be such ones."""
    if obj is None or isinstance(obj, type):
        return True
    indsats = obj.pk if obj._meta.label_lower == INDSATS else getattr(obj, "indsats_id", None)
    staar_for = getattr(
        obj, "svares_af", None
    )  # a report: also whoever stands in for its tovholder
    return indsats in egne_indsatser(user) or bool(staar_for and staar_for(user))


@rules.predicate
def er_til_gennemsyn(user, obj=None):
    """The draft has been sent for review, or approved after one."""
    if obj is None or isinstance(obj, type):
        return True
    return apps.get_model("indsatser.gennemsyn").objects.giver_adgang_til(obj)


@rules.predicate
def er_fra_myndigheden(user, obj=None):
    """They work at the authority whose people are quoted."""
    if obj is None or isinstance(obj, type):
        return True
    egen = myndighed_for(user)
    return egen is not None and egen == obj.myndighed


BETINGELSER = {"tovholder": er_egen, "kommunikation": er_til_gennemsyn}
"""What a small letter in the table means, for the role of its column."""
BETINGELSER_FOR_HANDLING = {"approve": er_fra_myndigheden}
"""What it means for an action, whatever the column."""


@cache
def tilladelser(rolle):
    """The permissions of a role as `app.codename`, with those that hold for some rows only."""
    kolonne = list(ROLLER).index(rolle)
    fra_tabel = {
        _navn(model, tegn)
        for modeller, linje in TABEL
        for model in modeller.split()
        for tegn in linje[kolonne]
    }
    return frozenset(fra_tabel | set(EKSTRA.get(rolle, ())))


def _navn(model, tegn):
    app, navn = model.split(".")
    return f"{app}.{HANDLINGER[tegn.upper()]}_{navn}"


def _betinget(rolle, navn):
    """The permission stands in the table with a small letter."""
    kolonne = list(ROLLER).index(rolle)
    return any(
        _navn(model, tegn) == navn
        for modeller, linje in TABEL
        for model in modeller.split()
        for tegn in linje[kolonne]
        if tegn.islower()
    )


def _betingelse(rolle, navn):
    handling = navn.partition(".")[2].partition("_")[0]
    return BETINGELSER_FOR_HANDLING.get(handling) or BETINGELSER[rolle]


def _har(rolle):
    return rules.predicate(lambda user: rolle in roller(user), name=f"er_{rolle}")


def registrer_regler():
    """The table as rules: what Django asks about one certain object is answered here, and only here."""
    for navn in set().union(*map(tilladelser, ROLLER)):
        med = [rolle for rolle in ROLLER if navn in tilladelser(rolle)]
        regler = [_har(r) & _betingelse(r, navn) if _betinget(r, navn) else _har(r) for r in med]
        rules.add_perm(navn, rules.is_active & reduce(or_, regler))


class RolleBackend(AuthenticationBackend):
    """Allauth's login; what the account may do is decided by the table and by nothing in the database.

    `is_staff` is not a setting but a consequence: an account is let into the admin while it has a role.
    """

    def get_user(self, user_id):
        user = super().get_user(user_id)
        if user is not None:
            user.is_staff = user.is_superuser or bool(roller(user))
            user.roles = roller(user)
            user.role_names = [navn for rolle, navn in ROLLER.items() if rolle in roller(user)]
        return user

    def get_all_permissions(self, user_obj, obj=None):
        if not user_obj.is_active or user_obj.is_anonymous or obj is not None:
            return set()
        return set().union(*map(tilladelser, roller(user_obj)))

    get_group_permissions = get_all_permissions

    def get_user_permissions(self, user_obj, obj=None):
        return set()


def udgiv_ret(model):
    """The permission to publish a kind of content."""
    return f"{model._meta.app_label}.publish_{model._meta.model_name}"


def med_ret_til(tilladelse, obj=None):
    """Accounts that may do it, of those who have a role, in the order of their names."""
    konti = get_user_model().objects.filter(is_active=True).exclude(email="")
    aktuelle = konti.filter(Q(groups__name__in=ROLLER) | Q(person__roller__isnull=False)).distinct()
    return [
        bruger
        for bruger in aktuelle.order_by("first_name", "last_name", "pk")
        if bruger.has_perm(tilladelse, obj)
    ]


def opret_grupper(**kwargs):
    """A group for each role, so that it can be given by hand; runs after every migrate."""
    for rolle in ROLLER:
        apps.get_model("auth.Group").objects.get_or_create(name=rolle)
