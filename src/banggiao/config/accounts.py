"""Accounts that the operator makes on the machine itself: the first administrator, and links to sign in."""

from __future__ import annotations

import os
from collections.abc import Sequence

from banggiao.config import environment

FIRST = ("quantri", "Quản trị", "mfa")
"""User name, name and body (an actor's code) of the first administrator where the operator names none."""
OPERATOR = "người vận hành máy chủ"


class UnknownActor(LookupError):
    """No actor of the register has this code."""


def address(port: int = 8000) -> str:
    """Return where the workspace answers: behind the reverse proxy, or at this machine."""
    names = environment.hosts(environment.HOSTS.value)
    if names and environment.HTTPS.on:
        return f"https://{names[0]}"
    return f"http://127.0.0.1:{port}"


def account_make(*, username: str, name: str, actor: str, groups: Sequence[str], url: str) -> str:
    """Make the account where there is none, with these groups in the actor with this code, and return a link
    that signs in once.

    Raises:
        UnknownActor: the register has no such actor.
        DeedRefused: the name cannot be a user name, or the user has left.
    """
    from banggiao.access.services import user_ensure  # noqa: PLC0415 - Django must be set up first
    from banggiao.access.signing import link_make  # noqa: PLC0415
    from banggiao.actors.models import Actor  # noqa: PLC0415
    from banggiao.core.access import system  # noqa: PLC0415

    body = Actor.objects.filter(code=actor).first()
    if body is None:
        raise UnknownActor(actor)
    user = user_ensure(username=username, name=name, actor=body, groups=groups, by=system(OPERATOR))
    return f"{url}/sign-in/link/{link_make(user=user, by=OPERATOR)}/"


def break_glass_make(*, username: str, name: str, actor: str) -> str:
    """Make the break-glass account, or seal it anew, and return its password.

    Raises:
        UnknownActor: the register has no such actor.
        DeedRefused: the name is that of somebody's own account, or cannot be a user name.
    """
    from banggiao.access import services  # noqa: PLC0415 - Django must be set up first
    from banggiao.actors.models import Actor  # noqa: PLC0415
    from banggiao.core.access import system  # noqa: PLC0415

    body = Actor.objects.filter(code=actor).first()
    if body is None:
        raise UnknownActor(actor)
    made = services.break_glass_make(username=username, name=name, actor=body, by=system(OPERATOR))
    return made[1]


def first_link(url: str) -> str:
    """Return a link for the first administrator, made here, or "" where there are users already."""
    from banggiao.access.models import User  # noqa: PLC0415

    if User.objects.exists():
        return ""
    username, name, actor = FIRST
    return account_make(username=username, name=name, actor=actor, groups=["administrator"], url=url)


def set_up() -> None:
    """Set Django up for a command, with what it writes for its owner alone."""
    os.umask(0o077)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "banggiao.config.settings")
    import django  # noqa: PLC0415 - the settings module must be named first

    django.setup()
