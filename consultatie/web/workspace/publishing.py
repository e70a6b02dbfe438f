"""The gate, preview and publication."""
