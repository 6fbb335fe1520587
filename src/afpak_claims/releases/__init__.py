"""Releases: data versions, frozen, opened and compared."""
