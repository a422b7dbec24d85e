"""Every way that we know of to change a text of an initiative, as a request that would do it if one might.

An attempt answers (address, data) for the text that it is aimed at; `billede` is what must be the same afterwards.
"""

from types import SimpleNamespace

from cms.api import add_plugin
from cms.models import CMSPlugin
from django.forms.models import model_to_dict
from django.urls import reverse
from django.utils import timezone
from djangocms_text.models import Text
from djangocms_versioning.models import Version

from indsatser.models import Indsats, IndsatsIndhold, PlanlagtUdgivelse
from indsatser.versioner import uden_tjek
from tests.factories import TekstFactory, forfatter
from tests.indsatser.admin_forms import address_of, form_of, values_of

NYT = "Ændret af en fremmed"


def maal(tilstand="draft", eneste=False):
    """A text with two elements on its page, unlocked; drafted, published or archived, after one that was put away."""
    tekst = TekstFactory(udgivet=False)
    if not eneste:
        foer = tekst.versions.get()
        foer.archive(forfatter())
        tekst = foer.copy(forfatter()).content
    tekst.opret_mere()
    stykker = [add_plugin(tekst.mere, "TextPlugin", "da", body="<p>Ord.</p>") for _ in range(2)]
    version = tekst.versions.get()
    version.locked_by = None
    version.save(update_fields=["locked_by"])
    if tilstand == "published":
        with uden_tjek():
            version.publish(forfatter())
    elif tilstand == "archived":
        version.archive(forfatter())
    return SimpleNamespace(
        tekst=tekst, version=version, felt=tekst.mere, stykke=stykker[0], andet=stykker[1]
    )


def billede(m):
    """All that anybody could change: the text, its state and lock, what stands on the page, and other versions."""
    versioner = Version.objects.filter(
        content_type=m.version.content_type,
        object_id__in=IndsatsIndhold.admin_manager.filter(indsats=m.tekst.indsats).values("pk"),
    )
    tekster = IndsatsIndhold.admin_manager.filter(indsats=m.tekst.indsats)
    return (
        [model_to_dict(t) for t in tekster.order_by("pk")],
        list(versioner.order_by("pk").values_list("pk", "state", "locked_by")),
        list(
            CMSPlugin.objects.filter(placeholder=m.felt)
            .order_by("pk")
            .values_list("pk", "position")
        ),
        list(Text.objects.filter(placeholder=m.felt).order_by("pk").values_list("body", flat=True)),
        list(PlanlagtUdgivelse.objects.filter(version=m.version).values_list("pk", "tilstand")),
        list(m.version.gennemsyn.values_list("pk", "tilstand")),
        [model_to_dict(indsats) for indsats in Indsats.objects.filter(pk=m.tekst.indsats_id)],
    )


def _version(handling, **data):
    navn = f"admin:djangocms_versioning_indsatsindholdversion_{handling}"
    return lambda m, _: (reverse(navn, args=[m.version.pk]), data)


def _felt(m, _):
    navn = "admin:indsatser_indsatsindhold_edit_field"
    return f"{reverse(navn, args=[m.tekst.pk, 'da'])}?edit_fields=titel", {"titel": NYT}


def _formular(m, koordinator):
    """The form as a coordinator gets it, filled in by somebody else."""
    adresse = f"{address_of('indsats', 'change', m.tekst.indsats_id)}?language=da"
    vaerdier = values_of(form_of(koordinator.get(adresse)))
    return adresse, vaerdier | {
        "content__titel": NYT,
        "content__resume": "Kort.",
        "content__language": "da",
        "_save": "Gem",
    }


def _placeholder(handling, *args, **data):
    return reverse(f"admin:cms_placeholder_{handling}", args=args), data


def _tilfoej(m, _):
    adresse, _ = _placeholder("add_plugin")
    hvor = f"placeholder_id={m.felt.pk}&plugin_type=TextPlugin&plugin_language=da&plugin_position=1"
    return f"{adresse}?{hvor}", {"body": f"<p>{NYT}</p>"}


def _flyt(m, _):
    return _placeholder(
        "move_plugin",
        plugin_id=m.stykke.pk,
        target_language="da",
        target_position=2,
    )


def _planlaeg(m, _):
    om_lidt = timezone.localtime() + timezone.timedelta(days=3)
    navn = "admin:indsatser_gennemsyn_planlaeg"
    return reverse(navn, args=[m.version.pk]), {
        "udgiv_0": f"{om_lidt:%Y-%m-%d}",
        "udgiv_1": "09:00",
        "udgiv": f"{om_lidt:%Y-%m-%dT%H:%M}",
        "advarsler": "set",
    }


PAA_SIDEN = {
    "feltet på siden": _felt,
    "nyt stykke": _tilfoej,
    "rettet stykke": lambda m, _: _placeholder("edit_plugin", m.stykke.pk, body=f"<p>{NYT}</p>"),
    "slettet stykke": lambda m, _: _placeholder("delete_plugin", m.stykke.pk, post="yes"),
    "flyttet stykke": _flyt,
    "tømt felt": lambda m, _: _placeholder("clear_placeholder", m.felt.pk, post="yes"),
}
PAA_KLADDEN = {
    **PAA_SIDEN,
    "formularen": _formular,
    "taget i hånd": _version("edit_redirect"),
    "lagt væk": _version("archive"),
    "kasseret": _version("discard", discard="1"),
    "sendt til gennemsyn": lambda m, _: (
        reverse("admin:indsatser_gennemsyn_send", args=[m.version.pk]),
        {"note": NYT},
    ),
}
OFFENTLIGHED = {"udgivet": _version("publish", advarsler="set"), "planlagt": _planlaeg}
GENOPTAGET = _version("revert")
TAGET_NED = _version("unpublish")
LAAST_OP = _version("unlock")
NY_KLADDE = _version("edit_redirect")
