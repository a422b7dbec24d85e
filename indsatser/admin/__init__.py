"""The admin, one noun a module."""

from . import (
    aarshjul,
    filer,
    forslag,
    indsats,
    moede,
    nyhed,
    opgave,
    organisation,
    sider,
    status,
    statusrunde,
    strategi,
    strategilink,
    udgivelse,
    varsel,
    versioner,
)

__all__ = [
    "aarshjul",
    "filer",
    "forslag",
    "indsats",
    "moede",
    "nyhed",
    "opgave",
    "organisation",
    "sider",
    "status",
    "statusrunde",
    "strategi",
    "strategilink",
    "udgivelse",
    "varsel",
    "versioner",
]
