"""The structure trees of three articles, as text: what a screen reader goes through.

Take them anew with ``--update-golden`` and read each from top to bottom before it is committed.
"""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from structure_kit import listen, outline

TREES = Path(__file__).parent / "structure"
ARTICLES = {
    "article": "azerbaycan-turkiye",
    "kitchen_sink": "kitchen-sink",
    "stress": "reading-order",
}


@pytest.mark.parametrize("name", ARTICLES)
def test_the_tree_reads_as_it_did(
    name: str, request: pytest.FixtureRequest, update_golden: bool
) -> None:
    products = request.getfixturevalue(name)
    tree = outline(listen(products.path("pdf")).document)
    found = yaml.safe_dump(tree, allow_unicode=True, sort_keys=False, width=100)
    expected = TREES / f"{ARTICLES[name]}.yaml"
    if update_golden:
        expected.parent.mkdir(exist_ok=True)
        expected.write_text(found, encoding="utf-8")
    assert found == expected.read_text(encoding="utf-8")


def test_no_tree_is_left_over() -> None:
    assert {path.stem for path in TREES.iterdir()} == set(ARTICLES.values())
