"""«Mails»: who was written to, about what, and how it went; what waits is held back or sent again from here."""

import re

from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_POST

from ..models import Mail, MailStop
from . import state
from .kinds import KINDS

ADDRESS = re.compile(r"https?://\S+")
HIDDEN = "(linket vises ikke)"
ACCOUNT_LABEL = "Om en konto"


def label_of(mail):
    if mail.kind in KINDS:
        return KINDS[mail.kind].label
    return ACCOUNT_LABEL if mail.account else mail.kind or "–"


def when(moment):
    return timezone.localtime(moment).strftime("%d.%m.%Y kl. %H.%M")


def state_of(mail):
    if mail.email.status == Mail.SENT:
        return "Sendt"
    if mail.email.status == Mail.FAILED:
        return "Opgivet"
    if mail.stopped_at:
        return "Stoppet"
    if mail.attempts:
        return f"Prøves igen {when(mail.email.scheduled_time)}"
    return "Venter"


class StateFilter(admin.SimpleListFilter):
    title = "tilstand"
    parameter_name = "tilstand"
    queries = {
        "venter": Q(email__status__in=Mail.WAITING, stopped_at=None),
        "igen": Q(email__status__in=Mail.WAITING, stopped_at=None, attempts__gt=0),
        "sendt": Q(email__status=Mail.SENT),
        "opgivet": Q(email__status=Mail.FAILED),
        "uset": Q(email__status=Mail.FAILED, seen=False),
        "stoppet": Q(email__status__in=Mail.WAITING, stopped_at__isnull=False),
    }

    def lookups(self, request, model_admin):
        return [
            ("venter", "Venter"),
            ("igen", "Venter efter et forsøg"),
            ("sendt", "Sendt"),
            ("opgivet", "Opgivet"),
            ("uset", "Opgivet, ikke set"),
            ("stoppet", "Stoppet"),
        ]

    def queryset(self, request, queryset):
        return queryset.filter(self.queries.get(self.value(), Q()))


class KindFilter(admin.SimpleListFilter):
    title = "slags"
    parameter_name = "slags"

    def lookups(self, request, model_admin):
        return [("konto", ACCOUNT_LABEL), *((name, kind.label) for name, kind in KINDS.items())]

    def queryset(self, request, queryset):
        if self.value() == "konto":
            return queryset.filter(account=True)
        return queryset.filter(kind=self.value()) if self.value() else queryset


