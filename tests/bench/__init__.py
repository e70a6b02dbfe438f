"""The bench: `python -m tests.bench` measures speed and memory of the real site and writes docs/performance.md."""
