"""Labels, ids and pictures of a revised file keep the names that they had."""

from __future__ import annotations

from nashr.importing.merging import merge
from nashr.importing.stable_names import renamed, renamed_files, with_files

_BEFORE = (
    "Bir[^1] və @fig:1.\n\nİki[^2], [-@tbl:1].\n\n![Xəritə](figure-1.png){#fig:1}\n\n"
    ": Say {#tbl:1}\n\n[^1]: A.\n\n[^2]: B.\n\n    Davamı.\n"
)
_NOW = (
    "Yeni[^1].\n\nBir[^2] və @fig:2.\n\nİki[^3], [-@tbl:1].\n\n![Yeni](figure-1.png){#fig:1}\n\n"
    "![Xəritə](figure-2.png){#fig:2}\n\n: Say {#tbl:1}\n\n[^1]: Sıfır.\n\n[^2]: A.\n\n"
    "[^3]: B.\n\n    Davamı.\n"
)


def test_what_was_there_keeps_its_name_and_what_is_new_gets_another() -> None:
    text = renamed(_BEFORE, _NOW)
    assert text.startswith("Yeni[^3].\n\nBir[^1] və @fig:1.\n\nİki[^2], [-@tbl:1].")
    assert "![Yeni](figure-1.png){#fig:2}" in text
    assert "[^3]: Sıfır.\n\n[^1]: A.\n\n[^2]: B." in text


def test_names_that_an_editor_has_given_meanwhile_are_not_given_again() -> None:
    text = renamed(_BEFORE, _NOW, "Redaktor[^3].\n\n![](x.png){#fig:2}")
    assert text.startswith("Yeni[^4].")
    assert "{#fig:3}" in text


def test_the_same_file_again_stays_as_it_is() -> None:
    assert renamed(_BEFORE, _BEFORE, _BEFORE) == _BEFORE


def test_a_note_whose_words_have_changed_keeps_its_label() -> None:
    changed = _BEFORE.replace("[^1]: A.", "[^1]: A, düzəldilmiş.")
    assert renamed(_BEFORE, changed) == changed


def test_pictures_are_known_by_their_contents() -> None:
    names = renamed_files(
        {"figure-1.png": "a", "figure-2.png": "b", "article.md": "x"},
        {"figure-1.png": "new", "figure-2.png": "a", "figure-3.png": "b", "article.md": "y"},
    )
    assert names == {
        "figure-1.png": "figure-3.png",
        "figure-2.png": "figure-1.png",
        "figure-3.png": "figure-2.png",
    }
    assert with_files("![](figure-1.png) ![](figure-2.png)", names) == (
        "![](figure-3.png) ![](figure-1.png)"
    )


def test_an_editors_words_and_an_authors_new_note_stand_together() -> None:
    editor = _BEFORE.replace("İki[^2]", "İki, redaktə[^2]")
    merged = merge(_BEFORE, editor, renamed(_BEFORE, _NOW, editor))
    assert merged.conflicts == ()
    assert "Yeni[^3].\n\nBir[^1] və @fig:1.\n\nİki, redaktə[^2], [-@tbl:1]." in merged.text
