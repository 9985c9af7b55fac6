"""Messages for the editor: sentences with named values, in English and in the editor's language.

A ``Message`` is a string: its English text, which JSON, records and tests see. It keeps the
template and the values that it was made of, so that the last step before a reader, and no other,
can write it in another language: ``translate``. The catalogues of ``nashr/locale/`` have the
templates.

Kept free of slow imports: every command imports it. Nothing is loaded for English.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

TYPE_CHECKING = False  # importing typing itself takes a while
if TYPE_CHECKING:
    from typing import Any

    from nashr.catalogues import Catalogue

#: A value of a message: a tuple is a list of words or of messages, with commas between them.
Value = str | int | float | tuple[str, ...]

#: The language of the templates in the code, and all that messages exist in.
SOURCE = "en"
LANGUAGES = (SOURCE, "az", "ru", "tr")


#: A brace that stands for itself, or the place of a value with its format. There are no others: a
#: template may come from a record or another machine.
_PLACE = re.compile(r"\{\{|\}\}|\{(?P<name>\w+)(?::(?P<format>[,.\dfg]{1,3}))?\}")


class Message(str):
    """A sentence, or a part of a message that other languages have as a part too.

    ``template`` is a literal, since catalogues are made from the code. Where there are values, it
    is a format string with their names: ``Message("The key “{key}” is missing.", key=name)``. A
    value may be a message itself. Some values may be left for ``having``.
    """

    __slots__ = ("plural", "template", "values")

    template: str
    #: The template for other numbers than one, empty where there is none; the number is ``n``.
    plural: str
    values: Mapping[str, Value]

    def __new__(cls, template: str, /, *, _plural: str = "", **values: Value) -> Message:
        values = {name: _plain(value) for name, value in values.items()}
        chosen = _plural if _plural and values.get("n") != 1 else template
        made = str.__new__(cls, _filled(chosen, values, None) if values else chosen)
        made.template, made.plural, made.values = template, _plural, values
        return made

    def having(self, **values: Value) -> Message:
        """The message with values that were left open."""
        return Message(self.template, _plural=self.plural, **{**self.values, **values})

    def __getnewargs_ex__(self) -> tuple[tuple[str], dict[str, Value]]:
        return (self.template,), {"_plural": self.plural, **self.values}

    def __getstate__(self) -> None:
        """Nothing: all of it is in the arguments."""


def _plain(value: Value) -> Value:
    """The value as what other processes and machines may be sent: a string that knows more than its
    text, such as its place in the manuscript, leaves that here.
    """
    if isinstance(value, tuple):
        return tuple(word if isinstance(word, Message) else str(word) for word in value)
    is_special = isinstance(value, str) and type(value) not in (str, Message)
    return str(value) if is_special else value


def plural(one: str, many: str, /, n: int, **values: Value) -> Message:
    """A message with a number, ``n``: the template for one, and that for other numbers."""
    return Message(one, _plural=many, n=n, **values)


def verbatim(text: str) -> Message:
    """A text that is the same in every language, such as a name, or what another program says."""
    return text if isinstance(text, Message) else Message("{text}", text=text)


def reason_of(error: BaseException) -> str:
    """The message that an exception was raised with; its text where that is none. Of an error of
    the operating system, what the system calls it.
    """
    if isinstance(error, OSError) and error.strerror:
        if isinstance(error.strerror, Message):
            return error.strerror
        return next((one for one in SYSTEM_ERRORS if one == error.strerror), error.strerror)
    said = error.args[0] if error.args else None
    return said if isinstance(said, Message) else str(error)


def either(words: Iterable[str]) -> str:
    """“a, b or c”."""
    *before, last = words
    return Message("{before} or {last}", before=tuple(before), last=last) if before else last


def both(words: Iterable[str]) -> str:
    """“a, b and c”."""
    *before, last = words
    return Message("{before} and {last}", before=tuple(before), last=last) if before else last


#: What operating systems call the errors that editors meet.
SYSTEM_ERRORS = (
    Message("Permission denied"),
    Message("Operation not permitted"),
    Message("No such file or directory"),
    Message("Not a directory"),
    Message("Is a directory"),
    Message("File exists"),
    Message("File name too long"),
    Message("File too large"),
    Message("Read-only file system"),
    Message("No space left on device"),
    Message("Disk quota exceeded"),
    Message("Input/output error"),
    Message("Address already in use"),
    Message("Too many open files"),
    Message("Cannot allocate memory"),
    Message("Resource temporarily unavailable"),
    Message("Too many levels of symbolic links"),
)

# --- other languages -----------------------------------------------------------------------

_catalogue: Catalogue | None = None


def choose(language: str) -> None:
    """Have this process speak a language. Products do not depend on it."""
    global _catalogue
    _catalogue = catalogue(language)


def language() -> str:
    """The language that this process speaks, by its tag."""
    return SOURCE if _catalogue is None else _catalogue.language


def catalogue(language: str) -> Catalogue | None:
    """The catalogue of a language; None for English."""
    if language == SOURCE:
        return None
    from nashr import catalogues

    return catalogues.load(language)


def translate(message: str) -> str:
    """The message in the language that was chosen. Other strings are given back as they are."""
    return message if _catalogue is None else in_language(message, _catalogue)


def in_language(message: str, catalogue: Catalogue | None) -> str:
    """The message in the language of a catalogue, English where it lacks a translation."""
    if not isinstance(message, Message) or catalogue is None:
        return str(message)
    if message.plural:
        template = catalogue.plural(message.template, message.plural, message.values["n"])
    else:
        template = catalogue.singular(message.template)
    return _filled(template, message.values, catalogue) if message.values else template


def _filled(template: str, values: Mapping[str, Value], catalogue: Catalogue | None) -> str:
    def value(place: re.Match[str]) -> str:
        name = place["name"]
        if name is None:
            return place[0][0]
        if name not in values:
            return place[0]
        return format(_shown(values[name], catalogue), place["format"] or "")

    return _PLACE.sub(value, template)


def _shown(value: Value, catalogue: Catalogue | None) -> Any:
    if isinstance(value, str):
        return in_language(value, catalogue)
    if isinstance(value, tuple):
        return ", ".join(in_language(one, catalogue) for one in value)
    return value if catalogue is None else catalogue.number(value)


# --- records -------------------------------------------------------------------------------


def as_data(message: str | None) -> Any:
    """The message as JSON can hold it: template, plural and values; a plain string as it is."""
    if not isinstance(message, Message):
        return message
    return [message.template, message.plural, {k: _value(v) for k, v in message.values.items()}]


def _value(value: Value) -> Any:
    # A list is a message or, in an object, the words of a tuple.
    return (
        {"words": [as_data(one) for one in value]}
        if isinstance(value, tuple)
        else (as_data(value) if isinstance(value, str) else value)
    )


def from_data(data: Any) -> Any:
    """The message, string or value that ``as_data`` was given."""
    if isinstance(data, list):
        template, plural, values = data
        return Message(template, _plural=plural, **{k: from_data(v) for k, v in values.items()})
    if isinstance(data, dict):
        return tuple(from_data(one) for one in data["words"])
    return data
