"""The register's bars: a generated register of a million engagements, and the real server asked about it."""
