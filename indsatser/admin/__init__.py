"""The admin, one noun a module."""

from . import filer, indsats, nyhed, organisation, sider, strategi, udgivelse, versioner

__all__ = [
    "filer",
    "indsats",
    "nyhed",
    "organisation",
    "sider",
    "strategi",
    "udgivelse",
    "versioner",
]
