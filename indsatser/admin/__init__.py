"""The admin, one noun a module."""

from . import (
    filer,
    indsats,
    moede,
    nyhed,
    opgave,
    organisation,
    sider,
    strategi,
    udgivelse,
    varsel,
    versioner,
)

__all__ = [
    "filer",
    "indsats",
    "moede",
    "nyhed",
    "opgave",
    "organisation",
    "sider",
    "strategi",
    "udgivelse",
    "varsel",
    "versioner",
]
