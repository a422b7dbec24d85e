"""Who is written to about a proposal: the one who sent it, in their language, and those who are to answer."""

from django.conf import settings
from django.urls import NoReverseMatch, reverse
from django.utils import timezone, translation

from tryg_portal.mail import (
    KINDS,
    REMINDER,
    Recipient,
    Wording,
    checked,
    drop,
    fill,
    forget,
    gather,
    register_mail,
    send,
    wording_of,
    write,
)

from .models import Forslag
from .rettigheder import med_ret_til

GRUPPE = "Forslag og spørgsmål fra borgere"
BESVARER = ("koordinator", "tovholder")
T = Forslag.Tilstand
NUMMER = {"nummer": ("Nummeret på det, der er sendt ind", "K7QM-4XRT")}
SVAR = {
    **NUMMER,
    "titel": ("Hvad afsenderen har kaldt det", "Lys på stien bag skolen"),
    "begrundelse": ("Begrundelsen, når det slutter; ellers tom", "Stien skal lægges om."),
    "videregivet_til": ("Hvem det er givet videre til; ellers tom", "Park og Natur"),
    "adresse": ("Siden om forslag (bliver til en knap)", f"{settings.SITE_URL}/forslag/"),
}
SVARMAILS = {
    T.VURDERES: "når det bliver vurderet",
    T.DROEFTES: "når det bliver drøftet",
    T.PRIORITERET: "når det bliver til en indsats",
    T.VIDEREGIVET: "når det er givet videre",
    T.AFVIST: "når vi ikke følger det",
    T.BESVARET: "på et spørgsmål",
}
"""Step → which reply it is, as the templates are called."""


def registrer():
    register_mail(
        "forslag_modtaget",
        "Når nogen sender et forslag eller et spørgsmål",
        {
            **NUMMER,
            "hvad": ("Hvad det er", "Forslag til en indsats"),
            "om": ("Indsatsen, når det er et spørgsmål om en; ellers tom", "Tryg bydel"),
            "adresse": ("Linket til siden (bliver til en knap)", f"{settings.SITE_URL}/admin/"),
        },
        group=GRUPPE,
        roles=BESVARER,
    )
    register_mail(
        "forslag_venter",
        "Når et forslag eller et spørgsmål har ventet i en uge",
        {},
        group=GRUPPE,
        frequencies=REMINDER,
        roles=BESVARER,
    )
    for sprog, paa in (("da", ""), ("en", " (på engelsk)")):
        _svar("kvittering", f"Kvittering til den, der har sendt noget ind{paa}", NUMMER, sprog)
        for til, naar in SVARMAILS.items():
            _svar(til, f"Svar {naar}{paa}", SVAR, sprog)


def _svar(hvad, navn, pladsholdere, sprog):
    pladsholdere = {**pladsholdere, "adresse": SVAR["adresse"]}
    register_mail(
        _navn(hvad, sprog),
        navn,
        pladsholdere,
        group=GRUPPE,
        required=(),
        choosable=False,
        language=sprog,
    )


def _navn(hvad, sprog):
    return f"forslag_{hvad}" if sprog == "da" else f"forslag_{hvad}_en"


def _admin(forslag):
    return settings.SITE_URL + reverse("admin:indsatser_forslag_change", args=[forslag.pk])


def _offentlig(sprog):
    try:
        with translation.override(sprog):
            return settings.SITE_URL + reverse("forslag:front")
    except NoReverseMatch:  # nobody has placed the section in the page tree
        return settings.SITE_URL


# --- To the one who sent it


def kvittering(forslag):
    """With nothing that was typed: the address may be somebody else's, who is not to get a stranger's words from us."""
    send(
        [Recipient(forslag.email)],
        _navn("kvittering", forslag.sprog),
        {"nummer": forslag.nummer, "adresse": _offentlig(forslag.sprog)},
        reply_to=settings.MAIL_CONTACT or None,
        ref=f"forslag {forslag.nummer}",
    )


def standardsvar(forslag, til):
    """The reply of a step in the words of the coordinator's template, its placeholders unfilled, to be mended first."""
    return wording_of(KINDS[_navn(til, forslag.sprog)]).text


class Svarbrev:
    """One reply to the sender: seen before it is sent, and then sent as it was seen."""

    def __init__(self, forslag, til, svar, **oplysninger):
        self.forslag = forslag
        self.kind = KINDS[_navn(til, forslag.sprog)]
        self.wording = Wording(wording_of(self.kind).subject, svar)
        self.context = {
            "nummer": forslag.nummer,
            "titel": forslag.titel,
            "adresse": _offentlig(forslag.sprog),
            **oplysninger,
        }

    def vist(self):
        values = checked(self.kind, {"navn": self.forslag.navn, **self.context})
        return write(self.wording, values, footer={"language": self.kind.language})

    def som_tekst(self):
        """What is kept of it in the history: the words, without the greeting and the name in it."""
        return fill(self.wording.text, checked(self.kind, self.context)).strip()

    def send(self, af):
        return send(
            [Recipient(self.forslag.email, self.forslag.navn)],
            self.kind.name,
            self.context,
            reply_to=af.email or None,
            ref=f"forslag {self.forslag.nummer}",
            wording=self.wording,
        )


# --- To those who are to answer


def _besvarere(forslag):
    return [Recipient.of(bruger) for bruger in med_ret_til("indsatser.change_forslag", forslag)]


def modtaget(forslag):
    """Neither who sent it nor what they wrote: that is read behind the login."""
    send(
        _besvarere(forslag),
        "forslag_modtaget",
        {
            "nummer": forslag.nummer,
            "hvad": forslag.get_art_display(),
            "om": forslag.indsats or "",
            "adresse": _admin(forslag),
        },
        ref=f"forslag {forslag.nummer}",
    )


def maaske_spam(forslag):
    """A line a day, however many there are: a wave of spam is no wave of mails."""
    adresse = settings.SITE_URL + reverse("admin:indsatser_forslag_changelist")
    for modtager in _koordinatorer():
        gather(
            modtager,
            "forslag_venter",
            "Noget, der er sendt ind, kan være spam. Se, om det er det.",
            f"{adresse}?tilstand__exact={T.MISTANKE}",
            key=f"forslag-spam-{timezone.localdate()}",
        )


def _koordinatorer():
    """Those who answer everything, and not their own initiatives' questions only."""
    return _besvarere(Forslag(art=Forslag.Art.INDSATS))


def venter(forslag, dage):
    for modtager in _besvarere(forslag):
        gather(
            modtager,
            "forslag_venter",
            f"{forslag.get_art_display()} {forslag.nummer} har ventet på svar i {dage} dage.",
            _admin(forslag),
            key=f"forslag-{forslag.nummer}-venter",
        )


def glem(forslag, email):
    """Of the mails to the one who is forgotten the log keeps no address either."""
    if email:
        forget(email, f"forslag {forslag.nummer}")


def er_besvaret(forslag):
    """Nobody is reminded of what has been done."""
    drop(f"forslag-{forslag.nummer}-")
