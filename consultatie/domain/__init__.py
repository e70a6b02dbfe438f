"""Rules: plain Python from the standard library, nothing stored, no text for people."""
