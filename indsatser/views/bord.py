"""What the desk says, and the table of rights as a page: both are for those who are signed in to the admin."""

from datetime import timedelta
from operator import attrgetter

from django.apps import apps
from django.contrib import admin
from django.db.models import Count, OuterRef, Q, Subquery
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator
from djangocms_versioning.constants import DRAFT
from djangocms_versioning.models import Version

from tryg_portal.mail import mail_status
from tryg_portal.models import ClockRun

from ..bordet.goernu import HOEJST, goer_nu
from ..bordet.siden_sidst import siden_sidst
from ..bordet.snart import sker_snart
from ..bordet.tavle import dine_raekker, kort_opsummering
from ..bordet.ting import Ting
from ..models import (
    Bordbesoeg,
    Eftersyn,
    Eftersynsfund,
    Gennemsyn,
    Godkendelse,
    PlanlagtUdgivelse,
    Varsel,
)
from ..models.varsel import SLUTTER_SNART
from ..rettigheder import ROLLER, TABEL, myndighed_for, roller
from ..versioner import navn_paa, titel_paa

TAVLE = "indsatser.view_tavle"
"""Who sees the board of all initiatives (rettigheder.EKSTRA)."""
VIST = 8
"""How many rows a box on the desk shows before it leads to the whole list."""
MAIL_VENTER = timedelta(minutes=5)
"""After this a mail that waits is not just on its way."""


def bordet(user):
    """The boxes of the desk for one account; a constant number of queries."""
    kladder = _kladder(user)
    gennemsyn, sendt = _gennemsyn(user)
    godkend, bedt_om = _godkendelser(user)
    planer = PlanlagtUdgivelse.objects.visible_to(user).paa_bordet(user).med_visning()
    planer = _udsnit(planer.order_by("-tilstand", "tidspunkt"))
    tavlen = kort_opsummering(user) if user.has_perm(TAVLE) else None
    ting = [
        *goer_nu(user),
        *map(_se_igennem, gennemsyn["raekker"]),
        *map(_godkend, godkend["raekker"]),
        *(_ret(version) for version in kladder["raekker"] if _sendt_tilbage(version)),
        *(_fejlet(plan) for plan in planer["raekker"] if plan.tilstand == "fejlet"),
        *_ubesatte(user, tavlen),
    ]
    return {
        "ting": sorted(ting, key=attrgetter("noegle"))[:HOEJST],
        "flere_ting": len(ting) > HOEJST,
        "flere_gennemsyn": gennemsyn["flere"],
        "varsler": _varsler(user),
        "dine_indsatser": dine_raekker(user),
        "sendt": sendt,
        "bedt_om": bedt_om,
        "kladder": kladder,
        "planer": {**planer, "raekker": [p for p in planer["raekker"] if p.tilstand == "venter"]},
        "eftersyn": _eftersyn(user),
        "snart": sker_snart(user),
        "siden": siden_sidst(user, Bordbesoeg.siden(user)),
        "tavlen": tavlen,
        "drift": _drift(user),
        "roller": [navn for rolle, navn in ROLLER.items() if rolle in roller(user)],
    }


def _gennemsyn(user):
    """What the account may decide, and what it has sent itself and waits for; asked together."""
    venter = Gennemsyn.objects.visible_to(user).venter().med_visning()
    kan = venter.kan_afgoeres_af(user).values("pk")
    fundet = list(venter.filter(Q(pk__in=kan) | Q(afsender=user))[: 4 * VIST])
    egne = [g for g in fundet if g.afsender_id == user.pk]
    andres = [g for g in fundet if g.afsender_id != user.pk]
    return _udsnit(andres), _udsnit(egne)


