"""An article is looked through as far as it can be, so that its errors show at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from nashr.pipeline.build import build
from nashr.pipeline.compose import Request
from nashr.processes.pool import InProcessPool
from nashr.project.workspace import Workspace

ARTICLE = """---
title: A title
dates: {received: 2026-13-12}
---

Text [@nowhere1999].
"""


@pytest.mark.parametrize(
    ("key", "codes"),
    [
        ("", ["value-invalid", "citation-unknown-key"]),
        # Its own files are not read while the front matter has errors.
        ("bibliography: [manuscript/a/own.bib]\n", ["value-invalid"]),
    ],
)
def test_citations_are_told_of_beside_errors_in_front_matter(
    project: Path, key: str, codes: list[str]
) -> None:
    text = ARTICLE.replace("dates:", f"{key}dates:")
    (project / "manuscript" / "a" / "article.md").write_text(text, "utf-8")
    request = Request(formats=("html",), environment={"SOURCE_DATE_EPOCH": "1774958400"})
    (report,) = build(Workspace(project, project / "output"), request, InProcessPool())
    errors = [one.code for one in report.diagnostics if one.severity.value == "error"]
    assert errors == codes
