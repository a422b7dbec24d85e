"""Subject and text of a kind of mail as somebody types them: what may stand in them, and what is wrong."""

import re
from difflib import get_close_matches

from django import forms

from .letter import Wording

BRACKETED = re.compile(r"\[([^\[\]\n]*)\]")
CONTROL = re.compile(r"[\x00-\x1f\x7f\u2028\u2029]")
MAX_TEXT = 10_000  # characters


class TextForm(forms.Form):
    """`kind` decides which placeholders there are; nothing of what is typed is ever run."""

    subject = forms.CharField(
        label="Emne",
        max_length=200,
        error_messages={
            "required": "Skriv et emne.",
            "max_length": "Emnet må højst være 200 tegn; det er %(show_value)s.",
        },
    )
    text = forms.CharField(
        label="Tekst",
        max_length=MAX_TEXT,
        widget=forms.Textarea(attrs={"rows": 18, "cols": 60}),
        help_text="En tom linje giver et nyt afsnit. En linje, der slutter med [adresse], bliver til en knap. "
        "En linje, hvis pladsholdere alle er tomme, bliver udeladt.",
        error_messages={
            "required": "Skriv en tekst.",
            "max_length": "Teksten må højst være 10.000 tegn; den er %(show_value)s.",
        },
    )

    def __init__(self, kind, *args, **kwargs):
        self.kind = kind
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            described = [f"id_{name}_helptext"] if field.help_text else []
            if self.is_bound and name in self.errors:
                described.append(f"id_{name}_fejl")
                field.widget.attrs["aria-invalid"] = "true"
            if described:
                field.widget.attrs["aria-describedby"] = " ".join(described)

    @property
    def wording(self):
        return Wording(self.cleaned_data["subject"], self.cleaned_data["text"])

    def clean_subject(self):
        subject = self.cleaned_data["subject"]
        if CONTROL.search(subject):
            raise forms.ValidationError("Emnet skal stå på én linje.")
        self._check(subject)
        return subject

    def clean_text(self):
        text = self.cleaned_data["text"].replace("\r\n", "\n").replace("\r", "\n")
        self._check(text)
        missing = [name for name in self.kind.required if f"[{name}]" not in text]
        if missing:
            raise forms.ValidationError(
                [f"[{name}] mangler i teksten: {self._label(name)}." for name in missing]
            )
        return text

    def _check(self, text):
        faults = [self._unknown(name) for name in BRACKETED.findall(text) if not self._knows(name)]
        rest = BRACKETED.sub("", text)
        if "[" in rest or "]" in rest:
            faults.append("Der er en [ eller ] uden sin makker. Skriv en parentes som ( ).")
        if faults:
            raise forms.ValidationError(list(dict.fromkeys(faults)))

    def _knows(self, name):
        return name in self.kind.placeholders

    def _unknown(self, name):
        close = get_close_matches(name.strip().lower(), self.kind.placeholders, n=1, cutoff=0.5)
        if close:
            return f"[{name}] findes ikke; mente du [{close[0]}]?"
        return (
            f"[{name}] findes ikke. Brug pladsholderne på listen, eller skriv en parentes som ( )."
        )

    def _label(self, name):
        label = self.kind.placeholders[name][0]
        return label[:1].lower() + label[1:]
