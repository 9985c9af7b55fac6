"""Make citations of those that programs for references have put into a Word file."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from lxml import etree

from nashr import ast
from nashr.bibliography.endnote import load_endnote
from nashr.importing.citavi import citavi_items
from nashr.importing.draft import Draft
from nashr.importing.fields import CitationField
from nashr.importing.findings import Outcome
from nashr.importing.hand_changes import HandChange, hand_change, text_of_program
from nashr.importing.library import Library
from nashr.importing.marks import number_of
from nashr.importing.ooxml import WordPackage
from nashr.importing.paragraphs import Paragraph
from nashr.importing.word_sources import word_sources
from nashr.messages import Message
from nashr.model import Inlines, Node, Source
from nashr.untrusted.xml import XmlError, parse_xml

#: How nashr's manuscripts write the kinds of locators, by CSL's names of them.
_LABELS: Mapping[str, str] = {
    "page": "",
    "chapter": "ch. ",
    "section": "sec. ",
    "paragraph": "para. ",
    "figure": "fig. ",
    "volume": "vol. ",
    "note": "n. ",
    "line": "line ",
    "verse": "v. ",
    "book": "bk. ",
    "part": "pt. ",
    "folio": "fol. ",
    "column": "col. ",
    "issue": "no. ",
    "opus": "op. ",
    "sub-verbo": "s.v. ",
    "table": "table ",
    "equation": "eq. ",
    "appendix": "app. ",
    "article-locator": "art. ",
}
#: A record that has none of them names no work.
_NAMES = ("title", "container-title", "citation-key")
_LONGEST_SHOWN = 120
_SWITCH = re.compile(r'\\([a-z])\s*(?:"([^"]*)"|([^\s\\"]*))')
_NUMBERS = re.compile(r"[\divxlcdm][\w.,:;–—\- &]*", re.IGNORECASE)


def make_citations(draft: Draft, package: WordPackage, library: Library | None = None) -> Library:
    """Replace the marks of citations whose works are known. The others keep their text."""
    library = Library() if library is None else library
    sources = word_sources(package)
    readers: Mapping[str, Callable[[CitationField], list[dict[str, Any]]]] = {
        "zotero": _csl_items,
        "csl": _csl_items,
        "citavi": lambda found: citavi_items(found.instruction),
        "endnote": _endnote_items,
        "word": lambda found: _word_items(found, sources),
    }
    here: Paragraph | None = None

    def walk(tree: Any) -> Any:
        nonlocal here
        if isinstance(tree, list):
            walked = ((one, walk(one)) for one in tree)
            # Of a citation there may be words beside it: several nodes for one.
            return [
                new
                for one, made in walked
                for new in (made if isinstance(made, list) and isinstance(one, dict) else [made])
            ]
        if not isinstance(tree, dict):
            return tree
        number = number_of(tree["c"]) if tree.get("t") == "Str" else None
        thing = draft.things[number] if number is not None else None
        if isinstance(thing, Paragraph):
            here = thing
        if not isinstance(thing, CitationField):
            return {k: walk(v) if k != "t" else v for k, v in tree.items()}
        items = readers[thing.program](thing)
        cited = [one for item in items if (one := _cited(item, library))]
        if cited and len(cited) == len(items):
            change = None if library.keeps_items else _hand_change(thing, cited)
            if change is not None:
                _tell_change(draft, thing, change, here)
            cite = {"t": "Cite", "c": [cited, ast.words(thing.text)]}
            if change is None:
                return cite
            return [*ast.words(change.before), cite, *ast.words(change.after)]
        draft.add(
            "citation-unread",
            Outcome.DOUBTFUL,
            Message(
                "The citation “{text}” stands as text: its record cannot be read.",
                text=thing.text[:80],
            ),
            here,
            Message("cite the work by its key, as in [@key, 12]."),
        )
        return tree

    draft.blocks = walk(draft.blocks)
    return library


def _hand_change(found: CitationField, cited: list[Node]) -> HandChange | None:
    """What the author has changed by hand in a citation, done in its works where it can be."""
    change = hand_change(found.text, text_of_program(found), len(cited))
    if change is None:
        return None
    added = [(one, suffix) for one, suffix in zip(cited, change.suffixes, strict=False) if suffix]
    has_place = any(one["citationSuffix"] for one, _ in added)
    if has_place or (change.prefix and cited[0]["citationPrefix"]):
        return HandChange(is_understood=False)
    for one, suffix in added:
        one["citationSuffix"] = ast.words(f", {suffix}")
    if change.prefix:
        cited[0]["citationPrefix"] = ast.words(change.prefix)
    if change.drops_author:
        cited[0]["citationMode"] = {"t": "SuppressAuthor"}
    return change


def _tell_change(
    draft: Draft, found: CitationField, change: HandChange, here: Paragraph | None
) -> None:
    made = " ".join(text_of_program(found).split())
    text = " ".join(found.text.split())
    if change.is_understood:
        message = Message(
            "The citation “{text}” was changed by hand, and is so in the manuscript; the program "
            "for references had made “{made}”.",
            text=text[:_LONGEST_SHOWN],
            made=made[:_LONGEST_SHOWN],
        )
    else:
        message = Message(
            "The citation “{text}” was changed by hand, which is not in the manuscript: there it "
            "is what the program for references had made, “{made}”.",
            text=text[:_LONGEST_SHOWN],
            made=made[:_LONGEST_SHOWN],
        )
    hint = Message("write what the author has added behind the key, as in [@key, 12].")
    outcome = Outcome.DOUBTFUL if change.is_understood else Outcome.LOST
    draft.add("citation-by-hand", outcome, message, here, hint)


def _cited(item: Mapping[str, Any], library: Library) -> Node | None:
    """A citation of pandoc's tree; None where its work is not known."""
    if "entry" in item:
        key = library.add_entry(item["entry"])
    else:
        data = item.get("itemData")
        if not isinstance(data, Mapping) or not any(data.get(name) for name in _NAMES):
            return None
        uris = item.get("uris") or item.get("uri") or []
        identity = str(uris[0]) if isinstance(uris, list) and uris else ""
        key = library.add_item(data, identity)
    suffix = _suffix(item)
    if item.get("author-in-text"):  # it stands in brackets of its own behind the name
        suffix = _without_comma(suffix)
    mode = "SuppressAuthor" if item.get("suppress-author") else "NormalCitation"
    if item.get("author-in-text"):
        mode = "AuthorInText"
    return {
        "citationId": key,
        "citationPrefix": ast.words(str(item.get("prefix") or "").strip()),
        "citationSuffix": suffix,
        "citationMode": {"t": mode},
        "citationNoteNum": 0,
        "citationHash": 0,
    }


