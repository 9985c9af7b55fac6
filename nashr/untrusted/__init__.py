"""Checks that a file written by a stranger must pass before anything else reads it."""
