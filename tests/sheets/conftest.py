import pytest


@pytest.fixture(autouse=True)
def fresh_viewers():
    """A test before may have had another person under the same id."""
    from banggiao.access import viewers

    viewers._sight.cache_clear()
