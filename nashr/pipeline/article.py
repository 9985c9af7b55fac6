"""The first task of an article: it is composed and sent to be typeset, and its other outputs made.

Outputs that mark where the pages of the PDF begin are made but for that while the pages are set.
The task then waits for where they begin, and finishes these outputs while the PDF is written.
"""

from __future__ import annotations

import contextlib
import io
import itertools
import pickle
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from nashr.diagnostics import Diagnostic, Span, capped, has_errors
from nashr.issues import IssuePlace
from nashr.model import Journal
from nashr.outputs.edition import Edition
from nashr.outputs.table import Output, outputs, rows
from nashr.pipeline import front_matter, manifest, placing, recorded
from nashr.pipeline.compose import Log, Request, Stopped, compose, find_style
from nashr.pipeline.front_matter import Parsed
from nashr.pipeline.placing import ContentsEntry
from nashr.pipeline.references import Bibliography
from nashr.pipeline.render import (
    FinishOutput,
    RenderedOutput,
    Starts,
    begin_output,
    keep,
    render_output,
    starts_of,
)
from nashr.processes.pool import Send
from nashr.project.cache import Cache, key_of
from nashr.project.file_bundle import MissingFiles
from nashr.project.ledger import Ledger
from nashr.project.workspace import Trace, Workspace
from nashr.records import dataclass, field, replace

#: What is replied to the task where that which sets the pages has not told where the pages begin.
NO_PAGES = pickle.dumps(None)


@dataclass(frozen=True, slots=True)
class BuildStore:
    """What earlier builds kept: records of the sources of each product, and rendered outputs."""

    ledger: Ledger
    cache: Cache

    @classmethod
    def none(cls, workspace: Workspace) -> BuildStore:
        """A store that keeps nothing."""
        return cls(Ledger(None, str(workspace.project), str(workspace.output), {}), Cache(None))


@dataclass(frozen=True, slots=True)
class BuildContext:
    """What all articles of a build have in common."""

    workspace: Workspace
    request: Request
    journal: Journal
    store: BuildStore
    #: What was found in ``journal.yaml``.
    findings: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True)
class ArticleResult:
    """What the first task of an article returns: all outputs but those that are typeset, for which
    it sends the edition to the second task.
    """

    findings: tuple[Diagnostic, ...]
    outputs: Mapping[str, RenderedOutput] = field(default_factory=dict)
    #: What the outputs were made from; None where the article was not composed.
    provenance: Provenance | None = None
    #: The files that a machine without the project's disk would have needed.
    missing: MissingFiles | None = None
    #: What is wrong in the bibliography files, whether the article cites it or not.
    bibliography: tuple[Diagnostic, ...] = ()
    #: Outputs that wait for the pages, from a process that cannot be sent them.
    unfinished: Unfinished | None = None

    def finished(self, starts: Starts) -> ArticleResult:
        """The result with the outputs that waited."""
        if self.unfinished is None:
            return self
        outputs = {**self.outputs, **self.unfinished.finish(starts)}
        return replace(self, outputs=outputs, unfinished=None)


@dataclass(frozen=True, slots=True)
class Provenance:
    """What an article was made from, for its manifest and for the ledger."""

    #: The key of each output: outputs with the same key are the same.
    keys: Mapping[str, str]
    #: The works that it cites, and those that all articles may cite, each with its place.
    cited: tuple[str, ...]
    shared: Mapping[str, Span]
    #: The works of its own bibliography files that it does not cite.
    uncited: Mapping[str, Span]
    #: The DOI and the pages that are to be its own.
    claims: Mapping[str, Any]
    #: What the manifest says of it.
    conditions: Mapping[str, Any]
    #: What was looked at on the disk.
    trace: Trace
    #: The libraries of the machine that were used.
    libraries: Mapping[str, Sequence[int]]
    #: The outputs that tell of no pages, by name, and those of which one would have told them.
    unmarked: Mapping[str, Sequence[str]] = field(default_factory=dict)
    #: How the contents of its issue list it.
    entry: ContentsEntry | None = None
    #: ``Ledger.conditions``; empty where nothing is cached.
    ledger_conditions: str = ""


