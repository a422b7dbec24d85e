"""Rules for every noun about what a text is built of: pictures, headings, links, tables and documents."""

import re
from pathlib import PurePosixPath

from filer.models import Image

from . import html
from .links import kun_for_redaktionen, post_eller_telefon_ok, sti_i
from .register import Model, regel
from .stykker import ALT_FELTER

ORD_VED_DOKUMENT = 10
"""So many words beside a document, besides its title, tell what is in it."""

_BILLEDFIL = re.compile(r"\.(?:jpe?g|png|gif|webp|svg|avif|heic|tiff?|bmp)$", re.I)
_KAMERANAVN = re.compile(
    r"(?:img|dsc[nf]?|pict?|mvi|gopr|wp|image|photo|billede|foto|screenshot|screen shot|skærmbillede|udklip)"
    r"[\s_()-]*\d[\d\s_()-]*|\d{6,}[\d_-]*|[0-9a-f]{8}(?:-?[0-9a-f]{4}){3}-?[0-9a-f]{12}",
    re.I,
)
_INTETSIGENDE_ALT = {"billede", "billedet", "foto", "image", "photo", "picture", "alt", "grafik"}
_DOKUMENT = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?|odt|ods|odp)$", re.I)
_UDEN_TEGN = re.compile(r"^[\W_]+|[\W_]+$")
TOMME_LINKORD = {
    *(
        "her",
        "klik her",
        "tryk her",
        "se her",
        "læs her",
        "find her",
        "hent her",
        "link",
        "linket",
        "dette link",
    ),
    *(
        "mere",
        "læs mere",
        "se mere",
        "læs mere her",
        "se mere her",
        "læs videre",
        "mere info",
        "hent",
        "download",
    ),
    *("denne side", "siden", "klik", "se", "læs", "flere oplysninger", "yderligere information"),
    *(
        "here",
        "click here",
        "read here",
        "see here",
        "more",
        "read more",
        "see more",
        "read more here",
        "this",
    ),
    *("learn more", "find out more", "more info", "this link", "this page", "click", "details"),
}
_BAR_ADRESSE = re.compile(r"(?:https?://|www\.)\S+", re.I)


def er_filnavn(alt, fil=""):
    """Whether an alternative text is a file's name and no description; `fil` is the address of the picture."""
    navn = PurePosixPath(sti_i(fil)).name
    ens = bool(navn) and alt in (navn, PurePosixPath(navn).stem)
    return ens or bool(_BILLEDFIL.search(alt) or _KAMERANAVN.fullmatch(alt))


@regel(Model)
def billede_uden_alternativ_tekst(tjek):
    for stykke, alt, fil in _billeder(tjek):
        navn = PurePosixPath(sti_i(fil)).name or "billede"
        if not alt:
            besked = "Billedet mangler en alternativ tekst. Skriv, hvad man ser, til dem, der ikke kan se det."
            yield tjek.fejl("alt-mangler", besked, stykke, navn)
        elif er_filnavn(alt, fil) or alt.lower() in _INTETSIGENDE_ALT:
            besked = "Billedets alternative tekst beskriver ikke billedet. Skriv, hvad man ser."
            yield tjek.fejl("alt-filnavn", besked, stykke, alt)


def _billeder(tjek):
    """(piece, alternative text, address) of each picture in the texts and in the fields for pictures."""
    for stykke in tjek.html:
        for img in stykke.trae.iter("img"):
            yield stykke, html.synlig(img.get("alt", "")), img.get("src", "")
    for stykke in tjek.stykker:
        if stykke.er_fil and isinstance(stykke.vaerdi, Image):
            egne = (getattr(stykke.kilde, felt, "") for felt in ALT_FELTER)
            alt = next((tekst for tekst in egne if tekst), stykke.vaerdi.default_alt_text)
            yield stykke, html.synlig(alt or ""), stykke.vaerdi.url or ""


@regel(Model)
def tom_overskrift(tjek):
    for stykke in tjek.stykker:
        for element in stykke.trae.iter(*html.OVERSKRIFTER):
            if not html.navn_paa(element) and not html.har_plugin(element):
                besked = "Der er en tom overskrift. Skriv en tekst i den, eller slet linjen."
                yield tjek.fejl("tom-overskrift", besked, stykke, _efter(element))
        if stykke.er_overskrift and not stykke.felt.blank and not stykke.tekst.strip():
            besked = f"Feltet «{stykke.felt.verbose_name}» er tomt. Skriv en overskrift."
            yield tjek.fejl("tom-overskrift", besked, stykke)


def _efter(element):
    """The words that follow, so that an editor can find something that holds no words itself."""
    efter = html.tekst_af(element.getnext()) if element.getnext() is not None else ""
    return f"før «{efter[:40]}»" if efter else ""


