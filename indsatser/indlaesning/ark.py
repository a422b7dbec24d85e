"""A spreadsheet → its rows as lines of JSON: run as a process of its own, so that no file can take the portal down.

    python ark.py <file> <rows.jsonl> <most rows>

The library unpacks a whole sheet at once, and a cell in the last corner of an otherwise empty one makes that 17 billion
cells. So the process may take so much memory and time, and no more; it knows nothing of Django.
"""

import json
import resource
import sys
from datetime import date, datetime, time, timedelta

HUKOMMELSE = 300 * 1024 * 1024
SEKUNDER = 40
TOM, FOR_MANGE, ULAESELIG = 3, 4, 5
"""What the process ends with, beside 0."""


def _graenser():
    resource.setrlimit(resource.RLIMIT_AS, (HUKOMMELSE, HUKOMMELSE))
    resource.setrlimit(resource.RLIMIT_CPU, (SEKUNDER, SEKUNDER))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _celle(vaerdi):
    if isinstance(vaerdi, float) and vaerdi.is_integer() and abs(vaerdi) < 2**53:
        return int(vaerdi)
    if isinstance(vaerdi, datetime) and vaerdi.time() == time():
        return vaerdi.date().isoformat()
    if isinstance(vaerdi, (date, time)):
        return vaerdi.isoformat()
    return str(vaerdi) if isinstance(vaerdi, timedelta) else vaerdi


def _raekker(ark):
    for nummer, celler in enumerate(ark.iter_rows(), 1):
        while celler and celler[-1] in ("", None):
            celler.pop()
        if any(celle not in ("", None) for celle in celler):
            yield nummer, [_celle(celle) for celle in celler]


def _skriv(bog, ud, flest):
    """The first sheet that holds anything; answers its name, the number of its rows, and how many others there are."""
    for navn in bog.sheet_names:
        antal = 0
        for antal, raekke in enumerate(_raekker(bog.get_sheet_by_name(navn)), 1):
            if antal > flest + 1:
                sys.exit(FOR_MANGE)
            ud.write(json.dumps(raekke, ensure_ascii=False) + "\n")
        if antal:
            return {"ark": navn, "andre": len(bog.sheet_names) - 1}
    sys.exit(TOM)


def main(fil, ud, flest):
    _graenser()
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        bog = CalamineWorkbook.from_path(fil)
        with open(ud, "w", encoding="utf-8") as til:
            print(json.dumps(_skriv(bog, til, int(flest))))
    except (CalamineError, OSError, ValueError):
        sys.exit(ULAESELIG)


if __name__ == "__main__":
    main(*sys.argv[1:])
