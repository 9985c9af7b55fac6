"""What pandoc's reader complains of, as diagnostics; and blocks that are never closed.

Pandoc writes ``[WARNING] Duplicate note reference '1' at line 7 column 1``. Lines and columns are
those of the text that it was given, so they are led back to the author's.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import Any

from nashr import ast
from nashr.diagnostics import Diagnostic, Span
from nashr.document.positions import Places
from nashr.document.rewriting import line_offset
from nashr.document.scanning import Scan
from nashr.document.text_lines import TextLines
from nashr.messages import Message

_AT = re.compile(r"(?:at|defined at) (?:\S* ?)line (?P<line>\d+) column (?P<column>\d+)")
_KINDS = {
    "note-duplicate": re.compile(r"Duplicate note reference '(?P<name>[^']*)'"),
    "note-uncalled": re.compile(r"Note with key '(?P<name>[^']*)' defined"),
    "block-unclosed": re.compile(r"Div at (?P<name>)"),
}
#: Said of ids, which ``numbering`` tells with the place of the first; and of pictures, which are
#: not pandoc's business here.
_TOLD_ELSEWHERE = re.compile(r"Duplicate identifier|Could not fetch|Could not determine image")
_MESSAGES = {
    "note-duplicate": Message("The note [^{name}] is defined here for the second time."),
    "note-uncalled": Message("The note [^{name}] is called nowhere, so its text would be lost."),
    "block-unclosed": Message(
        "The block that ::: opens here is not closed before the end of its text."
    ),
}
_HINTS = {
    "note-duplicate": Message("Give one of the two another label, here and where it is called."),
    "note-uncalled": Message("Call it in the text with [^{name}], or take it out."),
    "block-unclosed": Message("Close it with ::: on a line of its own."),
}


def diagnostics(
    log: Sequence[str],
    text: str,
    origin: Callable[[int], int],
    places: Places,
    called: Collection[str] = (),
) -> Iterator[Diagnostic]:
    """The warnings of the log, at their places; ``text`` is what pandoc was given.

    ``called``: labels of notes that are called in a text of their own, read beside this one.
    """
    for warning in log:
        uncalled = _KINDS["note-uncalled"].match(warning)
        if _TOLD_ELSEWHERE.search(warning) or (uncalled and uncalled["name"] in called):
            continue
        at = _AT.search(warning)
        place = places.whole
        if at is not None:
            offset = line_offset(text, int(at["line"]), int(at["column"]))
            place = places.at(origin(offset))
            if warning.startswith("Div ") and text[offset:].lstrip(" >\t").startswith("<"):
                yield Diagnostic(
                    "pandoc-warning", place, _OPEN_ELEMENT, Message("Close it with </div>.")
                )
                continue
        yield _told(warning, place)


#: Of HTML, which a browser closes at the end of what is around it, and so no text is lost.
_OPEN_ELEMENT = Message("The <div> that opens here is not closed before the end of its text.")


def _told(warning: str, place: Span) -> Diagnostic:
    for code, pattern in _KINDS.items():
        found = pattern.match(warning)
        if found is not None:
            name = found["name"]
            return Diagnostic(
                code, place, _MESSAGES[code].having(name=name), _HINTS[code].having(name=name)
            )
    said = re.sub(r"\s+at (?:\S* ?)line \d+ column \d+", "", " ".join(warning.split()))
    return Diagnostic(
        "pandoc-warning", place, Message("Pandoc says: {said}.", said=said[:200].rstrip("."))
    )


def unclosed_fences(scan: Scan, lines: TextLines, places: Places) -> Iterator[Diagnostic]:
    """A fence of code that nothing closes, so that it stands as text."""
    for fence in scan.fences:
        mark = scan.text[fence.mark : fence.mark + 3]
        if fence.closed or lines.holds_verbatim(scan.text[fence.mark : fence.end]):
            continue
        message = Message(
            "The code that {mark} opens here is not closed, and stands as text.", mark=mark
        )
        hint = Message("Close it with {mark} on a line of its own.", mark=mark)
        yield Diagnostic("block-unclosed", places.at(fence.mark), message, hint)


def unclosed_comments(scan: Scan, lines: TextLines, places: Places) -> Iterator[Diagnostic]:
    """A comment that nothing closes, so that it stands as text."""
    if "<!--" not in scan.text or not lines.holds("<!--"):
        return
    at = scan.text.rfind("<!--")
    if scan.region_at(at) is None:
        message = Message("The comment that <!-- opens here is not closed, and stands as text.")
        yield Diagnostic("block-unclosed", places.at(at), message, Message("Close it with -->"))


_CALL = re.compile(r"(?<!\\)\[\^(?P<label>[^\]\s^]+)\](?!:)")
_DEFINITION = re.compile(r"^[ ]{0,3}\[\^(?P<label>[^\]\s]+)\]:", re.M)
_BEHIND_NOTE = re.compile(r"\n[ \t]*\n(?=[ ]{0,3}[^\s])|\n(?=[ ]{0,3}\[\^[^\]\s]+\]:)")


def unknown_notes(scan: Scan, lines: TextLines, places: Places) -> Iterator[Diagnostic]:
    """A call of a note that is defined nowhere, or in a note, where pandoc reads none."""
    if "[^" not in scan.text:
        return
    notes = list(_definitions(scan.text))
    defined = {label for label, _, _ in notes}
    for call in _CALL.finditer(scan.text):
        label, start = call["label"], call.start()
        if scan.region_at(start) or not lines.holds(call[0]):
            continue
        if label not in defined:
            message = Message("There is no note [^{label}].", label=label)
            hint = Message("Write it below the paragraph: [^{label}]: its text.", label=label)
        elif any(begin <= start < end for _, begin, end in notes):
            message = Message(
                "[^{label}] stands in another note, where no note can be called.", label=label
            )
            hint = Message(
                "Write the text of [^{label}] here, or call it in the text.", label=label
            )
        else:
            continue
        yield Diagnostic("note-unknown", places.at(start), message, hint)


def unknown_in_fields(trees: Iterable[Any], places: Places) -> Iterator[Diagnostic]:
    """A call in the front matter: each of its texts is read by itself, where nothing defines it."""
    told: set[str] = set()
    for node in ast.nodes(list(trees)):
        words = node.get("c", "") if node["t"] == "Str" else ""
        for call in _CALL.finditer(words) if "[^" in words else ():
            if call[0] in told or f"\\{call[0]}" in places.manuscript.front_matter:
                continue
            told.add(call[0])
            message = Message("There is no note [^{label}].", label=call["label"])
            hint = Message("In front matter a note is written where it is called: ^[its text].")
            yield Diagnostic("note-unknown", places.of_text(call[0]), message, hint)


def repeated_notes(scan: Scan, lines: TextLines, places: Places) -> Iterator[Diagnostic]:
    """The second call of a note: pandoc makes a note of each."""
    called: dict[str, int] = {}
    for call in _CALL.finditer(scan.text) if "[^" in scan.text else ():
        label, start = call["label"], call.start()
        if scan.region_at(start) or lines.holds(call[0]):
            continue  # not read as a call
        called[label] = called.get(label, 0) + 1
        if called[label] == 2:
            message = Message(
                "The note [^{label}] is called a second time here, and is printed again, with "
                "another number.",
                label=label,
            )
            hint = Message("Call it once, and write a note of its own for this place.")
            yield Diagnostic("note-repeated", places.at(start), message, hint)


def _definitions(text: str) -> Iterator[tuple[str, int, int]]:
    """The label of each note, and from where to where its text reaches: up to a line that is not
    indented below an empty one, or to the next note.
    """
    for found in _DEFINITION.finditer(text):
        end = _BEHIND_NOTE.search(text, found.end())
        yield found["label"], found.end(), end.start() if end else len(text)