@regel(Model)
def overskrifter_i_raekkefoelge(tjek):
    niveau = 1
    for stykke in tjek.stykker:
        if not stykke.er_html:
            niveau = _skabelonens_niveau(stykke, niveau)
            continue
        niveau = (
            niveau if stykke.er_plugin else 2
        )  # a field of a noun stands under the template's own heading
        for element in stykke.trae.iter(*html.OVERSKRIFTER):
            nyt = int(element.tag[1])
            if nyt == 1:
                besked = "Sidens titel er den eneste overskrift på niveau 1. Brug niveau 2 eller lavere i teksten."
                yield tjek.advarsel("overskrift-niveau", besked, stykke, html.navn_paa(element))
            elif nyt > niveau + 1:
                besked = f"Overskriften springer fra niveau {niveau} til {nyt}. Brug niveau {niveau + 1}."
                yield tjek.advarsel("overskrift-niveau", besked, stykke, html.navn_paa(element))
            niveau = nyt


def _skabelonens_niveau(stykke, niveau):
    """The heading of a plugin is an h2."""
    return (
        2
        if stykke.er_plugin and stykke.er_overskrift and stykke.felt.name == "overskrift"
        else niveau
    )


@regel(Model)
def linktekst_der_ikke_kan_staa_alene(tjek):
    for henvisning in tjek.henvisninger.alle:
        tekst = _UDEN_TEGN.sub("", henvisning.tekst).lower()
        if henvisning.href and not tekst and henvisning.stykke.er_html:
            besked = "Linket har ingen tekst. Skriv, hvor det fører hen, eller slet det."
            yield tjek.advarsel("linktekst", besked, henvisning.stykke, henvisning.href)
        elif tekst in TOMME_LINKORD:
            besked = (
                "Linkets tekst siger ikke, hvor det fører hen. Skriv det, så linket kan stå alene."
            )
            yield tjek.advarsel("linktekst", besked, henvisning.stykke, henvisning.tekst)
        elif _BAR_ADRESSE.fullmatch(henvisning.tekst):
            besked = "Linkets tekst er en adresse. Skriv i stedet med ord, hvor det fører hen."
            yield tjek.advarsel("linktekst", besked, henvisning.stykke, henvisning.tekst)


@regel(Model)
def brudt_link(tjek):
    for henvisning in tjek.henvisninger.alle:
        if besked := _hvad_er_galt(tjek, henvisning):
            yield tjek.fejl("brudt-link", besked, henvisning.stykke, henvisning.vist)


def _hvad_er_galt(tjek, henvisning):
    if henvisning.mangler:
        return "Det, linket peger på, er slettet. Vælg noget andet, eller fjern linket."
    if henvisning.href in ("", "#"):
        return "Linket har ingen adresse. Vælg, hvor det skal føre hen, eller fjern det."
    if not post_eller_telefon_ok(henvisning.href):
        return "Mailadressen eller telefonnummeret i linket er ikke skrevet rigtigt. Ret det."
    sti = tjek.henvisninger.interne.get(henvisning)
    if sti is None:
        return ""
    if kun_for_redaktionen(sti):
        return "Linket fører til administrationen, som læserne ikke kan komme ind i. Brug den offentlige adresse."
    if sti in tjek.henvisninger.findes:
        return ""
    if henvisning.href.lower().startswith("www."):
        return "Linket mangler https:// foran adressen. Skriv hele adressen."
    return (
        "Linket fører ingen steder hen for læserne: Siden findes ikke, eller den er ikke udgivet på sproget. "
        "Ret adressen, eller udgiv siden først."
    )


@regel(Model)
def tabel_uden_overskrifter(tjek):
    for stykke in tjek.html:
        for tabel in stykke.trae.iter("table"):
            if tabel.find(".//th") is None:
                besked = "Tabellen har ingen overskrifter over kolonnerne. Gør den øverste række til overskrifter."
                yield tjek.advarsel("tabel", besked, stykke, html.tekst_af(tabel))


@regel(Model)
def dokument_uden_resume(tjek):
    """A document has a summary when words stand with it: in the same box, or in the same text as the link."""
    for stykke in tjek.stykker:
        if stykke.er_fil and stykke.vaerdi and not isinstance(stykke.vaerdi, Image):
            ved = sum(_ord(nabo.tekst) for nabo in tjek.html if nabo.boks == stykke.boks)
            if ved < ORD_VED_DOKUMENT:
                yield _mangler_resume(tjek, stykke, str(stykke.kilde))
    for henvisning in tjek.henvisninger.alle:
        if _DOKUMENT.search(sti_i(henvisning.href)):
            ved = _ord(henvisning.stykke.tekst) - _ord(henvisning.tekst)
            if ved < ORD_VED_DOKUMENT and henvisning.stykke.er_html:
                yield _mangler_resume(tjek, henvisning.stykke, henvisning.tekst or henvisning.href)


def _mangler_resume(tjek, stykke, uddrag):
    besked = (
        "Dokumentet står uden et resumé. Skriv med et par sætninger på siden, hvad der står i det, "
        "for ikke alle kan læse filen."
    )
    return tjek.advarsel("dokument-uden-resume", besked, stykke, uddrag)


def _ord(tekst):
    return len(tekst.split())
