"""The admin and the CMS speak Danish: every text of the installed packages has one, and it is well-formed.

Reads catalogues and source files only: no settings, no database. After an upgrade of a package the second
rule names the new English texts; write them into locale/da/LC_MESSAGES/ by hand and run msgfmt.
"""

import ast
import importlib.util
import re
from collections import Counter
from functools import cache
from pathlib import Path

import polib
import pytest
from django.utils.translation.template import templatize

LOCALE = Path(__file__).parent.parent / "locale"
CATALOGUES = sorted(LOCALE.glob("*/LC_MESSAGES/*.po"))

PACKAGES = [
    *(
        "cms",
        "csp",
        "django_fsm",
        "djangocms_alias",
        "djangocms_attributes_field",
        "djangocms_link",
    ),
    "allauth",
    *("djangocms_simple_admin_style", "djangocms_text", "djangocms_versioning", "easy_thumbnails"),
    *("filer", "formtools", "menus", "parler", "polymorphic", "sekizai", "treebeard"),
]
CONTRIB = ["admin", "auth", "contenttypes", "humanize", "redirects", "sessions", "sites"]
DJANGO = ["django/conf", *(f"django/contrib/{name}" for name in CONTRIB)]

# «Filer» is the name of a package, and Danish for files.
SAME_IN_DANISH = {
    *(
        "Administration",
        "Browser",
        "Filer",
        "Format",
        "Link",
        "Menu",
        "Support",
        "Type",
        "Upload",
        "id",
    ),
    *("status", "type", "Version %(cms_version)s", "django CMS"),
}
DJANGO_SAME = {
    *("%(app)s administration", "%(size)d byte", "%(value)s million", "Administration", "Ido"),
    *("Syndication", "hash", "salt", "session", "version"),
    *("apr", "aug", "dec", "feb", "jan", "jul", "jun", "mar", "nov"),
}
# Django's extractor cuts a text at an escaped quote; the whole of it is in OUT_OF_SIGHT.
NOT_IN_SOURCE = {"Open \\"}
OUT_OF_SIGHT = {
    "cms": [
        'Open "Create" dialog',
        "You do not have permission to change a page's navigation status",
        "You cannot change this page's navigation status",
    ]
}
OTHER_WORDS = re.compile(
    r"\b(publicer|plugin|placeholder|pladsholder|website|webside|applikation|apphook)",
    re.IGNORECASE,
)

PLACEHOLDERS = re.compile(r"%\(\w+\)[sdrif]|%[sdrif]|\{[^{}\s]*\}|§")
TAGS = re.compile(r"</?(?:a|b|br|code|div|em|h[1-6]|i|li|p|span|strong|ul)(?=[\s/>])")

PLAIN = {"_", "gettext", "gettext_lazy", "gettext_noop", "ugettext_lazy"}
PLURAL = {"ngettext", "ngettext_lazy"}
CONTEXT = {"pgettext", "pgettext_lazy"}
TEMPLATE_CALL = re.compile(
    r"(?<!\w)(?:_|gettext|ngettext|pgettext|npgettext)\(.*?\)(?=\s|$)", re.DOTALL
)


def folder(package):
    """Where a package is installed (its name with slashes), without importing it."""
    top, *rest = package.split("/")
    return Path(importlib.util.find_spec(top).origin).parent.joinpath(*rest)


def msgid(text):
    return (None, text)


def texts_in_python(source):
    """The (context, msgid) of each gettext call with literal arguments."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        constants = [arg.value for arg in node.args if isinstance(arg, ast.Constant)]
        literals = [value for value in constants if isinstance(value, str)]
        if literals and name in PLAIN | PLURAL:
            yield msgid(literals[0])
        elif len(literals) > 1 and name in CONTEXT:
            yield tuple(literals[:2])


def texts_in_template(source):
    """The same for a template, by way of Django's own rewriting of template tags to gettext calls."""
    for call in TEMPLATE_CALL.findall(templatize(source)):
        try:
            yield from texts_in_python(call)
        except SyntaxError:
            continue


