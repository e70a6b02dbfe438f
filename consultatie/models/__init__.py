"""Nouns: what we keep, one module per aggregate. Import every module here, so that metadata is complete."""

from consultatie.models import (
    accounts,
    amendments,
    analysis,
    base,
    bills,
    consultations,
    editions,
    files,
    lineage,
    log,
    media_versions,
    moderation,
    pictures,
    queue,
    reports,
    responses,
)

__all__ = [
    "accounts",
    "amendments",
    "analysis",
    "base",
    "bills",
    "consultations",
    "editions",
    "files",
    "lineage",
    "log",
    "media_versions",
    "moderation",
    "pictures",
    "queue",
    "reports",
    "responses",
]
