"""Every way that we know of to change a text of an initiative or of news, as a request that would do it if one might.

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

from indsatser.models import Godkendelse, PlanlagtUdgivelse, Pressecitat
from indsatser.models.godkendelse import aftryk_af_tekst
from indsatser.versioner import uden_tjek
from tests.factories import TekstFactory, forfatter
from tests.indsatser.admin_forms import address_of, form_of, values_of

NYT = "Ændret af en fremmed"


def maal(tilstand="draft", eneste=False, fabrik=TekstFactory):
    """A text with two elements on its page, unlocked; drafted, published or archived, after one that was put away."""
    tekst = fabrik(udgivet=False)
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
    tingen = ting(m.tekst)
    tekster = type(m.tekst).admin_manager.filter(**{m.tekst.gruppe: tingen})
    versioner = Version.objects.filter(
        content_type=m.version.content_type, object_id__in=tekster.values("pk")
    )
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
        [model_to_dict(raekke) for raekke in type(tingen).objects.filter(pk=tingen.pk)],
        list(Pressecitat.objects.filter(indhold=m.tekst.pk).values_list("pk", "tekst")),
        list(Godkendelse.objects.filter(indhold=m.tekst.pk).values_list("pk", "tilstand")),
    )


def ting(tekst):
    """What it is written about."""
    return getattr(tekst, tekst.gruppe)


def _version(handling, **data):
    def forsoeg(m, _):
        navn = f"admin:djangocms_versioning_{m.tekst._meta.model_name}version_{handling}"
        return reverse(navn, args=[m.version.pk]), data

    return forsoeg


def _felt(m, _):
    navn = f"admin:indsatser_{m.tekst._meta.model_name}_edit_field"
    return f"{reverse(navn, args=[m.tekst.pk, 'da'])}?edit_fields=titel", {"titel": NYT}


def _formular(m, koordinator):
    """The form as a coordinator gets it, filled in by somebody else."""
    adresse = f"{address_of(m.tekst.gruppe, 'change', ting(m.tekst).pk)}?language=da"
    vaerdier = values_of(form_of(koordinator.get(adresse)))
    return adresse, vaerdier | {
        "content__titel": NYT,
        "content__resume": "Kort.",
        "content__language": "da",
        "_save": "Gem",
    }


def _med_citat(nr):
    """The form with another quote in a row: that of the text itself, or the first empty one."""

    def forsoeg(m, koordinator):
        adresse, vaerdier = _formular(m, koordinator)
        vaerdier |= {"content__titel": m.tekst.titel, "content__resume": m.tekst.resume}
        citat = m.tekst.citater.first()
        felter = model_to_dict(citat, ["taler", "titel", "organisation", "raekkefoelge"])
        felter |= {"tekst": NYT, "indhold": m.tekst.pk, "id": "" if nr else citat.pk}
        raekke = {f"citater-{nr}-{navn}": vaerdi for navn, vaerdi in felter.items()}
        rammen = {"citater-TOTAL_FORMS": nr + 1, "citater-INITIAL_FORMS": 1}
        if nr:
            rammen |= {"citater-0-id": citat.pk, "citater-0-DELETE": "on"}
        return adresse, vaerdier | raekke | rammen

    return forsoeg


def _godkendelse(m, goer, **felter):
    """What is posted at the page of the version's sign-offs about the authority that is quoted first."""
    myndighed = m.tekst.citater.first().organisation.rod.pk
    data = {f"m{myndighed}-{navn}": vaerdi for navn, vaerdi in felter.items()}
    adresse = reverse("admin:indsatser_godkendelse_version", args=[m.version.pk])
    return adresse, data | {"goer": goer, "myndighed": myndighed}


def bed(m, _=None):
    return _godkendelse(m, "bed", modtager="presse@politi.invalid")


def svar(m, svar="godkendt"):
    laest = aftryk_af_tekst(m.tekst)
    return _godkendelse(m, "svar", svar=svar, navn=NYT, laest=laest, begrundelse="Nej.")


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
I_NYHEDEN = {**PAA_KLADDEN, "rettet citat": _med_citat(0), "nyt citat i stedet": _med_citat(1)}
OFFENTLIGHED = {"udgivet": _version("publish", advarsler="set"), "planlagt": _planlaeg}
GENOPTAGET = _version("revert")
TAGET_NED = _version("unpublish")
LAAST_OP = _version("unlock")
NY_KLADDE = _version("edit_redirect")
