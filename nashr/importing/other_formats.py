"""Make drafts of files that are not Word's: JATS, and the formats that pandoc reads as they are."""

from __future__ import annotations

import copy
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from nashr import ast
from nashr.importing.alike_letters import write_alike_letters
from nashr.importing.captions import bind_captions
from nashr.importing.cleaning import clean
from nashr.importing.draft import Draft, text_of
from nashr.importing.emphasis_breaks import with_breaks_outside
from nashr.importing.extended_abstracts import take_extended_abstracts
from nashr.importing.findings import Outcome
from nashr.importing.front import has_labels, take_front, take_labels
from nashr.importing.front_findings import tell_notes, tell_plain_keyword
from nashr.importing.front_tables import flatten_front_tables
from nashr.importing.front_text import blocks_of_front
from nashr.importing.headings import find_headings
from nashr.importing.html_notes import with_notes
from nashr.importing.html_styles import with_looks, without_hidden, without_page_attributes
from nashr.importing.html_title import take_title
from nashr.importing.jats import (
    front_of,
    keywords_set_apart,
    missing_words,
    words_of,
    written_jats,
)
from nashr.importing.jats_body import JatsTargets, prepare_body
from nashr.importing.jats_citations import with_citations
from nashr.importing.jats_front_texts import (
    Path,
    add_front_texts,
    add_other_parts,
    take_front_texts,
    tell_other_parts,
)
from nashr.importing.jats_front_words import unread_front
from nashr.importing.jats_references import Work, references_of
from nashr.importing.jats_tree import settle_tree
from nashr.importing.latex_abstracts import language_of_latex, take_abstracts
from nashr.importing.latex_source import LatexSource
from nashr.importing.latex_tree import settle_latex, tell_source
from nashr.importing.library import Library
from nashr.importing.marked_notes import with_marked_notes
from nashr.importing.marks import without_forged
from nashr.importing.meta_front import (
    front_of_meta,
    notes_of_authors,
    take_date,
    without_properties,
)
from nashr.importing.odt import OdtSource, settle_odt
from nashr.importing.pictures import ask_for_pictures, take_files
from nashr.importing.plain_paragraphs import mark_plain_paragraphs, with_tables_before
from nashr.importing.reference_list import add_marked, take_references
from nashr.importing.rtf_tree import with_characters
from nashr.importing.settling import tell_hidden
from nashr.importing.source_words import Passage, lost_passages
from nashr.importing.stored_labels import with_labels
from nashr.importing.text_language import language_of
from nashr.importing.typed_lists import find_lists
from nashr.importing.typed_notes import take_typed_notes
from nashr.messages import Message, plural
from nashr.model import NOCITE, Blocks, Node
from nashr.records import dataclass

#: Pandoc's readers by the ending of a file's name.
READERS: Mapping[str, str] = {
    "docx": "docx",
    "docm": "docx",
    "dotx": "docx",
    "odt": "odt",
    "rtf": "rtf",
    "html": "html",
    "htm": "html",
    "tex": "latex",
    "epub": "epub",
    "xml": "jats",
    "jats": "jats",
    "nxml": "jats",
}
#: Formats that hold their pictures.
ARCHIVES = frozenset({"odt", "epub"})
HOLDING_PICTURES = ARCHIVES | {"docx"}
_FORMULA = re.compile(r"(?:Formula|Object)[^/]*/content\.xml")
_MOST_WORDS = 12
#: Nodes whose text is counted, and those at whose ends a word may go on.
_SHOWN = frozenset({"Str", "Code", "CodeBlock"})
_WITHIN_WORDS = frozenset(
    "Str Code Emph Strong Underline Strikeout Superscript Subscript SmallCaps Span Link Quoted "
    "Cite".split()
)
_ACCENTED = re.compile(r"ı(?=[\u0300-\u0304\u0306-\u036f])")


_READ = Message("Of files such as {name}, text and tables are read, and no changes or comments.")
_READ_OF_ODT = Message("Of files such as {name}, less is known than of those of Word.")


@dataclass(frozen=True, slots=True)
class PreparedJats:
    """A JATS article for pandoc, and what is read of it without pandoc."""

    data: bytes
    front: Mapping[str, Any]
    words: Counter[str]
    #: The id of each reference, and the works that it names.
    references: tuple[tuple[str, tuple[Work, ...]], ...]
    targets: JatsTargets
    #: The front of the article as it came, if there is one.
    whole_front: Any
    #: The keys of the texts of the front matter that stand behind the text, for pandoc.
    texts: tuple[Path, ...] = ()
    #: How many parts of the front were put into the text.
    others: int = 0


