"""A status round from draft to closed: opened, changed on the way, and frozen.

Each step locks what it changes and looks again, so of two coordinators who press at once the second is told. A report
is locked before its round, here as where it is written, and neither against those who only point at them (`no_key`),
so that nobody waits for each other in a ring.
"""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format

from tryg_portal import mail
from tryg_portal.sortering import sorteringsnoegle

from . import breve_status
from .models import Status, Statuslink, Statusrunde
from .rundemodtagere import Modtagere, linjer_for, linjer_til

T = Statusrunde.Tilstand
LINK_MINDST = timedelta(days=14)
"""What a new link lives at least."""
IKKE_AABEN = "Runden er ikke åben, så der kan ikke ændres noget."
ALLEREDE_AABNET = "Runden er allerede åbnet, og mailene er sendt."
SET_IGEN = "Der er sket noget, siden du åbnede siden. Se det igennem igen, og svar så."


class Aendret(ValidationError):
    """What the coordinator has looked through is no longer what would happen."""


def noegle(status, trin=""):
    """What the lines in a gathered mail about one report begin with."""
    return f"status-{status.pk}-{trin}"


# --- Open


def modtagere_af(runde):
    """Who gets which mail when a draft is opened."""
    return Modtagere(linjer_til(runde.indsatser.values_list("pk", flat=True)))


def staar_i_vejen(runde):
    """What is missing before a draft can be opened, in words."""
    if not runde.spoergsmaal.exists():
        yield "Runden har ingen spørgsmål. Tilføj mindst ét."
    if not runde.indsatser.exists():
        yield "Runden har ingen indsatser. Vælg mindst én."
    if runde.frist < timezone.localdate():
        yield "Fristen er gået. Vælg en ny."


@transaction.atomic
def aabn(pk, aftryk):
    """Make the reports and write to everybody, once. `aftryk` is the fingerprint of the recipients that were shown.

    Answers how many mails there are. Raises ValidationError when it is open already or not ready.
    """
    runde = Statusrunde.objects.select_for_update(no_key=True).get(pk=pk)
    if runde.tilstand != T.KLADDE:
        raise ValidationError(ALLEREDE_AABNET)
    if mangler := list(staar_i_vejen(runde)):
        raise ValidationError(mangler)
    modtagere = modtagere_af(runde)
    if modtagere.aftryk != aftryk:
        raise Aendret(SET_IGEN)
    runde.tilstand, runde.aabnet = T.AABEN, timezone.now()
    runde.save()
    for linje in modtagere.linjer:
        linje.status = _opret_rapport(runde, linje)
    return _bed_om_status(runde, modtagere)


def _opret_rapport(runde, linje):
    status = Status.objects.create(
        runde=runde,
        indsats_id=linje.indsats_id,
        indsats_navn=linje.navn,
        ansvarlige_navne=linje.ansvarlige_navne,
    )
    status.ansvarlige.set([person.pk for person in linje.personer])
    return status


def _bed_om_status(runde, modtagere, kind="runde_aabnet"):
    """One mail to each person, with a link to each of their reports; answers how many."""
    for brev in modtagere.breve:
        links = [
            (linje.navn, for_hvem, _link(linje.status, brev.person))
            for linje, for_hvem in brev.linjer
        ]
        breve_status.bed_om_status(runde, brev.person, links, kind)
    skrevet = {linje.status.pk for brev in modtagere.breve for linje, _ in brev.linjer}
    Status.objects.filter(pk__in=skrevet).update(skrevet=timezone.now())
    return len(modtagere.breve)


def _link(status, person):
    """The secret of a new link. It lives a while also where the deadline is long past."""
    link, hemmelig = Statuslink.opret(status, person)
    mindst = timezone.now() + LINK_MINDST
    if link.udloeber < mindst:
        Statuslink.objects.filter(pk=link.pk).update(udloeber=mindst)
    return hemmelig


# --- While it is open


def _laas(pk):
    """The report, locked, in an open round; raises ValidationError where it is too late."""
    status = (
        Status.objects.select_for_update(of=("self",), no_key=True)
        .select_related("runde")
        .get(pk=pk)
    )
    if not status.runde.er_aaben:
        raise ValidationError(IKKE_AABEN)
    if status.er_sendt_ind:
        raise ValidationError(f"Der er allerede svaret for {status.indsats_navn}.")
    return status


def _laas_alt(pk):
    """The round with all its reports: the reports first, as whoever writes in one of them."""
    list(Status.objects.select_for_update(no_key=True).filter(runde=pk).order_by("pk"))
    return Statusrunde.objects.select_for_update(no_key=True).get(pk=pk)


def _luk_links(rapporter):
    Statuslink.objects.filter(status__in=rapporter, lukket=None).update(lukket=timezone.now())


@transaction.atomic
def udpeg_stedfortraeder(pk, person):
    """`person` answers in this round, or, with None, the tovholder again; a new link goes out."""
    status = _laas(pk)
    if person is not None and not person.adresse:
        raise ValidationError(f"{person} har ingen e-mail, så linket kan ikke sendes.")
    status.stedfortraeder = person
    status.save(update_fields=["stedfortraeder"])
    return _nyt_link(status, "runde_stedfortraeder" if person else "runde_nyt_link")


