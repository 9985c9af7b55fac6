"""The width of a spine, and its text."""

from __future__ import annotations

from pathlib import Path

import pytest
from cover_kit import ISSUE, JOURNAL, edition_of, project_with

from nashr.diagnostics import Outcome
from nashr.issue.print.sheet_plan import SheetPlan
from nashr.issue.print.spine import SpineText, least_width, spine_text, spine_width
from nashr.languages import language
from nashr.pipeline.render import engines
from nashr.print_settings import MM, IssuePrint, Paper

GIVEN = "spine: 6.5mm"


@pytest.mark.parametrize(
    ("pages", "paper", "millimetres"),
    [
        (200, Paper(80, 1.3), 10.4),
        (96, Paper(90, 1.0), 4.32),
        (320, Paper(thickness=104), 16.64),
        (200, Paper(), 10.4),
    ],
)
def test_it_is_as_wide_as_the_leaves_are_thick(
    pages: int, paper: Paper, millimetres: float
) -> None:
    assert spine_width(pages, IssuePrint(paper=paper)) / MM == pytest.approx(millimetres)


def test_the_printing_house_is_right() -> None:
    settings = IssuePrint(paper=Paper(80, 1.3), spine=7)
    assert spine_width(200, settings) / MM == pytest.approx(7)


def test_what_is_stapled_has_none() -> None:
    assert spine_width(48, IssuePrint(binding="saddle")) == 0


def text_for(
    tmp_path: Path, millimetres: float, changes: dict[str, dict[str, str]] | None = None
) -> Outcome[SpineText | None]:
    edition, _ = edition_of(project_with(tmp_path, changes or {}))
    plan = SheetPlan(170 * MM, 240 * MM, millimetres * MM, 3 * MM)
    return spine_text(edition, engines(), plan)


def test_journal_and_number(tmp_path: Path) -> None:
    text = text_for(tmp_path, 8).value
    assert text is not None
    assert text.title == "Nümunə Kitabxana Araşdırmaları"
    assert text.facts == "Cild 12 · № 1 · 2026"
    assert 6 <= text.size <= (8 - 2) * MM


def test_no_text_on_a_narrow_spine(tmp_path: Path) -> None:
    found = text_for(tmp_path, least_width() / MM - 0.05)
    assert found.value is None
    assert [one.code for one in found.diagnostics] == ["spine-too-narrow"]


def test_no_warning_where_there_is_to_be_no_text(tmp_path: Path) -> None:
    changes = {ISSUE: {GIVEN: f"{GIVEN}\n  spine-text: none"}}
    assert text_for(tmp_path, 2, changes) == Outcome(None)


@pytest.mark.parametrize(
    ("tag", "way", "turn"),
    [
        ("az", "auto", -90),
        ("ru", "auto", -90),
        ("en", "auto", 90),
        ("az", "down", 90),
        ("en", "up", -90),
        ("ar", "auto", -90),
    ],
)
def test_it_runs_as_the_language_has_it_or_as_it_is_asked(
    tmp_path: Path, tag: str, way: str, turn: int
) -> None:
    changes = {
        ISSUE: {GIVEN: f"{GIVEN}\n  spine-text: {way}"},
        JOURNAL: {"language: az": f"language: {tag}"},
    }
    text = text_for(tmp_path, 8, changes).value
    assert text is not None
    assert text.turn == turn
    assert language(tag).spine_text in ("up", "down")


def test_a_long_title_gives_way_to_the_short_one(tmp_path: Path) -> None:
    long = "Nümunə Kitabxana Araşdırmaları " * 6
    changes = {JOURNAL: {"title: Nümunə Kitabxana Araşdırmaları\nshort": f"title: {long}\nshort"}}
    text = text_for(tmp_path, 20, changes).value
    assert text is not None
    assert text.title == "Nümunə Kitabx. Araş."


def test_a_title_that_is_too_long_in_any_form_is_told_of(tmp_path: Path) -> None:
    long = "Nümunə Kitabxana Araşdırmaları " * 6
    changes = {
        JOURNAL: {
            "title: Nümunə Kitabxana Araşdırmaları\nshort-title: Nümunə Kitabx. Araş.": (
                f"title: {long}\nshort-title: {long}"
            )
        }
    }
    found = text_for(tmp_path, 20, changes)
    assert [one.code for one in found.diagnostics] == ["spine-too-narrow"]
