"""Algorithms of algorithm2e as lines that pandoc reads."""

from __future__ import annotations

import re

from nashr.importing.latex_algorithm2e import with_algorithms2e

_PACKAGE = "\\usepackage[ruled]{algorithm2e}\n"


def _lines(body: str) -> list[str]:
    made = with_algorithms2e(f"{_PACKAGE}\\begin{{algorithm}}[H]\n{body}\n\\end{{algorithm}}")
    inside = made.partition("\\begin{quote}")[2].partition("\\end{quote}")[0]
    plain = re.sub(r"\\textbf\{([^{}]*)\}", r"\1", inside)
    return [line.replace("~" * 4, "> ").strip("\n") for line in plain.strip().split("\\\\\n")]


def test_blocks_are_lines_that_stand_deeper() -> None:
    body = (
        "\\KwData{a list}\n\\KwResult{its index}\nbegin with one\\;\n"
        "\\While{not found}{go on\\; \\eIf{it is $x$}{\\Return it\\;}{look on\\;}}"
    )
    assert _lines(body) == [
        "Data: a list",
        "Result: its index",
        "begin with one",
        "while not found do",
        "> go on",
        "> if it is $x$ then",
        "> > return it",
        "> else",
        "> > look on",
    ]


def test_the_caption_stands_before_the_lines() -> None:
    made = with_algorithms2e(
        f"{_PACKAGE}\\begin{{algorithm}}\\caption{{A {{good}} search}}\\label{{a}}go\\;"
        "\\end{algorithm}"
    )
    assert "\\textbf{A {good} search}" in made.partition("\\begin{quote}")[0]
    assert "label" not in made.partition("\\usepackage")[2]


def test_words_that_the_author_defines_are_those_of_the_lines() -> None:
    body = "\\SetKwInOut{Giris}{Giriş}\n\\Giris{ölçü}\nnəticəni ver\\;\\tcp*[l]{son}"
    assert _lines(body) == ["Giriş ölçü", "nəticəni ver", "▷ son"]


def test_an_algorithm_of_another_package_is_left() -> None:
    text = "\\begin{algorithm}\\caption{A}\\end{algorithm}"
    assert with_algorithms2e(text) == text
