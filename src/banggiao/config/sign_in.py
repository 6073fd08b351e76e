"""How people sign in, as the operator set it: roles with a second factor, and the OpenID Connect provider."""

from __future__ import annotations

import ipaddress
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from banggiao.config import environment

PROVIDER = "sso"
"""The one provider, as allauth names it."""
GROUPS = frozenset({"reader", "drafter", "approver", "personal", "auditor", "administrator"})


def second_factor_groups(value: str) -> frozenset[str]:
    """Return the groups in a list with commas between.

    Raises:
        ValueError: one is no group.
    """
    groups = frozenset(name.strip() for name in value.split(",") if name.strip())
    if groups - GROUPS:
        raise ValueError(f"BANGGIAO_SECOND_FACTOR: {', '.join(sorted(groups - GROUPS))}: no such role")
    return groups


def issuer(value: str) -> str:
    """Return the issuer's address without a slash at its end, "" for none.

    Raises:
        ValueError: it is no plain https address; http is for this machine alone.
    """
    parts = urlsplit(value)
    plain = not (parts.username or parts.password or parts.query or parts.fragment)
    if value and not (
        plain
        and parts.hostname
        and (parts.scheme == "https" or (parts.scheme == "http" and _here(parts.hostname)))
    ):
        raise ValueError(
            "BANGGIAO_OIDC_URL: write https://host/path without user, query or fragment (http: loopback only)"
        )
    return value.rstrip("/")


def secret() -> str:
    """Return the client secret, from its file or the environment.

    Raises:
        ValueError: the file cannot be read, or is empty.
    """
    name = environment.OIDC_SECRET_FILE.value
    if not name:
        return environment.OIDC_SECRET.value
    try:
        held = Path(name).read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError):
        held = ""
    if not held:
        raise ValueError(f"BANGGIAO_OIDC_SECRET_FILE: {name}: no secret can be read from it")
    return held


def providers() -> dict[str, Any]:
    """Return allauth's settings of the provider; {} where there is none."""
    url = issuer(environment.OIDC_URL.value)
    return provider(url, environment.OIDC_CLIENT.value, secret()) if url else {}


def provider(url: str, client: str, client_secret: str) -> dict[str, Any]:
    """Return allauth's settings of the provider at an issuer's address."""
    return {
        "openid_connect": {
            "APPS": [
                {
                    "provider_id": PROVIDER,
                    "name": environment.OIDC_NAME.value,
                    "client_id": client,
                    "secret": client_secret,
                    "settings": {
                        "server_url": url,
                        "oauth_pkce_enabled": True,
                        "scope": environment.OIDC_SCOPES.value.split(),
                    },
                }
            ]
        }
    }


def origins() -> list[str]:
    """Return where a page may lead a form to beside this server: the provider, if there is one."""
    url = issuer(environment.OIDC_URL.value)
    parts = urlsplit(url)
    return [f"{parts.scheme}://{parts.netloc}"] if url else []


def _here(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
