"""The report of an import as a page."""

from __future__ import annotations

from nashr.importing.findings import Finding, Outcome, Placed
from nashr.importing.page import page
from nashr.importing.paragraphs import Paragraph
from nashr.importing.report import Report


def test_each_finding_has_its_place_in_both_texts() -> None:
    at = Paragraph(12, "footnotes", "Qeydin <mətni>")
    found = Finding("chart-lost", Outcome.LOST, "A chart: it is lost.", at, "ask for it.")
    made = page(Report("a.docx", "x", {}, (Placed(found, 48),)), str, "en")
    assert "paragraph 12 of the footnotes" in made
    assert "Qeydin &lt;mətni&gt;" in made
    assert "manuscript/x/article.md, line 48" in made
    assert '<h2 id="section-1">Lost (1)</h2>' in made


def test_a_report_without_findings_says_so() -> None:
    assert "Nothing was lost" in page(Report("a.docx", "x", {}, ()), str, "en")


def test_what_the_file_and_the_manuscript_have_stands_in_a_table() -> None:
    report = Report("a.docx", "x", {"notes": 5, "fields: REF": 2}, (), {"notes": 5})
    made = page(report, str, "en")
    assert '<th scope="row">Notes</th><td>5</td><td>5</td>' in made
    assert '<th scope="row">Fields: REF</th><td>2</td><td></td>' in made