@admin.register(Mail)
class MailAdmin(admin.ModelAdmin):
    """A log that cannot be written in: what may be done is to hold back, send again, and say that it is seen."""

    list_display = [
        "til",
        "tilstand",
        "emne",
        "slags",
        "attempts",
        "serverens_svar",
        "ref",
        "skrevet",
    ]
    list_display_links = ["til", "emne"]
    list_filter = [StateFilter, KindFilter]
    list_select_related = ["email"]
    list_per_page = 50
    search_fields = ["email__to", "email__subject", "ref", "last_error"]
    search_help_text = "Søg efter modtager, emne, hvad mailen er om, eller serverens svar"
    date_hierarchy = "email__created"
    actions = ["stop_chosen", "send_again", "mark_seen"]
    change_list_template = "admin/mail/liste.html"

    # --- Who may ---------------------------------------------------------------------------------------------------

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    # --- What is shown ---------------------------------------------------------------------------------------------

    @admin.display(description="til", ordering="email__to")
    def til(self, mail):
        return ", ".join([*mail.email.to, *mail.email.cc, *mail.email.bcc])

    @admin.display(description="emne", ordering="email__subject")
    def emne(self, mail):
        return mail.email.subject.removeprefix(settings.ACCOUNT_EMAIL_SUBJECT_PREFIX)

    @admin.display(description="slags", ordering="kind")
    def slags(self, mail):
        return label_of(mail)

    @admin.display(description="tilstand", ordering="email__status")
    def tilstand(self, mail):
        return state_of(mail)

    @admin.display(description="serverens svar")
    def serverens_svar(self, mail):
        return mail.last_error[:120] or "–"

    @admin.display(description="skrevet", ordering="email__created")
    def skrevet(self, mail):
        return when(mail.email.created)

    def changelist_view(self, request, extra_context=None):
        return super().changelist_view(
            request,
            {
                "title": "Mails",
                "status": state.mail_status(),
                "stop": state.current_stop(),
                "kan_rette": self.has_change_permission(request),
                **(extra_context or {}),
            },
        )

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """What is known of one mail; a POST is one of the list's actions for it alone."""
        mail = self.get_object(request, object_id)
        if not self.has_view_permission(request, mail):
            raise PermissionDenied
        if mail is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if request.method == "POST":
            return self._do(request, mail)
        context = {
            **self.admin_site.each_context(request),
            "title": mail.email.subject,
            "opts": self.opts,
            "mail": mail,
            "forsoeg": mail.email.logs.order_by("pk"),
            "til": self.til(mail),
            "slags": label_of(mail),
            "tilstand": state_of(mail),
            "tekst": ADDRESS.sub(HIDDEN, mail.email.message) if not mail.account else "",
            "filer": mail.email.files.exclude(name="").values_list("name", flat=True),
            "kan_rette": self.has_change_permission(request, mail),
            "kan_stoppes": mail.email.status in Mail.WAITING and not mail.stopped_at,
            "kan_sendes": mail.email.message
            and (mail.email.status == Mail.FAILED or mail.stopped_at),
        }
        return TemplateResponse(request, "admin/mail/mail.html", context)

    # --- What can be done ------------------------------------------------------------------------------------------

    def _do(self, request, mail):
        if not self.has_change_permission(request, mail):
            raise PermissionDenied
        do = {"stop": self.stop_chosen, "send": self.send_again, "set": self.mark_seen}
        if handling := do.get(request.POST.get("goer")):
            handling(request, Mail.objects.filter(pk=mail.pk))
        return redirect("admin:tryg_portal_mail_change", mail.pk)

    @admin.action(description="Stop de valgte", permissions=["change"])
    def stop_chosen(self, request, queryset):
        count = state.stop(Mail.objects.filter(pk__in=queryset.values("pk")), request.user)
        rest = queryset.count() - count
        if count:
            messages.success(request, f"{_mails(count)} er stoppet.")
        if rest:
            messages.warning(request, f"{_mails(rest)} kunne ikke stoppes: de venter ikke.")

    @admin.action(description="Send de valgte igen (stoppede og opgivne)", permissions=["change"])
    def send_again(self, request, queryset):
        chosen = queryset.count()
        count = state.send_again(
            Mail.objects.filter(pk__in=list(queryset.values_list("pk", flat=True)))
        )
        if count:
            messages.success(request, f"{_mails(count)} er lagt i kø og bliver sendt om lidt.")
        if rest := chosen - count:
            why = "de er sendt, venter allerede, eller teksten er slettet"
            messages.warning(request, f"{_mails(rest)} kunne ikke sendes igen: {why}.")

    @admin.action(description="Sæt de opgivne som set", permissions=["change"])
    def mark_seen(self, request, queryset):
        count = Mail.objects.filter(pk__in=queryset.values("pk")).failed().update(seen=True)
        messages.success(request, f"{_mails(count)} er sat som set.")

    # --- All of them -----------------------------------------------------------------------------------------------

    def get_urls(self):
        views = [("stop/", self.stop_all, "stop"), ("genoptag/", self.resume_all, "resume")]
        own = [
            path(way, self.admin_site.admin_view(view), name=f"tryg_portal_mail_{name}")
            for way, view, name in views
        ]
        return own + super().get_urls()

    @method_decorator(require_POST)
    def stop_all(self, request):
        self._allowed(request)
        reason = " ".join(request.POST.get("hvorfor", "").split())
        longest = MailStop._meta.get_field("reason").max_length
        if not reason or len(reason) > longest:
            messages.error(
                request, f"Mails er ikke stoppet: skriv hvorfor, med højst {longest} tegn."
            )
        elif state.stop_all(request.user, reason):
            messages.success(request, "Alle mails er stoppet, til de bliver genoptaget.")
        else:
            messages.warning(request, "Mails var allerede stoppet.")
        return redirect(reverse("admin:tryg_portal_mail_changelist"))

    @method_decorator(require_POST)
    def resume_all(self, request):
        self._allowed(request)
        if state.resume_all(request.user):
            messages.success(request, "Mails er genoptaget. Det, der venter, bliver sendt om lidt.")
        else:
            messages.warning(request, "Mails var ikke stoppet.")
        return redirect(reverse("admin:tryg_portal_mail_changelist"))

    def _allowed(self, request):
        if not self.has_change_permission(request):
            raise PermissionDenied


def _mails(count):
    return f"{count} mail{'' if count == 1 else 's'}"
