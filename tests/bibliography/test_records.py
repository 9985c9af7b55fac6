"""RIS and EndNote's XML. The works are samples."""

from __future__ import annotations

from typing import Any

import pytest

from nashr.bibliography.load import load_bibliography
from nashr.bibliography.records import KINDS, to_tex
from nashr.diagnostics import Outcome, Span
from nashr.engines import pandoc
from nashr.model import Reference, Source

Found = Outcome[tuple[Reference, ...]]


def load(text: str, file: str = "x.ris") -> Found:
    return load_bibliography([Source(file, text)], pandoc.biblatex_to_csl, language="en")


def ris(kind: str, *lines: str) -> dict[str, Any]:
    """The only work of a file of one record."""
    text = "\n".join([f"TY  - {kind}", *(f"{line[:2]}  - {line[3:]}" for line in lines), "ER  - "])
    found = load(f"{text}\n")
    assert found.diagnostics == ()
    (reference,) = found.value
    return dict(reference.item)


def test_an_article_of_a_journal() -> None:
    item = ris(
        "JOUR", "AU Quliyev, Əli", "AU Doe, J. B.", "TI The Caspian: 50% & <i>more</i> {so}_1",
        "T2 Journal of Samples", "J2 J Sam", "PY 2001", "VL 3", "IS 2", "SP 12", "EP 20",
        "DO https://doi.org/10.1000/a_b", "UR https://example.org/a?b=1&c=%20d_e~f", "LA Turkish",
    )  # fmt: skip
    assert item == {
        "id": "quliyev2001",
        "type": "article-journal",
        "author": [{"family": "Quliyev", "given": "Əli"}, {"family": "Doe", "given": "J. B."}],
        "title": "The Caspian: 50% & <i>more</i> {so}_1",
        "title-short": "The Caspian",
        "container-title": "Journal of Samples",
        "container-title-short": "J Sam",
        "issued": {"date-parts": [[2001]]},
        "volume": "3",
        "issue": "2",
        "page": "12-20",
        "DOI": "10.1000/a_b",
        "URL": "https://example.org/a?b=1&c=%20d_e~f",
        "language": "tr-TR",
    }


@pytest.mark.parametrize(
    ("lines", "issued"),
    [
        (["PY 2001"], [[2001]]),
        (["Y1 2001/03/04/"], [[2001, 3, 4]]),
        (["PY 2001///"], [[2001]]),
        (["PY 2001", "DA 2001/03"], [[2001, 3]]),
        (["PY 2001", "DA March 4"], [[2001, 3, 4]]),
        (["PY 2001", "DA 4 March 2001"], [[2001, 3, 4]]),
        (["PY 2001/03/04/", "DA 04.03.2001"], [[2001, 3, 4]]),
    ],
)
def test_dates(lines: list[str], issued: object) -> None:
    assert ris("BOOK", "TI T", *lines)["issued"] == {"date-parts": issued}


def test_a_date_in_words_stays_and_one_in_no_calendar_is_an_error() -> None:
    assert ris("BOOK", "TI T", "PY in press")["issued"] == {"literal": "in press"}
    assert ris("BOOK", "TI T", "PY 2001///Spring")["issued"]["season"] == 1
    (one,) = load("TY  - BOOK\nTI  - T\nPY  - 2001/02/30/\nER  - \n").diagnostics
    assert (one.code, one.span.line, one.entry) == ("bib-date-invalid", 1, "t2001")


def test_a_chapter_and_its_book() -> None:
    item = ris(
        "CHAP", "A1 Doe, Jane, Jr.", "TI A Part", "T2 A Whole", "A2 Oran, B.", "T3 A Series",
        "PB Sample Press", "CY Baku", "PY 1998", "SP 12-30", "ET 2nd", "A4 Turner, C.",
    )  # fmt: skip
    assert (item["type"], item["container-title"]) == ("chapter", "A Whole")
    assert item["author"] == [{"family": "Doe", "given": "Jane", "suffix": "Jr."}]
    assert [one["family"] for one in (*item["editor"], *item["translator"])] == ["Oran", "Turner"]
    assert (item["collection-title"], item["edition"], item["page"]) == ("A Series", "2", "12-30")
    assert (item["publisher"], item["publisher-place"]) == ("Sample Press", "Baku")


def test_an_edited_book_a_thesis_and_a_body() -> None:
    edited = ris("EDBOOK", "AU Doe, Jane", "TI T", "PY 2001", "SP 300")
    assert "author" not in edited and edited["editor"][0]["family"] == "Doe"
    assert edited["number-of-pages"] == "300"
    thesis = ris("THES", "AU Doe, Jane", "TI T", "PB Baku State University", "M3 MA thesis")
    assert (thesis["publisher"], thesis["genre"]) == ("Baku State University", "MA thesis")
    body = ris("RPRT", "AU World Bank and Others Ltd", "TI T")
    assert body["author"] == [{"literal": "World Bank and Others Ltd"}]


