"""What the portal's own templates and code say in Danish has an English text."""

import re
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parents[1]
TEMPLATE = re.compile(r"""\{%\s*translate\s+"([^"]+)"|\b_\("([^"]+)"\)""")
CODE = re.compile(r"""(?:gettext|gettext_lazy|\b_)\(\s*"([^"]+)"\s*\)""")


def own_texts():
    for fil in (ROOT / "templates").rglob("*.html"):
        if "admin" not in fil.parts:
            yield from ((m[0] or m[1], fil.name) for m in TEMPLATE.findall(fil.read_text("utf-8")))
    for fil in (ROOT / "indsatser").rglob("*.py"):
        yield from ((tekst, fil.name) for tekst in CODE.findall(fil.read_text("utf-8")))


def test_every_text_of_the_portal_has_its_english():
    english = {
        entry.msgid
        for entry in polib.pofile(ROOT / "locale/en/LC_MESSAGES/django.po").translated_entries()
    }
    texts = set(own_texts())

    assert len(texts) > 100
    assert sorted(pair for pair in texts if pair[0] not in english) == []
