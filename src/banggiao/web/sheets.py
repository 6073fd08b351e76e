"""Dropped spreadsheets ready for the templates."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from banggiao.core.access import Question, Viewer
from banggiao.core.nouns import Field, Kind, Noun, noun_of
from banggiao.sheets import staging
from banggiao.sheets.models import FileKind, FileState, SheetFile
from banggiao.sheets.receiving import BY_SENDER
from banggiao.sources.headings import is_ordinal
from banggiao.sources.repeats import Told, repeats_among

_CHIPS = {
    FileState.ASKED: "draft", FileState.READY: "good", FileState.LOADED: "good", FileState.FAULTY: "bad",
    FileState.REFUSED: "bad",
}  # fmt: skip
_FIXED = "fixed."
_MOST_COMPARED = 3_000
"""Rows of all files that are compared with each other."""
_BUSY = (FileState.QUEUED, FileState.LOADING)


def list_shown(noun: Noun, files: Sequence[SheetFile], viewer: Viewer, spoken: str) -> dict[str, Any]:
    """Return the dropped files, what may be done with them, and rows that stand in two of them."""
    senders = _named({file.sender for file in files if file.sender}, viewer)
    twice = _twice(noun, files)
    shown = [_line(file, senders, len(twice.get(n, ())), spoken) for n, file in enumerate(files)]
    ready = [file for file in files if file.state == FileState.READY]
    states = Counter(file.state for file in files)
    return {
        "files": shown,
        "busy": any(file.state in _BUSY for file in files),
        "ready": len(ready),
        "ready_rows": sum(file.rows for file in ready),
        "counts": [
            (FileState(state), state_word(FileState(state)), _CHIPS.get(FileState(state), ""), n)
            for state, n in states.items()
        ],
        "pairs": [pair for pairs in twice.values() for pair in pairs][:100],
    }


def file_shown(noun: Noun, file: SheetFile, viewer: Viewer, spoken: str) -> dict[str, Any]:
    """Return one file with its faults, warnings, likely repeats, changes and first rows."""
    found = file.found
    named = _named({file.sender} if file.sender else set(), viewer)
    return {
        **_line(file, named, 0, spoken),
        "sender": str(file.sender or ""),
        "sender_name": named.get(file.sender, ""),
        "faults": [_fault(one, spoken) for one in found.get("faults", ())],
        "warnings": [_fault(one, spoken) for one in found.get("warnings", ())],
        "repeats": [
            {
                "line": line, "caption": caption, "other": other, "why": vi if spoken == "vi" else en,
                "url": reverse("web:record", args=[noun.code, key]),
            }
            for line, caption, key, other, vi, en in found.get("repeats", ())
        ],
        "changes": [_change(noun, file, one, spoken) for one in found.get("changes", ())],
        "same": found.get("same", 0),
        "sample": found.get("sample", ()),
        "heads": [_head(noun, file, n, spoken) for n in range(len(file.header))],
        "skipped": file.skip,
        "is_changes": file.kind == FileKind.CHANGES,
        "sheets": file.sheets,
        "find": reverse("web:find", args=["actor"]),
        "may_map": file.kind == FileKind.ROWS and file.state in _MAPPED and bool(file.header),
        "conflicts": sum(bool(one[6]) for one in found.get("changes", ())),
    }  # fmt: skip


_MAPPED = (FileState.ASKED, FileState.READY, FileState.FAULTY)


def columns_shown(noun: Noun, file: SheetFile, viewer: Viewer, spoken: str) -> list[dict[str, Any]]:
    """Return each column of a file with the fields that it may be."""
    choices = [(f.name, f.label(spoken), f.required) for f in _writable(noun, viewer)]
    return [
        {
            "name": f"column.{n}",
            "heading": heading,
            "chosen": file.columns[n] if n < len(file.columns) else "",
            "choices": choices,
            "ordinal": is_ordinal(heading),
        }
        for n, heading in enumerate(file.header)
    ]


def fixed_shown(noun: Noun, file: SheetFile, viewer: Viewer, spoken: str) -> list[dict[str, Any]]:
    """Return the fields that no column is, with what every row is given; required ones first."""
    left = [f for f in _writable(noun, viewer) if f.name not in file.columns and f.kind is not Kind.RECORDS]
    shown = []
    for f in sorted(left, key=lambda f: not (f.required and f.default is None)):
        options = [(vi if spoken == "vi" else en, code) for code, vi, en in f.choices]
        if f.noun == "actor":
            options = [(_("the body that sent the file"), BY_SENDER)]
        shown.append(
            {
                "name": f"{_FIXED}{f.name}", "label": f.label(spoken), "value": file.fixed.get(f.name, ""),
                "options": options, "required": f.required and f.default is None,
                "open": (f.required and f.default is None) or bool(file.fixed.get(f.name)),
            }
        )  # fmt: skip
    return shown


def columns_chosen_in(posted: QueryDict, file: SheetFile) -> list[str]:
    """Return the fields that a form chose for the columns."""
    return [str(posted.get(f"column.{n}", "")) for n in range(len(file.header))]


def fixed_in(posted: QueryDict) -> dict[str, str]:
    """Return what a form gives every row."""
    return {
        name.removeprefix(_FIXED): str(value).strip()[:500]
        for name, value in posted.items()
        if name.startswith(_FIXED) and str(value).strip()
    }


def state_word(state: FileState) -> str:
    """Return what a file's state is called."""
    return {
        FileState.ASKED: _("columns to be mapped"),
        FileState.QUEUED: _("being checked"),
        FileState.READY: _("ready"),
        FileState.FAULTY: _("with faults"),
        FileState.REFUSED: pgettext("file", "refused"),
        FileState.LOADING: _("being loaded"),
        FileState.LOADED: _("loaded"),
        FileState.UNDONE: _("taken back"),
    }[state]


