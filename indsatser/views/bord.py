"""What the desk says, and the table of rights as a page: both are for those who are signed in to the admin."""

from django.apps import apps
from django.contrib import admin
from django.template.response import TemplateResponse
from django.utils import timezone
from djangocms_versioning.constants import DRAFT
from djangocms_versioning.models import Version

from ..models import (
    Eftersyn,
    Gennemsyn,
    Godkendelse,
    IndsatsIndhold,
    PlanlagtUdgivelse,
    Varsel,
)
from ..models.varsel import SLUTTER_SNART
from ..rettigheder import ROLLER, TABEL, egne_indsatser, myndighed_for, roller

VIST = 8
"""How many rows a box on the desk shows before it leads to the whole list."""


SKRIVER = (
    "indsatser.change_indsatsindhold",
    "indsatser.change_nyhedindhold",
    "cms.change_page",
)


def bordet(user):
    """The boxes of the desk for one account; a constant number of queries."""
    gennemsyn = Gennemsyn.objects.visible_to(user).venter().med_visning()
    planer = PlanlagtUdgivelse.objects.visible_to(user).venter().med_visning()
    return {
        "varsler": _varsler(user),
        "dine_indsatser": _dine_indsatser(user),
        "til_gennemsyn": _udsnit(gennemsyn.kan_afgoeres_af(user)),
        "sendt": _udsnit(gennemsyn.filter(afsender=user)),
        "kladder": _kladder(user),
        "skriver": any(user.has_perm(ret) for ret in SKRIVER),
        **_godkendelser(user),
        "planer": _udsnit(planer),
        "eftersyn": _eftersyn(user),
        "roller": [navn for rolle, navn in ROLLER.items() if rolle in roller(user)],
    }


def _godkendelser(user):
    """Quotes that wait for the authority where one works, and for an answer that one has asked for."""
    om_kladder = Godkendelse.objects.filter(indhold__versions__state=DRAFT).med_visning()
    om_kladder = om_kladder.prefetch_related("indhold__versions").order_by("sendt")
    venter, mine = om_kladder.venter(), om_kladder.filter(bedt_af=user).uafsluttede()
    myndighed = myndighed_for(user)
    sag = Godkendelse(myndighed=myndighed) if myndighed else None
    maa = sag is not None and user.has_perm("indsatser.approve_godkendelse", sag)
    return {
        "skal_godkende": _udsnit(venter.filter(myndighed=myndighed) if maa else venter.none()),
        "bedt_om": _udsnit(mine),
    }


def _varsler(user):
    """What the public is told just now, and what begins within a day; each knows whether it ends within one."""
    if not user.has_perm("indsatser.view_varsel"):
        return []
    snart = timezone.now() + SLUTTER_SNART
    return list(Varsel.objects.ikke_slut().filter(fra__lte=snart).efter_alvor()[:VIST])


def _kladder(user):
    """Drafts in the account's hand (what is sent for review is in nobody's), each with how its last review ended."""
    mine = Version.objects.filter(state=DRAFT, locked_by=user).order_by("-modified")
    kladder = _udsnit(mine.prefetch_related("content", "gennemsyn"))
    for version in kladder["raekker"]:
        version.sidste_gennemsyn = next(reversed(version.gennemsyn.all()), None)
    return kladder


def _dine_indsatser(user):
    """The newest Danish text of each initiative that the account is tovholder of."""
    tekster = IndsatsIndhold.admin_manager.filter(indsats__in=egne_indsatser(user), language="da")
    return tekster.current_content().order_by("titel")


def _udsnit(raekker):
    """The first rows, and whether there are more."""
    fundet = list(raekker[: VIST + 1])
    return {"raekker": fundet[:VIST], "flere": len(fundet) > VIST}


def _eftersyn(user):
    """Last night's findings in what the account may mend."""
    eftersyn = Eftersyn.objects.first()
    if eftersyn is None:
        return None
    fund = eftersyn.fund.visible_to(user)
    return {
        "eftersyn": eftersyn,
        "fejl": _udsnit(fund.filter(alvor="fejl")),
        "advarsler": fund.filter(alvor="advarsel").count(),
    }


ORD = {"v": "ser", "t": "tilføjer", "r": "retter", "s": "sletter", "u": "udgiver", "g": "godkender"}
BETINGET = {"tovholder": "egne indsatser", "kommunikation": "det, der er sendt til gennemsyn"}
BETINGET_FOR = {"g": "egen myndigheds citater"}


def rettigheder(request):
    """Role × what × action, as the table in the code has it."""
    linjer = [
        (_hvad(modeller), [_hvilke(rolle, tegn) for rolle, tegn in zip(ROLLER, linje, strict=True)])
        for modeller, linje in TABEL
    ]
    context = {
        **admin.site.each_context(request),
        "title": "Roller og rettigheder",
        "overskrifter": ROLLER.values(),
        "linjer": linjer,
    }
    return TemplateResponse(request, "admin/rettigheder.html", context)


def _hvad(modeller):
    navne = [str(apps.get_model(model)._meta.verbose_name_plural) for model in modeller.split()]
    return ", ".join(dict.fromkeys(navne)).capitalize()


def _hvilke(rolle, tegn):
    """«ser, tilføjer», and what is limited with its limit: «ser · retter: egne indsatser»."""
    frit = ", ".join(ORD[t.lower()] for t in tegn if t.isupper())
    betinget = ", ".join(ORD[t] for t in tegn if t.islower())
    graense = next((BETINGET_FOR[t] for t in tegn if t in BETINGET_FOR), BETINGET.get(rolle))
    return " · ".join(filter(None, [frit, betinget and f"{betinget}: {graense}"]))
