"""What types of requests are made of; patterns are of the dialect that JSON Schema and validator share."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

TEXT = r"^[^\x00]*$"
WORDS = r"^[^\x00]*[^\x00\s][^\x00]*$"
_DAY = r"[12][0-9]{3}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
DAY = f"^{_DAY}$"
DATE = r"^[12][0-9]{3}(-Q[1-4]|-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$"
MOMENT = rf"^{_DAY}(T[0-2][0-9]:[0-5][0-9](:[0-5][0-9])?(Z|[+-][01][0-9]:[0-5][0-9])?)?$"
NUMBER = r"^-?[0-9]{1,14}(\.[0-9]{1,9})?$"
WEB = r"^https?://[^\x00\s]+$"

Day = Annotated[str, Field(pattern=DAY)]
Reason = Annotated[str, Field(pattern=WORDS, max_length=2000)]


class Taken(BaseModel):
    """What a caller sends: nothing that is not asked for, nothing of another type."""

    model_config = ConfigDict(extra="forbid", strict=True)
