"""An identity provider for the tests: Django with allauth's own OpenID Connect provider, on loopback."""

import json
import os
import sys
from pathlib import Path

FOLDER = Path(os.environ["PROVIDER_FOLDER"])
PORT = int(os.environ["PROVIDER_PORT"])
PEOPLE = {"mai": "Trần Thị Mai", "hung": "Lê Hùng", "lan": "Nguyễn Thị Lan", "x": "X"}


def key():
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric import rsa

    path = FOLDER / "key.pem"
    if not path.exists():
        made = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        path.write_bytes(
            made.private_bytes(
                serialization.Encoding.PEM,
                serialization.PrivateFormat.PKCS8,
                serialization.NoEncryption(),
            )
        )
    return path.read_text("ascii")


SECRET_KEY = "only for tests"
ALLOWED_HOSTS = ["127.0.0.1", "localhost"]
ROOT_URLCONF = "provider_project"
INSTALLED_APPS = [
    "django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions", "django.contrib.messages",
    "allauth", "allauth.account", "allauth.idp.oidc",
]  # fmt: skip
MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": ["django.template.context_processors.request"]},
    }
]
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": FOLDER / "provider.sqlite3"}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # quick: nothing is guarded here
SESSION_COOKIE_NAME = "provider"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_RATE_LIMITS = False
USE_TZ = True
IDP_OIDC_PRIVATE_KEY = key()
IDP_OIDC_ADAPTER = "provider_project.Adapter"
LOGGING_CONFIG = None


def told(name):
    path = FOLDER / f"{name}.json"
    return json.loads(path.read_text("utf-8")) if path.exists() else {}


def __getattr__(name):
    if name == "urlpatterns":
        from django.urls import include, path

        return [path("accounts/", include("allauth.account.urls")), path("", include("allauth.idp.urls"))]
    if name == "Adapter":
        return adapter()
    raise AttributeError(name)


def adapter():
    from allauth.idp.oidc.adapter import DefaultOIDCAdapter

    class Adapter(DefaultOIDCAdapter):
        """Says what the test wants said, and lies where it wants a lie."""

        def get_claims(self, purpose, user, client, scopes, **kwargs):
            claims = super().get_claims(purpose, user, client, scopes, **kwargs)
            lie = {"sub": "somebody else"} if purpose == "userinfo" and told("faults").get("userinfo") else {}
            return {**claims, "name": PEOPLE[user.username], **told("claims"), **lie}

        def populate_id_token(self, id_token, client, scopes, **kwargs):
            id_token.update(told("faults").get("id_token", {}))

        def populate_server_metadata(self, data):
            data.update(told("faults").get("metadata", {}))

    return Adapter


def main():
    import django
    from django.core.management import call_command
    from django.core.wsgi import get_wsgi_application

    django.setup()
    from socketserver import ThreadingMixIn
    from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

    from allauth.idp.oidc.models import Client
    from django.contrib.auth.models import User

    call_command("migrate", verbosity=0, interactive=False)
    for username in PEOPLE:
        if not User.objects.filter(username=username).exists():
            User.objects.create_user(
                username, email=f"{username}@example.org", password="mot mat khau du dai"
            )
    client, _ = Client.objects.get_or_create(id="banggiao", defaults={"name": "Bang Giao"})
    client.scopes = client.default_scopes = "openid\nprofile"
    client.redirect_uris = "http://testserver/sign-in/sso/back/"
    client.skip_consent = True
    client.set_secret(os.environ["PROVIDER_SECRET"])
    client.save()

    class Server(ThreadingMixIn, WSGIServer):
        daemon_threads = True

    class Quiet(WSGIRequestHandler):
        def log_message(self, *_):
            pass

    server = Server(("127.0.0.1", PORT), Quiet)
    server.set_app(get_wsgi_application())
    server.serve_forever()


if __name__ == "__main__":
    sys.modules["provider_project"] = sys.modules["__main__"]
    main()
