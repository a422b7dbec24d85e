"""What tests of the measures share: a series with its area, and an import read to its end."""

from datetime import date
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from indsatser.indlaesning import laesning
from indsatser.maaletal import periodenavn
from indsatser.models import Indikator, Indlaesning, Maaleomraade, Maaling
from tests.factories import forfatter


def omraade(navn="Prøvestad"):
    return Maaleomraade.objects.get_or_create(navn_da=navn, defaults={"art": "bydel"})[0]


def indikator(slug="proeve-tryg", **felter):
    standard = {
        "titel_da": f"Prøve {slug}",
        "forklaring_da": "En prøve.",
        "enhed_da": "%",
        "kilde_da": "En kilde",
        "tilstand": "offentlig",
        "hovedomraade": felter.pop("hovedomraade", None) or omraade(),
    }
    return Indikator.objects.create(slug=slug, **(standard | felter))


def vaerdi(serie, aar, tal, sted=None, **felter):
    return Maaling.objects.create(
        indikator=serie,
        omraade=sted or serie.hovedomraade,
        fra=f"{aar}-01-01",
        til=f"{aar}-12-31",
        vaerdi=tal,
        **felter,
    )


def indlaes(tekst="", fil=None, *, faerdig=True, **felter):
    """A paste or a file, read to its end; what is refused raises as it does for the view."""
    indlaesning = Indlaesning(af=forfatter(), **felter)
    laesning.begynd(indlaesning, fil=fil, tekst=tekst)
    if faerdig:
        laesning.laes_videre(indlaesning, sekunder=60)
    return indlaesning


def fil(indhold, navn="tal.csv"):
    return SimpleUploadedFile(navn, indhold if isinstance(indhold, bytes) else indhold.encode())


def xlsx(*raekker, navn="tal.xlsx"):
    bog = Workbook()
    for raekke in raekker:
        bog.active.append(list(raekke))
    ud = BytesIO()
    bog.save(ud)
    return fil(ud.getvalue(), navn)


def udfald(indlaesning):
    return [linje.udfald for linje in indlaesning.linjer.all()]


def fejl(indlaesning):
    return [linje.fejl for linje in indlaesning.linjer.exclude(fejl="")]


# --- The plain values that a picture is drawn of


def punkt(aar, vaerdi, usikkerhed=None, fra="01-01", til="12-31"):
    dage = {"fra": f"{aar}-{fra}", "til": f"{aar}-{til}"}
    navn = periodenavn(*map(date.fromisoformat, dage.values()))
    vaerdier = {"vaerdi": vaerdi, "usikkerhed": usikkerhed, "note": ""}
    return {"periode": navn, **dage, **vaerdier}


def serie(navn, *punkter, hoved=False):
    return {"navn": navn, "hoved": hoved, "punkter": list(punkter)}


def diagram(*serier, **andet):
    faste = {"titel": "Tryg i eget nabolag", "enhed": "%", "decimaler": 1, "kilde": "Kilden & Co"}
    tomme = {"kilde_link": "", "metode": "", "maaltal": None, "brud": [], "skridt": 12}
    return {**faste, **tomme, "retning": "ingen", "serier": list(serier), **andet}
