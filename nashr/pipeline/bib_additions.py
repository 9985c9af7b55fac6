"""New entries of the bibliography, and fields for old ones, from the records of registries."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Literal

from nashr.bibliography.load import load_bibliography
from nashr.diagnostics import Outcome
from nashr.engines import pandoc
from nashr.identifiers import Invalid
from nashr.messages import Message, plural, reason_of
from nashr.model import Journal, Source
from nashr.pipeline.limits import allowed, alone
from nashr.pipeline.record_store import stored
from nashr.processes.pool import Send, Status, Task
from nashr.project.workspace import Workspace
from nashr.records import dataclass, replace
from nashr.references.bib_writing import appended, entry_text, filled, missing_fields, new_key
from nashr.references.differences import identifiers_of, titles_alike
from nashr.references.identify import identify
from nashr.references.records import Record, as_text
from nashr.references.retractions import withdrawn
from nashr.references.works import Work, plain, works_of

Failure = Literal["", "author", "machine"]


class NoRecord(Exception):
    """No registry gives a record: a sentence. ``by_machine``: it may be given another time."""

    def __init__(self, sentence: str, *, by_machine: bool = False) -> None:
        super().__init__(sentence)
        self.by_machine = by_machine


class Unread(Exception):
    """What the project has of works cannot be read within the journal's limits: a sentence."""


#: Asks the registries for a scheme and an identifier; raises ``NoRecord``.
Ask = Callable[[str, str], Record]


@dataclass(frozen=True, slots=True)
class Addition:
    """What became of one work that was named."""

    work: str
    sentence: str
    key: str = ""
    file: str = ""
    record: str = ""
    fields: tuple[str, ...] = ()
    failed: Failure = ""
    #: A second sentence: what is known of the work, or what to do.
    more: str | None = None

    def as_object(self) -> dict[str, Any]:
        """The object for ``--json``."""
        return {
            "work": self.work,
            "key": self.key or None,
            "file": self.file or None,
            "record": self.record or None,
            "fields": list(self.fields),
            "message": f"{self.sentence} {self.more or ''}".rstrip(),
            "failed": bool(self.failed),
        }


