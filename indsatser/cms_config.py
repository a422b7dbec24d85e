"""What is versioned, and edited on the page itself."""

from cms.app_base import CMSAppConfig
from cms.utils.i18n import get_language_tuple
from djangocms_versioning.datastructures import VersionableItem, default_copy

from .models import IndsatsIndhold, NyhedIndhold
from .models.nyhed import kopier_nyhed
from .views.indsats import render_indsats
from .views.nyhed import render_nyhed


def _versioneret(model, kopier):
    return VersionableItem(
        content_model=model,
        grouper_field_name=model.gruppe,
        extra_grouping_fields=["language"],
        version_list_filter_lookups={"language": get_language_tuple},
        copy_function=kopier,
        grouper_selector_option_label=lambda ting, language: str(ting),
        grouper_admin_mixin="__default__",
    )


class IndsatserCMSConfig(CMSAppConfig):
    cms_enabled = True
    djangocms_versioning_enabled = True
    cms_toolbar_enabled_models = [
        (IndsatsIndhold, render_indsats, "indsats"),
        (NyhedIndhold, render_nyhed, "nyhed"),
    ]
    versioning = [
        _versioneret(IndsatsIndhold, default_copy),
        _versioneret(NyhedIndhold, kopier_nyhed),
    ]
