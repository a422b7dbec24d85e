"""What every file for a spreadsheet shares: no text from a form becomes a formula where it is opened."""

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

FORMEL = ("=", "+", "-", "@", "\t", "\r")


def celle(vaerdi):
    """A text that a spreadsheet would take for a formula is kept as text; what it cannot hold is a space."""
    if not isinstance(vaerdi, str):
        return vaerdi
    vaerdi = ILLEGAL_CHARACTERS_RE.sub(" ", vaerdi)  # a line break pasted from Word is one
    return f"'{vaerdi}" if vaerdi.startswith(FORMEL) else vaerdi
