"""The files' screens, which ask the table of rights; of their own accord they ask next to nothing."""

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.urls import path
from django.utils.formats import date_format
from filer.admin.clipboardadmin import ClipboardAdmin, ajax_upload
from filer.admin.fileadmin import FileAdmin
from filer.admin.folderadmin import FolderAdmin
from filer.admin.imageadmin import ImageAdmin
from filer.models import Clipboard, File, Folder, Image

from tryg_portal.uploads import said

from ..medier.brug import steder_for
from ..medier.erstat import erstat
from ..medier.formular import FELTER, BilledeForm, FilForm
from ..medier.kontrol import forundersoeg
from ..models import Billedoplysninger

ERSTAT = "Erstat filen"
ERSTAT_HJAELP = "Vælg en ny fil af samme slags. Adressen bliver den samme, så alle links til filen fører til den nye."
I_BRUG = "«{fil}» kan ikke slettes: den bruges {antal} ({steder}). Fjern den dér først."


def _i_brug(fil, steder):
    antal = "ét sted" if len(steder) == 1 else f"{len(steder)} steder"
    navne = [
        f"{s.titel}, {s.slags.lower()}{f', {s.tilstand.lower()}' if s.tilstand else ''}"
        for s in steder
    ]
    vist = "; ".join(navne[:5]) + (" m.fl." if len(navne) > 5 else "")
    return I_BRUG.format(fil=fil, antal=antal, steder=vist)


class EfterTabellen:
    """The package lets whoever sees a picture change it, whoever changes a file delete it, and nobody but its owner
    change one that lies in no folder."""

    def has_change_permission(self, request, obj=None):
        return request.user.has_perm(f"{self.opts.app_label}.change_{self.opts.model_name}")

    def has_delete_permission(self, request, obj=None):
        return request.user.has_perm(f"{self.opts.app_label}.delete_{self.opts.model_name}")


admin.site.unregister([File, Folder, Image, Clipboard])


class MedBrug(EfterTabellen):
    """The form of a file: where it is used, a new content at the old address, and no deletion of what is in use."""

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        context["steder"] = steder_for([obj]).get(obj.pk, []) if obj else []
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def save_model(self, request, obj, form, change):
        def gem():
            super(MedBrug, self).save_model(request, obj, form, change)

        foer = form.initial.get("file") if change and "file" in form.changed_data else None
        if foer:
            erstat(obj, foer.name, gem)
        else:
            gem()

    def construct_change_message(self, request, form, formsets, add=False):
        """The history tells a new content from a new word."""
        besked = super().construct_change_message(request, form, formsets, add)
        if "file" in form.changed_data:
            navn = form.files["file"].name
            hvad = f"ny fil «{navn}» på samme adresse"
            besked.append({"changed": {"name": "indholdet", "object": hvad, "fields": ["file"]}})
        return besked

    def delete_view(self, request, object_id, extra_context=None):
        fil = self.get_object(request, object_id)
        steder = (
            steder_for([fil]).get(fil.pk)
            if fil and self.has_delete_permission(request, fil)
            else None
        )
        if steder:
            messages.error(request, _i_brug(fil, steder))
            return HttpResponseRedirect(fil.get_admin_change_url())
        return super().delete_view(request, object_id, extra_context)


@admin.register(File)
class FilAdmin(MedBrug, FileAdmin):
    form = FilForm
    fieldsets = (
        (None, {"fields": ("name", "description")}),
        (ERSTAT, {"fields": ("file",), "description": ERSTAT_HJAELP}),
    )


@admin.register(Image)
class BilledeAdmin(MedBrug, ImageAdmin):
    form = BilledeForm
    fieldsets = (
        (None, {"fields": ("name", "default_alt_text", "author")}),
        ("Samtykke", {"fields": FELTER}),
        (ERSTAT, {"fields": ("file",), "description": ERSTAT_HJAELP}),
        ("Det vigtigste i billedet", {"fields": ("subject_location",), "classes": ("collapse",)}),
    )

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        form.oplysninger.save(update_fields=FELTER)

    # what whoever may only see the form is shown

    @admin.display(description="Samtykke")
    def samtykke(self, billede):
        return Billedoplysninger.af(billede).get_samtykke_display()

    @admin.display(description="Hvor samtykket ligger")
    def samtykke_note(self, billede):
        return Billedoplysninger.af(billede).samtykke_note

    @admin.display(description="Samtykket udløber")
    def samtykke_udloeber(self, billede):
        dato = Billedoplysninger.af(billede).samtykke_udloeber
        return date_format(dato, "j. F Y") if dato else "-"


@admin.register(Folder)
class MappeAdmin(EfterTabellen, FolderAdmin):
    # the package's «resize» gives a picture another address; a page asks for the size it needs (medier.gengivelser)
    actions = tuple(navn for navn in FolderAdmin.actions if navn != "resize_images")

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

    def directory_listing(self, request, *args, **kwargs):
        """A picture dropped in a folder has been through no form: the list tells what it lacks."""
        svar = super().directory_listing(request, *args, **kwargs)
        if hasattr(svar, "context_data"):
            vist = svar.context_data["paginated_items"].object_list
            svar.context_data["ufuldstaendige"] = Billedoplysninger.ufuldstaendige(
                [fil for fil in vist if isinstance(fil, Image)]
            )
        return svar

    def delete_files_or_folders(self, request, files_queryset, folders_queryset):
        filer = [*files_queryset, *_filer_i(folders_queryset)]
        brugte = steder_for(filer) if self.has_delete_permission(request) else {}
        for fil in filer:
            if fil.pk in brugte:
                messages.error(request, _i_brug(fil, brugte[fil.pk]))
        if not brugte:
            return super().delete_files_or_folders(request, files_queryset, folders_queryset)
        return HttpResponseRedirect(request.path if "/delete/" not in request.path else "../../")


def _filer_i(mapper):
    """The files in the folders and in those under them."""
    for mappe in mapper:
        yield from File.objects.filter(folder__in=[mappe.pk, *mappe.get_descendants_ids()])


def overfoer(request, folder_id=None):
    """The package reads a picture before it asks what it is; here it is asked first."""
    if request.user.has_perm("filer.add_file"):
        try:
            for fil in request.FILES.values():
                forundersoeg(fil, request.user)
        except ValidationError as fejl:
            return said(" ".join(fejl.messages), 400)
        if len(request.FILES) != 1:
            return said("Der kom ingen fil med. Prøv igen.", 400)
    return ajax_upload(request, folder_id)


@admin.register(Clipboard)
class UdklipAdmin(ClipboardAdmin):
    def get_urls(self):
        sti, navn = "operations/upload/", "filer-ajax_upload"
        egen = self.admin_site.admin_view(overfoer)
        return [
            path(f"{sti}<int:folder_id>/", egen, name=navn),
            path(f"{sti}no_folder/", egen, name=navn),
            *super().get_urls(),
        ]
