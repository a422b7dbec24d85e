"""The way of a hearing: opened, reminded of, extended, closed by the clock, answered, and the answer taken back."""

from datetime import timedelta

from django.contrib.admin.models import CHANGE, LogEntry
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format

from tryg_portal import generation

from . import breve_hoering, hoeringsfiler
from .models import Hoering, Hoeringspart, Hoeringssvar
from .models.personoplysninger import rens
from .udgivelsestjek import html, sprog

T = Hoering.Tilstand
FASTE_PARTER = (
    ("Ældrerådet", 1),
    ("Handicaprådet", 1),
    ("Integrationsrådet", 1),
    ("Udsatterådet", 1),
    ("Samrådene", 46),
)
"""Who is heard, as the strategy of 2014 was: name and how many."""
PAAMIND = (7, 1)
"""Days before the deadline that those who have not answered are reminded."""
GEMMES = timedelta(days=183)
"""How long after the answer the names and addresses of those who replied are kept."""


def _laast(pk):
    return Hoering.objects.select_for_update().get(pk=pk)


def _noter(hoering, user, tekst):
    LogEntry.objects.log_actions(
        user.pk, [hoering], CHANGE, change_message=tekst, single_object=True
    )


def tilfoej_faste(hoering):
    """The bodies that are usually heard, where they are not on the list; answers how many came."""
    foer = set(hoering.parter.values_list("navn", flat=True))
    nye = [
        Hoeringspart(hoering=hoering, navn=navn, antal=antal, raekkefoelge=nr)
        for nr, (navn, antal) in enumerate(FASTE_PARTER)
        if navn not in foer
    ]
    Hoeringspart.objects.bulk_create(nye)
    return len(nye)


def mangler_foer_aabning(hoering):
    """What must be there before it is opened, in words."""
    if hoering.frist <= timezone.localdate():
        yield "Fristen skal ligge senere end i dag."
    if not hoering.parter.exists() and not hoering.for_alle:
        yield "Der er ingen at spørge: tilføj parter, eller lad alle kunne svare."


@transaction.atomic
def aabn(pk, user):
    """Open it, and write to those who have an address. Raises ValidationError with what is missing."""
    hoering = _laast(pk)
    if hoering.tilstand != T.KLADDE:
        raise ValidationError("Høringen er allerede åbnet.")
    if mangler := list(mangler_foer_aabning(hoering)):
        raise ValidationError(mangler)
    hoering.tilstand, hoering.start = T.AABEN, timezone.localdate()
    hoering.save()
    for part in hoering.parter.all():
        spoerg(part)
    _noter(hoering, user, "Åbnede høringen")
    generation.renew()
    return hoering


def spoerg(part):
    """A letter with a link of its own; the link from before opens nothing more. Without an address none is sent."""
    part.nyt_link()
    part.spurgt = timezone.now()
    part.save(update_fields=["spurgt"])
    if part.email:
        breve_hoering.invitation(part)


@transaction.atomic
def forlaeng(pk, user, frist):
    """A later deadline; everybody who was asked is told. A hearing that was closed opens again."""
    hoering = _laast(pk)
    if hoering.tilstand not in (T.AABEN, T.LUKKET):
        raise ValidationError("Fristen kan kun ændres, mens der høres.")
    if frist <= max(timezone.localdate(), hoering.frist):
        raise ValidationError(
            {"frist": "Den nye frist skal være senere end den gamle og end i dag."}
        )
    hoering.frist, hoering.tilstand = frist, T.AABEN
    hoering.save()
    hoering.parter.update(mindet=None)
    _nu_i_tide(hoering)
    for part in hoering.parter.exclude(email=""):
        breve_hoering.ny_frist(part)
    _noter(hoering, user, f"Forlængede fristen til {date_format(frist, 'j. F Y')}")
    generation.renew()


def _nu_i_tide(hoering):
    """What came after the former deadline is in time by the new one, and stands as if it had been so from the first."""
    for svar in hoering.svar.filter(for_sent=True).select_related("part"):
        if timezone.localdate(svar.modtaget) <= hoering.frist:
            svar.for_sent = False
            svar.save(update_fields=["for_sent"])
            if svar.erstattet_af_id is None:
                _erstat(svar)


def pas_hoeringer():
    """What the clock does: reminds, closes what is past its deadline, and forgets; answers how many it closed."""
    _paamind()
    lukkede = 0
    for pk in Hoering.objects.forfaldne().values_list("pk", flat=True):
        lukkede += luk(pk)
    _glem()
    hoeringsfiler.ryd_op()
    return lukkede


def _paamind():
    i_dag = timezone.localdate()
    for dage in PAAMIND:
        parter = Hoeringspart.objects.mangler().filter(
            hoering__tilstand=T.AABEN, hoering__frist=i_dag + timedelta(days=dage)
        )
        for pk in parter.exclude(email="").values_list("pk", flat=True):
            _paamind_part(pk)