@transaction.atomic
def send_nyt_link(pk):
    """To whoever answers for it now; the links from before are closed. Answers how many mails."""
    return _nyt_link(_laas(pk), "runde_nyt_link")


def _nyt_link(status, kind):
    _luk_links([status])
    mail.drop(noegle(status))
    return _bed_om_status(status.runde, Modtagere(linjer_for([status])), kind)


@transaction.atomic
def tag_med(pk, indsats_pk):
    """An initiative that was not asked from the start; its tovholdere are written to. Answers (report, mails)."""
    runde = Statusrunde.objects.select_for_update(no_key=True).get(pk=pk)
    if not runde.er_aaben:
        raise ValidationError(IKKE_AABEN)
    if runde.rapporter.filter(indsats=indsats_pk).exists():
        raise ValidationError("Indsatsen er allerede med i runden.")
    modtagere = Modtagere(linjer_til([indsats_pk]))
    (linje,) = modtagere.linjer
    linje.status = _opret_rapport(runde, linje)
    runde.indsatser.add(indsats_pk)
    return linje.status, _bed_om_status(runde, modtagere)


@transaction.atomic
def tag_ud(pk):
    """It is not asked after all; nothing that was handed in is lost. Answers the report, which is gone."""
    status = _laas(pk)
    filer = [bilag.fil for bilag in status.bilag.all()]
    mail.drop(noegle(status))
    status.runde.indsatser.remove(status.indsats_id)
    Status.objects.get(pk=pk).delete()
    transaction.on_commit(lambda: [fil.delete(save=False) for fil in filer])
    return status


@transaction.atomic
def flyt_frist(pk, frist):
    """Another deadline; those who have not answered are told in their gathered mail. Answers how many reports."""
    runde = _laas_alt(pk)
    if not runde.er_aaben:
        raise ValidationError(IKKE_AABEN)
    if frist < timezone.localdate():
        raise ValidationError({"frist": "Vælg en dag, der ikke er gået."})
    if frist == runde.frist:
        raise ValidationError({"frist": "Det er den frist, runden har nu. Vælg en anden."})
    runde.frist = frist
    runde.full_clean()
    runde.save()
    mangler = list(runde.rapporter.mangler())
    dag = date_format(frist, "j. F Y")
    for linje in linjer_for(mangler):
        tekst = f"Fristen for status på {linje.navn} er flyttet til {dag}."
        saml(linje, "runde_frist_flyttet", tekst, f"frist-{timezone.now().timestamp()}")
    return len(mangler)


def saml(linje, kind, tekst, trin):
    """A line to each who answers for a report, in stead of what waits about it; answers how many."""
    status = linje.status
    mail.drop(noegle(status))
    naas = [person for person, _ in linje.svarere if person.adresse]
    antal = sum(_saml_til(person, status, kind, tekst, trin) for person in naas)
    if antal:
        Status.objects.filter(pk=status.pk).update(skrevet=timezone.now())
    return antal


def _saml_til(person, status, kind, tekst, trin):
    """The line has a link of its own, and those that the person has go on: it may wait until tomorrow to be sent.

    Where they get no line, because they have chosen so, all is as before.
    """
    aabne = list(status.links.filter(person=person, lukket=None).values_list("pk", flat=True))
    with transaction.atomic():
        hemmelig = _link(status, person)
        Statuslink.objects.filter(pk__in=aabne).update(lukket=None)
        faar = breve_status.saml(kind, person, tekst, hemmelig, noegle(status, trin))
        transaction.set_rollback(not faar)
    return faar


# --- Close


def staar_tilbage(runde):
    """What is missing, and what nobody has received, before a round is closed; and the fingerprint of it."""
    rapporter = sorted(runde.rapporter.all(), key=lambda s: sorteringsnoegle(s.indsats_navn))
    return {
        "mangler": [s for s in rapporter if not s.er_sendt_ind],
        "ikke_modtaget": [s for s in rapporter if s.tilstand == Status.Tilstand.INDSENDT],
        "modtaget": [s for s in rapporter if s.tilstand == Status.Tilstand.MODTAGET],
        "aftryk": ",".join(f"{s.pk}{s.tilstand}" for s in rapporter),
    }


@transaction.atomic
def luk(pk, bruger, aftryk):
    """Freeze everything: what is missing stays missing. Raises ValidationError when it cannot be closed.

    It is not opened again: the annual report and the public are told what stands in it, and what is wrong in a closed
    round is put right in the next one, where it can be seen that it was.
    """
    runde = _laas_alt(pk)
    if runde.er_lukket:
        raise ValidationError("Runden er allerede lukket.")
    if not runde.er_aaben:
        raise ValidationError(IKKE_AABEN)
    if staar_tilbage(runde)["aftryk"] != aftryk:
        raise Aendret(SET_IGEN)
    for linje in linjer_for(runde.rapporter.all()):
        Status.objects.filter(pk=linje.status.pk).update(ansvarlige_navne=linje.ansvarlige_navne)
        linje.status.ansvarlige.set([person.pk for person in linje.personer])
        mail.drop(noegle(linje.status))
    _luk_links(runde.rapporter.all())
    runde.tilstand, runde.lukket, runde.lukket_af = T.LUKKET, timezone.now(), bruger
    runde.save()
    return runde
