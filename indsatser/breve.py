"""Who is written to about a draft on its way to the public, and what about."""

from django.conf import settings
from django.urls import reverse

from tryg_portal.mail import Recipient, register_mail, send

from .rettigheder import med_ret_til, udgiv_ret
from .versioner import navn_paa, tid, titel_paa

HANDLING = {"udgiv": "udgives", "tag_ned": "tages ned"}
TEKSTER = "Tekster på vej til at blive udgivet"
SKRIVER = ("tovholder", "koordinator", "kommunikation")
UDGIVER = ("koordinator", "kommunikation")
TITEL = {"titel": ("Tekstens titel", "Tryg trappe (dansk)")}
ADRESSE = {"adresse": ("Linket til siden (bliver til en knap)", f"{settings.SITE_URL}/admin/")}
RET = "Ret kladden, og send den så til gennemsyn igen."
AFGOERELSER = {
    "tilbage": ("Sendt tilbage", "har sendt din kladde tilbage"),
    "planlagt": ("Godkendt og planlagt", "har godkendt din kladde"),
    "udgivet": ("Udgivet", "har udgivet din kladde"),
}


def registrer():
    """What each kind of mail is called where one chooses not to get it, and what may stand in it."""
    register_mail(
        "gennemsyn_sendt",
        "Når en kladde er sendt til gennemsyn",
        {
            **TITEL,
            "afsender": ("Den, der har sendt kladden", "Tove Hansen"),
            "note": ("Afsenderens note; kan være tom", "Se på tallene."),
            **ADRESSE,
        },
        group=TEKSTER,
        roles=UDGIVER,
    )
    register_mail(
        "gennemsyn_afgjort",
        "Når din kladde er set igennem",
        {
            **TITEL,
            "udfald": ("Kort om afgørelsen, til emnet", "Sendt tilbage"),
            "handling": ("Hvad der er gjort", "har sendt din kladde tilbage"),
            "afgjort_af": ("Den, der har set den igennem", "Kaja Holm"),
            "begrundelse": ("Hvorfor den er sendt tilbage; ellers tom", "Skriv, hvem der maler."),
            "ret": ("«Ret kladden …», når den er sendt tilbage; ellers tom", RET),
            "udgives": ("Hvornår den bliver udgivet; ellers tom", "1. maj 2027 kl. 08.00"),
            **ADRESSE,
        },
        group=TEKSTER,
        roles=SKRIVER,
    )
    register_mail(
        "godkendelse_svaret",
        "Når en myndighed har svaret på dine citater",
        {
            **TITEL,
            "myndighed": ("Myndigheden, der har svaret", "Nordjyllands Politi"),
            "svar": ("Svaret", "ikke godkendt"),
            "svaret_af": ("Den, der har svaret", "Pia Jensen"),
            "begrundelse": ("Myndighedens begrundelse; kan være tom", "Titlen er forkert."),
            **ADRESSE,
        },
        group=TEKSTER,
        roles=UDGIVER,
    )
    register_mail(
        "plan_fejlede",
        "Når noget, du har planlagt, ikke kunne udføres",
        {
            **TITEL,
            "handling": ("Hvad der skulle ske", "udgives"),
            "tidspunkt": ("Hvornår", "25. oktober 2026 kl. 08.00"),
            "fejl": ("Hvorfor det ikke skete", "- Adressen er optaget."),
            **ADRESSE,
        },
        group=TEKSTER,
        roles=UDGIVER,
    )
    register_mail(
        "godkendelse_bedt",
        "Når en myndighed bliver bedt om at godkende citater",
        {
            **TITEL,
            "myndighed": ("Myndigheden, der er citeret", "Nordjyllands Politi"),
            "afsender": ("Den, der beder om det", "Maja Lund"),
            "afsenders_email": ("Afsenderens e-mail", "maja.lund@example.dk"),
            "udloeber": ("Hvor længe linket gælder", "1. maj 2027 kl. 08.00"),
            **ADRESSE,
        },
        group=TEKSTER,
        choosable=False,
    )


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
    send(
        map(Recipient.of, modtagere),
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
    tilbage = gennemsyn.tilstand == gennemsyn.Tilstand.SENDT_TILBAGE
    udfald, handling = AFGOERELSER["tilbage" if tilbage else "planlagt" if plan else "udgivet"]
    send(
        [Recipient.of(gennemsyn.afsender)],
        "gennemsyn_afgjort",
        {
            "titel": titel_paa(gennemsyn.version.content),
            "udfald": udfald,
            "handling": handling,
            "afgjort_af": navn_paa(gennemsyn.afgjort_af),
            "begrundelse": gennemsyn.begrundelse if tilbage else "",
            "ret": RET if tilbage else "",
            "udgives": tid(plan.tidspunkt) if plan and not tilbage else "",
            "adresse": _adresse("admin:indsatser_gennemsyn_se", gennemsyn.pk),
        },
    )


def plan_fejlede(plan):
    """To the one who ordered it: what did not happen, and why."""
    send(
        [Recipient.of(plan.bestilt_af)],
        "plan_fejlede",
        {
            "titel": titel_paa(plan.version.content),
            "handling": HANDLING[plan.handling],
            "tidspunkt": tid(plan.tidspunkt),
            "fejl": "\n".join(f"- {linje}" for linje in plan.fejl.splitlines()),
            "adresse": _adresse("admin:indsatser_gennemsyn_planlaeg", plan.version_id),
        },
    )


def bed_om_godkendelse(godkendelse, hemmelig):
    """To the address that was typed: a link to this one text. Not a notice, so nobody has turned it off."""
    send(
        [Recipient(godkendelse.modtager)],
        "godkendelse_bedt",
        {
            "titel": godkendelse.indhold.titel,
            "myndighed": godkendelse.myndighed,
            "afsender": navn_paa(godkendelse.bedt_af),
            "afsenders_email": godkendelse.bedt_af.email,
            "udloeber": tid(godkendelse.udloeber),
            "adresse": _adresse("godkend", hemmelig),
        },
        reply_to=godkendelse.bedt_af.email,
    )


def godkendelse_svaret(godkendelse):
    """To the one who asked: approved, or not and why."""
    version = godkendelse.indhold.versions.first()
    send(
        [Recipient.of(godkendelse.bedt_af)],
        "godkendelse_svaret",
        {
            "titel": titel_paa(godkendelse.indhold),
            "myndighed": godkendelse.myndighed,
            "svar": "godkendt"
            if godkendelse.tilstand == godkendelse.Tilstand.GODKENDT
            else "ikke godkendt",
            "svaret_af": godkendelse.navn,
            "begrundelse": godkendelse.begrundelse,
            "adresse": _adresse("admin:indsatser_godkendelse_version", version.pk),
        },
    )
