"""Mappings that are read without pydantic, and are read as pydantic reads them."""

from __future__ import annotations

import copy
import datetime as dt
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from nashr.frontmatter import schema
from nashr.frontmatter.issue_keys import IssueKeys
from nashr.frontmatter.keys import Keys
from nashr.frontmatter.models import model_of
from nashr.frontmatter.reading import read_keys
from nashr.frontmatter.theme_keys import ThemeFileKeys
from nashr.model import Source
from nashr.untrusted.yaml import load_yaml
from tests.kits.front_kit import FRONT_MATTER, JOURNAL_YAML

ROOT = Path(__file__).resolve().parents[2]

JOURNAL_MORE = """\
profile: [vak, doaj]
colour: "#7a1a2b"
theme: {name: plain, columns: 2, size: 10pt, typefaces: {text: Source Sans 3}, front: [title]}
page: {width: 170mm, height: 240mm, inner: 20mm}
print: {max-ink: 280, bleed: 5mm, pages-multiple: 4}
limits: {time: 60}
references-latin: {romanization: {az: bgn-pcgn, und: iso-9}}
pdf: {standard: ua-2}
code: {numbers: true}
abstracts-at: front
copyright-holder: [Birinci, İkinci]
"""
ISSUE = """\
number: 2
year: 2026
date: 2026-03-31
cover: {picture: a.png, fit: page}
board: [{title: Baş redaktor, members: [Lalə Redaktorlu, {given: A, family: B}]}]
addresses: {az: [Bakı, Sınaq küçəsi]}
front: [cover, contents, foreword.md]
back: [{part: authors, title: Müəlliflər}]
sections: [{title: Tarix, titles: {en: History}, articles: [a, b]}]
print: {binding: saddle, paper: {weight: 80 g/m², bulk: 1.3}, barcode: {number: none}}
"""
THEME = "base: plain\npage: A5\nmargins: {top: 20mm}\nheads: {left: title}\nfeet: [issn, doi]\n"


def mapping(text: str) -> dict[str, Any]:
    loaded = load_yaml(Source("a.yaml", text), schema="text").value
    assert loaded is not None
    value: dict[str, Any] = loaded.value
    return value


SAMPLES: list[tuple[type[Keys], dict[str, Any]]] = [
    (schema.JournalKeys, mapping(JOURNAL_YAML + JOURNAL_MORE)),
    (schema.ArticleKeys, mapping(FRONT_MATTER)),
    (ThemeFileKeys, mapping(THEME)),
    (IssueKeys, mapping(ISSUE)),
]


def shown(value: Any) -> Any:
    """Values of keys, of either kind, as what can be compared."""
    if isinstance(value, Keys | BaseModel):
        return {**{n: shown(one) for n, one in value}, "given": sorted(value.model_fields_set)}
    if isinstance(value, dict):
        return [(key, shown(one)) for key, one in value.items()]
    if isinstance(value, list):
        return [shown(one) for one in value]
    return (type(value), value)


def by_pydantic(value: dict[str, Any], cls: type[Keys]) -> Any:
    try:
        return shown(model_of(cls).model_validate(value))
    except ValidationError:
        return None


@pytest.mark.parametrize(("cls", "value"), SAMPLES, ids=lambda one: getattr(one, "__name__", ""))
def test_what_is_right_is_read_without_pydantic_and_alike(
    cls: type[Keys], value: dict[str, Any]
) -> None:
    found = read_keys(value, cls)
    assert found is not None
    assert shown(found) == by_pydantic(value, cls)


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield path
    items = value.items() if isinstance(value, dict) else ()
    for key, one in enumerate(value) if isinstance(value, list) else items:
        yield from places(one, (*path, key))


OTHERS = [
    *(None, "", " ", "x", "1", "0012", "true", "az", "A4", "2026-03-31", "2026-13-31", "a@b.org"),
    *([], ["x"], [["x"]], [None], {}, {"x": "y"}, {"name": "N"}, {"name": "N", "family": "F"}),
    *(1, 1.5, True, dt.date(2026, 3, 31), "10pt", "https://example.org/", "x" * 3000),
]


@settings(max_examples=400, deadline=None, derandomize=True)
@given(st.data())
def test_what_is_read_pydantic_reads_alike(data: st.DataObject) -> None:
    """Values, keys and their absence at any place of the samples."""
    cls, sample = data.draw(st.sampled_from(SAMPLES))
    value = copy.deepcopy(sample)
    for _ in range(data.draw(st.integers(1, 2))):
        *way, last = data.draw(st.sampled_from([path for path in places(value) if path]))
        inner: Any = value
        for key in way:
            inner = inner[key]
        change = data.draw(st.sampled_from(["replace", "remove", "rename"]))
        if change == "replace":
            inner[last] = copy.deepcopy(data.draw(st.sampled_from(OTHERS)))
            continue
        taken = inner.pop(last)
        if change == "rename" and isinstance(inner, dict):
            inner[data.draw(st.sampled_from(["name", "title", "EN", "en", "xx", "date"]))] = taken
    found = read_keys(value, cls)
    expected = by_pydantic(value, cls)
    if found is not None:
        assert shown(found) == expected


def test_a_mapping_that_is_right_needs_no_pydantic() -> None:
    script = (
        "import sys; from nashr.frontmatter.load import parse_journal as parse;"
        "from nashr.model import Source;"
        "good = parse(Source('j.yaml', 'title: T\\nlanguage: az\\ntheme: plain'));"
        "first = 'pydantic' in sys.modules;"
        "bad = parse(Source('j.yaml', 'titel: T\\nlanguage: az'));"
        "print(first, not good.diagnostics, [d.code for d in bad.diagnostics])"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, env=environment, check=True
    )
    assert done.stdout == "False True ['key-unknown']\n"
