"""Recordings that no comment refers to any more: remove the row and the bytes."""

from __future__ import annotations

from consultatie.http.site import Site
from consultatie.jobs import Task
from consultatie.services import recordings


def forget(site: Site, _task: Task) -> None:
    """Remove them."""
    with site.db.write.begin() as session:
        recordings.forget(session, site.ports.files)
