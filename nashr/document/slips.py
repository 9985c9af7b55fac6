"""Typing slips that pandoc takes for text: each is told where it stands.

A slip is found in the author's text and confirmed in pandoc's tree, where its signs must stand
among the words.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from html.entities import html5

from nashr.diagnostics import Diagnostic
from nashr.document.positions import Places
from nashr.document.rst_headings import underlined
from nashr.document.scanning import Scan, line_before
from nashr.document.text_lines import TextLines
from nashr.messages import Message

_HEADING = re.compile(r"^(?P<marks>#{1,6})(?P<space>[ \t]*)(?P<words>[^\s#!].*)$", re.M)
_ITEM = re.compile(r"^[ ]{0,3}(?P<mark>[-*+]|\d{1,3}[.)]|[a-z][.)])[ \t]+(?P<words>\S.*)$", re.M)
_ROUND = re.compile(
    r"\((?P<before>(?:[^\W\d]{1,12}\.?:?[ ]){0,2})@(?P<key>[^\W_][\w:.#$%&\-+?<>~/]*\w)"
    r"(?P<after>[^()\n\[\]@]{0,60}(?:;[ ]*@[^()\n\[\]]{1,80})?)\)"
)
_REFERENCE_LINK = re.compile(
    r"(?<![\\!\]])(?P<whole>\[(?P<words>[^\[\]\n@^][^\[\]\n]*)\]\[(?P<label>[^\[\]\n@^]*)\])(?![(\[{:])"
)
_ATTRIBUTES = re.compile(
    r"\{(?:#[A-Za-z][\w:.\-]*|\.[A-Za-z][\w\-]*|(?:width|height|lang|alt|fig-alt|say)=[^{}\n]*)"
    r"(?:[ ][^{}\n]*)?\}|\{:[ ]?[.#\w][^{}\n]*\}"
)
_COMBINING = {"'": "\u0301", "`": "\u0300", "^": "\u0302", "~": "\u0303", "=": "\u0304"}
#: An accent of LaTeX without braces beside letters; ``it\\'s`` is an apostrophe.
_ACCENT = re.compile(
    r"(?:(?<=[^\W\d_])|(?<![^\s(]))\\(?P<sign>['`^~=])(?P<letter>[aeiouyAEIOUYnN])(?=\w|\b)"
)
_WITHIN_WORD = re.compile(r"(?<=[^\W\d_])\\~[anoANO][^\W\d_]")
_GRID_FRAME = re.compile(r"\+(?:[-=:]+\+)+")
_LINK_DEFINITION = re.compile(r"^[ ]{0,3}\[(?P<label>[^\]\n^]+)\]:", re.M)
#: A line with the indentation of code below an empty line.
_INDENTED = re.compile(r"(?:\A|\n[ \t]*\n)(?P<space>(?: {4}|\t)[ \t]*)(?P<words>[^\s|:].*)$", re.M)
#: What no code has: notes, citations; or a sentence of some words.
_WRITTEN = re.compile(r"\^\[|\[\^[^\]\s]+\]|\[-?@\w|\[[^\]\n]*[ ;]@\w")
_SENTENCE = re.compile(
    r"(?!.*(?:\w\(|[=<>{}#$\\/|_]|;$))[«„“”\"‘'(—–-]? ?(?:[^\W\d_]+[^\w\s]{0,3} (?=\S)){5}"
)
_CROSS_REFERENCE = re.compile(r"(?:fig|tbl|eq|sec)[:\-]", re.I)


def slips(scan: Scan, lines: TextLines, places: Places) -> Iterator[Diagnostic]:
    """All slips of a text."""
    yield from _headings(scan, lines, places)
    yield from _underlined(scan, lines, places)
    yield from _lists(scan, lines, places)
    yield from _round_citations(scan, lines, places)
    yield from _links(scan, lines, places)
    yield from _attributes(scan, lines, places)
    yield from _formulas(scan, lines, places)
    yield from _accents(scan, places)
    yield from _grids(scan, lines, places)
    yield from _indented(scan, lines, places)
    yield from _products(scan, lines, places)
    yield from _entities(scan, lines, places)
    yield from _strong(scan, lines, places)
    yield from _div_ends(scan, lines, places)


def _told(places: Places, offset: int, message: Message, hint: Message) -> Diagnostic:
    return Diagnostic("markdown-slip", places.at(offset), message, hint)


def _headings(scan: Scan, lines: TextLines, places: Places) -> Iterator[Diagnostic]:
    """``#Heading``, and a heading right below a line of text."""
    for found in _HEADING.finditer(scan.text) if "#" in scan.text else ():
        if scan.region_at(found.start()) or not lines.begins(found["words"], found["marks"]):
            continue
        marks = found["marks"]
        if not found["space"]:
            message = Message(
                "“{marks}{words}” is no heading without a space behind {marks}.",
                marks=marks,
                words=found["words"][:40],
            )
            yield _told(
                places,
                found.start(),
                message,
                Message("Write {marks} {words}", marks=marks, words=found["words"][:40]),
            )
        elif line_before(scan.text, found.start()).strip():
            message = Message(
                "“{marks} {words}” is no heading right below a line of text.",
                marks=marks,
                words=found["words"][:40],
            )
            yield _told(places, found.start(), message, Message("Leave a line empty above it."))