def _without_comma(suffix: Inlines) -> Inlines:
    text = ast.plain_text(suffix)
    return ast.words(text[1:].strip()) if text.startswith(",") else suffix


def _suffix(item: Mapping[str, Any]) -> Inlines:
    locator = " ".join(str(item.get("locator") or "").split())
    suffix = " ".join(str(item.get("suffix") or "").split())
    label = _LABELS.get(str(item.get("label") or "page"), "")
    if locator and not label and not _NUMBERS.fullmatch(locator):
        locator = "{" + locator + "}"
    parts = [f", {label}{locator}"] if locator else []
    if suffix:
        parts.append(suffix if suffix[0] in ",.;:" else f" {suffix}" if locator else f", {suffix}")
    return ast.words("".join(parts))


# --- what the programs write ---------------------------------------------------------------


def _csl_items(found: CitationField) -> list[dict[str, Any]]:
    """Zotero's and Mendeley's: JSON by the schema of CSL's citations."""
    begin = found.instruction.find("{")
    try:
        data = json.JSONDecoder().raw_decode(found.instruction[begin:])[0] if begin >= 0 else {}
    except ValueError:
        return []
    items = data.get("citationItems") if isinstance(data, dict) else None
    return [one for one in items if isinstance(one, dict)] if isinstance(items, list) else []


def _endnote_items(found: CitationField) -> list[dict[str, Any]]:
    """EndNote's: XML with a record for each work, in the instruction or in the field's data."""
    for text in (found.instruction, found.data):
        begin, end = text.find("<EndNote>"), text.rfind("</EndNote>")
        if 0 <= begin < end:
            return _of_endnote(text[begin : end + len("</EndNote>")])
    return []


def _of_endnote(text: str) -> list[dict[str, Any]]:
    try:
        root = parse_xml(text)
    except XmlError:
        return []
    items = []
    for cite in root.iter("Cite"):
        record = cite.find("record")
        entries: Sequence[Any] = ()
        if record is not None:
            listing = f"<xml><records>{etree.tostring(record, encoding='unicode')}</records></xml>"
            entries = load_endnote(Source("", listing)).value
        if not entries:
            return []
        items.append(
            {
                "entry": entries[0],
                "prefix": cite.findtext("Prefix") or "",
                "suffix": cite.findtext("Suffix") or "",
                "locator": cite.findtext("Pages") or "",
                "suppress-author": cite.get("ExcludeAuth") == "1",
            }
        )
    return items


def _word_items(
    found: CitationField, sources: Mapping[str, Mapping[str, Any]]
) -> list[dict[str, Any]]:
    """Word's own (ISO/IEC 29500-1, 17.16.5.9): tags of works, with switches behind each."""
    words = found.instruction.split(None, 1)[1:] or [""]
    items: list[dict[str, Any]] = []
    tags = re.split(r"\\m\s+", words[0])
    for text in tags:
        name, _, switches = text.strip().partition(" ")
        if name not in sources:
            return []
        options = {one[1]: one[2] or one[3] for one in _SWITCH.finditer(switches)}
        items.append(
            {
                "itemData": sources[name],
                "prefix": options.get("f", ""),
                "suffix": options.get("s", ""),
                "locator": options.get("p", ""),
                "suppress-author": "n" in options,
            }
        )
    return items
