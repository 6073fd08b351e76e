"""The optional model: a local service that proposes records for papers that a person released to it.

Off unless the settings name a service; see docs/how-to/use-a-model.md. What it proposes is never confirmed
and never replaces what rules found: :func:`propose` returns records of their own origin.
"""

from banggiao.reading.llm.asking import Answers, Proposals, propose
from banggiao.reading.llm.failure import ModelFailed
from banggiao.reading.llm.settings import ModelSettings

__all__ = ["Answers", "ModelFailed", "ModelSettings", "Proposals", "propose"]
