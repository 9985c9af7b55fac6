"""The texts of an article as pandoc is to read them, and what its trees mean.

``prepare`` takes LaTeX, R Markdown, Quarto and MyST out of the body and the front matter and leaves
tokens; ``Prepared.document`` puts the meanings into the trees that pandoc gave.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from nashr.diagnostics import Diagnostic
from nashr.document import (
    citation_brackets,
    definitions,
    dialects,
    font_signs,
    foreign_marks,
    html_in_line,
    latex,
    link_definitions,
    list_slips,
    literal_signs,
    myst,
    ordinals,
    raw_latex,
    stray_marks,
    unpaired_marks,
    unseen_signs,
)
from nashr.document.author_classes import keep_classes_apart
from nashr.document.formulas import Formulas
from nashr.document.html_images import with_images
from nashr.document.html_tables import with_tables
from nashr.document.labels import Labels, drop_labels
from nashr.document.latex_reading import Latex, Origin
from nashr.document.meaning_nodes import MeaningNodes
from nashr.document.positions import Placeholders, Places, TracedText, restore_names
from nashr.document.raw_latex import scan_with_latex
from nashr.document.rewriting import Edit, Rewritten, Tokens, apply
from nashr.document.scanning import Scan
from nashr.document.typed_lines import with_typed_lines
from nashr.model import Blocks, Manuscript
from nashr.records import dataclass, field

#: Stands before a fragment and a title, so that none begins with the sign of a list or a heading.
_OPENING = "\u2060"
_TITLES = ("title", "subtitle")
#: Reads a LaTeX text; raises for one that it cannot read.
ParseLatex = Callable[[str], Blocks]


@dataclass(frozen=True)
class Prepared:
    """Texts for pandoc's Markdown reader (``body`` and ``texts``) and its LaTeX reader."""

    body: str
    texts: Mapping[str, str]
    latex: Mapping[str, str]
    scan: Scan
    traced: TracedText
    rewritten: Rewritten
    #: Labels of notes that are called in texts other than the body.
    called: frozenset[str]
    _state: Latex
    _fields: frozenset[str]

    def document(
        self,
        tree: Blocks,
        parsed: Mapping[str, Blocks],
        from_latex: Mapping[str, Blocks | None],
        places: Places,
    ) -> Understood:
        """The body and the fields of the front matter with everything in its place."""
        read = {name: restore_names(list(found), self.traced) for name, found in parsed.items()}
        restored = restore_names(tree, self.traced)
        for one in (restored, list(read.values()), list(from_latex.values())):
            keep_classes_apart(one)
        fragments = {n: _opened(b) for n, b in read.items() if n not in self._fields}
        nodes = MeaningNodes(self._state.tokens, fragments, from_latex, places)
        blocks = nodes.walk(restored)
        body = places.manuscript.body
        blocks = with_tables(with_images(blocks, body), body)
        labels = Labels(places)
        blocks = labels.settle(blocks)
        formulas = Formulas(self._state.macros, places, labels.aliases)
        blocks = with_typed_lines(formulas.settle(blocks))
        fields = {
            name: formulas.settle(drop_labels(nodes.walk(_opened(found))))
            for name, found in read.items()
            if name in self._fields
        }
        found = (*nodes.diagnostics, *labels.diagnostics, *formulas.diagnostics)
        return Understood(blocks, fields, labels.aliases, found)


@dataclass(frozen=True, slots=True)
class Understood:
    """Trees in which nothing is left of another dialect; ``aliases``: more names for ids."""

    blocks: Blocks
    fields: Mapping[str, Blocks]
    aliases: Mapping[str, str]
    diagnostics: tuple[Diagnostic, ...]


@dataclass(slots=True)
class _Preparation:
    latex: Latex
    fragments: dict[str, Rewritten] = field(default_factory=dict)

    def fragment(self, text: str, origin: Origin, depth: int) -> str:
        name = f"fragment-{len(self.fragments)}"
        self.fragments[name] = Rewritten("")  # takes its number before those inside it
        self.fragments[name] = self.rewritten(scan_with_latex(text), origin, depth)
        return name

    def rewritten(self, scanned: Scan, origin: Origin, depth: int = 0) -> Rewritten:
        tokens = self.latex.tokens
        edits = [
            *dialects.metadata_blocks(scanned, origin, tokens),
            *dialects.edits(scanned, origin, tokens),
            *definitions.edits(scanned),
            *list_slips.edits(scanned),
            *link_definitions.edits(scanned),
            *ordinals.edits(scanned),
            *html_in_line.edits(scanned, tokens),
            *unseen_signs.edits(scanned),
            *font_signs.edits(scanned),
            *citation_brackets.edits(scanned),
            *literal_signs.edits(scanned),
            *unpaired_marks.edits(scanned),
        ]
        edits += myst.edits(self.latex, scanned, origin, depth)
        edits += foreign_marks.edits(self.latex, scanned, origin, depth)
        edits += stray_marks.edits(self.latex, scanned, origin, depth)
        edits += raw_latex.edits(self.latex, scanned, origin, depth)
        edits += latex.edits(self.latex, scanned, origin, depth)
        return apply(scanned.text, _apart(edits), origin)


