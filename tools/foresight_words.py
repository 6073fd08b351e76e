"""Count the words of the resolutions' texts: `python -m tools.foresight_words RESOLUTIONS.parquet`.

The texts themselves do not ship; a forecaster needs no more of them than how often each word occurs.
"""

import sys
from pathlib import Path

import numpy as np

from banggiao.foresight.drafts import Draft
from banggiao.foresight.resolutions import Resolutions
from banggiao.foresight.shipped_words import FILE
from banggiao.foresight.wording import words_of

LAST_SESSION = 78
DATA = Path(__file__).parents[1] / "src/banggiao/foresight/data"


def main(source: Path) -> None:
    """Write the artefact; the same texts give the same bytes."""
    texts = Resolutions.from_parquet(source)
    drafts = {row: Draft.of(texts, row) for row in range(len(texts)) if texts.sessions[row] <= LAST_SESSION}
    rows = [row for row, draft in drafts.items() if draft.text]
    counts = [words_of(drafts[row].text or "") for row in rows]
    np.savez_compressed(
        DATA / FILE,
        symbols=np.array([texts.symbols[row] for row in rows]),
        dates=np.array([texts.dates[row] for row in rows], dtype="datetime64[D]"),
        ends=np.cumsum([0, *(len(places) for places, _ in counts)]).astype(np.int32),
        places=np.concatenate([places for places, _ in counts]),
        counts=np.concatenate([often for _, often in counts]),
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
