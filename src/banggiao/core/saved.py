"""Lists as somebody left them, under a name; each person has her own."""

from __future__ import annotations

from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from banggiao.core.access import Viewer
from banggiao.core.audit import record_event
from banggiao.core.errors import DeedRefused
from banggiao.core.models import SavedView
from banggiao.core.nouns import Noun
from banggiao.core.prepared import KEY, prepared
from banggiao.language.folding import to_nfc

LONGEST_NAME = 100
_LONGEST_QUERY = 4000


def views_of(noun: Noun, viewer: Viewer) -> list[SavedView]:
    """Return the viewer's own saved lists of a noun, by name."""
    if viewer.user is None:
        return []
    return list(_own(noun.code).of(key=viewer.user))


@prepared
def _own(noun: str) -> QuerySet[SavedView]:
    own = SavedView.objects.filter(noun=noun, user=KEY, archived_at__isnull=True)
    return own.order_by("name", "id")


def view_save(*, noun: Noun, name: str, query: str, by: Viewer) -> SavedView:
    """Keep a list under a name. ``query`` is the part of its address after the question mark.

    Raises:
        DeedRefused: nobody has signed in, the name is empty, too long or taken, or the query too long.
    """
    if by.user is None:
        raise DeedRefused("no-user", "Hãy đăng nhập để lưu danh sách.", "Sign in to save a list.")
    called = " ".join(to_nfc(name).split())
    if not called:
        raise DeedRefused("required", "Hãy đặt tên cho danh sách.", "Give the list a name.", field="name")
    if len(called) > LONGEST_NAME or len(query) > _LONGEST_QUERY:
        raise DeedRefused(
            "too-long",
            f"Tên dài tối đa {LONGEST_NAME} ký tự.",
            f"A name has at most {LONGEST_NAME} characters.",
            field="name",
        )
    try:
        with transaction.atomic():
            view = SavedView.objects.create(noun=noun.code, user=by.user, name=called, query=query)
            _told("saved", view, by)
    except IntegrityError:
        raise DeedRefused(
            "taken",
            f"Bạn đã có danh sách “{called}”.",
            f"You have a list “{called}” already.",
            field="name",
        ) from None
    return view


def view_archive(*, key: UUID, by: Viewer) -> SavedView:
    """Take one of the viewer's own saved lists away.

    Raises:
        DeedRefused: she has none with this key.
    """
    with transaction.atomic():
        own = SavedView.objects.select_for_update().filter(archived_at__isnull=True)
        view = own.filter(key=key, user=by.user).first() if by.user else None
        if view is None:
            raise DeedRefused(
                "not-found", "Không tìm thấy danh sách đã lưu.", "The saved list was not found."
            )
        view.archived_at = timezone.now()
        view.save(update_fields=["archived_at"])
        _told("archived", view, by)
    return view


def _told(deed: str, view: SavedView, by: Viewer) -> None:
    record_event(
        f"view.{deed}",
        noun="view",
        record_key=view.key,
        who=by.name[:200],
        after={"noun": view.noun, "name": view.name, "query": view.query},
    )
