"""Read the text in an uploaded file, outside any transaction, then keep it."""

from __future__ import annotations

from consultatie.domain.errors import NotFound
from consultatie.domain.file_texts import FileReading
from consultatie.http.site import Site
from consultatie.jobs import Task
from consultatie.models.files import StoredFile
from consultatie.services import file_texts


def read_file(site: Site, task: Task) -> None:
    """Do the job `read-file` {file}; a file that is gone needs none."""
    with site.db.read() as session:
        file = session.get(StoredFile, task.payload["file"])
        if file is None:
            return
        number, key, media_type = file.id, file.key, file.media_type
    try:
        reading = site.ports.read_file(site.ports.files.get(key), media_type)
    except NotFound:
        reading = FileReading(code="broken-file")
    with site.db.write.begin() as session:
        file_texts.keep(session, number, reading, markup=site.ports.markup, now=site.ports.now())
