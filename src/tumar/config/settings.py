"""Django's settings, all derived from the environment (see `environment.py`)."""

from pathlib import Path

from django.utils.translation import gettext_lazy as _

from tumar import __version__
from tumar.config import environment

ENVIRONMENT = environment.read()
PACKAGE = Path(__file__).resolve().parent.parent

TUMAR_VERSION = __version__
TUMAR_DATA = ENVIRONMENT.data
TUMAR_LISTENS_ON_LOOPBACK = ENVIRONMENT.is_loopback

SECRET_KEY = environment.secret(TUMAR_DATA, "django")
DEBUG = False
ALLOWED_HOSTS = list(ENVIRONMENT.hosts)

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "tumar.kernel",
    "tumar.places",
    "tumar.people",
    "tumar.programmes",
    "tumar.events",
    "tumar.network",
    "tumar.law",
    "tumar.training",
    "tumar.supplies",
    "tumar.results",
    "tumar.desk",
    "tumar.portal",
    "tumar.field",
    # After our rooms, so that our templates come before theirs.
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "tumar.config.middleware.heads_without_bodies",
    "django.middleware.gzip.GZipMiddleware",
    "tumar.config.middleware.content_security",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "tumar.config.middleware.scope_of_the_request",
    "tumar.config.middleware.refusals_as_pages",
    "tumar.config.middleware.designation_notes",
]

ROOT_URLCONF = "tumar.config.urls"
WSGI_APPLICATION = "tumar.config.wsgi.application"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["tumar.kernel.templatetags.said"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "tumar.desk.context.shell",
            ],
        },
    }
]

DATABASES = {"default": environment.database(ENVIRONMENT.database_url, TUMAR_DATA)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "people.Account"

AUTHENTICATION_BACKENDS = ["tumar.people.sign_in.AccountBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "desk:home"
LOGOUT_REDIRECT_URL = "portal:home"
ACCOUNT_ADAPTER = "tumar.people.sign_in.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_REAUTHENTICATION_TIMEOUT = 900
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Tumar"
MFA_ADAPTER = "tumar.people.sign_in.MFAAdapter"
# Second factors are encrypted with a key that lies beside the database, not in it.
TUMAR_MFA_SECRET = environment.secret(TUMAR_DATA, "mfa")
# Document numbers are kept encrypted and compared by a keyed digest; losing this secret loses both.
TUMAR_DOCUMENT_SECRET = environment.secret(TUMAR_DATA, "documents")
# A browser offers passkeys over plain http on this machine only; the library must be told so.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not ENVIRONMENT.is_https

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("ru", "Русский"), ("fa-af", "دری")]
# Languages in which titles and notes are kept; the first one is asked for first.
CONTENT_LANGUAGES = [("en", _("English")), ("ru", _("Russian"))]
LOCALE_PATHS = [PACKAGE / "locale"]
LANGUAGE_COOKIE_NAME = "language"
LANGUAGE_COOKIE_SAMESITE = "Lax"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"
USE_THOUSAND_SEPARATOR = True

STATIC_URL = "/static/"
STATIC_ROOT = TUMAR_DATA / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
MEDIA_ROOT = TUMAR_DATA / "files"
DATA_UPLOAD_MAX_MEMORY_SIZE = 20 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000
# A workbook comes with the evidence files that it names.
DATA_UPLOAD_MAX_NUMBER_FILES = 1_000

# Which notes a text calls for wherever it is shown; the kernel asks, the room of places answers.
TUMAR_NOTES = "tumar.places.designations.notes_in"

# Attempts to sign in are counted here. In files, so that all processes of this machine count together.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": TUMAR_DATA / "cache",
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    }
}

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
# Files in the data folder, or the server that TUMAR_MAIL_URL names.
globals().update(environment.mail(ENVIRONMENT.mail_url, TUMAR_DATA))
DEFAULT_FROM_EMAIL = ENVIRONMENT.mail_from
# Where letters lead to: the worker that writes some of them sees no request.
TUMAR_ADDRESS = ENVIRONMENT.address

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = ENVIRONMENT.is_https
CSRF_COOKIE_SAMESITE = "Lax"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ENVIRONMENT.is_https else None

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
