"""Bibliography files as references, each with its place."""

from __future__ import annotations

import json
import logging
import re
import subprocess
import sys
from pathlib import Path

import pytest

from nashr.bibliography import bibtex, csl_items, language_names
from nashr.bibliography.load import SUFFIXES, load_bibliography, unsupported
from nashr.diagnostics import Diagnostic, Outcome, Span
from nashr.engines import pandoc
from nashr.model import CslItem, Reference, Source

ROOT = Path(__file__).resolve().parents[2]


class Refused(ValueError):
    """What pandoc says of a text that it cannot read."""


class Pandoc:
    """The converter, and how often it was asked."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    def __call__(self, text: str) -> list[CslItem]:
        self.texts.append(text)
        try:
            return pandoc.biblatex_to_csl(text)
        except pandoc.PandocError as error:
            raise Refused(str(error)) from None


Found = Outcome[tuple[Reference, ...]]


def bib(text: str, *, language: str | None = None) -> Found:
    return load_bibliography([Source("x.bib", text)], Pandoc(), language=language)


def one(text: str, *, language: str | None = None) -> Reference:
    found = bib(text, language=language)
    assert not found.diagnostics
    (reference,) = found.value
    return reference


def keys(found: Found) -> list[str]:
    return [reference.key for reference in found.value]


def only(found: Found) -> Diagnostic:
    (finding,) = found.diagnostics
    return finding


# --- BibLaTeX ------------------------------------------------------------------------------


def test_an_entry_with_its_place_and_its_query() -> None:
    found = one(
        "% a remark\n\n  @article{faiqov2016,\n  author = {Faiqov},\n  date = {2016-04-19},\n"
        "  entrysubtype = {newspaper},\n  nashr-query = {Hansı {qəzet}\n   idi?},\n}\n"
    )
    assert (found.key, found.file, found.line, found.column) == ("faiqov2016", "x.bib", 3, 12)
    assert found.query == "Hansı qəzet idi?"
    assert found.item == {
        "id": "faiqov2016",
        "type": "article-newspaper",
        "author": [{"family": "Faiqov"}],
        "issued": {"date-parts": [[2016, 4, 19]]},
    }


def test_strings_comments_and_preambles() -> None:
    found = bib(
        '@preamble{"\\newcommand{\\x}{}"}\n@string{pub = {Curzon}}\n@STRING(city = "Bakı")\n'
        "@comment{@book{hidden, title = {X}}}\n@book{a, title = {A}, publisher = pub # { Press}}\n"
        "@book{b, location = city}\n"
    )
    assert keys(found) == ["a", "b"]
    assert found.value[0].item["publisher"] == "Curzon Press"
    assert found.value[1].item["publisher-place"] == "Bakı"


def test_all_files_go_to_pandoc_in_one_call() -> None:
    pandoc = Pandoc()
    sources = [
        Source("a.bib", "@string{p = {One}}\n@book{a, publisher = p}\n"),
        Source("b.bib", "@string{p = {Two}}\n@book{b, publisher = p}\n@book{c, crossref = {a}}"),
    ]
    found = load_bibliography(sources, pandoc)
    assert [r.item.get("publisher") for r in found.value] == ["One", "Two", "One"]
    assert len(pandoc.texts) == 1
    assert [(r.file, r.line) for r in found.value] == [("a.bib", 2), ("b.bib", 2), ("b.bib", 3)]


def test_pandoc_is_not_asked_where_there_is_nothing_to_ask() -> None:
    pandoc = Pandoc()
    assert load_bibliography(
        [Source("a.bib", "% nothing\n"), Source("b.json", "[]")], pandoc
    ) == Outcome(())
    assert not pandoc.texts


def test_an_entry_in_parentheses() -> None:
    assert one("@book(a, title = {A (b)})").item["title"] == "A (b)"


@pytest.mark.parametrize(
    ("entry", "line", "column", "says"),
    [
        ("@book{x, title = {A {b}, year = 1}\n", 2, 7, "not closed"),
        ("@book{x,\n  title = {A},\n  note = {b {c},\n  year = 1,\n}\n", 4, 3, "not closed"),
        ("@book{x, title = {A},, year = {1}}\n", 2, 22, "comma too many"),
        ("@book{x, title = {A} year = {1}}\n", 2, 22, "missing before the field “year”"),
        ("@book{x title = {A}}\n", 2, 8, "missing after the key “x”"),
        ("@book{title = {A}}\n", 2, 7, "no key"),
        ("@book{, title = {A}}\n", 2, 7, "no key"),
        ("@book{x y, title = {A}}\n", 2, 7, "a space"),
        ("@book{x, title = {A}, note}\n", 2, 23, "“note” of “x” has no value"),
        ("book{x, title = {A}}\n", 2, 1, "no “@”"),
        ("@string{x = {A}\n", 2, 9, "definition “x” is not closed"),
        ("@book{x, year = 20 00}\n", 2, 20, "cannot be read"),
        ("  @book{x,\n  title = {A}, note = {a} {b},\n}\n", 3, 27, "cannot be read"),
    ],
)
def test_a_malformed_entry_is_one_finding_and_the_rest_is_loaded(
    entry: str, line: int, column: int, says: str
) -> None:
    found = bib(f"@book{{before, title = {{B}}}}\n{entry}@book{{after, title = {{A}}}}\n")
    assert keys(found) == ["before", "after"]
    finding = only(found)
    assert (finding.code, finding.span) == ("bib-syntax", Span("x.bib", line, column))
    assert says in finding.message
    assert finding.message.count(".") == 1
    assert finding.hint


def test_what_pandoc_refuses_is_found_by_halving() -> None:
    entries = [f"@book{{k{n}, title = {{T}}, publisher = p}}\n" for n in range(20)]
    entries[6] = "@book{k6, title = {REFUSE}}\n"
    entries[17] = "@book{k17,\n  title = {T},\n  note = {REFUSE}}\n"
    entries[2] = "@book{k2, crossref = {k19}}\n"
    pandoc = Pandoc()

    def refusing(text: str) -> list[CslItem]:
        for number, line in enumerate(text.split("\n"), start=1):
            if "REFUSE" in line:
                raise Refused(f"Error at (line {number}, column 3)")
        return pandoc(text)

    source = Source("x.bib", "@string{p = {P}}\n" + "".join(entries))
    found = load_bibliography([source], refusing)
    assert [d.span for d in found.diagnostics] == [Span("x.bib", 8, 11), Span("x.bib", 21, 3)]
    assert [d.entry for d in found.diagnostics] == ["k6", "k17"]
    assert keys(found) == [f"k{n}" for n in range(20) if n not in (6, 17)]
    assert found.value[2].item["publisher"] == "P"
    assert len(pandoc.texts) < 25


def test_a_definition_that_cannot_be_read_takes_no_entry_with_it() -> None:
    found = bib(
        "@string{one = {1}}\n@string{two = 2 2}\n@book{a, publisher = one}\n@book{b, title = {B}}\n"
    )
    assert [(r.key, r.item.get("publisher")) for r in found.value] == [("a", "1"), ("b", None)]
    assert only(found).span == Span("x.bib", 2, 9)
    assert "“two”" in only(found).message


def test_a_converter_that_refuses_everything_is_not_the_authors_fault() -> None:
    def broken(_: str) -> list[CslItem]:
        raise Refused("no memory")

    with pytest.raises(Refused):
        load_bibliography([Source("x.bib", "@book{a, title = {A}}")], broken)


def test_a_doubled_field_and_an_undefined_abbreviation_keep_their_entry() -> None:
    found = bib("@book{a, title = {A}, Title = {B}}\n@book{b, month = jan, volume = vol}\n")
    assert keys(found) == ["a", "b"]
    doubled, undefined = found.diagnostics
    assert (doubled.code, doubled.span) == ("bib-syntax", Span("x.bib", 1, 23))
    assert (undefined.code, undefined.span) == ("bib-syntax", Span("x.bib", 2, 32))
    assert "“vol”" in undefined.message


def test_a_key_that_is_taken_names_the_first_place() -> None:
    sources = [
        Source("a.bib", "@book{x, title = {1}}\n@book{x, title = {2}}\n"),
        Source("b.json", '[{"id": "x", "type": "book"}]'),
        Source("c.yaml", "- {id: 7, type: book, title: A}\n- {id: '7', type: book}\n"),
    ]
    found = load_bibliography(sources, Pandoc())
    assert [(r.key, r.item["title"]) for r in found.value] == [("x", "1"), ("7", "A")]
    assert [(d.code, str(d.span)) for d in found.diagnostics] == [
        ("bib-duplicate-key", "a.bib:2:7"),
        ("bib-duplicate-key", "b.json:1:9"),
        ("bib-duplicate-key", "c.yaml:2:8"),
    ]
    assert "a.bib:1:7" in found.diagnostics[0].message
    assert "a.bib:1:7" in found.diagnostics[1].message
    assert "c.yaml:1:8" in found.diagnostics[2].message


@pytest.mark.parametrize(
    ("kind", "read_as", "csl_type"),
    [
        ("artcile", "@article", "article-journal"),
        ("newspaper", "@article with entrysubtype = {newspaper}", "article-newspaper"),
        ("Magazine", "@article with entrysubtype = {magazine}", "article-magazine"),
        ("website", "@online", "webpage"),
        ("xyzzy", "@misc", "document"),
    ],
)
def test_a_type_that_does_not_exist_is_read_as_one_that_does(
    kind: str, read_as: str, csl_type: str
) -> None:
    found = bib(f"@{kind}{{a, title = {{A}}}}\n@book{{b}}\n")
    assert [r.item["type"] for r in found.value] == [csl_type, "book"]
    finding = only(found)
    assert (finding.code, finding.span) == ("bib-type-unknown", Span("x.bib", 1, 1))
    assert read_as in (finding.hint or "")


def test_every_type_that_is_offered_is_one_that_pandoc_knows() -> None:
    entries = "".join(f"@{kind}{{{kind}, title = {{T}}}}\n" for kind in bibtex.TYPES)
    found = bib(entries)
    assert not found.diagnostics
    assert len(found.value) == len(bibtex.TYPES)
    assert {str(r.item["type"]) for r in found.value} <= set(csl_items.TYPES)


def test_a_paper_of_a_conference_has_its_proceedings_under_either_name() -> None:
    for kind in ("conference", "inproceedings"):
        item = one(f"@{kind}{{a, title = {{T}}, booktitle = {{Proceedings}}}}").item
        assert (item["type"], item["container-title"]) == ("paper-conference", "Proceedings")


BOOK = "@book{p, editor = {Lake, Jo}, title = {Parent}, subtitle = {Below}, date = {2000}}\n"


@pytest.mark.parametrize("kind", ["incollection", "inbook", "inproceedings"])
@pytest.mark.parametrize("parent", ["book", "collection", "proceedings"])
def test_a_part_has_the_title_of_its_book_whatever_the_types(kind: str, parent: str) -> None:
    part = f"@{kind}{{a, author = {{Hill, Ada}}, title = {{Part}}, crossref = {{p}}}}\n"
    item = bib(part + BOOK.replace("@book", f"@{parent}")).value[0].item
    assert (item["title"], item["container-title"]) == ("Part", "Parent: Below")


def test_a_part_keeps_the_title_of_a_book_of_its_own() -> None:
    part = "@incollection{a, title = {Part}, booktitle = {Own}, crossref = {p}}\n"
    assert bib(part + BOOK).value[0].item["container-title"] == "Own"


@pytest.mark.parametrize(
    ("fields", "variable"),
    [
        ("editor = {Lake, Jo}, editortype = {translator}", "translator"),
        ("author = {Hill, Ada}, editora = {Lake, Jo}, editoratype = {translator}", "translator"),
        ("author = {Hill, Ada}, editora = {Lake, Jo}, editoratype = {redactor}", "editor"),
        ("author = {Hill, Ada}, editorb = {Lake, Jo}", "editor"),
    ],
)
def test_nobody_is_left_out_for_a_part_in_a_work(fields: str, variable: str) -> None:
    item = one(f"@book{{a, title = {{T}}, {fields}}}").item
    assert item[variable] == [{"family": "Lake", "given": "Jo"}]
    assert variable == "editor" or "editor" not in item


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("A-12--A-15", "A-12–A-15"),
        ("S34--M39", "S34–M39"),
        (r"3:12 \textendash{} 3:15", "3:12–3:15"),
        ("12--15", "12-15"),
        ("A-12", "A-12"),
    ],
)
def test_the_mark_of_a_range_of_pages(typed: str, meant: str) -> None:
    assert one(f"@article{{a, title = {{T}}, pages = {{{typed}}}}}").item["page"] == meant


@pytest.mark.parametrize("edition", ["2nd", "2$^{nd}$", r"2\textsuperscript{nd} edition", "Second"])
def test_an_edition_is_a_number(edition: str) -> None:
    assert one(f"@book{{a, title = {{T}}, edition = {{{edition}}}}}").item["edition"] == "2"


def test_a_macro_of_which_nothing_can_be_printed_is_told_of() -> None:
    finding = only(bib("@book{a,\n  title = {T \\mystery{} x}\n}"))
    assert (finding.code, finding.span.line, "\\mystery" in finding.message) == (
        "bib-unclear",
        2,
        True,
    )


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        (
            r"howpublished = {At \href{https://e.org/x}{the site}, online}",
            {"URL": "https://e.org/x", "publisher": "At the site, online"},
        ),
        (
            r"note = {See \href{https://e.org/x}{one} and \href{https://e.org/y}{two}}",
            {"URL": "https://e.org/x", "note": "See one and two (https://e.org/y)"},
        ),
        (
            r"doi = {10.1000/x}, note = {At \href{https://doi.org/10.1000/x}{DOI}}",
            {"DOI": "10.1000/x", "note": "At DOI"},
        ),
        (
            r"url = {https://e.org/}, note = {With \href{https://e.org/b}{data}}",
            {"URL": "https://e.org/", "note": "With data (https://e.org/b)"},
        ),
    ],
)
def test_the_address_of_a_link_in_a_field_is_not_lost(
    fields: str, expected: dict[str, str]
) -> None:
    item = one(f"@misc{{a, title = {{T}}, {fields}}}").item
    assert {name: item.get(name) for name in expected} == expected


def test_an_address_under_a_name_is_the_works_address() -> None:
    item = one("@misc{a, title = {T}, howpublished = {\\href{https://e.org/x}{Site}}}").item
    assert (item["URL"], "Site" in str(item.values())) == ("https://e.org/x", True)


def test_entries_that_only_lend_their_fields_are_no_references() -> None:
    found = bib("@xdata{x, publisher = {P}}\n@book{a, xdata = {x}}\n")
    assert not found.diagnostics
    assert [(r.key, r.item["publisher"]) for r in found.value] == [("a", "P")]


def test_the_parsers_log_stays_silent(caplog: pytest.LogCaptureFixture) -> None:
    command = (
        "from nashr.bibliography.bibtex import split_entries\nfrom nashr.model import Source\n"
        "assert split_entries(Source('x', '@book{a, title')).diagnostics"
    )
    with caplog.at_level(logging.CRITICAL):
        done = subprocess.run(
            [sys.executable, "-c", command], cwd=ROOT, capture_output=True, text=True, check=True
        )
    assert done.stderr == ""


def test_bibtexparser_is_imported_for_bib_files_alone() -> None:
    command = "import sys, nashr.bibliography.load\nassert 'bibtexparser' not in sys.modules"
    subprocess.run([sys.executable, "-c", command], cwd=ROOT, check=True)


# --- languages and titles ------------------------------------------------------------------

KUZIO = "Geopolitical Pluralism in the CIS: The Emergence of GUUAM"


def test_an_english_title_stays_as_it_is_typed_and_braces_are_kept() -> None:
    plain = one(f"@article{{k, title = {{{KUZIO}}}, langid = {{english}}}}")
    assert plain.item["title"] == KUZIO
    assert plain.item["language"] == "en-US"
    kept = one(f"@article{{k, title = {{{{{KUZIO}}}}}, langid = {{english}}}}")
    assert kept.item["title"] == f'<span class="nocase">{KUZIO}</span>'
    some = one(r"""@article{k, title = {The {CIS}: A {B}rief {\"U}bersicht of {\emph{Homo}}}}""")
    assert some.item["title"] == (
        'The <span class="nocase">CIS</span>: A <span class="nocase">B</span>rief Übersicht of '
        '<span class="nocase"><i>Homo</i></span>'
    )


@pytest.mark.parametrize(
    ("field", "language"),
    [
        ("langid = {azerbaijani}", "az"),
        ("langid = {az}", "az"),
        ("langid = {AZ-cyrl}", "az-Cyrl"),
        ("langid = azeri", None),
        ('langid = "azeri"', "az"),
        ("langid = {turkish}", "tr-TR"),
        ("langid = {russian}", "ru-RU"),
        ("langid = {georgian}", "ka"),
        ("language = {turkish}", "tr"),
        ("language = {azerbaijani and russian}", "az"),
        ("language = {in the author's own words}", None),
        ("note = {}", None),
    ],
)
def test_titles_in_other_languages_stay_as_they_are_typed(field: str, language: str | None) -> None:
    title = "İki Sahil: Azərbaycan və Türkiyə Əlaqələri"
    (found,) = bib(f"@book{{k, title = {{{title}}}, {field},\n}}").value
    assert found.item["title"] == title
    if language:
        assert found.item["language"] == language


def test_an_entry_without_a_language_is_in_that_of_the_journal() -> None:
    entry = f"@article{{k, title = {{{KUZIO}}}}}"
    assert one(entry).item["title"] == KUZIO
    assert one(entry, language="az").item["title"] == KUZIO
    english = one(entry, language="en")
    assert english.item["title"] == KUZIO
    assert "language" not in english.item


def test_an_unknown_language_is_told_and_left_out() -> None:
    found = bib("@book{a, langid = {turkihs}}")
    assert "language" not in found.value[0].item
    finding = only(found)
    assert (finding.code, finding.span) == ("bib-language-unknown", Span("x.bib", 1, 7))
    assert finding.hint == "Did you mean “turkish”?"


@pytest.mark.parametrize("name", ["Azerbaijani", "azərbaycanca", "langenglish", "tr_TR", "en-GB"])
def test_names_of_languages(name: str) -> None:
    assert language_names.language_tag(name) in ("az", "en", "tr-TR", "en-GB")


# --- CSL JSON and CSL YAML -----------------------------------------------------------------


def csl(text: str, file: str = "x.yaml") -> Found:
    def never(_: str) -> list[CslItem]:
        raise AssertionError("pandoc has nothing to do")

    return load_bibliography([Source(file, text)], never)


def test_csl_json() -> None:
    text = (
        '[\n\t{"id": 7, "type": "book", "title": "T \\ud83d\\ude00", "volume": 5,\n'
        '\t "author": [{"family": "Ə", "given": "B", "comma-suffix": true}],\n'
        '\t "issued": {"date-parts": [["2000", 2]]}, "language": "Turkish", "DOI": null,\n'
        '\t "nashr-query": "Which?"}\n]'
    )
    found = csl(text, "x.json")
    assert not found.diagnostics
    (reference,) = found.value
    assert (reference.key, reference.line, reference.column) == ("7", 2, 9)
    assert reference.query == "Which?"
    assert reference.item == {
        "id": "7",
        "type": "book",
        "title": "T 😀",
        "volume": "5",
        "author": [{"family": "Ə", "given": "B", "comma-suffix": True}],
        "issued": {"date-parts": [[2000, 2]]},
        "language": "tr",
    }


@pytest.mark.parametrize("indent", ["", "references:\n"])
def test_csl_yaml_as_a_list_and_as_pandoc_has_it(indent: str) -> None:
    text = (
        f"{indent}- id: oran\n  type: book\n  title: 1984\n  issued: 1998-05\n"
        "  author:\n    family: Oran\n    given: B\n  custom:\n    nashr-query: Hansı əsər?\n"
    )
    (reference,) = csl(text).value
    assert (reference.line, reference.column) == (1 + bool(indent), 7)
    assert reference.query == "Hansı əsər?"
    assert reference.item == {
        "id": "oran",
        "type": "book",
        "title": "1984",
        "issued": {"date-parts": [[1998, 5]]},
        "author": [{"family": "Oran", "given": "B"}],
    }


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2000", {"date-parts": [[2000]]}),
        ("2000-02-01", {"date-parts": [[2000, 2, 1]]}),
        ("2000-02/2001", {"date-parts": [[2000, 2], [2001]]}),
        ("1998~", {"date-parts": [[1998]], "circa": True}),
        ("2000-21", {"date-parts": [[2000]], "season": 1}),
        ("in press", {"literal": "in press"}),
        ("{year: 1998, month: 5}", {"date-parts": [[1998, 5]]}),
        ("[{year: 1998}, {year: 1999}]", {"date-parts": [[1998], [1999]]}),
        ("{date-parts: [1998, 5]}", {"date-parts": [[1998, 5]]}),
        ("{raw: 1998-05}", {"date-parts": [[1998, 5]]}),
        ("12 May 2021", {"date-parts": [[2021, 5, 12]]}),
        ("{raw: 01.02.2000}", {"date-parts": [[2000, 2, 1]]}),
        ("{date-parts: [[2001, 0, 0]]}", {"date-parts": [[2001]]}),
        ("{date-parts: [['']], raw: c. 1850}", {"date-parts": [[1850]], "circa": True}),
        ("{literal: soon}", {"literal": "soon"}),
    ],
)
def test_dates(written: str, meant: object) -> None:
    found = csl(f"- {{id: a, type: book}}\n- id: b\n  type: book\n  issued: {written}\n")
    assert not found.diagnostics
    assert found.value[1].item["issued"] == meant


