"""``long-desc=FILE``: Markdown or the data of a chart, behind the image that it describes."""

from __future__ import annotations

from typing import Any

import pytest

from nashr import ast
from nashr.diagnostics import Diagnostic, Outcome, Span
from nashr.document.long_descriptions import LongDescriptions
from nashr.document.positions import Places
from nashr.engines import pandoc
from nashr.messages import Message
from nashr.model import Manuscript, Source


def described(name: str, data: bytes | None) -> tuple[dict[str, Any], list[str]]:
    """The figure of an image with this file, and the codes of the diagnostics."""
    text = f'![Caption](a.png){{alt="Seen." long-desc={name}}}\n'

    def read(path: str, place: Span) -> Outcome[bytes | None]:
        assert path == name
        if data is None:
            return Outcome(None, (Diagnostic("file-missing", place, Message("Not there.")),))
        return Outcome(data)

    places = Places(Manuscript(Source("article.md", text), "", text))
    walk = LongDescriptions(read, pandoc.parse_markdown, ValueError, places)
    (figure,) = walk.place(pandoc.parse_markdown(text)["blocks"])
    return figure, [one.code for one in walk.diagnostics]


def words(figure: dict[str, Any]) -> str:
    return " ".join(ast.plain_text(figure["c"][2][1:]).split())


def test_markdown_stands_behind_its_image_without_numbers_and_ids() -> None:
    figure, codes = described("a.md", b"# Head {#h}\n\nIt *climbs*.[^1]\n\n[^1]: Note.\n")
    image, box = figure["c"][2]
    assert codes == []
    assert box["c"][0] == ["", ["long-description"], []]
    assert words(figure).replace(" ", "") == "HeadItclimbs."
    assert [node["t"] for node in box["c"][1]] == ["Para", "Para"]
    attributes = next(node for node in ast.nodes(image) if node["t"] == "Image")["c"][0]
    assert "long-desc" not in ast.keyvals(attributes)


@pytest.mark.parametrize(
    "text",
    [
        "Year,Flow\n1991,12|5\n",
        "Year;Flow, m³/s\n1991;12|5\n",
        'Year,"Flow, mean"\n1991,12|5\n',
    ],
)
def test_the_data_of_a_chart_are_a_table(text: str) -> None:
    figure, codes = described("a.csv", text.encode())
    assert codes == []
    (table,) = (node for node in ast.nodes(figure) if node["t"] == "Table")
    rows = [cells for _, cells in table["c"][4][0][3]]
    assert [ast.plain_text(cell[4]) for cell in rows[0]] == ["1991", "12|5"]


def test_a_file_that_is_not_there_or_no_text_is_told() -> None:
    assert described("a.md", None)[1] == ["file-missing"]
    figure, codes = described("a.md", b"\xff\xfe\x00")
    assert codes == ["manuscript-unparsable"]
    assert len(figure["c"][2]) == 1
