"""Texts that are not UTF-8: the encoding that one is in, found by the letters that it gives.

The text is read in each encoding that programs of the region write, and each reading is scored:
letters of the languages that are written in it count for it; signs, controls, mixed scripts and
capitals in the middle of words against it. Statistical detectors were measured first: on titles and
entries, texts of some dozen words, charset-normalizer 3.5 takes Turkish for Central European, and
chardet 7 takes German for a code page of DOS.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from nashr.diagnostics import Diagnostic, Span
from nashr.invocation import command_line
from nashr.messages import Message
from nashr.records import dataclass


@dataclass(frozen=True, slots=True)
class Encoding:
    """An encoding: its name for people, Python's, and the letters and languages that it is for."""

    name: str
    codec: str
    #: The letters beside a to z, in lower case.
    letters: str
    languages: tuple[str, ...]
    is_latin: bool = True


@dataclass(frozen=True, slots=True)
class Reading:
    """A text in the encoding that it is taken to be in."""

    encoding: Encoding
    text: str


_TURKISH = "çğıöşüâîûəäñ"
_WESTERN = "äöüßàâæçéèêëîïôœùûÿåáíóúñøãõ"
_CENTRAL = "áäâăąćčďđéęěëíîĺľłńňóôőöŕřśšşșťţúůűüýźžż"
_CYRILLIC = "абвгдежзийклмнопрстуфхцчшщъыьэюяёіїєґў"
_ARABIC = "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىيپچژگکیہھےڤ"

