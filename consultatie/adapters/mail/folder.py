"""Mail as files: one .eml per letter, named so that sending a letter twice leaves one file."""

from __future__ import annotations

import hashlib
from pathlib import Path

from consultatie.adapters.mail import as_message
from consultatie.domain.ports import Letter


class FolderMailer:
    """Writes letters to a folder (`instance/mail`): the default where no SMTP server is set."""

    def __init__(self, folder: Path, sender: str) -> None:
        self._folder, self._sender = folder, sender

    def send(self, letter: Letter) -> None:
        """Write the letter as `<type>-<digest of the message id>.eml`, readable by the owner only."""
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        name = f"{letter.type}-{hashlib.sha256(letter.message_id.encode()).hexdigest()[:16]}.eml"
        path = self._folder / name
        path.touch(mode=0o600)
        path.write_bytes(as_message(letter, self._sender).as_bytes())
