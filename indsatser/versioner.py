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
from djangocms_versioning.constants import (
    DRAFT,
    OPERATION_ARCHIVE,
    OPERATION_PUBLISH,
    OPERATION_UNPUBLISH,
)
from djangocms_versioning.exceptions import ConditionFailed
from djangocms_versioning.models import StateTracking, Version

from .models import Gennemsyn, PlanlagtUdgivelse
from .udgivelsestjek import tjek

# without a full stop at the end: the package puts one
_FROSSEN = {
    "gennemsyn": "Kladden er sendt til gennemsyn og kan ikke rettes imens. Træk den tilbage for at rette den",
    "plan": "Kladden er planlagt til udgivelse og kan ikke rettes imens. Annullér planen for at rette den",
}


class IkkeKlar(ValidationError):
    """The check found faults, so the text does not go public; `fund` are those faults."""

    def __init__(self, fund):
        self.fund = fund
        super().__init__([f"{f.hvor}: {f.besked}" for f in fund])


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
    sprog = (
        get_language_object(indhold.language, settings.SITE_ID)["name"].lower()
        if hasattr(indhold, "language")
        else ""
    )
    return f"{indhold} ({sprog})" if sprog else str(indhold)


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


def grund_til_frost(version, bruger=None):
    """Why the draft cannot be changed just now, or an empty string."""
    frosne = _huskede_frosne(bruger) if bruger else _frosne()
    return _FROSSEN.get(frosne.get(version.pk), "")


def ikke_frossen(version, bruger):
    if version.state == DRAFT and (grund := grund_til_frost(version, bruger)):
        raise ConditionFailed(grund)


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
    if fejl := [f for f in tjek(obj.content) if f.er_fejl]:
        raise IkkeKlar(fejl)


def luk_det_aabne(operation, obj, **kwargs):
    """What waited for this version has nothing to wait for any more."""
    if operation not in (OPERATION_PUBLISH, OPERATION_ARCHIVE, OPERATION_UNPUBLISH):
        return
    spor = StateTracking.objects.filter(version=obj).select_related("user").last()
    udgivet = operation == OPERATION_PUBLISH
    for gennemsyn in Gennemsyn.objects.venter().filter(version=obj):
        gennemsyn.afgoer(
            gennemsyn.Tilstand.GODKENDT if udgivet else gennemsyn.Tilstand.TRUKKET, spor.user
        )
    handling = "tag_ned" if operation == OPERATION_UNPUBLISH else "udgiv"
    planer = PlanlagtUdgivelse.objects.venter().filter(version=obj, handling=handling)
    planer.update(tilstand="annulleret", afsluttet=timezone.now())


def tilslut():
    """Called once, when the apps are ready."""
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
    pre_version_operation.connect(kraev_uden_fejl, dispatch_uid="udgivelsestjek")
    post_version_operation.connect(luk_det_aabne, dispatch_uid="luk_det_aabne")
