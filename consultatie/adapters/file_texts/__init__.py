"""The text in a stranger's PDF, Word or plain text file, read in a child process with limits."""

from consultatie.adapters.file_texts.limited import read_file_limited

__all__ = ["read_file_limited"]
