"""Words that Word shows in capitals by format (ISO/IEC 29500-1, 17.3.2.5): in the file they have
the letters that were typed, which nobody saw.

Within a paragraph they become capitals. A whole paragraph, as a heading, that was typed with small
letters and capitals stays so: its capitals are its looks, and what was typed says more.
"""

from __future__ import annotations

from nashr.importing.draft import Draft
from nashr.importing.findings import Outcome
from nashr.importing.marks import without_marks
from nashr.importing.ooxml import Element, WordPackage, find_all, paragraph_text, tag, value
from nashr.importing.paragraphs import has_capitals, styles_of
from nashr.importing.text_language import language_of
from nashr.languages import is_supported, upper
from nashr.messages import plural
from nashr.records import dataclass


@dataclass(frozen=True, slots=True)
class Capitals:
    """How many places became capitals, and how many paragraphs stand as they were typed."""

    written: int = 0
    kept: int = 0


def write_capitals(package: WordPackage) -> Capitals:
    """Change the letters of words that are shown in capitals, and count."""
    styles = styles_of(package)
    written = kept = 0
    usual = language_of(" ".join(map(paragraph_text, package.document.iter(tag("w:p")))))
    for _, story in package.stories():
        for paragraph in story.iter(tag("w:p")):
            runs = [run for run in paragraph.iter(tag("w:r")) if without_marks(_text(run)).strip()]
            shown = [run for run in runs if has_capitals(run, paragraph, styles)]
            if not any(_text(run) != _text(run).upper() for run in shown):
                continue
            whole = "".join(map(_text, runs))
            if len(shown) == len(runs) and is_typed_with_capitals(whole):
                kept += 1
                continue
            language = language_of(whole) or usual
            for run in shown:
                written += _write(run, _language_of_run(run) or language)
    return Capitals(written, kept)


def is_typed_with_capitals(text: str) -> bool:
    """Whether one of the words of a text begins with a capital."""
    return any(word[:1] != word[:1].lower() for word in text.split())


def _language_of_run(run: Element) -> str:
    """The language that is noted at a run, by which Word makes capitals."""
    noted = find_all(run, "./w:rPr/w:lang")
    return value(noted[0]).partition("-")[0].lower() if noted else ""


def _write(run: Element, language: str) -> bool:
    before = _text(run)
    for one in run.findall(tag("w:t")):
        one.text = upper(one.text or "", language if is_supported(language) else "en")
    return _text(run) != before


def _text(run: Element) -> str:
    return "".join(one.text or "" for one in run.findall(tag("w:t")))


def tell_capitals(draft: Draft, capitals: Capitals) -> None:
    """A finding for each of the two."""
    if capitals.written:
        message = plural(
            "Words that the file shows in capitals are written in capitals: {n} place.",
            "Words that the file shows in capitals are written in capitals: {n} places.",
            capitals.written,
        )
        draft.add("capitals", Outcome.DONE, message)
    if capitals.kept:
        message = plural(
            "A paragraph that the file shows in capitals stands as it was typed.",
            "{n} paragraphs that the file shows in capitals stand as they were typed.",
            capitals.kept,
        )
        draft.add("capitals-as-typed", Outcome.DONE, message)
