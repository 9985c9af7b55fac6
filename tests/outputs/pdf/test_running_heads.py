"""The running heads of the PDF are a line each, whoever wrote the article."""

from __future__ import annotations

from dataclasses import replace

import pytest

from nashr.model import Author, PageSize
from nashr.outputs.pdf.running_heads import findings, running_heads
from tests.kits.pdf_kit import make

AUTHORS = tuple(Author(f"Soyadı{n}", "Adı") for n in range(1, 9))


@pytest.mark.parametrize(
    ("lang", "count", "expected"),
    [
        ("az", 1, "Adı Soyadı1"),
        ("az", 2, "Adı Soyadı1 və Adı Soyadı2"),
        ("az", 3, "Adı Soyadı1 və b."),
        ("tr", 8, "Adı Soyadı1 vd."),
        ("ru", 8, "Adı Soyadı1 и др."),
    ],
)
def test_two_authors_are_named_and_of_more_the_first(lang: str, count: int, expected: str) -> None:
    edition = make("Mətn.", lang=lang, authors=AUTHORS[:count])
    assert running_heads(edition).authors == expected


def test_a_title_that_is_too_long_is_shortened_with_a_warning() -> None:
    edition = make("Mətn.", short_title="Uzun başlıq " * 12)
    head = running_heads(edition).title
    assert head.endswith("…") and len(head) < 60
    assert [found.code for found in findings(edition)] == ["running-head-shortened"]
    assert list(findings(make("Mətn."))) == []


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        (
            "Twelve Readers of One Register: A Transcription of Surveys",
            "Twelve Readers of One Register",
        ),
        ("Oil: a History of the Fields of the Western Caspian and their People", "Oil: a History"),
        ("Notes: On One Register", "Notes: On One Register"),
    ],
)
def test_a_title_that_is_too_long_is_cut_at_its_colon(title: str, shown: str) -> None:
    head = running_heads(make("Text.", lang="en", short_title=title)).title
    assert head.startswith(shown)
    assert ("…" in head) is (title.startswith("Oil"))


@pytest.mark.parametrize("others", [0, 1, 4])
def test_a_first_author_who_has_no_room_is_cut_at_a_word_with_a_warning(others: int) -> None:
    given = "Abdürrəhman Məhəmmədəli Nəcəfqulu Cahangir"
    first = Author("Hacıağabəyzadə-Şirvani", given)
    edition = make("Mətn.", authors=(first, *AUTHORS[:others]))
    head, (found,) = running_heads(edition).authors, findings(edition)
    cut, _, rest = head.partition("…")
    assert f"{given} ".startswith(f"{cut} ") and rest == (" və b." if others else "")
    assert found.code == "running-head-shortened" and head in found.message
    assert found.hint is not None and "given names" in found.hint


def test_nobody_is_asked_for_the_initials_of_an_institution() -> None:
    name = "Azərbaycan Milli Elmlər Akademiyasının Şərqşünaslıq və Qafqazşünaslıq İnstitutu"
    (found,) = findings(make("Mətn.", authors=(Author(name),)))
    assert found.hint == "Choose other heads in journal.yaml: “heads”, below “theme”."


def test_a_journal_that_has_no_room_in_a_head_is_asked_for_a_short_title() -> None:
    edition = make("Mətn.")
    theme = replace(edition.theme, settings=replace(edition.theme.settings, head_left="journal"))
    journal = replace(edition.journal, title="Uzun adlı jurnal " * 9)
    (found,) = findings(replace(edition, theme=theme, journal=journal))
    assert found.span.file == "manuscript/journal.yaml"
    assert found.hint is not None and "short-title" in found.hint


def test_without_authors_the_title_stands_on_both_pages() -> None:
    heads = running_heads(make("Mətn.", authors=()))
    assert heads.authors == heads.title == "İki ölkə"


def test_markup_of_the_title_is_not_in_the_head() -> None:
    assert running_heads(make("Mətn.", short_title="")).title == "İki ölkə haqqında"


def test_the_head_of_a_narrow_page_is_shorter() -> None:
    wide = make("Mətn.", short_title="Bir başlıq bir sətirdən uzun deyil")
    narrow = replace(wide, journal=replace(wide.journal, page=PageSize(width="110mm")))
    assert len(running_heads(narrow).title) < len(running_heads(wide).title)


def test_the_room_of_a_head_follows_the_style_sheet_of_the_theme() -> None:
    """Letters have the room of the size that they are set in."""
    title = "The letters in heads of pages"
    edition = make("Mətn.", short_title=title)
    settings = replace(edition.theme.settings, size=16.0)
    large = replace(edition, theme=replace(edition.theme, settings=settings))
    assert running_heads(large).title.endswith("…")
    sheet = ".running-title, .running-authors { font-size: 10pt; font-variant-caps: normal }"
    small = replace(large, theme=replace(large.theme, sheets={"pdf": sheet}))
    assert running_heads(small).title == title
    assert list(findings(small)) == []


def test_a_foot_that_is_too_long_for_a_line_is_parted_before_the_issns() -> None:
    """Parted by the layout, its first line would end in a dot that stands between two facts."""
    edition = make("Mətn.")
    usual = running_heads(edition).source
    settings = replace(edition.theme.settings, size=16.0)
    large = running_heads(replace(edition, theme=replace(edition.theme, settings=settings))).source
    assert [fact for line in large for fact in line] == [fact for line in usual for fact in line]
    issns = [any("ISSN" in fact for fact in line) for line in large]
    assert len(usual) < len(large) == 3
    assert issns == [False, True, False]
