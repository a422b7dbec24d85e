"""The admin, one noun a module."""

from . import (
    filer,
    forslag,
    indsats,
    nyhed,
    organisation,
    sider,
    strategi,
    udgivelse,
    varsel,
    versioner,
)

__all__ = [
    "filer",
    "forslag",
    "indsats",
    "nyhed",
    "organisation",
    "sider",
    "strategi",
    "udgivelse",
    "varsel",
    "versioner",
]
