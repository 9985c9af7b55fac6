"""The report on the references of a journal: its files read, its articles looked through."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from nashr import ast
from nashr.bibliography.latin import in_latin
from nashr.bibliography.uncited import uncited_findings
from nashr.diagnostics import Diagnostic, Outcome, Span, has_errors, sort_diagnostics
from nashr.document.citing import list_citations
from nashr.document.load import MARKDOWN_FORMAT, front_matter_texts, load_document
from nashr.document.reading import prepare
from nashr.engines import pandoc
from nashr.messages import Message, plural, verbatim
from nashr.model import (
    Article,
    Citation,
    CiteItem,
    CslItem,
    Document,
    Journal,
    LocalText,
    Manuscript,
    Reference,
    Source,
)
from nashr.pipeline import latin_list, recorded
from nashr.pipeline.compose import (
    Log,
    Stopped,
    find_style,
    is_note_style,
    load_article,
    render_citations,
)
from nashr.pipeline.limits import allowed, alone, references_lost
from nashr.pipeline.listed_works import listed_works
from nashr.pipeline.record_store import load_store, load_tables
from nashr.pipeline.references import Bibliography, load_references
from nashr.pipeline.shared import read_journal_alone
from nashr.processes.pool import Send, Status
from nashr.project.workspace import Workspace
from nashr.records import dataclass, field, replace
from nashr.references.report import Conditions, check_works
from nashr.references.typed_citations import typed_citations
from nashr.references.works import Work, works_of
from nashr.wording import numbers_of


@dataclass(frozen=True, slots=True)
class ReferenceReport:
    """What was found, without the works that no article cites; these, with their places."""

    journal: Journal | None
    articles: tuple[str, ...] = ()
    works: int = 0
    findings: tuple[Diagnostic, ...] = ()
    uncited: Mapping[str, Span] = field(default_factory=dict)

    def all_findings(self, *, each: bool) -> tuple[Diagnostic, ...]:
        """All findings; works that no article cites a line each, or a line for each file."""
        places = {key: (at.file, at.line, at.column) for key, at in self.uncited.items()}
        more = map(recorded.diagnostic, uncited_findings(places, each=each))
        return sort_diagnostics([*self.findings, *more])

    @property
    def summary(self) -> Message:
        """What was checked, and how much was found, in a sentence."""
        found = numbers_of([one.severity.value for one in self.all_findings(each=True)])
        return Message(
            "Checked {works} in {articles}: {found}.",
            works=plural("{n} work", "{n} works", self.works),
            articles=plural("{n} article", "{n} articles", len(self.articles)),
            found=found or Message("nothing was found"),
        )


@dataclass(frozen=True, slots=True)
class _Read:
    """An article's works, the keys that it cites, and what was found in reading it."""

    works: tuple[Work, ...] = ()
    bibliography: Bibliography = field(default_factory=Bibliography)
    cited: frozenset[str] = frozenset()
    findings: tuple[Diagnostic, ...] = ()


def report(workspace: Workspace, slugs: Sequence[str] = ()) -> ReferenceReport:
    """Check the references of these articles, or of all; then the works that none cites too. What
    is read of the project is read in processes under limits: the time is each article's.
    """
    loaded = read_journal_alone(workspace)
    journal = loaded.value
    if journal is None or has_errors(loaded.diagnostics):
        return ReferenceReport(None, findings=loaded.diagnostics)
    named = tuple(slugs) or tuple(workspace.articles())
    limits = replace(allowed(journal.limits), seconds=journal.limits.time * max(1, len(named)))
    ended = alone(limits, _check, workspace, journal, named, not slugs)
    if ended.status is not Status.DONE:
        return ReferenceReport(None, findings=(*loaded.diagnostics, references_lost(ended, limits)))
    found: ReferenceReport = ended.value
    kept = (finding for finding in loaded.diagnostics if finding.code != "value-sample")
    return replace(found, findings=sort_diagnostics([*kept, *found.findings]))


def _check(
    send: Send, workspace: Workspace, journal: Journal, named: tuple[str, ...], whole: bool
) -> ReferenceReport:
    """The report on the references of these articles, as a task; ``whole`` where they are all."""
    del send
    style = find_style(workspace, journal)
    findings = [*style.diagnostics]
    in_notes = style.value is not None and is_note_style(style.value)
    read = [_read(workspace, journal, slug, in_notes) for slug in named]
    findings += [finding for one in read for finding in one.findings]
    store, tables = load_store(workspace), load_tables(workspace)
    findings += [*store.diagnostics, *tables.diagnostics]
    conditions = Conditions(
        journal.language,
        journal.reference_language == "item",
        partial(_render, workspace, journal, style.value),
        store.value,
        tables.value,
    )
    different = {tuple(work.span for work in one.works): one.works for one in read}
    for works in different.values():
        findings += check_works(works, conditions)
    number = len({work.span: work for one in read for work in one.works})
    kept = [finding for finding in findings if finding.code != "value-sample"]
    uncited = _uncited(read, whole=whole)
    return ReferenceReport(journal, named, number, sort_diagnostics(kept), uncited)


