"""A user's sessions: what to call the device, and how to end them."""

from allauth.usersessions.models import UserSession
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.utils import timezone

BROWSERS = [
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
]
"""Edge and Opera say they are Chrome too, and Chrome that it is Safari: the first that fits is the one."""
SYSTEMS = [
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("CrOS", "Chromebook"),
    ("Windows", "Windows"),
    ("Mac OS X", "Mac"),
    ("Linux", "Linux"),
]


def device(user_agent):
    """«Chrome på Windows»: what the owner knows the device by."""
    browser = next((name for mark, name in BROWSERS if mark in user_agent), "Ukendt browser")
    system = next((name for mark, name in SYSTEMS if mark in user_agent), None)
    return f"{browser} på {system}" if system else browser


def sessions_of(user):
    """The living sessions, the last used first; those that are gone are forgotten on the way."""
    sessions = UserSession.objects.purge_and_list(user)
    return sorted(sessions, key=lambda session: session.last_seen_at, reverse=True)


def forget_old():
    """Devices whose session has run out, whether or not their owner ever looks at the list again."""
    living = Session.objects.filter(expire_date__gt=timezone.now()).values("session_key")
    UserSession.objects.exclude(session_key__in=living).delete()


def end_all(user):
    """Log the user out everywhere, also from sessions that allauth's list does not know."""
    for session in Session.objects.filter(expire_date__gt=timezone.now()):
        if session.get_decoded().get(SESSION_KEY) == str(user.pk):
            session.delete()
    UserSession.objects.filter(user=user).delete()
