"""The settings of the application. What differs between installations comes from the environment, secrets above all.

Each variable stands in ``configuration.VARIABLES``, from which docs/reference/settings.md is written; a test fails
when one that is read here does not.
"""

from pathlib import Path
from typing import Any

import dj_email_url
from environs import Env
from marshmallow.validate import OneOf, Range

from inspectorate_app.configuration import (
    mail_server,
    metrics_token,
    notify_address,
    notify_key,
    secret_key,
    service_address,
)

env = Env()
BASE = Path(__file__).parent

# --- where and for whom ---
DATA = Path(env.str("INSPECTORATE_DATA", "inspectorate-data")).absolute()
DEMONSTRATION = env.bool("INSPECTORATE_DEMONSTRATION", False)
DEBUG = False
SECRET_KEY = secret_key(env.str("INSPECTORATE_SECRET_KEY", ""))
SECRET_KEY_FALLBACKS: list[str] = env.list("INSPECTORATE_OLD_SECRET_KEYS", [])
SECURE = env.bool("INSPECTORATE_HTTPS", not DEMONSTRATION)
ALLOWED_HOSTS = env.list("INSPECTORATE_HOSTS", ["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = [f"https://{host.lstrip('*')}" for host in ALLOWED_HOSTS if SECURE]

# A minute, in one process: see ``rate``.
REQUESTS_A_MINUTE = env.int("INSPECTORATE_REQUESTS_A_MINUTE", 600, validate=Range(min=10))
SIGN_INS_A_MINUTE = env.int("INSPECTORATE_SIGN_INS_A_MINUTE", 120, validate=Range(min=5))

# Off where it is not set.
METRICS_TOKEN = metrics_token(env.str("INSPECTORATE_METRICS_TOKEN", ""))

# Who judged in an inspection does not sit on its ratings panel: assumed, see ``actions.permission.APART``.
PANEL_APART = env.bool("INSPECTORATE_PANEL_APART", True)

# Quality assurance: whether nobody assesses what they are not recorded as trained for and ready.
TRAINING_REQUIRED = env.bool("INSPECTORATE_TRAINING_REQUIRED", False)

INSTALLED_APPS = [
    "inspectorate_app.store",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "axes",
    "django_tasks",
    "django_tasks_db",
]

MIDDLEWARE = [
    "inspectorate_app.web.middleware.metric.MetricMiddleware",
    "inspectorate_app.web.middleware.request_id.RequestIdMiddleware",
    "inspectorate_app.web.middleware.request_log.RequestLogMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "inspectorate_app.web.middleware.header.HeaderMiddleware",
    "inspectorate_app.web.middleware.register.RegisterMiddleware",
    "inspectorate_app.api.middleware.ApiMiddleware",
    "inspectorate_app.web.middleware.language.LanguageMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "inspectorate_app.web.middleware.size.SizeMiddleware",
    "inspectorate_app.web.middleware.refusal.RefusalMiddleware",
    "inspectorate_app.web.middleware.rate.RateMiddleware",
    "inspectorate_app.web.middleware.gate.GateMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "inspectorate_app.urls"
WSGI_APPLICATION = "inspectorate_app.wsgi.application"
APPEND_SLASH = False

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [BASE / "web" / "templates"],
        "APP_DIRS": False,
        "OPTIONS": {
            "environment": "inspectorate_app.web.jinja.environment",
            "context_processors": [
                "django.contrib.messages.context_processors.messages",
                "inspectorate_app.web.about.about_the_page",
            ],
        },
    },
    # allauth's own templates are Django's; every page of it that can be reached has a template of ours above.
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    },
]

# --- the database: one file by default, PostgreSQL where DATABASE_URL says so ---
DATABASES: dict[str, dict[str, Any]] = {
    "default": env.dj_db_url("DATABASE_URL", f"sqlite:///{DATA / 'inspectorate.sqlite3'}")
}
DATABASES["default"]["ATOMIC_REQUESTS"] = False
DATABASES["default"]["CONN_MAX_AGE"] = None
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # Readers never wait for a writer; a writer waits its turn instead of failing at its first write.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
        "PRAGMA cache_size=-65536; PRAGMA temp_store=MEMORY; "
        # Names that are deleted are overwritten in the file, and not only given free.
        "PRAGMA secure_delete=ON;",
    }
