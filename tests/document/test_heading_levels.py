"""No level of headings is left out, and a note has none."""

from __future__ import annotations

import pytest

from nashr import ast
from tests.kits.document_kit import clean, of_type


@pytest.mark.parametrize(
    ("typed", "levels"),
    [
        ([1, 2, 3, 1], [1, 2, 3, 1]),
        ([1, 3, 3, 2, 1, 4], [1, 2, 2, 2, 1, 2]),
        ([2, 4, 5, 3], [1, 2, 3, 2]),
        ([3, 1, 2], [1, 1, 2]),
        ([1, 6, 6, 5, 6], [1, 2, 2, 2, 3]),
        ([4], [1]),
        ([2, 2, 3], [1, 1, 2]),
    ],
)
def test_a_level_that_is_left_out_is_filled(typed: list[int], levels: list[int]) -> None:
    body = "\n\n".join(f"{'#' * level} Heading {n}\n\nText." for n, level in enumerate(typed))
    assert [node["c"][0] for node in of_type(clean(body).blocks, "Header")] == levels


@pytest.mark.parametrize(
    "body",
    [
        "# One\n\n- #### In a list\n\n  Text.",
        "# One\n\n> ### In a quotation",
        "# One\n\nTerm\n\n:   ##### In a definition",
        "# One\n\n::: warning\n###### In a div\n:::",
    ],
)
def test_a_heading_inside_other_blocks_is_the_next_below(body: str) -> None:
    assert [node["c"][0] for node in of_type(clean(body).blocks, "Header")] == [1, 2]


def test_a_heading_of_a_note_is_a_paragraph_in_bold() -> None:
    done = clean("# One\n\nText.[^n]\n\n## Two\n\nText.\n\n[^n]:\n    ### Head *x*\n\n    Text.")
    assert [node["c"][0] for node in of_type(done.blocks, "Header")] == [1, 2]
    note = of_type(done.blocks, "Note")[0]["c"]
    assert [(block["t"], ast.plain_text(block["c"])) for block in note] == [
        ("Para", "Head x"),
        ("Para", "Text."),
    ]
    assert note[0]["c"][0]["t"] == "Strong"
