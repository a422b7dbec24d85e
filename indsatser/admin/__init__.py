"""The admin, one noun a module."""

from . import (
    filer,
    indsats,
    nyhed,
    organisation,
    sider,
    status,
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
    "status",
    "statusrunde",
    "strategi",
    "udgivelse",
    "varsel",
    "versioner",
]
