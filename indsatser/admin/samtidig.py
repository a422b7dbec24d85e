"""Forms of the admin that tell the last of two what the other has changed meanwhile."""

from ..formularer_samtidig import AABNET_MED, SamtidigForm


class VogterSamtidige:
    """Put before ModelAdmin. Its form is a SamtidigForm, whose hidden field is there where somebody may change the row.

    An admin with a `get_fieldsets` of its own ends it with `med_vogter`.
    """

    form = SamtidigForm

    def get_fieldsets(self, request, obj=None):
        return self.med_vogter(request, obj, super().get_fieldsets(request, obj))

    def med_vogter(self, request, obj, fieldsets):
        if obj is None or not self.has_change_permission(request, obj):
            return fieldsets
        (navn, foerste), *andre = fieldsets
        return [(navn, {**foerste, "fields": [*foerste["fields"], AABNET_MED]}), *andre]
