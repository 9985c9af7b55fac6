"""Citations and the reference list as the fields that Zotero writes and refreshes.

What a field holds is Zotero's own: JSON by the schema of CSL citations, with the works in it, so
that a document needs nobody's library. The settings stand in the properties of the document.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any
from xml.sax.saxutils import quoteattr

from nashr import ast
from nashr.model import NOCITE, Citation, CitationStyle, CiteItem, Inlines, Node, Reference
from nashr.outputs.docx.fields import begin_field, end_field, styled
from nashr.word_files import CITED_AUTHOR

_SCHEMA = "https://github.com/citation-style-language/schema/raw/master/csl-citation.json"
#: Zotero's keys have these characters, and eight of them.
_KEY_LETTERS = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", "ABCDEFGHIJKLMNPQRSTUVWXYZ2345678")
_RTF: Mapping[str, tuple[str, str]] = {
    "Emph": ("{\\i{}", "}"),
    "Strong": ("{\\b{}", "}"),
    "SmallCaps": ("{\\scaps ", "}"),
    "Superscript": ("\\super ", "\\nosupersub{}"),
    "Subscript": ("\\sub ", "\\nosupersub{}"),
    "Underline": ("{\\ul ", "}"),
}
#: A property of a document has no longer value.
_LONGEST_PROPERTY = 255
_OPENING = re.compile(r"[(\[]$")


class CitationFields:
    """Writes the fields of one document."""

    def __init__(
        self,
        citations: Mapping[str, Citation],
        works: Mapping[str, Reference],
        style: CitationStyle,
        session: str,
        locator_terms: Mapping[str, Sequence[str]] = MappingProxyType({}),
    ) -> None:
        self._citations = citations
        self._works = works
        self._style = style
        self._session = _key(session)
        self._locator_terms = locator_terms

    def citation(self, identifier: str, inlines: Inlines) -> Inlines:
        """What stands for the citation ``cite-N`` with this text. Where a sentence names the
        author, the name stands before the field: Zotero cites the year alone there.
        """
        plain = _without_links(inlines)
        citation = self._citations.get(identifier)
        if citation is None or any(item.key not in self._works for item in citation.items):
            return plain
        name: Inlines = []
        if citation.items[0].author_in_text and len(citation.items) == 1:
            name, plain = _author_apart(inlines, plain)
        instruction = self._instruction(citation, plain, apart=bool(name))
        return [*name, begin_field(instruction), *plain, end_field()]

    def _instruction(self, citation: Citation, inlines: Inlines, *, apart: bool) -> str:
        text = plain_words(inlines)
        data = {
            "citationID": _key(f"{self._session}{citation.id}").lower(),
            "properties": {
                "formattedCitation": rtf(inlines),
                "plainCitation": text,
                "noteIndex": citation.note_number,
            },
            "citationItems": [self._item(item, apart=apart) for item in citation.items],
            "schema": _SCHEMA,
        }
        written = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
        return f"ADDIN ZOTERO_ITEM CSL_CITATION {written}"

    def _address(self, key: str) -> str:
        return f"http://zotero.org/users/local/{self._session}/items/{_key(key)}"

    def _item(self, item: CiteItem, *, apart: bool) -> dict[str, Any]:
        work = self._works[item.key]
        found: dict[str, Any] = {
            "id": work.key,
            "uris": [self._address(work.key)],
            "itemData": self._item_data(work.key),
        }
        if item.locator:
            found |= {"locator": self._located(item), "label": item.label or "page"}
        for name, affix in (("prefix", item.prefix), ("suffix", item.suffix)):
            if words := ast.plain_text(affix):
                found[name] = words
        if item.suppress_author or apart:
            found["suppress-author"] = True
        return found

    def _located(self, item: CiteItem) -> str:
        """The locators in one, since Zotero has one for each work: those behind the first with
        their words.
        """
        numbers = [item.locator or ""]
        for label, number, sign in item.more:
            words = self._locator_terms.get(label, ())
            word = sign or next((one for one in words if one.endswith(".")), "".join(words[:1]))
            numbers.append(f"{word} {number}".strip())
        return ", ".join(numbers).replace("\\-", "-")

    def only_listed(self) -> Iterator[dict[str, Any]]:
        """The items of the works that are listed and not cited."""
        cited = [one for name, one in self._citations.items() if name != NOCITE]
        keys = {item.key for one in cited for item in one.items}
        listed = self._citations.get(NOCITE)
        for item in listed.items if listed is not None else ():
            if item.key not in keys and item.key in self._works:
                yield self._item_data(item.key)

    def _item_data(self, key: str) -> dict[str, Any]:
        work = self._works[key]
        return {**work.item, "id": work.key, "citation-key": work.key}

    def around_list(self, entries: list[Inlines]) -> list[Inlines]:
        """The entries of the reference list in Zotero's field, which names those that the text
        does not cite.
        """
        if not entries:
            return []
        uncited = [[self._address(item["id"])] for item in self.only_listed()]
        data: dict[str, Any] = {"uncited": uncited, "omitted": [], "custom": []}
        written = json.dumps(data, separators=(",", ":"))
        done = [list(entry) for entry in entries]
        done[0].insert(0, begin_field(f"ADDIN ZOTERO_BIBL {written} CSL_BIBLIOGRAPHY"))
        done[-1].append(end_field())
        return done

    def properties(self, *, has_list: bool) -> dict[str, str]:
        """The properties of the document that hold Zotero's settings."""
        style, notes = self._style, int(self._style.in_notes)
        settings = (
            '<data data-version="3" zotero-version="6.0.36">'
            f'<session id="{self._session}"/>'
            f'<style id={quoteattr(style.id)} hasBibliography="{int(has_list)}" '
            'bibliographyStyleHasBeenSet="0"/>'
            '<prefs><pref name="fieldType" value="Field"/>'
            f'<pref name="noteType" value="{notes}"/></prefs></data>'
        )
        starts = range(0, len(settings), _LONGEST_PROPERTY)
        return {
            f"ZOTERO_PREF_{n}": settings[start : start + _LONGEST_PROPERTY]
            for n, start in enumerate(starts, start=1)
        }


