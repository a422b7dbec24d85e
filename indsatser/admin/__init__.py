"""The admin, one noun a module."""

from . import filer, indsats, organisation, sider, strategi, udgivelse, varsel, versioner

__all__ = [
    "filer",
    "indsats",
    "organisation",
    "sider",
    "strategi",
    "udgivelse",
    "varsel",
    "versioner",
]
