"""The script of a text, and the language that it seems to be in."""

from __future__ import annotations

from nashr.languages.scripts import likely_language, main_script, scripts_of


def test_scripts() -> None:
    assert main_script("История") == "CYRILLIC"
    assert main_script("12") is None
    assert main_script("Россия, or Russia") is None
    assert scripts_of("uz-Cyrl") == {"CYRILLIC"}
    assert likely_language("História das cidades do norte", "LATIN") == "pt"
    assert likely_language("Historia de los pueblos", "LATIN") == "es"
    assert likely_language("Der Prinz", "LATIN") == "de"
    assert likely_language("Prinz", "LATIN") is None
