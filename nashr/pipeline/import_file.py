"""``import``: an author's file becomes a manuscript of the journal, with a report."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nashr.engines import pandoc
from nashr.importing.changes import Treatment
from nashr.importing.ooxml import WordError, WordPackage
from nashr.importing.preparing import prepare
from nashr.importing.report import Report
from nashr.importing.word import draft_of
from nashr.importing.writing import write
from nashr.pipeline.limits import alone
from nashr.processes.pool import Ended, Limits, Send
from nashr.project.workspace import ARTICLE

#: The limits of reading one file.
LIMITS = Limits(seconds=60.0, memory=1_000_000_000, output=700_000_000)
#: The report, and what is needed to see whether an editor has changed a file since.
REPORT = "import.json"
PAGE = "import.html"


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
    try:
        package = WordPackage(data)
        prepared = prepare(package, treatment)
        blocks, log = pandoc.read_document(prepared.data, "docx")
    except WordError as error:
        return Imported(failure=str(error))
    except pandoc.PandocError as error:
        return Imported(failure=f"Pandoc cannot read it: {error}")
    draft = draft_of(package, prepared, blocks, log, slug)
    if "title" not in draft.front:
        draft.front = {"title": Path(name).stem, **draft.front, "sample-values": ["title"]}
    written = write(draft, pandoc.write_markdown)
    counts = {
        "paragraphs": len(prepared.paragraphs),
        "comments": prepared.comments,
        "insertions": prepared.changes.insertions,
        "deletions": prepared.changes.deletions,
        "moves": prepared.changes.moves,
        "text boxes": prepared.text_boxes,
    }
    report = Report(name, slug, counts, written.findings)
    files = {ARTICLE: written.text.encode(), **draft.files}
    return Imported((*files.items(), (REPORT, _as_json(report, files))), report)


def _as_json(report: Report, files: dict[str, bytes]) -> bytes:
    found: dict[str, Any] = report.as_object()
    found["written"] = {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}
    return (json.dumps(found, ensure_ascii=False, indent=2) + "\n").encode()
