"""Who is written to about a draft on its way to the public, and what about."""

from django.conf import settings
from django.urls import reverse

from tryg_portal.mail import register_kind, send_account_mail, send_mail_to

from .rettigheder import med_ret_til, udgiv_ret
from .versioner import navn_paa, tid, titel_paa

HANDLING = {"udgiv": "udgives", "tag_ned": "tages ned"}


def registrer():
    """What each kind of mail is called where one chooses not to get it."""
    register_kind("gennemsyn_sendt", "Når en kladde er sendt til gennemsyn")
    register_kind("gennemsyn_afgjort", "Når din kladde er set igennem")
    register_kind("godkendelse_svaret", "Når en myndighed har svaret på dine citater")
    register_kind("plan_fejlede", "Når noget, du har planlagt, ikke kunne udføres")


def _adresse(navn, *args):
    return settings.SITE_URL + reverse(navn, args=args)


def sendt_til_gennemsyn(gennemsyn):
    """To everybody who can publish it but the author; returns how many."""
    indhold = gennemsyn.version.content
    modtagere = [
        bruger
        for bruger in med_ret_til(udgiv_ret(indhold), indhold)
        if bruger != gennemsyn.afsender
    ]
    send_mail_to(
        modtagere,
        "gennemsyn_sendt",
        {
            "titel": titel_paa(indhold),
            "afsender": navn_paa(gennemsyn.afsender),
            "note": gennemsyn.note,
            "adresse": _adresse("admin:indsatser_gennemsyn_se", gennemsyn.pk),
        },
    )
    return len(modtagere)


def afgjort(gennemsyn):
    """To the author: approved, planned or sent back with a reason."""
    plan = gennemsyn.version.planer.venter().filter(handling="udgiv").first()
    send_mail_to(
        [gennemsyn.afsender],
        "gennemsyn_afgjort",
        {
            "titel": titel_paa(gennemsyn.version.content),
            "tilbage": gennemsyn.tilstand == gennemsyn.Tilstand.SENDT_TILBAGE,
            "afgjort_af": navn_paa(gennemsyn.afgjort_af),
            "begrundelse": gennemsyn.begrundelse,
            "udgives": tid(plan.tidspunkt) if plan else "",
            "adresse": _adresse("admin:indsatser_gennemsyn_se", gennemsyn.pk),
        },
    )


def plan_fejlede(plan):
    """To the one who ordered it: what did not happen, and why."""
    send_mail_to(
        [plan.bestilt_af],
        "plan_fejlede",
        {
            "titel": titel_paa(plan.version.content),
            "handling": HANDLING[plan.handling],
            "tidspunkt": tid(plan.tidspunkt),
            "fejl": plan.fejl.splitlines(),
            "adresse": _adresse("admin:indsatser_gennemsyn_planlaeg", plan.version_id),
        },
    )


def bed_om_godkendelse(godkendelse, hemmelig):
    """To the address that was typed: a link to this one text. Not a notice, so nobody has turned it off."""
    send_account_mail(
        godkendelse.modtager,
        "godkendelse_bedt",
        {
            "titel": godkendelse.indhold.titel,
            "myndighed": godkendelse.myndighed,
            "afsender": navn_paa(godkendelse.bedt_af),
            "afsenders_email": godkendelse.bedt_af.email,
            "udloeber": tid(godkendelse.udloeber),
            "adresse": _adresse("godkend", hemmelig),
        },
    )


def godkendelse_svaret(godkendelse):
    """To the one who asked: approved, or not and why."""
    version = godkendelse.indhold.versions.first()
    send_mail_to(
        [godkendelse.bedt_af],
        "godkendelse_svaret",
        {
            "titel": titel_paa(godkendelse.indhold),
            "myndighed": godkendelse.myndighed,
            "godkendt": godkendelse.tilstand == godkendelse.Tilstand.GODKENDT,
            "navn": godkendelse.navn,
            "begrundelse": godkendelse.begrundelse,
            "adresse": _adresse("admin:indsatser_godkendelse_version", version.pk),
        },
    )
