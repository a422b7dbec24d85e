"""What the three files say, in the order that they say it: the sections, then the people, last the political path."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.formats import date_format, number_format
from django.utils.html import format_html, format_html_join

from .tekst import blokke, fuld_adresse, ren_html, uden_styretegn

SERIER_I_TABEL = 6
"""Columns of values that a sheet of paper has room for."""


@dataclass(frozen=True)
class Tabel:
    titel: str
    hoveder: tuple
    raekker: tuple


@dataclass(frozen=True)
class Punkt:
    id: str
    titel: str
    html: str
    blokke: tuple
    adresse: str
    linjer: tuple
    """What stands small below the text: names, day, break, method."""
    kilde: str
    kilde_link: str
    diagram: dict | None
    tabeller: tuple

    @property
    def tom(self):
        return not (self.titel or self.blokke or self.diagram)


@dataclass(frozen=True)
class Afsnit:
    id: str
    titel: str
    punkter: tuple


@dataclass(frozen=True)
class Indhold:
    titel: str
    undertitel: str
    adresse: str
    laast: datetime
    laast_ord: str
    afsnit: tuple


def laes(frosset, behandlinger):
    """The content, without what XML refuses; a section or a point that says nothing is left out."""
    rent = _rens(frosset)
    laast = datetime.fromisoformat(rent["laast"])
    afsnit = [
        _afsnit(et["id"], et["titel"], [_punkt(punkt) for punkt in et["punkter"]])
        for et in rent["afsnit"]
    ]
    afsnit.append(_afsnit("personer", "Mennesker bag", _personer(rent["personer"])))
    vejen = [_behandling(nr, b) for nr, b in enumerate(_rens(list(behandlinger)), 1)]
    afsnit.append(_afsnit("vejen", "Vejen til beslutning", vejen))
    return Indhold(
        titel=rent["titel"],
        undertitel=rent["undertitel"],
        adresse=fuld_adresse(rent["adresse"]),
        laast=laast,
        laast_ord=date_format(laast, "j. F Y"),
        afsnit=tuple(et for et in afsnit if et.punkter),
    )


def _rens(vaerdi):
    if isinstance(vaerdi, str):
        return uden_styretegn(vaerdi)
    if isinstance(vaerdi, dict):
        return {noegle: _rens(indre) for noegle, indre in vaerdi.items()}
    return [_rens(en) for en in vaerdi] if isinstance(vaerdi, list | tuple) else vaerdi


def _afsnit(id_, titel, punkter):
    return Afsnit(id_, titel, tuple(punkt for punkt in punkter if not punkt.tom))


def _dag(iso):
    return date_format(date.fromisoformat(iso), "j. F Y") if iso else ""


def _punkt(punkt):
    diagram = punkt["diagram"]
    return Punkt(
        id=punkt["id"],
        titel=_en_linje(punkt["titel"]),
        html=ren_html(punkt["tekst"]),
        blokke=tuple(blokke(punkt["tekst"])),
        adresse=fuld_adresse(punkt["adresse"]),
        linjer=tuple(_linjer(punkt)),
        kilde=punkt["kilde"] or (diagram or {}).get("kilde") or "",
        kilde_link=fuld_adresse((diagram or {}).get("kilde_link")),
        diagram=diagram,
        tabeller=tuple(_tabeller(diagram)) if diagram else (),
    )


def _en_linje(tekst):
    return " ".join(tekst.split())


def _linjer(punkt):
    diagram = punkt["diagram"] or {}
    if punkt["dato"]:
        yield _dag(punkt["dato"])
    if punkt["navne"]:
        yield ", ".join(
            f"{en['rolle']}: {en['navn']}" if en["rolle"] else en["navn"] for en in punkt["navne"]
        )
    for brud in diagram.get("brud", ()):
        yield f"Brud i serien {_dag(brud['fra'])}: {brud['note'] or 'ny metode'}"
    if diagram.get("maaltal"):
        yield f"Måltal: {tal(diagram['maaltal'])} {diagram['enhed']}".strip()
    if diagram.get("metode"):
        yield f"Metode: {diagram['metode']}"
    for serie in diagram.get("serier", ()):
        for maalt in serie["punkter"]:
            if maalt.get("note"):
                yield f"{serie['navn']}, {maalt['periode']}: {maalt['note']}"


def tal(vaerdi):
    """As Danish writes it, with the decimals that the value has."""
    return number_format(vaerdi, force_grouping=True)


def _tabeller(diagram):
    """A row for each period, a column for each series; a period without a value says so."""
    serier = [serie for serie in diagram["serier"] if serie["punkter"]]
    enhed = f" ({diagram['enhed']})" if diagram["enhed"] else ""
    for fra in range(0, len(serier), SERIER_I_TABEL):
        vist = serier[fra : fra + SERIER_I_TABEL]
        hoveder = ("Periode", *(serie["navn"] for serie in vist))
        yield Tabel(diagram["titel"] + enhed, hoveder, tuple(_raekker(vist)))


def _raekker(serier):
    perioder = {(p["fra"], p["til"]): p["periode"] for s in serier for p in s["punkter"]}
    vaerdier = [{(p["fra"], p["til"]): _celle(p) for p in s["punkter"]} for s in serier]
    for noegle, navn in sorted(perioder.items()):
        yield (navn, *(i_serien.get(noegle, "ingen tal") for i_serien in vaerdier))


def _celle(maalt):
    usikkerhed = maalt.get("usikkerhed")
    return tal(maalt["vaerdi"]) + (f" ± {tal(usikkerhed)}" if usikkerhed else "")


def _fast_punkt(id_, titel, html):
    return Punkt(id_, titel, html, tuple(blokke(html)), "", (), "", "", None, ())


def _personer(personer):
    grupper = {}
    for person in personer:
        ord_ = ", ".join(filter(None, [person["navn"], person["titel"]]))
        organisation = f" ({person['organisation']})" if person["organisation"] else ""
        grupper.setdefault(person["gruppe"], []).append((ord_ + organisation,))
    for nr, (gruppe, linjer) in enumerate(grupper.items(), 1):
        html = format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", linjer))
        yield _fast_punkt(f"personer-{nr}", _en_linje(gruppe), str(html))


def _behandling(nummer, behandling):
    titel = ", ".join(filter(None, [behandling["organ"], _dag(behandling["dato"])]))
    fakta = ", ".join(
        f"{navn} {behandling[noegle]}"
        for noegle, navn in (("punkt", "punkt"), ("sagsnummer", "sag"))
        if behandling.get(noegle)
    )
    udfald = behandling.get("udfald") or ""
    foerste = f"{udfald} ({fakta})" if udfald and fakta else udfald or fakta.capitalize()
    linjer = [foerste, *(behandling.get("tekst") or "").splitlines()]
    html = format_html_join("", "<p>{}</p>", ((linje,) for linje in linjer if linje.strip()))
    return _fast_punkt(f"vejen-{nummer}", _en_linje(titel), str(html))
