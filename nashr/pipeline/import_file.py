"""``import``: an author's file becomes a manuscript of the journal, with a report."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nashr.engines import pandoc
from nashr.importing.changes import Treatment
from nashr.importing.draft import Draft
from nashr.importing.jats import NotAnArticle, parse_jats, sub_articles, written_jats
from nashr.importing.ooxml import WordError, WordPackage
from nashr.importing.other_formats import ARCHIVES, READERS, draft_of_jats, draft_of_tree
from nashr.importing.preparing import prepare
from nashr.importing.report import Report
from nashr.importing.word import draft_of
from nashr.importing.writing import write
from nashr.messages import Message, reason_of
from nashr.pipeline.limits import alone
from nashr.processes.pool import Ended, Limits, Send
from nashr.project.workspace import ARTICLE, MANUSCRIPTS
from nashr.untrusted.archives import Archive, ArchiveError
from nashr.untrusted.xml import XmlError

#: The limits of reading one file.
LIMITS = Limits(seconds=60.0, memory=1_000_000_000, output=700_000_000)
#: The report, and what is needed to see whether an editor has changed a file since.
REPORT = "import.json"
#: The file of the works that the manuscript cites, beside it.
BIBLIOGRAPHY = "references.bib"


@dataclass(frozen=True, slots=True)
class Imported:
    """The files of a manuscript by their names in its folder, and the report; or why there are
    none.
    """

    files: tuple[tuple[str, bytes], ...] = ()
    report: Report | None = None
    failure: str = ""


def read_file(name: str, data: bytes, slug: str, treatment: Treatment) -> Ended:
    """The end of the task that makes an ``Imported`` of a file, in a process under limits."""
    return alone(LIMITS, _read, name, data, slug, treatment)


def _read(send: Send, name: str, data: bytes, slug: str, treatment: Treatment) -> Imported:
    del send
    ending = name.rpartition(".")[2].lower()
    if ending not in READERS:
        known = ", ".join(f".{one}" for one in READERS)
        message = Message("Files of this kind are not read; these are: {known}.", known=known)
        return Imported(failure=message)
    read = {"docx": _read_word, "jats": _read_jats}.get(READERS[ending], _read_other)
    try:
        draft, counts, more = read(name, data, treatment)
    except (WordError, ArchiveError, XmlError) as error:
        return Imported(failure=reason_of(error))
    except NotAnArticle:
        return Imported(failure=Message("It is XML, and no JATS article."))
    except pandoc.PandocError as error:
        return Imported(failure=Message("Pandoc cannot read it: {error}", error=str(error)))
    if "title" not in draft.front:
        draft.front = {"title": Path(name).stem, **draft.front, "sample-values": ["title"]}
    if draft.bibliography:
        draft.front["bibliography"] = [f"{MANUSCRIPTS}/{slug}/{BIBLIOGRAPHY}"]
        draft.files[BIBLIOGRAPHY] = draft.bibliography.encode()
    written = write(draft, pandoc.write_markdown)
    report = Report(name, slug, counts, written.findings)
    files = {ARTICLE: written.text.encode(), **draft.files}
    for number, other in enumerate(more, start=1):
        files[f"sub-article-{number}.md"] = write(other, pandoc.write_markdown).text.encode()
    return Imported((*files.items(), (REPORT, _as_json(report, files))), report)


_Read = tuple[Draft, dict[str, int], list[Draft]]


def _read_word(name: str, data: bytes, treatment: Treatment) -> _Read:
    del name
    package = WordPackage(data)
    prepared = prepare(package, treatment)
    tree, log = pandoc.read_document(prepared.data, "docx")
    counts = {
        "paragraphs": len(prepared.paragraphs),
        "comments": prepared.comments,
        "insertions": prepared.changes.insertions,
        "deletions": prepared.changes.deletions,
        "moves": prepared.changes.moves,
        "text boxes": prepared.text_boxes,
    }
    return draft_of(package, prepared, tree["blocks"], log), counts, []


def _read_jats(name: str, data: bytes, treatment: Treatment) -> _Read:
    del name, treatment
    root = parse_jats(data)
    more = [_draft_of_jats(parse_jats(one)) for one in sub_articles(root)]
    draft = _draft_of_jats(root)
    works = len(re.findall("^@", draft.bibliography, re.M))
    counts = {"sub-articles": len(more), "references": works}
    return draft, counts, more


def _draft_of_jats(root: Any) -> Draft:
    tree, _ = pandoc.read_document(written_jats(root), "jats")
    return draft_of_jats(root, tree)


def _read_other(name: str, data: bytes, treatment: Treatment) -> _Read:
    del treatment
    ending = name.rpartition(".")[2].lower()
    tree, _ = pandoc.read_document(data, READERS[ending])
    files = Archive(data) if ending in ARCHIVES else {}
    return draft_of_tree(tree, files, name), {}, []


def _as_json(report: Report, files: dict[str, bytes]) -> bytes:
    found: dict[str, Any] = report.as_object()
    found["written"] = {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}
    return (json.dumps(found, ensure_ascii=False, indent=2) + "\n").encode()
