"""What happens to a piece of news when it goes public: it gets its day, and a correction gets its time."""

from django.utils import timezone
from djangocms_versioning.constants import OPERATION_PUBLISH, UNPUBLISHED
from djangocms_versioning.models import Version

from .models import NyhedIndhold


def naar_udgivet(operation, obj, **kwargs):
    indhold = obj.content
    if operation != OPERATION_PUBLISH or not isinstance(indhold, NyhedIndhold):
        return
    if indhold.nyhed.dato is None:
        indhold.nyhed.giv_dato(timezone.localdate())
    _daterer_rettelse(obj, indhold)


def _daterer_rettelse(version, indhold):
    """A correction is dated when readers first see it, and keeps that date through later versions."""
    samme = Version.objects.filter_by_content_grouping_values(indhold).exclude(pk=version.pk)
    foer = samme.filter(state=UNPUBLISHED).order_by("-pk").first()
    if not indhold.rettelse or (foer and foer.content.rettelse == indhold.rettelse):
        return
    indhold.rettet = timezone.now()
    indhold.save(update_fields=["rettet"])


def tilslut():
    """Called once, when the apps are ready."""
    from djangocms_versioning.signals import post_version_operation

    post_version_operation.connect(naar_udgivet, dispatch_uid="nyhedsudgivelse")