def prepare_jats(root: Any) -> PreparedJats:
    """Read the front matter and the references of an article, and prepare its text."""
    front, words = front_of(root), words_of(root)
    references = tuple(references_of(root))
    whole = copy.deepcopy(root.find("front"))
    others = add_other_parts(root)
    texts = add_front_texts(root, front)
    targets = prepare_body(root)
    data = written_jats(root)
    return PreparedJats(data, front, words, references, targets, whole, texts, others)


def draft_of_jats(
    prepared: PreparedJats, tree: Mapping[str, Any], files: Mapping[str, bytes] | None = None
) -> Draft:
    """The draft of a JATS article; ``tree`` is pandoc's, ``files`` the pictures beside it."""
    draft = Draft(_without_forged(tree["blocks"]), {}, front=dict(prepared.front))
    library = Library()
    known: dict[int, str] = {}
    keys: dict[str, tuple[str, ...]] = {}
    for number, works in prepared.references:
        for work in works:
            if id(work) not in known:  # one that has an id of its own comes twice
                known[id(work)] = _key_of(draft, library, work)
        keys[number] = tuple(dict.fromkeys(known[id(work)] for work in works))
    draft.blocks = settle_tree(with_citations(draft.blocks, keys), prepared.targets)
    take_front_texts(draft, prepared.texts)
    draft.bibliography = library.text
    tell_other_parts(draft, prepared.others)
    _describe_images(draft, prepared.targets)
    _tell_lost_of_jats(draft, prepared)
    _list_uncited(draft, known.values())
    _tell_labels(draft, prepared.targets)
    for text in keywords_set_apart(prepared.whole_front):
        tell_plain_keyword(draft, text)
    take_files(draft, files or {})
    clean(draft)
    ask_for_pictures(draft)
    return draft


def _key_of(draft: Draft, library: Library, work: Work) -> str:
    """The key of a work by its marks; where they leave out parts of it, by its text, too."""
    if work.is_partial or not work.item.get("title"):
        return add_marked(draft, library, dict(work.item), work.text)
    return library.add_marked(work.item)


def _describe_images(draft: Draft, targets: JatsTargets) -> None:
    """Give pictures the words by which the file describes them."""

    def change(node: Node) -> list[Node] | None:
        if node["t"] != "Image" or node["c"][2][0] not in targets.descriptions:
            return None
        attributes, _, target = node["c"]
        words = ast.words(targets.descriptions[target[0]])
        return [{"t": "Image", "c": [attributes, words, target]}]

    draft.blocks = ast.rewrite(draft.blocks, change)


def _tell_lost_of_jats(draft: Draft, prepared: PreparedJats) -> None:
    """A finding for the words of the text, and one for each part of the front, that are lost."""
    text = _all_text(draft.blocks)
    if missing := missing_words(prepared.words, text):
        draft.add_lost_words(missing, _MOST_WORDS)
    front = f"{' '.join(_strings(draft.front))} {_all_text(blocks_of_front(draft.front))}"
    for words in unread_front(prepared.whole_front, f"{front} {text}"):
        shown = " ".join(words[:_MOST_WORDS]) + (" …" if len(words) > _MOST_WORDS else "")
        message = Message(
            "Words of the front matter are in none of its fields: “{words}”.", words=shown
        )
        hint = Message("put them where they belong.")
        draft.add("front-words", Outcome.LOST, message, None, hint)


def _list_uncited(draft: Draft, keys: Iterable[str]) -> None:
    """Keep the works of the file's own list that are not cited in the list, and tell of them."""
    cited = {
        str(one["citationId"])
        for node in ast.nodes(draft.blocks)
        if node["t"] == "Cite"
        for one in node["c"][0]
    }
    listed = draft.front.get(NOCITE, [])
    uncited = [key for key in dict.fromkeys(keys) if key not in cited and key not in listed]
    if uncited:
        draft.front[NOCITE] = [*listed, *uncited]
        draft.add(
            "references-uncited",
            Outcome.DOUBTFUL,
            plural(
                "A work of the list of references is cited nowhere; nocite lists it all the same.",
                "{n} works of the list of references are cited nowhere; nocite lists them all the "
                "same.",
                len(uncited),
            ),
            None,
            Message("cite them, or take them out of nocite in the front matter."),
        )


def _tell_labels(draft: Draft, targets: JatsTargets) -> None:
    if targets.relabelled:
        shown = ", ".join(targets.relabelled[:_MOST_WORDS])
        draft.add(
            "labels-changed",
            Outcome.DOUBTFUL,
            Message(
                "Figures and tables are numbered anew; these were called: {labels}.", labels=shown
            ),
            None,
            Message("their labels stand in the captions, and may go from there."),
        )


