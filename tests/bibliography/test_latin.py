"""Entries in Latin letters: what is given is taken, the rest romanized by the language's table."""

from __future__ import annotations

from typing import Any

from nashr.bibliography.latin import Romanized, in_latin
from nashr.model import LatinSettings, Reference

LOTMAN = {
    "id": "a",
    "type": "book",
    "author": [{"family": "Лотман", "given": "Юрий"}, {"literal": "Академия наук"}],
    "title": "О <i>семиосфере</i>",
    "publisher": "Наука",
    "publisher-place": "Москва",
    "language": "ru-RU",
    "URL": "https://example.org/книга",
    "issued": {"date-parts": [[1984]]},
}


def read(schemes: dict[str, str] | None = None, **changes: Any) -> Romanized:
    item = {name: value for name, value in (LOTMAN | changes).items() if value is not None}
    return in_latin(Reference("a", item, "x.bib", 1), LatinSettings(schemes=schemes or {}))


def test_what_is_not_given_is_romanized() -> None:
    found = read()
    assert found.reference.item == LOTMAN | {
        "author": [{"family": "Lotman", "given": "Yuriy"}, {"literal": "Akademiya nauk"}],
        "title": "O <i>semiosfere</i>",
        "publisher": "Nauka",
        "publisher-place": "Moskva",
        "language": "ru-Latn",
    }
    assert found.is_foreign
    assert (found.lacking, found.checked) == ((), False)
    assert found.generated["author"] == "Lotman, Yuriy and Akademiya nauk"
    assert list(found.generated) == ["author", "title", "publisher", "publisher-place"]


def test_what_is_given_is_taken() -> None:
    given = {"title-romanized": "O semiosphere", "author-romanized": [{"family": "Lotman"}]}
    found = read(**given, romanization="Confirmed")
    assert found.reference.item["title"] == "O semiosphere"
    assert found.reference.item["author"] == [{"family": "Lotman"}]
    assert set(found.generated) == {"publisher", "publisher-place"}
    assert found.checked
    assert not any(name.endswith("-romanized") for name in found.reference.item)


def test_a_translation_stands_in_brackets_behind_the_title() -> None:
    found = read(**{"title-translated": "On the Semiosphere"})
    assert found.reference.item["title"] == (
        'O <i>semiosfere</i> <span class="nodecor">[On the Semiosphere]</span>'
    )
    assert found.translated == "On the Semiosphere"


def test_a_latin_work_is_as_it_was_unless_it_is_translated() -> None:
    latin = {"author": [{"family": "Elçin", "given": "Ə."}], "title": "Kitab", "language": "az"}
    places = {"publisher": "Elm", "publisher-place": "Bakı", "URL": None}
    found = read(**latin, **places)
    assert not found.is_foreign
    assert found.reference.item["title"] == "Kitab"
    translated = read(**latin, **places, **{"title-translated": "The Book"})
    assert translated.is_foreign
    assert translated.generated == {}
    assert translated.reference.item["language"] == "az"


def test_what_no_table_can_do_is_asked_for() -> None:
    persian = {
        "author": [{"family": "رضایی", "given": "علی"}],
        "title": "تاریخ چاپ",
        "publisher": "نشر نی",
        "publisher-place": "Tehran",
        "language": "fa",
    }
    assert read(**persian).lacking == ("author", "title", "publisher")
    translated = read(
        **persian,
        **{
            "title-translated": "A History of Printing",
            "author-romanized": [{"family": "Rezai"}],
            "publisher-romanized": "Nashr-e Ney",
        },
    )
    assert translated.lacking == ()
    assert translated.reference.item["title"].startswith('<span class="nodecor">[A History')


def test_the_table_of_each_language_can_be_chosen() -> None:
    assert read({"": "iso-9"}).reference.item["author"][0]["given"] == "Ûrij"
    assert read({"ru": "passport"}).reference.item["author"][0]["given"] == "Iurii"
    assert read({"uk": "iso-9"}).reference.item["author"][0]["given"] == "Yuriy"


def test_words_of_a_date_are_romanized_too() -> None:
    found = read(issued={"literal": "весна 1984"})
    assert found.reference.item["issued"] == {"literal": "vesna 1984"}
