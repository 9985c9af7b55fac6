"""The Markdown files of an issue as HTML: notices, a foreword, a list of reviewers."""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections.abc import Mapping
from functools import partial
from typing import Any

from markupsafe import Markup

from nashr.diagnostics import Diagnostic, Outcome, Span, has_errors
from nashr.document import formulas
from nashr.document.heading_levels import level_headings
from nashr.document.images import Images
from nashr.document.load import MARKDOWN_FORMAT
from nashr.document.positions import Places, insert_placeholders, restore_names
from nashr.engines import pandoc
from nashr.issue.edition import IssueEdition
from nashr.issues import MatterPart
from nashr.messages import Message, reason_of
from nashr.model import Article, Document, Manuscript, Resource, Source
from nashr.outputs import page_geometry
from nashr.outputs.account.findings import span_of_words
from nashr.outputs.account.passages import Expected, expected_of_blocks
from nashr.outputs.markup import Note, to_markup
from nashr.project.workspace import ISSUES
from nashr.records import dataclass, replace
from nashr.untrusted.text import character_diagnostics, limit_diagnostics

_HEADING = re.compile(r"<h1[^>]*>(.*?)</h1>", re.DOTALL)
#: Tags of headings. In an article they begin below its title, in a text with its own.
_LEVEL = re.compile(r"(?<=<h)[2-6](?=[\s>])|(?<=</h)[2-6](?=>)")


@dataclass(frozen=True, slots=True)
class MatterText:
    """A Markdown file as HTML, with headings from ``h1`` on, its notes, its title, and what
    products must show of it.
    """

    #: Begins the names of its files, and of its ids where several texts stand in one document.
    key: str
    html: Markup
    notes: tuple[Note, ...]
    title: str
    lang: str
    source: Source
    passages: Expected
    #: The files of its images, by the names that the HTML has for them.
    resources: tuple[Resource, ...] = ()

    @property
    def headings(self) -> tuple[str, ...]:
        """The words of its headings of the first level."""
        found = (Markup(heading[1]).striptags() for heading in _HEADING.finditer(self.html))
        return tuple(" ".join(words.split()) for words in found)

    def place_of(self, words: str) -> Span:
        """Where the file has the words."""
        return span_of_words(self.source, words)


def text_of(edition: IssueEdition, part: MatterPart) -> Outcome[MatterText | None]:
    """The HTML of a part that is a Markdown file; None after an error."""
    assert part.file is not None
    source = edition.loaded.texts[part.file]
    found = [*limit_diagnostics(source), *character_diagnostics(source)]
    if found:
        return Outcome(None, tuple(found))
    key = f"text-{hashlib.sha256(part.file.encode()).hexdigest()[:8]}"
    lang = part.lang or edition.journal.language
    places = Places(Manuscript(source, "", source.text))
    images = Images(partial(_read, edition, part.file), places, measure(edition))
    traced = insert_placeholders(source.text)
    try:
        tree = pandoc.parse_markdown(traced.body, reader=MARKDOWN_FORMAT)
        placed = images.place(level_headings(restore_names(tree["blocks"], traced), top=1))
        resources = images.finish()
        names = {one.name: one.name.replace("/", f"/{key}-", 1) for one in resources}
        blocks = _renamed(placed, names)
        document = Document(Article(edition.issue.id, lang, ()), blocks, {})
        markup = to_markup(document, pandoc.write_html)
        if faulty := markup.untranslated:
            found += formulas.findings(document, faulty, places)
            document = formulas.as_source(document, faulty)
            markup = to_markup(document, pandoc.write_html)
    except pandoc.PandocError as error:
        message = Message("Pandoc cannot read the text: {reason}.", reason=reason_of(error))
        place = Span(source.path)
        return Outcome(None, (Diagnostic("manuscript-unparsable", place, message),))
    html = _LEVEL.sub(lambda level: str(int(level[0]) - 1), markup.body)
    heading = _HEADING.search(html)
    title = part.title or (str(Markup(heading[1]).striptags()) if heading else "")
    text = MatterText(
        key,
        Markup(html),
        markup.notes,
        title,
        lang,
        source,
        expected_of_blocks(document.blocks),
        tuple(replace(one, name=names[one.name]) for one in resources),
    )
    found += map(_beside_the_text, images.diagnostics)
    return Outcome(None if has_errors(found) else text, tuple(found))


def measure(edition: IssueEdition) -> float:
    """The width of the text on a page, in points."""
    return page_geometry.sheet(edition.journal.page, edition.theme.settings).measure


def _read(edition: IssueEdition, file: str, path: str, at: Span) -> Outcome[bytes | None]:
    """A file that a text names, from the folder of the text on."""
    return edition.read(posixpath.join(ISSUES, posixpath.dirname(file), path), at)


def _renamed(tree: Any, names: Mapping[str, str]) -> Any:
    """A copy of the tree whose images have other names."""
    if isinstance(tree, list):
        return [_renamed(item, names) for item in tree]
    if not isinstance(tree, dict):
        return tree
    if tree.get("t") == "Image":
        attributes, words, (target, title) = tree["c"]
        return {"t": "Image", "c": [attributes, words, [names.get(target, target), title]]}
    return {key: _renamed(value, names) for key, value in tree.items()}


def _beside_the_text(found: Diagnostic) -> Diagnostic:
    """What is wrong with an image, with a hint that fits a text of an issue."""
    if found.code != "image-missing":
        return found
    return replace(found, hint=Message("Put the file beside the text, or mend its name."))
