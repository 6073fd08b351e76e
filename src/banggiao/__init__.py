"""Bang Giao: the open workspace, library and command line for a country's foreign affairs."""