else:
    # PostgreSQL plans what it is asked again and again once for each connection, and not each time.
    DATABASES["default"]["OPTIONS"] = {
        "server_side_binding": True,
        "prepare_threshold": 5,
        **DATABASES["default"].get("OPTIONS", {}),
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    # In the database, so that every process sees a used one-time code and a rate that is exhausted.
    # So many, that nobody can push the counts of their own tries out of it.
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "store_cache",
        "OPTIONS": {"MAX_ENTRIES": 50_000},
    }
}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}

# --- people and sessions ---
AUTH_USER_MODEL = "store.Person"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "inspectorate_app.web.account.backend.AccountBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("name", "email")},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
SESSION_ENGINE = "inspectorate_app.store.session"
SESSION_COOKIE_AGE = env.int("INSPECTORATE_SESSION_HOURS", 12, validate=Range(min=1, max=24)) * 3600
SESSION_IDLE_SECONDS = env.int("INSPECTORATE_SESSION_IDLE_MINUTES", 60, validate=Range(min=5, max=720)) * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_NAME = "__Host-inspectorate" if SECURE else "inspectorate"
CSRF_COOKIE_NAME = "__Host-csrf" if SECURE else "csrf"
CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "inspectorate_app.web.error.csrf_failed"

LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "inspectorate_app.web.account.adapter.AccountAdapter"
SOCIALACCOUNT_ADAPTER = "inspectorate_app.web.account.adapter.OrganisationSignInAdapter"
MFA_ADAPTER = "inspectorate_app.web.account.adapter.SecondFactorAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 600
ACCOUNT_FORMS = {
    "login": "inspectorate_app.web.account.forms.SignInForm",
    "reauthenticate": "inspectorate_app.web.account.forms.PasswordForm",
    "change_password": "inspectorate_app.web.account.forms.ChangePasswordForm",
}
# An office has one address on the network: what counts tries at an account is axes, below.
ACCOUNT_RATE_LIMITS = {"login": "120/m/ip", "login_failed": "60/m/ip,20/15m/key"}
SOCIALACCOUNT_ONLY = False
SOCIALACCOUNT_AUTO_SIGNUP = False
# A link to the provider: it asks there, and a form that led elsewhere is what our Content Security Policy forbids.
SOCIALACCOUNT_LOGIN_ON_GET = True
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Inspectorate"
# A clock may be half a minute out; a code is still used once (web.account.lockout).
MFA_TOTP_TOLERANCE = 1
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_FORMS = {
    "authenticate": "inspectorate_app.web.account.forms.CodeForm",
    "reauthenticate": "inspectorate_app.web.account.forms.CodeAgainForm",
    "activate_totp": "inspectorate_app.web.account.forms.FirstCodeForm",
}
OIDC_NAME = env.str("INSPECTORATE_OIDC_NAME", "")
OIDC_SECOND_FACTOR = env.bool("INSPECTORATE_OIDC_SECOND_FACTOR", False)
OIDC_SECOND_FACTOR_ACR: list[str] = env.list("INSPECTORATE_OIDC_SECOND_FACTOR_ACR", [])
SOCIALACCOUNT_PROVIDERS: dict[str, Any] = {}
if OIDC_NAME:
    SOCIALACCOUNT_PROVIDERS["openid_connect"] = {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": "organisation",
                "name": OIDC_NAME,
                "client_id": env.str("INSPECTORATE_OIDC_CLIENT_ID"),
                "secret": env.str("INSPECTORATE_OIDC_CLIENT_SECRET"),
                "settings": {"server_url": env.str("INSPECTORATE_OIDC_ISSUER").rstrip("/")},
            }
        ],
    }

AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_FORM_FIELD = "login"
AXES_USERNAME_CALLABLE = "inspectorate_app.web.account.lockout.account_of"
AXES_DISABLE_ACCESS_LOG = True
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_CALLABLE = "inspectorate_app.web.error.locked_out"
AXES_CLIENT_IP_CALLABLE = "inspectorate_app.web.account.lockout.address_of"
AXES_IPWARE_PROXY_COUNT = ALLAUTH_TRUSTED_PROXY_COUNT = env.int("INSPECTORATE_PROXIES", 0, validate=Range(min=0, max=5))
AXES_SENSITIVE_PARAMETERS = ["username", "ip_address", "login", "password", "oldpassword", "password1", "code"]

