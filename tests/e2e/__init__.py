"""End to end: a real server with the demonstration's content, opened in Chromium. docs/accessibility.md says what is tested."""
