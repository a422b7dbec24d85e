"""What people are written about meetings and tasks, and the reminders of them by the clock."""

from datetime import timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from tryg_portal.mail import REMINDER, Attachment, Recipient, drop, gather, register_mail, send

from .models import Moede, Moededeltager, Opgave

MOEDET = {
    "moede": ("Mødets titel", "Møde i styregruppen"),
    "gruppe": ("Gruppen", "Styregruppen"),
    "tid": ("Hvornår", "tirsdag den 12. januar kl. 10.00–12.00"),
    "sted": ("Hvor", "Rådhuset, mødelokale 2"),
    "link": ("Link til onlinemødet", "https://eksempel.dk/moede"),
    "vegne": ("Hvem modtageren er stedfortræder for", "Bo Holm"),
    "adresse": ("Mødets side", "https://eksempel.dk/admin/"),
}
GRUND = {"grund": ("Hvorfor", "Der er ikke punkter nok")}
DAGE_FOER_MOEDET = 7
OVERSKRIFT = "Møder og opgaver"
PAAMINDELSER = {"7dage": range(5, 8), "1dag": range(2), "efter": range(-3, 0)}
"""Days to the deadline at which each reminder is written; some days' room, should the clock have stood still."""


def registrer():
    for slags, navn, mere in (
        ("indkaldelse", "Når du bliver indkaldt til et møde", {}),
        ("aendring", "Når et møde bliver ændret", {}),
        ("aflysning", "Når et møde bliver aflyst", GRUND),
        ("fritaget", "Når du ikke længere er indkaldt til et møde", {}),
        ("dagsorden", "Når dagsordenen til et møde bliver sendt", {}),
    ):
        felter = {**MOEDET, **mere}
        register_mail(
            f"moede_{slags}", navn, felter, group=OVERSKRIFT, required=("tid",), choosable=False
        )
    register_mail(
        "moede_punkt_afvist",
        "Når et punkt, du har meldt ind, ikke kommer på dagsordenen",
        {"punkt": ("Punktet", "Nyt fra havnefronten"), **MOEDET, **GRUND},
        group=OVERSKRIFT,
    )
    for slags, navn in (
        ("moede_svar", "Når du mangler at svare på en indkaldelse"),
        ("moede_referat", "Når referatet af et møde er godkendt"),
        ("opgave", "Når du får en opgave, og før fristen"),
    ):
        register_mail(
            slags, navn, {"adresse": MOEDET["adresse"]}, group=OVERSKRIFT, frequencies=REMINDER
        )


# --- To whom, and about what


def adresse_paa(navn, *args):
    return settings.SITE_URL + reverse(f"admin:indsatser_{navn}_side", args=args)


def til_person(person, email=""):
    """Somebody as the queue knows them; a closed account is no account."""
    konto = person.bruger if person.bruger and person.bruger.is_active else None
    return Recipient(email=email or person.adresse, name=person.navn, user=konto)


def hvornaar(moede):
    start, slut = timezone.localtime(moede.start), timezone.localtime(moede.slut)
    foerst = date_format(start, r"l \d\e\n j. F Y \k\l. H.i")
    return f"{foerst}–{date_format(slut, 'H.i' if start.date() == slut.date() else 'j. F Y H.i')}"


def om(moede, til=None, vegne=""):
    """The values of the placeholders; a page that one cannot sign in to is not pointed at."""
    har_konto = til is None or til.user
    return {
        "moede": moede.titel,
        "gruppe": moede.gruppe.navn_da,
        "tid": hvornaar(moede),
        "sted": moede.sted,
        "link": moede.onlinelink,
        "vegne": vegne,
        "adresse": adresse_paa("moede", moede.pk) if har_konto else "",
    }


def om_deltager(deltager):
    modtager = deltager.modtager
    return til_person(modtager), "" if modtager.pk == deltager.person_id else deltager.person.navn


def _kalenderbrev(slags, deltager, fil, metode, til, vegne="", **mere):
    moede = deltager.moede
    vedlagt = Attachment("moede.ics", fil, f"text/calendar; method={metode}; charset=utf-8")
    send(
        [til],
        f"moede_{slags}",
        {**om(moede, til, vegne), **mere},
        attachments=[vedlagt],
        reply_to=moede.organisator or None,
        ref=f"møde {moede.pk}",
    )


def indkaldelse(deltager, fil):
    til, vegne = om_deltager(deltager)
    _kalenderbrev("indkaldelse", deltager, fil, "REQUEST", til, vegne)


def aendring(deltager, fil):
    til, vegne = om_deltager(deltager)
    _kalenderbrev("aendring", deltager, fil, "REQUEST", til, vegne)


def aflysning(deltager, fil):
    til = _som_sidst(deltager)
    _kalenderbrev("aflysning", deltager, fil, "CANCEL", til, grund=deltager.moede.aflysning)