def _underlined(scan: Scan, lines: TextLines, places: Places) -> Iterator[Diagnostic]:
    """A heading of reStructuredText, whose line of signs stands as text, vanishes or opens code."""
    for found in underlined(scan.text):
        region = scan.region_at(found.start("words"))
        sign = found["line"][0]
        opens = sign == "`" and any(f.mark == found.start("line") for f in scan.fences)
        stands = lines.holds(re.sub(r"[*_]", "", found["words"])) and (
            sign in "~^`" or lines.holds(found["line"])
        )
        if region is None and (stands or opens):
            words = found["words"].strip()[:40]
            message = Message(
                "“{words}” is no heading with a line of {sign} below it.", words=words, sign=sign
            )
            hint = Message("Write {marks} {words}", marks="##", words=words)
            yield _told(places, found.start("words"), message, hint)


def _lists(scan: Scan, lines: TextLines, places: Places) -> Iterator[Diagnostic]:
    """A list whose first item stands right below a line of text."""
    behind = -1
    for found in _ITEM.finditer(scan.text):
        start, end = found.start(), found.end()
        goes_on, behind = start <= behind, end + 1
        before = line_before(scan.text, start).rstrip()
        if goes_on or not before.strip() or _ITEM.match(before) or scan.region_at(start):
            continue
        following = _ITEM.match(scan.text, end + 1)
        if not (following or before.endswith((":", "։"))) or before.startswith((" ", "\t", ">")):
            continue
        if lines.goes_on(found["words"], found["mark"]):
            message = Message("A list right below a line of text is read as a part of that line.")
            yield _told(places, start, message, Message("Leave a line empty above its first item."))


def _round_citations(scan: Scan, lines: TextLines, places: Places) -> Iterator[Diagnostic]:
    """``(@key, p. 7)``, which prints a year in brackets inside brackets."""
    for found in _ROUND.finditer(scan.text) if "(" in scan.text else ():
        after = found["after"].lstrip()
        if scan.region_at(found.start()) or _CROSS_REFERENCE.match(found["key"]):
            continue
        if not lines.holds(f"(@{found['key']}") and not found["before"]:
            continue  # the number of an example
        if after and after[0] not in ",;" and not re.match(r"[\w.]{1,5} ?\d", after):
            continue
        message = Message("A citation in round brackets prints brackets inside brackets.")
        inside = _with_works(found[0][1:-1])
        yield _told(places, found.start(), message, Message("Write [{words}]", words=inside))


def _with_works(inside: str) -> str:
    """What citations in round brackets are in square ones: a work without a key is a part of the
    citation before it.
    """
    first, *others = inside.split(";")
    return "".join([first, *(f"{';' if '@' in one else chr(92) + ';'}{one}" for one in others)])


def _attributes(scan: Scan, lines: TextLines, places: Places) -> Iterator[Diagnostic]:
    """``![…](a.png) {#fig:a}``: an id, class or width that belongs to nothing."""
    for found in _ATTRIBUTES.finditer(scan.text) if "{" in scan.text else ():
        before = scan.text[max(found.start() - 20, 0) : found.start()].rstrip()
        of_formula = before.endswith("$$") and found[0].startswith("{#eq:")
        of_formula = of_formula or (before.endswith("$") and "say=" in found[0])
        if scan.region_at(found.start()) or of_formula or not lines.holds(found[0]):
            continue
        message = Message("{found} belongs to nothing here, and is read as text.", found=found[0])
        hint = Message(
            "Write it right behind what it is for, without a space: ](…){#…} or [words]{.name}."
        )
        yield _told(places, found.start(), message, hint)


#: Signs of a formula, or a letter, between signs of dollar with spaces inside them.
_SPACED_FORMULA = re.compile(
    r"(?<![\\$\w])(?<!\d[ ])\$(?P<before>[ \t]*)(?P<tex>[A-Za-z]"
    r"|(?=[^$\n]*[\\^_=+<>])[^\s$](?:[^$\n]{0,100}[^\s$\\])?)(?P<after>[ \t]*)\$(?![\d$])"
)


