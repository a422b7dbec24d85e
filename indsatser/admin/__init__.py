"""The admin, one noun a module."""

from . import indsats, organisation, strategi

__all__ = ["indsats", "organisation", "strategi"]
