"""The exception for styles and locales that cannot be used."""

from __future__ import annotations


class StyleError(ValueError):
    """The text is not a CSL style or locale that can be used; the message says why."""
