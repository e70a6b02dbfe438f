"""JSON v1, open data and feeds."""

from flask import Flask


def register(app: Flask) -> None:
    """Add the machine-readable addresses."""
