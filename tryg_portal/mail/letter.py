"""A kind of mail and its values → subject, text and HTML.

The text is plain, with [placeholders]. It is never run as a template: each placeholder is replaced once, and what
somebody has written is put in as it is. A line whose placeholders are all empty is left out. A line that ends with
[adresse] becomes a button in the HTML, named by what stands before it.
"""

import re
from dataclasses import dataclass

from django.conf import settings
from django.template import TemplateDoesNotExist
from django.template.loader import get_template, render_to_string
from django.utils import translation
from django.utils.html import escape, urlize
from django.utils.safestring import mark_safe

from ..models import MailText

PLACEHOLDER = re.compile(r"\[([a-zæøå][a-zæøå0-9_]*)\]")
BUTTON = "[adresse]"
BUTTON_LABEL = "Åbn siden"
OWN_GREETING = re.compile(r"\s*(Hej|Kære|Hello|Dear)\b")
OWN_ENDING = re.compile(r"^((Venlig|Med venlig) hilsen|Kind regards)\b", re.MULTILINE)


@dataclass(frozen=True)
class Wording:
    """The subject and text of a kind, with their placeholders unfilled."""

    subject: str
    text: str


@dataclass(frozen=True)
class Letter:
    subject: str
    text: str
    html: str


def default_wording(kind):
    """The one that came with the portal. Its file may be a template of Django's: nobody but us has written it."""
    values = {name: f"[{name}]" for name in kind.placeholders}
    with translation.override("da"):
        text = render_to_string(f"mail/{kind.name}.txt", {**values, "bare": True})
    subject, _, text = text.strip().partition("\n")
    return Wording(" ".join(subject.split()), re.sub(r"\n{3,}", "\n\n", text.strip()))


def has_text(kind):
    """A kind that is only ever a line in the gathered mail has none."""
    try:
        get_template(f"mail/{kind.name}.txt")
    except TemplateDoesNotExist:
        return False
    return True


def wording_of(kind):
    """The coordinator's own, or the one that came with the portal."""
    edited = MailText.objects.filter(kind=kind.name).first()
    return Wording(edited.subject, edited.text) if edited else default_wording(kind)


def checked(kind, context):
    """The values as texts; a name that the kind does not have is a fault of ours, and told at once."""
    if unknown := context.keys() - kind.placeholders.keys():
        raise ValueError(f"{kind.name} har ikke pladsholderne {', '.join(sorted(unknown))}.")
    told = {name: value for name, value in context.items() if value is not None}
    return {name: str(told.get(name, "")) for name in kind.placeholders}


def write(wording, values, *, footer=None, blocks=None):
    """Fill in the values. `footer` says how to get fewer mails, and in which language: see templates/mail/brev.txt.

    `blocks` is the HTML of placeholders that stand on a line of their own.
    """
    subject = settings.ACCOUNT_EMAIL_SUBJECT_PREFIX + subject_of(wording, values)
    lines = _lines(wording.text, values)
    text = "\n".join(fill(line, values) for line in lines)
    context = {
        **(footer or {}),
        "subject": subject,
        "site_url": settings.SITE_URL,
        "navn": values.get("navn", ""),
        "own_greeting": OWN_GREETING.match(text),
        "own_ending": OWN_ENDING.search(text),
    }
    html = _html(lines, values, blocks or {}, context.get("language"))
    with translation.override("da"):
        text = render_to_string("mail/brev.txt", {**context, "text": text})
        html = render_to_string("mail/brev.html", {**context, "text": html})
    return Letter(subject, re.sub(r"\n{3,}", "\n\n", text.strip()) + "\n", html)


def subject_of(wording, values):
    """On one line, whatever somebody has written: a line break would begin a header of its own."""
    return " ".join(fill(wording.subject, values).split())[:300]


def fill(text, values):
    return PLACEHOLDER.sub(lambda found: values.get(found[1], found[0]), text)


def _lines(text, values):
    """The lines that have something to say."""
    return [line for line in text.strip().splitlines() if not _is_empty(line, values)]


def _is_empty(line, values):
    names = [name for name in PLACEHOLDER.findall(line) if name in values]
    return bool(names) and not any(values[name].strip() for name in names)


def _html(lines, values, blocks, language):
    done, paragraph = [], []
    for line in [*lines, ""]:
        block = _block(line.strip(), values, blocks, language)
        if block is None:
            paragraph.append(_line(line, values))
            continue
        if paragraph:
            done.append(f"<p>{'<br>'.join(paragraph)}</p>")
            paragraph = []
        done.append(block)
    return mark_safe("\n".join(done))


def _block(line, values, blocks, language):
    """What a line is that is no part of a paragraph: an empty one, a button, a block."""
    if line.endswith(BUTTON):
        return _button(line, values, language)
    return blocks.get(line.strip("[]"), None if line else "")


def _line(line, values):
    return urlize(fill(line, values), autoescape=True).replace("\n", "<br>")


def _button(line, values, language):
    label = fill(line.removesuffix(BUTTON), values).strip().rstrip(":")
    url = values.get("adresse", "")
    context = {"url": url, "label": label or BUTTON_LABEL, "language": language}
    return render_to_string("mail/button.html", context)


def html_of(text, subject):
    """An HTML version of a plain text that is finished, with its paragraphs and links."""
    context = {"text": text, "subject": subject, "site_url": settings.SITE_URL}
    return render_to_string("mail/text.html", context)


def list_of(headings):
    """The lines of a gathered mail as text and as HTML: heading → [(text, url)]."""
    text, html = [], []
    for heading, lines in headings.items():
        text += [
            heading,
            *(f"- {line}\n  {url}" if url else f"- {line}" for line, url in lines),
            "",
        ]
        items = "".join(f"<li>{_link(line, url)}</li>" for line, url in lines)
        html.append(f'<h2 style="font-size:18px;margin:24px 0 8px">{escape(heading)}</h2>')
        html.append(f'<ul style="padding-left:20px">{items}</ul>')
    return "\n".join(text).strip(), mark_safe("\n".join(html))


def _link(text, url):
    return (
        f'<a href="{escape(url)}" style="color:#0b3c5d">{escape(text)}</a>' if url else escape(text)
    )
