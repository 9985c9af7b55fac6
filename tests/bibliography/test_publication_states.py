"""Works that are not published yet, as people say it in their languages."""

from __future__ import annotations

from typing import Any

import pytest
from citations_kit import listed

from nashr.bibliography.load import load_bibliography
from nashr.engines import pandoc
from nashr.model import Source


def work(fields: str) -> dict[str, Any]:
    text = f"@book{{a, author = {{Göl, A.}}, title = {{T}}, {fields}}}"
    found = load_bibliography([Source("x.bib", text)], pandoc.biblatex_to_csl)
    assert not found.diagnostics
    return dict(found.value[0].item)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ("year = {yayımlanacak}", "forthcoming"),
        ("year = {YAYIMLANACAK}", "Forthcoming"),
        ("year = {çapdadır}", "in press"),
        ("year = {(в печати)}", "in press"),
        ("date = {Im Druck}", "In press"),
        ("pubstate = {nəşr olunacaq}", "forthcoming"),
        ("year = {yakında}", "yakında"),
    ],
)
def test_words_of_other_languages_are_said_in_that_of_the_list(fields: str, said: str) -> None:
    (entry,) = listed("apa", [work(fields)], "en")
    assert entry.lower() == f"Göl, A. ({said}). T.".lower()


def test_each_list_has_its_own_words() -> None:
    works = [work("year = {baskıda}, langid = {turkish}")]
    said = [listed("apa", works, tag)[0] for tag in ("az", "tr", "ru", "kk")]
    assert [one.partition("(")[2].partition(")")[0] for one in said] == [
        "çapda",
        "baskıda",
        "в печати",
        "баспада",
    ]