@pytest.mark.parametrize("kind", KINDS)
def test_every_type_has_its_own_in_csl(kind: str) -> None:
    item = ris(kind, "TI A Title", "AU Doe, Jane", "PY 2001")
    assert item["title"] == "A Title"
    assert item["type"] not in ("", None)
    assert (item["type"] == "document") == (kind in ("GEN", "EQUA", "GRNT"))


def test_keys_are_made_where_there_are_none() -> None:
    record = "TY  - BOOK\nAU  - İnan, Ə.\nPY  - 2001\nTI  - {}\nER  - \n"
    text = record.format("A") + record.format("B") + "TY  - BOOK\nID  - own:1\nTI  - C\nER  - \n"
    found = load(text + "TY  - BOOK\nTI  - Der Titel\nER  - \n")
    assert [one.key for one in found.value] == ["inan2001", "inan2001b", "own:1", "der"]
    assert [(one.line, one.column) for one in found.value][2] == (12, 7)


def test_a_key_that_cannot_be_cited_is_told_of() -> None:
    (one,) = load("TY  - BOOK\nID  - my key\nTI  - Title\nPY  - 2001\nER  - \n").diagnostics
    assert (one.code, one.span) == ("bib-unclear", Span("x.ris", 2, 7))
    assert "cited as “title2001”" in one.message


def test_a_record_without_an_end_ends_where_the_next_begins() -> None:
    found = load("\n\nTY  - BOOK\nTI  - A\n goes on\n\nTY  - BOOK\nTI  - B\n")
    assert [one.item["title"] for one in found.value] == ["A goes on", "B"]


def test_what_a_database_writes_first_is_no_fault_and_the_whole_name_counts() -> None:
    text = "Provider: A Library\nContent: text/plain; charset=UTF-8\n\nTY  - JOUR\nTI  - T\n"
    text += "JO  - J. St.\nJF  - Journal of Stones\nER  - \n"
    found = load(text)
    assert not found.diagnostics
    assert found.value[0].item["container-title"] == "Journal of Stones"


def test_lines_of_no_record_and_unknown_types_are_told_of() -> None:
    found = load("Some words\nmore\nTY  - XYZ\nTI  - A\nER  - \n")
    assert [(one.code, one.span.line) for one in found.diagnostics] == [
        ("bib-syntax", 1),
        ("bib-type-unknown", 3),
    ]
    assert found.value[0].item["type"] == "document"


def test_the_same_key_twice_is_an_error_of_that_key() -> None:
    record = "TY  - BOOK\nID  - k\nTI  - {}\nER  - \n"
    (one,) = load(record.format("A") + record.format("B")).diagnostics
    assert (one.code, one.entry, one.span.line) == ("bib-duplicate-key", "k", 6)


RECORD = """<?xml version="1.0" encoding="UTF-8" ?><xml><records>
<record><database name="My.enl">My.enl</database><rec-number>12</rec-number>
<ref-type name="Journal Article">17</ref-type><contributors><authors>
<author><style face="normal">Doe, Jane</style></author><author>Quliyev, Əli</author>
</authors></contributors><titles>
<title><style face="normal">On </style><style face="italic">Drosophila</style> &amp; H<style
face="subscript">2</style>O</title><secondary-title>Journal of Samples</secondary-title></titles>
<pages>12-20</pages><volume>3</volume><number>2</number><dates><year>2001</year><pub-dates>
<date>March 4</date></pub-dates></dates><electronic-resource-num>10.1000/abc
</electronic-resource-num>{label}</record></records></xml>
"""


def test_endnote() -> None:
    found = load(RECORD.format(label=""), "x.xml")
    assert found.diagnostics == ()
    (reference,) = found.value
    assert (reference.key, reference.aliases, reference.line) == ("doe2001", ("12",), 2)
    assert reference.item == {
        "id": "doe2001",
        "type": "article-journal",
        "author": [{"family": "Doe", "given": "Jane"}, {"family": "Quliyev", "given": "Əli"}],
        "title": "On <i>Drosophila</i> & H<sub>2</sub>O",
        "container-title": "Journal of Samples",
        "issued": {"date-parts": [[2001, 3, 4]]},
        "volume": "3",
        "issue": "2",
        "page": "12-20",
        "DOI": "10.1000/abc",
    }
    labelled = load(RECORD.format(label="<label>oran</label>"), "x.xml")
    assert labelled.value[0].key == "oran"


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("<xml><records>\n<record></xml>", "bib-syntax", 2),
        ("<articles/>", "bib-unsupported-format", 0),
        ('<!DOCTYPE x [\n<!ENTITY a "b">]><xml/>', "bib-syntax", 2),
    ],
)
def test_xml_that_is_none_of_endnote(text: str, code: str, line: int) -> None:
    (one,) = load(text, "x.xml").diagnostics
    assert (one.code, one.span.line) == (code, line)


