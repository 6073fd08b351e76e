"""The description of the API (OpenAPI 3.1): names and help in both languages, every answer and header."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from ninja import NinjaAPI
from ninja.openapi.schema import REF_TEMPLATE, OpenAPISchema
from pydantic.json_schema import models_json_schema
from pydantic_core import to_json

from banggiao.api.problems import PROBLEM, TITLES
from banggiao.api.schemas import Refusal
from banggiao.core.nouns import Noun

PREFIX = "/api/v1"
_ALWAYS = (401, 403, 422, 429)
_BODY = (400, 413, 415)
ABOUT = """Đọc và ghi sổ đăng ký như trên màn hình: cùng bộ lọc, quyền, cách che, cách ghi có nguồn.
Mỗi lần ghi là một khẳng định có nguồn; If-Match ngăn ghi đè, Idempotency-Key ngăn ghi hai lần.

Reads and writes the register as the screen does: the same filters, rights, masking, and writes with a source.
Each write is a claim with its source; If-Match prevents lost updates, Idempotency-Key prevents doing twice.
"""


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation as it is described. ``statuses`` are those of its refusals besides the usual ones."""

    vi: str
    en: str
    about: str
    statuses: tuple[int, ...] = ()
    headers: tuple[str, ...] = ()

    def summary(self, noun: Noun) -> str:
        """Name the operation on a noun in both languages."""
        return f"{self.vi}: {noun.vi} / {self.en}: {noun.en}"

    @property
    def parameters(self) -> list[dict[str, Any]]:
        """Describe its headers."""
        return [_HEADERS[name] for name in self.headers]

    @property
    def refusals(self) -> dict[str, Any]:
        """Describe its answers besides the one that was asked for."""
        told = {str(status): _refusal(status) for status in sorted({*_ALWAYS, *self.statuses})}
        if "If-None-Match" in self.headers:
            told["304"] = {"description": "Không đổi / not modified"}
        return told


def _refusal(status: int) -> dict[str, Any]:
    needed = {429: "Retry-After", 401: "WWW-Authenticate"}.get(status)
    told: dict[str, Any] = {
        "description": " / ".join(TITLES[status]),
        "content": {PROBLEM: {"schema": {"$ref": "#/components/schemas/Refusal"}}},
    }
    if needed:
        told["headers"] = {needed: {"schema": {"type": "string"}, "required": True}}
    return told


_HEADERS = {
    name: {
        "in": "header", "name": name, "required": required,
        "schema": {"type": "string", **schema}, "description": words,
    }
    for name, required, schema, words in (
        ("If-None-Match", False, {}, "ETag đã có / the ETag that the caller has"),
        ("If-Match", True, {"minLength": 1}, "ETag của bản ghi đã đọc, hoặc * / its ETag as read, or *"),
        ("Idempotency-Key", False, {"pattern": r"^[\x21-\x7e]{1,200}$"},
         "Gửi lại với cùng khóa thì chỉ ghi một lần / sent again under the same key, it is done once"),
    )
}  # fmt: skip

_CHANGE = (404, 409, 412, 428, *_BODY)
OPERATIONS = {
    "list": Operation(
        "Danh sách", "List",
        "Một trang, với bộ lọc của màn hình, không có văn bản dài. / One page, with the filters of the "
        "screen, without long texts.",
        (), ("If-None-Match",),
    ),
    "read": Operation(
        "Đọc", "Read", "Một bản ghi, kể cả đã lưu trữ. / One record, archived or not.",
        (404,), ("If-None-Match",),
    ),
    "create": Operation(
        "Tạo", "Create",
        "Một bản ghi mới; lưu hành trong cơ quan cho đến khi được duyệt, hoặc chỉ đến những người nêu tên. "
        "/ A new record; within one's own body until it is released, or for named readers.",
        (409, *_BODY), ("Idempotency-Key",),
    ),
    "bulk": Operation(
        "Tạo nhiều", "Create many",
        "Tất cả hoặc không dòng nào. / All of the rows, or none.",
        (409, *_BODY), ("Idempotency-Key",),
    ),
    "change": Operation(
        "Sửa", "Change",
        "Chỉ các trường được gửi; null xóa giá trị. / The fields that are sent; null clears one.",
        _CHANGE, ("If-Match", "Idempotency-Key"),
    ),
    "archive": Operation(
        "Lưu trữ", "Archive", "Đưa ra khỏi danh sách; không xóa. / Out of lists; never deleted.",
        _CHANGE, ("If-Match", "Idempotency-Key"),
    ),
    "restore": Operation(
        "Khôi phục", "Restore", "Đưa trở lại. / Back into lists.", _CHANGE, ("If-Match", "Idempotency-Key")
    ),
    "release": Operation(
        "Trình đổi phạm vi lưu hành", "Ask for another circulation",
        "Người khác duyệt; đến lúc đó chưa có gì đổi. / Another person decides; until then nothing changes.",
        _CHANGE, ("If-Match", "Idempotency-Key"),
    ),
    "decide": Operation(
        "Duyệt phạm vi lưu hành, hoặc trả lại", "Release as was asked, or return",
        "Điều đang chờ duyệt ở “release” của bản ghi; không phải đề nghị của chính mình. / What waits in "
        "“release” of the record; never one's own asking.",
        _CHANGE, ("If-Match", "Idempotency-Key"),
    ),
}  # fmt: skip


class Described(NinjaAPI):
    """The API with its description."""

    @cached_property
    def description_json(self) -> bytes:
        """The description as it is served."""
        return to_json(self.described())

    def described(self) -> dict[str, Any]:
        """Return the description."""
        told: dict[str, Any] = OpenAPISchema(self, PREFIX.strip("/") + "/")
        told["info"] = {
            "title": "Bang Giao", "version": self.version, "description": ABOUT,
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        }  # fmt: skip
        told["servers"] = [{"url": "/"}]
        told["components"]["schemas"] |= models_json_schema(
            [(Refusal, "serialization")], ref_template=REF_TEMPLATE
        )[1]["$defs"]
        for path in told["paths"].values():
            for operation in path.values():
                described = OPERATIONS[operation["operationId"].rpartition("_")[2]]
                operation["responses"] |= described.refusals
                for parameter in operation["parameters"]:
                    parameter["schema"] = _never_null(parameter["schema"])
        return told


def _never_null(schema: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of a parameter as it stands in an address: there, or not there."""
    told = {name: value for name, value in schema.items() if (name, value) != ("default", None)}
    kinds = [kind for kind in told.pop("anyOf", ()) if kind != {"type": "null"}]
    return {**kinds[0], **told} if kinds else told
