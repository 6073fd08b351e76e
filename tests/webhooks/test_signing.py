"""Signatures: forged, old, altered and replayed messages do not pass; during a rotation both secrets do."""

from __future__ import annotations

import base64
import hashlib
import hmac

import pytest

from banggiao.webhooks.signing import sealed, secret_new, signed, unsealed, verified

NOW = 1_795_000_000
BODY = '{"a":"ố"}'.encode()


def heads(*secrets, message="m1", at=NOW, body=BODY):
    return {
        "webhook-id": message,
        "webhook-timestamp": str(at),
        "webhook-signature": signed(secrets, message=message, timestamp=at, body=body),
    }


def test_a_message_signed_with_the_secret_passes_and_the_sum_is_that_of_standard_webhooks():
    secret = secret_new()
    assert verified(secret, heads(secret), BODY, now=NOW + 100)
    key = base64.b64decode(secret.removeprefix("whsec_"))
    sum_ = hmac.new(key, f"m1.{NOW}.".encode() + BODY, hashlib.sha256).digest()
    assert heads(secret)["webhook-signature"] == "v1," + base64.b64encode(sum_).decode()


def test_during_a_rotation_either_secret_verifies():
    old, new = secret_new(), secret_new()
    both = heads(new, old)
    assert verified(old, both, BODY, now=NOW)
    assert verified(new, both, BODY, now=NOW)
    assert not verified(old, heads(new), BODY, now=NOW)


@pytest.mark.parametrize(
    "change",
    [
        {"webhook-id": "m2"}, {"webhook-timestamp": str(NOW + 1)}, {"webhook-signature": "v1,AAAA"},
        {"webhook-signature": ""}, {"webhook-signature": "v2," + "A" * 44}, {"webhook-id": ""},
        {"webhook-timestamp": "1e9"}, {"webhook-timestamp": "-1"}, {"webhook-timestamp": "9" * 400},
        {"webhook-timestamp": "１７９５０００００００"}, {"webhook-signature": "v1,ố"},
    ],
)  # fmt: skip
def test_what_was_altered_or_forged_does_not_pass(change):
    secret = secret_new()
    assert not verified(secret, {**heads(secret), **change}, BODY, now=NOW)


def test_another_body_or_secret_does_not_pass():
    secret = secret_new()
    assert not verified(secret, heads(secret), BODY + b" ", now=NOW)
    assert not verified(secret_new(), heads(secret), BODY, now=NOW)


def test_a_right_sum_under_another_version_does_not_pass():
    secret = secret_new()
    right = heads(secret)["webhook-signature"]
    for forged in (right.replace("v1,", "v2,"), right.replace("v1,", ""), right.replace("v1,", "v1a,")):
        assert not verified(secret, {**heads(secret), "webhook-signature": forged}, BODY, now=NOW)


@pytest.mark.parametrize("late", [301, -301, 86400])
def test_a_message_that_somebody_sends_again_later_does_not_pass(late):
    secret = secret_new()
    assert not verified(secret, heads(secret), BODY, now=NOW + late)


def test_a_secret_is_kept_unreadable():
    secret = secret_new()
    assert secret not in sealed(secret)
    assert unsealed(sealed(secret)) == secret