@pytest.mark.parametrize(
    ("entry", "column", "says"),
    [
        ("{type: book}", 3, "no id"),
        ("{id: '', type: book}", 3, "no id"),
        ("{id: a}", 3, "no type"),
        ("word", 3, "keys of its own"),
        ("{id: a, type: book, author: Oran}", 31, "names are a list"),
        ("{id: a, type: book, author: [Oran]}", 31, "a name has family"),
        ("{id: a, type: book, issued: {month: 5, date-parts: [x]}}", 31, "numbers"),
        ("{id: a, type: book, issued: [5]}", 31, "a year"),
        ("{id: a, type: book, title: [T]}", 30, "takes a text"),
    ],
)
def test_an_entry_that_lacks_what_it_must_have(entry: str, column: int, says: str) -> None:
    found = csl(f"- {{id: good, type: book}}\n- {entry}\n")
    assert keys(found) == ["good"]
    finding = only(found)
    assert (finding.code, finding.span) == ("bib-entry-invalid", Span("x.yaml", 2, column))
    assert says in finding.message


@pytest.mark.parametrize(
    ("author", "says"),
    [
        ("Baskın Oran", '[{"family": "Oran", "given": "Baskın"}], or [{"literal": "Baskın Oran"}]'),
        ("[Oran]", '[{"family": "Oran"}], or'),
        ("['Oran, Baskın']", '[{"family": "Oran", "given": "Baskın"}], or'),
        ("[{name: Baskın Oran}]", '[{"family": "Oran", "given": "Baskın"}], or'),
        ("[{famly: Oran, given: B.}]", "“family”"),
        ("[{Family: Oran}]", "“family”"),
    ],
)
def test_a_hint_says_how_a_name_of_csl_is_written(author: str, says: str) -> None:
    found = only(csl(f"- {{id: a, type: book, author: {author}}}"))
    assert found.code == "bib-entry-invalid"
    assert says in (found.hint or "")