def _line(file: SheetFile, senders: Mapping[Any, str], twice: int, spoken: str) -> dict[str, Any]:
    found = file.found
    state = FileState(file.state)
    faults = found.get("faults", [])
    first = faults[0] if faults else None
    return {
        "key": file.key,
        "name": file.name,
        "state": state.value,
        "state_word": state_word(state),
        "chip": _CHIPS.get(state, ""),
        "busy": state in _BUSY,
        "done": staging.progress_of(file.key) if state in _BUSY else 0,
        "rows": file.rows,
        "changed": file.kind == FileKind.CHANGES,
        "sheet": file.sheet,
        "from": senders.get(file.sender, ""),
        "mapped_by": file.mapped_by,
        "faults_n": len(faults),
        "first": _fault(first, spoken) if first else None,
        "repeats_n": len(found.get("repeats", ())) + twice,
        "warnings_n": len(found.get("warnings", ())),
        "conflicts_n": sum(bool(one[6]) for one in found.get("changes", ())),
        "already": found.get("already", False),
        "load_url": reverse("web:load", args=[file.request_id]) if file.request_id else "",
    }


def _fault(told: Mapping[str, Any], spoken: str) -> dict[str, Any]:
    return {
        "place": told.get(f"place_{spoken}", ""),
        "cell": f"{told['letter']}{told['line']}" if told.get("letter") else told.get("line", ""),
        "line": told.get("line", 0),
        "column": told.get("column", ""),
        "sheet": told.get("sheet", ""),
        "given": told.get("given", ""),
        "why": told[spoken] if spoken in told else told.get("vi", ""),
    }


def _change(noun: Noun, file: SheetFile, told: Sequence[Any], spoken: str) -> dict[str, Any]:
    line, key, caption, name, before, after, meanwhile = told
    return {
        "line": line, "caption": caption, "field": noun.by_name[name].label(spoken), "before": before,
        "after": after, "meanwhile": meanwhile, "code": f"{line}:{name}",
        "on": f"{line}:{name}" in file.accepted,
        "url": reverse("web:record", args=[noun.code, key]),
    }  # fmt: skip


def _head(noun: Noun, file: SheetFile, n: int, spoken: str) -> dict[str, str]:
    name = file.columns[n] if n < len(file.columns) else ""
    return {
        "heading": file.header[n],
        "field": noun.by_name[name].label(spoken) if name in noun.by_name else "",
    }


def _twice(noun: Noun, files: Sequence[SheetFile]) -> dict[int, list[dict[str, Any]]]:
    """Return for each file the rows that a file before it, or it itself, has too."""
    rows: list[tuple[int, int, Told]] = []
    for n, file in enumerate(files):
        if file.state == FileState.READY:
            for line, caption, links, start, end in file.found.get("told", ()):
                rows.append((n, line, Told(caption, links, start, end)))
    found: dict[int, list[dict[str, Any]]] = defaultdict(list)
    if len(rows) > _MOST_COMPARED:
        return found
    for earlier, later, reason in repeats_among(noun, [row[2] for row in rows]):
        (first, first_line, other), (second, line, told) = rows[earlier], rows[later]
        found[second].append(
            {
                "file": files[second].name, "line": line, "caption": told.caption,
                "other_file": files[first].name,
                "other_line": first_line, "other": other.caption, "why": reason.message(),
                "url": reverse("web:sheet", args=[noun.code, files[second].key]),
            }
        )  # fmt: skip
    return found


def _named(keys: Iterable[Any], viewer: Viewer) -> dict[Any, str]:
    rows = noun_of("actor").model.objects.visible_to(viewer).filter(key__in=[key for key in keys if key])
    return dict(rows.values_list("key", "caption"))


def _writable(noun: Noun, viewer: Viewer) -> list[Field]:
    return [f for f in noun.fields if viewer.may(Question(noun.code, "create", f.name))]
