"""allauth's forms where their words are not enough: fields that it leaves without a label, and its long help texts."""

from allauth.account.forms import LoginForm as AllauthLoginForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms


class LoginForm(AllauthLoginForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["login"].label = "E-mail eller brugernavn"
        self.fields["login"].widget.attrs["autocomplete"] = "username"
        self.fields[
            "password"
        ].help_text = ""  # the page has the link to a forgotten password itself


class AddPasskeyForm(AddWebAuthnForm):
    name = forms.CharField(label="Navn på nøglen", required=False, max_length=60)


class EditPasskeyForm(EditWebAuthnForm):
    name = forms.CharField(label="Navn på nøglen", max_length=60)