def test_what_programs_add_to_a_name_of_csl_is_no_fault() -> None:
    more = "{family: Oran, given: B., ORCID: x, sequence: first, prefix: Dr., isInstitution: no}"
    assert not csl(f"- {{id: a, type: book, author: [{more}]}}").diagnostics


def test_a_language_of_csl_that_nobody_knows_is_told_and_left_out() -> None:
    found = csl("- {id: a, type: book, language: klingon}\n- {id: b, type: book, language: tr; en}")
    assert (only(found).code, only(found).span) == ("bib-language-unknown", Span("x.yaml", 1, 33))
    assert [one.item.get("language") for one in found.value] == [None, "tr"]


def test_a_day_of_csl_that_is_in_no_calendar_is_an_error() -> None:
    for written in ("2021-02-30", "{date-parts: [[2021, 2, 30]]}", "{raw: 30.02.2021}"):
        found = csl(f"- {{id: a, type: book, issued: {written}}}")
        assert only(found).code == "bib-date-invalid"
        assert "28 days" in only(found).message
        assert not found.value


def test_the_keys_that_zotero_writes() -> None:
    address = "http://zotero.org/users/1/items/ABCD1234"
    entries = [
        {"id": address, "type": "book"},
        {"id": "2", "type": "book", "citation-key": "oran1998"},
        {"id": "3", "type": "book", "note": "Some words\nCitation Key: cornell2001"},
    ]
    found = csl(json.dumps(entries), "x.json")
    assert [(one.key, *one.aliases) for one in found.value] == [
        ("ABCD1234", address),
        ("oran1998", "2"),
        ("cornell2001", "3"),
    ]


