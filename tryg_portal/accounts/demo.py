"""In the local demo only: links that sign in as a role. They count as both factors there."""

from django.conf import settings
from django.contrib.auth import get_user_model, login
from django.core import signing
from django.http import Http404
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache

from .second_factor import prove

DEMO_SALT = "tryg_portal.demologin"
DEMO_SECONDS = 600


def demo_link(user):
    """An address that signs in as `user` on this machine within ten minutes; only in the demo."""
    if not settings.DEMO:
        raise RuntimeError("Demolinks findes kun i den lokale demo.")
    return f"{settings.SITE_URL}/konto/demo/{signing.dumps(user.pk, salt=DEMO_SALT)}/"


@never_cache
def demo_login(request, token):
    if not settings.DEMO:
        raise Http404
    try:
        pk = signing.loads(token, salt=DEMO_SALT, max_age=DEMO_SECONDS)
        user = get_user_model().objects.get(pk=pk, is_active=True, username__startswith="demo-")
    except (signing.BadSignature, get_user_model().DoesNotExist):
        return redirect("account_login")
    login(request, user, backend=settings.AUTHENTICATION_BACKENDS[-1])
    prove(request, user, "demo")
    return redirect(settings.LOGIN_REDIRECT_URL)
