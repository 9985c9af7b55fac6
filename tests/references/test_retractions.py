"""Works that were retracted or corrected, by a table in the form of Retraction Watch's."""

from __future__ import annotations

import pytest
from references_kit import entry, works

from nashr.references.records import Record, Update
from nashr.references.retractions import of_records, read_table, retractions

HEAD = (
    "Record ID,Title,RetractionDate,RetractionDOI,OriginalPaperDOI,OriginalPaperPubMedID,"
    "RetractionNature,Reason\n"
)
WORK = entry("a", "article", title="T", doi="10.5555/Sample.1", pmid="12")


def row(
    nature: str, date: str = "3/12/2015 0:00", doi: str = "10.5555/SAMPLE.1", pmid: str = "0"
) -> str:
    return f'1,"T, ""quoted""",{date},10.5555/notice,{doi},{pmid},{nature},+Sample\n'


def told(*rows: str, written: str = WORK) -> list[tuple[str, str]]:
    table = read_table("t.csv", (HEAD + "".join(rows)).encode())
    assert not table.diagnostics
    return [(f.code, f.message) for f in retractions(works(written), [table.value])]


def test_a_retraction() -> None:
    assert told(row("Retraction")) == [
        (
            "reference-retracted",
            "“a” was retracted on 2015-03-12, says t.csv; see https://doi.org/10.5555/notice.",
        )
    ]


@pytest.mark.parametrize("nature", ["Correction", "Expression of concern"])
def test_what_is_no_retraction(nature: str) -> None:
    [(code, _)] = told(row(nature))
    assert code == "reference-corrected"


def test_the_gravest_counts() -> None:
    [(code, _)] = told(row("Correction", "1/1/2020 0:00"), row("Retraction"))
    assert code == "reference-retracted"


def test_a_work_that_was_reinstated() -> None:
    assert told(row("Retraction"), row("Reinstatement", "5/1/2016 0:00")) == []
    assert told(row("Reinstatement", "5/1/2016 0:00"), row("Retraction", "1/2/2017 0:00")) != []


def test_by_pmid() -> None:
    assert told(row("Retraction", doi="unavailable", pmid="12")) != []
    assert told(row("Retraction", doi="unavailable", pmid="0")) == []


def test_another_work() -> None:
    assert told(row("Retraction", doi="10.5555/sample.10")) == []


def test_a_table_that_is_none() -> None:
    [finding] = read_table("t.csv", b"a,b\n1,2\n").diagnostics
    assert (finding.code, finding.span.line) == ("record-invalid", 1)
    assert read_table("t.csv", b"").diagnostics


def test_other_bytes_than_utf8_do_not_hide_the_rest() -> None:
    data = HEAD.encode() + "1,Fran\xe7ais,,,10.5555/sample.1,0,Retraction,x\n".encode("latin-1")
    assert list(retractions(works(WORK), [read_table("t.csv", data).value]))


def test_what_crossref_knows() -> None:
    updates = (Update("expression_of_concern", "10.5555/notice", "2015-03-12"),)
    record = Record("doi", "10.5555/sample.1", "Crossref", {"title": "T"}, updates)
    [finding] = retractions(works(WORK), [of_records({("doi", "10.5555/sample.1"): record})])
    assert finding.code == "reference-corrected"
    assert "is under an expression of concern, says bibliography/records/doi-" in finding.message