# --- what a browser may do ---
SECURE_SSL_REDIRECT = SECURE
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if AXES_IPWARE_PROXY_COUNT else None
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = SECURE
SECURE_REDIRECT_EXEMPT = [r"^health$", r"^ready$", r"^metrics$"]
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
# A caseload of 20,000 cases is some 4 MB.
DATA_UPLOAD_MAX_MEMORY_SIZE = 5_000_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
UPLOAD_LIMIT = env.int("INSPECTORATE_UPLOAD_MEGABYTES", 20, validate=Range(min=1, max=500)) * 1_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000

# --- documents: a folder, or an S3-compatible store where a bucket is named ---
DOCUMENTS = DATA / "documents"
S3 = {
    "bucket": env.str("INSPECTORATE_S3_BUCKET", ""),
    "endpoint": env.str("INSPECTORATE_S3_ENDPOINT", ""),
    "region": env.str("INSPECTORATE_S3_REGION", ""),
    "access_key": env.str("INSPECTORATE_S3_ACCESS_KEY", ""),
    "secret_key": env.str("INSPECTORATE_S3_SECRET_KEY", ""),
    "prefix": env.str("INSPECTORATE_S3_PREFIX", "documents/"),
}

# --- pages and files ---
# English is the language of what is written in the code; docs/adr/0023-two-languages.md.
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("cy", "Cymraeg")]
LOCALE_PATHS = [BASE / "locale"]
LANGUAGE_COOKIE_NAME = "__Host-language" if SECURE else "language"
TIME_ZONE = "Europe/London"
USE_I18N = True
USE_TZ = True
STATIC_URL = "static/"
STATICFILES_DIRS = [BASE / "web" / "static"]
STATIC_ROOT = Path(env.str("INSPECTORATE_STATIC", str(DATA / "static")))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "inspectorate_app.web.static_file.StaticFiles"},
}
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = False

EMAIL_CONFIG = dj_email_url.parse(mail_server(env.str("INSPECTORATE_EMAIL_URL", "dummy://")))
vars().update(EMAIL_CONFIG)
# GOV.UK Notify, where its key is set, instead of a mail server.
NOTIFY_TEMPLATE = env.str("INSPECTORATE_NOTIFY_TEMPLATE", "")
NOTIFY_KEY = notify_key(env.str("INSPECTORATE_NOTIFY_KEY", ""), NOTIFY_TEMPLATE, env.str("INSPECTORATE_EMAIL_URL", ""))
NOTIFY_ADDRESS = notify_address(env.str("INSPECTORATE_NOTIFY_ADDRESS", "https://api.notifications.service.gov.uk"))
if NOTIFY_KEY:
    EMAIL_BACKEND = "inspectorate_app.notify.EmailBackend"
# Who asks to be told of what is published confirms it within so many days.
SUBSCRIBER_CONFIRM_DAYS = env.int("INSPECTORATE_SUBSCRIBER_CONFIRM_DAYS", 7, validate=Range(min=1, max=60))
# A mail server that does not answer must not hold up whoever waits for the page.
EMAIL_TIMEOUT = EMAIL_CONFIG.get("EMAIL_TIMEOUT") or 10
# Where people reach the service, as mails say it.
ADDRESS = service_address(env.str("INSPECTORATE_ADDRESS", ""), ALLOWED_HOSTS, secure=SECURE)
#: Whether someone said so; else it is guessed, and who prints it says that.
ADDRESS_IS_SET = bool(env.str("INSPECTORATE_ADDRESS", ""))
DEFAULT_FROM_EMAIL = env.str("INSPECTORATE_EMAIL_FROM", "Inspectorate <no-reply@localhost>")

LOG_FORMAT = env.str("INSPECTORATE_LOG", "text", validate=OneOf(["text", "json"]))
LOGGING_CONFIG = "inspectorate_app.log.configure"
LOGGING = {"format": LOG_FORMAT}
SILENCED_SYSTEM_CHECKS: list[str] = []
