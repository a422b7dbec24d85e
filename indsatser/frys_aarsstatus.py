"""What a locked annual report freezes, kept by the database itself, as `frys` keeps a closed round."""

from django.db import connections
from django.db.models.signals import post_migrate, pre_migrate

from .frys import _postgresql, _sqlite

AARSSTATUS, BIDRAG = "indsatser_aarsstatus", "indsatser_bidrag"
LAAST = "Årsstatussen er låst, så indholdet kan ikke ændres."
IKKE_SLETTES = "En låst årsstatus kan ikke slettes."
GODKENDT = "Styregruppen har godkendt årsstatussen, så den kan ikke låses op."
FROSNE = ("frosset", "nummer", "periode", "fra", "til", "strategi_id", "slug", "laast")


def tilslut(app):
    pre_migrate.connect(_foer, sender=app, dispatch_uid="frys_aarsstatus_foer")
    post_migrate.connect(_efter, sender=app, dispatch_uid="frys_aarsstatus_efter")


def _foer(using, **kwargs):
    fjern(connections[using])


def _efter(using, **kwargs):
    saet(connections[using])


def fjern(connection):
    findes = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for tabel in findes & {AARSSTATUS, BIDRAG}:
            for handling in ("insert", "update", "delete"):
                paa = f" ON {tabel}" if connection.vendor == "postgresql" else ""
                cursor.execute(f"DROP TRIGGER IF EXISTS frys_{tabel}_{handling}{paa}")


def saet(connection):
    """Put them in place, whatever was there; nothing where the tables are not made yet."""
    fjern(connection)
    if not {AARSSTATUS, BIDRAG} <= set(connection.introspection.table_names()):
        return
    postgresql = connection.vendor == "postgresql"
    lav = _postgresql if postgresql else _sqlite
    with connection.cursor() as cursor:
        for tabel, handling, regler in _alle("IS DISTINCT FROM" if postgresql else "IS NOT"):
            for sql in lav(tabel, handling, handling.upper(), regler):
                cursor.execute(sql)


def _alle(anden_end):
    """(table, action, [(condition under which it is refused, message)]); a step out of the lock may empty `frosset`."""
    laast = "{}.tilstand IN ('laast', 'godkendt')"
    rettet = " OR ".join(f"OLD.{felt} {anden_end} NEW.{felt}" for felt in FROSNE)
    begge = f"{laast.format('OLD')} AND {laast.format('NEW')} AND ({rettet})"
    op = "OLD.tilstand = 'godkendt' AND NEW.tilstand <> 'godkendt'"
    yield AARSSTATUS, "update", [(begge, LAAST), (op, GODKENDT)]
    yield AARSSTATUS, "delete", [(laast.format("OLD"), IKKE_SLETTES)]
    for handling, raekker in (
        ("insert", ["NEW"]),
        ("update", ["OLD", "NEW"]),
        ("delete", ["OLD"]),
    ):
        yield BIDRAG, handling, [(_i_laast(row), LAAST) for row in raekker]


def _i_laast(row):
    tilstand = f"SELECT tilstand FROM {AARSSTATUS} WHERE id = {row}.aarsstatus_id /*laas*/"
    return f"({tilstand}) IN ('laast', 'godkendt')"