@transaction.atomic
def _paamind_part(pk):
    """Once a day for each; two clocks at once write one letter."""
    part = Hoeringspart.objects.select_for_update(of=("self",)).select_related("hoering").get(pk=pk)
    if part.mindet and timezone.localdate(part.mindet) == timezone.localdate():
        return
    part.mindet = timezone.now()
    part.save(update_fields=["mindet"])
    breve_hoering.paamindelse(part)


@transaction.atomic
def luk(pk):
    """The deadline has passed; answers whether it was this call that closed it."""
    hoering = _laast(pk)
    if hoering.tilstand != T.AABEN or hoering.frist >= timezone.localdate():
        return False
    hoering.tilstand = T.LUKKET
    hoering.save()
    breve_hoering.lukket(hoering)
    generation.renew()
    return True


# --- Replies


@transaction.atomic
def modtag(svar, filer=(), ventende=()):
    """Keep a reply with its files, of which some have waited in the form; answers (reply, whether it is new).

    The same twice is one; a newer one of a body replaces it.
    """
    hoering = _laast(svar.hoering_id)
    samme = Hoeringssvar.objects.filter(hoering=hoering, aftryk=svar.aftryk).first()
    if samme and (samme.erstattet_af_id is None or not hoering.er_aaben):
        return samme, False
    if samme:
        return _igen(samme), False
    if hoering.tilstand == T.BESVARET:
        raise ValidationError("Svaret på høringen er offentliggjort, så der kan ikke svares mere.")
    svar.for_sent = timezone.localdate() > hoering.frist
    svar.save()
    for fil in filer:
        svar.bilag.create(navn=fil.name, fil=fil)
    hoeringsfiler.overtag(ventende, svar)
    _erstat(svar)
    breve_hoering.nyt_svar(svar)
    if svar.email:
        breve_hoering.kvittering(svar)
    return svar, True


def _igen(svar):
    """Sent again after another reply: it is this one that they mean."""
    svar.erstattet_af, svar.modtaget = None, timezone.now()
    svar.save(update_fields=["erstattet_af", "modtaget"])
    _erstat(svar)
    return svar


def fra_samme(svar):
    """The other replies of its body that count. The samråd share a part, so there it is the name that tells."""
    if svar.part is None:
        return Hoeringssvar.objects.none()
    andre = svar.part.svar.gaeldende().exclude(pk=svar.pk)
    return andre.filter(organisation__iexact=svar.organisation) if svar.part.antal > 1 else andre


def _erstat(svar):
    """A body has one reply that counts; a late one does not replace one in time until the coordinator says so."""
    foer = fra_samme(svar).filter(modtaget__lte=svar.modtaget)
    if svar.for_sent:
        foer = foer.filter(for_sent=True)
    foer.update(erstattet_af=svar)


def foreslaa_offentlig(svar):
    """The reply without what looks like personal details; a person reads it before it is shown."""
    return rens(svar.tekst, [svar.navn, svar.email])


# --- The answer


def mangler_foer_svar(hoering):
    """What must be done before the answer is public, in words."""
    ubehandlede = hoering.svar.ubehandlede().count()
    if ubehandlede:
        yield (
            f"{ubehandlede} svar er ikke behandlet."
            if ubehandlede > 1
            else "1 svar er ikke behandlet."
        )
    if not hoering.samlet_svar_da.strip():
        yield "Det samlede svar er ikke skrevet."
    for svar in hoering.svar.gaeldende().select_related("part"):
        if list(sprog.cpr_numre(html.ens_streger(svar.offentlig_tekst + svar.begrundelse))):
            yield f"Svaret fra {svar.fra} ser ud til at have et CPR-nummer i det, der vises."


@transaction.atomic
def offentliggoer(pk, user):
    """The answer is public; raises ValidationError with what is missing."""
    hoering = _laast(pk)
    if hoering.tilstand != T.LUKKET:
        raise ValidationError("Svaret kan offentliggøres, når fristen er gået.")
    if mangler := list(mangler_foer_svar(hoering)):
        raise ValidationError(mangler)
    hoering.tilstand, hoering.besvaret, hoering.besvaret_af = T.BESVARET, timezone.now(), user
    hoering.save()
    breve_hoering.besvaret(hoering)
    _noter(hoering, user, "Offentliggjorde svaret")
    generation.renew()


@transaction.atomic
def tag_tilbage(pk, user, grund):
    """For correction: what was public is treated again, and the reason is said when it is public once more."""
    hoering = _laast(pk)
    if hoering.tilstand != T.BESVARET:
        raise ValidationError("Svaret er ikke offentliggjort.")
    hoering.tilstand, hoering.besvaret, hoering.besvaret_af = T.LUKKET, None, None
    hoering.rettelse = grund
    hoering.save()
    _noter(hoering, user, f"Tog svaret tilbage: {grund}")
    generation.renew()


def _glem():
    """Who replied is not kept for longer than anybody needs it, nor a fingerprint of it; the bodies and replies are."""
    graense = timezone.now() - GEMMES
    svar = Hoeringssvar.objects.filter(hoering__besvaret__lt=graense)
    svar.exclude(navn="", email="", aftryk="").update(navn="", email="", aftryk="")
