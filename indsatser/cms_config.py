"""IndsatsIndhold is versioned, and edited on the page itself."""

from cms.app_base import CMSAppConfig
from cms.utils.i18n import get_language_tuple
from djangocms_versioning.datastructures import VersionableItem, default_copy

from .models import IndsatsIndhold
from .views.indsats import render_indsats


class IndsatserCMSConfig(CMSAppConfig):
    cms_enabled = True
    djangocms_versioning_enabled = True
    cms_toolbar_enabled_models = [(IndsatsIndhold, render_indsats, "indsats")]
    versioning = [
        VersionableItem(
            content_model=IndsatsIndhold,
            grouper_field_name="indsats",
            extra_grouping_fields=["language"],
            version_list_filter_lookups={"language": get_language_tuple},
            copy_function=default_copy,
            grouper_selector_option_label=lambda indsats, language: str(indsats),
            grouper_admin_mixin="__default__",
        )
    ]
