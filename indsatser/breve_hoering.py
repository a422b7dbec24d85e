"""Who is written to about a hearing: those who are asked, those who replied, and the coordinators."""

from django.conf import settings
from django.urls import NoReverseMatch, reverse
from django.utils import translation
from django.utils.formats import date_format

from tryg_portal.mail import REMINDER, Recipient, gather, register_mail, send

from .rettigheder import med_ret_til

GRUPPE = "Høringer"
OM = {
    "titel": ("Hvad der høres om", "Strategi 2026–2029"),
    "frist": ("Den sidste dag, der kan svares", "1. februar 2026"),
    "adresse": ("Linket til siden (bliver til en knap)", f"{settings.SITE_URL}/hoeringer/"),
}
BREVE = {
    "hoering_invitation": "Når nogen bliver spurgt i en høring",
    "hoering_paamindelse": "Når en, der er spurgt, ikke har svaret",
    "hoering_ny_frist": "Når fristen for en høring er forlænget",
    "hoering_kvittering": "Kvittering for et høringssvar",
    "hoering_besvaret": "Når svaret på en høring er offentliggjort",
}


def registrer():
    for slags, navn in BREVE.items():
        register_mail(slags, navn, OM, group=GRUPPE, required=("adresse",), choosable=False)
    register_mail(
        "hoering_svar",
        "Når der kommer svar på en høring, og når fristen er gået",
        {},
        group=GRUPPE,
        required=(),
        frequencies=REMINDER,
        roles=("koordinator",),
    )


def _frist(hoering):
    with translation.override("da"):
        return date_format(hoering.frist, "j. F Y")


def _side(hoering):
    try:
        with translation.override("da"):
            return settings.SITE_URL + hoering.get_absolute_url()
    except NoReverseMatch:  # nobody has placed the section in the page tree
        return settings.SITE_URL


def _send(slags, modtager, hoering, adresse):
    om = {"titel": hoering.titel_da, "frist": _frist(hoering), "adresse": adresse}
    send([modtager], slags, om, reply_to=settings.MAIL_CONTACT or None, ref=f"høring {hoering.pk}")


def _til_part(slags, part):
    """With the link that holds, so that nobody has to look for the letter from before."""
    with translation.override("da"):
        adresse = settings.SITE_URL + reverse("hoeringslink", args=[part.link()])
    _send(slags, Recipient(part.email, part.navn), part.hoering, adresse)


def invitation(part):
    _til_part("hoering_invitation", part)


def paamindelse(part):
    _til_part("hoering_paamindelse", part)


def ny_frist(part):
    _til_part("hoering_ny_frist", part)


def kvittering(svar):
    """With nothing that was typed: the address may be somebody else's."""
    _send("hoering_kvittering", Recipient(svar.email), svar.hoering, _side(svar.hoering))


def besvaret(hoering):
    """To those who were asked and those who replied, each once."""
    adresser = {part.email.lower(): part.navn for part in hoering.parter.exclude(email="")}
    for email in hoering.svar.exclude(email="").values_list("email", flat=True):
        adresser.setdefault(email.lower(), "")
    for email, navn in adresser.items():
        _send("hoering_besvaret", Recipient(email, navn), hoering, _side(hoering))


# --- To the coordinators


def _sig(hoering, tekst, noegle):
    adresse = settings.SITE_URL + reverse("admin:indsatser_hoering_behandling", args=[hoering.pk])
    for bruger in med_ret_til("indsatser.publish_hoering"):
        gather(Recipient.of(bruger), "hoering_svar", tekst, adresse, key=noegle)


def nyt_svar(svar):
    naar = " efter fristen" if svar.for_sent else ""
    tekst = f"{svar.fra} har svaret på høringen «{svar.hoering.titel_da}»{naar}."
    _sig(svar.hoering, tekst, f"hoering-{svar.hoering_id}-svar-{svar.pk}")


def lukket(hoering):
    svarede = hoering.parter.filter(svar__isnull=False).distinct().count()
    i_alt = hoering.parter.count()
    tekst = f"Fristen for høringen «{hoering.titel_da}» er gået. {svarede} af {i_alt} parter har svaret."
    _sig(hoering, tekst, f"hoering-{hoering.pk}-lukket")