def _key(text: str) -> str:
    """Eight characters for a text, as Zotero's keys are."""
    digest = base64.b32encode(hashlib.sha256(text.encode()).digest()).decode()
    return digest[:8].translate(_KEY_LETTERS)


def _author_apart(inlines: Inlines, plain: Inlines) -> tuple[Inlines, Inlines]:
    """The name before the bracket of a citation that names its author, and the rest; no name where
    the two cannot be told apart.
    """
    linked = next((n for n, node in enumerate(inlines) if node["t"] == "Link"), 0)
    before = inlines[linked - 1] if linked else None
    if before is None or before["t"] != "Str" or not _OPENING.search(before["c"]):
        return [], plain
    name = [*inlines[: linked - 1]]
    if rest := before["c"][:-1]:
        name.append(ast.text(rest))
    spaces: Inlines = []
    while name and name[-1]["t"] == "Space":
        spaces.append(name.pop())
    if not name:
        return [], plain
    cited = [ast.text(before["c"][-1]), *_without_links(inlines[linked:])]
    return [styled(CITED_AUTHOR, _without_links(name)), *spaces], cited


def _without_links(inlines: Inlines) -> Inlines:
    """A citation as Zotero writes it: its text leads nowhere."""

    def change(node: Node) -> list[Node] | None:
        if node["t"] == "Link" and node["c"][2][0].startswith("#"):
            return list(node["c"][1])
        return None

    plain: Inlines = ast.rewrite(inlines, change)
    return plain


def plain_words(inlines: Inlines) -> str:
    """The text as Word shows it, by which Zotero sees whether someone has changed it."""
    pieces: list[str] = []
    for node in ast.nodes(inlines):
        match node["t"]:
            case "Str":
                pieces.append(node["c"])
            case "Space" | "SoftBreak":
                pieces.append(" ")
    return "".join(pieces)


def rtf(inlines: Inlines) -> str:
    """The text with its formats, as Zotero stores it: in the words of RTF."""
    pieces = []
    for node in inlines:
        content: Any = node.get("c")
        match node["t"]:
            case "Str":
                pieces.append("".join(map(_escaped, content)))
            case "Space" | "SoftBreak":
                pieces.append(" ")
            case kind if kind in _RTF:
                before, behind = _RTF[kind]
                pieces.append(f"{before}{rtf(content)}{behind}")
            case "Span" | "Link" | "Quoted" | "Cite":
                pieces.append(rtf(content[1]))
    return "".join(pieces)


def _escaped(letter: str) -> str:
    if letter in "\\{}":
        return f"\\{letter}"
    return letter if letter.isascii() else f"\\uc0\\u{ord(letter)}{{}}"
