"""What the portal adds to djangocms-versioning: a draft under review stays as it is, and no fault goes public.

Hooked into the package's own conditions and signals, so that toolbar, admin, page tree and schedule all pass here.
"""

from contextlib import contextmanager
from contextvars import ContextVar

from cms.utils.i18n import get_language_object
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import date_format
from djangocms_versioning.conditions import user_can_change
from djangocms_versioning.constants import (
    DRAFT,
    OPERATION_ARCHIVE,
    OPERATION_PUBLISH,
    OPERATION_UNPUBLISH,
)
from djangocms_versioning.exceptions import ConditionFailed
from djangocms_versioning.models import StateTracking, Version

from .models import Gennemsyn, PlanlagtUdgivelse
from .udgivelsestjek import fejl_i, tjek

# without a full stop at the end: the package puts one
_FROSSEN = {
    "gennemsyn": "Kladden er sendt til gennemsyn og kan ikke rettes imens. Træk den tilbage for at rette den",
    "plan": "Kladden er planlagt til udgivelse og kan ikke rettes imens. Annullér planen for at rette den",
}


class IkkeKlar(ValidationError):
    """The check found the faults that are named, so the text does not go public."""


def navn_paa(bruger):
    """How people name an account: by its name, or by its user name where it has none."""
    return bruger.get_full_name() or bruger.get_username()


def tid(tidspunkt):
    """A moment as people write it, in Danish time."""
    return date_format(timezone.localtime(tidspunkt), "j. F Y \\k\\l. H.i")


def udgivet_nu(version):
    """The version that the public sees of the same text, or None."""
    samme = Version.objects.filter_by_content_grouping_values(version.content)
    return samme.filter(state="published").first()


def titel_paa(indhold):
    """What a person calls it, with its language: «Tryg bydel (dansk)»."""
    titel = next(
        (t for felt in ("titel", "title", "name") if (t := getattr(indhold, felt, ""))), indhold
    )
    return f"{titel} ({get_language_object(indhold.language, settings.SITE_ID)['name'].lower()})"


# --- Nobody changes what is being reviewed or is planned


def _frosne():
    """Drafts that wait for a reviewer or for their time: version → why."""
    planer = PlanlagtUdgivelse.objects.venter().filter(handling="udgiv")
    return {
        **dict.fromkeys(planer.values_list("version", flat=True), "plan"),
        **dict.fromkeys(Gennemsyn.objects.venter().values_list("version", flat=True), "gennemsyn"),
    }


def _huskede_frosne(bruger):
    """Asked once for each request, because a list asks it of every row; a user object lives as long as its request."""
    if not hasattr(bruger, "_frosne_kladder"):
        bruger._frosne_kladder = _frosne()
    return bruger._frosne_kladder


def grund_til_frost(version, bruger):
    """Why the draft cannot be changed just now, or an empty string."""
    return _FROSSEN.get(_huskede_frosne(bruger).get(version.pk), "")


def ikke_frossen(version, bruger):
    """Of an older version it is the draft beside it that is asked of: to take that one back puts the draft away."""
    kladde = version if version.state == DRAFT else version.get_latest_draft_version()
    if kladde and (grund := grund_til_frost(kladde, bruger)):
        raise ConditionFailed(grund)


def placeholder_er_ikke_frossen(placeholder, bruger):
    """What the package asks before a plugin is added, changed, moved or deleted."""
    version = Version.objects.filter(
        content_type=placeholder.content_type_id, object_id=placeholder.object_id, state=DRAFT
    ).first()
    return version is None or not grund_til_frost(version, bruger)


# --- Two people and one draft


def laas_besked(version):
    """Who has the draft and since when, for the one who would also like to change it."""
    navn = navn_paa(version.locked_by)
    return f"{navn} har kladden og rettede den sidst {tid(version.modified)}"


def ikke_hos_en_anden(version, bruger):
    """The package says who; a colleague also wants to know since when."""
    kladde = version if version.state == DRAFT else version.get_latest_draft_version()
    if kladde and not kladde.is_unlocked_for_user(bruger):
        raise ConditionFailed(laas_besked(kladde))


# --- Nothing with a fault goes public


_springes_over = ContextVar("udgivelsestjek springes over", default=False)


@contextmanager
def uden_tjek():
    """For content that is laid in as a whole, of which links lead to what is published a moment later."""
    token = _springes_over.set(True)
    try:
        yield
    finally:
        _springes_over.reset(token)


def kraev_uden_fejl(operation, obj, **kwargs):
    """The last gate, whoever publishes and however."""
    if operation != OPERATION_PUBLISH or _springes_over.get():
        return
    # nobody changes it from now on, and what was changed until now is what is looked at
    Version.objects.select_for_update().get(pk=obj.pk)
    indhold = type(obj.content)._base_manager.get(pk=obj.object_id)
    if fejl := fejl_i(tjek(indhold)):
        raise IkkeKlar([f"{f.hvor}: {f.besked}" for f in fejl])


def luk_det_aabne(operation, obj, to_be_published=None, **kwargs):
    """What waited for this version has nothing to wait for any more; a newer version takes over when to end."""
    if operation == OPERATION_UNPUBLISH:
        planer = PlanlagtUdgivelse.objects.venter().filter(version=obj, handling="tag_ned")
        if to_be_published and not to_be_published.planer.venter().filter(handling="tag_ned"):
            planer.update(version=to_be_published)
        planer.update(tilstand="annulleret", afsluttet=timezone.now())
    elif operation in (OPERATION_PUBLISH, OPERATION_ARCHIVE):
        _luk_gennemsyn(obj, udgivet=operation == OPERATION_PUBLISH)
        planer = PlanlagtUdgivelse.objects.venter().filter(version=obj)
        planer = planer if operation == OPERATION_ARCHIVE else planer.filter(handling="udgiv")
        planer.update(tilstand="annulleret", afsluttet=timezone.now())


def _luk_gennemsyn(version, udgivet):
    tilstand = Gennemsyn.Tilstand.GODKENDT if udgivet else Gennemsyn.Tilstand.TRUKKET
    for gennemsyn in Gennemsyn.objects.venter().filter(version=version):
        spor = StateTracking.objects.filter(version=version).select_related("user").last()
        gennemsyn.afgoer(tilstand, spor.user)


def tilslut():
    """Called once, when the apps are ready."""
    from cms.models.fields import PlaceholderRelationField
    from djangocms_versioning.signals import post_version_operation, pre_version_operation

    for navn in (
        "check_modify",
        "check_edit_redirect",
        "check_archive",
        "check_discard",
        "check_revert",
    ):
        betingelser = getattr(Version, navn)
        betingelser.insert(0, ikke_hos_en_anden)
        betingelser.append(ikke_frossen)
    Version.check_unlock.append(user_can_change("Du har ikke ret til at rette teksten"))
    PlaceholderRelationField.default_checks += [placeholder_er_ikke_frossen]
    pre_version_operation.connect(kraev_uden_fejl, dispatch_uid="udgivelsestjek")
    post_version_operation.connect(luk_det_aabne, dispatch_uid="luk_det_aabne")
