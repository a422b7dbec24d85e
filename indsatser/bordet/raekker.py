"""The columns that every kind of line shares, so that one query fetches them all; and where a thing is done."""

from django.db.models import Case, CharField, DateField, IntegerField, TextField, Value, When
from django.db.models.functions import Cast
from django.urls import reverse

UDEN_FRIST = ("forslag", "referat", "indlaesning", "aar_godkend", "hoering")
"""Kinds whose date is no deadline: it says since when they wait."""


def raekker(queryset, slags, hvad, om="", dato=None):
    """The columns: kind, key, what, about what, the date, and whether it is no deadline."""
    udtryk = om if hasattr(om, "resolve_expression") else Value(om)
    venter = Value(int(slags in UDEN_FRIST), IntegerField())
    return (
        queryset.order_by()
        .annotate(naar=Cast(Value(dato) if dato is None else dato, DateField()))
        .annotate(uden_frist=Case(When(naar=None, then=Value(1)), default=venter))
        .values_list(
            Value(slags, CharField()),
            Cast("pk", IntegerField()),
            Cast(hvad, TextField()),
            Cast(udtryk, TextField()),
            "naar",
            "uden_frist",
        )
    )


def side(navn, pk):
    return reverse(f"admin:indsatser_{navn}", args=[pk])
