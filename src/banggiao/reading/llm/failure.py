"""Why a model was not asked, or its answer not taken."""


class ModelFailed(Exception):
    """The reason, in Vietnamese and English; it never quotes the paper or the answer."""

    def __init__(self, vietnamese: str, english: str) -> None:
        super().__init__(f"{vietnamese} / {english}")
        self.vietnamese = vietnamese
        self.english = english