def _formulas(scan: Scan, lines: TextLines, places: Places) -> Iterator[Diagnostic]:
    """``$ x $``, and ``$$`` that opens no formula."""
    for found in _SPACED_FORMULA.finditer(scan.text) if "$" in scan.text else ():
        spaced = found["before"] or found["after"]
        if spaced and scan.region_at(found.start()) is None and lines.holds("$"):
            message = Message(
                "{found} has spaces inside its signs, and is read as text.", found=found[0]
            )
            yield _told(places, found.start(), message, Message("Write ${tex}$", tex=found["tex"]))
    if "$$" not in scan.text or not lines.holds("$$"):
        return
    at = scan.text.find("$$")
    while at >= 0 and scan.region_at(at) is not None:
        at = scan.text.find("$$", at + 1)
    if at >= 0:
        message = Message("$$ opens no formula here, and is read as text.")
        hint = Message("Close the formula with $$, and leave no line empty inside it.")
        yield _told(places, at, message, hint)


_FENCE = re.compile(r"^[ ]{0,3}:{3,}(?P<opens>[ \t]*[^\s:][^\n]*)?[ \t]*$", re.M)


def _div_ends(scan: Scan, lines: TextLines, places: Places) -> Iterator[Diagnostic]:
    """``:::`` that closes nothing."""
    if ":::" not in scan.text or not lines.holds(":::"):
        return
    opened = 0
    for found in _FENCE.finditer(scan.text):
        if scan.region_at(found.start()) is not None:
            continue
        if found["opens"]:
            opened += 1
        elif opened:
            opened -= 1
        else:
            message = Message("::: closes no block here, and is read as text.")
            hint = Message("Take the line out, or open the block with ::: and a word.")
            yield _told(places, found.start(), message, hint)


def _accents(scan: Scan, places: Places) -> Iterator[Diagnostic]:
    """``caf\\'e``: in Markdown the backslash makes a sign of the text, and no accent."""
    for found in _ACCENT.finditer(scan.text) if "\\" in scan.text else ():
        if scan.region_at(found.start()):
            continue
        sign, letter = found["sign"], found["letter"]
        if sign == "~" and _WITHIN_WORD.match(scan.text, found.start()):
            continue  # read as the accent that it is
        accented = unicodedata.normalize("NFC", letter + _COMBINING[sign])
        message = Message(
            "{found} is read as the sign {sign} and a letter, not as {accented}.",
            found=found[0],
            sign=sign,
            accented=accented,
        )
        hint = Message(
            "Type {accented} as it is, or leave out the backslash where {sign} is meant.",
            accented=accented,
            sign=sign,
        )
        yield _told(places, found.start(), message, hint)


def _grids(scan: Scan, lines: TextLines, places: Places) -> Iterator[Diagnostic]:
    """A row of a grid table that goes beyond its frame, whose cells are read wrong."""
    width = 0
    here = 0
    for line in scan.text.splitlines(keepends=True) if "+-" in scan.text else ():
        bare = line.strip()
        if _GRID_FRAME.fullmatch(bare):
            width = len(bare)
        elif not bare.startswith("|"):
            width = 0
        elif width and _columns(bare) > width and scan.region_at(here) is None:
            yield _wider(lines, places, here + line.index("|"), bare, width)
            width = 0
        here += len(line)


def _wider(lines: TextLines, places: Places, offset: int, row: str, width: int) -> Diagnostic:
    """A row of a grid table that is wider than its frame. Pandoc widens the last cell for it; but
    what stands behind a bar at the end of the frame is lost, unless that bar became text.
    """
    beyond = next(row[n:] for n in range(len(row)) if _columns(row[: n + 1]) >= width)
    words = beyond.strip(" |")
    hint = Message("Make the frame as wide as its widest row, the lines | one below the other.")
    is_cut = beyond.startswith("|") and any(char.isalnum() for char in words)
    if is_cut and not lines.holds(f"|{words.split()[0]}"):
        message = Message(
            "“{words}” is lost: it stands behind the frame of the grid table.", words=words
        )
        return Diagnostic("text-lost", places.at(offset), message, hint)
    message = Message("This row of a grid table is wider than its frame; its cells are read wrong.")
    return _told(places, offset, message, hint)


def _columns(line: str) -> int:
    """How many columns a line fills in a fixed-width font, as pandoc counts them."""
    wide = sum(unicodedata.east_asian_width(char) in "WF" for char in line)
    marks = sum(unicodedata.combining(char) > 0 or char in "\u200b\u200c\u200d" for char in line)
    return len(line) + wide - marks