@pytest.mark.parametrize(
    ("kind", "meant"),
    [
        ("artcle-journal", "article-journal"),
        ("journal-article", "article-journal"),
        ("Book Chapter", "chapter"),
        ("custom", "document"),
        ("xyz", "document"),
    ],
)
def test_a_type_that_csl_does_not_have_is_read_as_one_that_fits(kind: str, meant: str) -> None:
    found = csl(f"- {{id: a, type: {kind}}}")
    assert only(found).code == "bib-type-unknown"
    assert only(found).hint == f"Write type: {meant}, or another type of CSL that fits."
    assert found.value[0].item["type"] == meant


def test_a_file_that_is_no_list() -> None:
    assert only(csl("title: T")).code == "bib-entry-invalid"
    assert csl("references:\n") == csl("") == Outcome(())


def test_broken_yaml_and_json_have_their_place() -> None:
    found = only(csl("- id: a\n  title: A: B\n"))
    assert (found.code, found.span) == ("yaml-syntax", Span("x.yaml", 2, 11))
    assert only(csl('[{"id": "a"', "x.json")).code == "yaml-syntax"
    assert only(csl("- {id: a, id: b, type: book}")).code == "yaml-duplicate-key"


@pytest.mark.parametrize("name", ["refs.docx", "library.enl", "zotero.sqlite", "refs"])
def test_a_kind_of_file_that_is_not_read(name: str) -> None:
    finding = unsupported(name)
    assert finding is not None
    assert (finding.code, finding.span) == ("bib-unsupported-format", Span(name))
    assert "." in str(finding.hint)
    assert all(unsupported(f"refs{suffix}") is None for suffix in SUFFIXES)


