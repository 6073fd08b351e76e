"""One paper released by a person to the operator's model; what the model proposes waits for people.

A proposal is a claim about the paper itself that fills no field: words at a place, what they are (``role``)
and which model said so (``rule``). It has no confidence, and stands beside whatever rules found.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from importlib import import_module
from typing import Any
from uuid import UUID, uuid5

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from banggiao.core.access import PUBLIC_LABEL, Question, Viewer
from banggiao.core.audit import record_event
from banggiao.core.errors import DeedRefused
from banggiao.core.jobs import Payload, handles, job_enqueue
from banggiao.core.models import Event
from banggiao.core.nouns import noun_of
from banggiao.core.secrecy import text_guarded
from banggiao.reading.llm import ModelFailed, ModelSettings, Proposals
from banggiao.reading.pinned import Pinned
from banggiao.reviews.reader import register_reader
from banggiao.sources.cleaning import state_of
from banggiao.sources.models import Claim, ClaimState, Source, SourceKind
from banggiao.sources.selectors import paper_of
from banggiao.sources.services import claim_confirm, claim_refuse, claims_propose

JOB = "reviews.model_read"
ASKED, ANSWERED, FAILED = "source.model_asked", "source.model_answered", "source.model_failed"
ORIGIN = "model: "
"""What the rule of a model's claim begins with; the model's name follows."""
_HEAD = 60  # blocks of a paper in which a mark of secrecy stands
_NOT_READ = (
    "Chương trình gặp lỗi khi hỏi mô hình; xem nhật ký máy chủ.",
    "The program failed on asking the model; see the server's log.",
)


@dataclass(frozen=True, slots=True)
class ModelState:
    """What came of the last release of a paper. ``code`` is :data:`ASKED` while the answer is waited for;
    ``told`` is the reason of a failure, in Vietnamese and in English."""

    code: str
    who: str
    at: datetime
    model: str
    proposals: int
    dropped: int
    told: tuple[str, str]


def model_set() -> ModelSettings | None:
    """Return the model of the settings, None where the operator set none.

    Raises:
        ModelFailed: the settings are wrong.
    """
    found: ModelSettings | None = import_module(settings.MODEL_MODULE).model_settings()
    return found


def model_state(source: Source) -> ModelState | None:
    """Return what came of the last release, None where the paper was never released."""
    last = _events(source).order_by("-pk").first()
    asked = _events(source).filter(code=ASKED).order_by("-pk").first()
    if last is None or asked is None:
        return None
    said: dict[str, Any] = last.after or {}
    return ModelState(
        last.code, asked.who, asked.at, said.get("@model", ""), said.get("@proposals", 0),
        said.get("@dropped", 0), (said.get("@vi", ""), said.get("@en", "")),
    )  # fmt: skip


def model_proposals(source: Source) -> QuerySet[Claim]:
    """Return what models proposed for a paper, in its order; refused proposals too."""
    rows = Claim.objects.filter(noun="source", record_key=source.key, recorded_to__isnull=True)
    return rows.filter(source=source, rule__startswith=ORIGIN).order_by("start", "-end", "id")


def may_release(source: Source, by: Viewer) -> bool:
    """Tell whether the person may confirm claims about the paper, and so release it to a model."""
    state = state_of(noun_of("source"), source)
    return by.may(Question("source", "confirm", "", state, source.label_id))


def model_ask(*, source: Source, by: Viewer) -> Event:
    """Release one paper to the model of the settings. A job asks the model.

    Raises:
        DeedRefused: no model is set, the person may not, the paper does not circulate to everybody, is
            archived, is no paper or bears a mark of secrecy, or an answer is waited for already.
    """
    try:
        model = model_set()
    except ModelFailed as failed:
        raise DeedRefused("model-settings", failed.vietnamese, failed.english) from None
    if model is None:
        raise DeedRefused("model-none", "Chưa đặt mô hình nào.", "No model is set.")
    with transaction.atomic():
        current = Source.objects.select_for_update(of=("self",)).get(pk=source.pk)
        _may_go(current)
        by.require("source", "confirm", state=state_of(noun_of("source"), current), label=current.label_id)
        state = model_state(current)
        if state is not None and state.code == ASKED:
            raise DeedRefused(
                "model-waiting", "Văn bản đã được chuyển, đang chờ mô hình.",
                "The paper was released already; the model has not answered yet.",
            )  # fmt: skip
        asked = record_event(
            ASKED, noun="source", record_key=current.key, who=by.name, after={"@model": model.model}
        )
        payload = {"source": str(current.key), "asked": str(asked.key), "model": model.model}
        job_enqueue(kind=JOB, idempotency_key=f"{JOB}:{asked.key}", payload=payload)
        return asked


def proposal_decide(*, claim: Claim, source: Source, accept: bool, reason: str, by: Viewer) -> Claim:
    """Confirm what a model proposed for a paper, or refuse it with a reason.

    Raises:
        DeedRefused: the person may not, the proposal is decided already, or no reason is given.
    """
    by.require("source", "confirm", state=state_of(noun_of("source"), source), label=source.label_id)
    if claim.state != ClaimState.PROPOSED:
        raise DeedRefused("claim-decided", "Khẳng định đã được xử lý.", "The claim is decided already.")
    if accept:
        return claim_confirm(claim=claim, who=by.name)
    return claim_refuse(claim=claim, reason=reason, who=by.name)


def _give_up(payload: Payload) -> None:
    _failed(payload, ModelFailed(*_NOT_READ))


@handles(JOB, given_up=_give_up)
def model_read(payload: Payload) -> None:
    """Put a released paper before the model and keep what it proposes. An answered release is left alone."""
    source = Source.objects.get(key=payload["source"])
    if not _waits(payload):
        return
    try:
        proposals = _asked(source, payload["model"])
    except ModelFailed as failed:
        _failed(payload, failed)
        return
    with transaction.atomic():
        Source.objects.select_for_update(of=("self",)).get(pk=source.pk)
        if not _waits(payload):
            return
        count = claims_propose(_claims(source, proposals))
        said = {"@model": proposals.model, "@proposals": count, "@dropped": sum(proposals.dropped.values())}
        record_event(ANSWERED, noun="source", record_key=source.key, who=_name(proposals.model), after=said)


def _asked(source: Source, model: str) -> Proposals:
    """Ask the model that the paper was released to, if it may still go there."""
    try:
        _may_go(source)
    except DeedRefused as refused:
        raise ModelFailed(refused.message("vi"), refused.message("en")) from None
    now = model_set()
    if now is None or now.model != model:
        raise ModelFailed(
            "Mô hình đã được đặt khác sau khi chuyển; hãy chuyển lại.",
            "The model was changed after the release; release the paper again.",
        )
    reading = register_reader().read(paper_of(source))
    proposals: Proposals = import_module(settings.MODEL_MODULE).proposed(reading, now)
    return proposals


def _may_go(source: Source) -> None:
    """Refuse to let a paper go to a model that not everybody with an account may read.

    Raises:
        DeedRefused: it may not go.
    """
    if source.kind != SourceKind.PAPER or not source.blocks:
        raise DeedRefused("model-no-paper", "Nguồn này không phải văn bản.", "This source is no paper.")
    if source.archived_at is not None:
        raise DeedRefused("archived", "Văn bản đã lưu trữ.", "The paper is archived.")
    if source.label_id != PUBLIC_LABEL:
        raise DeedRefused(
            "model-not-public", "Chỉ văn bản lưu hành toàn hệ thống mới được chuyển cho mô hình.",
            "Only a paper that circulates in the whole system may be released to the model.",
        )  # fmt: skip
    text_guarded("\n".join(source.text[start:end] for start, end, *_ in source.blocks[:_HEAD]))


def _claims(source: Source, proposals: Proposals) -> Sequence[Claim]:
    now = timezone.now()
    return [
        Claim(
            thread=uuid5(source.key, f"{proposals.model} {_what(one)} {one.start} {one.end}"),
            source=source,
            noun="source",
            record_key=source.key,
            start=one.start,
            end=one.end,
            words=one.words,
            paragraph=one.paragraph,
            page=one.page,
            role=_what(one)[:16],
            rule=_name(proposals.model)[:64],
            confidence=0.0,
            state=ClaimState.PROPOSED,
            recorded_from=now,
        )
        for one in proposals.records
    ]


def _what(one: Pinned) -> str:
    return str(one.part or one.values.get("label") or one.values.get("kind"))


def _name(model: str) -> str:
    return f"{ORIGIN}{model}"


def _events(source: Source) -> QuerySet[Event]:
    return Event.objects.filter(noun="source", record_key=source.key, code__in=(ASKED, ANSWERED, FAILED))


def _waits(payload: Payload) -> bool:
    """Tell whether the release of this job is the paper's last, and has no answer yet."""
    key = UUID(payload["source"])
    last = Event.objects.filter(noun="source", record_key=key, code__in=(ASKED, ANSWERED, FAILED))
    found = last.order_by("-pk").first()
    return found is not None and str(found.key) == payload["asked"]


def _failed(payload: Payload, failed: ModelFailed) -> None:
    if _waits(payload):
        record_event(
            FAILED, noun="source", record_key=UUID(payload["source"]), who=_name(payload["model"]),
            after={"@model": payload["model"], "@vi": failed.vietnamese, "@en": failed.english},
        )  # fmt: skip
