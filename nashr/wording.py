"""Format diagnostics, counts and sizes for a terminal.

Kept free of slow imports, because ``ledger`` imports it in a build with nothing to do.
"""

from __future__ import annotations

import re

from nashr.messages import Message, plural, translate

TYPE_CHECKING = False  # importing typing itself takes a while
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

#: The most characters of a message that are printed; messages may quote the manuscript.
_MAX_MESSAGE_LENGTH = 500


#: Characters that control a terminal or the direction of text.
_CONTROL_CHARACTERS = re.compile(
    "[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\U000e0000-\U000e007f]"
)


def visible(text: str) -> str:
    """The text in one line, with control characters escaped, so that it is safe to print."""
    text = text.replace("\n", " ")
    return _CONTROL_CHARACTERS.sub(lambda found: f"<U+{ord(found[0]):04X}>", text)


def message_text(text: str) -> str:
    """A message for the terminal: shortened, and with control characters escaped."""
    short = text if len(text) <= _MAX_MESSAGE_LENGTH else f"{text[:_MAX_MESSAGE_LENGTH]}…"
    return visible(short)


def format_diagnostic(place: str, severity: str, message: str, code: str, hint: str | None) -> str:
    """``file:line:column: error: sentence [code]``, and the hint on a line of its own."""
    kind = translate(SEVERITIES[severity])
    first = f"{visible(place)}: {kind}: {message_text(translate(message))} [{code}]"
    if not hint:
        return first
    told = translate(Message("hint: {hint}", hint=hint))
    return f"{first}\n    {message_text(told)}"


SEVERITIES = {
    "error": Message("error"),
    "warning": Message("warning"),
    "notice": Message("notice"),
}


def counted(number: int, noun: str) -> str:
    """“1 article”, “2 articles”."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def numbers_of(severities: Sequence[str]) -> tuple[str, ...]:
    """“1 error”, “2 warnings”: of each severity that was found."""
    errors, warnings, notices = map(severities.count, ("error", "warning", "notice"))
    told = (
        plural("{n} error", "{n} errors", errors),
        plural("{n} warning", "{n} warnings", warnings),
        plural("{n} notice", "{n} notices", notices),
    )
    return tuple(one for one in told if one.values["n"])


def size(count: int) -> Message:
    """“120 kB”, “1.2 MB”."""
    if count >= 1_000_000:
        return Message("{number:.1f} MB", number=count / 1_000_000)
    return Message("{number} kB", number=max(count // 1000, min(count, 1)))


def ranges(numbers: Iterable[int]) -> str:
    """Rising numbers, those in a row as a range: “1, 3–5”."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)


_WITHOUT_DECOMPOSITION = str.maketrans(
    {"ə": "e", "Ə": "E", "ı": "i", "ß": "ss", "ø": "o", "Ø": "O", "æ": "ae", "Æ": "AE"}
    | {"ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "œ": "oe", "Œ": "OE"}
)


def in_ascii(text: str) -> str:
    """The text in ASCII, its Latin letters without their marks; other letters are left out."""
    import unicodedata  # here, because a build with nothing to do names nothing

    plain = unicodedata.normalize("NFKD", text.translate(_WITHOUT_DECOMPOSITION))
    return plain.encode("ascii", "ignore").decode()


def shortened(text: str, length: int) -> str:
    """The text, cut at a word and with an ellipsis where it has more than ``length`` characters."""
    if len(text) <= length:
        return text
    return text[: length - 1].rsplit(None, 1)[0].rstrip(" ,;:–—-") + "…"
