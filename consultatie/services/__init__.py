"""Verbs: plain functions, session first. Check, change, log, queue, return; the caller commits."""
