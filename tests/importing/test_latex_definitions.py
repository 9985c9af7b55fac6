"""Commands that LaTeX3 defines."""

from __future__ import annotations

import pytest

from nashr.importing.latex_definitions import with_plain_definitions


@pytest.mark.parametrize(
    ("source", "made"),
    [
        (r"\NewDocumentCommand{\x}{O{a} m}{#2 (#1)}", r"\newcommand{\x}[2][a]{#2 (#1)}"),
        (r"\NewDocumentCommand\x{m +m}{#1 {#2}}b", r"\newcommand{\x}[2]{#1 {#2}}b"),
        (r"\RenewDocumentCommand{\x}{ o }{#1}", r"\renewcommand{\x}[1][]{#1}"),
        (r"\NewDocumentCommand{\x}{}{söz}", r"\newcommand{\x}{söz}"),
        (r"\NewDocumentCommand{\x}{s m}{#2}", r"\NewDocumentCommand{\x}{s m}{#2}"),
        (
            r"\NewDocumentCommand{\x}{o m}{\IfNoValueTF{#1}{a}{b}}",
            r"\NewDocumentCommand{\x}{o m}{\IfNoValueTF{#1}{a}{b}}",
        ),
        (r"\NewDocumentCommand{\x}{m", r"\NewDocumentCommand{\x}{m"),
    ],
)
def test_definitions_are_those_that_pandoc_knows(source: str, made: str) -> None:
    assert with_plain_definitions(source) == made
