"""Settings: one table of what the environment decides, and below it what is the same everywhere.

`.env.example` explains each variable. A missing or wrong one stops the start with a message that names it.
"""

import os
import sys
import tempfile
from pathlib import Path

import environ
from csp.constants import NONE, SELF, UNSAFE_HASHES, UNSAFE_INLINE
from django.core.exceptions import ImproperlyConfigured

from indsatser.medier.filtyper import DOKUMENT_MB, MIMETYPER

from .accounts.oidc_settings import WrongProvider, allauth_providers

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()
TEST = "pytest" in sys.modules or env.str("DJANGO_ENV", default="") == "test"
if not TEST:  # a test never meets what a developer or an operator has set for the site
    environ.Env.read_env(BASE_DIR / ".env")

ENVIRONMENTS = ("demo", "test", "production")


def _stop(navn, besked):
    raise ImproperlyConfigured(f"{navn}: {besked} Se .env.example.")


def _read(laes, navn, *args, **kwargs):
    """A value from the environment; a wrong one stops the start by name."""
    try:
        return laes(navn, *args, **kwargs)
    except ImproperlyConfigured:
        _stop(navn, "mangler.")
    except Exception as fejl:
        _stop(navn, f"kan ikke læses ({fejl}).")


# --- What the environment decides ---------------------------------------------------------------------------------

DJANGO_ENV = env.str("DJANGO_ENV", default="test" if TEST else "demo")
if DJANGO_ENV not in ENVIRONMENTS:
    _stop("DJANGO_ENV", f"skal være en af {', '.join(ENVIRONMENTS)}, ikke «{DJANGO_ENV}».")
PRODUCTION = DJANGO_ENV == "production"
DEMO = DJANGO_ENV == "demo"
"""The local demo: accounts by role, and links that sign in to them."""


def _default(vaerdi):
    """A default outside production; in production the variable must be set."""
    return {} if PRODUCTION else {"default": vaerdi}


# what a test writes is its own, and gone afterwards (tests/conftest.py)
_VAR = Path(tempfile.gettempdir()) / f"tryg-test-{os.getpid()}" if TEST else BASE_DIR / "var"
VAR_DIR = Path(env.str("VAR_DIR", default=str(_VAR)))
SECRET_KEY = _read(env.str, "SECRET_KEY", **_default("kun-til-demo-og-test-paa-egen-maskine"))
ALLOWED_HOSTS = _read(
    env.list, "ALLOWED_HOSTS", **_default(["localhost", "127.0.0.1", "[::1]", "testserver"])
)
SITE_URL = _read(env.str, "SITE_URL", **_default("http://127.0.0.1:8000")).rstrip("/")
DATABASES = {
    "default": _read(env.db_url, "DATABASE_URL", **_default(f"sqlite:///{VAR_DIR / 'db.sqlite3'}"))
}
CACHES = {"default": _read(env.cache_url, "CACHE_URL", **_default("locmemcache://"))}
EMAIL = _read(env.email_url, "EMAIL_URL", **_default("consolemail://"))
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="Tryg Aalborg <ingen-svar@localhost>")
MAIL_CONTACT = env.str("MAIL_CONTACT", default="")
"""Whom those write to who have no account and want no more mails."""
OIDC_PROVIDERS = _read(env.str, "OIDC_PROVIDERS", default="")
TRUSTED_PROXY_COUNT = _read(env.int, "TRUSTED_PROXY_COUNT", default=1 if PRODUCTION else 0)
MEDIA_ROOT = env.str("MEDIA_ROOT", default=str(VAR_DIR / "media"))
STATIC_ROOT = env.str("STATIC_ROOT", default=str(VAR_DIR / "static"))
PAGE_CACHE_SECONDS = _read(
    env.int, "PAGE_CACHE_SECONDS", default=0 if DJANGO_ENV == "test" else 300
)
"""How long a public page may be kept that nothing has changed on; 0 is no cache."""

