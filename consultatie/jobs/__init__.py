"""Background work: the worker and what it does."""
