"""The admin, one noun a module."""

from . import (
    aarshjul,
    filer,
    indsats,
    nyhed,
    organisation,
    sider,
    strategi,
    strategilink,
    udgivelse,
    varsel,
    versioner,
)

__all__ = [
    "aarshjul",
    "filer",
    "indsats",
    "nyhed",
    "organisation",
    "sider",
    "strategi",
    "strategilink",
    "udgivelse",
    "varsel",
    "versioner",
]
