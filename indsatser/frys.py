"""What a closed round freezes, kept by the database itself: `update()`, `bulk_create()` and bare SQL are refused too.

A check constraint sees one row of one table, so they are triggers. They are put in place after every migrate and taken
away before it: SQLite loses those of a table that a migration remakes, and remakes no table that others' triggers name.
"""

from django.db import connections
from django.db.models.signals import post_migrate, pre_migrate

RUNDE, STATUS = "indsatser_statusrunde", "indsatser_status"
LUKKET = "Runden er lukket, så der kan ikke rettes mere i den."
STILLET = "Runden er åbnet, så spørgsmålene kan ikke ændres mere."
IKKE_SLETTES = "Kun en runde, der ikke er åbnet, kan slettes."
FRI = {
    STATUS: {"stedfortraeder_id"},
    "indsatser_statussaetning": {"taget_ned", "taget_ned_fordi"},
}
"""Columns that may change: a person can be deleted, and then a report no longer points at them; and what turns out to
be wrong or too private is taken down, whenever that is."""

_I_STATUS = f"(SELECT runde_id FROM {STATUS} WHERE id = {{row}}.status_id)"
DELE = {
    STATUS: ("{row}.runde_id", ["lukket"], LUKKET),
    "indsatser_statussvar": (_I_STATUS, ["lukket"], LUKKET),
    "indsatser_statussaetning": (_I_STATUS, ["lukket"], LUKKET),
    "indsatser_statustal": (_I_STATUS, ["lukket"], LUKKET),
    "indsatser_statusbilag": (_I_STATUS, ["lukket"], LUKKET),
    "indsatser_statusrunde_indsatser": ("{row}.statusrunde_id", ["lukket"], LUKKET),
    "indsatser_rundespoergsmaal": ("{row}.runde_id", ["aaben", "lukket"], STILLET),
}
"""Table: (the round that a row belongs to, the states in which it is frozen, what is said then)."""


def tilslut(app):
    pre_migrate.connect(_foer, sender=app, dispatch_uid="frys_foer")
    post_migrate.connect(_efter, sender=app, dispatch_uid="frys_efter")


def _foer(using, **kwargs):
    fjern(connections[using])


def _efter(using, **kwargs):
    saet(connections[using])


def fjern(connection):
    findes = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for tabel in findes & {RUNDE, *DELE}:
            for handling in ("insert", "update", "delete"):
                navn = f"frys_{tabel}_{handling}"
                paa = f" ON {tabel}" if connection.vendor == "postgresql" else ""
                cursor.execute(f"DROP TRIGGER IF EXISTS {navn}{paa}")


def saet(connection):
    """Put them in place, whatever was there; nothing where the tables are not made yet."""
    fjern(connection)
    if not {RUNDE, *DELE} <= set(connection.introspection.table_names()):
        return
    lav = _postgresql if connection.vendor == "postgresql" else _sqlite
    with connection.cursor() as cursor:
        for tabel, handling, regler in _alle():
            paa = handling.upper()
            if tabel in FRI and handling == "update":
                beskrevet = connection.introspection.get_table_description(cursor, tabel)
                paa += " OF " + ", ".join(k.name for k in beskrevet if k.name not in FRI[tabel])
            for sql in lav(tabel, handling, paa, regler):
                cursor.execute(sql)


def _alle():
    """(table, action, [(condition under which it is refused, message)]); {tilstand:…} asks for a round's state."""
    yield (
        RUNDE,
        "update",
        [
            ("OLD.tilstand = 'lukket'", LUKKET),
            ("OLD.tilstand <> 'kladde' AND NEW.tilstand = 'kladde'", STILLET),
        ],
    )
    yield RUNDE, "delete", [("OLD.tilstand <> 'kladde'", IKKE_SLETTES)]
    for tabel, (runde, tilstande, besked) in DELE.items():
        i = ", ".join(f"'{t}'" for t in tilstande)
        for handling, raekker in (
            ("insert", ["NEW"]),
            ("update", ["OLD", "NEW"]),
            ("delete", ["OLD"]),
        ):
            yield (
                tabel,
                handling,
                [(f"({_tilstand(runde.format(row=row))}) IN ({i})", besked) for row in raekker],
            )


def _tilstand(runde):
    return f"SELECT tilstand FROM {RUNDE} WHERE id = {runde} /*laas*/"


def _sqlite(tabel, handling, paa, regler):
    """Those who write wait for each other, so the state that is asked of is the one that holds."""
    sager = " ".join(f"WHEN {hvis} THEN RAISE(ABORT, '{besked}')" for hvis, besked in regler)
    yield (
        f"CREATE TRIGGER frys_{tabel}_{handling} BEFORE {paa} ON {tabel} FOR EACH ROW "
        f"BEGIN SELECT CASE {sager} END; END"
    )


def _postgresql(tabel, handling, paa, regler):
    """With a shared lock on the round: whoever closes it waits for the report that is being saved, or is waited for."""
    sager = " ".join(
        f"IF {hvis.replace('/*laas*/', 'FOR SHARE')} "
        f"THEN RAISE EXCEPTION '{besked}' USING ERRCODE = 'check_violation'; END IF;"
        for hvis, besked in regler
    )
    navn = f"frys_{tabel}_{handling}"
    svar = "OLD" if handling == "delete" else "NEW"
    yield (
        f"CREATE OR REPLACE FUNCTION {navn}() RETURNS trigger LANGUAGE plpgsql AS "
        f"$frys$ BEGIN {sager} RETURN {svar}; END $frys$"
    )
    yield f"CREATE TRIGGER {navn} BEFORE {paa} ON {tabel} FOR EACH ROW EXECUTE FUNCTION {navn}()"
