"""«Mailskabeloner»: the coordinator's own words in each kind of mail, seen as they will come before they are kept."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path

from ..models import MailText
from .admin import when
from .kinds import KINDS
from .letter import Wording, default_wording, has_text, wording_of, write
from .message import message_of
from .text_form import TextForm

NEW = "ny"
"""The stamp of a text that nobody has edited."""


class Conflict(Exception):
    """Somebody else has kept another text since this one was opened."""


def stamp_of(row):
    return row.changed_at.isoformat() if row else NEW


def who(row):
    return (
        (row.changed_by.get_full_name() or str(row.changed_by))
        if row.changed_by
        else "En slettet konto"
    )


@transaction.atomic
def keep(kind, wording, stamp, user):
    """Keep the text, unless it has changed since `stamp`. The portal's own text is kept by having no row."""
    row = MailText.objects.select_for_update().filter(kind=kind.name).first()
    if stamp_of(row) != stamp:
        raise Conflict
    if wording == default_wording(kind):
        MailText.objects.filter(kind=kind.name).delete()
        return None
    row = row or MailText(kind=kind.name)
    row.subject, row.text, row.changed_by = wording.subject, wording.text, user
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:  # both began with the portal's own
        raise Conflict from error
    return row


@admin.register(MailText)
class MailTextAdmin(admin.ModelAdmin):
    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def get_urls(self):
        page = path(
            "skabelon/<slug:name>/",
            self.admin_site.admin_view(self.text_view),
            name="mailtext_page",
        )
        return [page, *super().get_urls()]

    def change_view(self, request, object_id, form_url="", extra_context=None):
        row = self.get_object(request, object_id)
        if not self.has_view_permission(request, row):
            raise PermissionDenied
        if row is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        return redirect("admin:mailtext_page", row.kind)

    def changelist_view(self, request, extra_context=None):
        """Every kind there is, also those that nobody has edited."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        edited = {row.kind: row for row in MailText.objects.select_related("changed_by")}
        groups = {}
        for kind in filter(has_text, KINDS.values()):
            row = edited.get(kind.name)
            told = f"{who(row)}, {when(row.changed_at)}" if row else ""
            groups.setdefault(kind.group, []).append({"kind": kind, "told": told})
        context = {"title": "Mailskabeloner", "groups": groups.items(), "opts": self.opts}
        return self._page(request, "liste_skabeloner", context)

    def text_view(self, request, name):
        if not self.has_view_permission(request):
            raise PermissionDenied
        kind = KINDS.get(name)
        if kind is None or not has_text(kind):
            raise Http404
        if request.method != "POST":
            wording = wording_of(kind)
            initial = {"subject": wording.subject, "text": wording.text}
            row = MailText.objects.filter(kind=name).first()
            return self._form_page(request, kind, TextForm(kind, initial=initial), stamp_of(row))
        if not self.has_change_permission(request):
            raise PermissionDenied
        return self._typed(request, kind)

    def _typed(self, request, kind):
        stamp = request.POST.get("stempel", "")
        if request.POST.get("goer") == "standard":
            default = default_wording(kind)
            initial = {"subject": default.subject, "text": default.text}
            messages.info(
                request, "Standardteksten er hentet ind. Den gælder først, når du gemmer."
            )
            return self._form_page(request, kind, TextForm(kind, initial=initial), stamp)
        form = TextForm(kind, request.POST)
        if not form.is_valid():
            return self._form_page(request, kind, form, stamp)
        if request.POST.get("goer") == "proeve":
            self._send_sample(request, kind, form.wording)
        elif request.POST.get("goer") == "gem":
            return self._keep(request, kind, form, stamp)
        return self._form_page(request, kind, form, stamp, vis=True)

    def _keep(self, request, kind, form, stamp):
        try:
            row = keep(kind, form.wording, request.POST.get("overskriv") or stamp, request.user)
        except Conflict:
            return self._form_page(request, kind, form, stamp, conflict=True)
        if row:
            self.log_change(request, row, "Rettede emne og tekst.")
        told = "Skabelonen er gemt." if row else "Skabelonen er nu standardteksten."
        messages.success(request, f"{told} Den gælder for de mails, der bliver skrevet fra nu af.")
        return redirect("admin:mailtext_page", kind.name)

    def _send_sample(self, request, kind, wording):
        """With the examples in it, to the one who asks and to nobody else."""
        if not request.user.email:
            messages.error(request, "Prøven er ikke sendt: din konto har ingen e-mailadresse.")
            return
        wording = Wording(f"Prøve: {wording.subject}", wording.text)
        letter = write(wording, kind.examples, footer={"language": kind.language})
        message = message_of(letter, request.user.email)
        message.portal = {"kind": kind.name, "ref": "prøve", "at_once": True}
        message.send()
        messages.success(request, f"En prøve er på vej til {request.user.email}.")

    def _form_page(self, request, kind, form, stamp, *, vis=False, conflict=False):
        row = MailText.objects.filter(kind=kind.name).select_related("changed_by").first()
        context = {
            "title": kind.label,
            "opts": self.opts,
            "kind": kind,
            "form": form,
            "stempel": stamp,
            "row": row,
            "rettet": f"{who(row)}, {when(row.changed_at)}" if row else "",
            "kan_rette": self.has_change_permission(request),
            "vist": write(form.wording, kind.examples, footer={"language": kind.language})
            if vis
            else None,
            "conflict": conflict,
            "nyt_stempel": stamp_of(row),
            "den_anden": (wording_of(kind)) if conflict else None,
        }
        return self._page(request, "skabelon", context)

    def _page(self, request, template, context):
        context = {**self.admin_site.each_context(request), **context}
        return TemplateResponse(request, f"admin/mail/{template}.html", context)
