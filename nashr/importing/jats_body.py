"""Prepare the text of a JATS article for pandoc, whose reader passes over some of its elements.

Elements are those of JATS 1.3 (ANSI/NISO Z39.96-2021), Archiving and Interchange.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from nashr.importing.jats_columns import name_columns
from nashr.importing.jats_extras import write_extras
from nashr.importing.jats_figures import join_groups
from nashr.importing.jats_labels import type_lists, write_section_labels
from nashr.importing.ooxml import one_line, remove_element
from nashr.records import dataclass, field

Element = Any
_LINK = "{http://www.w3.org/1999/xlink}href"
_MATH = "{http://www.w3.org/1998/Math/MathML}math"
#: Which form of what stands in several is taken, the best one first.
_FORMS = (_MATH, "table", "tex-math", "preformat", "code", "textual-form")
_DOCUMENT = re.compile(r"\\begin\s*\{document\}(.*?)\\end\s*\{document\}", re.S)
_DELIMITERS = (("$$", "$$"), ("$", "$"), (r"\[", r"\]"), (r"\(", r"\)"))
#: What calls a note below a table is no longer.
_LONGEST_CALL = 3
#: A label that is a word and a number alone, as “Fig. 3”.
_PLAIN_LABEL = re.compile(r"[^\W\d]*\.?\s*(\d+)\s*[.:]?")
_PLAIN_NUMBER = re.compile(r"[^\W\d]*\.?\s*[(\[]?(\d+)[)\]]?")
#: Around the id of a formula that has a number; both are characters for private use.
EQUATION_BEGIN, EQUATION_END = "\ue0f0", "\ue0f1"
_LABELLED = ("supplementary-material", "media", "boxed-text", "inline-supplementary-material")
_ADDRESS = re.compile(r"(?:https?|ftp|mailto):", re.IGNORECASE)
_DOI = re.compile(r"(?:info:)?(?:doi[:/]\s*)?(10\.\d{4,9}/\S+)", re.IGNORECASE)


@dataclass(slots=True)
class JatsTargets:
    """What references lead to: the new ids by those of the file. ``numbered`` are the ids whose
    number is the one that nashr gives too; ``relabelled`` are the labels that go.
    """

    ids: dict[str, str] = field(default_factory=dict)
    numbered: set[str] = field(default_factory=set)
    relabelled: list[str] = field(default_factory=list)
    #: What pictures show, in words, by their addresses.
    descriptions: dict[str, str] = field(default_factory=dict)


def prepare_body(root: Element) -> JatsTargets:
    """Change an article so that pandoc reads all of it."""
    targets = JatsTargets()
    _choose_forms(root)
    name_columns(root)
    targets.descriptions = write_extras(root)
    _clean_formulas(root)
    join_groups(root)
    _name_floats(root, targets)
    _name_equations(root, targets)
    _write_labels(root)
    write_section_labels(root)
    type_lists(root)
    _write_verse(root)
    _place_notes(root)
    _mend_links(root)
    for one in root.iter("xref"):
        if one.get("ref-type") == "bibr":
            one.set("rid", " ".join(map(_whole_id, str(one.get("rid", "")).split())))
        else:
            one.set("rid", targets.ids.get(_first(one), _first(one)))
    return targets


def _whole_id(reference: str) -> str:
    """The id of a reference so that pandoc, which takes one ``ref-`` off, gives all of it."""
    return f"ref-{reference}" if reference.startswith("ref-") else reference


def _first(xref: Element) -> str:
    return str(xref.get("rid", "")).split(" ")[0]


def _choose_forms(root: Element) -> None:
    for one in list(root.iter("alternatives")):
        forms = [child for child in one if isinstance(child.tag, str)]
        best = min(forms, key=lambda form: _rank(form.tag), default=None)
        for form in forms:
            if form is not best:
                one.remove(form)
        if best is not None:
            best.tail = one.tail
            one.getparent().replace(one, best)


def _rank(name: str) -> int:
    return _FORMS.index(name) if name in _FORMS else len(_FORMS)


def _clean_formulas(root: Element) -> None:
    """Formulas in TeX without the document around them."""
    for one in root.iter("tex-math"):
        tex = "".join(one.itertext())
        found = _DOCUMENT.search(tex)
        tex = (found[1] if found else tex).strip()
        for _ in range(2):
            for begin, end in _DELIMITERS:
                if tex.startswith(begin) and tex.endswith(end) and len(tex) > len(begin + end):
                    tex = tex[len(begin) : -len(end)].strip()
        for child in list(one):
            one.remove(child)
        one.text = tex


def _name_floats(root: Element, targets: JatsTargets) -> None:
    """Give figures and tables ids of nashr's, and captions of one paragraph."""
    for name, prefix in (("fig", "fig"), ("table-wrap", "tbl")):
        number = 0
        for place, one in enumerate(list(root.iter(name)), start=1):
            label = one.find("label")
            text = one_line("".join(label.itertext())) if label is not None else ""
            # A table without a caption has no number in a product.
            is_numbered = name == "fig" or bool(text) or one.find("caption") is not None
            number += is_numbered
            identifier = f"{prefix}:{number}" if is_numbered else f"table-{place}"
            old = str(one.get("id", ""))
            targets.ids[old] = identifier
            for graphic in one.iter("graphic"):
                targets.ids.setdefault(str(graphic.attrib.pop("id", "")), identifier)
            one.set("id", identifier)
            plain = _PLAIN_LABEL.fullmatch(text)
            if plain and int(plain[1]) == number:
                targets.numbered.add(identifier)
            elif text:
                targets.relabelled.append(text)
            if label is not None:
                remove_element(label)
            _merge_caption(one, "" if plain or not text else text)
            _write_table_notes(one)
    targets.ids.pop("", None)


