"""The form of a versioned text: an address of its own, and nothing that somebody else wrote is overwritten unseen."""

import threading
from hashlib import sha256

from cms.admin.placeholderadmin import FrontendEditableAdminMixin
from cms.admin.utils import CONTENT_PREFIX, GrouperModelAdmin
from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import ValidationError
from django.db.models import prefetch_related_objects
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.http import urlencode
from djangocms_versioning.models import Version

from ..versioner import tid


class TraadLokal:
    """An attribute that each thread has to itself, where a package keeps a request's state on a shared object."""

    def __init__(self, fra_start):
        self.fra_start, self.traad = fra_start, threading.local()

    def __get__(self, instance, owner=None):
        return getattr(self.traad, "vaerdi", self.fra_start)

    def __set__(self, instance, vaerdi):
        self.traad.vaerdi = vaerdi


class TekstForm(forms.ModelForm):
    """An empty address is made of the title before the model asks for it; one that was there is kept."""

    tekstfelter = ()
    """The fields of the text that are guarded against two hands at once."""
    aabnet_som = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self._content_instance and "aabnet_som" in self.fields:
            self.initial["aabnet_som"] = self.aftryk()

    def clean(self):
        data = super().clean()
        if "slug" in self.fields and not data.get("slug") and "slug" not in self.errors:
            titel = data.get("content__titel") or ""
            data["slug"] = self.initial.get("slug") or self.ledig_slug(titel, data)
        if self._content_instance and self.aendrer_teksten():
            self._tjek_at_kladden_er_min()
        return data

    def aendrer_teksten(self):
        return bool({f"content__{felt}" for felt in self.tekstfelter} & {*self.changed_data})

    def aftryk(self):
        """A fingerprint of the text as it is in the database now."""
        indhold = self._content_instance
        tekster = type(indhold).admin_manager.filter(pk=indhold.pk)
        raekke = tekster.values_list(*self.tekstfelter).first()
        return sha256(repr([raekke, *map(str, self.linjer())]).encode()).hexdigest()[:16]

    def linjer(self):
        """What belongs to the text and stands in rows of its own."""
        return ()

    def ledig_slug(self, titel, data):
        return self.instance.ledig_slug(titel)

    def _tjek_at_kladden_er_min(self):
        """It is still a draft in this person's hand, and still the text that they opened."""
        # held until it is saved: what is published meanwhile is checked as it then is
        fundet = Version.objects.get_for_content(self._content_instance)
        version = Version.objects.select_for_update().get(pk=fundet.pk)
        min_ = version.check_modify.as_bool(self._request.user)
        if not min_:
            raise ValidationError(
                f"{min_}. Det, du har skrevet, er ikke gemt, men står stadig i felterne: kopiér det."
            )
        nu = self.aftryk()
        if self.data.get("aabnet_som") not in (nu, None, ""):
            # saving once more is a choice, now that the other text has been told of
            self.data = self.data.copy()
            self.data["aabnet_som"] = nu
            raise ValidationError(
                f"Teksten er rettet et andet sted, siden du åbnede den (sidst {tid(version.modified)}). Din tekst står "
                "stadig i felterne. Åbn kladden i et nyt vindue for at se den anden, eller gem igen for at bruge din."
            )


class TekstAdmin(GrouperModelAdmin):
    """What the forms of all versioned texts share; `om_tingen` are the fields of the lasting thing itself."""

    # the package keeps what one request asks for on the admin, which all threads share
    language = TraadLokal("da")
    _requested_content_obj = TraadLokal(None)
    content_related_field = "indhold"
    extra_grouping_fields = ("language",)
    list_per_page = 50
    om_tingen = ()

    def get_changelist(self, request, **kwargs):
        return type("Tekstliste", (MedLaasere, super().get_changelist(request, **kwargs)), {})

    def get_search_results(self, request, queryset, search_term):
        """What holds the word in several of its texts is found once."""
        fundet, _ = super().get_search_results(request, queryset, search_term)
        return queryset.filter(pk__in=fundet.order_by().values("pk")), False

    def view_on_site(self, obj):
        return obj.get_absolute_url() if obj.er_offentlig else None

    def get_readonly_fields(self, request, obj=None):
        """What was typed is never dropped: when the draft went to somebody else meanwhile, the form says so itself."""
        if request.method == "POST" and f"{CONTENT_PREFIX}titel" in request.POST:
            laaste = ()
        else:
            laaste = super().get_readonly_fields(request, obj)
        if obj is None or request.user.has_perm(f"indsatser.change_{self.opts.model_name}"):
            return laaste
        return [*laaste, *self.om_tingen]


class MedLaasere:
    """A list where each row tells who has its draft, in one query."""

    def get_results(self, request):
        super().get_results(request)
        tekster = [tekst for ting in self.result_list for tekst in ting._prefetched_contents]
        versioner = [version for tekst in tekster for version in tekst._prefetched_versions]
        prefetch_related_objects(versioner, "locked_by")


class TekstIndholdAdmin(FrontendEditableAdminMixin, admin.ModelAdmin):
    """The fields that are edited on the page; other links to one text lead to the form of what it is about."""

    actions = None

    def has_module_permission(self, request):
        return False

    def has_add_permission(self, request):
        return False

    def save_model(self, request, obj, form, change):
        """The dialogue on the page closes when it finds a message that something was saved."""
        super().save_model(request, obj, form, change)
        self.message_user(request, f"«{obj}» er gemt i kladden.", messages.SUCCESS)

    def _get_model_admin_and_permission(self, request, obj):
        """The dialogue on the page asks for the right over the text only; it must also be a draft in one's hand."""
        _, maa_rette = super()._get_model_admin_and_permission(request, obj)
        return self, maa_rette and obj.is_editable(request)

    def changelist_view(self, request, extra_context=None):
        return redirect(f"admin:indsatser_{self.model.gruppe}_changelist")

    def change_view(self, request, object_id, form_url="", extra_context=None):
        pk = unquote(object_id)
        indhold = get_object_or_404(self.model.admin_manager, pk=pk if pk.isdecimal() else None)
        gruppe = getattr(indhold, f"{self.model.gruppe}_id")
        adresse = reverse(f"admin:indsatser_{self.model.gruppe}_change", args=[gruppe])
        parametre = {"language": indhold.language, TekstAdmin.content_pk_url_param: indhold.pk}
        return redirect(f"{adresse}?{urlencode(parametre)}")
