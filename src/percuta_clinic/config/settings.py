"""Django's settings, worked out from the environment."""

from typing import Any
from urllib.parse import unquote, urlsplit

from percuta_clinic.config.environment import Environment, read_environment
from percuta_clinic.config.keys import load_keys
from percuta_clinic.config.sqlite import use_bundled

use_bundled()
ENVIRONMENT = read_environment()
KEYS = load_keys(ENVIRONMENT.keys)

DEBUG = False
DEMO = ENVIRONMENT.demo
SECRET_KEY = KEYS.session.hex()
ALLOWED_HOSTS = list(ENVIRONMENT.hosts)
CSRF_TRUSTED_ORIGINS = [ENVIRONMENT.url]
ROOT_URLCONF = "percuta_clinic.config.urls"
WSGI_APPLICATION = "percuta_clinic.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django_htmx",
    "simple_history",
    "percuta_clinic.look",
    "percuta_clinic.audit",
    "percuta_clinic.people",
    "percuta_clinic.premises",
    "percuta_clinic.roster",
    "percuta_clinic.files",
    "percuta_clinic.drafts",
    "percuta_clinic.patients",
    "percuta_clinic.stock",
    "percuta_clinic.outbox",
    "percuta_clinic.inform",
    "percuta_clinic.comments",
    "percuta_clinic.duty",
    "percuta_clinic.booking",
    "percuta_clinic.billing",
    "percuta_clinic.intake",
    "percuta_clinic.screening",
    "percuta_clinic.assessment",
    "percuta_clinic.consent",
    "percuta_clinic.planning",
    "percuta_clinic.photos",
    "percuta_clinic.treatment",
    "percuta_clinic.healing",
    "percuta_clinic.adverse",
    "percuta_clinic.review",
    "percuta_clinic.leaving",
    "percuta_clinic.frame",
    "percuta_clinic.entry",
    "percuta_clinic.staff",
    "percuta_clinic.portal",
    "percuta_clinic.website",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
]

MIDDLEWARE = [
    "percuta_clinic.config.headers.Headers",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "percuta_clinic.config.whole.Whole",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "percuta_clinic.frame.middleware.ClinicTime",
    "percuta_clinic.frame.middleware.SignedIn",
    "percuta_clinic.frame.middleware.Session",
    "percuta_clinic.frame.middleware.Charts",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["percuta_clinic.look.templatetags.pieces"],
            "libraries": {"i18n": "percuta_clinic.look.templatetags.words"},
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "percuta_clinic.entry.context.frame",
            ],
        },
    }
]


def database(environment: Environment) -> dict[str, Any]:
    """SQLite in the home folder, or the PostgreSQL that PERCUTA_DATABASE names."""
    if not environment.database:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": environment.home / "clinic.sqlite3",
            "CONN_MAX_AGE": None,  # closing the last one would write the whole log back each time
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
                " PRAGMA journal_size_limit=27103364; PRAGMA cache_size=-20000;"
                " PRAGMA temp_store=MEMORY;"
                " PRAGMA recursive_triggers=ON;",  # or REPLACE goes past what guards rows
            },
        }
    parts = urlsplit(environment.database)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": parts.port or "",
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"pool": {"min_size": 1, "max_size": environment.threads + 2}},
    }


DATABASES = {"default": database(ENVIRONMENT)}
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache_rows",
        "OPTIONS": {"MAX_ENTRIES": 50_000},  # or a flood of tries pushes out what counts them
    }
}

AUTH_USER_MODEL = "people.Account"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "name")},
    },
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"

ACCOUNT_ADAPTER = "percuta_clinic.entry.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # an address is proved by the invitation that reached it
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 900
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_REAUTHENTICATION_METHODS = ("password", "mfa")
ACCOUNT_RATE_LIMITS = {
    "login_failed": "20/5m/ip,5/5m/key",  # a whole clinic shares one address
    "reset_password": "10/5m/ip,3/5m/key",
}
ACCOUNT_FORMS = {
    "login": "percuta_clinic.entry.forms.allauth.SignIn",
    "reauthenticate": "percuta_clinic.entry.forms.allauth.Confirm",
    "reset_password": "percuta_clinic.entry.forms.allauth.AskReset",
    "reset_password_from_key": "percuta_clinic.entry.forms.allauth.Reset",
    "change_password": "percuta_clinic.entry.forms.allauth.ChangePassword",
    "set_password": "percuta_clinic.entry.forms.allauth.SetPassword",
}
ALLAUTH_TRUSTED_PROXY_COUNT = ENVIRONMENT.proxies
MFA_ADAPTER = "percuta_clinic.entry.adapters.MfaAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_FORMS = {
    "authenticate": "percuta_clinic.entry.forms.allauth.Code",
    "reauthenticate": "percuta_clinic.entry.forms.allauth.ConfirmCode",
    "activate_totp": "percuta_clinic.entry.forms.allauth.FirstCode",
    "add_webauthn": "percuta_clinic.entry.forms.allauth.AddPasskey",
    "edit_webauthn": "percuta_clinic.entry.forms.allauth.NamePasskey",
}
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not ENVIRONMENT.is_https
MFA_TOTP_ISSUER = "Percuta"
MFA_TOTP_TOLERANCE = 1  # a code may be typed slowly, or the phone be half a minute off
USERSESSIONS_TRACK_ACTIVITY = False

SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = ENVIRONMENT.is_https
CSRF_COOKIE_SAMESITE = "Lax"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"  # ends with it
X_FRAME_OPTIONS = "SAMEORIGIN"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_HSTS_SECONDS = 31_536_000 if ENVIRONMENT.is_https else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ENVIRONMENT.proxies else None
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
FILE_UPLOAD_HANDLERS = ["percuta_clinic.files.arriving.InMemory"]

USE_TZ = True
TIME_ZONE = "UTC"
LANGUAGE_CODE = "en-gb"
USE_I18N = False  # there is one language, and looking words up costs every page

STATIC_URL = "static/"
STATIC_ROOT = ENVIRONMENT.home / "static"
if ENVIRONMENT.public.is_dir():
    WHITENOISE_ROOT = ENVIRONMENT.public
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "percuta_clinic.look.statics.Statics"},
}

if ENVIRONMENT.smtp:
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST, EMAIL_PORT = ENVIRONMENT.smtp.host, ENVIRONMENT.smtp.port
    EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = ENVIRONMENT.smtp.user, ENVIRONMENT.smtp.password
    EMAIL_USE_TLS = ENVIRONMENT.smtp.encryption == "starttls"
    EMAIL_USE_SSL = ENVIRONMENT.smtp.encryption == "tls"
    EMAIL_TIMEOUT = 20
else:
    # The demo prints its letters; in a real clinic they wait until there is a server.
    EMAIL_BACKEND = (
        "django.core.mail.backends.console.EmailBackend"
        if DEMO
        else "percuta_clinic.outbox.mail.NoServer"
    )
DEFAULT_FROM_EMAIL = ENVIRONMENT.mail_from

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"django.request": {"level": "ERROR"}},  # a link not found may hold a secret
}