def build_article(
    send: Send, context: BuildContext, slug: str, parsed: Parsed = ()
) -> ArticleResult:
    """Compose an article, send its edition to be typeset, and render the other outputs.

    An output that was rendered from the same edition before is taken from the cache. ``parsed`` is
    what of its front matter was parsed already.
    """
    front_matter.remember(parsed)
    request, store = context.request, context.store
    log = Log(request.strict)
    own = context.workspace.for_article()
    works: list[Bibliography] = []
    edition = None
    with contextlib.suppress(Stopped):
        conditions = partial(_ledger_conditions, store)
        edition = compose(own, request, context.journal, slug, log, works.append, conditions)
    of_files = (*(works[0].findings if works else ()), *log.of_bibliographies)
    of_files = capped(of_files)
    if edition is None:
        return ArticleResult(capped(log.found), bibliography=of_files)
    place = request.places.get(slug)
    is_ahead = False
    if place is not None and place.first_page is None:
        is_ahead = _send_ahead(send, edition, request, place, store)
        place = replace(place, first_page=pickle.loads(send.receive() or NO_PAGES))
        log.found.extend(placing.wrong_first_page(edition, place))
        edition = edition.numbered(place.first_page or 0)
        if has_errors(log.found, strict=request.strict):
            return ArticleResult(capped(log.found), bibliography=of_files)
    keys = _keys(store, edition)
    paged = None if request.piecemeal else _paged(request, keys, store.cache)
    keys |= _keys_with_pages(keys, paged)
    found = {name: store.cache.get(keys[name]) for name in request.formats}
    rendered = {name: pickle.loads(data) for name, data in found.items() if data is not None}
    wanted = [output for output in rows(request.formats) if output.name not in rendered]
    typeset = {output.name: keys[output.name] for output in wanted if output.typeset}
    if is_ahead:
        send(pickle.dumps(typeset))
    elif typeset:
        send(_to_typeset(edition, store, typeset))
    begun = {row.name: begin_output(row, edition) for row in wanted if row.follows_pages}
    for output in wanted:
        if not output.typeset and not output.follows_pages:
            rendered[output.name] = render_output(output, edition)
            keep(store.cache, keys[output.name], rendered[output.name])
    from nashr.pipeline.toolchain import library_files, toolchain  # while pages are being set

    cited = tuple(sorted({reference.key for reference in edition.document.cited}))
    provenance = Provenance(
        keys,
        cited,
        works[0].shared_works(),
        works[0].uncited(cited),
        recorded.claims(edition),
        manifest.conditions(own, edition, find_style(own, context.journal).value, toolchain()),
        own.trace(),
        library_files(),
        _unmarked() if paged is None else {},
        placing.contents_entry(edition) if place is not None else None,
        _ledger_conditions(store),
    )
    own_keys = {name: keys[name] for name in begun}
    unfinished = Unfinished(edition, begun, own_keys, store.cache, marked=paged is not None)
    starts: bytes | None = NO_PAGES
    if begun and paged is not None:
        is_set = paged.name not in typeset
        starts = pickle.dumps(_cached_starts(store, keys, paged)) if is_set else send.receive()
    result = ArticleResult(capped(log.found), rendered, provenance, bibliography=of_files)
    if starts is None:
        return replace(result, unfinished=unfinished)
    return replace(result, outputs={**rendered, **unfinished.finish(pickle.loads(starts))})


@dataclass(frozen=True, slots=True)
class Ahead:
    """What an article sends that is composed before its first page is known: what ``set_pages``
    gets, or nothing where it is in the cache for the page that is expected; how much text there is,
    in characters; and the first page that front matter gives it.
    """

    pages: bytes | None
    extent: int
    first_page: int | None


def _send_ahead(
    send: Send, edition: Edition, request: Request, place: IssuePlace, store: BuildStore
) -> bool:
    """Have an edition typeset before its first page is known, unless that was done before."""
    names = [output.name for output in rows(request.formats) if output.typeset]
    expected = place.expected_page
    is_kept = False
    if expected is not None and store.cache.folder is not None:
        keys = _keys(store, edition.numbered(expected))
        is_kept = all(store.cache.get(keys[name]) is not None for name in names)
    is_ahead = bool(names) and not is_kept
    pages = _to_typeset(edition, store, dict.fromkeys(names, "")) if is_ahead else None
    markup = edition.markup
    extent = len(markup.body) + sum(len(note.html) for note in markup.notes)
    send(pickle.dumps(Ahead(pages, extent, edition.document.article.first_page)))
    return is_ahead