# --- the project's own ---------------------------------------------------------------------


def test_the_projects_own_bibliography_loads() -> None:
    file = ROOT / "bibliography" / "references.bib"
    source = Source("references.bib", file.read_text(encoding="utf-8"))
    found = load_bibliography([source], Pandoc(), language="az")
    assert not found.diagnostics
    assert {"oran1998", "cornell2001", "kuzio2000"} <= set(keys(found))
    assert all("nashr-query" not in r.item for r in found.value)
    assert any(r.query for r in found.value)
    kuzio = next(r for r in found.value if r.key == "kuzio2000")
    title = str(kuzio.item["title"])
    assert re.sub("<[^<>]*>", "", title) == KUZIO


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("van Field, Ada", {"family": "Field", "given": "Ada", "non-dropping-particle": "van"}),
        ("Ada de la Hill", {"family": "Hill", "given": "Ada", "non-dropping-particle": "de la"}),
        (
            "Göl, Anar Sabir oğlu",
            {"family": "Göl", "given": "Anar Sabir", "dropping-particle": "oğlu"},
        ),
        ("ابن وادي, سالم", {"family": "ابن وادي", "given": "سالم"}),
        ("سالم ابن وادي", {"family": "ابن وادي", "given": "سالم"}),
        ("בן הרים, דן", {"family": "בן הרים", "given": "דן"}),
        ("سالم الوادي", {"family": "الوادي", "given": "سالم"}),
        ("მთვარაძე, ანა", {"family": "მთვარაძე", "given": "ანა"}),
    ],
)
def test_a_particle_belongs_to_the_family_name(typed: str, meant: dict[str, str]) -> None:
    found = one(f"@book{{a, author = {{{typed}}}, title = {{T}}, date = {{2001}}}}")
    assert found.item["author"] == [meant]


