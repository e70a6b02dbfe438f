"""The report and what was done per provision."""
