"""Values from a file or a paste into the series, looked at row by row, taken whole or not at all.

tal.py        a cell → a number, by a rule that is said
perioder.py   a cell → the first and the last day of a period, and back
kolonner.py   the columns, the many names of each, and what the first row must hold
filer.py      an upload or a paste → rows as lines of JSON, with bounded memory
ark.py        the same of XLSX and ODS, run as a process of its own with limits
raekker.py    one row → the value that it means, and what it would do
laesning.py   the rows, a portion at a time: by the page that shows the progress, and by the clock
indtagelse.py all rows into the series in one transaction, and out again
eksport.py    a series in the same columns, and the templates
"""


class Afvist(Exception):
    """The file cannot be read; the message says why and what to do."""


class Ulaeselig(ValueError):
    """A cell cannot be read; the message says why and what to write."""
