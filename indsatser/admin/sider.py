"""The CMS's own screens, where they ask less than the table of rights does."""

from cms.admin.placeholderadmin import PlaceholderAdmin as CMSPlaceholderAdmin
from cms.models import Placeholder
from cms.views import render_object_edit, render_object_preview, render_object_structure
from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseBadRequest
from django.urls import re_path

VISNINGER = {
    "edit": render_object_edit,
    "structure": render_object_structure,
    "preview": render_object_preview,
}


def _kun_for_laesere(view):
    """The package shows any draft to any staff; here to those who may see that kind of text."""

    def vis(request, content_type_id, object_id):
        art = ContentType.objects.filter(pk=content_type_id).first()
        if art is None or art.model_class() is None:
            raise Http404
        if not request.user.has_perm(f"{art.app_label}.view_{art.model}"):
            raise PermissionDenied
        return view(request, content_type_id, object_id)

    return vis


admin.site.unregister(Placeholder)


@admin.register(Placeholder)
class PlaceholderAdmin(CMSPlaceholderAdmin):
    def get_urls(self):
        egne = [
            re_path(
                rf"^object/([0-9]+)/{navn}/([0-9]+)/$",
                self.admin_site.admin_view(_kun_for_laesere(view)),
                name=f"cms_placeholder_{view.__name__}",
            )
            for navn, view in VISNINGER.items()
        ]
        return egne + super().get_urls()

    def move_plugin(self, request):
        """The package breaks on a request that does not say which plugin."""
        if not request.POST.get("plugin_id", "").isdecimal():
            return HttpResponseBadRequest("Der mangler et stykke at flytte.")
        return super().move_plugin(request)
