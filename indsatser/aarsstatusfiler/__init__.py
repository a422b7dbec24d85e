"""A locked annual report as files: PDF, Word and slides, each made of the frozen content and the political path alone.

The same content gives the same bytes, whatever process makes them and whenever.
"""

from .pdf import pdf

__all__ = ["pdf"]
