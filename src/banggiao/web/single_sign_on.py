"""Single sign-on with OpenID Connect: what allauth's client is told, and what it may do.

It asks the one configured provider and nobody else, with a nonce, with PKCE and with the signature of each
ID token checked; of what the provider says nothing is kept but by what the account is known.
"""

from __future__ import annotations

import functools
import secrets
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import requests
from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter, get_adapter
from allauth.socialaccount.internal import jwtkit
from allauth.socialaccount.models import SocialLogin
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _

from banggiao.access.models import User
from banggiao.access.provisioning import account_connect, grants_read, subject_of, user_provided
from banggiao.config.sign_in import PROVIDER
from banggiao.core.errors import DeedRefused
from banggiao.web.entering import address_of, admit, local
from banggiao.web.views.shared import in_words

TIMEOUT = 10
"""Seconds that the provider has for an answer."""
CONNECT, LOGIN = "connect", "login"


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """allauth's questions about accounts."""

    def get_client_ip(self, request: HttpRequest) -> str:
        return address_of(request) or "127.0.0.1"

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False


class OneHost(requests.adapters.HTTPAdapter):
    """Sends nothing to any other host than the provider's."""

    def __init__(self, origin: tuple[str, str]) -> None:
        super().__init__()
        self._origin = origin

    def send(self, request: requests.PreparedRequest, *args: Any, **kwargs: Any) -> requests.Response:
        parts = urlsplit(request.url or "")
        if (parts.scheme, parts.netloc) != self._origin:
            raise requests.ConnectionError("the provider leads to another host, which is not allowed")
        return super().send(request, *args, **kwargs)


class Client(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]
    """allauth's client, stricter: issuer, signature, nonce and subject are checked."""

    @property
    def openid_config(self) -> dict[str, Any]:
        config: dict[str, Any] = super().openid_config
        if str(config.get("issuer")).rstrip("/") != self.get_provider().app.settings["server_url"]:
            raise OAuth2Error("the provider names itself otherwise")
        return config

    def complete_login(self, request: HttpRequest, app: Any, token: Any, **kwargs: Any) -> SocialLogin:
        raw = kwargs["response"].get("id_token")
        if not isinstance(raw, str):
            raise OAuth2Error("no id_token")
        config = self.openid_config
        claims = jwtkit.verify_and_decode(
            credential=raw,
            keys_url=config["jwks_uri"],
            issuer=config["issuer"],
            audience=app.client_id,
            lookup_kid=jwtkit.lookup_kid_jwk,
        )
        if config.get("userinfo_endpoint"):
            told = self._fetch_user_info(token.token)
            if told.get("sub") != claims.get("sub"):
                raise OAuth2Error("userinfo speaks of somebody else")
            claims = {**told, **claims}
        known = {"sub": subject_of(claims)}
        login = self.get_provider().sociallogin_from_response(request, known)
        login.account.extra_data = {}
        login.claims = claims
        return login


class SingleSignOnAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """What becomes of an account that the provider vouches for."""

    def get_requests_session(self) -> requests.Session:
        url = urlsplit(provider_url())
        session = requests.Session()
        session.trust_env = False
        for scheme in ("http://", "https://"):
            session.mount(scheme, OneHost((url.scheme, url.netloc)))
        session.request = functools.partial(  # type: ignore[method-assign]
            session.request, timeout=TIMEOUT, allow_redirects=False
        )
        return session

    def populate_user(self, request: HttpRequest, sociallogin: SocialLogin, data: dict[str, Any]) -> Any:
        return sociallogin.user

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Answer in allauth's place: it never makes, connects or signs in anybody by itself.

        Raises:
            ImmediateHttpResponse: always.
        """
        claims, state = sociallogin.claims, sociallogin.state
        nonce = (state.get("data") or {}).get("nonce", "")
        if not nonce or not constant_time_compare(str(claims.get("nonce", "")), nonce):
            raise ImmediateHttpResponse(not_signed_in(request))
        try:
            if state.get("process") == CONNECT:
                raise ImmediateHttpResponse(_connected(request, claims, state))
            path = settings.OIDC_ROLES
            user = user_provided(claims=claims, grants=grants_read(Path(path)) if path else ())
        except DeedRefused as refusal:
            raise ImmediateHttpResponse(not_signed_in(request, in_words(refusal))) from None
        onward = local(request, state.get("next") or "/")
        raise ImmediateHttpResponse(admit(request, user, how="provider", onward=onward))

    def on_authentication_error(self, request: HttpRequest, provider: Any, *args: Any, **kwargs: Any) -> None:
        """Say that the provider did not let the person in: refused, cancelled, forged, or not answering.

        Raises:
            ImmediateHttpResponse: always.
        """
        down = isinstance(kwargs.get("exception"), requests.RequestException)
        raise ImmediateHttpResponse(unreachable(request) if down else not_signed_in(request))


def lead_to_provider(request: HttpRequest, *, onward: str = "/", user: User | None = None) -> HttpResponse:
    """Send the browser to the provider, to sign in there; ``user`` is who connects her account by it.

    Raises:
        Http404: there is no provider.
    """
    if not provider_name():
        raise Http404
    nonce = secrets.token_urlsafe(24)
    provider = get_adapter().get_provider(request, provider=PROVIDER)
    try:
        answer: HttpResponse = provider.redirect(
            request,
            process=CONNECT if user else LOGIN,
            next_url=onward,
            data={"nonce": nonce, "user": user.pk if user else None},
            auth_params={"nonce": nonce},
        )
    except (requests.RequestException, OAuth2Error, LookupError, TypeError, ValueError):
        return unreachable(request)
    return answer


def provider_url() -> str:
    """Return the issuer's address, "" where there is no provider."""
    apps = settings.SOCIALACCOUNT_PROVIDERS.get("openid_connect", {}).get("APPS", [])
    return apps[0]["settings"]["server_url"] if apps else ""


def provider_name() -> str:
    """Return what the provider is called on pages, "" where there is none."""
    apps = settings.SOCIALACCOUNT_PROVIDERS.get("openid_connect", {}).get("APPS", [])
    return apps[0]["name"] if apps else ""


def not_signed_in(request: HttpRequest, words: str = "") -> HttpResponse:
    """Answer that the provider did not let the person in, and why, with the way back."""
    told = words or _("The provider did not confirm this sign-in, or it took too long. Try again.")
    return render(request, "web/people/not_signed_in.html", {"words": told}, status=HTTPStatus.FORBIDDEN)


def unreachable(request: HttpRequest) -> HttpResponse:
    """Answer that the provider does not answer, and what one can do."""
    told = _("The provider does not answer now. Try again later; administrators have a break-glass account.")
    context = {"words": told}
    return render(request, "web/people/not_signed_in.html", context, status=HTTPStatus.SERVICE_UNAVAILABLE)


def _connected(request: HttpRequest, claims: dict[str, Any], state: dict[str, Any]) -> HttpResponse:
    user = request.user
    if not isinstance(user, User) or (state.get("data") or {}).get("user") != user.pk:
        return not_signed_in(request)
    account_connect(user=user, claims=claims)
    messages.success(request, _("You can sign in through the provider from now on."))
    return redirect("web:account")
