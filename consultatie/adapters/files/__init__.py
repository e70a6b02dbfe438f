"""See the modules: one machine each."""