LINK_CHECK = _read(env.bool, "LINK_CHECK", default=PRODUCTION)
"""Whether the portal asks other sites at night if their addresses still answer."""

if PRODUCTION and len(SECRET_KEY) < 50:
    _stop("SECRET_KEY", "skal være mindst 50 tilfældige tegn.")
if PRODUCTION and CACHES["default"]["BACKEND"].rpartition(".")[2] in ("LocMemCache", "DummyCache"):
    _stop("CACHE_URL", "skal være en cache, som alle processer deler: den tæller forkerte login.")
if not SITE_URL.startswith(("http://", "https://")):
    _stop("SITE_URL", "skal begynde med http:// eller https://.")
if not ALLOWED_HOSTS or (PRODUCTION and "*" in ALLOWED_HOSTS):
    _stop("ALLOWED_HOSTS", "skal nævne sitets navne, adskilt af komma.")
if DATABASES["default"].get("ENGINE") not in (
    "django.db.backends.sqlite3",
    "django.db.backends.postgresql",
):
    _stop("DATABASE_URL", "skal begynde med postgres:// eller sqlite:///.")
try:
    SOCIALACCOUNT_PROVIDERS = allauth_providers(OIDC_PROVIDERS)
except WrongProvider as fejl:
    _stop("OIDC_PROVIDERS", str(fejl))

if PAGE_CACHE_SECONDS < 0:
    _stop("PAGE_CACHE_SECONDS", "skal være 0 eller flere sekunder.")


def _room_for(antal):
    """Of the caches that count their entries; Redis has its own memory, and must not let a page wait for it."""
    cache = CACHES["default"]
    if cache["BACKEND"].endswith("RedisCache"):
        mere = {"socket_connect_timeout": 1, "socket_timeout": 1}  # seconds
    else:
        mere = {"MAX_ENTRIES": antal}
    return {**cache, "OPTIONS": {**mere, **cache.get("OPTIONS", {})}}


# the counters of failed logins must not be thrown out to make room, so pages have a place of their own
CACHES = {
    "default": _room_for(100_000),
    "pages": {**_room_for(2_000), "KEY_PREFIX": "pages"},
}
if CACHES["default"]["BACKEND"].endswith("LocMemCache"):
    CACHES["pages"]["LOCATION"] = "pages"
elif CACHES["default"]["BACKEND"].endswith("FileBasedCache"):
    CACHES["pages"]["LOCATION"] = f"{CACHES['default']['LOCATION']}/pages"

# --- The same everywhere ------------------------------------------------------------------------------------------

DEBUG = False
vars().update(EMAIL)
EMAIL_TIMEOUT = 10  # seconds; a mail server that does not answer must not hold the request
POST_OFFICE = {
    "BACKENDS": {"default": EMAIL["EMAIL_BACKEND"]},
}
EMAIL_BACKEND = (
    "tryg_portal.mail.queue.EmailBackend"  # keeps the mail, then sends it by the one above
)

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # WAL and IMMEDIATE let readers and a writer work at once; one lasting connection is three times as fast
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
    DATABASES["default"]["CONN_MAX_AGE"] = None
else:
    DATABASES["default"].setdefault("CONN_MAX_AGE", 60)
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "indsatser",
    "djangocms_simple_admin_style",
    "indsatser.apps.BordConfig",  # django.contrib.admin, whose front page is the desk
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.redirects",
    "django.contrib.sessions",
    "django.contrib.sites",
    "django.contrib.sitemaps",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "cms",
    "menus",
    "treebeard",
    "sekizai",
    "parler",
    "filer",
    "easy_thumbnails",
    "djangocms_versioning",
    "djangocms_alias",
    "djangocms_text",
    "djangocms_link",
    "rules",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.mfa",
    "allauth.usersessions",
    "post_office",
    "tryg_portal",  # last, because it gives the packages' models Danish names
]

