"""Commands of a LaTeX source's author that are written out."""

from __future__ import annotations

import pytest

from nashr.importing.latex_conditions import undecided, without_branches
from nashr.importing.latex_macros import with_macros


@pytest.mark.parametrize(
    ("definition", "used", "shown"),
    [
        (
            r"\NewDocumentCommand{\x}{m O{sıfır} m}{#1-#2-#3}",
            r"\x{a}{b} \x{a}[c]{b}",
            "a-sıfır-b a-c-b",
        ),
        (
            r"\NewDocumentCommand\x{s m}{\IfBooleanTF{#1}{\textbf{#2}}{\emph{#2}}}",
            r"\x*{a} \x{b}",
            r"\textbf{a} \emph{b}",
        ),
        (
            r"\NewDocumentCommand\x{o m}{\IfNoValueTF{#1}{yox #2}{var #1 #2}}",
            r"\x{a} \x[b]{c}",
            "yox a var b c",
        ),
        (r"\NewDocumentCommand\x{r() d<>}{#1\IfValueT{#2}{+#2}}", r"\x(a)<b> \x(c)", "a+b c"),
        (r"\NewDocumentCommand\x{s O{} m}{\IfBooleanT{#1}{!}#3}", r"$\x*[2]{y}$", "$!y$"),
        (r"\def\x#1{\ifx#1\empty boş\else dolu #1\fi}", r"\x{} \x{a}", "boş dolu a"),
        (r"\newcommand{\x}[2][]{\ifx&#1&#2\else#1: #2\fi}", r"\x{a} \x[b]{c}", "a b: c"),
        (
            r"\newcommand{\x}[1]{\if\relax\detokenize{#1}\relax boş\else#1\fi}",
            r"\x{} \x{a}",
            "boş a",
        ),
        (r"\newcommand{\x}[1]{\ifthenelse{\equal{#1}{}}{boş}{#1}}", r"\x{} \x{a}", "boş a"),
        (
            r"\newcommand{\x}[2]{\ifstrempty{#1}{}{#1, }\ifstrequal{#2}{a}{bir}{iki}}",
            r"\x{b}{a} \x{}{c}",
            "b, bir iki",
        ),
        (r"\NewDocumentCommand\x{s m}{#2}", r"\verb|\x{a}|", r"\verb|\x{a}|"),
    ],
)  # fmt: skip
def test_a_command_is_its_text(definition: str, used: str, shown: str) -> None:
    assert with_macros(f"{definition}\\begin{{document}}{used}") == f"\\begin{{document}}{shown}"


def test_commands_that_call_each_other_end() -> None:
    made = with_macros(r"\NewDocumentCommand\x{s}{\y a}\NewDocumentCommand\y{s}{\x b}\x")
    assert len(made) < 200


def test_lines_of_conditions_that_are_not_decided_are_known() -> None:
    source = "\\begin{document}\na \\ifx\\b\\c Bir\\else İki\\fi\n\\ifdraft\\relax\\fi $a \\iff b$"
    assert undecided(source, source) == (2,)


def test_a_condition_that_pandoc_decides_is_not_told() -> None:
    source = "\\begin{document}\\iffalse Söz\\fi \\ifmmode Bir\\else İki\\fi"
    assert undecided(source, source) == ()


def test_notes_that_stand_at_the_end_are_notes() -> None:
    source = "\\let\\footnote=\\endnote a"
    assert without_branches(source).split() == ["a"]
