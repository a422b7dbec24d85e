"""Who may do what: one table of role × model × action, and the one place that turns it into Django's groups.

V sees, T adds, R changes, S deletes. A role that is not in a line has none of it. Texts and pages are published by
those who may change their versions.
"""

from functools import reduce
from operator import or_

import rules
from django.apps import apps
from django.contrib.auth.management import create_permissions

ALT, REDIGER, SE = "VTRS", "VTR", "V"
HANDLINGER = {"V": "view", "T": "add", "R": "change", "S": "delete"}

ROLLER = {
    "administrator": "Administrator",
    "koordinator": "Koordinator",
    "styregruppe": "Styregruppe",
    "tovholder": "Tovholder",
    "kommunikation": "Kommunikation",
}

INDHOLD = "indsatser.indsats indsatser.indsatsindhold"
STRATEGI = "indsatser.strategi indsatser.maal indsatser.tidligereadresse"  # never deleted: the public has seen it
RAMME = "indsatser.prioritering indsatser.politiskbehandling indsatser.maalgruppe indsatser.omraade indsatser.rolle"
FOLK = "indsatser.organisation indsatser.person indsatser.gruppe"
SIDER = (
    "cms.page cms.cmsplugin djangocms_alias.alias djangocms_alias.aliascontent "
    "djangocms_alias.category djangocms_text.text djangocms_link.link cms.usersettings "
    "indsatser.faktaboks indsatser.citat indsatser.dokumentlink indsatser.handling indsatser.visning "
    "indsatser.udvalgteindsatser"
)
VERSIONER = "djangocms_versioning.version"
FILER = "filer.folder filer.file filer.image filer.clipboard"
ADRESSER = "redirects.redirect"
KONTI = "auth.user auth.group"

TABEL = [
    # what           administrator koordinator  styregruppe  tovholder    kommunikation
    (INDHOLD,        (REDIGER,     REDIGER,     SE,          SE,          SE)),
    (STRATEGI,       (REDIGER,     REDIGER,     SE,          SE,          SE)),
    (RAMME,          (ALT,         ALT,         SE,          SE,          SE)),
    (FOLK,           (REDIGER,     REDIGER,     SE,          SE,          SE)),
    (SIDER,          (ALT,         ALT,         "",          "",          ALT)),
    (VERSIONER,      (ALT,         ALT,         "",          "",          ALT)),
    (FILER,          (ALT,         ALT,         SE,          SE,          ALT)),
    (ADRESSER,       (ALT,         ALT,         "",          "",          ALT)),
    (KONTI,          (ALT,         "",          "",          "",          "")),
]  # fmt: skip

_REDAKTION = [
    "cms.use_structure",
    "cms.publish_page",
    "filer.can_use_directory_listing",
]
EKSTRA = dict.fromkeys(("administrator", "koordinator", "kommunikation"), _REDAKTION)
"""Permissions that are no action on a model."""


def tilladelser(rolle):
    """The permissions of a role as `app.codename`, from the table."""
    kolonne = list(ROLLER).index(rolle)
    fra_tabel = {
        f"{model.split('.')[0]}.{HANDLINGER[tegn]}_{model.split('.')[1]}"
        for modeller, ret in TABEL
        for model in modeller.split()
        for tegn in ret[kolonne]
    }
    return fra_tabel | set(EKSTRA.get(rolle, ()))


def har_en_af(roller):
    """A predicate: the user is in one of the groups."""
    return reduce(or_, (rules.is_group_member(rolle) for rolle in roller))


def registrer_regler():
    """The table as rules too: Django's own backend answers no to every question about one certain object."""
    roller_med = {}
    for rolle in ROLLER:
        for navn in tilladelser(rolle):
            roller_med.setdefault(navn, []).append(rolle)
    for navn, roller in roller_med.items():
        rules.add_perm(navn, rules.is_active & har_en_af(roller))


def synkroniser_grupper(**kwargs):
    """Make the groups hold exactly what the table says; runs after every migrate."""
    for app_config in apps.get_app_configs():
        create_permissions(app_config, verbosity=0)
    Group, Permission = apps.get_model("auth.Group"), apps.get_model("auth.Permission")
    findes = {
        f"{p.content_type.app_label}.{p.codename}": p
        for p in Permission.objects.select_related("content_type")
    }
    for rolle in ROLLER:
        gruppe, _ = Group.objects.get_or_create(name=rolle)
        oensket = tilladelser(rolle)
        # versioning makes a permission for each kind of version, of which the apps decide the names
        if "djangocms_versioning.change_version" in oensket:
            oensket |= {navn for navn in findes if navn.startswith("djangocms_versioning.")}
        gruppe.permissions.set([findes[navn] for navn in oensket])
