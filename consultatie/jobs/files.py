"""Take the bytes of files out of the store once nothing remembers them."""

from __future__ import annotations

from consultatie.http.site import Site
from consultatie.jobs import Task
from consultatie.services import uploads


def remove_file(site: Site, task: Task) -> None:
    """Delete bytes by their key, unless somebody handed in the same again meanwhile."""
    key = str(task.payload["key"])
    with site.db.write.begin() as session:
        if not uploads.is_kept(session, key):
            site.ports.files.delete(key)