#: In the order in which they are preferred where the language decides nothing.
ENCODINGS = (
    Encoding(
        Message("Turkish Windows (CP1254)"), "cp1254", _TURKISH, ("tr", "az", "crh", "tk", "uz")
    ),
    Encoding(
        Message("Cyrillic Windows (CP1251)"), "cp1251", _CYRILLIC, ("ru", "uk", "kk", "ky"), False
    ),
    Encoding(Message("Western Windows (CP1252)"), "cp1252", _WESTERN, ("de", "en", "fr", "sv")),
    Encoding("Latin-9 (ISO 8859-15)", "iso8859-15", _WESTERN, ("de", "en", "fr", "sv")),
    Encoding(Message("Central European Windows (CP1250)"), "cp1250", _CENTRAL, ()),
    Encoding("Latin-2 (ISO 8859-2)", "iso8859-2", _CENTRAL, ()),
    Encoding(Message("Arabic Windows (CP1256)"), "cp1256", _ARABIC, ("ar", "fa"), False),
    Encoding(Message("Cyrillic KOI8-U"), "koi8-u", _CYRILLIC, ("ru", "uk"), False),
    Encoding(Message("Cyrillic DOS (CP866)"), "cp866", _CYRILLIC, ("ru", "uk"), False),
    Encoding(Message("Cyrillic ISO 8859-5"), "iso8859-5", _CYRILLIC, ("ru", "uk"), False),
    Encoding(Message("Turkish DOS (CP857)"), "cp857", _TURKISH, ("tr", "az")),
    Encoding(Message("Turkish Mac"), "mac-turkish", _TURKISH, ("tr", "az")),
    Encoding(Message("Western Mac"), "mac-roman", _WESTERN, ("de", "en", "fr", "sv")),
    Encoding(Message("Cyrillic Mac"), "mac-cyrillic", _CYRILLIC, ("ru", "uk"), False),
)
_UTF_16 = {
    "utf-16": Encoding("UTF-16", "utf-16", "", ()),
    "utf-16-le": Encoding("UTF-16", "utf-16-le", "", ()),
    "utf-16-be": Encoding("UTF-16", "utf-16-be", "", ()),
    "utf-32": Encoding("UTF-32", "utf-32", "", ()),
}
#: What the files of each begin with (Unicode 16, 2.6); UTF-32's begins as UTF-16's does.
_MARKS = (
    (b"\xff\xfe\0\0", "utf-32"),
    (b"\0\0\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
#: Bytes that are looked at: a book's worth of letters tells no more than its first chapter.
_SAMPLE = 200_000
_FEWEST_ZEROS = 4
#: Signs that a text of any language may have beside its letters.
_SIGNS = frozenset("‘’‚“”„«»‹›–—…·•©®™°§№€£\u00a0\u00adªº¹²³½±×")
_WORD = re.compile(r"[^\W\d_]+")
#: Controls that no text has, in Unicode's C0 set.
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x19\x1b-\x1f]")
_QUESTION_MARK = re.compile(r"(?<=[^\W\d_])\?(?=[^\W\d_])")
_LANGUAGE = re.compile(rb"^(?:language|lang):[ \t]*[\"']?([A-Za-z]{2,3})\b", re.MULTILINE)


def is_utf16_without_mark(data: bytes) -> bool:
    """Whether bytes that may be read as UTF-8 are UTF-16: every other one of ASCII is zero."""
    return b"\0" in data[:_SAMPLE] and _without_mark(data) is not None


def read(data: bytes, languages: Iterable[str] = ()) -> Reading | None:
    """The text in its encoding, or None where it cannot be told. ``languages`` are those that it
    may be in, the likeliest first; one that the text itself names comes before them.
    """
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return _reading(_UTF_16[codec], data)
    if b"\0" in data[:_SAMPLE]:
        unmarked = _without_mark(data)
        return _reading(_UTF_16[unmarked], data) if unmarked else None
    if _is_mostly_utf8(data):
        return None
    wanted = tuple(tag.split("-")[0] for tag in (*language_in(data), *languages))
    scored = [
        (score, _preference(encoding, wanted), -n, encoding)
        for n, encoding in enumerate(ENCODINGS)
        if (score := _score(data[:_SAMPLE], encoding)) is not None and score > 0
    ]
    best = max(scored, key=lambda row: row[:3], default=None)
    return _reading(best[3], data) if best is not None else None


def read_as(data: bytes, codec: str) -> Reading | None:
    """The text in an encoding of Python's, or None where there is no such, or it is in another."""
    known = next(
        (one for one in (*_UTF_16.values(), *ENCODINGS) if one.codec == codec.lower()), None
    )
    try:
        return _reading(known or Encoding(codec, codec, "", ()), data)
    except (LookupError, ValueError):
        return None


def is_utf8(data: bytes) -> bool:
    """Whether a text is UTF-8."""
    try:
        data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    return not is_utf16_without_mark(data)


def telling_line(text: str) -> str:
    """The line with the most letters beyond ASCII, by which one sees whether they are right."""
    lines = (line.strip() for line in text[:_SAMPLE].splitlines())
    return max(lines, key=lambda line: sum(char > "\x7f" for char in line), default="")


def question_marks_inside_words(text: str) -> int:
    """How many letters were lost, probably, when a text was saved in an encoding without them."""
    return len(_QUESTION_MARK.findall(text))


def language_in(data: bytes) -> tuple[str, ...]:
    """The language that a text names under ``language`` or ``lang``, or nothing."""
    found = _LANGUAGE.search(data[:_SAMPLE])
    return (found[1].decode().lower(),) if found else ()


def not_utf8(path: str, data: bytes, languages: Iterable[str] = ()) -> Diagnostic:
    """The finding of a file of the project that is not UTF-8, at the first place that is not."""
    found = read(data, languages)
    try:
        data.decode("utf-8-sig")
        at, byte = Span(path, 1, 1), ""
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line = before.count(b"\n") + 1
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
        at, byte = Span(path, line, column), f"0x{data[error.start]:02X}"
    if found is None:
        message = Message("The byte {byte} is not UTF-8.", byte=byte or "0x00")
        hint = Message("Save the file again with the encoding UTF-8.")
        if _is_mostly_utf8(data):
            hint = Message("The rest of the file is: type the letter here again.")
        return Diagnostic("file-not-utf8", at, message, hint)
    message = Message(
        "This looks like {encoding}; a text must be UTF-8.", encoding=found.encoding.name
    )
    if found.encoding.codec.startswith("utf-"):
        at = Span(path, 1, 1)
    hint = Message("Save it as UTF-8, or run: {command}", command=command_line("recode", path))
    return Diagnostic("file-not-utf8", at, message, hint)


# --- small parts ---------------------------------------------------------------------------


def _reading(encoding: Encoding, data: bytes) -> Reading | None:
    """The text in an encoding; None where that has no such bytes, or they are no text."""
    try:
        text = data.decode(encoding.codec).removeprefix("\ufeff")
    except UnicodeDecodeError:
        return None
    return None if _CONTROL.search(text) else Reading(encoding, text)


def _without_mark(data: bytes) -> str | None:
    """UTF-16 without its mark, by which of two bytes is zero where a text has spaces and digits."""
    sample = data[: _SAMPLE - _SAMPLE % 2]
    first, second = sample[0::2].count(0), sample[1::2].count(0)
    least = max(_FEWEST_ZEROS, 0.02 * len(sample))  # fewer are slips of a program
    if len(data) % 2 or max(first, second) < least or min(first, second) > 0:
        return None
    return "utf-16-le" if second else "utf-16-be"


def _is_mostly_utf8(data: bytes) -> bool:
    """Whether most letters beyond ASCII are whole sequences of UTF-8; then the others are slips."""
    text = data[:_SAMPLE].decode("utf-8", "replace")
    wrong = text.count("\ufffd")
    return sum(char > "\x7f" for char in text) - wrong > wrong


def _preference(encoding: Encoding, wanted: tuple[str, ...]) -> int:
    """How early a language of the encoding stands among the wanted ones."""
    places = [len(wanted) - n for n, tag in enumerate(wanted) if tag in encoding.languages]
    return max(places, default=0)


def _score(data: bytes, encoding: Encoding) -> float | None:
    """How well a text reads in an encoding; None where it has no meaning in it."""
    try:
        text = data.decode(encoding.codec)
    except UnicodeDecodeError:
        if len(data) < _SAMPLE:
            return None
        text = data.decode(encoding.codec, "replace")
    score = 0.0
    for char in text:
        if char > "\x7f":
            score += _worth(char, encoding)
    for word in _WORD.finditer(text):
        if not word[0].isascii():
            score -= _oddness(word[0], encoding)
    return score


def _worth(char: str, encoding: Encoding) -> float:
    # Capital dotted I has no small letter of its own.
    if ("ı" if char == "İ" else char.lower()) in encoding.letters:
        return 1.0
    if char in _SIGNS:
        return 0.25
    return -0.5 if char.isalpha() else -2.0


def _oddness(word: str, encoding: Encoding) -> float:
    """How little a word with letters beyond ASCII looks like one: capitals behind small letters,
    Latin letters among others, and Latin words that have none of a to z.
    """
    odd = sum(2.0 for a, b in pairwise(word) if a.islower() and b.isupper())
    ascii_letters = sum(char.isascii() for char in word)
    if not encoding.is_latin:
        return odd + 2.0 * ascii_letters
    return odd + (2.0 * len(word) if not ascii_letters and len(word) > 3 else 0.0)
