"""Entries from records, and what of a file stays as it was."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from references_kit import works

from nashr.bibliography import bibtex
from nashr.bibliography.load import load_bibliography
from nashr.engines import pandoc
from nashr.model import Source
from nashr.references.bib_writing import (
    appended,
    entry_text,
    filled,
    missing_fields,
    new_key,
)
from nashr.references.records import Record, clean_item

ITEM: dict[str, Any] = {
    "type": "article-journal",
    "title": "A Sample of <i>Pipelines</i> & 50% Politics",
    "author": [{"family": "Örnək", "given": "Əli"}, {"literal": "Sample and Institute"}],
    "container-title": "Sample Studies",
    "volume": "9",
    "issue": "2",
    "page": "81–114",
    "issued": {"date-parts": [[2000, 6]]},
    "DOI": "10.5555/sample_1",
    "language": "en-GB",
}
RECORD = Record("doi", "10.5555/sample_1", "Crossref", ITEM, (), (2000,))


def read(text: str) -> Any:
    [reference] = load_bibliography([Source("b.bib", text)], pandoc.biblatex_to_csl).value
    return reference


def test_an_entry_is_written_as_people_write_them() -> None:
    assert entry_text(RECORD, "ornek2000") == (
        "@article{ornek2000,\n"
        "  author       = {Örnək, Əli and {Sample and Institute}},\n"
        "  title        = {A Sample of \\emph{Pipelines} \\& 50\\% Politics},\n"
        "  journaltitle = {Sample Studies},\n"
        "  volume       = {9},\n"
        "  number       = {2},\n"
        "  pages        = {81--114},\n"
        "  date         = {2000-06},\n"
        "  doi          = {10.5555/sample_1},\n"
        "  langid       = {english},\n"
        "}\n"
    )


@pytest.mark.parametrize(
    ("item", "kind"),
    [
        ({"type": "book", "publisher": "P", "publisher-place": "Bakı"}, "book"),
        ({"type": "chapter", "container-title": "B", "page": "1-2"}, "chapter"),
        ({"type": "paper-conference", "container-title": "B"}, "paper-conference"),
        ({"type": "thesis", "publisher": "U", "genre": "PhD thesis"}, "thesis"),
        ({"type": "report", "publisher": "U", "number": "7"}, "report"),
        ({"type": "dataset", "publisher": "U", "URL": "https://example.org/a_b"}, "dataset"),
        ({"type": "article-newspaper", "container-title": "N"}, "article-newspaper"),
    ],
)
def test_what_is_written_is_read_again(item: dict[str, Any], kind: str) -> None:
    whole = {
        "title": "A Sample",
        "author": [{"family": "van Sample", "given": "Ann", "suffix": "Jr."}],
        "issued": {"date-parts": [[2001, 2, 3]]},
        **item,
    }
    found = read(entry_text(Record("doi", "10.5555/1", "Crossref", whole), "k")).item
    assert found["type"] == kind
    assert found["issued"] == whole["issued"]
    assert found["author"][0]["given"] == "Ann"
    kept = {name: found.get(name) for name in item if name != "type"}
    assert kept == {name: value for name, value in item.items() if name != "type"}


WORDS = st.text(alphabet='ab{}\\$%&#_^~"@,= \n<i>əß', max_size=30)


@settings(max_examples=60, deadline=None)
@given(WORDS, WORDS, WORDS, WORDS)
def test_whatever_a_registry_says_the_file_stays_readable(
    title: str, name: str, journal: str, doi: str
) -> None:
    item = clean_item(
        {
            "type": "article-journal",
            "title": f"T{title}",
            "author": [{"family": f"F{name}", "given": f"G{name}"}, {"literal": name}],
            "container-title": journal,
            "DOI": f"10.5555/{doi}",
            "URL": f"https://example.org/{doi}",
            "page": doi,
        }
    )
    entry = entry_text(Record("doi", "10.5555/1", "Crossref", item), "k")
    before = b"@book{first, title = {First}}\n"
    text = appended(before, entry).decode()
    found = bibtex.split_entries(Source("b.bib", text))
    assert [one.key for one in found.value] == ["first", "k"]
    assert not found.diagnostics


@pytest.mark.parametrize(
    ("item", "years", "key"),
    [
        ({"author": [{"family": "Örnək", "given": "Əli"}]}, (2000,), "ornek2000"),
        ({"author": [{"family": "van der Sample", "given": "A"}]}, (2000,), "vandersample2000"),
        ({"author": [{"literal": "World Bank"}]}, (2000,), "worldbank2000"),
        ({"author": [{"family": "Алиев", "given": "И"}]}, (2000,), "aliev2000"),
        ({"editor": [{"family": "Quy", "given": "Q"}]}, (), "quy"),
        ({"title": "On Things"}, (1999,), "on1999"),
        ({"title": "历史"}, (1999,), "work1999"),
    ],
)
def test_keys(item: dict[str, Any], years: tuple[int, ...], key: str) -> None:
    assert new_key(Record("doi", "10.5555/1", "Crossref", item, (), years), ()) == key


def test_a_key_that_is_taken() -> None:
    assert new_key(RECORD, ["Ornek2000"]) == "ornek2000b"
    taken = ["ornek2000", *(f"ornek2000{chr(code)}" for code in range(ord("b"), ord("z") + 1))]
    assert new_key(RECORD, taken) == "ornek2000-27"


@pytest.mark.parametrize(
    "before",
    [
        b"",
        b"@book{a, title = {T}}",
        b"@book{a, title = {T}}\n",
        b"@book{a, title = {T}}\n\n",
        b"\xef\xbb\xbf% a comment\r\n@book{a,\r\n  title = {T}\r\n}\r\n",
        b"@book{a, title = {T}} trailing words",
    ],
)
def test_an_entry_is_added_at_the_end(before: bytes) -> None:
    after = appended(before, "@book{k,\n}\n")
    assert after.startswith(before)
    end = b"\r\n" if b"\r" in before else b"\n"
    assert after.endswith(b"@book{k," + end + b"}" + end)
    assert b"\n@" in after or not before
    assert before == b"" or after[: -len(b"@book{k,}") - 2 * len(end)].endswith(end * 2)


FILLED = [
    (
        "@article{a,\n  author = {B, C},\n  title  = {A Sample},\n}\n% end\n",
        "@article{a,\n  author = {B, C},\n  title  = {A Sample},\n  volume = {9},\n}\n% end\n",
    ),
    (
        "@article{a,\n\tauthor = {B, C},\n\ttitle = {A Sample}\n}\n",
        "@article{a,\n\tvolume = {9},\n\tauthor = {B, C},\n\ttitle = {A Sample}\n}\n",
    ),
    (
        "@article{a, author = {B, C}, title = {A Sample}}\n",
        "@article{a, volume = {9}, author = {B, C}, title = {A Sample}}\n",
    ),
    ("@article{a}\n", "@article{a, volume = {9}}\n"),
    (
        "@article(a, author = {B, C}, title = {A Sample},)\n",
        "@article(a, author = {B, C}, title = {A Sample}, volume = {9},)\n",
    ),
]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("first", ["", "\ufeff", "% Əvvəl\n@misc{z, title = {Z}}\n\n"])
@pytest.mark.parametrize(("before", "after"), FILLED)
def test_fields_are_added_to_one_entry_and_nothing_else(
    before: str, after: str, first: str, end: str
) -> None:
    text = (first + before).replace("\n", end)
    source = Source("b.bib", text.removeprefix("\ufeff").replace("\r\n", "\n"))
    entry = bibtex.split_entries(source).value[-1]
    done = filled(text.encode(), entry, [("volume", "9")]).decode()
    assert done == (first + after).replace("\n", end)


def fields(text: str) -> dict[str, str]:
    [work] = works(text)
    return dict(missing_fields(work, RECORD))


def test_what_is_missing() -> None:
    assert fields(
        "@article{a, title = {A Sample}, author = {Ö, Ə}, volume = {7}, date = {2000}}"
    ) == {
        "journaltitle": "Sample Studies",
        "number": "2",
        "pages": "81--114",
        "doi": "10.5555/sample_1",
    }


def test_an_entry_of_bibtex_gets_fields_of_bibtex() -> None:
    found = fields("@article{a, title = {A Sample}, author = {Ö, Ə}, journal = {J}, volume = 7}")
    assert found == {"number": "2", "pages": "81--114", "year": "2000", "doi": "10.5555/sample_1"}


def test_what_is_there_stays() -> None:
    text = entry_text(RECORD, "a").replace("{9}", "{10}")
    assert fields(text) == {}


@pytest.mark.parametrize(
    ("address", "key"),
    [
        ("https://www.stat.gov.az/source/demoqraphy/", "statdemoqraphy"),
        ("https://az.wikipedia.org/wiki/Q%C9%99zet", "wikipediaqezet"),
        ("www.tuik.gov.tr/x.aspx?id=5 (erişim: 2024)", "tuik"),
        ("http://президент.рф/доклад.pdf", "prezidentdoklad"),
        ("https://example.org/", "example"),
    ],
)
def test_the_key_of_an_address_is_its_site_and_its_last_word(address: str, key: str) -> None:
    assert new_key(Record("", "", "", {"title": address}), ()) == key
