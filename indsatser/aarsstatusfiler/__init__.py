"""A locked annual report as files: PDF, Word and slides, each made of the frozen content and the political path alone.

The same content gives the same bytes, whatever process makes them and whenever.
"""

from .dias import dias
from .pdf import pdf
from .word import word

__all__ = ["dias", "pdf", "word"]
