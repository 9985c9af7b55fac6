"""Labels of sections and of the items of lists."""

from __future__ import annotations

import pytest
from jats_source_kit import body_of


@pytest.mark.parametrize(
    ("label", "heading"),
    [("2.1", "# 2.1 Sources"), ("3.", "# 3. Sources"), ("Appendix A", "# Appendix A. Sources")],
)
def test_a_section_has_the_label_to_which_the_text_refers(label: str, heading: str) -> None:
    made = body_of(f"<sec><label>{label}</label><title>Sources</title><p>Text.</p></sec>")
    assert made.startswith(heading)


def test_a_section_without_a_title_keeps_its_text() -> None:
    assert "Text." in body_of("<sec><label>1</label><p>Text.</p></sec>")


@pytest.mark.parametrize(
    ("labels", "shown"),
    [
        (("a)", "b)"), "a.  x"),
        (("(i)", "(ii)"), "i.  x"),
        (("A.", "B."), "A.  x"),
        (("1.",), "1.  x"),
    ],
)
def test_a_list_has_letters_where_its_items_do(labels: tuple[str, ...], shown: str) -> None:
    items = "".join(f"<list-item><label>{one}</label><p>x</p></list-item>" for one in labels)
    assert shown in body_of(f'<list list-type="order">{items}</list>')