def _merge_caption(holder: Element, label: str) -> None:
    """One paragraph of the title, in bold type, and the paragraphs of a caption."""
    caption = holder.find("caption")
    if caption is None:
        if not label:
            return
        caption = etree.SubElement(holder, "caption")
        holder.insert(0, caption)
    whole = etree.Element("p")
    lead = f"{label}." if label and not label.endswith((".", ":")) else label
    if lead:
        etree.SubElement(whole, "bold").text = lead
        whole[-1].tail = " "
    for part in [one for one in caption if one.tag in ("title", "p", "subtitle")]:
        if len(whole) and not (whole[-1].tail or "").endswith(" "):
            whole[-1].tail = f"{whole[-1].tail or ''} "
        into = etree.SubElement(whole, "bold" if part.tag == "title" else "named-content")
        into.text = part.text
        into.extend(list(part))
        caption.remove(part)
    caption.insert(0, whole)


def _write_table_notes(holder: Element) -> None:
    """Notes of a table as paragraphs, with their labels; calls of them as what they show."""
    own = {str(one.get("id", "")) for one in holder.iter("fn")} - {""}
    root = holder.getroottree().getroot()
    for call in [one for one in root.iter("xref") if _first(one) in own]:
        is_raised = any(True for _ in call.iterancestors("sup")) or call.find(".//sup") is not None
        words = one_line("".join(call.itertext()))
        # A letter that led to a note would end the word before it.
        call.tag = "named-content" if is_raised or len(words) > _LONGEST_CALL else "sup"
        call.attrib.clear()
    for foot in holder.findall("table-wrap-foot"):
        for note in list(foot.iter("fn")):
            note.tag = "named-content"
            for paragraph in list(note.iter("p")):
                _lead(paragraph, note.find("label"))
        paragraphs = list(foot.iter("p"))
        for one in paragraphs:
            one.tail = None
            holder.append(one)
        if paragraphs:
            remove_element(foot)
        else:
            foot.tag = "p"


def _lead(paragraph: Element, label: Element | None) -> None:
    """Put a label before the words of a paragraph, raised."""
    if label is None:
        return
    raised = etree.Element("sup")
    raised.text = one_line("".join(label.itertext()))
    raised.tail = f" {paragraph.text or ''}"
    paragraph.text = None
    paragraph.insert(0, raised)
    remove_element(label)


