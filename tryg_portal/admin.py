"""Accounts in the admin: made, invited, given roles and closed by an administrator; everything in Danish.

What the packages would show of their own tables is taken out: it is raw, partly English, and a way past the rules here.
"""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from allauth.usersessions.models import UserSession
from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import Group, User
from django.contrib.sites.models import Site
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_POST
from post_office.models import Attachment, Email, EmailTemplate, Log

from .accounts.invitations import send_invitation, unused_username
from .accounts.sessions import end_all
from .mail import admin as _mails  # noqa: F401, registers its own
from .mail import send_account_mail
from .mail import text_admin as _texts  # noqa: F401
from .models import GatheredLine

for model in (
    *(User, Group, Site, EmailAddress, Authenticator, SocialAccount, SocialApp, SocialToken),
    *(UserSession, Attachment, Email, EmailTemplate, Log),
):
    if admin.site.is_registered(model):
        admin.site.unregister(model)


@admin.register(Group, Site)
class HiddenAdmin(admin.ModelAdmin):
    """Only so that the packages' fields that look these up still can; no screen of their own."""

    search_fields = ["name"]

    def has_module_permission(self, request):
        return False

    has_add_permission = has_change_permission = has_delete_permission = (
        lambda self, request, obj=None: False
    )


class RoleField(forms.ModelMultipleChoiceField):
    def label_from_instance(self, group):
        return group.name.capitalize()


class AccountForm(forms.ModelForm):
    first_name = forms.CharField(label="Fornavn", max_length=150)
    last_name = forms.CharField(label="Efternavn", max_length=150)
    email = forms.EmailField(label="E-mail", help_text="Kontoens ejer logger ind med den.")
    groups = RoleField(
        Group.objects.order_by("name"),
        label="Roller",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = User
        fields = ["first_name", "last_name", "email", "groups", "is_active"]
        labels = {"is_active": "Kontoen er åben"}
        help_texts = {
            "is_active": "Luk kontoen i stedet for at slette den; ejeren bliver logget ud."
        }

    def clean_email(self):
        email = self.cleaned_data["email"].lower()
        if User.objects.filter(email__iexact=email).exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError("Der er allerede en konto med den e-mail.")
        return email


@admin.register(User)
class AccountAdmin(admin.ModelAdmin):
    form = AccountForm
    list_display = ["navn", "email", "roller", "is_active", "last_login", "to_trin"]
    list_display_links = ["navn"]
    list_filter = ["is_active", "groups"]
    search_fields = ["first_name", "last_name", "email", "username"]
    ordering = ["first_name", "last_name", "username"]
    readonly_fields = ["last_login", "to_trin"]
    actions = ["invite", "drop_second_factor", "log_out"]
    change_form_template = "account/admin/change_form.html"

    # --- Who may ---------------------------------------------------------------------------------------------------

    def has_delete_permission(self, request, obj=None):
        """An account is closed; what its owner has written keeps its author."""
        return False

    def has_change_permission(self, request, obj=None):
        """Nobody but a superuser reaches a superuser's account: it would be a way to become one."""
        if obj is not None and obj.is_superuser and not request.user.is_superuser:
            return False
        return super().has_change_permission(request, obj)

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("groups", "authenticator_set")

    # --- What is shown ---------------------------------------------------------------------------------------------

    def get_fields(self, request, obj=None):
        fields = ["first_name", "last_name", "email", "groups"]
        return [*fields, "is_active", "last_login", "to_trin"] if obj else fields

    @admin.display(description="navn", ordering="first_name")
    def navn(self, user):
        return user.get_full_name() or user.username

    @admin.display(description="roller")
    def roller(self, user):
        return ", ".join(sorted(group.name.capitalize() for group in user.groups.all())) or "–"

    @admin.display(description="to-trins-login")
    def to_trin(self, user):
        if any(a.type != Authenticator.Type.RECOVERY_CODES for a in user.authenticator_set.all()):
            return "Slået til"
        return "Ikke slået til"

    # --- What a change does ----------------------------------------------------------------------------------------

    def save_model(self, request, user, form, change):
        if not change:
            user.username = unused_username(user.email)
            user.set_unusable_password()
        super().save_model(request, user, form, change)
        if not change:
            send_invitation(user)
        elif "email" in form.changed_data and form.initial["email"]:
            context = {"user": user, "new_email": user.email}
            send_account_mail(form.initial["email"], "email_changed", context)
            EmailAddress.objects.filter(user=user).delete()  # the old one signs nobody in any more
            GatheredLine.objects.waiting().filter(user=user).update(address=user.email.lower())
        if not user.is_active:
            end_all(user)

    @admin.action(description="Send invitation igen", permissions=["change"])
    def invite(self, request, queryset):
        self._each(request, queryset, self.do_invite)

    @admin.action(description="Fjern to-trins-login (mistet telefon)", permissions=["change"])
    def drop_second_factor(self, request, queryset):
        self._each(request, queryset, self.do_drop_second_factor)

    @admin.action(description="Log ud overalt", permissions=["change"])
    def log_out(self, request, queryset):
        self._each(request, queryset, self.do_log_out)

    def _each(self, request, queryset, do):
        for user in queryset:
            if self.has_change_permission(request, user):
                do(request, user)
            else:
                messages.error(request, f"{self.navn(user)}: kun en superbruger kan ændre kontoen.")

    def do_invite(self, request, user):
        if not user.is_active or not user.email:
            messages.error(
                request, f"{self.navn(user)}: kontoen er lukket eller mangler en e-mail."
            )
        else:
            send_invitation(user)
            messages.success(request, f"{self.navn(user)}: invitationen er sendt til {user.email}.")

    def do_drop_second_factor(self, request, user):
        """A session that was proven by the lost factor ends with it."""
        Authenticator.objects.filter(user=user).delete()
        end_all(user)
        text = "to-trins-login er fjernet, og kontoen er logget ud. Ejeren slår det til igen ved næste login."
        messages.success(request, f"{self.navn(user)}: {text}")

    def do_log_out(self, request, user):
        end_all(user)
        messages.success(request, f"{self.navn(user)}: logget ud overalt.")

    # --- The same three as buttons on the account ------------------------------------------------------------------

    def get_urls(self):
        buttons = path(
            "<int:pk>/goer/<slug:what>/",
            self.admin_site.admin_view(self.button),
            name="account_button",
        )
        return [buttons, *super().get_urls()]

    @method_decorator(require_POST)
    def button(self, request, pk, what):
        user = get_object_or_404(User, pk=pk)
        if not self.has_change_permission(request, user):
            raise PermissionDenied
        do = {
            "inviter": self.do_invite,
            "fjern-to-trin": self.do_drop_second_factor,
            "log-ud": self.do_log_out,
        }.get(what)
        if do is not None:
            do(request, user)
        return redirect(reverse("admin:auth_user_change", args=[pk]))
