"""What is heard of an article: a PDF, a book and a web page as lines of text in one notation.

A line is what a screen reader says in one go: ``heading 2: …``, ``text: …``, ``item: …``, and for a
table ``row 3, Concrete: Least 0.011; Usual 0.013``. Inside of a line ``⟨link: …⟩``, ``⟨note 3⟩``,
``⟨formula: …⟩``, ``⟨picture: …⟩`` and ``⟨tr: …⟩`` say what is more than words; ``␣`` is a blank
that indents a line of code. The PDF is read through its structure tree, the others through their
elements, roles and labels.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import lxml.etree
import lxml.html
from structure_kit import Heard, listen

from nashr.languages import language

Element = Any
_OPF = {"o": "http://www.idpf.org/2007/opf"}
_CONTAINER = {"c": "urn:oasis:names:tc:opendocument:xmlns:container"}


@dataclass
class Cell:
    """A cell of a table. ``scope`` is ``row``, ``column``, or empty for data."""

    text: str
    scope: str = ""
    columns: int = 1
    rows: int = 1


@dataclass
class Listener:
    """The lines so far, and the one that is being said."""

    lang: str
    lines: list[str] = field(default_factory=list)
    label: str = "text"
    words: list[str] = field(default_factory=list)
    #: The note that is being read.
    note: str = ""

    def say(self, words: str) -> None:
        self.words.append(words)

    def flush(self, label: str = "text") -> None:
        """End the line, and begin one with a label."""
        text = tidy("".join(self.words))
        if text:
            self.lines.append(f"{self.label}: {text}")
        self.label, self.words = self.note if self.note and label == "text" else label, []

    def begin(self, label: str, *, inside: bool) -> None:
        """Begin a line; the first one inside of an item or a note has the label of that."""
        is_first = inside and not "".join(self.words).strip()
        self.flush(self.label if is_first else label)

    def foreign(self, lang: str) -> None:
        """Say the language of the line where it is not that of the document."""
        if lang != self.lang and "[" not in self.label:
            self.label += f" [{lang}]"

    def table(self, rows: Sequence[Sequence[Cell]]) -> None:
        self.flush()
        self.lines += table_lines(rows)


def tidy(text: str) -> str:
    text = re.sub(r"(\s+)(⟩+)", r"\2\1", text.replace("\u00ad", "").replace("\u2060", ""))
    return " ".join(text.split())


def indented(line: str) -> str:
    """A line of code, the blanks that it begins with as signs."""
    code = line.lstrip(" \u00a0")
    return "␣" * (len(line) - len(code)) + code


def table_lines(rows: Sequence[Sequence[Cell]]) -> Iterator[str]:
    """Each row with the heads of its cells, as a screen reader says them."""
    grid: dict[tuple[int, int], Cell] = {}
    for number, row in enumerate(rows):
        column = 0
        for cell in row:
            while (number, column) in grid:
                column += 1
            for down in range(cell.rows):
                for across in range(cell.columns):
                    grid[number + down, column + across] = cell
            column += cell.columns
    width = max((column for _, column in grid), default=-1) + 1
    for number in range(len(rows)):
        found = [grid[number, column] for column in range(width) if (number, column) in grid]
        if found and all(cell.scope == "column" or not cell.text for cell in found):
            continue
        heads = [cell.text for cell in dict.fromkeys(map(_Same, found)) if cell.scope == "row"]
        said = []
        for column in range(width):
            here = grid.get((number, column))
            if here is None or here.scope or (column and grid.get((number, column - 1)) is here):
                continue
            above = dict.fromkeys(
                grid[up, column].text
                for up in range(number)
                if (up, column) in grid and grid[up, column].scope == "column"
            )
            said.append(" ".join([*filter(None, above), here.text or "(empty)"]))
        yield f"row {number + 1}{''.join(f', {head}' for head in heads if head)}: {'; '.join(said)}"


class _Same:
    """A cell by its identity: one that spans several columns is one."""

    def __init__(self, cell: Cell) -> None:
        self.cell, self.text, self.scope = cell, cell.text, cell.scope

    def __hash__(self) -> int:
        return id(self.cell)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.cell is self.cell


# --- the PDF -------------------------------------------------------------------------------


def hear_pdf(pdf: Path) -> list[str]:
    document = listen(pdf).document
    listener = Listener(document.lang)
    _hear_structure(document, listener, document.lang)
    listener.flush()
    return listener.lines


def _hear_structure(heard: Heard, listener: Listener, lang: str) -> None:
    own = heard.lang or lang
    foreign = own != lang
    match heard.role:
        case role if re.fullmatch(r"H[1-6]", role):
            listener.flush(f"heading {role[1]}")
        case "P" | "Caption":
            is_inside = heard.parent is not None and heard.parent.role in ("LBody", "Note", "TD")
            label = "caption" if heard.role == "Caption" else "text"
            listener.begin(label, inside=is_inside)
        case "LI":
            listener.flush("item")
        case "BlockQuote":
            listener.flush()
            listener.lines.append("quotation:")
        case "Note":
            listener.flush()
            listener.note = f"note {heard.id.removeprefix('fn')}"
        case "Table":
            _hear_pdf_table(heard, listener, own)
            return
        case "Figure" | "Formula" if heard.alt or heard.role == "Figure":
            kind = "formula" if heard.role == "Formula" else "picture"
            is_block = not all(isinstance(kid, str) for kid in heard.kids)
            if is_block:
                listener.flush()
            listener.say(f"⟨{kind}: {heard.alt}⟩" if heard.alt else "⟨picture, without a name⟩")
            if not is_block:
                return
        case "Lbl" if heard.alt:
            listener.say(f"⟨{heard.alt}⟩ ")
            return
        case "Lbl" if heard.parent is not None and heard.parent.role == "LI":
            if not re.fullmatch(r"[•–◦▪]|\(?\w{1,4}[.)]", heard.text):
                listener.flush("term")
                listener.say(heard.text)
                listener.flush()
            return
        case "Code" if heard.parent is not None and heard.parent.role == "P":
            if not "".join(listener.words).strip():
                listener.say(indented(heard.raw))
                return
        case "Link":
            listener.say(_pdf_link(heard))
            return
    if foreign and heard.role in ("Span", "Code", "Quote", "Reference"):
        listener.say(f"⟨{own}: ")
    if re.fullmatch(r"P|Caption|LBody|Lbl|H[1-6]", heard.role):
        listener.foreign(own)
    for kid in heard.kids:
        if isinstance(kid, str):
            listener.say(kid)
        else:
            _hear_structure(kid, listener, own)
    if foreign and heard.role in ("Span", "Code", "Quote", "Reference"):
        listener.say("⟩")
    if heard.role == "Note":
        listener.flush()
        listener.note = ""


def _pdf_link(heard: Heard) -> str:
    target = heard.links[0]["target"] if heard.links else ""
    if re.fullmatch(r"#fn\d+", target):
        return f"⟨note {target[3:]}⟩" + " " * heard.raw.endswith(" ")
    if re.fullmatch(r"#fnref\d+", target):
        return ""
    name = heard.text or heard.links[0]["contents"]
    return f"⟨link: {name}⟩" + " " * heard.raw.endswith(" ")


def _words_of(heard: Heard, lang: str) -> str:
    inner = Listener(lang)
    for kid in heard.kids:
        if isinstance(kid, str):
            inner.say(kid)
        else:
            _hear_structure(kid, inner, lang)
    inner.flush()
    return " ".join(line.partition(": ")[2] for line in inner.lines)


def _hear_pdf_table(table: Heard, listener: Listener, lang: str) -> None:
    captions = table.all("Caption")
    listener.flush()
    listener.lines.append(f"table: {_words_of(captions[0], lang) if captions else ''}".strip())
    rows = []
    for row in table.all("TR"):
        cells = [kid for kid in row.kids if isinstance(kid, Heard)]
        rows.append([_pdf_cell(cell, lang) for cell in cells])
    listener.table(rows)


def _pdf_cell(cell: Heard, lang: str) -> Cell:
    facts = cell.attributes
    scope = str(facts.get("Scope", "")).lower() if cell.role == "TH" else ""
    words = _words_of(cell, cell.lang or lang)
    if cell.lang and cell.lang != lang:
        words = f"⟨{cell.lang}: {words}⟩"
    return Cell(words, scope, int(facts.get("ColSpan", 1)), int(facts.get("RowSpan", 1)))


# --- book and page -------------------------------------------------------------------------

_SILENT = frozenset({"script", "style", "template", "head", "annotation"})
_BLOCKS = frozenset(
    "p div section article header footer main nav aside dl dd figure details summary".split()
)


def hear_page(page: Path) -> list[str]:
    return hear_html(lxml.html.document_fromstring(page.read_bytes()))


def hear_book(book: Path) -> list[str]:
    """The pages of a book in the order of its spine."""
    with zipfile.ZipFile(book) as files:
        container = lxml.etree.fromstring(files.read("META-INF/container.xml"))
        (path,) = container.xpath("//c:rootfile/@full-path", namespaces=_CONTAINER)
        package = lxml.etree.fromstring(files.read(path))
        hrefs = {i.get("id"): i.get("href") for i in package.iterfind(".//o:item", _OPF)}
        lines = []
        for item in package.iterfind(".//o:itemref", _OPF):
            name = posixpath.join(posixpath.dirname(path), hrefs[item.get("idref")])
            root = lxml.etree.fromstring(files.read(name))
            lines += [f"page: {hrefs[item.get('idref')]}", *hear_html(root)]
        return lines


def hear_html(root: Element) -> list[str]:
    lang = root.get("lang") or ""
    listener = Listener(lang)
    (body,) = root.xpath("//*[local-name()='body']")
    _hear_element(body, listener, lang)
    listener.flush()
    return listener.lines


def _name(element: Element) -> str:
    return str(element.tag).rpartition("}")[2] if isinstance(element.tag, str) else ""


def _hear_element(element: Element, listener: Listener, lang: str) -> None:
    name = _name(element)
    is_silent = name in _SILENT or element.get("aria-hidden") == "true"
    if not name or is_silent or element.get("hidden") is not None:
        return
    own = element.get("lang") or lang
    foreign = own != lang
    label = element.get("aria-label")
    is_block = True
    is_note = re.fullmatch(r"fn\d+", element.get("id") or "") is not None
    if is_note:
        listener.flush()
        listener.note = listener.label = f"note {str(element.get('id'))[2:]}"
    match name:
        case "h1" | "h2" | "h3" | "h4" | "h5" | "h6":
            listener.flush(f"heading {name[1]}")
        case "li" if not is_note:
            listener.flush("item")
        case "figcaption" | "caption":
            is_of_table = "table" in (element.getparent().get("class") or "").split()
            listener.flush("table" if is_of_table else "caption")
        case "blockquote":
            listener.flush()
            listener.lines.append("quotation:")
        case "pre":
            _hear_code(element, listener)
            return
        case "dt":
            listener.flush("term")
        case "table":
            _hear_table(element, listener, own)
            return
        case "br":
            around = (element.getparent().get("class") or "").split()
            if "line-block" in around or "verse-line" in around:
                listener.flush()
                listener.foreign(own)
            listener.say(" ")
            return
        case "img":
            if element.get("alt") is None:
                listener.say("⟨picture, without a name⟩")
            elif element.get("alt") and element.get("role") != "presentation":
                listener.say(f"⟨picture: {element.get('alt')}⟩")
            return
        case "math":
            listener.say(f"⟨formula: {label or element.get('alttext')}⟩")
            return
        case "input":
            labels = language(own).labels
            state = labels.done if element.get("checked") is not None else labels.to_do
            listener.say(f"⟨{label or state}⟩ ")
            return
        case "a" if element.get("href"):
            listener.say(_link(element, own))
            return
        case "button":
            listener.say(f"⟨button: {label or tidy(element.text_content())}⟩")
            return
        case _ if name in _BLOCKS:
            is_inside = name in ("p", "div") and _name(element.getparent()) in ("li", "div", "td")
            listener.begin("text", inside=is_inside)
        case _:
            is_block = False
    if element.get("role") == "doc-pagebreak":
        listener.say(f"⟨page {label or element.get('title')}⟩")
    if foreign and not is_block:
        listener.say(f"⟨{own}: ")
    if is_block:
        listener.foreign(own)
    _hear_children(element, listener, own)
    if foreign and not is_block:
        listener.say("⟩")
    if is_block:
        listener.flush()
    if is_note:
        listener.flush()
        listener.note, listener.label = "", "text"


def _hear_children(element: Element, listener: Listener, lang: str) -> None:
    listener.say(element.text or "")
    for child in element:
        _hear_element(child, listener, lang)
        listener.say(child.tail or "")


def _hear_code(element: Element, listener: Listener) -> None:
    for line in "".join(element.itertext()).split("\n"):
        listener.flush()
        listener.say(indented(line))
    listener.flush()


def _link(element: Element, lang: str) -> str:
    role = element.get("role") or ""
    href = element.get("href")
    number = re.search(r"#fn(\d+)$", href)
    if role == "doc-noteref" and number:
        return f"⟨note {number[1]}⟩"
    inner = Listener(lang)
    _hear_children(element, inner, lang)
    name = element.get("aria-label") or tidy("".join(inner.words))
    return f"⟨back: {name}⟩" if role == "doc-backlink" else f"⟨link: {name}⟩"


def _words(element: Element, lang: str) -> str:
    inner = Listener(lang)
    _hear_children(element, inner, lang)
    inner.flush()
    return " ".join(line.partition(": ")[2] for line in inner.lines)


def _hear_table(table: Element, listener: Listener, lang: str) -> None:
    listener.flush()
    caption = next((child for child in table if _name(child) == "caption"), None)
    if caption is not None:
        listener.lines.append(f"table: {_words(caption, lang)}")
    elif not table.xpath("ancestor::*[local-name()='figure'][1]/*[local-name()='figcaption']"):
        listener.lines.append("table:")
    rows = []
    for row in table.iter():
        if _name(row) == "tr":
            rows.append([_cell(cell, lang) for cell in row if _name(cell) in ("th", "td")])
    listener.table(rows)


def _cell(cell: Element, lang: str) -> Cell:
    scope = ""
    if _name(cell) == "th":
        scope = "row" if (cell.get("scope") or "").startswith("row") else "column"
    own = cell.get("lang") or lang
    words = _words(cell, own)
    spans = (int(cell.get(name) or 1) for name in ("colspan", "rowspan"))
    return Cell(f"⟨{own}: {words}⟩" if own != lang else words, scope, *spans)


# --- what the three have in common ---------------------------------------------------------


@dataclass(frozen=True)
class Body:
    """The text of an article as it is heard: its lines without notes, and the notes by number."""

    lines: tuple[str, ...]
    notes: dict[str, str]


def body_of(lines: Sequence[str], first: str, last: str) -> Body:
    """The lines from the heading ``first`` up to the heading ``last``."""
    found: list[str] = []
    notes: dict[str, str] = {}
    inside = False
    for line in lines:
        label, _, words = line.partition(": ")
        if label.startswith("heading") and words in (first, last):
            inside = words == first
        number = re.match(r"note (\d+)", label)
        if number:
            notes[number[1]] = " ".join(filter(None, [notes.get(number[1]), plain(words)]))
        elif inside and plain(words):
            found.append(f"{label}: {plain(words)}")
    return Body(tuple(found), notes)


def plain(words: str) -> str:
    """A line without what one of the products has alone: marks of pages, ways back."""
    words = re.sub(r"⟨(?:page|back:) [^⟩]*⟩", "", words).translate(_RAISED)
    return " ".join(words.split())


#: Raised and lowered numbers, which are characters in the PDF and elements elsewhere.
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉", "01234567890123456789")
