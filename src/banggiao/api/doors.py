"""The operations of the API: the same for every noun of the register."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Body, NinjaAPI, Query
from pydantic import BaseModel, Field

from banggiao.api import deprecations
from banggiao.api.asking import cursor_given, known_only, list_asked
from banggiao.api.bearers import AccessToken, bearer_of
from banggiao.api.circulating import (
    ReleaseDecision,
    ReleaseTold,
    ReleaseWanted,
    asked,
    circulation_told,
    decided,
)
from banggiao.api.describing import OPERATIONS, Described
from banggiao.api.kinds import MOMENT
from banggiao.api.once import once
from banggiao.api.problems import spoken
from banggiao.api.reading import JsonParser
from banggiao.api.refusing import refusals_answered
from banggiao.api.schemas import Deed, Types, Written, types_of
from banggiao.api.telling import Reply, matched, page_told, row_told, tag, to_json, unless_known, version_of
from banggiao.api.writing import changed, created, created_many
from banggiao.core.access import Question, Viewer
from banggiao.core.models import NounRecord
from banggiao.core.nouns import Noun, nouns
from banggiao.sources.asking import query_from
from banggiao.sources.deeds import record_archive, record_restore
from banggiao.sources.records import locked
from banggiao.sources.valued import record_valued, values_page

DEEDS: dict[str, Callable[..., NounRecord]] = {"archive": record_archive, "restore": record_restore}
RELEASING: dict[str, tuple[type[BaseModel], Callable[..., dict[str, Any]]]] = {
    "release": (ReleaseWanted, asked),
    "decide": (ReleaseDecision, decided),
}
View = Callable[..., HttpResponse]


def api_made() -> Described:
    """Return the API of all nouns."""
    api = Described(
        title="Bang Giao", version="1", auth=AccessToken(), docs_url=None, openapi_url=None,
        parser=JsonParser(), urls_namespace="api",
    )  # fmt: skip
    refusals_answered(api)
    for noun in nouns():
        _add(api, noun, types_of(noun))
    return api


def _add(api: NinjaAPI, noun: Noun, types: Types) -> None:
    """Add the operations that people may do on a noun."""
    of_one, of_all = f"/{noun.code}/{{uuid:key}}", f"/{noun.code}"

    def add(
        operation: str, method: str, path: str, view: View, told: type[BaseModel], *, status: int = 200
    ) -> None:
        described = OPERATIONS[operation]
        api.default_router.add_api_operation(
            path, [method], view, response={status: told}, tags=[noun.code],
            operation_id=f"{noun.code}_{operation}", summary=described.summary(noun),
            description=described.about, openapi_extra={"parameters": described.parameters},
            deprecated=deprecations.marked(noun.code, operation) or None,
        )  # fmt: skip

    add("list", "GET", of_all, _lists(noun, types.query), types.page)
    if types.create is not None and types.bulk is not None:
        add("create", "POST", of_all, _creates(noun, types.create), types.record, status=201)
        add("bulk", "POST", f"{of_all}/bulk", _creates_many(noun, types.bulk), Written, status=201)
    add("read", "GET", of_one, _reads(noun), types.record)
    if types.change is not None:
        add("change", "PATCH", of_one, _changes(noun, types.change), types.record)
    if noun.writable:
        for deed in DEEDS:
            add(deed, "POST", f"{of_one}/{deed}", _does(noun, deed), types.record)
        for deed in RELEASING:
            add(deed, "POST", f"{of_one}/{deed}", _releases(noun, deed), ReleaseTold)


def _lists(noun: Noun, asked_type: type[BaseModel]) -> View:
    known = frozenset(f.alias or name for name, f in asked_type.model_fields.items())

    def view(request: HttpRequest, asked: Any) -> HttpResponse:
        viewer = _viewer(request, noun, "view")
        query = list_asked(noun, request.GET, known, viewer)
        page = values_page(query, viewer, size=asked.limit, language=spoken())
        following, previous = (
            cursor_given(query, way, at) for way, at in (("n", page.next), ("p", page.previous))
        )
        body = page_told(noun, page, following, previous)
        return _read(request, noun, "list", Reply(200, body, {"ETag": tag(body)}))

    return _typed(view, asked=_from(Query, asked_type, ...))


def _reads(noun: Noun) -> View:
    def view(request: HttpRequest, key: UUID, known_on: Any = None) -> HttpResponse:
        viewer = _viewer(request, noun, "view")
        known_only(request.GET, ["known_on"])
        record = _record(noun, key, viewer)
        at = query_from(noun, {"known_on": [known_on]}, viewer).known_on if known_on else None
        reply = _told(noun, record, viewer, at=at)
        return _read(request, noun, "read", reply)

    moment: Any = Annotated[str, Field(pattern=MOMENT)]
    return _typed(view, known_on=_from(Query, moment | None, None))


def _creates(noun: Noun, sent_type: type[BaseModel]) -> View:
    def view(request: HttpRequest, sent: Any) -> HttpResponse:
        viewer = _viewer(request, noun, "create")

        def deed() -> Reply:
            record = created(noun, sent, viewer)
            where = f"{request.path}/{record.key}"
            return _told(noun, record, viewer, status=201, headers={"Location": where})

        return _written(request, noun, "create", deed)

    return _typed(view, sent=_from(Body, sent_type, ...))


def _creates_many(noun: Noun, sent_type: type[BaseModel]) -> View:
    def view(request: HttpRequest, sent: Any) -> HttpResponse:
        viewer = _viewer(request, noun, "create")

        def deed() -> Reply:
            keys = [str(record.key) for record in created_many(noun, sent, viewer)]
            return Reply(201, to_json({"keys": keys, "count": len(keys)}))

        return _written(request, noun, "bulk", deed)

    return _typed(view, sent=_from(Body, sent_type, ...))


def _changes(noun: Noun, sent_type: type[BaseModel]) -> View:
    def view(request: HttpRequest, key: UUID, sent: Any) -> HttpResponse:
        viewer = _viewer(request, noun, "view")

        def deed() -> Reply:
            record = locked(_record(noun, key, viewer), viewer)
            matched(request, noun.code, key)
            changed(noun, record, sent, viewer)
            return _told(noun, _record(noun, key, viewer), viewer)

        return _written(request, noun, "change", deed)

    return _typed(view, sent=_from(Body, sent_type, ...))


def _does(noun: Noun, name: str) -> View:
    def view(request: HttpRequest, key: UUID, sent: Any) -> HttpResponse:
        viewer = _viewer(request, noun, "view")

        def deed() -> Reply:
            record = locked(_record(noun, key, viewer), viewer, archived=True)
            matched(request, noun.code, key)
            DEEDS[name](record, by=viewer, reason=" ".join(sent.reason.split()))
            return _told(noun, _record(noun, key, viewer), viewer)

        return _written(request, noun, name, deed)

    return _typed(view, sent=_from(Body, Deed, ...))


def _releases(noun: Noun, name: str) -> View:
    sent_type, done = RELEASING[name]

    def view(request: HttpRequest, key: UUID, sent: Any) -> HttpResponse:
        viewer = _viewer(request, noun, "view")

        def deed() -> Reply:
            record = locked(_record(noun, key, viewer), viewer)
            matched(request, noun.code, key)
            body = to_json(done(record, sent, viewer))  # the record may be out of the caller's sight by now
            return Reply(200, body, {"ETag": tag(body, version_of(record))})

        return _written(request, noun, name, deed)

    return _typed(view, sent=_from(Body, sent_type, ...))


def _typed(view: View, **kinds: Any) -> View:
    """Return the view with the types of its noun, by which a request is validated and described."""
    view.__annotations__ = {"request": HttpRequest, "key": UUID, **kinds}
    return view


def _from(source: Any, kind: Any, default: Any) -> Any:
    """Return the type of an argument that a request gives in its address (Query) or its body."""
    made: Any = Annotated
    return made[kind, source(default)]


def _viewer(request: HttpRequest, noun: Noun, action: str) -> Viewer:
    """Return who calls, where she may do this to some record of the noun, and may see it."""
    viewer = bearer_of(request).viewer
    viewer.require(noun.code, "view")
    viewer.require(noun.code, action)
    return viewer


def _record(noun: Noun, key: UUID, viewer: Viewer) -> NounRecord:
    record: NounRecord | None = (
        noun.model.objects.visible_to(viewer).select_related("label").filter(key=key).first()
    )
    if record is None or not viewer.may(Question(noun.code, "view", label=record.label_id)):
        raise Http404
    return record


def _told(
    noun: Noun, record: NounRecord, viewer: Viewer, *, status: int = 200, at: Any = None,
    headers: dict[str, str] | None = None,
) -> Reply:  # fmt: skip
    told = record_valued(record, viewer, language=spoken(), at=at)
    if told is None:
        raise Http404
    body = to_json({**row_told(noun, told), **(circulation_told(record, viewer) if at is None else {})})
    return Reply(status, body, {"ETag": tag(body, version_of(record)), **(headers or {})})


def _read(request: HttpRequest, noun: Noun, operation: str, reply: Reply) -> HttpResponse:
    return _noticed(noun, operation, unless_known(request, reply))


def _written(request: HttpRequest, noun: Noun, operation: str, deed: Callable[[], Reply]) -> HttpResponse:
    known_only(request.GET, ())
    return _noticed(noun, operation, once(request, bearer_of(request).token, deed).response())


def _noticed(noun: Noun, operation: str, response: HttpResponse) -> HttpResponse:
    """Say in the answer what of the operation, or of the noun's fields, will go."""
    for name, value in deprecations.headers(noun.code, operation, frozenset(noun.by_name)).items():
        response[name] = value
    return response
