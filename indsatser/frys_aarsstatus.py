"""What a locked annual report freezes, kept by the database itself, as `frys` keeps a closed round."""

from .frysning import Frysning

AARSSTATUS, BIDRAG = "indsatser_aarsstatus", "indsatser_bidrag"
LAAST = "Årsstatussen er låst, så indholdet kan ikke ændres."
IKKE_SLETTES = "En låst årsstatus kan ikke slettes."
GODKENDT = "Styregruppen har godkendt årsstatussen, så den kan ikke låses op."
FROSNE = ("frosset", "nummer", "periode", "fra", "til", "strategi_id", "slug", "laast")


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


FRYSNING = Frysning("aarsstatus", (AARSSTATUS, BIDRAG), _alle)
