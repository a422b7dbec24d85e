"""What is closed with the minutes: rows that know their meeting, and refuse to change when it has been approved.

Refused in `save` and `delete`, in a queryset's `update`, `delete` and `bulk_create`, and when relations are set; not in
SQL of one's own.
"""

from django.core.exceptions import ValidationError
from django.db import models

LAAST = "Referatet er godkendt, så der kan ikke rettes mere i det."


class FastlaastQuerySet(models.QuerySet):
    def update(self, **felter):
        if felter.keys() - self.model.frit:
            self._kraev_aabne()
        return super().update(**felter)

    update.alters_data = True

    def delete(self):
        self._kraev_aabne()
        return super().delete()

    delete.alters_data = True
    delete.queryset_only = True

    def bulk_create(self, objs, *args, **kwargs):
        objs = list(objs)
        for obj in objs:
            obj.kraev_aabent()
        return super().bulk_create(objs, *args, **kwargs)

    def _kraev_aabne(self):
        self.model.kraev_aabne(self.values("pk"))


class Fastlaast(models.Model):
    """Of a meeting: `til_moedet` leads from the row to it, and `frit` names what may change all the same."""

    til_moedet = "moede"
    frit = frozenset()

    objects = FastlaastQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        if self._er_rettet():
            self.kraev_aabent()
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        self.kraev_aabent()
        return super().delete(*args, **kwargs)

    @classmethod
    def kraev_aabne(cls, raekker):
        """None of the rows is in minutes that are approved; raises ValidationError."""
        sti = f"{cls.til_moedet}__tilstand" if cls.til_moedet else "tilstand"
        if cls._base_manager.filter(pk__in=raekker, **{sti: "godkendt"}).exists():
            raise ValidationError(LAAST)

    def kraev_aabent(self):
        """Neither where it stands, nor where it would be put."""
        if self.pk:
            self.kraev_aabne([self.pk])
        led, _, resten = self.til_moedet.partition("__")
        over = getattr(self, led, None) if led else None
        moede = getattr(over, resten) if over is not None and resten else over
        if moede is not None and type(moede).laest_godkendt(moede.pk):
            raise ValidationError(LAAST)

    def _er_rettet(self):
        """Something that is not free is another than in the database, or it is not there yet."""
        felter = [f.attname for f in self._meta.concrete_fields if f.name not in self.frit]
        gemt = type(self)._base_manager.filter(pk=self.pk).values(*felter).first()
        return gemt is None or any(gemt[felt] != getattr(self, felt) for felt in felter)


def laas_relationer(sender, instance, action, reverse, pk_set, model, **kwargs):
    """Receives `m2m_changed` of a closed row's relation to initiatives, from either end of it."""
    if not action.startswith("pre_"):
        return
    if not reverse:
        instance.kraev_aabent()
    elif pk_set is not None:
        model.kraev_aabne(pk_set)
    else:  # all of one initiative's are let go
        felt = next(f for f in model._meta.many_to_many if f.remote_field.through is sender)
        model.kraev_aabne(model._base_manager.filter(**{felt.name: instance}).values("pk"))