def _links(scan: Scan, lines: TextLines, places: Places) -> Iterator[Diagnostic]:
    """``[words][label]`` where nothing defines the label."""
    if "][" not in scan.text:
        return
    defined = {_label(found["label"]) for found in _LINK_DEFINITION.finditer(scan.text)}
    for found in _REFERENCE_LINK.finditer(scan.text):
        label = found["label"] or found["words"]
        if _label(label) in defined or scan.region_at(found.start()):
            continue
        if label.isdigit() or not lines.holds(found["whole"]):
            continue
        message = Message(
            "{whole} is no link: nothing defines [{label}].", whole=found["whole"], label=label
        )
        hint = Message(
            "Define it on a line of its own, [{label}]: https://…, or take the brackets away.",
            label=label,
        )
        yield Diagnostic("link-broken", places.at(found.start()), message, hint)


def _label(text: str) -> str:
    return " ".join(text.casefold().split())


def _indented(scan: Scan, lines: TextLines, places: Places) -> Iterator[Diagnostic]:
    """A paragraph that is indented as code is, and has its notes and citations printed as typed."""
    for found in _INDENTED.finditer(scan.text):
        words = found["words"]
        if not (_WRITTEN.search(words) or _SENTENCE.match(words)):
            continue
        region = scan.region_at(found.start("words"))
        if (region is None or region.kind not in ("comment", "fence")) and lines.holds_verbatim(
            words
        ):
            message = Message("An indented paragraph is read as code, and printed as it is typed.")
            hint = Message(
                "Begin the line at the margin; a further paragraph of a list or a note begins "
                "where its first one does."
            )
            yield _told(places, found.start("words"), message, hint)


#: A product of numbers or single letters, as it is typed on any keyboard.
_FACTOR = r"(?:\d{1,6}(?:[.,]\d{1,4})?|[^\W\d_])"
_PRODUCT = re.compile(rf"(?<![\w*\\.,]){_FACTOR}\*{_FACTOR}\*{_FACTOR}(?![\w*])")


def _products(scan: Scan, lines: TextLines, places: Places) -> Iterator[Diagnostic]:
    """``2*3*4``, whose signs are marks of emphasis: *234* is printed."""
    for found in _PRODUCT.finditer(scan.text) if "*" in scan.text else ():
        bare = found[0].replace("*", "")
        if scan.region_at(found.start()) or lines.holds(found[0]) or not lines.holds(bare):
            continue
        message = Message(
            "The signs * of {source} are read as emphasis: {printed} is printed.",
            source=found[0],
            printed=bare,
        )
        hint = Message("Write × for the sign, \\* for an asterisk, or a formula between $.")
        yield _told(places, found.start(), message, hint)


_ENTITY = re.compile(r"(?<!\\)&(?P<name>[A-Za-z][A-Za-z0-9]{1,24};)")


def _entities(scan: Scan, lines: TextLines, places: Places) -> Iterator[Diagnostic]:
    """``&schwa;``: no sign of HTML has this name."""
    for found in _ENTITY.finditer(scan.text) if "&" in scan.text else ():
        if found["name"] in html5 or scan.region_at(found.start()) or not lines.holds(found[0]):
            continue
        message = Message(
            "{source} is no sign that HTML knows, and is printed as it stands.", source=found[0]
        )
        yield _told(places, found.start(), message, Message("Type the sign itself."))


#: Two asterisks before a word or behind one; those of significance stand behind numbers.
_ASTERISKS = re.compile(
    r"(?<![\\*\w])\*\*(?P<after>(?![pPрР]\s*[<>=≤≥])[^\W\d_]\w{0,9})|(?P<before>\w{0,9}[^\W\d_][.,:;!?]?)(?<!\\)\*\*(?![\w*])"
)


def _strong(scan: Scan, lines: TextLines, places: Places) -> Iterator[Diagnostic]:
    """``**words``, which nothing closes; one of a paragraph is told of."""
    told = -1
    for found in _ASTERISKS.finditer(scan.text) if lines.holds("**") else ():
        paragraph = scan.text.rfind("\n\n", 0, found.start())
        shown = f"**{found['after']}" if found["after"] else f"{found['before']}**"
        if paragraph == told or scan.region_at(found.start()) or not lines.holds(shown):
            continue
        told = paragraph
        at = found.start() if found["after"] else found.end() - 2
        message = Message(
            "The signs ** of {source} have no counterpart, and are printed.", source=shown
        )
        hint = Message("Write **words**, without spaces inside the signs, and in one paragraph.")
        yield _told(places, at, message, hint)
