"""The files' screens, which ask the table of rights; of their own accord they ask next to nothing."""

from django.contrib import admin
from django.core.exceptions import ValidationError
from filer.admin.fileadmin import FileAdmin
from filer.admin.folderadmin import FolderAdmin
from filer.admin.imageadmin import ImageAdmin
from filer.models import File, Folder, Image


class EfterTabellen:
    """The package lets whoever sees a picture change it, and whoever changes a file delete it."""

    def has_change_permission(self, request, obj=None):
        maa = request.user.has_perm(f"{self.opts.app_label}.change_{self.opts.model_name}")
        return maa and super().has_change_permission(request, obj)

    def has_delete_permission(self, request, obj=None):
        return request.user.has_perm(f"{self.opts.app_label}.delete_{self.opts.model_name}")


admin.site.unregister([File, Folder, Image])


@admin.register(File)
class FilAdmin(EfterTabellen, FileAdmin):
    pass


@admin.register(Image)
class BilledeAdmin(EfterTabellen, ImageAdmin):
    pass


@admin.register(Folder)
class MappeAdmin(EfterTabellen, FolderAdmin):
    def get_form(self, request, obj=None, **kwargs):
        """The package's form breaks on an empty name, and says in English that a name is taken."""
        form = super().get_form(request, obj, **kwargs)
        if "parent_id" not in {*request.GET, *request.POST}:
            form.clean = self._tjek_navn
        return form

    @staticmethod
    def _tjek_navn(form):
        navn, mappe = form.cleaned_data.get("name"), form.instance
        samme = Folder.objects.filter(parent=mappe.parent, name=navn).exclude(pk=mappe.pk)
        if navn and samme.exists():
            raise ValidationError({"name": "Der er allerede en mappe med det navn."})
        return form.cleaned_data
