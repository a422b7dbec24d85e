"""The kinds of mail that the portal sends; the domain registers its own when the apps are ready."""

from dataclasses import dataclass, field

from ..models import Frequency

NOW, DAILY, WEEKLY, NEVER = Frequency.NOW, Frequency.DAILY, Frequency.WEEKLY, Frequency.NEVER
NOTICE = (NOW, DAILY, WEEKLY, NEVER)
"""For what is told as it happens."""
REMINDER = (DAILY, WEEKLY, NEVER)
"""For what is gathered, so that nobody gets more than one of them a day."""
NAME = {"navn": ("Modtagerens navn", "Anne Jensen")}


@dataclass(frozen=True)
class Kind:
    name: str
    label: str
    """What it is called to the one who gets it: «Når du skal melde status»."""
    placeholders: dict = field(default_factory=dict)
    """Name → (what it is, an example)."""
    group: str = ""
    """The heading that its lines stand under in a gathered mail, and its choice on /konto/."""
    required: tuple = ("adresse",)
    choosable: bool = True
    frequencies: tuple = NOTICE
    """What can be chosen; the first is what one gets who has chosen nothing."""
    roles: frozenset = frozenset()
    """Only accounts with one of them are asked about it; none: everybody."""
    language: str = "da"
    """Of the greeting and the ending around its text: "da" or "en"."""

    @property
    def default(self):
        return self.frequencies[0] if self.choosable else NOW

    @property
    def examples(self):
        return {name: example for name, (_, example) in self.placeholders.items()}

    def is_for(self, user):
        return not self.roles or bool(self.roles & getattr(user, "roles", frozenset()))


KINDS = {}


def register_mail(
    kind,
    label,
    placeholders,
    *,
    group="",
    required=("adresse",),
    choosable=True,
    frequencies=NOTICE,
    roles=(),
    language="da",
):
    """Name a kind of mail. Its text is templates/mail/<kind>.txt: the subject first, and [placeholders] in it.

    The HTML is made of the text. `required` is what an edited text must keep. `choosable=False` is for mails that
    nobody can turn off or have gathered. A kind that is only ever gathered has `frequencies=REMINDER`, no placeholders
    and no text of its own. `roles` are those whose accounts are asked about it on /konto/.
    """
    required = required if placeholders else ()
    placeholders = {**NAME, **placeholders}
    if missing := set(required) - placeholders.keys():
        raise ValueError(f"{kind}: {', '.join(sorted(missing))} kræves, men er ingen pladsholder.")
    KINDS[kind] = Kind(
        kind,
        label,
        placeholders,
        group or label,
        tuple(required),
        choosable,
        tuple(frequencies) if choosable else (),
        frozenset(roles),
        language,
    )


def choosable_by(user):
    """The kinds that an account is asked about on /konto/, those of the same heading together."""
    kinds = [kind for kind in KINDS.values() if kind.choosable and kind.is_for(user)]
    groups = list(dict.fromkeys(kind.group for kind in kinds))
    return sorted(kinds, key=lambda kind: groups.index(kind.group))
