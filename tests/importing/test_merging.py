"""A revised file of the author's, and a manuscript that an editor has changed meanwhile."""

from __future__ import annotations

from nashr.importing.merging import line_in, merge

BASE = "---\ntitle: A\n---\n\nBir.\n\nİki.\n\nÜç.\n"


def test_changes_of_both_in_different_paragraphs_stand_together() -> None:
    editor = BASE.replace("Bir.", "Bir, düzəldilmiş.")
    author = BASE.replace("Üç.", "Üç və daha çox.").replace("İki.", "İki.\n\nYeni abzas.")
    merged = merge(BASE, editor, author)
    assert merged.text == (
        "---\ntitle: A\n---\n\nBir, düzəldilmiş.\n\nİki.\n\nYeni abzas.\n\nÜç və daha çox.\n"
    )
    assert merged.changed == ("Yeni abzas.", "Üç və daha çox.")
    assert merged.conflicts == ()


def test_a_paragraph_that_both_have_changed_is_a_conflict_and_nothing_is_merged() -> None:
    editor = BASE.replace("İki.", "İki, redaktor.")
    author = BASE.replace("İki.", "İki, müəllif.").replace("Üç.", "Üç, müəllif.")
    merged = merge(BASE, editor, author)
    assert merged.text == editor
    [conflict] = merged.conflicts
    assert (conflict.line, conflict.editor) == (7, "İki, redaktor.")


def test_the_same_change_of_both_is_none() -> None:
    changed = BASE.replace("İki.", "İki, birlikdə.")
    assert merge(BASE, changed, changed).text == changed


def test_a_paragraph_that_the_author_took_out_goes() -> None:
    author = BASE.replace("İki.\n\n", "")
    assert merge(BASE, BASE, author).text == author
    editor = BASE.replace("Üç.", "Üç!")
    assert merge(BASE, editor, author).text == author.replace("Üç.", "Üç!")


def test_nothing_changed() -> None:
    assert merge(BASE, BASE, BASE) == merge(BASE, BASE, BASE)
    assert merge(BASE, BASE, BASE).text == BASE


def test_a_line_of_the_authors_text_is_found_in_the_merged_one() -> None:
    author = "---\ntitle: T\n---\n\nBir.\n\nİki.\n"
    merged = "---\ntitle: T\nlang: az\nissue: 2\n---\n\nBir!\n\nİki.\n"
    lines = line_in(merged, author)
    assert merged.split("\n")[lines[6] - 1] == "İki."
    assert merged.split("\n")[lines[4] - 1] == "Bir!", "the editor's words stand for the author's"


def test_a_paragraph_before_a_changed_one_is_new_and_not_the_changed_one() -> None:
    base = BASE.replace("İki.", "Bu abzas bir neçə sözdən ibarətdir.")
    author = base.replace("Bu abzas", "Tamam başqa mətn.\n\nBu kiçik abzas")
    editor = base.replace("Üç.", "Üç!")
    merged = merge(base, editor, author)
    assert merged.conflicts == ()
    assert merged.changed == ("Tamam başqa mətn.", "Bu kiçik abzas bir neçə sözdən ibarətdir.")
