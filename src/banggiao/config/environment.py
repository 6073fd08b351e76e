"""The settings that an operator may give in the environment: one declared list."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit


@dataclass(frozen=True, slots=True)
class Setting:
    """One environment variable. ``default`` is what holds when it is not set."""

    name: str
    default: str
    help: str

    @property
    def value(self) -> str:
        return os.environ.get(self.name, self.default)

    @property
    def on(self) -> bool:
        return self.value.lower() in {"1", "true", "yes", "on"}


HOME = Setting("BANGGIAO_HOME", "./var", "Folder of the data: database, original files, secret key.")
DATABASE_URL = Setting(
    "BANGGIAO_DATABASE_URL",
    "",
    "postgresql://user:password@host:port/name, or sqlite:///path; empty: banggiao.sqlite3 in BANGGIAO_HOME.",
)
SECRET_KEY = Setting(
    "BANGGIAO_SECRET_KEY", "", "Key that signs sessions; empty: made once and kept in BANGGIAO_HOME."
)
DEBUG = Setting("BANGGIAO_DEBUG", "0", "1 shows error pages with code; for developers only.")
LOG_LEVEL = Setting("BANGGIAO_LOG_LEVEL", "INFO", "DEBUG, INFO, WARNING or ERROR.")
UPLOAD_MB = Setting("BANGGIAO_UPLOAD_MB", "50", "Largest file that may be uploaded, in megabytes.")
HOSTS = Setting(
    "BANGGIAO_HOSTS",
    "",
    "Host names under which a reverse proxy serves the workspace, commas between; loopback always works.",
)
HTTPS = Setting(
    "BANGGIAO_HTTPS",
    "0",
    "1 where a reverse proxy on this machine serves HTTPS and sets X-Forwarded-Proto: secure cookies, HSTS.",
)

RETENTION_YEARS = Setting(
    "BANGGIAO_RETENTION_YEARS",
    "5",
    "Years for which personal values are kept where no date is given when they are written.",
)

TOLD_DAYS = Setting(
    "BANGGIAO_TOLD_DAYS",
    "400",
    "Days for which reminders, their mails and the deliveries of webhooks are kept; cleared once a day.",
)

WEB_PROCESSES = Setting(
    "BANGGIAO_WEB_PROCESSES", "1", "Processes that answer pages: one for each core where a whole body works."
)

API_PER_MINUTE = Setting(
    "BANGGIAO_API_PER_MINUTE",
    "3000",
    "Requests a minute that one access token may send, counted across the web processes.",
)

SETTINGS_FILE = Setting(
    "BANGGIAO_SETTINGS",
    "",
    "TOML file of further settings, such as [reading.llm]; empty: settings.toml in BANGGIAO_HOME, if there.",
)

FORECASTERS = ("model", "copy last vote", "base rate", "always yes")
FORECASTER = Setting(
    "BANGGIAO_FORECASTER",
    "model",
    "What forecasts votes on vote sheets: model, or one of its baselines, which learn in seconds: "
    "copy last vote, base rate, always yes.",
)

PASSWORDS = Setting(
    "BANGGIAO_PASSWORDS",
    "1",
    "0 where people sign in through the provider or with a passkey only; break-glass accounts keep theirs.",
)
BREACHED = Setting(
    "BANGGIAO_BREACHED",
    "",
    "File of breached passwords: lines SHA1:count ordered by SHA1, as Pwned Passwords gives them; empty: the "
    "20,000 most common passwords alone.",
)
SECOND_FACTOR = Setting(
    "BANGGIAO_SECOND_FACTOR",
    "",
    "Roles that must have a second factor, commas between: reader, drafter, approver, personal, auditor, "
    "administrator.",
)
OIDC_URL = Setting(
    "BANGGIAO_OIDC_URL",
    "",
    "Issuer of an OpenID Connect provider, such as https://id.example.gov.vn/realms/mofa; empty: none.",
)
OIDC_NAME = Setting("BANGGIAO_OIDC_NAME", "SSO", "What the provider is called on the sign-in page.")
OIDC_CLIENT = Setting("BANGGIAO_OIDC_CLIENT", "banggiao", "Client id at the provider.")
OIDC_SECRET = Setting("BANGGIAO_OIDC_SECRET", "", "Client secret at the provider.")
OIDC_SECRET_FILE = Setting(
    "BANGGIAO_OIDC_SECRET_FILE", "", "File that holds the client secret, in place of BANGGIAO_OIDC_SECRET."
)
OIDC_SCOPES = Setting("BANGGIAO_OIDC_SCOPES", "openid profile", "Scopes asked of the provider.")
OIDC_ROLES = Setting(
    "BANGGIAO_OIDC_ROLES",
    "",
    "CSV file claim,value,body,group: which role in which body a claim of the provider gives.",
)
OIDC_SECOND_FACTOR = Setting(
    "BANGGIAO_OIDC_SECOND_FACTOR",
    "0",
    "1 where the provider asks for a second factor, and ours is not asked.",
)
PUBLIC_URL = Setting(
    "BANGGIAO_URL",
    "http://127.0.0.1:8000",
    "Address at which people open the workspace; links in mails begin with it.",
)
MAIL = Setting(
    "BANGGIAO_MAIL",
    "",
    "The one mail server: smtp://host:25, smtp+starttls://user:password@host:587 or smtps://…; empty: none.",
)
MAIL_FROM = Setting("BANGGIAO_MAIL_FROM", "", "Sender of mails, such as Bang Giao <banggiao@mofa.gov.vn>.")
MAIL_DOMAINS = Setting(
    "BANGGIAO_MAIL_DOMAINS",
    "",
    "Domains to which mail may go, commas between, such as mofa.gov.vn; empty: any.",
)

WEBHOOK_HOSTS = Setting(
    "BANGGIAO_WEBHOOK_HOSTS",
    "",
    "Hosts that webhooks may call, commas between: host, host:port, http://host:port; private by address.",
)

DECLARED = (
    HOME,
    SETTINGS_FILE,
    DATABASE_URL,
    SECRET_KEY,
    DEBUG,
    LOG_LEVEL,
    UPLOAD_MB,
    HOSTS,
    HTTPS,
    RETENTION_YEARS,
    TOLD_DAYS,
    WEB_PROCESSES,
    API_PER_MINUTE,
    FORECASTER,
    PASSWORDS,
    BREACHED,
    SECOND_FACTOR,
    OIDC_URL,
    OIDC_NAME,
    OIDC_CLIENT,
    OIDC_SECRET,
    OIDC_SECRET_FILE,
    OIDC_SCOPES,
    OIDC_ROLES,
    OIDC_SECOND_FACTOR,
    PUBLIC_URL,
    MAIL,
    MAIL_FROM,
    MAIL_DOMAINS,
    WEBHOOK_HOSTS,
)

_SQLITE_PRAGMAS = (
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA temp_store=MEMORY; "
    "PRAGMA mmap_size=134217728; PRAGMA cache_size=-16000;"
)


def hosts(value: str) -> list[str]:
    """Return the host names in a list with commas between.

    Raises:
        ValueError: one is a wildcard: then any web page could speak for the workspace.
    """
    names = [name.strip() for name in value.split(",") if name.strip()]
    if any("*" in name or name.startswith(".") for name in names):
        raise ValueError("BANGGIAO_HOSTS: write each host name in full, without * or a leading dot")
    return names


def domains(value: str) -> list[str]:
    """Return what stands in a list with commas between, in lower case."""
    return [name.strip().casefold() for name in value.split(",") if name.strip()]


def forecaster(value: str) -> str:
    """Return the name of the forecaster asked for.

    Raises:
        ValueError: there is none of this name.
    """
    if value not in FORECASTERS:
        raise ValueError(f"BANGGIAO_FORECASTER: {value}; there are {', '.join(FORECASTERS)}")
    return value


def public_url(value: str) -> str:
    """Return the address of the workspace without a slash at its end.

    Raises:
        ValueError: it is no http(s) address of a host alone.
    """
    parts = urlsplit(value.strip())
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.username is not None:
        raise ValueError("BANGGIAO_URL: write http(s)://host, with a port where there is one")
    if parts.path.strip("/") or parts.query or parts.fragment:
        raise ValueError("BANGGIAO_URL: write http(s)://host alone, without a path")
    return f"{parts.scheme}://{parts.netloc}"


def mail(url: str, sender: str) -> dict[str, Any]:
    """Return Django's mail settings for a mail server's URL; where it is empty no mail is sent.

    Raises:
        ValueError: the URL is of another kind, or there is no sender.
    """
    parts = urlsplit(url)
    ports = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}
    if url and (parts.scheme not in ports or not parts.hostname or parts.path.strip("/")):
        raise ValueError("BANGGIAO_MAIL: write smtp://, smtp+starttls:// or smtps://, then the host")
    if url and "@" not in sender:
        raise ValueError("BANGGIAO_MAIL_FROM: say from which address mails come")
    return {
        "EMAIL_HOST": parts.hostname or "",
        "EMAIL_PORT": (parts.port or ports[parts.scheme]) if url else 0,
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": parts.scheme == "smtp+starttls",
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_TIMEOUT": 10,
    }


def home() -> Path:
    """Return the data folder, made on first use and closed to other users."""
    folder = Path(HOME.value).resolve()
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder


def secret_key(folder: Path) -> str:
    """Return the signing key kept in ``folder``, made on first use and readable by its owner only."""
    path = folder / "secret_key"
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii").strip()
    with os.fdopen(handle, "w", encoding="ascii") as target:
        target.write(os.urandom(50).hex())
    return path.read_text(encoding="ascii").strip()


def database(url: str, folder: Path) -> dict[str, Any]:
    """Return Django's database settings for a URL, or for the embedded database where it is empty.

    Raises:
        ValueError: the URL is of another kind of database.
    """
    parts = urlsplit(url)
    if not url or parts.scheme == "sqlite":
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": unquote(parts.path) if url else folder / "banggiao.sqlite3",
            "CONN_MAX_AGE": None,
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": _SQLITE_PRAGMAS,
            },
        }
    if parts.scheme not in {"postgresql", "postgres"}:
        raise ValueError(f"BANGGIAO_DATABASE_URL: not a kind of database known here: {parts.scheme}")
    query = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.pop("host", parts.hostname or ""),
        "PORT": query.pop("port", str(parts.port or "")),
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        # Planning a query of the register takes PostgreSQL longer than running it: it keeps the plans.
        "OPTIONS": {
            "options": "-c jit=off -c plan_cache_mode=force_custom_plan",
            "server_side_binding": True,
            "prepare_threshold": 3,
            **query,
        },
    }
