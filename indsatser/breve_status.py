"""Who is written to about a status round, and what about."""

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format

from tryg_portal import mail
from tryg_portal.mail.kinds import KINDS
from tryg_portal.mail.letter import checked, wording_of, write

OVERSKRIFT = "Status"
FAELLES = {
    "runde": ("Rundens navn", "Første halvår 2026"),
    "frist": ("Sidste dag at svare", "15. august 2026"),
    "indsatser": ("Hvad der skal meldes status på", "Det handler om Tryg bydel."),
    "adresse": ("Linket til rapporten", "https://eksempel.dk/status/…"),
}


def registrer():
    mails = {
        "runde_aabnet": "Når du skal melde status",
        "runde_nyt_link": "Når du får et nyt link til at melde status",
        "runde_stedfortraeder": "Når du skal melde status for en anden",
    }
    for kind, navn in mails.items():
        mail.register_mail(
            kind,
            navn,
            FAELLES,
            group=OVERSKRIFT,
            required=("indsatser", "adresse"),
            choosable=False,
        )
    linjer = {
        "runde_paamindelse": "Påmindelser om status, der mangler",
        "runde_frist_flyttet": "Når fristen for status bliver flyttet",
    }
    for kind, navn in linjer.items():
        mail.register_mail(kind, navn, {}, group=OVERSKRIFT, required=(), frequencies=mail.REMINDER)


def modtager(person):
    """A person as mails go to them: by their account, where they have one that is open."""
    konto = person.bruger if person.bruger and person.bruger.is_active else None
    return mail.Recipient(person.adresse, person.navn, konto)


def _adresse(hemmelig):
    return settings.SITE_URL + reverse("statusrapport", args=[hemmelig])


def indhold(runde, links):
    """The values of a mail about some reports: [(name, whom they stand in for, secret of the link)].

    With one report its link is the button; with more each stands at its name.
    """
    flere = len(links) > 1
    if flere:
        linjer = [f"- {_om(navn, hvem)}: {_adresse(h)}" for navn, hvem, h in links]
        om = "\n".join(["Du skal svare for flere indsatser, og hver har sit link:", *linjer])
    else:
        om = f"Det handler om {_om(*links[0][:2])}."
    return {
        "runde": str(runde),
        "frist": date_format(runde.frist, "j. F Y"),
        "indsatser": om,
        "adresse": "" if flere else _adresse(links[0][2]),
    }


def _om(navn, for_hvem):
    return f"{navn} (i stedet for {for_hvem})" if for_hvem else navn


def bed_om_status(runde, person, links, kind="runde_aabnet"):
    """To one person, with a link to each of their reports."""
    mail.send([modtager(person)], kind, indhold(runde, links), ref=f"statusrunde {runde.pk}")


def saml(kind, person, tekst, hemmelig, noegle):
    """A line in somebody's gathered mail; answers False where they get none."""
    return mail.gather(modtager(person), kind, tekst, _adresse(hemmelig), key=noegle)


# --- Before it is sent


def eksempel(runde, modtagere):
    """The mail that the first of some recipients would get: (subject, text), with links that lead nowhere; or None."""
    if not modtagere.breve:
        return None
    brev = max(modtagere.breve, key=lambda b: len(b.linjer))
    links = [(linje.navn, hvem, "eksempel") for linje, hvem in brev.linjer]
    kind = KINDS["runde_aabnet"]
    vaerdier = checked(kind, {"navn": brev.person.navn, **indhold(runde, links)})
    return write(wording_of(kind), vaerdier)
