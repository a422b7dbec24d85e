"""The rows of an import, a portion at a time: by the page that shows the progress, or by the clock when it is closed.

Each portion is a transaction that moves `position` on only from where it began. So of two that are at the same portion
one writes it and the other's work is thrown away, and a process that dies leaves nothing half.
"""

import json
import tempfile
import time
from datetime import timedelta
from pathlib import Path

from django.core.files import File
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from ..models import Indlaesning, Indlaesningsraekke, Maaling
from ..models.bilag import privat_lager
from . import Afvist
from .filer import er_forklaring, laes_indsat, laes_upload, se_raekker
from .kolonner import DATA, find_kolonner
from .raekker import STANDARD, Opslag, Raekke, ens, indhold_af, mangler, noegle_af

PORTION = 1_000
SEKUNDER = 2
"""How long a request reads on before it shows how far it has come."""
INDSAT = "Indsat tekst.txt"
"""What a paste is called as a file."""
FORLADT = timedelta(seconds=30)
Tilstand, Udfald = Indlaesning.Tilstand, Indlaesningsraekke.Udfald


# --- A new one


def begynd(indlaesning, *, fil=None, tekst=""):
    """Saves an import of an upload or of a paste, its rows made ready to be checked; refuses with a message."""
    with tempfile.TemporaryDirectory() as mappe:
        sti = Path(mappe) / "raekker.jsonl"
        indlaesning.laest_som = _laes(indlaesning, fil, tekst, sti)
        overskrifter, antal = se_raekker(sti)
        indlaesning.kolonner = find_kolonner(
            overskrifter, uden_indikator=indlaesning.indikator_id is not None
        )
        if not antal:
            raise Afvist("Der er kun overskrifter. Skriv tallene under dem, og prøv igen.")
        indlaesning.raekker = antal
        _gem(indlaesning, fil, tekst, sti)


def _laes(indlaesning, fil, tekst, sti):
    if fil is not None:
        return laes_upload(fil, indlaesning.af, sti)
    return laes_indsat(tekst, sti)


def _gem(indlaesning, fil, tekst, sti):
    if fil is not None:
        fil.seek(0)
        indlaesning.navn = fil.name[-200:]
        indlaesning.fil.save(fil.name, fil, save=False)
    else:
        indlaesning.navn = INDSAT
        indlaesning.fil.save(indlaesning.navn, ContentFile(tekst.encode("utf-8-sig")), save=False)
    with sti.open("rb") as raekker:
        raekker.readline()
        indlaesning.position = raekker.tell()
        indlaesning.arbejdsfil.save("raekker.jsonl", File(raekker), save=False)
    indlaesning.save()


# --- Reading on


def laes_videre(indlaesning, sekunder=SEKUNDER):
    """Portions for a while, one at least; the row is up to date afterwards, whoever moved it on."""
    slut = time.monotonic() + sekunder
    with indlaesning.arbejdsfil.storage.open(indlaesning.arbejdsfil.name, "rb") as fil:
        while indlaesning.i_gang:
            _portion(indlaesning, fil)
            indlaesning.refresh_from_db()
            if time.monotonic() > slut:
                break


def laes_ventende():
    """For the clock: those whose page has been closed; answers how many it went on with."""
    ventende = list(Indlaesning.objects.i_staa(timezone.now() - FORLADT)[:5])
    for indlaesning in ventende:
        laes_videre(indlaesning, sekunder=20)
    return len(ventende)


def _portion(indlaesning, fil):
    raekker, position = _laes_linjer(indlaesning, fil)
    linjer = _linjer(indlaesning, raekker)
    with transaction.atomic():
        her = Indlaesning.objects.filter(
            pk=indlaesning.pk, tilstand=Tilstand.LAESES, position=indlaesning.position
        )
        laest = indlaesning.laest + len(linjer)
        if her.update(position=position, laest=laest, roert=timezone.now()):
            Indlaesningsraekke.objects.bulk_create(linjer)
            if laest >= indlaesning.raekker:
                _faerdig(indlaesning)


def _laes_linjer(indlaesning, fil):
    """([(number, cells)] of a portion, where the next begins)."""
    fil.seek(indlaesning.position)
    raekker = []
    while len(raekker) < PORTION and (linje := fil.readline()):
        nummer, celler = json.loads(linje)
        if not er_forklaring(celler):
            raekker.append((nummer, celler))
    return raekker, fil.tell()


def _faerdig(indlaesning):
    forkerte = indlaesning.linjer.filter(udfald=Udfald.FORKERT).exists()
    Indlaesning.objects.filter(pk=indlaesning.pk).update(
        tilstand=Tilstand.FEJL if forkerte else Tilstand.KLAR
    )


