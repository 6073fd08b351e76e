import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parent))


@pytest.fixture(autouse=True)
def fresh_viewers():
    """A test before may have had another person under the same id."""
    from banggiao.access import viewers

    viewers._sight.cache_clear()
