"""A listener: reads a PDF through its structure tree alone, as a screen reader does.

What is heard is taken from the file and from nothing else: the tree, the marked content that it
points to, and the fonts' own tables of characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pikepdf

_HEX = re.compile(rb"<([0-9a-fA-F]*)>")
INLINE = {"Span", "Link", "Reference", "Code", "Quote", "Formula", "Figure", "BibEntry"}
SOFT_HYPHEN = "\u00ad"


@dataclass(eq=False)
class Heard:
    """An element of the structure, with what it holds in the order of reading."""

    role: str
    page: int | None = None
    lang: str = ""
    alt: str = ""
    expansion: str = ""
    id: str = ""
    attributes: dict[str, Any] = field(default_factory=dict)
    links: list[Any] = field(default_factory=list)
    kids: list[Heard | str] = field(default_factory=list)
    parent: Heard | None = None

    @property
    def text(self) -> str:
        """The words, joined where a soft hyphen parted them."""
        return " ".join(self.raw.replace(SOFT_HYPHEN, "").split())

    @property
    def raw(self) -> str:
        text = "".join(kid if isinstance(kid, str) else kid.raw for kid in self.kids)
        return text if self.role in INLINE else f"\n{text}\n"

    def walk(self) -> Iterator[Heard]:
        yield self
        for kid in self.kids:
            if isinstance(kid, Heard):
                yield from kid.walk()

    def all(self, *roles: str) -> list[Heard]:
        return [heard for heard in self.walk() if heard.role in roles]


@dataclass
class Book:
    """A PDF as it is heard: the tree, and the artifacts that are passed over."""

    document: Heard
    artifacts: list[tuple[int, dict[str, Any], str]]
    pages: int
    unread: list[tuple[int, int]]


def listen(pdf: Path | Any) -> Book:
    with pikepdf.open(pdf) as file:
        pages = {page.objgen: number for number, page in enumerate(file.pages)}
        marked: dict[tuple[int, int], str] = {}
        artifacts: list[tuple[int, dict[str, Any], str]] = []
        fonts: dict[Any, dict[int, str]] = {}
        for number, page in enumerate(file.pages):
            _read_page(number, page, marked, artifacts, fonts)
        root = file.Root.StructTreeRoot
        read: set[tuple[int, int]] = set()
        document = _heard(root.K[0], None, pages, marked, read)
        unread = sorted(set(marked) - read)
        return Book(document, artifacts, len(file.pages), unread)


# --- pages ---------------------------------------------------------------------------------


def _read_page(number: int, page: Any, marked: Any, artifacts: Any, fonts: Any) -> None:
    stack: list[tuple[str, Any, list[str]]] = []
    font: dict[int, str] = {}
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        if name in {"BDC", "BMC"}:
            properties = operands[1] if name == "BDC" else {}
            stack.append((str(operands[0]), properties, []))
        elif name == "EMC":
            tag, properties, words = stack.pop()
            text = str(properties["/ActualText"]) if "/ActualText" in properties else "".join(words)
            if "/MCID" in properties:
                key = (number, int(properties["/MCID"]))
                assert key not in marked, f"mark {key} stands twice"
                marked[key] = text
            elif tag == "/Artifact":
                facts = {str(k)[1:]: _plain(v) for k, v in dict(properties).items()}
                artifacts.append((number, facts, text))
            elif stack:
                stack[-1][2].append(text)
        elif name == "Tf":
            reference = page.Resources.Font[str(operands[0])]
            if reference.objgen not in fonts:
                fonts[reference.objgen] = _characters(reference)
            font = fonts[reference.objgen]
        elif name in {"TJ", "Tj"}:
            assert stack, "text that is neither read nor passed over"
            items = operands[0] if name == "TJ" else [operands[0]]
            stack[-1][2].append("".join(_shown(bytes(i), font) for i in items if _is_text(i)))


def _is_text(item: Any) -> bool:
    return isinstance(item, pikepdf.String)


def _shown(codes: bytes, font: dict[int, str]) -> str:
    glyphs = [int.from_bytes(codes[n : n + 2], "big") for n in range(0, len(codes), 2)]
    return "".join(font.get(glyph, "\ufffd") for glyph in glyphs)


def _characters(font: Any) -> dict[int, str]:
    """The font's ToUnicode table."""
    found = {}
    for line in font.ToUnicode.read_bytes().splitlines():
        parts = _HEX.findall(line)
        if len(parts) == 2 and b"begin" not in line:
            found[int(parts[0], 16)] = bytes.fromhex(parts[1].decode()).decode("utf-16-be")
    return found