def fritaget(deltager, fil):
    _kalenderbrev("fritaget", deltager, fil, "CANCEL", _som_sidst(deltager))


def _som_sidst(deltager):
    """The address that the last one went to, whoever stands in today."""
    person, vikar = deltager.person, deltager.person.stedfortraeder
    faar = vikar if vikar and vikar.adresse == deltager.sendt_til else person
    return til_person(faar, deltager.sendt_til)


def dagsorden(moede, pdf):
    """To all participants with an address, with the agenda as a PDF; answers how many."""
    vedlagt = Attachment(f"dagsorden-{moede.dag:%Y-%m-%d}.pdf", pdf, "application/pdf")
    antal = 0
    for deltager in moede.deltagere.med_person():
        deltager.moede = moede
        til, vegne = om_deltager(deltager)
        if til.email:
            antal += send(
                [til],
                "moede_dagsorden",
                om(moede, til, vegne),
                attachments=[vedlagt],
                reply_to=moede.organisator or None,
                ref=f"møde {moede.pk}",
            )
    moede.dagsorden_sendt = timezone.now()
    moede.save()
    return antal


def punkt_afvist(punkt):
    """To the one who handed it in: why not."""
    if punkt.meldt_ind_af is None:
        return
    send(
        [Recipient.of(punkt.meldt_ind_af)],
        "moede_punkt_afvist",
        {"punkt": punkt.titel, "grund": punkt.begrundelse, **om(punkt.moede)},
        ref=f"møde {punkt.moede_id}",
    )


def referat_godkendt(moede):
    for deltager in moede.deltagere.med_person():
        gather(
            til_person(deltager.person.modtager()),
            "moede_referat",
            f"Referatet er godkendt: {moede}",
            adresse_paa("moede", moede.pk),
            key=f"moede-{moede.pk}-referat",
        )


def opgave_givet(opgave):
    """To whoever answers for it, once; somebody else's reminders of it are taken away."""
    drop(f"opgave-{opgave.pk}-")
    _om_opgaven(opgave, f"Du har fået en opgave: {opgave}", f"ny-{opgave.ansvarlig_id}")


def _om_opgaven(opgave, tekst, noegle):
    return gather(
        til_person(opgave.ansvarlig.modtager()),
        "opgave",
        f"{tekst}. Frist {date_format(opgave.frist, 'j. F Y')}",
        adresse_paa("opgave", opgave.pk),
        key=f"opgave-{opgave.pk}-{noegle}",
    )


def opgave_afsluttet(opgave):
    drop(f"opgave-{opgave.pk}-")


def svaret(deltager):
    drop(f"moedesvar-{deltager.pk}-")


def glem(moede):
    """What waits to be sent of a meeting that is off."""
    for pk in moede.deltagere.values_list("pk", flat=True):
        drop(f"moedesvar-{pk}-")


# --- By the clock


def paamind(nu=None):
    """For run_scheduled, each minute: reminders of meetings and tasks. What has been put in line stays there once."""
    nu = nu or timezone.now()
    return _paamind_om_moeder(nu) + _paamind_om_opgaver(timezone.localdate(nu))


def _paamind_om_moeder(nu):
    snart = Moededeltager.objects.filter(
        svar="",
        sendt_sekvens__gte=0,
        moede__tilstand=Moede.Tilstand.INDKALDT,
        moede__start__gt=nu + timedelta(days=DAGE_FOER_MOEDET - 3),
        moede__start__lte=nu + timedelta(days=DAGE_FOER_MOEDET),
    )
    return sum(_mind_om_svar(deltager) for deltager in snart.med_person().select_related("moede"))


def _mind_om_svar(deltager):
    moede = deltager.moede
    return gather(
        til_person(deltager.modtager),
        "moede_svar",
        f"Kommer du? {moede.titel} {hvornaar(moede)}",
        adresse_paa("moede", moede.pk),
        key=f"moedesvar-{deltager.pk}-{moede.dag:%Y%m%d}",
    )


def _paamind_om_opgaver(dag):
    dage = [antal for raekke in PAAMINDELSER.values() for antal in raekke]
    frister = Opgave.objects.aabne().filter(
        frist__range=(dag + timedelta(days=min(dage)), dag + timedelta(days=max(dage)))
    )
    med_person = frister.select_related("ansvarlig__bruger", "ansvarlig__stedfortraeder__bruger")
    return sum(_mind_om_opgave(opgave, dag) for opgave in med_person)


def _mind_om_opgave(opgave, dag):
    tilbage = (opgave.frist - dag).days
    naar = next((navn for navn, dage in PAAMINDELSER.items() if tilbage in dage), None)
    if naar is None:
        return 0
    ord_ = "Fristen er overskredet" if tilbage < 0 else "Husk din opgave"
    return _om_opgaven(opgave, f"{ord_}: {opgave}", f"{naar}-{opgave.frist:%Y%m%d}")
