"""Measuring accessibility: every page and state with the audit of ../shared/a11y, and what was found."""
