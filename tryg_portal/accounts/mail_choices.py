"""What an account is asked on /konto/: how often it wants each kind of mail that its roles can get."""

from itertools import groupby

from django.utils.translation import gettext as _

from tryg_portal.mail import DAILY, NEVER, NOW, WEEKLY
from tryg_portal.mail.choices import frequency_of
from tryg_portal.mail.kinds import choosable_by


def labels():
    return {
        NOW: _("Straks"),
        DAILY: _("Samlet én gang om dagen"),
        WEEKLY: _("Samlet én gang om ugen (mandag)"),
        NEVER: _("Slet ikke"),
    }


def mail_groups(user):
    """The kinds under their headings, each with its choices and the one that is made."""
    chosen = dict(user.mail_choices.values_list("kind", "frequency"))
    groups = groupby(choosable_by(user), key=lambda kind: kind.group)
    return [
        {"heading": heading, "kinds": [_one(kind, chosen.get(kind.name)) for kind in kinds]}
        for heading, kinds in groups
    ]


def _one(kind, chosen):
    names = labels()
    return {
        "name": kind.name,
        "label": kind.label,
        "chosen": str(frequency_of(kind, chosen)),
        "values": [str(value) for value in kind.frequencies],
        "options": [(str(value), names[value]) for value in kind.frequencies],
    }
