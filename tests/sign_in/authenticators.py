"""Authenticators in software: what a telephone shows, and a passkey that answers a browser's challenge."""

from __future__ import annotations

import json
import os
import time
from hashlib import sha256

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import (
    Aaguid,
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorData,
    CollectedClientData,
)

HERE = "testserver"


def code(secret, steps=0):
    """Return what an authenticator shows, some steps of half a minute from now."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps))


class Passkey:
    """A passkey. ``verified`` is whether its holder gave a PIN or a finger."""

    def __init__(self, verified=True, origin=f"https://{HERE}"):
        self.id = os.urandom(16)
        self.verified = verified
        self.origin = origin
        self.user = ""
        self._key = ec.generate_private_key(ec.SECP256R1())

    def made(self, options):
        """Return, as JSON, what the browser sends after making this key."""
        asked = options["publicKey"]
        self.user = asked["user"]["id"]
        public = ES256.from_cryptography_key(self._key.public_key())
        flags = self._flags() | AuthenticatorData.FLAG.AT
        data = AuthenticatorData.create(
            self._place(), flags, 0, AttestedCredentialData.create(Aaguid(bytes(16)), self.id, public)
        )
        return self._told(
            clientDataJSON=self._client("webauthn.create", asked["challenge"]),
            attestationObject=AttestationObject.create("none", data, {}),
        )

    def proved(self, options):
        """Return, as JSON, what the browser sends to prove that it has this key."""
        client = self._client("webauthn.get", options["publicKey"]["challenge"])
        data = AuthenticatorData.create(self._place(), self._flags(), 1)
        signature = self._key.sign(data + sha256(client).digest(), ec.ECDSA(hashes.SHA256()))
        return self._told(
            clientDataJSON=client, authenticatorData=data, signature=signature, userHandle=self.user
        )

    def _flags(self):
        verified = AuthenticatorData.FLAG.UV if self.verified else 0
        return AuthenticatorData.FLAG(AuthenticatorData.FLAG.UP | verified)

    def _place(self):
        return sha256(HERE.encode()).digest()

    def _client(self, kind, challenge):
        return CollectedClientData.create(kind, challenge, self.origin)

    def _told(self, **response):
        told = {
            name: value if isinstance(value, str) else websafe_encode(value)
            for name, value in response.items()
        }
        name = websafe_encode(self.id)
        return json.dumps(
            {"id": name, "rawId": name, "type": "public-key", "response": told, "clientExtensionResults": {}}
        )
