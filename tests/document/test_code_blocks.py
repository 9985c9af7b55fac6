"""What blocks of code ask for: a language, numbers of their lines, colours."""

from __future__ import annotations

from typing import Any

import pytest
from document_kit import loaded, manuscript

from nashr import ast
from nashr.document.code_blocks import language_of, set_code, unknown_languages
from nashr.document.positions import Places
from nashr.model import CodeStyle


def attributes(classes: list[str], style: CodeStyle, **keyvals: str) -> Any:
    given = ["", classes, [[key.replace("_", "-"), value] for key, value in keyvals.items()]]
    (block,) = set_code([{"t": "CodeBlock", "c": [given, "x"]}], style)
    return block["c"][0]


PLAIN, BARE, NUMBERED = CodeStyle(), CodeStyle(colours=False), CodeStyle(numbers=True)


@pytest.mark.parametrize(
    ("classes", "style", "keyvals", "expected"),
    [
        (["python"], PLAIN, {}, ["python"]),
        (["python", "numberLines"], PLAIN, {}, ["python", "numberLines"]),
        (["number-lines", "r"], PLAIN, {}, ["r", "numberLines"]),
        (["python"], PLAIN, {"numbers": "true"}, ["python", "numberLines"]),
        (["python"], NUMBERED, {}, ["python", "numberLines"]),
        (["python"], NUMBERED, {"numbers": "false"}, ["python"]),
        (["python"], PLAIN, {"colours": "false"}, ["python", "uncoloured"]),
        (["python"], BARE, {}, ["python", "uncoloured"]),
        (["python"], BARE, {"colors": "true"}, ["python"]),
        (["author-js"], PLAIN, {}, ["javascript"]),
        ([], NUMBERED, {}, ["numberLines"]),
    ],
)
def test_a_block_overrules_the_article(
    classes: list[str], style: CodeStyle, keyvals: dict[str, str], expected: list[str]
) -> None:
    _, found, more = attributes(classes, style, **keyvals)
    assert found == expected
    assert not more


@pytest.mark.parametrize("name", ["startFrom", "start_from"])
def test_lines_begin_with_the_number_that_is_named(name: str) -> None:
    _, classes, more = attributes(["python"], PLAIN, **{name: "12"})
    assert classes == ["python", "numberLines"]
    assert more == [["startFrom", "12"]]


def test_the_language_is_the_first_class_that_is_not_ours() -> None:
    assert language_of(["numberLines", "uncoloured", "author-text", "r"]) == "text"
    assert language_of(["numberLines"]) is None


def test_front_matter_numbers_all_code() -> None:
    body = "```python\nx\n```\n\nText[^1] `y`{.r}.\n\n[^1]: A note.\n\n    ```\n    z\n    ```\n"
    document = loaded(body, code=NUMBERED).value
    assert document is not None
    found = {
        node["c"][1]: node["c"][0][1]
        for node in ast.nodes(document.blocks)
        if node["t"] in {"CodeBlock", "Code"}
    }
    assert found == {"x": ["python", "numberLines"], "y": ["r"], "z": ["numberLines"]}


def test_an_unknown_language_is_told_of_once_with_the_one_that_was_meant() -> None:
    body = "```pyhton\nx\n```\n\n```pyhton\ny\n```\n\n```console\nz\n```\n"
    document = loaded(body).value
    assert document is not None
    found = list(
        unknown_languages(
            document,
            frozenset({"pyhton", "console"}),
            lambda: ("python", "perl"),
            Places(manuscript(body)),
        )
    )
    assert [(one.code, one.span.line, one.hint) for one in found] == [
        ("code-language-unknown", 4, "Did you mean “python”?")
    ]
