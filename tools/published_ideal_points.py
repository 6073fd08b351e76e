"""Make the compact published ideal points that the benchmark compares with.

    python tools/published_ideal_points.py IdealpointsJuly2025.parquet

Keeps iso3, year, `idealpointfp` and the posterior's standard deviation, which is not published: it is read off
its quantiles as if normal, the mean of (q95 - q5) / 3.29 and (q90 - q10) / 2.56.
"""

import sys
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from scipy.special import ndtri

OUT = Path(__file__).parents[1] / "benchmarks" / "foresight" / "published" / "ideal_points.parquet"
LAST = 2023
"""Later years have votes that the project does not hold."""


def main(source: Path) -> None:
    names = ["iso3", "year", "idealpointfp", "q5fp", "q10fp", "q90fp", "q95fp"]
    table = pq.read_table(source, columns=names).drop_null()
    table = table.filter(pc.less_equal(table["year"], LAST))
    column = {name: table[name].to_numpy() for name in names[2:]}
    spread = (column["q95fp"] - column["q5fp"]) / (2 * ndtri(0.95))
    spread += (column["q90fp"] - column["q10fp"]) / (2 * ndtri(0.9))
    compact = {
        "iso3": pc.cast(table["iso3"], pa.string()),
        "year": pc.cast(table["year"], pa.int16()),
        "idealpointfp": pa.array(column["idealpointfp"].astype(np.float32)),
        "sd": pa.array((spread / 2).astype(np.float16).astype(np.float32)),
    }
    rows = pa.table(compact).sort_by([("iso3", "ascending"), ("year", "ascending")])
    OUT.parent.mkdir(parents=True, exist_ok=True)
    pq.write_table(rows, OUT, compression="zstd", compression_level=19)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
