"""The process that reads a stranger's file: `… child MEDIA-TYPE`, the file in, a FileReading as JSON out.

It limits itself and shuts itself off before anything is imported that reads.
"""

from __future__ import annotations

import json
import logging
import sys
from dataclasses import asdict

from consultatie.adapters.child_process import limit, shut_off
from consultatie.domain.file_texts import WORD, FileReading

MEMORY_BYTES = 1024**3
CPU_SECONDS = 60


def read_file(data: bytes, media_type: str) -> FileReading:
    """Return the text of a file, in this process: for strangers' files see `limited`."""
    from consultatie.domain.errors import UnreadableBill

    try:
        return _read(data, media_type)
    except UnreadableBill as refusal:
        return FileReading(code=refusal.code)
    except MemoryError:
        return FileReading(code="too-large")
    except Exception:  # whatever a broken file does to a parser, the answer is the same
        return FileReading(code="broken-file")


def _read(data: bytes, media_type: str) -> FileReading:
    if media_type == WORD:
        from consultatie.adapters.file_texts.word import read_word

        return read_word(data)
    if media_type == "application/pdf":
        from consultatie.adapters.file_texts.pdf import read_pdf

        return read_pdf(data)
    from consultatie.adapters.file_texts.plain import read_plain

    return read_plain(data)


def main() -> int:
    """Read standard input within the limits and print what was read."""
    limit(memory=MEMORY_BYTES, processor=CPU_SECONDS)
    logging.disable(logging.CRITICAL)  # a broken file makes parsers talk without end
    data = sys.stdin.buffer.read()
    shut_off()
    json.dump(asdict(read_file(data, sys.argv[1])), sys.stdout)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
