"""How a finding is worded for a terminal. Imports next to nothing: see ``ledger``."""

from __future__ import annotations

import re

#: Characters of a message that are shown: an author's word may stand in it, however long.
_LONGEST_MESSAGE = 500


#: What steers a terminal, or the direction of its text.
_STEERING = re.compile(
    "[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\U000e0000-\U000e007f]"
)


def visible(text: str) -> str:
    """A text that may hold a stranger's words, as a terminal may print it, in one line."""
    text = text.replace("\n", " ")
    return _STEERING.sub(lambda found: f"<U+{ord(found[0]):04X}>", text)


def shown(text: str) -> str:
    """The beginning of a message, visible."""
    short = text if len(text) <= _LONGEST_MESSAGE else f"{text[:_LONGEST_MESSAGE]}…"
    return visible(short)


def finding(place: str, severity: str, message: str, code: str, hint: str | None) -> str:
    """``file:line:column: error: sentence [code]``, and the hint on a line of its own."""
    first = f"{visible(place)}: {severity}: {shown(message)} [{code}]"
    return f"{first}\n    hint: {shown(hint)}" if hint else first


def counted(number: int, noun: str) -> str:
    """“1 article”, “2 articles”."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def size(count: int) -> str:
    """“120 kB”, “1.2 MB”."""
    return f"{count / 1_000_000:.1f} MB" if count >= 1_000_000 else f"{count // 1000} kB"
