"""All rows into the series, or none; and out again, if nobody has changed them since.

Both look at every row once more within the transaction, while nobody else writes to the series.
"""

from contextlib import contextmanager
from itertools import islice

from django.db import connection, transaction
from django.db.models.functions import Substr
from django.utils import timezone

from ..models import Indlaesning, Maaling
from ..models.bilag import privat_lager
from .kolonner import DATA, NOEGLE
from .laesning import Udfald, forfra, nuvaerende
from .raekker import SERIE, STANDARD, ens, vaerdier_af

PORTION = 2_000
FLEST_VISTE = 100
Tilstand = Indlaesning.Tilstand


class Forkert(Exception):
    """It cannot be done; the message says why."""


class Foraeldet(Forkert):
    """The series have been changed since the rows were checked."""


class Rettet(Forkert):
    """Values have been changed since they were taken in: `linjer`."""

    def __init__(self, linjer):
        super().__init__("Noget er rettet, siden det blev taget ind.")
        self.linjer = linjer


@contextmanager
def _alene(pk, tilstand):
    """The import, if it is in that state, while nobody else writes to the series."""
    with transaction.atomic():
        if connection.vendor == "postgresql":  # SQLite has one writer at a time as it is
            with connection.cursor() as cursor:
                cursor.execute(f"LOCK TABLE {Maaling._meta.db_table} IN SHARE ROW EXCLUSIVE MODE")
        yield Indlaesning.objects.select_for_update().filter(pk=pk, tilstand=tilstand).first()


def _portioner(linjer):
    """Rows as they lie in the series, each portion with what is there now."""
    alle = linjer.order_by("noegle").iterator(PORTION)
    while portion := list(islice(alle, PORTION)):
        yield portion, nuvaerende({linje.noegle for linje in portion})


def tag_ind(indlaesning, bruger):
    """Answers how many values are new or changed. Read again from the start when what it said no longer holds."""
    try:
        with _alene(indlaesning.pk, Tilstand.KLAR) as den:
            if den is None:
                raise Forkert("Den er allerede taget ind, stoppet eller ved at blive læst.")
            antal = sum(_ind(portion, nu) for portion, nu in _portioner(den.linjer))
            _afslut(den, Tilstand.TAGET_IND, bruger)
    except Foraeldet:
        with transaction.atomic():
            if Indlaesning.objects.filter(pk=indlaesning.pk, tilstand=Tilstand.KLAR).exists():
                forfra(indlaesning)
        raise
    return antal


def _afslut(indlaesning, tilstand, bruger):
    """The file of rows is needed no more; the file that was sent stays."""
    Indlaesning.objects.filter(pk=indlaesning.pk).update(
        tilstand=tilstand, afsluttet=timezone.now(), afsluttet_af=bruger, arbejdsfil=""
    )
    if navn := indlaesning.arbejdsfil.name:
        transaction.on_commit(lambda: privat_lager().delete(navn))


def _ind(portion, nu):
    if not all(_gaelder(linje, nu.get(linje.noegle)) for linje in portion):
        raise Foraeldet("Tallene i portalen er ændret, siden filen blev læst.")
    skrives = [linje for linje in portion if linje.udfald != Udfald.UAENDRET]
    _gem([_maaling(linje, nu.get(linje.noegle)) for linje in skrives])
    return len(skrives)


def _gaelder(linje, gammel):
    """What the preview said of the row is still so."""
    if linje.udfald == Udfald.NY:
        return gammel is None
    ventet = linje.foer if linje.udfald == Udfald.AENDRET else _data(linje.indhold)
    return gammel is not None and _er(gammel, ventet)


def _er(gammel, ventet):
    return all(ens(gammel[felt], v) for felt, v in vaerdier_af(ventet).items())


def _data(indhold):
    return {felt: v for felt, v in indhold.items() if felt in DATA}


def _maaling(linje, gammel, data=None):
    v = vaerdier_af({felt: linje.indhold[felt] for felt in NOEGLE})
    data = {**(gammel or STANDARD), **vaerdier_af(_data(linje.indhold) if data is None else data)}
    data.pop("pk", None)
    return Maaling(indikator_id=v.pop("indikator"), omraade_id=v.pop("omraade"), **v, **data)


def _gem(maalinger):
    """In one go, whether they are new or not: the database knows a value by what it is a value of."""
    Maaling.objects.bulk_create(
        maalinger,
        update_conflicts=True,
        unique_fields=["indikator", "omraade", "opdeling", "fra", "til"],
        update_fields=list(DATA),
    )


# --- Out again


def fortryd(indlaesning, bruger):
    """What was new is deleted, what was changed gets back what stood before. Refused when anything is changed since."""
    with _alene(indlaesning.pk, Tilstand.TAGET_IND) as den:
        if den is None:
            raise Forkert("Kun det, der er taget ind, kan fortrydes.")
        gjorte = den.linjer.filter(udfald__in=[Udfald.NY, Udfald.AENDRET])
        rettet = []
        for portion, nu in _portioner(gjorte):
            rettet += [linje for linje in portion if not _uroert(linje, nu.get(linje.noegle))]
            if not rettet:
                _ud(portion, nu)
        if rettet:
            raise Rettet(rettet[:FLEST_VISTE])
        _afslut(den, Tilstand.FORTRUDT, bruger)


def _uroert(linje, nu):
    """As the import left it; of a new one also what the import said nothing about."""
    ventet = _data(linje.indhold)
    if linje.udfald == Udfald.NY:
        ventet = {**STANDARD, **ventet}
    return nu is not None and _er(nu, ventet)


def _ud(portion, nu):
    nye = [nu[linje.noegle]["pk"] for linje in portion if linje.udfald == Udfald.NY]
    Maaling.objects.filter(pk__in=nye)._raw_delete("default")
    aendrede = [linje for linje in portion if linje.udfald == Udfald.AENDRET]
    _gem([_maaling(linje, nu[linje.noegle], linje.foer) for linje in aendrede])


def taget_ind_af(indlaesning):
    """The indicators whose series it would touch, or has touched."""
    skrevne = indlaesning.linjer.order_by().filter(udfald__in=[Udfald.NY, Udfald.AENDRET])
    serier = skrevne.annotate(serie=Substr("noegle", 1, SERIE)).values_list("serie", flat=True)
    return {int(serie) for serie in serier.distinct()}