def draft_of_tree(
    tree: Mapping[str, Any],
    files: Mapping[str, bytes],
    name: str,
    passages: Sequence[Passage] = (),
    log: Sequence[str] = (),
    looks: Mapping[str, tuple[str, ...]] | None = None,
    latex: LatexSource | None = None,
    odt: OdtSource | None = None,
    has_changes: bool = False,
) -> Draft:
    """The draft of a file in another format, with the pictures that are among its ``files``;
    ``passages`` are the words that the file has, where they are known, ``log`` the warnings of
    pandoc's reader, ``looks`` those of a page's classes, ``latex``
    and ``odt`` what was read of a source of LaTeX and of an OpenDocument. ``has_changes`` says that
    the changes and comments of another format are in the tree.
    """
    meta = without_properties(tree.get("meta", {}))
    blocks = tree["blocks"] if odt is None else with_labels(tree["blocks"])
    blocks = ast.rewrite_strings(_without_forged(blocks), _with_usual_letters)
    blocks = with_breaks_outside(blocks)
    front = front_of_meta(meta)
    if latex is not None and "authors" in latex.front:
        front.pop("affiliations", None)
    draft = Draft(blocks, {}, front={**front, **({} if latex is None else latex.front)})
    notes = notes_of_authors(meta, draft.front)
    if notes:
        draft.blocks = [*notes, *draft.blocks]
        tell_notes(draft, notes)
    language = "" if latex is None else language_of_latex(latex.language, draft.blocks)
    language = language or language_of(" ".join((*_strings(draft.front), _all_text(draft.blocks))))
    if language and "lang" not in draft.front:
        draft.front["lang"] = language
    less = _READ_OF_ODT if odt is not None or has_changes else _READ
    draft.add(
        "format",
        Outcome.DOUBTFUL,
        less.having(name=name),
        None,
        Message("ask the author for the file as Word wrote it, if there is one."),
    )
    for warning in log:
        draft.add(
            "pandoc-warning", Outcome.DOUBTFUL, Message("Pandoc says: {warning}", warning=warning)
        )
    take_date(draft, meta)
    _tell_lost(draft, passages, () if latex is None else latex.again)
    write_alike_letters(draft)
    there = sum(1 for one in files if _FORMULA.fullmatch(one)) if latex is None else latex.formulas
    _tell_formulas(draft, there, meta)
    library = Library()
    if odt is not None:
        settle_odt(draft, library, odt)
    if latex is not None:
        take_abstracts(draft, meta)
        _list_uncited(draft, settle_latex(draft, library, latex))
        tell_source(draft, latex)
    shown, hidden = without_hidden(draft.blocks)
    tell_hidden(draft, hidden)
    blocks = with_notes(with_looks(shown, looks or {}))
    title = None
    if latex is None:
        blocks = with_tables_before(with_marked_notes(blocks))
        if odt is None and not has_changes:
            is_book = name.lower().endswith(".epub")
            title, blocks = take_title(blocks, str(draft.front.get("title", "")), is_book)
            draft.front |= {} if title is None else {"title": title}
        blocks = without_page_attributes(blocks, str(draft.front.get("lang", "")))
    draft.blocks = _without_layout(blocks, str(draft.front.get("title", "")))
    _take_front(draft, title is not None or (latex is not None and "title" in draft.front))
    take_files(draft, files)
    if latex is None:
        mark_plain_paragraphs(draft)
        if not any(block["t"] == "Header" for block in draft.blocks):
            find_headings(draft)
        bind_captions(draft)
        take_typed_notes(draft)
    take_references(draft, library)
    if latex is None:
        find_lists(draft)
    libraries = () if latex is None else latex.libraries
    draft.bibliography = "\n".join(filter(None, (library.text, *libraries)))
    clean(draft)
    ask_for_pictures(draft)
    take_extended_abstracts(draft)
    return draft


def _take_front(draft: Draft, has_title: bool) -> None:
    """Read the front matter of the first paragraphs, where the file has none of its own but its
    title, language and authors: programs put the name of their user there.
    """
    own = draft.front.keys() - {"title", "lang", "authors"}
    # Keywords of a page's head are for those who search; the text may have the article's.
    if own - {"keywords"} or (own and not has_labels(draft)):
        take_labels(draft)
        return
    if "authors" in draft.front and not has_labels(draft):
        return
    flatten_front_tables(draft)
    known = dict(draft.front)
    if "title" not in known or has_labels(draft):
        take_front(draft, has_title)
        draft.front = {**known, **draft.front}


