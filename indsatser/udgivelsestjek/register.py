"""Which rules there are: the general ones, those of one noun, and which of a noun's addresses lead anywhere."""

from django.db.models import Model

_REGLER = []
ADRESSER = {}
"""Name of a view → what answers which of some arguments the public finds; see `adresse`."""


def regel(model):
    """A rule takes a `Tjek` and yields `Fund`: `@regel(IndsatsIndhold)` for one noun, `@regel(Model)` for all."""

    def registrer(funktion):
        _REGLER.append((model, funktion))
        return funktion

    return registrer


def regler_for(model):
    """The rules that hold for a content model, in the order they are written."""
    return [funktion for en_model, funktion in _REGLER if issubclass(model, en_model)]


def adresse(*navne):
    """What is behind a detail address of the app: `@adresse("indsatser:detail")`.

    A name is «app:view». The function takes a set of (language, argument, …) and returns those that a visitor gets
    something from, in a fixed number of queries. A view that no noun has spoken for is taken to lead somewhere.
    """

    def registrer(funktion):
        ADRESSER.update(dict.fromkeys(navne, funktion))
        return funktion

    return registrer


__all__ = ["ADRESSER", "Model", "adresse", "regel", "regler_for"]