def _godkendelser(user):
    """Quotes that wait for the authority where one works, and for an answer that one has asked for."""
    kan = user.has_perm("indsatser.approve_godkendelse")
    myndighed = myndighed_for(user) if kan else None
    sag = Godkendelse(myndighed=myndighed) if myndighed else None
    maa = sag is not None and user.has_perm("indsatser.approve_godkendelse", sag)
    om_kladder = Godkendelse.objects.filter(indhold__versions__state=DRAFT).uafsluttede()
    om_kladder = om_kladder.med_visning().prefetch_related("indhold__versions").order_by("sendt")
    hos_mig = Q(myndighed=myndighed, tilstand="venter") if maa else Q(pk=None)
    fundet = list(om_kladder.filter(hos_mig | Q(bedt_af=user))[: 4 * VIST])
    skal = [g for g in fundet if maa and g.myndighed == myndighed and g.tilstand == "venter"]
    return _udsnit(skal), _udsnit([g for g in fundet if g.bedt_af_id == user.pk])


def _se_igennem(gennemsyn):
    return Ting(
        "Se igennem",
        titel_paa(gennemsyn.version.content),
        reverse("admin:indsatser_gennemsyn_se", args=[gennemsyn.pk]),
        f"fra {navn_paa(gennemsyn.afsender)}",
        timezone.localdate(gennemsyn.sendt),
        er_frist=False,
    )


def _godkend(godkendelse):
    return Ting(
        "Godkend citater",
        titel_paa(godkendelse.indhold),
        reverse("admin:indsatser_godkendelse_change", args=[godkendelse.pk]),
        f"{godkendelse.myndighed}, bedt om af {navn_paa(godkendelse.bedt_af)}",
        timezone.localdate(godkendelse.sendt),
        er_frist=False,
    )


def _sendt_tilbage(version):
    return getattr(version.sidste_gennemsyn, "tilstand", "") == "sendt_tilbage"


def _ret(version):
    gennemsyn = version.sidste_gennemsyn
    return Ting(
        "Ret kladden",
        titel_paa(version.content),
        reverse("admin:indsatser_gennemsyn_se", args=[gennemsyn.pk]),
        f"sendt tilbage: {Truncator(gennemsyn.begrundelse).chars(100)}",
        timezone.localdate(gennemsyn.afgjort),
        er_frist=False,
    )


def _fejlet(plan):
    return Ting(
        "Kunne ikke udgives" if plan.handling == "udgiv" else "Kunne ikke tages ned",
        titel_paa(plan.version.content),
        reverse("admin:indsatser_planlagtudgivelse_change", args=[plan.pk]),
        Truncator(plan.fejl).chars(100),
        timezone.localdate(plan.tidspunkt),
        er_frist=False,
    )


def _ubesatte(user, tavlen):
    """One line for all of them: it is the coordinators who find somebody."""
    if not tavlen or not tavlen["uden_tovholder"] or not user.has_perm("indsatser.change_rolle"):
        return []
    antal = tavlen["uden_tovholder"]
    hvad = "1 indsats har ingen" if antal == 1 else f"{antal} indsatser har ingen"
    return [Ting("Find en tovholder", hvad, f"{reverse('admin:tavle')}?tovholder=ingen")]


def _drift(user):
    """How the mails and the clock go, for those who see to it; None for others, and parts that are well are silent."""
    if not user.has_perm("tryg_portal.view_mail"):
        return None
    mails = mail_status()
    # the server's words may be about one that was given up, while others are on their way as they should be
    gamle = bool(mails.oldest) and timezone.now() - mails.oldest > MAIL_VENTER
    staar = bool(mails.waiting) and (gamle or bool(mails.last_error and not mails.failed))
    return {"mails": mails, "mails_staar": staar, "ur_stod": ClockRun.stopped_since()}


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


def _udsnit(raekker):
    """The first rows, and whether there are more."""
    fundet = list(raekker[: VIST + 1])
    return {"raekker": fundet[:VIST], "flere": len(fundet) > VIST}


def _eftersyn(user):
    """Last night's findings in what the account may mend."""
    synlige = Eftersynsfund.objects.visible_to(user).filter(eftersyn=OuterRef("pk"))
    antal = synlige.filter(alvor="advarsel").order_by().values("eftersyn").annotate(n=Count("pk"))
    eftersyn = Eftersyn.objects.annotate(advarsler=Subquery(antal.values("n"))).first()
    if eftersyn is None:
        return None
    return {
        "eftersyn": eftersyn,
        "fejl": _udsnit(eftersyn.fund.visible_to(user).filter(alvor="fejl")),
        "advarsler": eftersyn.advarsler or 0,
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