def _with_usual_letters(text: str) -> list[Node] | None:
    """A text whose dotless letters below accents, as LaTeX has them, are the usual ones, and those
    that are written by number are characters.
    """
    usual = unicodedata.normalize("NFC", _ACCENTED.sub("i", with_characters(text)))
    return [ast.text(usual)] if usual != text else None


def words_lost(tree: Mapping[str, Any], passages: Sequence[Passage]) -> frozenset[str]:
    """The words of a file that pandoc's tree of it lacks."""
    front = front_of_meta(tree.get("meta", {}))
    texts = (_all_text(tree["blocks"]), *_strings(front), _all_text(blocks_of_front(front)))
    written = unicodedata.normalize("NFC", " ".join(texts))
    return frozenset(word for one in lost_passages(passages, written) for word in one.words)


def _tell_lost(draft: Draft, passages: Sequence[Passage], again: Sequence[str]) -> None:
    """A finding for each passage whose words are not in the manuscript; ``again`` are words that
    it has once and the file more often.
    """
    front = f"{' '.join(_strings(draft.front))} {_all_text(blocks_of_front(draft.front))}"
    written = f"{_all_text(draft.blocks)} {front} {' '.join(again)}"
    for one in lost_passages(passages, unicodedata.normalize("NFC", written)):
        shown = " ".join(one.words[:_MOST_WORDS]) + (" …" if len(one.words) > _MOST_WORDS else "")
        if one.line:
            message = Message(
                "Words of line {number} of the file are not in the manuscript: “{words}”.",
                number=one.line,
            )
        elif one.paragraph:
            message = Message(
                "Words of paragraph {number} of the file are not in the manuscript: “{words}”.",
                number=one.paragraph,
            )
        elif one.part:
            message = Message(
                "Words of the file’s part {part} are not in the manuscript: “{words}”.",
                part=one.part,
            )
        else:
            message = Message("Words of the file are not in the manuscript: “{words}”.")
        hint = Message("put them in by hand.")
        draft.add("words-lost", Outcome.LOST, message.having(words=shown), None, hint)


def _strings(value: Any) -> Iterator[str]:
    """All strings in a value of front matter."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from _strings(one)
    elif isinstance(value, list):
        for one in value:
            yield from _strings(one)


def _tell_formulas(draft: Draft, there: int, meta: Mapping[str, Any]) -> None:
    """Tell of formulas that pandoc does not read: of OpenDocument, files; of LaTeX, in commands."""
    lost = there - sum(1 for node in ast.nodes([draft.blocks, meta]) if node["t"] == "Math")
    if lost > 0:
        draft.add(
            "formulas-lost",
            Outcome.LOST,
            plural(
                "A formula is not in the manuscript.",
                "{n} formulas are not in the manuscript.",
                lost,
            ),
            None,
            Message("put it in by hand, or ask the author for it."),
        )


def _without_layout(blocks: Blocks, title: str) -> Blocks:
    """The blocks without the divisions and spans of a page's layout, and without the title, which
    stands in the front matter.
    """

    def change(node: Node) -> list[Node] | None:
        if node["t"] not in ("Div", "Span"):
            return None
        (name, classes, pairs), inside = node["c"]
        is_own = node["t"] == "Span" and (name or "smallcaps" in classes)
        is_own = is_own or (node["t"] == "Div" and name.startswith("fig:"))
        meant = is_own or any(key in ("lang", "dir") for key, _ in pairs)
        return None if meant else list(inside)

    kept: Blocks = ast.rewrite(blocks, change)
    first = ast.plain_text(kept[0]["c"]) if kept and kept[0]["t"] == "Para" else ""
    if kept and kept[0]["t"] == "Header":
        first = ast.plain_text(kept[0]["c"][2])
    return kept[1:] if title and first.strip() == title and len(kept) > 1 else kept


def _without_forged(blocks: Blocks) -> Blocks:
    """The blocks without the characters of marks, of which these formats have none."""
    kept: Blocks = json.loads(without_forged(json.dumps(blocks, ensure_ascii=False)))
    return kept


def _all_text(blocks: Blocks) -> str:
    """All words of the blocks, with those of notes and captions; a word that is partly set in
    another type is one.
    """
    pieces: list[str] = []

    def walk(tree: Any) -> None:
        match tree:
            case {"t": kind, **rest}:
                between = "" if kind in _WITHIN_WORDS else " "
                pieces.append(between)
                if kind in _SHOWN:
                    pieces.append(text_of(tree))
                else:
                    walk(rest.get("c", []))
                pieces.append(between)
            case {"citationPrefix": before, "citationSuffix": behind}:
                for part in (before, behind):
                    pieces.append(" ")
                    walk(part)
                pieces.append(" ")
            case list():
                for one in tree:
                    walk(one)

    walk(blocks)
    return "".join(pieces)
