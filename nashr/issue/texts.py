"""The Markdown files of an issue as HTML: notices, a foreword, a list of reviewers."""

from __future__ import annotations

import re

from markupsafe import Markup

from nashr.diagnostics import Diagnostic, Outcome, Span
from nashr.document.load import MARKDOWN_FORMAT
from nashr.engines import pandoc
from nashr.issue.edition import IssueEdition
from nashr.issues import MatterPart
from nashr.messages import Message, reason_of
from nashr.model import Source
from nashr.outputs.account.findings import span_of_words
from nashr.outputs.account.passages import Expected, expected_of_blocks
from nashr.outputs.markup import clean
from nashr.project.workspace import ISSUES
from nashr.records import dataclass
from nashr.untrusted.text import character_diagnostics, limit_diagnostics

_HEADING = re.compile(r"<h2[^>]*>(.*?)</h2>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class MatterText:
    """A Markdown file as HTML, with headings from ``h2`` on, its title, and what products must show
    of it.
    """

    html: Markup
    title: str
    lang: str
    source: Source
    passages: Expected

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
    place = Span(f"{ISSUES}/{part.file}")
    try:
        tree = pandoc.parse_markdown(source.text, reader=MARKDOWN_FORMAT)
        html = clean(pandoc.write_html(tree["blocks"]))
    except pandoc.PandocError as error:
        message = Message("Pandoc cannot read the text: {reason}.", reason=reason_of(error))
        return Outcome(None, (Diagnostic("manuscript-unparsable", place, message),))
    lang = part.lang or edition.journal.language
    heading = _HEADING.search(html)
    title = part.title or (str(Markup(heading[1]).striptags()) if heading else "")
    wrong = tuple(_images(html, place))
    passages = expected_of_blocks(tree["blocks"])
    return Outcome(MatterText(Markup(html), title, lang, source, passages), wrong)


def _images(html: str, place: Span) -> list[Diagnostic]:
    """Images are not shown in these texts, and that is an error, not a gap."""
    found = re.findall(r'<img [^>]*src="([^"]*)"', html)
    hint = Message("Make an article of the text, which may have images.")
    return [
        Diagnostic(
            "image-unsupported",
            place,
            Message("“{path}” cannot stand in a text of an issue.", path=one),
            hint,
        )
        for one in found
    ]
