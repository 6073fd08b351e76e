from __future__ import annotations

import pytest

from banggiao.access.viewers import viewer_of
from banggiao.actors.models import Actor
from banggiao.webhooks import services
from tests.webhooks.receiver import Receiver


@pytest.fixture
def receiver(settings):
    with Receiver() as one:
        settings.WEBHOOK_HOSTS = [f"http://127.0.0.1:{one.port}"]
        settings.PUBLIC_URL = "https://banggiao.example"
        yield one


@pytest.fixture
def owner(vietnam, member):
    """An administrator who also reads at Bộ Ngoại giao."""
    return member("quan-tri", mfa=["administrator", "drafter"])


@pytest.fixture
def hook(owner, receiver):
    """A webhook of Bộ Ngoại giao that is told of commitments, and its secret."""
    return services.webhook_register(
        name="Hệ thống thử", url=receiver.url, owner=owner, body=Actor.objects.get(code="mfa"),
        wanted=["commitment"], deeds=["created", "changed"], by=viewer_of(owner),
    )  # fmt: skip
