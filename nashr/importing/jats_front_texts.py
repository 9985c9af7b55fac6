"""Titles and abstracts of a JATS article with their italics, raised letters and formulas, and what
its front matter says that has no place in a manuscript: both go through pandoc with the text.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from lxml import etree

from nashr import ast
from nashr.importing.draft import Draft
from nashr.importing.findings import Outcome
from nashr.importing.front_text import FrontText, front_text, joined
from nashr.importing.ooxml import remove_element
from nashr.messages import Message
from nashr.model import Blocks, Node

_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
#: The heading of a section that has a text of the front matter, with its number.
_MARK, _END = "\ue0f4", "\ue0f4\ue0f5"
#: Calls and notes that say nothing of the text, as a star behind a title.
_CALLS = ".//xref[@ref-type='fn' or @ref-type='author-notes' or @ref-type='corresp']"
_KINDS = {
    "graphical": "Graphical abstract",
    "teaser": "Teaser",
    "key-points": "Highlights",
    "highlights": "Highlights",
    "plain-language-summary": "Plain language summary",
    "executive-summary": "Summary",
    "summary": "Summary",
}
Element = Any
#: The keys that lead to a text of the front matter.
Path = tuple[str, ...]


def add_front_texts(root: Element, front: Mapping[str, Any]) -> tuple[Path, ...]:
    """Add a section to the text for each title and abstract of the front matter, and give the keys
    of these in their order.
    """
    meta = root.find("front/article-meta")
    if meta is None:
        return ()
    paths: list[Path] = []
    body = root.find("body")
    if body is None:
        body = etree.SubElement(root, "body")
    for path, element in _texts(meta, str(front.get("lang", ""))):
        if not _at(front, path):
            continue
        section = etree.SubElement(body, "sec")
        etree.SubElement(section, "title").text = f"{_MARK}{len(paths)}{_MARK}"
        for one in _paragraphs(element):
            section.append(one)
        paths.append(path)
    if paths:  # what stands behind the text belongs to none of them
        end = etree.SubElement(body, "sec")
        etree.SubElement(end, "title").text = _END
    return tuple(paths)


def _texts(meta: Element, language: str) -> Iterator[tuple[Path, Element]]:
    for name, tag in (("title", "article-title"), ("subtitle", "subtitle")):
        if (found := meta.find(f"title-group/{tag}")) is not None:
            yield (name,), found
    for group in meta.iterfind("title-group/trans-title-group"):
        for name in ("title", "subtitle"):
            if (found := group.find(f"trans-{name}")) is not None:
                yield ("translations", _tag(group), name), found
    known = set()
    for one in meta.xpath("./abstract[not(@abstract-type)] | ./trans-abstract"):
        tag = _tag(one) or language
        if tag not in known:
            known.add(tag)
            yield ("abstract",) if tag == language else ("translations", tag, "abstract"), one


def _tag(element: Element) -> str:
    return str(element.get(_LANGUAGE, "")).lower().split("-")[0]


def _at(front: Mapping[str, Any], path: Path) -> Any:
    value: Any = front
    for key in path:
        value = value.get(key) if isinstance(value, Mapping) else None
    return value


def _paragraphs(element: Element) -> list[Element]:
    """What a title or an abstract has, as paragraphs; titles of sections are bold ones."""
    kept = copy.deepcopy(element)
    kept.tail = None
    for one in kept.xpath(_CALLS):
        remove_element(one)
    if kept.find(".//p") is None and not kept.tag.endswith("abstract"):
        kept.tag = "p"
        kept.attrib.clear()
        return [kept]
    for title in kept.findall("title"):
        remove_element(title)
    for title in kept.xpath(".//sec/title"):
        title.tag = "bold"
        paragraph = etree.Element("p")
        title.addprevious(paragraph)
        title.tail = None
        paragraph.append(title)
    while (section := kept.find(".//sec")) is not None:
        for one in reversed(list(section)):
            section.addnext(one)
        section.getparent().remove(section)
    if kept.find("p") is None:
        inside = list(kept)
        paragraph = etree.Element("p")
        paragraph.text = kept.text
        paragraph.extend(inside)
        return [paragraph]
    return [one for one in kept if isinstance(one.tag, str)]


def take_front_texts(draft: Draft, paths: Sequence[Path]) -> None:
    """Take the sections of ``add_front_texts`` out of the text, and put them into the front
    matter.
    """
    kept: Blocks = []
    current: Blocks = kept
    found: dict[int, Blocks] = {}
    for block in draft.blocks:
        heading = ast.plain_text(block["c"][2]) if block["t"] == "Header" else ""
        if heading == _END:
            current = kept
        elif heading.startswith(_MARK) and heading.strip(_MARK).isdigit():
            current = found.setdefault(int(heading.strip(_MARK)), [])
        else:
            current.append(block)
    draft.blocks = kept
    for number, path in enumerate(paths):
        text = joined([_text(block) for block in found.get(number, [])])
        if text:
            _put(draft.front, path, text)


def _text(block: Node) -> FrontText:
    words = ast.plain_text([block])
    notes = [node for node in ast.nodes([block]) if node["t"] == "Note"]
    if block["t"] in ("Para", "Plain"):
        made = front_text(words, block["c"], 0, notes)
        # A title of a section stays bold.
        whole = len(block["c"]) == 1 and block["c"][0]["t"] == "Strong"
        return FrontText(words, [block], made.notes) if whole else made
    return FrontText(words, [block], notes)


def _put(front: dict[str, Any], path: Path, text: FrontText) -> None:
    *outer, last = path
    for key in outer:
        front = front[key]
    front[last] = text


# --- what front matter has no place for ------------------------------------------------------


def add_other_parts(root: Element) -> int:
    """Put abstracts of other kinds, notes to authors and the members of groups before the text, and
    what is said of the authors' lives behind it. Gives how many parts there are.
    """
    meta = root.find("front/article-meta")
    if meta is None:
        return 0
    before = [*map(_as_section, meta.xpath("./abstract[@abstract-type]"))]
    groups = map(_members, meta.xpath("./contrib-group/contrib/collab"))
    before += [one for one in groups if one is not None]
    statements = "@fn-type='conflict' or @fn-type='coi-statement' or @fn-type='COI-statement'"
    for note in meta.xpath(f"./author-notes/fn[not({statements})]"):
        before += [copy.deepcopy(one) for one in note.iterfind("p")]
    lives = [copy.deepcopy(one) for one in meta.xpath("./contrib-group/contrib/bio")]
    for one in meta.xpath("./abstract[@abstract-type]"):
        meta.remove(one)
    if before:
        body = root.find("body")
        if body is None:
            body = etree.SubElement(root, "body")
        # Paragraphs first: behind a section they would belong to it.
        sections = [one for one in before if one.tag == "sec"]
        for one in reversed([*(one for one in before if one.tag != "sec"), *sections]):
            one.tail = None
            body.insert(0, one)
    if lives:
        back = root.find("back")
        if back is None:
            back = etree.SubElement(root, "back")
        for one in lives:
            one.tail = None
            back.append(one)
    return len(before) + len(lives)


def _as_section(abstract: Element) -> Element:
    section = etree.Element("sec")
    kind = str(abstract.get("abstract-type", ""))
    title = abstract.find("title")
    named = "".join(title.itertext()).strip() if title is not None else ""
    etree.SubElement(section, "title").text = named or _KINDS.get(kind, "Abstract")
    section.extend(copy.deepcopy(one) for one in abstract if one.tag != "title")
    for figure in section.findall(".//fig"):  # a figure would have a number
        parts = [*figure.iterfind("graphic"), *figure.iterfind("caption/*")]
        for part in reversed(parts):
            paragraph = etree.Element("p")
            if part.tag == "graphic":
                part.tag = "inline-graphic"
                paragraph.append(part)
            else:
                part.tag = "p"
                paragraph = part
            paragraph.tail = None
            holder = figure.getparent()
            at = holder if holder is not None and holder.tag == "p" else figure
            at.addnext(paragraph)
        remove_element(figure)
    return section


def _members(group: Element) -> Element | None:
    """A paragraph with the name of a group and its members."""
    members = [
        " ".join(filter(None, (one.findtext("given-names"), one.findtext("surname"))))
        for one in group.iter("name")
    ]
    if not any(members):
        return None
    paragraph = etree.Element("p")
    named = copy.deepcopy(group)
    for one in named.xpath(".//contrib-group | .//contrib"):
        remove_element(one)
    name = " ".join("".join(named.itertext()).split())
    paragraph.text = f"{name}: {', '.join(filter(None, members))}."
    return paragraph


def tell_other_parts(draft: Draft, count: int) -> None:
    if count:
        draft.add(
            "front-parts",
            Outcome.DOUBTFUL,
            Message(
                "Parts of the front matter that a manuscript has no keys for stand before the text "
                "or behind it: {n}.",
                n=count,
            ),
            None,
            Message("put them where they belong."),
        )