def test_a_particle_is_dropped_where_the_entry_says_so() -> None:
    text = "@book{a, author = {van Field, Ada}, title = {T}, options = {useprefix=false}}"
    assert one(text).item["author"][0]["dropping-particle"] == "van"


@pytest.mark.parametrize("named", ["Journal Article", "Book Section", "Web Page", "Thesis"])
def test_endnotes_own_names_of_types_are_not_printed(named: str) -> None:
    text = f"@misc{{a, author = {{Field, A.}}, title = {{T}}, type = {{{named}}}}}"
    assert "genre" not in one(text).item
    assert one(text.replace(named, "Sergi kataloğu")).item["genre"] == "Sergi kataloğu"


@pytest.mark.parametrize(("typed", "meant"), [("12-+", "12"), ("12--+", "12"), ("e12+", "e12+")])
def test_pages_whose_last_is_not_known(typed: str, meant: str) -> None:
    text = f"@article{{a, title = {{T}}, pages = {{{typed}}}}}"
    assert one(text).item["page"] == meant


def test_a_script_on_nothing_is_raised() -> None:
    assert one("@book{a, title = {Of ${}^{14}$C and $^{2}$H}}").item["title"] == (
        "Of <sup>14</sup>C and <sup>2</sup>H"
    )


@pytest.mark.parametrize("name", ["eid", "articleno"])
def test_the_number_of_an_article_without_pages_stands_for_them(name: str) -> None:
    assert one(f"@article{{a, title = {{T}}, {name} = {{e123}}}}").item["page"] == "e123"
    text = f"@article{{a, title = {{T}}, {name} = {{e123}}, pages = {{1--20}}}}"
    assert one(text).item["page"] == "1-20"


