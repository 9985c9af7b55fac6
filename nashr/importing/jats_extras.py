"""Write what pandoc's reader of JATS drops, doubles or sets too deep as what it reads: sources of
quotations and figures, labels of statements, descriptions of pictures, sections behind the text.

Elements are those of JATS 1.3 (ANSI/NISO Z39.96-2021), Archiving and Interchange.
"""

from __future__ import annotations

from typing import Any

from lxml import etree

from nashr.importing.ooxml import one_line, remove_element

Element = Any
#: Sections behind the text that stand side by side with those of the text.
_SECTIONS = ("ack", "app", "glossary", "bio", "notes")
_DESCRIPTIONS = ("alt-text", "long-desc")
_HREF = "{http://www.w3.org/1999/xlink}href"


def write_extras(root: Element) -> dict[str, str]:
    """Change an article; gives the descriptions of its pictures, by their addresses."""
    _write_sources(root)
    _write_statements(root)
    _write_readings(root)
    descriptions = _take_descriptions(root)
    _move_back(root)
    return descriptions


def _write_sources(root: Element) -> None:
    """Whose words a quotation has, as its last paragraph; sources of figures and tables, and who
    holds their rights, in the caption of a figure and below a table.
    """
    for one in list(root.iter("attrib")):
        holder = one.getparent()
        words = one_line("".join(one.itertext()))
        if holder.tag in ("disp-quote", "verse-group"):
            one.tag = "p"
            if not words.startswith(("—", "–", "-")):
                one.text = f"— {one.text or ''}"
            holder.append(one)
            one.tail = None
        elif holder.tag == "fig":
            _to_caption(holder, one)
        else:
            one.tag = "p"
    for rights in list(root.xpath(".//fig/permissions | .//table-wrap/permissions")):
        holder = rights.getparent()
        for one in list(rights.iter("copyright-statement", "license-p")):
            _to_caption(holder, one)
        holder.remove(rights)


def _to_caption(holder: Element, words: Element) -> None:
    """Move words to the end of a caption, as a paragraph."""
    caption = holder.find("caption")
    if caption is None:
        caption = etree.Element("caption")
        holder.insert(0 if holder.find("label") is None else 1, caption)
    words.tag = "p"
    words.attrib.clear()
    words.tail = None
    caption.append(words)


def _write_statements(root: Element) -> None:
    """The label and the title of a theorem or the like lead its first paragraph, in bold type."""
    for one in list(root.iter("statement", "speech")):
        heads = [head for head in (one.find("label"), one.find("title")) if head is not None]
        heads = heads or one.findall("speaker")
        words = [one_line("".join(head.itertext())).rstrip(".") for head in heads]
        first = one.find("p")
        if not any(words) or first is None:
            continue
        for head in heads:
            one.remove(head)
        bold = etree.Element("bold")
        bold.text = f"{'. '.join(filter(None, words))}."
        bold.tail = f" {first.text or ''}"
        first.text = None
        first.insert(0, bold)


def _write_readings(root: Element) -> None:
    """What is read above a text, and what a short form stands for, in brackets behind it; words of
    an index leave the text.
    """
    for one in list(root.iter("index-term", "index-term-range-end")):
        remove_element(one)
    for ruby in list(root.iter("ruby")):
        words = one_line("".join("".join(one.itertext()) for one in ruby.findall("rb")))
        reading = one_line("".join("".join(one.itertext()) for one in ruby.findall("rt")))
        for child in list(ruby):
            ruby.remove(child)
        ruby.tag = "named-content"
        ruby.text = f"{words} ({reading})" if reading else words
    for meaning in list(root.xpath(".//abbrev/def")):
        words = one_line(" ".join(meaning.itertext()))
        before = meaning.getprevious()
        holder = meaning.getparent()
        text = f" ({words})" if words else ""
        if before is None:
            holder.text = f"{(holder.text or '').rstrip()}{text}"
        else:
            before.tail = f"{(before.tail or '').rstrip()}{text}"
        holder.remove(meaning)


def _take_descriptions(root: Element) -> dict[str, str]:
    """What pictures show, for readers who cannot see them; it leaves the article."""
    found: dict[str, list[str]] = {}
    for one in list(root.iter(*_DESCRIPTIONS)):
        holder = one.getparent()
        graphics = [holder] if holder.get(_HREF) else list(holder.iter("graphic"))
        words = one_line("".join(one.itertext()))
        if len(graphics) == 1 and words:
            found.setdefault(str(graphics[0].get(_HREF, "")), []).append(words)
            holder.remove(one)
    return {address: " ".join(dict.fromkeys(words)) for address, words in found.items()}


def _move_back(root: Element) -> None:
    """Sections behind the text become those of the text; an acknowledgement that front matter has
    leaves it, and so does the heading of the list of references.
    """
    back = root.find("back")
    if back is None:
        return
    first = back.find("ack")
    if first is not None:
        back.remove(first)
    body = root.find("body")
    if body is None:
        body = etree.SubElement(root, "body")
    for listed in list(back.iter("ref-list")):
        # Words about the list; without them its heading is one that nashr writes.
        section = etree.Element("sec")
        section.extend(listed.findall("title") + listed.findall("p"))
        if section.find("p") is not None:
            body.append(section)
    for one in [child for child in back if isinstance(child.tag, str)]:
        if one.tag == "app-group":
            parts = [child for child in one if child.tag == "app"]
        else:
            parts = [one] if one.tag in (*_SECTIONS, "sec") else []
        for part in parts:
            part.tag = "sec"
            part.tail = None
            body.append(part)
