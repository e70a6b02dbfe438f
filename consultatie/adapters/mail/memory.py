"""Mail kept in a list, for tests."""

from __future__ import annotations

from consultatie.domain.ports import Letter


class MemoryMailer:
    """Keeps letters in `sent`, one per message id."""

    def __init__(self) -> None:
        self.sent: list[Letter] = []

    def send(self, letter: Letter) -> None:
        """Keep a letter."""
        self.sent = [kept for kept in self.sent if kept.message_id != letter.message_id] + [letter]