@pytest.mark.parametrize(
    ("text", "tex"),
    [
        ("a <i>b</i> c", "a \\emph{b} c"),
        ('<span style="font-variant: small-caps;">B</span>', "\\textsc{B}"),
        ("1 < 2 > 0 </i>", "1 < 2 > 0 "),
        ("<b>open", "\\textbf{open}"),
    ],
)
def test_markup(text: str, tex: str) -> None:
    assert to_tex(text) == tex


def bib(entry: str, language: str = "en") -> Found:
    return load_bibliography([Source("x.bib", entry)], pandoc.biblatex_to_csl, language=language)


@pytest.mark.parametrize(
    ("entry", "language", "word"),
    [
        ("@phdthesis{a, title={T}, langid={turkish}}", "en", "Doktora tezi"),
        ("@thesis{a, title={T}, type={mathesis}}", "az", "Magistr dissertasiyası"),
        ("@mastersthesis{a, title={T}}", "en", "Master’s thesis"),
        ("@phdthesis{a, title={T}, type={Doctoral dissertation}}", "en", "Doctoral dissertation"),
        ("@report{a, title={T}, type={techreport}, langid={turkish}}", "en", "Teknik rapor"),
        ("@report{a, title={T}, type={resreport}}", "az", "Tədqiqat hesabatı"),
        ("@techreport{a, title={T}, type={White paper}}", "tr", "White paper"),
    ],
)
def test_a_thesis_is_called_so_in_its_language(entry: str, language: str, word: str) -> None:
    assert bib(entry, language).value[0].item["genre"] == word


def test_an_issue_of_bibtex_is_printed_and_one_body_with_an_ampersand_is_told_of() -> None:
    assert bib("@article{a, title={T}, issue={2}}").value[0].item["issue"] == "2"
    (one,) = bib("@book{a, title={T}, author={Smith & Jones}}").diagnostics
    assert (one.code, one.entry) == ("bib-unclear", "a")
    assert not bib("@book{a, title={T}, author={{Smith & Jones}}}").diagnostics


@pytest.mark.parametrize(
    ("record", "field", "value"),
    [
        ("TY  - STAT\nTI  - Law\nT2  - Gazette\nM1  - 5", "container-title", "Gazette"),
        ("TY  - STAT\nTI  - Law\nT2  - Gazette\nM1  - 5", "number", "5"),
        ("TY  - CASE\nTI  - A v. B\nT2  - Reporter", "container-title", "Reporter"),
        ("TY  - UNPB\nTI  - Letter\nAN  - F. 50, iş 3", "call-number", "F. 50, iş 3"),
        (
            "TY  - BOOK\nTI  - War\nPY  - 1968\nOP  - 1869",
            "original-date",
            {"date-parts": [[1869]]},
        ),
        ("TY  - DATA\nTI  - Data\nET  - 1.2", "version", "1.2"),
    ],
)
def test_what_laws_cases_and_papers_of_archives_have(
    record: str, field: str, value: object
) -> None:
    source = Source("x.ris", f"{record}\nER  - \n")
    (found,) = load_bibliography([source], pandoc.biblatex_to_csl, language="az").value
    assert found.item[field] == value


def test_an_interview_stands_in_a_periodical() -> None:
    text = "TY  - INTV\nAU  - Göl, A.\nTI  - Söhbət\nT2  - Qəzet\nPY  - 1995\nER  - \n"
    (found,) = load_bibliography([Source("x.ris", text)], pandoc.biblatex_to_csl).value
    assert (found.item["type"], found.item["container-title"]) == ("interview", "Qəzet")


@pytest.mark.parametrize(
    ("kind", "number"), [("RPRT", "RM-3420"), ("STAND", "ISO 690:2021"), ("STAT", "833-IIIQ")]
)
def test_the_number_of_a_report_or_standard_is_no_serial_number(kind: str, number: str) -> None:
    item = ris(kind, "TI A title", f"SN {number}", "PY 2001")
    assert item["number"] == number
    assert "ISSN" not in item


def test_a_report_in_a_series_keeps_its_serial_number() -> None:
    item = ris("RPRT", "TI A title", "SN 1234-5679", "PY 2001")
    assert (item["ISSN"], item.get("number")) == ("1234-5679", None)


def test_an_archive_and_the_mark_of_its_file_are_two_things() -> None:
    item = ris("MANSCPT", "TI A title", "AV An archive", "CN f. 970, i. 4")
    assert (item["archive"], item["call-number"]) == ("An archive", "f. 970, i. 4")
    assert ris("MANSCPT", "TI A title", "AV An archive")["call-number"] == "An archive"


def test_the_number_of_an_article_of_ris_is_no_page() -> None:
    assert ris("JOUR", "TI A title", "T2 J", "C7 1234")["eid"] == "1234"
    assert "eid" not in ris("JOUR", "TI A title", "T2 J", "C7 1234", "SP 5")