def _plain(value: Any) -> Any:
    if isinstance(value, pikepdf.Array):
        return [_plain(item) for item in value]
    if isinstance(value, pikepdf.Name):
        return str(value)[1:]
    return float(value) if not isinstance(value, str) else value


# --- the tree ------------------------------------------------------------------------------


def _heard(node: Any, parent: Heard | None, pages: Any, marked: Any, read: Any) -> Heard:
    page = pages[node.Pg.objgen] if "/Pg" in node else None
    heard = Heard(str(node.S)[1:], page, parent=parent)
    heard.lang = str(node.get("/Lang", ""))
    heard.alt = str(node.get("/Alt", ""))
    heard.expansion = str(node.get("/E", ""))
    heard.id = str(node.get("/ID", ""))
    if "/A" in node:
        heard.attributes = {str(k)[1:]: _plain(v) for k, v in dict(node.A).items()}
    kids = node.get("/K", pikepdf.Array())
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, int):
            heard.kids.append(_said((page, int(kid)), marked, read))
        elif kid.get("/Type") == "/MCR":
            heard.kids.append(_said((pages[kid.Pg.objgen], int(kid.MCID)), marked, read))
        elif kid.get("/Type") == "/OBJR":
            heard.links.append(_annotation(kid))
        else:
            inner = _heard(kid, heard, pages, marked, read)
            # Words given for glyphs are heard in their place.
            heard.kids.append(str(kid.ActualText) if "/ActualText" in kid else inner)
    return heard


def _said(key: Any, marked: Any, read: set[Any]) -> str:
    assert key not in read, f"mark {key} is read twice"
    read.add(key)
    text: str = marked[key]
    return text


def _annotation(kid: Any) -> dict[str, Any]:
    note = kid.Obj
    target = str(note.A.URI) if "/A" in note else "#" + str(note.Dest)
    return {"contents": str(note.get("/Contents", "")), "target": target}


# --- as text -------------------------------------------------------------------------------


def outline(heard: Heard) -> Any:
    """The tree as plain lists and mappings, for YAML."""
    content: list[Any] = []
    spoken = ""
    for kid in heard.kids:
        if isinstance(kid, str):
            spoken += kid
            continue
        if spoken:
            content.append(spoken.replace(SOFT_HYPHEN, ""))
        content.append(outline(kid))
        spoken = ""
    if spoken:
        content.append(spoken.replace(SOFT_HYPHEN, ""))
    key = heard.role + "".join(f" {fact}" for fact in _facts(heard))
    if not content:
        return key
    return {key: content[0] if len(content) == 1 and isinstance(content[0], str) else content}


def _facts(heard: Heard) -> Iterator[str]:
    if heard.lang:
        yield f"[{heard.lang}]"
    if heard.id:
        yield f"#{heard.id}"
    for name in ("Scope", "ColSpan", "RowSpan", "ListNumbering"):
        if name in heard.attributes:
            value = heard.attributes[name]
            yield value if isinstance(value, str) else f"{name} {value:g}"
    if heard.alt:
        yield f"“{heard.alt}”"
    if heard.expansion:
        yield f"= {heard.expansion}"
    for link in heard.links[:1]:
        yield f"→ {link['target']}"
        if link["contents"] != heard.text:
            yield f"“{link['contents']}”"
    if len(heard.links) > 1:
        yield f"on {len(heard.links)} lines"
