"""Languages that are missing, and those of another script than the title's."""

from __future__ import annotations

import pytest
from references_kit import entry, works

from nashr.references.scripts import languages


def found(*entries: str, journal: str = "az") -> list[str]:
    listed = works(*entries, language=journal)
    return [f.message for f in languages(listed, journal, by_item=False)]


@pytest.mark.parametrize(
    ("title", "langid"),
    [
        ("Преступление и наказание", "english"),
        ("Преступление и наказание", "turkish"),
        ("Crime and Punishment", "russian"),
        ("تاریخ ایران", "az-Latn"),
        ("History of Iran", "persian"),
    ],
)
def test_another_script(title: str, langid: str) -> None:
    [message] = found(entry("a", title=title, langid=langid))
    assert "which is not written in the script of its title" in message


@pytest.mark.parametrize(
    ("title", "langid"),
    [
        ("Преступление и наказание", "russian"),
        ("Азәрбајҹан тарихи", "azerbaijani"),
        ("Istoriya Azerbaydzhana", "ru-Latn"),
        ("Историја српског народа", "serbian"),
        ("Istorija srpskog naroda", "serbian"),
        ("1984", "english"),
        ("NATO и Россия", "russian"),
    ],
)
def test_a_script_that_fits(title: str, langid: str) -> None:
    assert found(entry("a", title=title, langid=langid)) == []


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("Small Nations and Great Powers in the Caucasus", "seems to be in English"),
        ("Türk Dış Politikası", "seems to be in Türkçe"),
        ("История Азербайджана", "not in the script of"),
        ("Diplomacy", "is taken for a work in Azərbaycan dili"),
    ],
)
def test_a_language_that_is_missing(title: str, told: str) -> None:
    [message] = found(entry("a", title=title))
    assert told in message


def test_a_title_in_the_journals_language_needs_none() -> None:
    assert found(entry("a", title="Azərbaycan tarixi")) == []
    assert found(entry("a", title="History of the Caucasus"), journal="en") == []
    assert found(entry("a", title="Türk Dış Politikası"), journal="tr") == []


def test_what_is_unclear_is_one_line_a_file() -> None:
    titles = ["Diplomacy", "Orient", "Kapital", "Leviathan", "Emile"]
    [message] = found(*(entry(f"a{n}", title=title) for n, title in enumerate(titles)))
    assert message.startswith("5 works of this file name no language")
    assert message.endswith("“a0”, “a1”, “a2”, …")
