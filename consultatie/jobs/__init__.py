"""Background work: what to do for each kind of job. A handler's module is imported when its first job comes.

A handler is `handle(site, task) -> None`, called inside an application context and outside any transaction. It opens
its own sessions (`site.db.read()`, `site.db.write.begin()`), may be called twice for one job, and raises when it
failed, so that the job is tried again.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from importlib import import_module
from typing import Any

from consultatie.http.site import Site


@dataclass(frozen=True, slots=True)
class Task:
    """One claimed job: `created_at` (UTC) with `id` names it for ever; `payload` is what the service queued."""

    id: int
    kind: str
    payload: dict[str, Any]
    created_at: datetime


Handler = Callable[[Site, Task], None]

HANDLERS = {
    "mail": "consultatie.jobs.mail:send_mail",
    "news-mail": "consultatie.jobs.news:send_news",
    "stage-mail": "consultatie.jobs.news:send_stage",
    "index-consultation": "consultatie.jobs.indexing:index_consultation",
    "index-response": "consultatie.jobs.indexing:index_response",
    "editions": "consultatie.jobs.editions:make_editions",
    "read-file": "consultatie.jobs.file_texts:read_file",
    "analyse": "consultatie.jobs.analysis:analyse",
    "forget-recordings": "consultatie.jobs.recordings:forget",
    "file-removal": "consultatie.jobs.files:remove_file",
    "lifecycle": "consultatie.jobs.lifecycle:expire",
}


class NoHandler(Exception):
    """A job of a kind that this release does not know."""


def handler_for(kind: str) -> Handler:
    """Return the function for a kind of job; raise NoHandler."""
    if kind not in HANDLERS:
        raise NoHandler(kind)
    module, _, name = HANDLERS[kind].partition(":")
    found: Handler = getattr(import_module(module), name)
    return found
