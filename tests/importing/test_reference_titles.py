"""Books in which the labeller finds no title, and parts in which it finds no whole."""

from __future__ import annotations

import pytest
from labelled_references_kit import of_lines

from nashr.importing.reference_titles import with_container, with_title
from nashr.importing.reference_tokens import tokens_of


def _titled(line: str) -> str:
    [words] = of_lines(line)
    tokens = tokens_of(" ".join(word for word, _ in words))
    labels = with_title(tokens, [label for _, label in words])
    return " ".join(t.text for t, label in zip(tokens, labels, strict=True) if label == "title")


@pytest.mark.parametrize(
    ("found", "title"),
    [
        ("{e}Ad S. (red.) {s}Xalqın tarixi. {l}Bakı: {b}Çıraq, {d}2009.", "Xalqın tarixi."),
        ("{a}Ad, A. {d}1998. {c}Uzun yol. {l}Ankara: {b}Metis.", "Uzun yol."),
        ("{a}Ad S.Ə. Uzun yol. {l}Bakı: {b}Elm, {d}2004.", "Uzun yol."),
        ("{e}Uzun yol. Tərt. ed. F. Ad, S. Ad. {l}Bakı: {b}Elm, {d}1988.", "Uzun yol."),
        ("{a}История города. {v}Т. 1. {l}Баку: {b}Элм, {d}1958.", "История города."),
        ("{a}Ad, A., Ad, B. {l}Bakı: {b}Elm, {d}2004.", ""),
        ("{a}Ad A. {d}2004, {c}ApJ, {v}607, {p}200", ""),
        ("{a}Ad A. {t}Yol // {c}Tarix. {l}Bakı, {d}2004.", "Yol //"),
    ],
)
def test_a_book_has_a_title_and_an_article_may_have_none(found: str, title: str) -> None:
    assert _titled(found) == title


@pytest.mark.parametrize(
    ("found", "label"),
    [
        # An article: no house has published it.
        ("{a}Ad, A. {d}2010. {t}Uzun yol. {s}Studies in Roads.", "container-title"),
        ("{a}Ad, A. {d}2010. {t}Uzun yol. {s}Papers in Roads, {v}8, {p}1-9.", "container-title"),
        # What editors have made, of whom *in* tells.
        (
            "{a}Ad, A. {t}Uzun yol, {e}in Ad, B., editor. {s}Roads of Mine. {l}Bakı: {b}Elm.",
            "container-title",
        ),
        # A book and a report have their series.
        ("{a}Ad, A. {t}Uzun yol. {s}Roads Series. {l}Bakı: {b}Elm, {d}2004.", "collection-title"),
        ("{a}Ad, A. {t}Uzun yol. {g}Report 4. {s}Roads Series. {d}2004.", "collection-title"),
        (
            "{a}Ad, A. {t}Uzun yol. {e}Edited by A. Ad. {s}Roads Series. {l}Bakı: {b}Elm.",
            "collection-title",
        ),
        ("{a}Ad, A. {t}Uzun yol. {c}In Roads. {s}Roads Series. {d}2004.", "collection-title"),
    ],
)
def test_a_part_of_a_whole_stands_in_it_and_a_book_in_a_series(found: str, label: str) -> None:
    [words] = of_lines(found)
    tokens = tokens_of(" ".join(word for word, _ in words))
    labels = [one for _, one in words]
    place = labels.index("collection-title")
    assert with_container(tokens, labels)[place] == label