def _to_typeset(edition: Edition, store: BuildStore, keys: Mapping[str, str]) -> bytes:
    """What ``set_pages`` gets, by the outputs that are wanted."""
    parts = {name: getattr(edition, name) for name in _APART}
    # With a memo, so that names in the tree of a book are not there a million times.
    return pickle.dumps((pickle.dumps(_without_parts(edition)), parts, store.cache, keys))


@dataclass(frozen=True, slots=True)
class Unfinished:
    """Outputs of an edition that are to follow its pages, by name, with their keys in the cache."""

    edition: Edition
    outputs: Mapping[str, FinishOutput]
    keys: Mapping[str, str]
    cache: Cache
    #: Whether the keys are those of outputs that mark pages.
    marked: bool

    def finish(self, starts: Starts) -> dict[str, RenderedOutput]:
        """The outputs, with marks where the pages begin if that is known."""
        edition = self.edition.with_pages(starts) if starts else self.edition
        rendered = {name: finish(edition) for name, finish in self.outputs.items()}
        if starts or not self.marked:  # else the pages were lost, as with the process that set them
            for name, outcome in rendered.items():
                keep(self.cache, self.keys[name], outcome)
        return rendered


def _paged(request: Request, keys: Mapping[str, str], cache: Cache) -> Output | None:
    """The output whose pages others mark: one that is wanted, or was made from the same sources."""
    typeset = [row for row in outputs() if row.typeset]
    wanted = (row for row in typeset if row.name in request.formats)
    known = (row for row in typeset if cache.get(keys[row.name]) is not None)
    return next(wanted, None) or next(known, None)


def _keys_with_pages(keys: Mapping[str, str], paged: Output | None) -> dict[str, str]:
    """The keys of the outputs that mark the pages of another."""
    if paged is None or not keys[paged.name]:
        return {}
    others = (row.name for row in outputs() if row.follows_pages)
    return {name: key_of(keys[name], keys[paged.name]) for name in others}


def _unmarked() -> dict[str, tuple[str, ...]]:
    typeset = tuple(row.name for row in outputs() if row.typeset)
    return {row.name: typeset for row in outputs() if row.follows_pages}


def _cached_starts(store: BuildStore, keys: Mapping[str, str], paged: Output) -> Starts:
    data = store.cache.get(keys[paged.name])
    return starts_of({paged.name: pickle.loads(data)}) if data is not None else None


#: What of an edition some outputs do not depend on; it has its own place in their keys.
_APART = ("templates", "assets", "printing_condition")


def _without_parts(edition: Edition) -> Edition:
    return replace(edition, templates={}, assets={}, printing_condition=None)


def _keys(store: BuildStore, edition: Edition) -> dict[str, str]:
    """The keys of all outputs in the cache."""
    bare = _pickled(_without_parts(edition))
    return {output.name: _key(store, output, bare, edition) for output in outputs()}


def _pickled(edition: Edition) -> bytes:
    """The edition's bytes, the same for equal editions. Pickle's memo would write a reference where
    a part is the same object as an earlier one, which differs from process to process: it is off.
    """
    data = io.BytesIO()
    pickler = pickle.Pickler(data, pickle.HIGHEST_PROTOCOL)
    pickler.fast = True
    pickler.dump(edition)
    return data.getvalue()


def _ledger_conditions(store: BuildStore) -> str:
    """What keys depend on, where there are any: it takes a while, and is computed once."""
    return store.ledger.conditions() if store.cache.folder is not None else ""


def _key(store: BuildStore, output: Output, bare: bytes, edition: Edition) -> str:
    """The key of an output in the cache: its edition (``bare``: without what is ``_APART``), what
    of that it depends on, and the conditions.
    """
    if store.cache.folder is None:
        return ""
    texts = sorted(edition.templates.items())
    own = (one for one in texts if one[0].startswith(f"{output.templates}/"))
    condition = edition.printing_condition if output.printing_condition else None
    profile = condition.profile if condition else b""
    conditions = store.ledger.conditions()
    assets = ((name, one.data) for name, one in sorted(edition.assets.items()))
    files: Iterator[str | bytes] = itertools.chain.from_iterable((*own, *assets))
    return key_of(output.name, conditions, bare, profile, *files)
