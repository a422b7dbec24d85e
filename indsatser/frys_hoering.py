"""What a published answer to a hearing freezes, kept by the database itself, until it is taken back for correction."""

from .frysning import Frysning

HOERING, SVAR = "indsatser_hoering", "indsatser_hoeringssvar"
OFFENTLIGT = "Svaret på høringen er offentliggjort. Tag det tilbage, før noget rettes."
SAMLET = ("samlet_svar_da", "samlet_svar_en", "rettelse", "slug")
SET = (
    *("hoering_id", "part_id", "organisation", "tekst", "modtaget", "for_sent", "erstattet_af_id"),
    *("behandling", "begrundelse", "offentlig_tekst"),
)
"""Columns of a reply that its readers see or that decide what they see; name and e-mail are deleted in time."""


def _aendret(felter, anden_end):
    return "(" + " OR ".join(f"OLD.{felt} {anden_end} NEW.{felt}" for felt in felter) + ")"


def _regler(anden_end):
    begge = "OLD.tilstand = 'besvaret' AND NEW.tilstand = 'besvaret'"
    yield HOERING, "update", [(f"{begge} AND {_aendret(SAMLET, anden_end)}", OFFENTLIGT)]
    offentligt = f"(SELECT tilstand FROM {HOERING} WHERE id = OLD.hoering_id /*laas*/) = 'besvaret'"
    yield SVAR, "update", [(f"{_aendret(SET, anden_end)} AND {offentligt}", OFFENTLIGT)]
    yield SVAR, "delete", [(offentligt, OFFENTLIGT)]


FRYSNING = Frysning("hoering", (HOERING, SVAR), _regler)
