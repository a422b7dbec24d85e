"""A value of the frozen content as the language of the page writes it."""

from django.utils.formats import number_format


def skriv(vaerdi):
    """With no more decimals than it has: «85,9» of 85.9000."""
    tekst = f"{vaerdi:f}" if not isinstance(vaerdi, str) else vaerdi
    if "." in tekst:
        tekst = tekst.rstrip("0").rstrip(".")
    return number_format(tekst, force_grouping=True)
