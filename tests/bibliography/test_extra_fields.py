"""Fields of BibLaTeX that pandoc passes over."""

from __future__ import annotations

from typing import Any

import pytest

from nashr.bibliography.load import load_bibliography
from nashr.engines import pandoc
from nashr.model import Source


def works(text: str) -> dict[str, dict[str, Any]]:
    found = load_bibliography([Source("x.bib", text)], pandoc.biblatex_to_csl)
    assert not found.diagnostics
    return {one.key: dict(one.item) for one in found.value}


def test_names_have_variables_of_their_own() -> None:
    item = works(
        r"@book{a, author = {Göl, A.}, title = {T}, foreword = {von Dağ, {\c S}. and {Bir Fond}},"
        " holder = {{Bir Fond}}, interviewer = {Çay, Cəmil oğlu}, screenwriter = {Yol, E.}}"
    )["a"]
    assert item["foreword"] == [
        {"family": "Dağ", "given": "Ş.", "non-dropping-particle": "von"},
        {"literal": "Bir Fond"},
    ]
    assert item["holder"] == [{"literal": "Bir Fond"}]
    assert item["interviewer"] == [{"family": "Çay", "given": "Cəmil", "dropping-particle": "oğlu"}]
    assert item["script-writer"] == [{"family": "Yol", "given": "E."}]


def test_the_title_of_an_issue() -> None:
    item = works(
        r"@article{a, title = {T}, journaltitle = {Jurnal}, issuetitle = {On \emph{Us} and $x^2$},"
        " issuesubtitle = {Part Two}, langid = {english}}"
    )["a"]
    assert item["container-title"] == "Jurnal"
    assert item["issue-title"].startswith('On <i>Us</i> and <span class="math">x^2')
    assert item["issue-title"].endswith(": Part Two")


def test_a_commentary_is_a_book_and_no_comment() -> None:
    found = works(
        "@comment{b, title = {C}}\n @Commentary{a, author = {Göl, A.}, title = {Şərh}}\n"
        "@book{c, title = {@commentary{x}}}"
    )
    assert list(found) == ["a", "c"]
    assert (found["a"]["type"], found["a"]["title"]) == ("book", "Şərh")


@pytest.mark.parametrize(
    ("role", "variable", "names"),
    [
        ("redactor", "editor", ["Dağ", "Çay"]),
        ("compiler", "compiler", ["Çay"]),
        ("translator", "translator", ["Çay"]),
    ],
)
def test_an_editor_of_another_role_is_kept_beside_the_editor(
    role: str, variable: str, names: list[str]
) -> None:
    item = works(
        "@book{a, title = {T}, editor = {Dağ, D.}, editora = {Çay, C.},"
        f" editoratype = {{{role}}}}}"
    )["a"]
    assert [name["family"] for name in item[variable]] == names
    assert item["editor"][0]["family"] == "Dağ"


def test_the_number_of_an_interview_in_a_newspaper_is_that_of_its_issue() -> None:
    text = "@misc{a, type = {interview}, title = {T}, number = {7}"
    alone, printed = works(f"{text}}}")["a"], works(f"{text}, journaltitle = {{Qəzet}}}}")["a"]
    assert (alone["type"], alone["number"]) == ("interview", "7")
    assert (printed["issue"], "number" in printed) == ("7", False)


def test_a_part_inherits_the_names_of_its_book() -> None:
    found = works(
        "@book{b, title = {Kitab}, editor = {Dağ, D.}, foreword = {Çay, C.}}\n"
        "@incollection{a, author = {Göl, A.}, title = {Fəsil}, crossref = {b}}"
    )
    assert found["a"]["foreword"] == [{"family": "Çay", "given": "C."}]
