"""The admin, one noun a module."""

from . import indsats, organisation, strategi, udgivelse, versioner

__all__ = ["indsats", "organisation", "strategi", "udgivelse", "versioner"]
