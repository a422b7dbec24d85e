"""Rules for every noun about what is written: what must not be public, and what is hard or out of date to read."""

from datetime import timedelta
from urllib.parse import unquote

from ..laesbarhed import lix
from . import html, sprog
from .fund import Alvor, Fund, kort
from .links import intern_sti
from .register import Model, regel

LANG_SAETNING = 35
"""The most words that a sentence may have."""
LIX_GRAENSE = 45
LIX_MINDSTE_ORD = 50
"""A shorter text says nothing certain about how hard it is to read."""
GAMMEL = timedelta(days=2 * 365)


@regel(Model)
def cpr_nummer(tjek):
    """In every text, in what is read aloud of a picture or a link, and in addresses and names of files."""
    for stykke, tekst, kun_med_streg in _alt_der_kan_laeses(tjek):
        for nummer in sprog.cpr_numre(html.ens_streger(tekst), kun_med_streg):
            besked = "Der står noget, der ligner et CPR-nummer. Slet det: Det må aldrig stå på en offentlig side."
            yield tjek.fejl("cpr", besked, stykke, nummer)


def _alt_der_kan_laeses(tjek):
    """(piece, text, whether only a number with a hyphen counts): in other sites' addresses ten digits are common."""
    for stykke in tjek.stykker:
        yield stykke, stykke.tekst, False
        for element in stykke.trae.iter("*"):
            for navn in ("alt", "title", "aria-label"):
                yield stykke, html.synlig(element.get(navn, "")), False
            yield stykke, unquote(element.get("src", "")), False
        if stykke.er_fil and stykke.vaerdi:
            fil = stykke.vaerdi
            tekster = (
                fil.url,
                fil.original_filename,
                fil.name,
                getattr(fil, "default_alt_text", ""),
            )
            yield from ((stykke, unquote(tekst or ""), False) for tekst in tekster)
    for henvisning in tjek.henvisninger.alle:
        href = unquote(henvisning.href)
        fremmed = intern_sti(href) is None and href.startswith(("http:", "https:"))
        yield henvisning.stykke, href, fremmed


@regel(Model)
def fyldtekst(tjek):
    for stykke in tjek.stykker:
        if match := sprog.FYLDTEKST.search(stykke.tekst):
            besked = "Der står noget, der ligner en note til jer selv. Skriv den rigtige tekst, eller slet den."
            yield tjek.advarsel("fyldtekst", besked, stykke, match.group())


@regel(Model)
def lang_saetning(tjek):
    for stykke in tjek.stykker:
        for saetning in sprog.saetninger(stykke.tekst):
            antal = sprog.antal_ord(saetning)
            if antal > LANG_SAETNING:
                besked = f"Sætningen har {antal} ord. Del den, så hver har højst {LANG_SAETNING}."
                yield tjek.advarsel("lang-saetning", besked, stykke, sprog.masker(saetning))


@regel(Model)
def svaer_at_laese(tjek):
    """LIX of everything written in the content together; the measure is made for Danish."""
    loebende = [stykke for stykke in tjek.html if stykke.tekst]
    tekst = "\n".join(_med_punktum(stykke.tekst) for stykke in loebende)
    if tjek.sprog != "da" or sprog.antal_ord(tekst) < LIX_MINDSTE_ORD:
        return
    tal = lix(tekst)
    if tal > LIX_GRAENSE:
        haardest = max(loebende, key=lambda stykke: lix(_med_punktum(stykke.tekst)))
        besked = f"Teksten har LIX {tal:.0f}; den bør højst have {LIX_GRAENSE}. Brug kortere sætninger og ord."
        yield Fund(
            "lix",
            Alvor.ADVARSEL,
            besked,
            f"Hele teksten, sværest i {haardest.hvor}",
            _sprogproeve(haardest),
            haardest.link,
        )


def _med_punktum(tekst):
    """Every line ends its sentence, as headings and list items do."""
    return "\n".join(linje if linje[-1:] in ".!?:" else f"{linje}." for linje in tekst.splitlines())


def _sprogproeve(stykke):
    """The sentence that is hardest to read."""
    saetninger = [s for s in sprog.saetninger(stykke.tekst) if sprog.antal_ord(s) > 3]
    return kort(sprog.masker(max(saetninger, key=lix, default="")))


@regel(Model)
def gammel_dato(tjek):
    for stykke in tjek.stykker:
        for dag, saetning in sprog.loefter_med_dato(stykke.tekst):
            if dag < tjek.i_dag - GAMMEL:
                besked = f"Teksten lover noget i {dag.year}, som er forbi. Skriv, hvordan det gik, eller slet det."
                yield tjek.advarsel("gammel-dato", besked, stykke, sprog.masker(saetning))