def shipped(root, suffixes):
    """The files of a package that an editor can meet."""
    aside = {"tests", "test_utils", "migrations", "management"}
    for path in root.rglob("*"):
        parts = path.relative_to(root).parts
        if path.suffix in suffixes and not aside & set(parts) and not path.name.endswith(".min.js"):
            yield path


@cache
def texts_of(package):
    """Every text a package shows, read from its Python and its templates."""
    found = {msgid(text) for text in OUT_OF_SIGHT.get(package, [])}
    for path in shipped(folder(package), {".py", ".html", ".txt"}):
        source = path.read_text(encoding="utf-8")
        if path.suffix == ".py":
            found.update(texts_in_python(source))
        elif "templates" in path.parts:
            found.update(texts_in_template(source))
    return {key for key in found if key[1].strip() and key[1] not in NOT_IN_SOURCE}


def entries(path):
    """A compiled catalogue, as Django reads it: {(context, msgid): [msgstr, …]}."""
    if not path.exists():
        return {}
    return {(e.msgctxt, e.msgid): texts(e) for e in polib.mofile(str(path))}


def texts(entry):
    return [text for _, text in sorted(entry.msgstr_plural.items())] or [entry.msgstr]


@cache
def danish(package):
    """What Django finds for a text of this package: ours first, then the package's own, then Django's."""
    found = {}
    for source in ["django/conf", "django/contrib/admin", package]:
        found.update(entries(folder(source) / "locale/da/LC_MESSAGES/django.mo"))
    return found | entries(LOCALE / "da/LC_MESSAGES/django.mo")


def untranslated(package, keys, same):
    """The texts with no Danish, or still in English and not among the words that are the same."""
    found = danish(package)
    return sorted(key[1] for key in keys if not is_danish(key[1], found.get(key, []), same))


def is_danish(english, forms, same):
    has_words = re.search("[a-z]{2}", PLACEHOLDERS.sub("", english))
    return bool(forms) and all(forms) and (english not in forms or english in same or not has_words)


def test_der_er_dansk_til_administrationen():
    assert (LOCALE / "da/LC_MESSAGES/django.mo").exists()


@pytest.mark.parametrize("po", CATALOGUES, ids=lambda path: str(path.relative_to(LOCALE)))
def test_den_oversatte_fil_svarer_til_kilden(po):
    source = {(e.msgctxt, e.msgid): texts(e) for e in polib.pofile(str(po)) if e.translated()}
    assert entries(po.with_suffix(".mo")) == source, f"run msgfmt -c on {po.name}"


@pytest.mark.parametrize("package", PACKAGES)
def test_alt_i_pakken_er_paa_dansk(package):
    assert untranslated(package, texts_of(package), SAME_IN_DANISH) == []


@pytest.mark.parametrize("package", DJANGO)
def test_alt_i_django_er_paa_dansk(package):
    english = polib.pofile(str(folder(package) / "locale/en/LC_MESSAGES/django.po"))
    assert untranslated(package, {(e.msgctxt, e.msgid) for e in english}, DJANGO_SAME) == []


def test_pladser_til_vaerdier_og_opmaerkning_er_de_samme():
    assert [text for po in CATALOGUES for text in misfits(polib.pofile(str(po)))] == []


def misfits(catalogue):
    """The texts whose values, tags or outer line breaks differ from those of their msgid."""
    for entry in catalogue:
        if not entry.translated():
            continue
        allowed = [shape(text) for text in (entry.msgid, entry.msgid_plural) if text]
        if any(shape(text) not in allowed for text in texts(entry)):
            yield entry.msgid


def shape(text):
    text = text.replace("%%", "")
    breaks = (text.startswith("\n"), text.endswith("\n"))
    return Counter(PLACEHOLDERS.findall(text)), Counter(TAGS.findall(text)), breaks


@pytest.mark.parametrize("package", PACKAGES)
def test_der_er_et_ord_for_en_ting(package):
    found = danish(package)
    shown = [text for key in texts_of(package) for text in found.get(key, [])]
    names = re.compile(PLACEHOLDERS.pattern + r"|https?:\S+")
    assert [text for text in shown if OTHER_WORDS.search(names.sub("", text))] == []


def test_ingen_usikre_oversaettelser():
    assert [e.msgid for po in CATALOGUES for e in polib.pofile(str(po)) if e.fuzzy] == []
