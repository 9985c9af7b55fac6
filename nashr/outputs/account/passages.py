"""The passages of a cited document: what every product must show, once and in order.

A passage is a leaf of the document: a paragraph, a heading, a line of code, a cell, a note's
paragraph, an entry of the reference list. It is compared by its ``key``: letters and digits
alone, since products differ in spaces, hyphens, quotation marks and punctuation. A formula, an
image and the call of a note count as one character each.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import wraps
from itertools import accumulate
from typing import Any, Literal, NamedTuple, TypeVar

from nashr import ast
from nashr.document.author_classes import LONG_DESCRIPTION
from nashr.model import Article, Blocks, Document, Node
from nashr.outputs import markup
from nashr.records import dataclass, field

#: What stands for a formula and for an image in a key and in the text of a product.
FORMULA, IMAGE = "\u220e", "\u25a3"
#: What stands for the call of a note in the keys that are compared; it is none of what is counted
#: to find the beginning of a page.
CALL = "\u203b"
_NOT_COMPARED = re.compile(rf"[^\w{FORMULA}{IMAGE}{CALL}]|_")
_NOT_IN_KEY = re.compile(rf"[^\w{FORMULA}{IMAGE}]|_")
#: One character of a key, and of one with calls.
COUNTED = re.compile(rf"[^\W_]|[{FORMULA}{IMAGE}]")
COMPARED = re.compile(rf"[^\W_]|[{FORMULA}{IMAGE}{CALL}]")

#: What is said of letters in a passage by how they look; a link is marked by its address.
Mark = Literal["super", "sub", "strike", "emphasis", "strong", "capitals", "underline", "link"]
_MARKS: dict[str, Mark] = {
    "Superscript": "super",
    "Subscript": "sub",
    "Strikeout": "strike",
    "Emph": "emphasis",
    "Strong": "strong",
    "SmallCaps": "capitals",
    "Underline": "underline",
}
#: Addresses that every product keeps: those of hosts that there may be, and of letter boxes.
_KEPT = re.compile(r"https?://[\w.-]+(?::\d+)?(?:[/?#]\S*)?|mailto:[^\s@]+@[\w.-]+")

Kind = Literal["title", "field", "heading", "text", "note", "reference"]
Shape = Literal["heading", "list"]


@dataclass(frozen=True, slots=True)
class Passage:
    """``text`` has the signs for formulas, images and calls, ``key`` is what is compared, empty
    where a cell has a dash alone; ``source`` is a bibliography key.
    """

    kind: Kind
    text: str
    key: str
    source: str = ""
    #: What its signs for formulas stand for: whether it is displayed, and its TeX in one line. The
    #: TeX is empty where it is not known, and of a sign that the author wrote.
    formulas: tuple[tuple[bool, str], ...] = ()
    #: What its signs for images stand for: the file and the key of the alternative text.
    pictures: tuple[tuple[str, str], ...] = ()
    #: What is raised, lowered, struck out or emphasised in it, and where its links lead.
    marked: tuple[tuple[Mark, str], ...] = ()
    #: Where its links to parts of the document begin and end in the key, and the parts' names.
    leads: tuple[tuple[int, int, str], ...] = ()


#: What products write in the digits of a language may be 0 to 9 in the front matter.
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "0123456789" * 2)
_OTHER_DIGITS = re.compile(r"[٠-٩۰-۹]")


def key_of(text: str) -> str:
    """The letters, digits, formulas and images of a text."""
    return _in_our_digits(_NOT_IN_KEY.sub("", text))


def key_with_calls(text: str) -> str:
    """The letters, digits, formulas and images of a text, and the calls of its notes."""
    return _in_our_digits(_NOT_COMPARED.sub("", text))


def _in_our_digits(key: str) -> str:
    return key.translate(_DIGITS) if _OTHER_DIGITS.search(key) else key


def counted(text: str) -> int:
    """The length of the key with calls."""
    return 0 if text.isspace() else len(_NOT_COMPARED.sub("", text))


def is_counted(char: str) -> bool:
    """Whether a character stands in a key."""
    return char.isalnum() or char in (FORMULA, IMAGE)


class Part(NamedTuple):
    """Blocks, or a place within a passage, by the first and the last passage."""

    first: Passage
    last: Passage
    is_within: bool = False


@dataclass(frozen=True, slots=True)
class Expected:
    """Groups of passages: within a group they follow each other, each group may stand anywhere.
    The notes that are called in a text are a group, and so are the entries of a list.
    """

    groups: tuple[tuple[Passage, ...], ...]
    #: Names and keywords, which every product prints beside the passages.
    values: tuple[Passage, ...] = ()
    #: The alternative texts of the images.
    alternatives: tuple[Passage, ...] = ()
    #: What links may lead to, by its name.
    parts: Mapping[str, Part] = field(default_factory=dict)
    #: The headings of the text with their levels, and the lists with their first numbers, each by
    #: its first passage.
    shapes: Mapping[Shape, Sequence[tuple[Passage, int]]] = field(default_factory=dict)


_Read = TypeVar("_Read")
_Found = TypeVar("_Found")


def remembering_last(read: Callable[[_Read], _Found]) -> Callable[[_Read], _Found]:
    """Remember what was made of the object that was read last: the outputs of an article are made
    one after the other, each of the same edition.
    """
    last: list[tuple[_Read, _Found]] = []

    @wraps(read)
    def remembered(given: _Read) -> _Found:
        if not last or last[0][0] is not given:
            last[:] = [(given, read(given))]
        return last[0][1]

    return remembered


def expected(document: Document, *, raw_formulas: bool = True) -> Expected:
    """What a product of the document must show. Without ``raw_formulas`` MathML that an author
    wrote as HTML counts as the text in it.
    """
    found = _found_before(document)
    if raw_formulas not in found:
        found[raw_formulas] = _expected(document, raw_formulas)
    return found[raw_formulas]


@remembering_last
def _found_before(document: Document) -> dict[bool, Expected]:
    del document
    return {}


def _expected(document: Document, raw_formulas: bool) -> Expected:
    walk = _Walk(raw_formulas)
    groups: list[list[Passage]] = []
    for name, blocks in document.fields.items():
        groups += walk.with_notes(blocks, _kind(name))
    groups += walk.with_notes(document.blocks, "text")
    latin = document.latin.entries if document.latin else ()
    for entries in (document.references, latin):
        listed = (walk.inlines(entry.inlines, "reference", entry.key) for entry in entries)
        groups.append([passage for entry in listed for passage in entry])
        walk.parts |= {f"ref-{one.source}": Part(one, one) for one in groups[-1]}
    return Expected(
        tuple(tuple(group) for group in groups if group),
        tuple(_values(document.article)),
        tuple(walk.alternatives),
        walk.parts,
        walk.shapes,
    )


def _values(article: Article) -> Iterator[Passage]:
    names = (name for author in article.authors for name in (author.given, author.family))
    texts = {text.lang: text for text in reversed(article.texts)}  # one of each language is shown
    keywords = (keyword for text in texts.values() for keyword in text.keywords)
    for value in (*names, *keywords):
        if key := key_of(value or ""):
            yield Passage("field", value or "", key)


def expected_of_blocks(blocks: Blocks) -> Expected:
    """What must be shown of a text that has no front matter and no references, with its notes."""
    walk = _Walk(raw_formulas=True)
    return Expected(tuple(tuple(group) for group in walk.with_notes(blocks, "text") if group))


def _kind(field_name: str) -> Kind:
    return "title" if field_name.partition(".")[0] in {"title", "subtitle"} else "field"


@dataclass(slots=True)
class _Walk:
    raw_formulas: bool
    alternatives: list[Passage] = field(default_factory=list)
    _called: list[Blocks] = field(default_factory=list)
    #: The formulas of a passage by the numbers of its pieces.
    _formulas: dict[int, tuple[bool, str]] = field(default_factory=dict)
    _pictures: dict[int, tuple[str, str]] = field(default_factory=dict)
    _marked: list[tuple[Mark, str]] = field(default_factory=list)
    parts: dict[str, Part] = field(default_factory=dict)
    shapes: dict[Shape, list[tuple[Passage, int]]] = field(default_factory=dict)
    #: The links of a passage by the numbers of its pieces, and the names of its parts.
    _leads: list[tuple[int, int, str]] = field(default_factory=list)
    _names: list[str] = field(default_factory=list)
    _open: set[Mark] = field(default_factory=set)

    def blocks(self, blocks: Blocks, kind: Kind) -> list[Passage]:
        return list(self._of_blocks(blocks, kind))

    def with_notes(self, blocks: Blocks, kind: Kind) -> tuple[list[Passage], list[Passage]]:
        """The passages of a text, and those of its notes in the order of their numbers."""
        self._called = []
        passages = self.blocks(blocks, kind)
        notes: list[Passage] = []
        for note in self._called:  # grows while it is walked
            notes += self._named(_name_of_note(note), self._of_blocks(note, "note"))
        return passages, notes

    def _named(self, name: str, passages: Iterable[Passage]) -> list[Passage]:
        """The passages of what links may lead to."""
        found = list(passages)
        if name and found:
            self.parts[name] = Part(found[0], found[-1])
        return found

    def inlines(self, inlines: Any, kind: Kind, source: str = "") -> list[Passage]:
        """One passage, or none where nothing would be compared."""
        pieces: list[str] = []
        self._formulas, self._pictures, self._marked = {}, {}, []
        self._leads, self._names = [], []
        self._collect(inlines, pieces)
        text = "".join(pieces)
        key = key_with_calls(text)
        if not text.strip():
            return []
        formulas = _in_order(pieces, FORMULA, self._formulas, (False, "")) if FORMULA in key else ()
        pictures = _in_order(pieces, IMAGE, self._pictures, ("", "")) if IMAGE in key else ()
        text = " ".join(text.split())
        marked = tuple(self._marked)
        leads = tuple(_in_key(self._leads, pieces))
        made = Passage(kind, text, key, source, tuple(formulas), tuple(pictures), marked, leads)
        self.parts |= dict.fromkeys(self._names, Part(made, made, is_within=True))
        return [made]

    def _of_blocks(self, blocks: Iterable[Node], kind: Kind) -> Iterator[Passage]:
        for block in blocks:
            attributes = ast.attr_of(block)
            if attributes is not None and attributes[0]:
                yield from self._named(attributes[0], self._of_block(block, kind))
            else:
                yield from self._of_block(block, kind)

    def _of_block(self, block: Node, kind: Kind) -> Iterator[Passage]:
        content: Any = block.get("c")
        match block["t"]:
            case "Para" | "Plain":
                yield from self.inlines(content, kind)
            case "Header":
                found = self.inlines(content[2], "heading" if kind == "text" else kind)
                yield from self._shaped("heading", found, content[0]) if kind == "text" else found
            case "LineBlock":
                for line in content:
                    yield from self.inlines(line, kind)
            case "CodeBlock":
                yield from self.inlines([{"t": "Str", "c": content[1]}], kind)
            case "RawBlock":
                yield from self.inlines([{"t": "RawInline", "c": content}], kind)
            case "BlockQuote":
                yield from self._of_blocks(content, kind)
            case "Div" if LONG_DESCRIPTION in content[0][1]:
                pass  # for those who do not see the image: each output has its own way
            case "Div":
                yield from self._of_blocks(content[1], kind)
            case "BulletList":
                yield from self._of_items(content, kind)
            case "OrderedList":
                yield from self._shaped("list", self._of_items(content[1], kind), content[0][0])
            case "DefinitionList":
                for term, definitions in content:
                    yield from self.inlines(term, kind)
                    yield from self._of_items(definitions, kind)
            case "Figure":
                _, (_, caption), inside = content
                named = self.blocks(caption, kind)  # its notes have the first numbers
                yield from self._of_blocks(inside, kind)
                yield from named
            case "Table":
                yield from self._of_table(content, kind)

    def _shaped(self, shape: Shape, passages: Iterable[Passage], value: int) -> Iterator[Passage]:
        for number, passage in enumerate(passages):
            if not number:
                self.shapes.setdefault(shape, []).append((passage, value))
            yield passage

    def _of_items(self, items: Iterable[Blocks], kind: Kind) -> Iterator[Passage]:
        for item in items:
            yield from self._of_blocks(item, kind)

    def _of_table(self, content: Any, kind: Kind) -> Iterator[Passage]:
        _, (_, caption), _, (_, head), bodies, (_, foot) = content
        named = self.blocks(caption, kind)
        parts = [head, *(rows for body in bodies for rows in body[2:]), foot]
        for rows in parts:
            for _, cells in rows:
                for cell in cells:
                    yield from self._of_blocks(cell[4], kind)
        yield from named

    def _collect(self, tree: Any, pieces: list[str]) -> None:
        if isinstance(tree, list):
            for item in _with_raw_formulas(tree) if self.raw_formulas else tree:
                self._collect(item, pieces)
            return
        if not isinstance(tree, dict):
            return
        content: Any = tree.get("c")
        match tree.get("t"):
            case "Str":
                pieces.append(content)
            case "Space" | "SoftBreak" | "LineBreak":
                pieces.append(" ")
            case "Code":
                pieces.append(content[1])
            case "Math":
                self._formulas[len(pieces)] = _formula(content)
                pieces.append(FORMULA)
            case "Image":
                said = ast.plain_text(content[1])
                key = key_of(said)
                self._pictures[len(pieces)] = (content[2][0], key)
                pieces.append(IMAGE)
                if key:
                    self.alternatives.append(Passage("field", said, key))
            case "Note":
                self._called.append(content)
                self._leads.append((len(pieces), len(pieces) + 1, _name_of_note(content)))
                pieces.append(CALL)
            case "RawInline":
                if content[0] == "html":
                    pieces.append(_text_of_html(content[1]))
            case "Span" if "query" in content[0][1]:
                pass  # the editor's, for a proof
            case "Link" | "Span" | "Quoted" | "Cite":
                start = len(pieces)
                if tree["t"] in ("Link", "Span") and content[0][0]:
                    self._names.append(content[0][0])
                if tree["t"] == "Link" and _KEPT.fullmatch(content[2][0]):
                    self._marked.append(("link", content[2][0]))
                self._collect(content[1], pieces)
                if tree["t"] == "Link" and content[2][0].startswith("#"):
                    self._leads.append((start, len(pieces), content[2][0][1:]))
            case name if name in _MARKS and _MARKS[name] not in self._open:
                mark, start = _MARKS[name], len(pieces)
                self._open.add(mark)
                self._collect(content, pieces)
                self._open.remove(mark)
                self._marked.append((mark, "".join(pieces[start:])))
            case _:
                self._collect(content, pieces)


_Sign = TypeVar("_Sign")


def _in_order(
    pieces: Sequence[str], sign: str, known: Mapping[int, _Sign], typed: _Sign
) -> Iterator[_Sign]:
    """What the signs in the pieces of a text stand for: those that an author typed for nothing."""
    for number, piece in enumerate(pieces):
        if number in known:
            yield known[number]
        else:
            yield from [typed] * piece.count(sign)


def _in_key(
    leads: Iterable[tuple[int, int, str]], pieces: Sequence[str]
) -> Iterator[tuple[int, int, str]]:
    """The links with the places in the key where those in the pieces are."""
    ends: list[int] = []
    for start, behind, name in leads:
        ends = ends or [0, *accumulate(map(counted, pieces))]
        yield ends[start], ends[behind], name


def _name_of_note(blocks: Blocks) -> str:
    return f"note {id(blocks)}"


def _formula(content: Any) -> tuple[bool, str]:
    return content[0]["t"] == "DisplayMath", " ".join(content[1].split())


def _with_raw_formulas(inlines: list[Any]) -> Iterator[Any]:
    """The inlines, with a formula in the place of what stands between raw ``<math>`` tags."""
    inside = False
    for inline in inlines:
        raw = inline["c"][1].lstrip().lower() if _is_raw_html(inline) else ""
        if raw.startswith("<math"):
            inside = True
            yield {"t": "Math", "c": [{"t": "InlineMath"}, ""]}
        elif raw.startswith("</math"):
            inside = False
        elif not inside:
            yield inline


def _is_raw_html(inline: Any) -> bool:
    return isinstance(inline, dict) and inline.get("t") == "RawInline" and inline["c"][0] == "html"


def _text_of_html(html: str) -> str:
    """The text of raw HTML that passes into the products."""
    root = markup.parse(markup.clean(html))
    for line_break in root.iter("br"):
        line_break.text = " "
    return str(root.text_content())
