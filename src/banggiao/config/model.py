"""The settings of the optional model, from the table ``[reading.llm]`` of the settings file."""

from __future__ import annotations

import tomllib
from pathlib import Path

from banggiao.config.environment import HOME, SETTINGS_FILE
from banggiao.reading.llm import ModelFailed, ModelSettings


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
