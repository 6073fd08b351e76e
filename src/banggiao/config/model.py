"""The settings of the optional model, from the table ``[reading.llm]`` of the settings file."""

from __future__ import annotations

import tomllib
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from banggiao.config.environment import HOME, SETTINGS_FILE
from banggiao.reading.llm import Answers, ModelFailed, ModelSettings, Proposals, propose
from banggiao.reading.records import Reading

if TYPE_CHECKING:
    from banggiao.outgoing.address import Endpoint


def model_settings() -> ModelSettings | None:
    """Return what the operator set; None, and there is no model, where the file or its table is not there.

    Raises:
        ModelFailed: the file is no TOML, or the table is wrong.
    """
    file = Path(SETTINGS_FILE.value or Path(HOME.value) / "settings.toml")
    try:
        table = tomllib.loads(file.read_text("utf-8")).get("reading", {}).get("llm")
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, AttributeError):
        raise ModelFailed(f"Không đọc được {file}.", f"{file} cannot be read.") from None
    if table is None:
        return None
    if not isinstance(table, dict):
        raise ModelFailed("[reading.llm] phải là một bảng.", "[reading.llm] must be a table.")
    return ModelSettings.of(table)


def answers_folder() -> Path:
    """Return where answers of the model are kept."""
    return Path(HOME.value).resolve() / "model-answers"


def endpoint_of_model(settings: ModelSettings) -> Endpoint:
    """Return where the model is.

    Raises:
        ModelFailed: the extra is not installed, or the model may not be asked where it is.
    """
    if find_spec("httpx") is None:
        raise ModelFailed("Chưa cài httpx: pip install 'banggiao[llm]'.", "httpx is not installed.")
    from banggiao.reading.llm.address import endpoint_of  # noqa: PLC0415

    return endpoint_of(settings.url)


def proposed(reading: Reading, settings: ModelSettings, endpoint: Endpoint | None = None) -> Proposals:
    """Put a paper that a person released before the model, and return what it proposes.

    Raises:
        ModelFailed: the model may not be asked where it is, or gave no usable answer.
    """
    place = endpoint or endpoint_of_model(settings)
    from banggiao.reading.llm.service import ask  # noqa: PLC0415 - httpx is an extra

    return propose(reading, settings, partial(ask, place, settings), Answers(answers_folder()))
