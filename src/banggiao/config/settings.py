"""Django's settings: everything an operator may choose is declared in :mod:`banggiao.config.environment`."""

from __future__ import annotations

from pathlib import Path

from csp.constants import NONE, SELF

from banggiao.config import environment, sign_in

PACKAGE = Path(__file__).resolve().parent.parent

BANGGIAO_HOME = environment.home()
SECRET_KEY = environment.SECRET_KEY.value or environment.secret_key(BANGGIAO_HOME)
DEBUG = environment.DEBUG.on

# The server itself answers on loopback (banggiao.config.serve); other names come through a reverse proxy.
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]", *environment.hosts(environment.HOSTS.value)]
HTTPS = environment.HTTPS.on

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "csp",
    "django_htmx",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "banggiao.core",
    "banggiao.search",
    "banggiao.sources",
    "banggiao.actors",
    "banggiao.instruments",
    "banggiao.engagements",
    "banggiao.figures",
    "banggiao.multilateral",
    "banggiao.exchange",
    "banggiao.rules",
    "banggiao.access",
    "banggiao.reviews",
    "banggiao.reminders",
    "banggiao.webhooks",
    "banggiao.api",
    "banggiao.sheets",
    "banggiao.web",
]

MODEL_MODULE = "banggiao.config.model"  # of whom the rooms below learn of the optional model

MIDDLEWARE = [
    "banggiao.core.middleware.RequestIdMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "banggiao.api.middleware.ApiMiddleware",  # before sessions and cookies: the API knows neither
    "banggiao.web.static_files.StaticFilesMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "banggiao.web.middleware.VietnameseFirstMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "banggiao.web.middleware.ViewerMiddleware",
    "banggiao.core.middleware.NoNulMiddleware",
]

AUTH_USER_MODEL = "access.User"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "name")},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "banggiao.access.breaches.BreachedPasswordValidator"},
]
LOGIN_URL = "web:sign_in"

PASSWORDS = environment.PASSWORDS.on
BREACHED_PASSWORDS = environment.BREACHED.value
SECOND_FACTOR_GROUPS = sign_in.second_factor_groups(environment.SECOND_FACTOR.value)
OIDC_ROLES = environment.OIDC_ROLES.value
OIDC_SECOND_FACTOR = environment.OIDC_SECOND_FACTOR.on
# Of allauth its factors, its OpenID Connect client and its list of sessions are used, under pages of our own
# (docs/decisions/0013-sign-in-by-allauth.md).
ACCOUNT_ADAPTER = "banggiao.web.single_sign_on.AccountAdapter"
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_SIGNUP_FIELDS = ["username*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
MFA_ADAPTER = "banggiao.access.second_factors.FactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_TOTP_TOLERANCE = 1  # clocks of telephones go wrong by half a minute
SOCIALACCOUNT_ADAPTER = "banggiao.web.single_sign_on.SingleSignOnAdapter"
SOCIALACCOUNT_PROVIDERS = sign_in.providers()

ROOT_URLCONF = "banggiao.web.urls"
WSGI_APPLICATION = "banggiao.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

DATABASES = {"default": environment.database(environment.DATABASE_URL.value, BANGGIAO_HOME)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "web" / "locale"]
LANGUAGE_COOKIE_SAMESITE = "Lax"
USE_I18N = True
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True

STATIC_URL = "/static/"
# Served straight from the package, so that no collectstatic stands between installing and serving.
WHITENOISE_USE_FINDERS = True

FORECASTER = environment.forecaster(environment.FORECASTER.value)
TOLD_DAYS = int(environment.TOLD_DAYS.value)
PERSONAL_RETENTION_YEARS = int(environment.RETENTION_YEARS.value)

# Uploads never touch the disk: a paper may turn out to be secret (banggiao.core.uploads).
FILE_UPLOAD_HANDLERS = ["banggiao.core.uploads.MemoryOnlyUploadHandler"]
UPLOAD_FILE_LIMIT = int(environment.UPLOAD_MB.value) * 1024 * 1024
UPLOAD_REQUEST_LIMIT = 8 * UPLOAD_FILE_LIMIT
DATA_UPLOAD_MAX_NUMBER_FILES = 500
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024  # of a body without files: 5,000 rows for the API

API_PER_MINUTE = int(environment.API_PER_MINUTE.value)

WEBHOOK_HOSTS = environment.domains(environment.WEBHOOK_HOSTS.value)
PUBLIC_URL = environment.public_url(environment.PUBLIC_URL.value)
MAIL_FROM = environment.MAIL_FROM.value
MAIL_DOMAINS = environment.domains(environment.MAIL_DOMAINS.value)
_mail = environment.mail(environment.MAIL.value, MAIL_FROM)
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
MAIL_HOST = EMAIL_HOST = _mail["EMAIL_HOST"]
EMAIL_PORT, EMAIL_TIMEOUT = _mail["EMAIL_PORT"], _mail["EMAIL_TIMEOUT"]
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _mail["EMAIL_HOST_USER"], _mail["EMAIL_HOST_PASSWORD"]
EMAIL_USE_TLS, EMAIL_USE_SSL = _mail["EMAIL_USE_TLS"], _mail["EMAIL_USE_SSL"]

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 12 * 60 * 60  # a working day
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF, *sign_in.origins()],  # the form that signs in leads on to the provider
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    },
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"request": {"()": "banggiao.core.logs.RequestFilter"}},
    "formatters": {
        "wordless": {
            "()": "banggiao.core.logs.WordlessFormatter",
            "format": "%(asctime)s %(levelname)s %(name)s [%(request_id)s] %(message)s",
        }
    },
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "wordless", "filters": ["request"]}
    },
    "root": {"handlers": ["console"], "level": environment.LOG_LEVEL.value},
    "loggers": {
        # Django's own set-up mails tracebacks with local variables and logs SQL with its parameters.
        "django": {"handlers": [], "level": environment.LOG_LEVEL.value, "propagate": True},
        "django.server": {"handlers": [], "level": "WARNING", "propagate": True},
        "django.db.backends": {"handlers": [], "level": "WARNING", "propagate": False},
    },
}
