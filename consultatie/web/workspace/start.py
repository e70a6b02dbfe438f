"""The first page of the workspace."""