def _uncited(read: Sequence[_Read], *, whole: bool) -> dict[str, Span]:
    cited = frozenset[str]().union(*(one.cited for one in read))
    found: dict[str, Span] = {}
    for one in read:
        if whole:
            shared = one.bibliography.shared_works()
            found |= {key: at for key, at in shared.items() if key not in cited}
        found |= one.bibliography.uncited(one.cited)
    return found


def _read(workspace: Workspace, journal: Journal, slug: str, in_notes: bool) -> _Read:
    log = Log(strict=False)
    with contextlib.suppress(Stopped):
        manuscript, article = load_article(workspace, journal, slug, log)
        loaded = load_references(workspace, journal, article, manuscript)
        bibliography = loaded.value
        body_of = article or Article(slug, journal.language, (LocalText(journal.language, "?"),))
        document = _document(manuscript, body_of)
        listed: Outcome[tuple[Citation, ...]] = Outcome(())
        if document.value is not None:
            listed = list_citations(
                document.value,
                bibliography.references,
                manuscript,
                in_notes=in_notes,
                faults=bibliography.faults(strict=False),
                hiding=bibliography.hiding(),
            )
        uncited = listed_works(body_of, bibliography, manuscript, strict=False)
        works = _works(workspace, journal, article, bibliography)
        typed = typed_citations(manuscript, works, _towns(journal, article, works))
        wanted = (*listed.value, *uncited.value)
        cited = frozenset(item.key for one in wanted for item in one.items)
        findings = (
            *(f for f in log.found if f.code != "value-sample"),
            *loaded.diagnostics,
            *bibliography.findings,
            *document.diagnostics,
            *listed.diagnostics,
            *uncited.diagnostics,
            *typed,
            *_queries(bibliography, cited),
            *_romanized(article, bibliography, cited),
        )
        return _Read(works, bibliography, cited, findings)
    return _Read(findings=tuple(log.found))


def _document(manuscript: Manuscript, article: Article) -> Outcome[Document | None]:
    """The article's text, without its images; of its faults only those for which there is none."""
    prepared = prepare(manuscript, front_matter_texts(article))
    loaded = load_document(
        manuscript,
        article,
        partial(pandoc.parse_markdown, reader=MARKDOWN_FORMAT),
        partial(pandoc.parse_fields, reader=MARKDOWN_FORMAT),
        lambda *_: Outcome(None),
        parser_error=pandoc.PandocError,
        parse_latex=pandoc.parse_latex,
        prepared=prepared,
    )
    return loaded if loaded.value is None else Outcome(loaded.value)


def _works(
    workspace: Workspace, journal: Journal, article: Article | None, bibliography: Bibliography
) -> tuple[Work, ...]:
    paths = (*journal.bibliography, *(article.bibliography if article is not None else ()))
    read = (workspace.read_text(path).value for path in paths if workspace.exists(path))
    sources: list[Source] = [source for source in read if source is not None]
    references = [one for key, one in bibliography.references.items() if key == one.key]
    return works_of(references, sources)


def _towns(journal: Journal, article: Article | None, works: Sequence[Work]) -> set[str]:
    """The names of places that the journal, the article and the bibliography know."""
    places = {work.text("publisher-place") for work in works}
    if journal.publisher is not None:
        places.add(journal.publisher.place or "")
    for one in article.affiliations if article is not None else ():
        places |= {one.city or "", one.country or ""}
    return places - {""}


def _queries(bibliography: Bibliography, cited: frozenset[str]) -> Iterator[Diagnostic]:
    for key in sorted(cited):
        reference: Reference | None = bibliography.references.get(key)
        if reference is not None and reference.query:
            place = Span(reference.file, reference.line, reference.column)
            yield Diagnostic(
                "reference-query", place, verbatim(f"{reference.key}: {reference.query}")
            )


def _romanized(
    article: Article | None, bibliography: Bibliography, cited: frozenset[str]
) -> Iterator[Diagnostic]:
    """What is to be checked in the list in Latin letters, where the article has one."""
    settings = article.references_latin if article is not None else None
    if settings is not None:
        works = (bibliography.references[key] for key in sorted(cited & {*bibliography.references}))
        yield from latin_list.findings(in_latin(work, settings) for work in works)


def _render(
    workspace: Workspace, journal: Journal, style: Source | None, items: Mapping[str, CslItem]
) -> dict[str, str]:
    """What the style prints of the items, in the list and in the citation."""
    if style is None:
        return {}
    references = {key: Reference(key, item, "", 0) for key, item in items.items()}
    wanted = [Citation(f"cite-{n}", (CiteItem(key),)) for n, key in enumerate(items, start=1)]
    by_item = journal.reference_language == "item"
    rendered = render_citations(
        workspace, style, references, wanted, journal.language, by_item
    ).value
    if rendered is None:
        return {}
    texts = {entry.key: ast.plain_text(entry.inlines) for entry in rendered.entries}
    for key, one in zip(items, rendered.citations, strict=True):
        texts[key] = f"{texts.get(key, '')} {ast.plain_text(one.inlines)}"
    return texts
