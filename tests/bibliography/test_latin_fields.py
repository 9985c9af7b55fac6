"""Fields for the list in Latin letters, in each kind of bibliography."""

from __future__ import annotations

import json

import pytest

from nashr.bibliography.latin_fields import of_entry
from nashr.bibliography.load import load_bibliography
from nashr.engines.pandoc import biblatex_to_csl
from nashr.model import CslItem, Source

BIB = r"""@article{a,
  author = {Лотман, Юрий},
  author-romanized = {Lotman, Yu. M. and Tartu {\"U}likool and {Keele Instituut}},
  title = {О семиосфере},
  title-romanized = {O {semiosfere}},
  title-translated = {On the Semiosphere \& Others},
  journaltitle = {Труды},
  journaltitle-romanized = {Trudy},
  location-romanized = {},
  romanization = {confirmed},
}
"""


def item(path: str, text: str) -> CslItem:
    found = load_bibliography([Source(path, text)], biblatex_to_csl)
    assert found.diagnostics == ()
    [reference] = found.value
    return reference.item


def test_biblatex_has_them_under_its_own_names() -> None:
    read = item("x.bib", BIB)
    assert read["author-romanized"] == [
        {"family": "Lotman", "given": "Yu. M."},
        {"family": "Ülikool", "given": "Tartu"},
        {"literal": "Keele Instituut"},
    ]
    assert read["title-romanized"] == "O semiosfere"
    assert read["title-translated"] == "On the Semiosphere & Others"
    assert read["container-title-romanized"] == "Trudy"
    assert read["romanization"] == "confirmed"
    assert "publisher-place-romanized" not in read


@pytest.mark.parametrize("within", ["", "custom"])
def test_csl_json_has_them_beside_the_others_or_below_custom(within: str) -> None:
    latin = {
        "title-romanized": "O semiosfere",
        "author-romanized": [{"family": "Lotman", "given": "Yu. M."}],
    }
    entry = {"id": "a", "type": "book", "title": "О семиосфере"}
    entry |= {within: latin} if within else latin
    read = item("x.json", json.dumps([entry]))
    assert {name: read[name] for name in latin} == latin
    assert "custom" not in read


def test_names_may_be_a_text_with_semicolons() -> None:
    entry = {
        "id": "a",
        "type": "book",
        "title": "Т",
        "editor-romanized": "Lotman, Yu.; Uspenskiy, B.",
    }
    read = item("x.json", json.dumps([entry]))
    assert [name["family"] for name in read["editor-romanized"]] == ["Lotman", "Uspenskiy"]


def test_in_the_extra_field_of_zotero_each_is_a_line() -> None:
    note = "title-romanized: O semiosfere\nRead twice.\nromanization: confirmed"
    entry = {"id": "a", "type": "book", "title": "О семиосфере", "note": note}
    read = item("x.json", json.dumps([entry]))
    assert (read["title-romanized"], read["romanization"]) == ("O semiosfere", "confirmed")
    assert read["note"] == "Read twice."


def test_other_fields_are_none_of_them() -> None:
    assert of_entry({"title": "T", "nashr-query": "Q", "date": "2001"}) == {}
