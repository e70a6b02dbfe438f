"""The queue of held responses."""
