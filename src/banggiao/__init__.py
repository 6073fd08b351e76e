"""Bang Giao: the open workspace, library and command line for a country's foreign affairs."""

from importlib.metadata import version

__version__ = version("banggiao")
