"""``import``: an author's file becomes a manuscript of the journal, with a report."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from nashr.engines import fonts, libreoffice, pandoc
from nashr.frontmatter.load import parse_journal
from nashr.importing.changes import Treatment
from nashr.importing.draft import Draft
from nashr.importing.file_kinds import UnreadableKindError, ending_of, for_pandoc
from nashr.importing.findings import Outcome
from nashr.importing.html_changes import with_settled_changes
from nashr.importing.html_source import (
    readable,
    readable_epub,
    tex_extensions,
    with_symbols,
    without_page_parts,
    without_tex,
)
from nashr.importing.html_styles import looks_of_classes
from nashr.importing.jats import NotAnArticle, parse_jats, sub_articles
from nashr.importing.latex_capitals import with_capitals
from nashr.importing.latex_refused import read_in_parts
from nashr.importing.latex_source import LatexSource, whole_source
from nashr.importing.latex_unknown import (
    dropped_commands,
    with_brackets_kept,
    with_words,
    without_words,
)
from nashr.importing.merging import Conflict, line_in, merge
from nashr.importing.objects import OldEquations
from nashr.importing.odt import prepare_odt
from nashr.importing.old_equations import equation_file, equation_parts, formulas_in
from nashr.importing.ooxml import WordError, WordPackage
from nashr.importing.other_formats import (
    ARCHIVES,
    HOLDING_PICTURES,
    READERS,
    draft_of_jats,
    draft_of_tree,
    prepare_jats,
    words_lost,
)
from nashr.importing.page import Say, page
from nashr.importing.pictures import SHOWN
from nashr.importing.preparing import prepare
from nashr.importing.query_marks import with_queries, without_queries
from nashr.importing.report import Report
from nashr.importing.rtf import read_rtf
from nashr.importing.rtf_tree import blocks_of_rtf, pictures_of
from nashr.importing.settling import tell_inner_tables
from nashr.importing.source_words import passages_of
from nashr.importing.stable_names import renamed, renamed_files, with_files
from nashr.importing.word import draft_of, tell_left_out
from nashr.importing.writing import write
from nashr.messages import Message, plural, reason_of
from nashr.model import Manuscript, Source
from nashr.pipeline.limits import alone
from nashr.pipeline.references import load_references
from nashr.processes.pool import Ended, Limits, Send, Status
from nashr.project import safe_files
from nashr.project.workspace import ARTICLE, JOURNAL, MANUSCRIPTS, Workspace
from nashr.records import dataclass, field, replace
from nashr.untrusted.archives import Archive, ArchiveError
from nashr.untrusted.xml import XmlError

#: The limits of reading one file.
LIMITS = Limits(seconds=180.0, memory=1_000_000_000, output=700_000_000)
#: The report, and what is needed to see whether an editor has changed a file since.
REPORT = "import.json"
PAGE = "import.html"
#: The file of the works that the manuscript cites, beside it.
BIBLIOGRAPHY = "references.bib"
#: How many names are looked at beside a file, and how many bytes of pictures are taken.
MOST_NAMES, MOST_PICTURE_BYTES = 5000, 300_000_000
#: So deep one source of LaTeX inputs another.
_DEEPEST_SOURCES = 6
#: The same of a file that nashr made, whose works have their own form in it.
ITEMS = "references.json"
_LATEX, _HTML, _RTF, _ODT, _EPUB = "tex", "html", "rtf", "odt", "epub"
#: So many characters without a font are shown.
_MOST_LETTERS = 10


@dataclass(frozen=True, slots=True)
class Imported:
    """The files of a manuscript by their names in its folder, and the report; or why there are
    none.
    """

    files: Mapping[str, bytes] = field(default_factory=dict)
    report: Report | None = None
    failure: str = ""


def read_file(
    name: str,
    data: bytes,
    slug: str,
    treatment: Treatment,
    beside: Mapping[str, bytes] | None = None,
    known: frozenset[str] = frozenset(),
) -> Ended:
    """The end of the task that makes an ``Imported`` of a file, in a process under limits;
    ``beside`` are pictures by their paths from the file, ``known`` the keys of works that the
    journal's bibliography has.
    """
    return alone(LIMITS, _read, name, data, slug, treatment, beside or {}, known)


def pictures_beside(file: Path, data: bytes) -> dict[str, bytes]:
    """The pictures in the folder of a file, and in the folders in that, which the file names: for
    formats that do not hold their pictures; of LaTeX also the files that it inputs.
    """
    ending = file.suffix.lower().lstrip(".")
    if ending not in READERS or ending in HOLDING_PICTURES:
        return {}
    found: dict[str, bytes] = {}
    kinds = SHOWN | ({_LATEX, "bib", "bbl"} if ending == _LATEX else frozenset())
    left = MOST_PICTURE_BYTES
    try:
        folders = ("*.*", "*/*.*", "*/*/*.*") if ending == _LATEX else ("*.*", "*/*.*")
        paths = sorted(path for one in folders for path in file.parent.glob(one))[:MOST_NAMES]
        paths.sort(key=lambda path: path.suffix.lower() != f".{_LATEX}")
        if ending == _LATEX:
            paths = _named_sources(file, data, paths)
        for path in paths:
            is_own = path.suffix.lower() == ".bbl" and path.stem == file.stem
            if path.suffix.lower().lstrip(".") not in kinds:
                continue
            if path.stem.encode() not in data and not is_own:
                continue
            picture = safe_files.read(str(path), left)
            left -= len(picture)
            if path.suffix.lower() == f".{_LATEX}":  # names pictures, too
                data += picture
            found[path.relative_to(file.parent).as_posix()] = picture
    except OSError:
        return found  # what cannot be read is told of as missing
    return found


def _named_sources(file: Path, data: bytes, paths: list[Path]) -> list[Path]:
    """The paths with those of sources first that others name, each behind one that names it."""
    sources = [path for path in paths if path.suffix.lower() == f".{_LATEX}" and path != file]
    named: list[Path] = []
    for _ in range(_DEEPEST_SOURCES):
        more = [path for path in sources if path not in named and path.stem.encode() in data]
        if not more:
            break
        named += more
        data += b"".join(safe_files.read(str(path), MOST_PICTURE_BYTES) for path in more)
    return [*named, *(path for path in paths if path not in sources and path != file)]


def known_works(workspace: Workspace) -> frozenset[str]:
    """The keys of the works that all articles may cite; none where journal.yaml has errors."""
    source = workspace.read_text(JOURNAL).value
    journal = parse_journal(source).value if source is not None else None
    if journal is None:
        return frozenset()
    empty = Manuscript(Source("", ""), "", "")
    return frozenset(load_references(workspace, journal, None, empty).value.shared_works())


def failure_of(ended: Ended) -> str:
    """Why the task that reads a file has given nothing."""
    if ended.status is Status.TIMED_OUT:
        return Message("It takes longer than {most:g} seconds to read.", most=LIMITS.seconds or 0)
    if ended.status in (Status.OUT_OF_MEMORY, Status.TOO_MUCH):
        return Message("The file is too large to be read.")
    return ended.reason


def _read(
    send: Send,
    name: str,
    data: bytes,
    slug: str,
    treatment: Treatment,
    beside: Mapping[str, bytes],
    known: frozenset[str],
) -> Imported:
    del send
    try:
        ending = ending_of(name, data)
        read = {"docx": _read_word, "jats": _read_jats}.get(READERS[ending], _read_other)
        draft, counts, more = read(name, data, treatment, _Around(beside, known, ending))
    except (WordError, ArchiveError, XmlError, UnreadableKindError) as error:
        return Imported(failure=reason_of(error))
    except RecursionError:
        return Imported(failure=Message("Its parts are nested too deeply."))
    except NotAnArticle:
        return Imported(failure=Message("It is XML, and no JATS article."))
    except pandoc.PandocError as error:
        return Imported(failure=Message("Pandoc cannot read it: {error}", error=str(error)))
    if "title" not in draft.front:
        draft.front = {"title": Path(name).stem, **draft.front, "sample-values": ["title"]}
    works = {BIBLIOGRAPHY: draft.bibliography, ITEMS: draft.items}
    draft.files |= {name: text.encode() for name, text in works.items() if text}
    draft.front.pop("bibliography", None)
    if listed := [f"{MANUSCRIPTS}/{slug}/{name}" for name, text in works.items() if text]:
        draft.front["bibliography"] = listed
    _tell_letters(draft)
    written = write(draft, pandoc.write_markdown)
    report = Report(name, slug, counts, written.findings, draft.written)
    files = {**draft.files, ARTICLE: written.text.encode()}
    for number, other in enumerate(more, start=1):
        files[f"sub-article-{number}.md"] = write(other, pandoc.write_markdown).text.encode()
    return Imported(files, report)


def _tell_letters(draft: Draft) -> None:
    """Characters of the text that no font of ours has: no product can show them."""
    text = draft.text()
    if not text.strip() and not draft.files:
        hint = Message("ask the author for the file that was meant.")
        draft.add("no-text", Outcome.LOST, Message("The file has no text."), None, hint)
    missing = fonts.shop().missing(frozenset(text))
    if not missing:
        return
    count = sum(char in missing for char in text)
    shown = "".join(sorted(missing, key=text.index)[:_MOST_LETTERS])
    message = plural(
        "No font of nashr has {n} character of the text: {letters}.",
        "No font of nashr has {n} characters of the text, such as {letters}.",
        count,
    )
    hint = Message(
        "give the journal's theme a typeface with them (“typefaces” in docs/themes.md), or write "
        "others."
    )
    place = next(draft.places_of(missing), None)
    draft.add("letters-without-font", Outcome.DOUBTFUL, message.having(letters=shown), place, hint)


@dataclass(frozen=True, slots=True)
class _Around:
    """What a file is read with: pictures beside it, the keys of the journal's works, and the ending
    of its kind.
    """

    pictures: Mapping[str, bytes]
    known: frozenset[str]
    ending: str


_Read = tuple[Draft, dict[str, int], list[Draft]]


def _read_word(name: str, data: bytes, treatment: Treatment, around: _Around) -> _Read:
    del name
    package = WordPackage(data)
    prepared = prepare(package, treatment, _old_equations(package))
    tree, log = pandoc.read_document(prepared.data, "docx")
    draft = draft_of(package, prepared, tree["blocks"], log, around.known)
    return draft, dict(draft.counts), []


def _old_equations(package: WordPackage) -> OldEquations:
    """What LibreOffice reads of the formulas that are objects, where there are any."""
    parts = equation_parts(package)
    if not parts:
        return OldEquations()
    if libreoffice.path() is None:
        message = Message(
            "type it as TeX, between dollar signs; or have LibreOffice read it: {command}, then "
            "import the file again.",
            command=libreoffice.COMMAND,
        )
        return OldEquations(hint=message)
    try:
        again = libreoffice.with_word_equations(equation_file(package, parts))
        tree, _ = pandoc.read_document(again, "docx")
    except (libreoffice.LibreOfficeError, pandoc.PandocError) as error:
        message = Message("type it as TeX, between dollar signs ({reason}).", reason=str(error))
        return OldEquations(hint=message)
    return OldEquations(formulas_in(tree["blocks"], parts))


def _read_jats(name: str, data: bytes, treatment: Treatment, around: _Around) -> _Read:
    del name, treatment
    root = parse_jats(data)
    more = [_draft_of_jats(parse_jats(one), around.pictures) for one in sub_articles(root)]
    draft = _draft_of_jats(root, around.pictures)
    works = len(re.findall("^@", draft.bibliography, re.M))
    counts = {"sub-articles": len(more), "references": works}
    return draft, counts, more


def _draft_of_jats(root: Any, files: Mapping[str, bytes]) -> Draft:
    prepared = prepare_jats(root)
    tree, _ = pandoc.read_document(prepared.data, "jats")
    return draft_of_jats(prepared, tree, files)


def _read_other(name: str, data: bytes, treatment: Treatment, around: _Around) -> _Read:
    ending = around.ending
    rtf = read_rtf(data, treatment) if ending == _RTF else None
    data = for_pandoc(ending, data) if rtf is None else rtf.data
    data = with_capitals(data.decode()).encode() if ending == _LATEX else data
    latex = whole_source(data, around.pictures) if ending == _LATEX else None
    source = data if latex is None else latex.text.encode()
    queries: list[str] = []
    outside: list[str] = []
    reader = READERS[ending]
    if READERS[ending] == _HTML:
        page, outside = without_page_parts(data.decode())
        page = with_symbols(with_settled_changes(page, treatment, queries))
        reader += tex_extensions(page)
        data, source = without_tex(without_queries(page)).encode(), readable(page).encode()
    elif ending == _EPUB:
        source = readable_epub(Archive(data))
    files: Mapping[str, bytes] = Archive(data) if ending in ARCHIVES else around.pictures
    odt = prepare_odt(files, treatment) if ending == _ODT else None
    if odt is not None:
        source, files = odt.data, odt.files
    if latex is None:
        tree, log = pandoc.read_document(source, reader)
    else:
        tree, log, latex = _read_latex(latex)
    tree["blocks"] = with_queries(tree["blocks"], queries) if queries else tree["blocks"]
    if rtf is not None:
        tree["blocks"] = blocks_of_rtf(tree["blocks"], rtf)
        # What Word has put there: its user, and the name of a template.
        tree["meta"] = {}
        files = {**files, **pictures_of(data)}
    passages = passages_of(ending, data, files)
    if latex is not None and (names := dropped_commands(latex.text, words_lost(tree, passages))):
        text = with_words(latex.text, names)
        latex = replace(latex, text=text, unknown=tuple(sorted(names)))
        tree, log, latex = _read_latex(latex)
    looks = looks_of_classes(data.decode()) if READERS[ending] == _HTML else {}
    draft = draft_of_tree(tree, files, name, passages, log, looks, latex, odt, rtf is not None)
    for kind, text in () if rtf is None else rtf.margins:
        tell_left_out(draft, kind, text)
    tell_inner_tables(draft, 0 if rtf is None else rtf.inner_tables)
    for text in outside:
        tell_left_out(draft, "page", text)
    return draft, {}, []


def _read_latex(latex: LatexSource) -> tuple[dict[str, Any], tuple[str, ...], LatexSource]:
    """What pandoc reads of a source, and the source as it was read; see ``read_in_parts``."""
    try:
        tree, log, left_out = pandoc.read_latex(latex.text.encode())
        text = with_brackets_kept(latex.text, left_out)
        if text != latex.text:
            tree, log, left_out = pandoc.read_latex(text.encode())
        return tree, log, replace(latex, text=text, left_out=without_words(text, left_out))
    except pandoc.PandocError as error:
        made = None if error.too_slow else read_in_parts(latex.text, _attempt)
        if made is None:
            raise
    refused = tuple(dict.fromkeys((*latex.refused, *made.refused)))
    return *made.result, replace(latex, text=made.text, refused=refused)


def _attempt(text: str) -> tuple[dict[str, Any], tuple[str, ...]] | None:
    try:
        return pandoc.read_document(text.encode(), "latex")
    except pandoc.PandocError as error:
        if error.too_slow:
            raise
        return None


# --- a manuscript that is there already ----------------------------------------------------


@dataclass(frozen=True, slots=True)
class Update:
    """What a revised file changes in a manuscript: its files, and the first words of the
    paragraphs that are new; or why it cannot be brought in.
    """

    files: Mapping[str, bytes]
    changed: tuple[str, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    #: Files that the editor has changed, and the author too.
    changed_by_both: tuple[str, ...] = ()


def update_of(workspace: Workspace, imported: Imported) -> Update | None:
    """How an import goes together with the manuscript of its name; None where there is none, or
    one that was not imported.
    """
    assert imported.report is not None
    folder = f"{MANUSCRIPTS}/{imported.report.article}"
    record = _record(workspace, folder)
    if record is None:
        return None
    base, written = str(record.get("text", "")), record.get("written", {})
    files: dict[str, bytes] = {}
    both: list[str] = []
    for name, data in imported.files.items():
        there = workspace.read_bytes(f"{folder}/{name}").value
        if name == ARTICLE or there == data:
            continue
        if there is None or _digest(there) == written.get(name):
            files[name] = data
        elif _digest(data) != written.get(name):
            both.append(name)
    now = workspace.read_text(f"{folder}/{ARTICLE}").value
    merged = merge(base, now.text if now else base, imported.files[ARTICLE].decode())
    files[ARTICLE] = merged.text.encode()
    return Update(files, merged.changed, merged.conflicts, tuple(both))


def with_names_before(workspace: Workspace, imported: Imported) -> Imported:
    """An import with the labels of notes, ids and names of pictures that the one before has given:
    those of what is new are others. The lines stay where they are.
    """
    assert imported.report is not None
    folder = f"{MANUSCRIPTS}/{imported.report.article}"
    record = _record(workspace, folder)
    if record is None:
        return imported
    before, written = str(record.get("text", "")), record.get("written", {})
    there = workspace.read_text(f"{folder}/{ARTICLE}").value
    digests = {name: _digest(data) for name, data in imported.files.items()}
    names = renamed_files(written if isinstance(written, dict) else {}, digests)
    text = with_files(imported.files[ARTICLE].decode(), names)
    text = renamed(before, text, there.text if there else "")
    files = {names.get(name, name): data for name, data in imported.files.items()}
    return replace(imported, files={**files, ARTICLE: text.encode()})


def placed_in(report: Report, imported: Imported, merged: bytes) -> Report:
    """The report with the lines of a merged ``article.md``."""
    lines = line_in(merged.decode(), imported.files[ARTICLE].decode())
    findings = (
        replace(one, line=lines[one.line - 1] if 0 < one.line <= len(lines) else 0)
        for one in report.findings
    )
    return replace(report, findings=tuple(findings))


def _record(workspace: Workspace, folder: str) -> dict[str, Any] | None:
    """What the last import wrote down of the manuscript."""
    if not workspace.exists(f"{folder}/{REPORT}"):
        return None
    source = workspace.read_text(f"{folder}/{REPORT}").value
    try:
        found = json.loads(source.text) if source else None
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def reports(imported: Imported, say: Say, language: str) -> dict[str, bytes]:
    """The files of the report: as a page in the editor's language, and for other programs."""
    assert imported.report is not None
    found: dict[str, Any] = imported.report.as_object()
    found["written"] = {name: _digest(data) for name, data in imported.files.items()}
    found["text"] = imported.files[ARTICLE].decode()
    record = json.dumps(found, ensure_ascii=False, indent=2) + "\n"
    return {PAGE: page(imported.report, say, language).encode(), REPORT: record.encode()}


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
