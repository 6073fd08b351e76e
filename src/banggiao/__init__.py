"""Bang Giao: the open workspace, library and command line for a country's foreign affairs."""

__version__: str


def __getattr__(name: str) -> str:
    """Look up the version when it is asked for: the metadata take longer to read than a paper."""
    if name == "__version__":
        from importlib.metadata import version  # noqa: PLC0415

        return version("banggiao")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
