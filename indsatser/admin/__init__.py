"""The admin, one noun a module."""

from . import (
    filer,
    indsats,
    nyhed,
    organisation,
    sider,
    statusrunde,
    strategi,
    udgivelse,
    varsel,
    versioner,
)

__all__ = [
    "filer",
    "indsats",
    "nyhed",
    "organisation",
    "sider",
    "statusrunde",
    "strategi",
    "udgivelse",
    "varsel",
    "versioner",
]
