"""The admin, one noun a module."""

from . import indsats, organisation, sider, strategi, udgivelse, versioner

__all__ = ["indsats", "organisation", "sider", "strategi", "udgivelse", "versioner"]