@pytest.mark.parametrize("kind", ["audio", "misc", "online", "video", "dataset", "letter"])
def test_what_a_work_is_in_is_kept_whatever_its_type(kind: str) -> None:
    """A podcast, a post: people call its whole ``booktitle``, as that of a chapter."""
    text = (
        f"@{kind}{{a, title={{Part}}, booktitle={{Whole}}, booksubtitle={{More}}, date={{2001}}}}"
    )
    item = one(text).item
    assert item["container-title"].startswith("Whole")
    assert "More" in item["container-title"]


@pytest.mark.parametrize(
    ("entry", "kind"),
    [
        ("@misc{a, title={T}, type={interview}}", "interview"),
        ("@misc{a, title={T}, type={Map}}", "map"),
        ("@misc{a, title={T}, type={treaty}}", "treaty"),
        ("@misc{a, title={T}, type={Leaflet}}", "document"),
        ("@standard{a, title={T}, number={5}}", "standard"),
    ],
)
def test_kinds_that_biblatex_has_no_type_for(entry: str, kind: str) -> None:
    assert one(entry).item["type"] == kind


def test_the_institution_of_a_case_is_the_court() -> None:
    item = one("@jurisdiction{a, title={A v. B}, institution={Supreme Court}}").item
    assert item["authority"] == "Supreme Court"


@pytest.mark.parametrize("kind", ["legal", "legislation", "review", "misc", "online", "periodical"])
def test_the_number_of_an_issue_is_kept_whatever_the_type(kind: str) -> None:
    """A law has that of its gazette, which pandoc knows of articles alone."""
    text = f"@{kind}{{a, title={{T}}, journaltitle={{Gazette}}, issue={{17863}}, date={{1982}}}}"
    assert one(text).item["issue"] == "17863"


def test_a_date_of_csl_that_says_that_there_is_none_is_none() -> None:
    """Each style has its own words for it, *tarixsiz* where Zotero has “n.d.”."""
    item = {"id": "a", "type": "book", "title": "T", "issued": {"literal": "n.d."}}
    source = Source("x.json", json.dumps([item]))
    (found,) = load_bibliography([source], Pandoc()).value
    assert "issued" not in found.item


@pytest.mark.parametrize("name", ["Ibn Khaldūn", "İbn Sina", "Bint al-Shati"])
def test_the_son_of_somebody_is_no_given_name(name: str) -> None:
    """He stands in the list under Ibn, and not as *Khaldūn, I.*"""
    item = one(f"@book{{a, author={{{name}}}, title={{T}}, year={{1967}}}}").item
    assert item["author"] == [{"family": name}]


@pytest.mark.parametrize(
    ("entry", "line", "column", "code", "says"),
    [
        ("@book{x,\n  auhtor = {A, B},\n  title = {T},\n}\n", 3, 3, "bib-field-unread", "auhtor"),
        ("@book{x,\n  title = {T},\n  yaer = 2001,\n}\n", 4, 3, "bib-field-unread", "“yaer”"),
        ("@book{x,\n  title = {T},\n  authors = {A, B}}\n", 4, 3, "bib-field-unread", "authors"),
        ("@book{x,\n  title = {T},\n  booktitle = {Whole}}\n", 4, 3, "bib-field-unread", "@book"),
        ("@book{x,\n  title = {T}},\n  year = {1},\n}\n", 4, 3, "bib-syntax", "behind the end"),
        ("@book{x,\n  title := {T},\n  year = {1},\n}\n", 3, 3, "bib-syntax", "no name of a"),
        ('@book{x,\n  title = "T,\n  year = {1},\n}\n', 3, 3, "bib-syntax", "not closed"),
    ],
)
def test_a_slip_in_a_field_is_told_at_the_line_of_the_field(
    entry: str, line: int, column: int, code: str, says: str
) -> None:
    found = bib(f"@book{{before, title = {{B}}}}\n{entry}@book{{after, title = {{A}}}}\n")
    finding = only(found)
    assert (finding.code, finding.span) == (code, Span("x.bib", line, column))
    assert says in finding.message
    assert finding.entry == "x"