def forfra(indlaesning):
    """Read once more, against what the series hold now. Expects a transaction."""
    indlaesning.linjer.all()._raw_delete("default")
    with indlaesning.arbejdsfil.storage.open(indlaesning.arbejdsfil.name, "rb") as fil:
        fil.readline()
        position = fil.tell()
    Indlaesning.objects.filter(pk=indlaesning.pk).update(
        tilstand=Tilstand.LAESES, position=position, laest=0, roert=timezone.now()
    )


def stop(indlaesning):
    """Answers whether it was being read; what has been read stays, so that it can be gone on with."""
    laeses = Indlaesning.objects.filter(pk=indlaesning.pk, tilstand=Tilstand.LAESES)
    return bool(laeses.update(tilstand=Tilstand.STOPPET))


def fortsaet(indlaesning):
    stoppet = Indlaesning.objects.filter(pk=indlaesning.pk, tilstand=Tilstand.STOPPET)
    return bool(stoppet.update(tilstand=Tilstand.LAESES, roert=timezone.now()))


# --- What each row would do


def _linjer(indlaesning, raekker):
    opslag = Opslag()
    standard = indlaesning.indikator
    laeste = [
        (
            nummer,
            Raekke(
                c,
                indlaesning.kolonner,
                opslag,
                standard=standard,
                decimaltegn=indlaesning.decimaltegn,
            ),
        )
        for nummer, c in raekker
    ]
    noegler = {r.noegle for _, r in laeste if not r.fejl}
    nu, set_foer = nuvaerende(noegler), _tidligere(indlaesning, noegler)
    linjer = []
    for nummer, raekke in laeste:
        if not raekke.fejl:
            _ikke_to_gange(raekke, nummer, set_foer)
        linjer.append(_linje(indlaesning, nummer, raekke, nu))
    return linjer


def _tidligere(indlaesning, noegler):
    linjer = indlaesning.linjer.filter(noegle__in=noegler).order_by()
    return dict(linjer.values_list("noegle", "nummer"))


def _ikke_to_gange(raekke, nummer, set_foer):
    foerste = set_foer.setdefault(raekke.noegle, nummer)
    if foerste != nummer:
        raekke.fejl.append(f"Samme indikator, område, opdeling og periode står i række {foerste}.")


def _linje(indlaesning, nummer, raekke, nu):
    linje = Indlaesningsraekke(indlaesning=indlaesning, nummer=nummer)
    if not raekke.fejl:
        linje.noegle = raekke.noegle
        _sammenlign(linje, raekke, nu.get(raekke.noegle))
    if raekke.fejl:
        linje.udfald, linje.fejl = Udfald.FORKERT, _besked(raekke.fejl)
        linje.indhold = {"raa": {felt: str(celle)[:200] for felt, celle in raekke.raa.items()}}
    elif raekke.noter:
        linje.indhold["noter"] = raekke.noter
    return linje


def _besked(fejl):
    samlet = "\n".join(fejl)
    return samlet if len(samlet) <= 500 else f"{samlet[:499]}…"


def _sammenlign(linje, raekke, gammel):
    ny = {felt: v for felt, v in raekke.vaerdier.items() if felt in DATA}
    if besked := mangler({**(gammel or STANDARD), **ny}, raekke.vaerdier["indikator"].slags):
        raekke.fejl.append(besked)
        return
    linje.indhold = raekke.som_indhold()
    if gammel is None:
        linje.udfald = Udfald.NY
    elif all(ens(gammel[felt], v) for felt, v in ny.items()):
        linje.udfald = Udfald.UAENDRET
    else:
        linje.udfald = Udfald.AENDRET
        linje.foer = indhold_af({felt: gammel[felt] for felt in ny})


def nuvaerende(noegler):
    """{key: {field: value}} of those values that are in the series now, with their `pk`; one query."""
    if not noegler:
        return {}
    dele = [noegle.split(" ", 4) for noegle in noegler]
    fundne = Maaling.objects.order_by().filter(
        indikator__in={int(del_[0]) for del_ in dele},
        omraade__in={int(del_[1]) for del_ in dele},
        fra__range=(min(del_[2] for del_ in dele), max(del_[2] for del_ in dele)),
    )
    felter = ("indikator_id", "omraade_id", "opdeling", "fra", "til")
    nu = {}
    for raekke in fundne.values_list(*felter, "pk", *DATA).iterator():
        noegle = noegle_af(*raekke[:5])
        if noegle in noegler:
            nu[noegle] = dict(zip(("pk", *DATA), raekke[5:], strict=True))
    return nu


def slet_filer(indlaesning):
    """Its files, when nothing points at them any more."""
    for navn in filter(None, (indlaesning.fil.name, indlaesning.arbejdsfil.name)):
        transaction.on_commit(lambda navn=navn: privat_lager().delete(navn))
