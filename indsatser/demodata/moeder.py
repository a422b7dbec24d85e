"""The series of the groups' meetings and, in the local demo, one meeting that is held and one that is coming."""

from datetime import timedelta

from django.utils import timezone

from indsatser.models import Gruppe, Indsats, Moede, Moederaekke, Opgave, Person

from . import fakta

_FAST = ("Velkomst og dagsorden", "Opfølgning på opgaver fra sidst")
_SLUT = ("Næste møde", "Eventuelt")
# gruppens slug: (navn, begynder, minutter, faste punkter)
RAEKKER = {
    "styregruppen": (
        "Styregruppemøder",
        "10:00",
        120,
        [*_FAST, "Status på indsatserne", "Indstillinger til beslutning", *_SLUT],
    ),
    "tovholdergruppen": (
        "Tovholdermøder",
        "13:00",
        120,
        [*_FAST, "Nyt fra indsatserne", "Fælles temaer", *_SLUT],
    ),
    "koordinationsgruppen": (
        "Koordinationsmøder",
        "09:00",
        120,
        [*_FAST, "Nyt fra myndighederne", "Nye forslag", *_SLUT],
    ),
    "afrapporteringsforum": (
        "Afrapportering",
        "14:00",
        90,
        ["Velkomst", "Årets resultater", "Det kommende års arbejde", "Drøftelse af retningen"],
    ),
}
INDSATS = fakta.DEMO_TOVHOLDER_FOR[0]
BESLUTNING = (
    "Styregruppen bakker op om, at indsatsen fortsætter som planlagt frem til næste status."
)


def raekker():
    """Only into an empty table, as everything here."""
    if Moederaekke.objects.exists():
        return
    for slug, (navn, begynder, minutter, punkter) in RAEKKER.items():
        Moederaekke.objects.create(
            navn=navn,
            gruppe=Gruppe.objects.get(slug=slug),
            begynder=begynder,
            varighed=minutter,
            dagsorden="\n".join(punkter),
        )


def moeder():
    """Neutral words, people named by their role, and days counted from today."""
    if Moede.objects.exists():
        return
    _holdt()
    _kommende()


def _dag(dage):
    """So many days from today, or the Monday after."""
    dag = timezone.localdate() + timedelta(days=dage)
    return dag + timedelta(days=(7 - dag.weekday()) % 7 if dag.weekday() > 4 else 0)


def _moede(dage):
    raekke = Moederaekke.objects.get(gruppe__slug="styregruppen")
    raekke.refresh_from_db()  # the time as a time, not as it was typed
    moede = raekke.nyt_moede(_dag(dage))
    folk = {rolle: Person.objects.get(bruger__username=f"demo-{rolle}") for rolle in ROLLER}
    for person in folk.values():
        moede.deltagere.get_or_create(person=person)
    moede.formand, moede.referent = folk["styregruppe"], folk["koordinator"]
    moede.sted = "Mødelokale 1"
    return moede, folk


ROLLER = ("styregruppe", "koordinator", "tovholder")


def _holdt():
    moede, folk = _moede(-62)
    moede.tilstand, moede.organisator = Moede.Tilstand.INDKALDT, folk["koordinator"].adresse
    moede.save()
    moede.deltagere.update(svar="kommer", moedt=True, sendt_sekvens=0)
    _skriv(moede, folk)
    moede.tilstand = Moede.Tilstand.AFHOLDT
    moede.save()
    moede.godkend(folk["styregruppe"].navn)


def _skriv(moede, folk):
    indsats = Indsats.objects.get(slug=INDSATS)
    referater = {
        "Velkomst og dagsorden": "Dagsordenen blev godkendt.",
        "Status på indsatserne": "Tovholderen fortalte, hvordan det går. Styregruppen drøftede de næste skridt.",
        "Eventuelt": "Der var ikke noget til punktet.",
    }
    for punkt in moede.punkter.all():
        punkt.referat = referater.get(punkt.titel, "Taget til efterretning.")
        punkt.save()
    punkt = moede.punkter.get(titel="Status på indsatserne")
    punkt.indsatser.add(indsats)
    punkt.beslutninger.create(tekst=BESLUTNING, offentlig=True, raekkefoelge=1).indsatser.add(
        indsats
    )
    for tekst, hvem, dage in (
        ("Skrive et kort oplæg om de næste skridt til tovholdermødet", "tovholder", 12),
        ("Sende referatet til alle tovholdere", "koordinator", -55),
    ):
        Opgave.objects.create(
            punkt=punkt,
            indsats=indsats,
            tekst=tekst,
            ansvarlig=folk[hvem],
            frist=timezone.localdate() + timedelta(days=dage),
        )
    Opgave.objects.get(frist__lt=timezone.localdate()).afslut(
        Opgave.Tilstand.UDFOERT, "Sendt til alle tovholdere ugen efter mødet."
    )


def _kommende():
    moede, folk = _moede(24)
    moede.save()
    punkt = moede.punkter.get(titel="Status på indsatserne")
    punkt.minutter = 40
    punkt.save()
    punkt.indsatser.add(Indsats.objects.get(slug=INDSATS))
    moede.punkter.create(
        titel="Fælles temadag for tovholderne",
        oplaeg="Til drøftelse: Er der brug for en fælles temadag i foråret?",
        meldt_ind_af=folk["tovholder"].bruger,
        tilstand="foreslaaet",
        minutter=15,
        raekkefoelge=20,
    )
