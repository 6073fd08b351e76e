"""Rewording a review's prose, and going back to what the program drafted."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from banggiao.core.audit import record_event
from banggiao.reviews.models import PassageEdit, Review
from banggiao.reviews.passages import check_edit
from banggiao.reviews.selectors import drafted_passage


def passage_edit(*, review: Review, passage_id: str, text: str, who: str) -> PassageEdit:
    """Keep a passage in a person's words, in the form of :func:`banggiao.reviews.passages.passage_text`.

    Raises:
        DeedRefused: there is no such passage, or a citation was lost or invented.
    """
    check_edit(drafted_passage(review, passage_id), text)
    with transaction.atomic():
        held = PassageEdit.objects.select_for_update().filter(review=review, passage_id=passage_id).first()
        before = {"text": held.text} if held else None
        edit, _ = PassageEdit.objects.update_or_create(
            review=review,
            passage_id=passage_id,
            defaults={"text": text, "edited_by": who, "edited_at": timezone.now(), "archived_at": None},
        )
        record_event(
            "passage.edited",
            noun="passageedit",
            record_key=edit.key,
            who=who,
            before=before,
            after={"text": text},
        )
        return edit


def passage_restore(*, review: Review, passage_id: str, who: str) -> None:
    """Go back to the passage as it is drafted from the statements."""
    with transaction.atomic():
        edit = PassageEdit.objects.filter(
            review=review, passage_id=passage_id, archived_at__isnull=True
        ).first()
        if edit is not None:
            edit.archived_at = timezone.now()
            edit.save(update_fields=["archived_at"])
            record_event(
                "passage.restored",
                noun="passageedit",
                record_key=edit.key,
                who=who,
                before={"text": edit.text},
            )