def _name_equations(root: Element, targets: JatsTargets) -> None:
    """The number of a formula stands behind it, for pandoc drops it."""
    number = 0
    for one in list(root.iter("disp-formula")):
        label = one.find("label")
        if label is None:
            continue
        text = one_line("".join(label.itertext()))
        remove_element(label)
        plain = _PLAIN_NUMBER.fullmatch(text)
        if plain and int(plain[1]) == number + 1:
            number += 1
            identifier = f"eq:{number}"
            targets.ids[str(one.get("id", ""))] = identifier
            targets.numbered.add(identifier)
            text = f"{EQUATION_BEGIN}{identifier}{EQUATION_END}"
        if text:
            one.tail = f" {text} {one.tail or ''}"
        if one.getparent().tag != "p":
            holder = etree.Element("p")
            one.getparent().replace(one, holder)
            holder.append(one)


def _write_labels(root: Element) -> None:
    """Boxes, supplements and the like: their label and title in bold type, then their text."""
    for one in list(root.iter(*_LABELLED)):
        if one.tag == "inline-supplementary-material":
            one.tag = "ext-link"
            continue
        heads = [p for p in (one.find("label"), *_titles(one)) if p is not None]
        title = " ".join(filter(None, (one_line("".join(p.itertext())) for p in heads)))
        address = str(one.get(_LINK, ""))
        for head in heads:
            remove_element(head)
        paragraph = etree.Element("p")
        if title:
            etree.SubElement(paragraph, "bold").text = title
            paragraph[-1].tail = " "
        if address:
            link = etree.SubElement(paragraph, "ext-link")
            link.set(_LINK, address)
            link.text = address
        for caption in one.findall("caption"):
            for child in reversed(list(caption)):
                caption.addnext(child)
            remove_element(caption)
        if len(paragraph):
            one.insert(0, paragraph)
        one.tag = "boxed-text"


def _titles(holder: Element) -> Iterator[Element]:
    caption = holder.find("caption")
    if caption is not None:
        yield from caption.findall("title")
    yield from holder.findall("title")


def _write_verse(root: Element) -> None:
    """A poem as a quotation whose lines are parted by breaks."""
    for one in list(root.iter("verse-group")):
        lines = list(one.iter("verse-line"))
        for title in one.findall("title"):
            title.tag = "bold"
            holder = etree.Element("p")
            one.replace(title, holder)
            holder.append(title)
            title.tail = None
        paragraph = etree.Element("p")
        if lines and lines[0].getparent() is one:
            lines[0].addprevious(paragraph)
        else:
            one.append(paragraph)
        for number, line in enumerate(lines):
            if number:
                etree.SubElement(paragraph, "break")
            line.tag = "named-content"
            paragraph.append(line)
            line.tail = None
        for child in [c for c in one if c.tag != "p"]:
            one.remove(child)
        one.tag = "disp-quote"


def _place_notes(root: Element) -> None:
    """Notes that nothing calls become paragraphs behind the text."""
    called = {
        _first(one) for one in root.xpath("./body//xref | ./back//xref | ./floats-group//xref")
    }
    holder = root.find("body")
    if holder is None:
        holder = etree.SubElement(root, "body")
    for one in list(root.xpath("./back//fn | ./body//fn[not(ancestor::p)] | ./floats-group//fn")):
        if str(one.get("id", "")) in called:
            continue
        for paragraph in list(one.iter("p")):
            _lead(paragraph, one.find("label"))
            holder.append(paragraph)
        remove_element(one)
    for group in list(root.iter("fn-group")):
        if not list(group.iter("fn")):
            remove_element(group)


def _mend_links(root: Element) -> None:
    """Links to what is no address of the web lose it; a DOI becomes one."""
    for one in list(root.iter("ext-link", "uri", "self-uri")):
        address = str(one.get(_LINK, "")) or one_line("".join(one.itertext()))
        address = address.strip(" \u201c\u201d\"'")
        if _ADDRESS.match(address) and not re.search(r"\s", address):
            one.set(_LINK, address)
            continue
        doi = _DOI.search(address)
        if doi:
            name = doi[1].rstrip('"')
            one.set(_LINK, f"https://doi.org/{name}")
        elif address.startswith("www."):
            one.set(_LINK, f"https://{address}")
        else:
            one.tag = "named-content"
            one.attrib.clear()