class Additions:
    """Adds to the bibliography of one journal. Each file is read anew before it is written."""

    def __init__(
        self,
        workspace: Workspace,
        journal: Journal,
        ask: Ask,
        *,
        into: str | None = None,
        refresh: bool = False,
    ) -> None:
        self._workspace = workspace
        self._journal = journal
        self._ask = ask
        self._refresh = refresh
        named = [path for path in journal.bibliography if path.lower().endswith(".bib")]
        self._into = into or next(iter(named), "")

    # --- new entries ---

    def add(self, named: Sequence[str], *, with_entries: bool) -> Iterator[Addition]:
        """Store the record of each work that is named, and add an entry for it."""
        for text in named:
            try:
                record = self._record(*identify(text))
                done = self._added(text, record) if with_entries else self._stored(text, record)
                yield replace(done, more=withdrawn(record))
            except Invalid as fault:
                yield Addition(text, fault.message, more=fault.hint, failed="author")
            except NoRecord as missing:
                yield self._failed(text, missing)
            except Unread as unread:  # it would be so for each of the others too
                yield Addition(text, _told(text, reason_of(unread)), failed="author")
                return
            except OSError as error:
                yield self._unwritable(text, error)

    def _stored(self, text: str, record: Record) -> Addition:
        sentence = Message(
            "{work}: “{title}” is stored in {file}.",
            work=text,
            title=plain(record.item.get("title"))[:80],
            file=record.path,
        )
        return Addition(text, sentence, record=record.path)

    def _added(self, text: str, record: Record) -> Addition:
        works = self._works()
        same = (record.scheme, record.identifier)
        doi = ("doi", plain(record.item.get("DOI")).lower())
        for work in works:
            if {same, doi} & set(identifiers_of(work)):
                sentence = Message(
                    "{work}: it stands in the bibliography already, as “{key}”.",
                    work=text,
                    key=work.key,
                )
                return Addition(text, sentence, work.key, work.reference.file, record.path)
        if not self._into.lower().endswith(".bib"):
            reason = Message("The journal has no .bib file; name one with --into.")
            return Addition(text, reason, record=record.path, failed="author")
        taken = [key for work in works for key in (work.key, *work.reference.aliases)]
        key = new_key(record, taken)
        before = self._bytes(self._into)
        self._write(self._into, before, appended(before or b"", entry_text(record, key)))
        sentence = Message(
            "{work}: added as “{key}” to {file}, from {registry}.",
            work=text,
            key=key,
            file=self._into,
            registry=record.registry,
        )
        return Addition(text, sentence, key, self._into, record.path)

    # --- old entries ---

    def fill(self, named: Sequence[str]) -> Iterator[Addition]:
        """Fill in what entries lack: those that are named by key or identifier, or all."""
        try:
            yield from self._all_filled(named)
        except Unread as unread:
            yield Addition("", reason_of(unread), failed="author")

    def _all_filled(self, named: Sequence[str]) -> Iterator[Addition]:
        for text, key in self._wanted(named):
            if not key:
                sentence = Message("{work}: no .bib file of the journal has this entry.", work=text)
                yield Addition(text, sentence, failed="author")
                continue
            try:
                yield self._filled(text, key)
            except NoRecord as missing:
                yield replace(self._failed(text, missing), key=key)
            except OSError as error:
                yield self._unwritable(text, error)

    def _wanted(self, named: Sequence[str]) -> Iterator[tuple[str, str]]:
        """What was named, and the key that it means."""
        works = [work for work in self._works() if work.entry is not None]
        keys = {key: work.key for work in works for key in (work.key, *work.reference.aliases)}
        pairs = {pair: work.key for work in works for pair in identifiers_of(work)}
        if not named:
            yield from ((work.key, work.key) for work in works if any(identifiers_of(work)))
        for text in named:
            try:
                yield text, keys.get(text) or pairs.get(identify(text), "")
            except Invalid:
                yield text, ""

    def _filled(self, text: str, key: str) -> Addition:
        work = next(work for work in self._works() if work.key == key)
        pairs = list(identifiers_of(work))
        if not pairs:
            raise NoRecord(Message("it has no DOI, ISBN, PMID or arXiv identifier to ask by."))
        record = self._record(*pairs[0])
        theirs = plain(record.item.get("title"))
        if work.title and theirs and not titles_alike(work.title, theirs):
            sentence = Message(
                "{work}: nothing was filled in, for {registry} has another title, “{title}”.",
                work=text,
                registry=record.registry,
                title=theirs[:80],
            )
            return Addition(text, sentence, key, record=record.path, failed="author")
        fields = missing_fields(work, record)
        file = work.reference.file
        if not fields or work.entry is None:
            sentence = Message("{work}: nothing is missing.", work=text)
            return Addition(text, sentence, key, file, record.path)
        before = self._bytes(file)
        assert before is not None
        self._write(file, before, filled(before, work.entry, fields))
        names = tuple(name for name, _ in fields)
        sentence = plural(
            "{work}: {n} field filled in: {names}.",
            "{work}: {n} fields filled in: {names}.",
            len(names),
            work=text,
            names=names,
        )
        return Addition(text, sentence, key, file, record.path, names)

    # --- files ---

    def _record(self, scheme: str, identifier: str) -> Record:
        """The record from the store, or else from a registry; then it is stored."""
        kept: Record | None = self._within_limits(_stored_record, scheme, identifier)
        if kept is not None and not self._refresh:
            return kept
        record = self._ask(scheme, identifier)
        before = self._bytes(record.path)
        text = as_text(record).encode()
        if before != text:
            self._write(record.path, before, text)
        return record

    def _works(self) -> tuple[Work, ...]:
        """The works of all bibliography files of the journal, as they are now."""
        works: tuple[Work, ...] = self._within_limits(
            _read_works, self._paths(), self._journal.language
        )
        return works

    def _within_limits(self, task: Task, *arguments: Any) -> Any:
        """The value of a task that reads the project, in a process that has the journal's limits.
        Raises ``Unread``.
        """
        limits = self._journal.limits
        ended = alone(allowed(limits), task, self._workspace, *arguments)
        if ended.status is Status.DONE:
            return ended.value
        reasons = {
            Status.TIMED_OUT: Message("it takes longer than {time} seconds", time=limits.time),
            Status.OUT_OF_MEMORY: Message(
                "it takes more than {memory} MB of memory", memory=limits.memory
            ),
        }
        message = Message("The bibliography or the record of a work cannot be read: {reason}.")
        raise Unread(message.having(reason=reasons.get(ended.status) or ended.reason))

    def _paths(self) -> list[str]:
        return list(dict.fromkeys([*self._journal.bibliography, *filter(None, [self._into])]))

    def _bytes(self, path: str) -> bytes | None:
        """A file as it is; None where there is none. Raises OSError where it cannot be read."""
        if not self._workspace.exists(path):
            return None
        read: Outcome[bytes | None] = self._workspace.read_bytes(path)
        if read.value is None:
            raise OSError(read.diagnostics[0].message)
        return read.value

    def _write(self, path: str, before: bytes | None, after: bytes) -> None:
        self._workspace.replace_source(path, before, after)

    def _failed(self, text: str, missing: NoRecord) -> Addition:
        by_whom: Failure = "machine" if missing.by_machine else "author"
        return Addition(text, _told(text, reason_of(missing)), failed=by_whom)

    def _unwritable(self, text: str, error: OSError) -> Addition:
        sentence = Message("{work}: the file cannot be written: {reason}.")
        if error.filename:
            sentence = Message("{work}: the file {file} cannot be written: {reason}.")
            sentence = sentence.having(file=str(error.filename))
        told = sentence.having(work=text, reason=reason_of(error))
        return Addition(text, told, failed="machine")


def _told(work: str, sentence: str) -> Message:
    """What is said of a work that was named."""
    return Message("{work}: {sentence}", work=work, sentence=sentence)


# --- what is read of the project, as tasks -------------------------------------------------


def _stored_record(send: Send, workspace: Workspace, scheme: str, identifier: str) -> Record | None:
    del send
    return stored(workspace, scheme, identifier).value


def _read_works(
    send: Send, workspace: Workspace, paths: Sequence[str], language: str
) -> tuple[Work, ...]:
    del send
    read = (workspace.read_text(path).value for path in paths if workspace.exists(path))
    sources: list[Source] = [source for source in read if source is not None]
    loaded = load_bibliography(sources, pandoc.biblatex_to_csl, language=language)
    return works_of(loaded.value, sources)
