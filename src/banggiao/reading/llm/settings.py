"""What an operator sets: ``[reading.llm]`` in the settings file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from banggiao.reading.llm.failure import ModelFailed


@dataclass(frozen=True, slots=True)
class ModelSettings:
    """An OpenAI-compatible service.

    ``url`` is its base, to which ``/chat/completions`` is added; ``timeout`` the seconds one answer may take
    in all; ``max_bytes`` the size of the largest answer that is read.
    """

    url: str
    model: str
    timeout: float = 60.0
    max_bytes: int = 1_000_000

    @classmethod
    def of(cls, table: Mapping[str, Any]) -> ModelSettings:
        """Return the settings that ``table`` holds.

        Raises:
            ModelFailed: a key is unknown, missing, or has a value of the wrong kind.
        """
        kinds = {"url": str, "model": str, "timeout": (int, float), "max_bytes": int}
        wrong = [name for name in table if name not in kinds]
        wrong += [name for name in ("url", "model") if not table.get(name)]
        wrong += [
            field.name
            for field in fields(cls)
            if field.name in table and not _fits(table[field.name], kinds[field.name])
        ]
        if wrong:
            names = ", ".join(dict.fromkeys(wrong))
            raise ModelFailed(
                f"[reading.llm]: sai hoặc thiếu {names}.", f"[reading.llm]: wrong or missing: {names}."
            )
        return cls(**table)


def _fits(value: Any, kind: Any) -> bool:
    return isinstance(value, kind) and not isinstance(value, bool) and (isinstance(value, str) or value > 0)