def _apart(edits: list[Edit]) -> list[Edit]:
    """The edits without those that lie in others: the one that begins first counts."""
    done: list[Edit] = []
    for edit in sorted(edits, key=lambda e: (e.start, -e.end)):
        if not done or edit.start >= done[-1].end:
            done.append(edit)
    return done


def prepare(manuscript: Manuscript, fields: Mapping[str, str]) -> Prepared:
    """Take apart the body of a manuscript and the texts of its front matter."""
    whole = "".join([manuscript.body, *fields.values()])
    state = Latex(Tokens(whole))
    work = _Preparation(state)
    state.fragment = work.fragment
    scanned = scan_with_latex(manuscript.body)
    body = work.rewritten(scanned, lambda offset: offset)
    texts = {
        name: _opening(name, text) + work.rewritten(scan_with_latex(text), lambda _: -1).text
        for name, text in fields.items()
    }
    names = Placeholders(body.text, *(one.text for one in work.fragments.values()))
    traced_body = names.insert(body.text, body.origin)
    defined = {found["label"]: found for found in _DEFINITION.finditer(body.text)}
    called: set[str] = set()
    for name, one in work.fragments.items():
        texts[name] = f"{_OPENING} {names.insert(one.text, one.origin)}"
        for label in dict.fromkeys(_DEFINED_NAME.findall(one.text)):
            if (found := defined.get(label)) is not None:
                start = found.start()
                texts[name] += "\n\n" + names.insert(found[0], _moved(body.origin, start))
                called.add(label.removeprefix("^"))
    definitions = "\n".join(state.definitions)
    wanted = {
        name: f"{definitions}\n" + _PER_CENT.sub(r"\\%", text)
        for name, text in state.wanted.items()
    }
    return Prepared(
        traced_body,
        texts,
        wanted,
        scanned,
        names.traced(traced_body),
        body,
        frozenset(called),
        state,
        frozenset(fields),
    )


#: Per cent right behind a number and with more in its line: a remark of TeX begins elsewhere, and
#: whoever types a table by hand forgets the backslash.
_PER_CENT = re.compile(r"(?<=\d)%(?=[ \t]*\S)")
#: The definition of a note or a link with the lines that belong to it, and the use of one.
_DEFINITION = re.compile(
    r"^[ ]{0,3}\[(?P<label>[^\]\n]+)\]:[^\n]*(?:\n(?:[ \t]+\S[^\n]*|[ \t]*(?=\n+[ ]{4}\S)))*", re.M
)
_DEFINED_NAME = re.compile(r"(?<!\\)\[(\^?[^\]\[\n@]+)\](?![:(])")


def _moved(origin: Origin, by: int) -> Origin:
    return lambda offset: origin(offset + by)


def _opening(name: str, text: str) -> str:
    """What stands before a text of the front matter. A title is no list, *II. Dünya Savaşı*; but
    one in several lines may have each begin with a bar, as R Markdown has it.
    """
    is_line = name.partition(".")[0] in _TITLES and "\n" not in text.strip()
    return f"{_OPENING} " if is_line else ""


def _opened(blocks: Blocks) -> Blocks:
    """A fragment without what was put before it."""
    if not blocks or blocks[0]["t"] not in ("Para", "Plain"):
        return blocks
    first, *others = blocks
    inlines: list[Any] = first["c"]
    if inlines and inlines[0] == {"t": "Str", "c": _OPENING}:
        inlines = inlines[1:]
        while inlines and inlines[0]["t"] in ("Space", "SoftBreak"):
            inlines = inlines[1:]
    return [*([{"t": first["t"], "c": inlines}] if inlines else []), *others]


def read_latex(wanted: Mapping[str, str], parse: ParseLatex) -> dict[str, Blocks | None]:
    """What pandoc's LaTeX reader makes of each text; None where it refuses one.

    They are read together, which starts pandoc once; if that fails, each by itself.
    """
    if not wanted:
        return {}
    marks = {f"nashr{'q' * 5}{n}q": name for n, name in enumerate(wanted)}
    whole = "\n\n".join(f"{mark}\n\n{wanted[name]}" for mark, name in marks.items())
    found: dict[str, Blocks | None] = {}
    try:
        here: Blocks | None = None
        for block in parse(whole):
            words = block["c"] if block["t"] == "Para" else []
            mark = words[0].get("c") if len(words) == 1 else None
            if isinstance(mark, str) and mark in marks:
                here = []
                found[marks[mark]] = here
            elif here is not None:
                here.append(block)
    except ValueError:
        found = {}
    if len(found) == len(wanted):
        return found
    return {name: _alone(text, parse) for name, text in wanted.items()}


def _alone(text: str, parse: ParseLatex) -> Blocks | None:
    try:
        return parse(text)
    except ValueError:
        return None
