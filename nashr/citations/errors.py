"""What can be wrong with a style."""

from __future__ import annotations


class StyleError(ValueError):
    """The text is not a CSL style or locale that can be used; the message says why."""
