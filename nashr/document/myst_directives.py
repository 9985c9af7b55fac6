"""Directives of MyST, in fences of backticks and of colons, as the Markdown that they mean.

Source: mystmd.org/guide/directives; docutils.sourceforge.io/docs/ref/rst/directives.html.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping

from nashr.document.callout_kinds import KINDS, kind_of
from nashr.document.directive_tables import csv_rows
from nashr.document.latex_reading import Reading
from nashr.document.meanings import Left, Tabulated, Wrapped
from nashr.document.rewriting import Edit
from nashr.languages import THEOREMS
from nashr.messages import Message
from nashr.records import dataclass, field

_OPENING = re.compile(
    r"^(?P<before>[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?)"
    r"(?P<mark>:{3,}|`{3,}|~{3,})[ ]?\{(?P<name>[A-Za-z][\w:+.-]*)\}[ \t]*(?P<argument>[^\n]*)$",
    re.M,
)
_COLONS = re.compile(r"^[ \t>]*:{3,}[ ]*(?P<opens>[^\s:][^\n]*)?$", re.M)
_OPTION = re.compile(r"^[ \t]*:(?P<key>[\w-]+):[ \t]*(?P<value>[^\n]*)$")
_YAML = re.compile(r"^[ \t]*(?P<key>[\w-]+):[ \t]*(?P<value>[^\n]*)$")
#: Targets in the lines above, which name the directive.
_ABOVE = re.compile(r"(?:^[ ]{0,3}\([^()\n]+\)=[ \t]*\n\s*)+\Z", re.M)
_KEY = re.compile(r"\((?P<key>[^()\n]+)\)=")

_CODE = frozenset(("code", "code-block", "sourcecode"))
_FIGURES = frozenset(("figure", "image"))
TAB = "tab-item"
#: What stands below a title of its own, and what is a frame around its contents.
_TITLED = frozenset((TAB, "tab", "rubric"))
_FRAMES = frozenset(
    ("tab-set", "tabs", "grid", "grid-item", "card-carousel", "container", "div", "glossary")
)
_TABLES = frozenset(("list-table", "csv-table"))
_QUOTATIONS = frozenset(("epigraph", "pull-quote", "highlights", "blockquote", "quote"))
#: Those of sphinx-proof have a prefix.
_STATEMENTS = frozenset((*THEOREMS, "proof"))
#: What an article has anyway, or what is no part of its text.
_NOTHING = frozenset(("bibliography", "contents", "tableofcontents", "index"))
_KNOWN = frozenset(
    (
        *(*KINDS, *_CODE, *_FIGURES, *_QUOTATIONS, *_NOTHING, "math", "table"),
        *(*_TITLED, *_FRAMES, *_TABLES, "toctree", "include", "literalinclude", "raw", "only"),
        *("deprecated", "versionadded", "versionchanged", "code-cell", "embed"),
        *("eval-rst", "exercise", "solution", "iframe", "video"),
        *("parsed-literal", "mermaid", "proof", "output"),
        *("download", "figure-md", "footbibliography", "todo", "subfigure", "button"),
    )
)
_WRITE_IT = Message("Write it in Markdown; docs/writing.md says what is read.")


@dataclass(slots=True)
class _Directive:
    """``lines`` are those of the content, each with its place; ``end`` is that of the source."""

    name: str
    argument: str
    argument_start: int
    start: int
    end: int
    lines: list[tuple[str, int]]
    options: Mapping[str, str]
    labels: list[tuple[str, int]] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "\n".join(line for line, _ in self.lines)


class _Text:
    """A text that is put together, whose parts know where they come from."""

    def __init__(self, start: int) -> None:
        self.parts: list[str] = []
        self._length = 0
        self._starts = [0]
        self._places: list[tuple[int, int]] = [(start, 0)]
        self._start = start

    def add(self, part: str, place: int | None = None) -> None:
        if part:
            self._starts.append(self._length)
            self._places.append((self._start, 0) if place is None else (place, 1))
            self.parts.append(part)
            self._length += len(part)

    def lines(self, lines: list[tuple[str, int]]) -> None:
        for line, place in lines:
            self.add(line, place)
            self.add("\n")

    def place(self, offset: int) -> int:
        n = bisect_right(self._starts, offset) - 1
        place, step = self._places[n]
        return place + (offset - self._starts[n]) * step


def opens(text: str, at: int) -> bool:
    """Whether a directive that can have a label begins at an offset."""
    found = _OPENING.match(text, at)
    return found is not None and (found["mark"][0] == ":" or found["name"] in _KNOWN)


def is_directive(info: str) -> bool:
    """Whether the words behind a fence of code are those of a directive, and of no chunk."""
    found = re.match(r"\{(?P<name>[A-Za-z][\w:+.-]*)\}(?P<argument>.*)\Z", info)
    if found is None:
        return False
    return found["name"] in _KNOWN or ":" in found["name"] or bool(found["argument"].strip())


def edits(reading: Reading) -> Iterator[Edit]:
    """A token for each directive, its text read as Markdown of its own."""
    text = reading.text
    for fence in reading.scan.fences:
        if fence.closed and is_directive(fence.info):
            opening = _OPENING.search(text, fence.start)
            if opening is not None and opening.start("mark") == fence.mark:
                content_end = text.rfind("\n", 0, fence.end)
                yield _edit(reading, _directive(text, opening, content_end, fence.end))
    if ":{" not in text and ": {" not in text:
        return
    here = 0
    while (opening := _OPENING.search(text, here)) is not None:
        here = opening.end()
        if opening["mark"][0] != ":" or reading.scan.region_at(opening.start()) is not None:
            continue
        closing = _closing(reading, opening)
        if closing is not None:
            yield _edit(reading, _directive(text, opening, closing.start() - 1, closing.end()))
            here = closing.end()


def callout(
    reading: Reading,
    stretch: tuple[int, int],
    kind: str,
    title: tuple[str, int],
    content: tuple[int, str],
) -> Edit:
    """A token for a callout of another tool: its ``title`` with its place, and where its text
    begins, with the signs before each of its lines.
    """
    start, end = stretch
    lines = list(_lines(reading.text, content[0], end, content[1]))
    name = kind.lower() if kind == TAB or kind_of(kind) in KINDS else "note"
    return _edit(reading, _Directive(name, *title, start, end, lines, {}))


def _closing(reading: Reading, opening: re.Match[str]) -> re.Match[str] | None:
    """The line of colons that closes a div: each that opens inside closes before it."""
    depth = 0
    for found in _COLONS.finditer(reading.text, opening.end()):
        if reading.scan.region_at(found.start()) is not None:
            continue
        if found["opens"]:
            depth += 1
        elif depth:
            depth -= 1
        else:
            return found
    return None


def _directive(text: str, opening: re.Match[str], content_end: int, end: int) -> _Directive:
    lines = list(_lines(text, opening.end() + 1, content_end, opening["before"]))
    options: dict[str, str] = {}
    if lines and lines[0][0].strip() == "---":
        closing = next((n for n, (line, _) in enumerate(lines[1:], 1) if line.strip() == "---"), 0)
        for line, _ in lines[1:closing]:
            if found := _YAML.match(line):
                options[found["key"]] = found["value"].strip().strip("\"'")
        lines = lines[closing + 1 :]
    while lines and (found := _OPTION.match(lines[0][0])):
        options[found["key"]] = found["value"].strip()
        lines = lines[1:]
    above = _ABOVE.search(text, 0, opening.start())
    labels = [
        (found["key"].strip(), found.start("key"))
        for found in (_KEY.finditer(text, above.start(), opening.start()) if above else ())
    ]
    named = options.get("name") or options.get("label")
    if named:
        labels.append((named, text.find(named, opening.end())))
    return _Directive(
        opening["name"],
        opening["argument"].strip(),
        opening.start("argument"),
        opening.start("mark"),
        end,
        lines,
        options,
        labels,
    )


def _lines(text: str, start: int, end: int, before: str) -> Iterator[tuple[str, int]]:
    """The lines of the content without the signs of lists and quotations around it."""
    margin = re.compile(rf"[ \t>]{{0,{len(before)}}}")
    here = start
    while here <= end:
        stop = text.find("\n", here)
        stop = end if stop < 0 or stop > end else stop
        found = margin.match(text, here, stop)
        begin = found.end() if found else here
        yield text[begin:stop], begin
        here = stop + 1


def _edit(reading: Reading, one: _Directive) -> Edit:
    source = reading.text[one.start : one.end]
    if one.name in _TABLES and (tabulated := _tabulated(reading, one, source)) is not None:
        return _apart(reading, one, reading.latex.tokens.make(tabulated))
    made = _Text(one.start)
    if not _write(one, made):
        if one.name in _NOTHING:
            return reading.silent(one.start, one.end)
        message = Message("{name} is a directive of MyST that has no meaning here.", name=one.name)
        left = Left(source, reading.origin(one.start), message, _WRITE_IT)
        if one.name == "code-cell":
            message = Message(
                "A chunk of {engine} code was not run; its results are not in the text.",
                engine=one.argument or one.name,
            )
            hint = Message("Knit or render the source, and take the Markdown that comes out of it.")
            left = Left(source, left.offset, message, hint, "chunk-unexecuted")
        return _apart(reading, one, reading.latex.tokens.make(left))
    meaning = Wrapped(source, "Div", _fragment(reading, made))
    return _apart(reading, one, reading.latex.tokens.make(meaning))


def _tabulated(reading: Reading, one: _Directive, source: str) -> Tabulated | None:
    """The table of a list or of CSV in the text; None where CSV cannot be read."""
    place, rows = reading.origin(one.start), []
    listed = ""
    content = _Text(one.start)
    head = one.options.get("header", "")
    if head and one.name == "csv-table":
        content.add(head, reading.text.find(head, one.argument_start))
        content.add("\n")
    content.lines(one.lines)
    if one.name == "list-table":
        listed = _fragment(reading, content)
    else:
        text = "".join(content.parts)
        found = csv_rows(text, one.options)
        if not found or {"file", "url"} & one.options.keys():
            return None
        for row in found:
            cells = []
            for cell, at in row:
                made = _Text(one.start)
                made.add(cell, content.place(at))
                cells.append(_fragment(reading, made, ""))
            rows.append(tuple(cells))
    caption = _Text(one.start)
    caption.add(one.argument, one.argument_start)
    _add_labels(one, caption)
    heads = _count(one, "header-rows") + (1 if head and one.name == "csv-table" else 0)
    stubs = _count(one, "stub-columns")
    words = _fragment(reading, caption, "")
    return Tabulated(source, place, words, tuple(rows), listed, heads, stubs)


def _count(one: _Directive, option: str) -> int:
    value = one.options.get(option, "")
    return int(value) if re.fullmatch(r"[0-9]{1,3}", value) else 0


def _fragment(reading: Reading, made: _Text, before: str = "\n\n") -> str:
    """A fragment of a text; with an empty line before it, it may begin with a list or a heading."""
    origin, length = reading.origin, len(before)
    return reading.latex.fragment(
        before + "".join(made.parts),
        lambda n: origin(made.place(max(n - length, 0))),
        reading.depth + 1,
    )


def _apart(reading: Reading, one: _Directive, token: str) -> Edit:
    begins = reading.text[one.start - 1 : one.start] in ("", "\n")
    return Edit(one.start, one.end, f"\n\n{token}\n\n" if begins else token)


def _write(one: _Directive, made: _Text) -> bool:
    """The Markdown of a directive; False for one without a meaning."""
    name = one.name
    if name in KINDS:
        _callout(one, made)
    elif name in _TITLED:
        made.add("\\textbf{")
        made.add(one.argument, one.argument_start)
        made.add("}\n\n")
        made.lines(one.lines)
    elif name in _FRAMES:
        made.lines(one.lines)
    elif name in _FIGURES:
        _figure(one, made)
    elif name == "math":
        aligned = "\\\\" in one.text and "\\begin" not in one.text
        made.add("\\begin{equation*}" + ("\\begin{aligned}\n" if aligned else "\n"))
        if one.argument:
            made.add(f"{one.argument}\n", one.argument_start)
        made.lines([line for line in one.lines if line[0].strip()])
        made.add("\\end{aligned}" if aligned else "")
        _add_labels(one, made)
        made.add("\n\\end{equation*}\n")
    elif name in _CODE:
        _code(one, made)
    elif name == "table":
        made.lines(one.lines)
        made.add("\n: ")
        made.add(one.argument, one.argument_start)
        _add_labels(one, made)
        made.add("\n")
    elif name.removeprefix("prf:") in _STATEMENTS:
        _statement(one, made)
    elif name in _QUOTATIONS:
        made.add("::: epigraph\n\n" if name == "epigraph" else "\\begin{quote}\n\n")
        made.lines(one.lines)
        made.add("\n:::\n" if name == "epigraph" else "\n\\end{quote}\n")
    else:
        return False
    return True


def _statement(one: _Directive, made: _Text) -> None:
    """A theorem, one of its kin or a proof, as a div of Quarto."""
    made.add("\n\n:::::: {")
    for label, at in one.labels[:1]:
        made.add("#")
        made.add(label.replace(" ", "-"), at)
        made.add(" ")
    made.add(f".{one.name.removeprefix('prf:')}}}\n\n")
    if one.argument:
        made.add("###### ")
        made.add(one.argument, one.argument_start)
        made.add("\n\n")
    made.lines(one.lines)
    made.add("\n::::::\n")


def _callout(one: _Directive, made: _Text) -> None:
    colons = ":" * max([3, *(len(run) + 1 for run in re.findall(r":{3,}", one.text))])
    named = f"#{one.labels[0][0]} " if one.labels else ""
    kind = kind_of(one.name)
    made.add(f"{colons} {{{named}.callout{f'-{kind}' if kind else ''}}}\n\n")
    link = one.options.get("link", "")
    link = link if re.match(r"https?://\S+\Z", link) else ""
    titled = one.argument and (one.text.strip() or link)
    if titled:
        made.add("# [" if link else "# ")
        made.add(one.argument, one.argument_start)
        made.add(f"](<{link}>)\n\n" if link else "\n\n")
    elif one.argument:  # the text itself, on the line of the name
        made.add(one.argument, one.argument_start)
        made.add("\n\n")
    is_card = one.name.endswith("card")
    _picture(one, made, "img-top" if is_card else "")
    for line, place in one.lines:
        # What parts the head of a card from its text is no text.
        made.add("" if is_card and re.fullmatch(r"\^{3,}\s*", line) else line, place)
        made.add("\n")
    _picture(one, made, "img-bottom" if is_card else "")
    made.add(f"\n<{link}>\n" if link and not titled else "")
    made.add(f"\n{colons}\n")


def _picture(one: _Directive, made: _Text, option: str) -> None:
    if one.options.get(option):
        said = _quoted(one.options.get("img-alt", ""))
        made.add(f'\n![](<{one.options[option]}>){{alt="{said}"}}\n\n')


def _figure(one: _Directive, made: _Text) -> None:
    """The first paragraph is the caption, the others are text below it."""
    lines = list(one.lines)
    while lines and not lines[0][0].strip():
        lines.pop(0)
    end = next((n for n, (line, _) in enumerate(lines) if not line.strip()), len(lines))
    made.add("![")
    for n, (line, place) in enumerate(lines[:end]):
        made.add("\n" if n else "")
        made.add(line, place)
    _add_labels(one, made)
    made.add("](")
    made.add(one.argument, one.argument_start)
    values = {key: one.options[key] for key in ("alt", "width", "height") if key in one.options}
    shown = " ".join(f'{key}="{_quoted(value)}"' for key, value in values.items())
    made.add(f"){{{shown}}}\n\n" if shown else ")\n\n")
    made.lines(lines[end:])


def _quoted(value: str) -> str:
    return value.replace("\\", "\\\\").replace('"', '\\"')


def _code(one: _Directive, made: _Text) -> None:
    fence = "~" * max([4, *(len(run) + 1 for run in re.findall(r"~{3,}", one.text))])
    language = f".{one.argument}" if re.fullmatch(r"[\w+-]+", one.argument) else ".text"
    numbers = " .numberLines" if {"linenos", "number-lines"} & one.options.keys() else ""
    caption = one.options.get("caption", "")
    shown = f' caption="{_quoted(caption)}"' if caption else ""
    named = f"#{one.labels[0][0]} " if one.labels else ""
    made.add(f"{fence} {{{named}{language}{numbers}{shown}}}\n")
    made.lines(one.lines)
    made.add(f"{fence}\n")


def _add_labels(one: _Directive, made: _Text) -> None:
    for key, place in one.labels:
        made.add(" \\label{")
        made.add(key, place)
        made.add("}")
