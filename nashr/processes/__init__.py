"""Callables run in child processes under limits. Knows nothing of publishing."""