MIDDLEWARE = [
    "tryg_portal.middleware.RefuseNulBytes",
    "tryg_portal.uploads.BodyLimit",
    "tryg_portal.page_cache.PageCache",
    "tryg_portal.middleware.ApphookReload",
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "tryg_portal.middleware.ContentPolicy",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "tryg_portal.middleware.AnonymousWithoutToolbar",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "tryg_portal.middleware.SecondFactor",
    "tryg_portal.middleware.LastSeen",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "cms.middleware.user.CurrentUserMiddleware",
    "cms.middleware.page.CurrentPageMiddleware",
    "tryg_portal.middleware.Toolbar",
    "tryg_portal.middleware.MissingParameter",
    "tryg_portal.middleware.Redirects",
]

ROOT_URLCONF = "tryg_portal.urls"
WSGI_APPLICATION = "tryg_portal.wsgi.application"
SITE_ID = 1

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "sekizai.context_processors.sekizai",
                "cms.context_processors.cms_settings",
            ],
        },
    },
]

# Language and time
LANGUAGE_CODE = "da"
LANGUAGES = [("da", "Dansk"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Copenhagen"

# Files
STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = "/media/"
UPLOAD_PATHS = ("/admin/", "/status/", "/hoeringer/", "/en/hoeringer/", "/hoeringssvar/")
"""Where a body may be as large as the largest file; nginx.conf says the same."""
MAX_UPLOAD_MB = DOKUMENT_MB + 1  # with the form around the file
MAX_BODY_MB = 5
DATA_UPLOAD_MAX_MEMORY_SIZE = (
    MAX_BODY_MB * 1024 * 1024
)  # a table that is pasted; more comes as a file
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    # what only some may read: never under MEDIA, which the web server hands to everybody
    "privat": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": VAR_DIR / "privat", "base_url": None},
    },
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DJANGO_ENV == "test"
        else "tryg_portal.staticfiles.PortalStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = DJANGO_ENV == "test"
THUMBNAIL_PROCESSORS = (
    "easy_thumbnails.processors.colorspace",
    "easy_thumbnails.processors.autocrop",
    "filer.thumbnail_processors.scale_and_crop_with_subject_location",
    "easy_thumbnails.processors.filters",
)

# Accounts: one login, https://docs.allauth.org/en/latest/
LOGIN_URL = "/konto/login/"
LOGIN_REDIRECT_URL = "/admin/"
LOGOUT_REDIRECT_URL = "/"
AUTHENTICATION_BACKENDS = [
    "rules.permissions.ObjectPermissionBackend",
    "indsatser.rettigheder.RolleBackend",
]
ACCOUNT_ADAPTER = "tryg_portal.accounts.adapters.AccountAdapter"
ACCOUNT_FORMS = {"login": "tryg_portal.accounts.forms.LoginForm"}
ACCOUNT_LOGIN_METHODS = {"email", "username"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = (
    "none"  # the administrator who makes the account vouches for the address
)
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = "Tryg Aalborg: "
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True  # the stage for the second factor is still asked
ACCOUNT_SESSION_REMEMBER = True  # for SESSION_COOKIE_AGE
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXY_COUNT
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "20/5m/ip,5/5m/key",
    "reset_password": "20/m/ip,5/h/key",
    "reset_password_from_key": "20/m/ip",
}
MFA_ADAPTER = "tryg_portal.accounts.adapters.MFAAdapter"
MFA_FORMS = {
    "add_webauthn": "tryg_portal.accounts.forms.AddPasskeyForm",
    "edit_webauthn": "tryg_portal.accounts.forms.EditPasskeyForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_ISSUER = "Tryg Aalborg"
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = SITE_URL.startswith("http://")  # http://localhost in the demo
SOCIALACCOUNT_ADAPTER = "tryg_portal.accounts.adapters.SocialAccountAdapter"
SOCIALACCOUNT_EMAIL_VERIFICATION = "none"
SOCIALACCOUNT_LOGIN_ON_GET = (
    True  # a form that posts to ourselves may not be redirected out (form-action)
)
PASSWORD_RESET_TIMEOUT = 3 * 86400  # seconds; invitations too
SESSION_COOKIE_AGE = 12 * 3600  # a working day: the second factor is asked for once in it
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{navn}"}
    for navn in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

# django CMS
CMS_CONFIRM_VERSION4 = True
CMS_LEGACY_STYLE = False
CMS_ENABLE_UPDATE_CHECK = False
CMS_TOOLBAR_ANONYMOUS_ON = False
CMS_PAGE_CACHE = (
    False  # a change shows at once; whole pages are kept at the very top, by page_cache.py
)
CMS_PERMISSION = False
CMS_REDIRECT_TO_LOWERCASE_SLUG = True
CMS_PLACEHOLDER_CACHE = (
    False  # plugins show what the database knows; the page cache is cleared on every change
)
CMS_TEMPLATES = [
    ("cms/side.html", "Almindelig side"),
    ("cms/sektion.html", "Side med liste (modul)"),
    ("cms/forside.html", "Forside"),
]
CMS_PLACEHOLDER_CONF = {
    "mere": {"name": "Mere om indsatsen"},
    # what somebody is quoted for in news stands in lines of its own, which their authority signs off
    "nyhed": {"name": "Mere i nyheden", "excluded_plugins": ["CitatPlugin", "Alias"]},
    "indhold": {"name": "Indhold"},
    "top": {"name": "Øverst"},
    "nederst": {"name": "Under listen"},
}
CMS_LANGUAGES = {
    SITE_ID: [
        {"code": "da", "name": "Dansk", "public": True, "fallbacks": [], "hide_untranslated": True},
        {
            "code": "en",
            "name": "Engelsk",
            "public": True,
            "fallbacks": [],
            "hide_untranslated": True,
        },
    ],
    "default": {
        "fallbacks": [],
        "redirect_on_fallback": False,
        "public": True,
        "hide_untranslated": True,
    },
}
DJANGOCMS_VERSIONING_LOCK_VERSIONS = True
DJANGOCMS_VERSIONING_VERBOSE_UI = False  # versions are reached from what they are versions of
TEXT_INLINE_EDITING = True
FILER_ENABLE_PERMISSIONS = False
FILER_MIME_TYPE_WHITELIST = MIMETYPER
FILER_REMOVE_FILE_VALIDATORS = [
    "image/svg+xml"
]  # ours cleans it, and refuses what carries a script
FILER_ADD_FILE_VALIDATORS = {mime: ["indsatser.medier.kontrol.valider"] for mime in MIMETYPER}
FILER_MAX_IMAGE_PIXELS = 50_000_000  # as medier.kontrol, which asks first
SILENCED_SYSTEM_CHECKS = [
    "treebeard.E001",  # treebeard 5 asks for a manager that django CMS 5.1 does not use
]

# Security
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "font-src": [SELF],
        "img-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
STAFF_CONTENT_POLICY = {
    # What the toolbar, the page tree (which writes its own style elements) and the editor need
    "style-src": [SELF, UNSAFE_INLINE],
    # the one letter that jQuery in the toolbar's bundle tries as an inline handler when it looks for old browsers
    "script-src-attr": [UNSAFE_HASHES, "'sha256-47mKTaMaEn1L3m5DAz9muidMqw636xxw7EFAK/YnPdg='"],
    "frame-src": [SELF],
    "frame-ancestors": [SELF],
    "img-src": [SELF, "data:"],
}
PERMISSIONS_POLICY = {
    navn: [] for navn in ("camera", "geolocation", "microphone", "payment", "usb")
}
X_FRAME_OPTIONS = "SAMEORIGIN"
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = False  # the CMS toolbar reads it
HTTPS = SITE_URL.startswith("https://")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_SSL_REDIRECT = False  # nginx does it
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PRODUCTION else None
SECURE_HSTS_SECONDS = 31_536_000 if PRODUCTION and HTTPS else 0
CSRF_TRUSTED_ORIGINS = [SITE_URL]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"linje": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "linje"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
