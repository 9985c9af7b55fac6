"""The second list of references, in Latin letters."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from nashr import ast
from nashr.bibliography.language_names import english_name
from nashr.bibliography.latin import Romanized, in_latin
from nashr.bibliography.latin_fields import CHECKED, CONFIRMED, ROMANIZED
from nashr.diagnostics import Diagnostic, Outcome, Span
from nashr.languages import language
from nashr.languages.records import primary
from nashr.messages import Message
from nashr.model import (
    Article,
    CslItem,
    Inlines,
    LatinList,
    LatinSettings,
    Node,
    Reference,
    ReferenceEntry,
    RenderedCitations,
)
from nashr.records import replace

#: Renders items once more, by their keys, in a language: the entries of the list.
Render = Callable[[Mapping[str, CslItem], str], Sequence[ReferenceEntry]]
_KEY = "latin-"
#: How an author says in a bibliography that the Latin form was checked.
_CONFIRMATION = f"{CHECKED} = {{{CONFIRMED}}}"


def latin_list(
    article: Article,
    settings: LatinSettings,
    first: RenderedCitations,
    references: Mapping[str, Reference],
    render: Render,
) -> Outcome[LatinList | None]:
    """The list, and what is to be checked in it; None where all works are in Latin letters and no
    title is translated, for it would be the first list again.
    """
    keys = [entry.key for entry in first.entries if ast.plain_text(entry.inlines)]
    works = {key: in_latin(references[key], settings) for key in keys if key in references}
    if not any(work.is_foreign for work in works.values()):
        return Outcome(None)
    entries = render({key: work.reference.item for key, work in works.items()}, settings.lang)
    prefix = _prefix(works)
    question = language(article.lang).labels.check_romanization
    made = LatinList(
        settings.lang,
        tuple(
            replace(
                entry,
                key=f"{prefix}{entry.key}",
                inlines=_finished(entry.inlines, works[entry.key], settings),
            )
            for entry in entries
            if ast.plain_text(entry.inlines)
        ),
        tuple(
            replace(
                work.reference,
                key=f"{prefix}{key}",
                query=question if _is_open(work) else None,
            )
            for key, work in works.items()
        ),
    )
    return Outcome(made, tuple(findings(works.values())))


def _prefix(keys: Mapping[str, object]) -> str:
    """What stands before the keys of the list, so that none is one of the first."""
    prefix = _KEY
    while any(f"{prefix}{key}" in keys for key in keys):
        prefix += "-"
    return prefix


def _is_open(work: Romanized) -> bool:
    """Whether the romanization waits for the author's word."""
    return bool(work.generated) and not work.checked


# --- the entries ---------------------------------------------------------------------------


def _finished(inlines: Inlines, work: Romanized, settings: LatinSettings) -> Inlines:
    """The entry with the language of the translated title, and with that of the work in words."""
    if work.translated:
        inlines = _with_language(inlines, f"[{work.translated}]", settings.lang)
    tag = str(work.reference.item.get("language") or "")
    name = english_name(tag) if primary(settings.lang) == "en" else None
    if not (settings.original_language and work.is_foreign and name) or primary(tag) == "en":
        return inlines
    opening = "In" if ast.plain_text(inlines).endswith(".") else "in"
    return [*inlines, {"t": "Space"}, *ast.words(f"({opening} {name})")]


def _with_language(tree: Inlines, text: str, lang: str) -> Inlines:
    """The inlines with the words of ``text`` in a span that names their language. A style may have
    changed the text; then nothing is marked.
    """
    done: Inlines = []
    run: Inlines = []
    for node in [*tree, None]:
        if node is not None and node["t"] in ("Str", "Space"):
            run.append(node)
            continue
        done += _marked(run, text, lang)
        run = []
        if node is not None:
            done.append(_with_language_inside(node, text, lang))
    return done


def _with_language_inside(node: Node, text: str, lang: str) -> Node:
    content = node.get("c")
    match node["t"]:
        case "Emph" | "Strong" | "Underline" | "SmallCaps" | "Superscript" | "Subscript":
            return {**node, "c": _with_language(content or [], text, lang)}
        case "Link" | "Span" if content:
            return {**node, "c": [content[0], _with_language(content[1], text, lang), *content[2:]]}
    return node


def _marked(run: Inlines, text: str, lang: str) -> Inlines:
    start = ast.plain_text(run).find(text)
    if start < 0:
        return run
    end = start + len(text) - 1
    inside = _cut(run, start + 1, end)
    span = ast.span(inside, ast.attr(keyvals={"lang": lang}))
    return [*_cut(run, 0, start + 1), span, *_cut(run, end, None)]


def _cut(run: Inlines, start: int, end: int | None) -> Inlines:
    """The words and spaces between two places in their text."""
    done: Inlines = []
    at = 0
    for node in run:
        shown = node["c"] if node["t"] == "Str" else " "
        piece = shown[max(start - at, 0) : None if end is None else max(end - at, 0)]
        at += len(shown)
        if piece:
            done.append(node if piece == shown else {"t": "Str", "c": piece})
    return done


# --- the findings --------------------------------------------------------------------------


def findings(works: Iterable[Romanized]) -> Iterator[Diagnostic]:
    """What an author has to write or to check for the list."""
    for work in works:
        reference = work.reference
        place = Span(reference.file, reference.line, reference.column)
        if work.lacking:
            message = Message(
                "Nothing can romanize {fields} of “{key}”, and the list in Latin letters has the "
                "other script there.",
                fields=work.lacking,
                key=reference.key,
            )
            hint = Message("Write it: {fields}.", fields=tuple(map(_field, work.lacking)))
            yield Diagnostic("reference-not-romanized", place, message, hint, reference.key)
        if _is_open(work):
            message = Message(
                "“{key}” is romanized by a table: {texts}.",
                key=reference.key,
                texts="; ".join(work.generated.values()),
            )
            hint = Message(
                "Check it. Where it is wrong, write it, as in {field}; then write {confirmed}.",
                field=_field(next(iter(work.generated))),
                confirmed=_CONFIRMATION,
            )
            yield Diagnostic("reference-romanized", place, message, hint, reference.key)


def _field(variable: str) -> str:
    """A field as a bibliography has it."""
    return f"{variable}{ROMANIZED} = {{…}}"