@pytest.mark.parametrize(
    "field",
    [
        *("eissn", "issue_date", "numpages", "month_numeric", "date-added", "mendeley-groups"),
        *("bdsk-url-1", "keyword", "uri", "annote", "author-email", "journal-iso", "unique-id"),
        *("romanization", "title-translated", "nashr-query", "articleno", "pissn", "adsnote"),
    ],
)
def test_fields_of_programs_are_no_slips(field: str) -> None:
    found = bib(f"@article{{x, title = {{T}}, journal = {{J}}, {field} = {{1}}}}")
    assert not [one for one in found.diagnostics if one.code == "bib-field-unread"]


def test_the_book_of_a_preface_is_read_and_a_periodical_has_its_name_once() -> None:
    preface = one("@suppbook{x, title = {Önsöz}, booktitle = {Beş Şehir}, pages = {1-2}}").item
    assert (preface["title"], preface["container-title"]) == ("Önsöz", "Beş Şehir")
    whole = one("@periodical{x, title = {Molla}, date = {1906}}").item
    assert (whole["title"], whole.get("container-title")) == ("Molla", None)
    number = one("@periodical{x, title = {Molla}, number = {7}}").item
    assert (number.get("title"), number["container-title"]) == (None, "Molla")


def test_a_patent_is_called_so_in_the_language_of_the_entry() -> None:
    def genre(kind: str) -> object:
        text = f"@patent{{x, title = {{T}}, number = {{1}}, {kind} langid = {{turkish}}}}"
        return one(text).item["genre"]

    assert genre("") == "patent"
    assert genre("type = {patentus},") == "ABD patenti"
    assert genre("type = {Faydalı model},") == "Faydalı model"


def test_a_place_by_another_name_and_a_scale_are_kept() -> None:
    item = one("@book{x, title = {Plan}, city = {Bakı}, scale = {1:10000}}").item
    assert (item["publisher-place"], item["scale"]) == ("Bakı", "1:10000")


@pytest.mark.parametrize(
    ("note", "kept"),
    [
        ("Times Cited: 20\nGuliyev, Farid/AAA-1111-2019", None),
        ("Cited by: 23; All Open Access, Green Open Access", None),
        ("ISBN: 9781234567897\nPublication Title: ProQuest Dissertations", None),
        ("Section: Gündem\nXəritə ilə", "Xəritə ilə"),
        ("AMEA Əlyazmalar İnstitutu, B-123", "AMEA Əlyazmalar İnstitutu, B-123"),
        ("original-date: 1900", "original-date: 1900"),
        ("Numbered copy 12", "Numbered copy 12"),
    ],
)
def test_what_programs_write_into_a_note_is_none(note: str, kept: str | None) -> None:
    item = one(f"@article{{x, title = {{T}}, journal = {{J}}, note = {{{note}}}}}").item
    assert item.get("note") == kept


def test_what_databases_put_around_their_values_is_not_printed() -> None:
    item = one(
        "@article{x, title = {<![CDATA[Türk <b>Dili</b>]]>}, url = {<Go to ISI>://WOS:0002},"
        " type = {Article}, source = {Scopus}}"
    ).item
    assert item["title"] == "Türk <b>Dili</b>"
    assert not item.get("URL")
    assert "genre" not in item


@pytest.mark.parametrize("kind", ["interview", "map", "standard"])
def test_a_type_of_csl_is_read_without_a_word(kind: str) -> None:
    found = bib(f"@{kind}{{x, title = {{T}}, journal = {{J}}, pages = {{4-9}}}}")
    assert not found.diagnostics
    assert found.value[0].item["type"] == kind


def test_a_shelf_mark_is_text_and_no_tex() -> None:
    item = one(r"@misc{a, title = {T}, library = {M\"unchen, Ф. 1276. Л. 3--7}}").item
    assert item["call-number"] == "München, Ф. 1276. Л. 3–7"


def test_the_number_of_an_article_is_known_as_one() -> None:
    assert one("@article{a, title = {T}, journaltitle = {J}, eid = {1234}}").item["eid"] == "1234"
    both = one("@article{a, title = {T}, journaltitle = {J}, eid = {1234}, pages = {5--9}}").item
    assert "eid" not in both
