"""Texts that are not UTF-8: what an editor is told of them, and that the letters come out right."""

from __future__ import annotations

import pytest

from nashr.project import encodings
from nashr.project.encodings import is_utf8, not_utf8, question_marks_inside_words, read, read_as

#: A text, the encoding that it was saved in, the language of its journal.
SAVED = [
    ("author = {Oran, Baskın}, title = {Türk Dış Politikası}", "cp1254", "tr"),
    ("# Giriş\n\nMetin “böyle” yazıldı, değişmedi; çalıştığı.", "cp1254", "tr"),
    ("ÇALIŞMA İLİŞKİLERİ", "cp1254", "tr"),
    ("İĞÜ", "cp1254", "az"),
    ("ı", "cp1254", "tr"),
    ("Azərbaycan xalqının tarixi, Çingiz".replace("ə", "?"), "cp1254", "az"),
    ("Türk Dış Politikası, İletişim Yayınları", "iso8859-9", "tr"),
    ("Türk Dış Politikası, İletişim Yayınları", "cp857", "tr"),
    ("Türk Dış Politikası, İletişim Yayınları", "mac-turkish", "tr"),
    ("Москва: Наука, 1998. — С. 15–20", "cp1251", "ru"),
    ("@book{ivanov1998, author={Иванов, И.}, title={История}}", "cp1251", "ru"),
    ("Зовнішня політика України: її історія та єдність", "cp1251", "uk"),
    ("История внешней политики", "koi8-r", "ru"),
    ("История внешней политики", "cp866", "ru"),
    ("История внешней политики", "iso8859-5", "ru"),
    ("L'œuvre française coûte 5 €", "iso8859-15", "fr"),
    ("Die Größe der Straße kostet 5 €, sagt Müller", "iso8859-15", "de"),
    ("Die „Größe“ der Straße – für Müller", "cp1252", "de"),
    ("Łódź, Kraków i Gdańsk – źródła", "cp1250", "en"),
    ("السياسة الخارجية التركية", "cp1256", "ar"),
    ("Türk Dış Politikası", "utf-16", "tr"),
    ("Türk Dış Politikası", "utf-16-le", "tr"),
    ("title: Deneme\nlang: ru\n", "utf-16-be", "ru"),
    ("Türk Dış Politikası", "utf-32", "tr"),
]


@pytest.mark.parametrize("language", ["its own", "another", "none"])
@pytest.mark.parametrize(("text", "codec", "own"), SAVED)
def test_the_letters_are_found(text: str, codec: str, own: str, language: str) -> None:
    languages = {"its own": (own,), "another": ("tr",), "none": ()}[language]
    found = read(text.encode(codec), languages)
    assert found is not None
    assert found.text == text


@pytest.mark.parametrize(
    ("text", "codec", "name"),
    [
        ("Baskın", "cp1254", "Turkish Windows (CP1254)"),
        ("Иванов", "cp1251", "Cyrillic Windows (CP1251)"),
        ("L'œuvre 5 €", "iso8859-15", "Latin-9 (ISO 8859-15)"),
        ("Baskın", "utf-16", "UTF-16"),
    ],
)
def test_the_finding_names_the_encoding(text: str, codec: str, name: str) -> None:
    found = not_utf8("a.bib", f"first\n{text}".encode(codec), ("tr",))
    assert found.message == f"This looks like {name}; a text must be UTF-8."
    assert found.hint == "Save it as UTF-8, or run: nashr recode a.bib"
    assert found.span.line == (1 if codec == "utf-16" else 2)


def test_a_language_that_the_text_names_comes_first() -> None:
    """One byte is a letter of both alphabets: ý of CP1251 is э, of CP1254 ı."""
    assert read(b"lang: ru\n\xfd", ("tr",)).text[-1] == "э"  # type: ignore[union-attr]
    assert read(b"lang: tr\n\xfd", ("ru",)).text[-1] == "ı"  # type: ignore[union-attr]


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n\0\0\0\r", bytes(range(256)), b"\0\1\2\3"])
def test_what_is_no_text_is_not_guessed(data: bytes) -> None:
    assert read(data) is None
    assert not_utf8("a.md", data).message.endswith("is not UTF-8.")


def test_one_wrong_byte_among_letters_of_utf8_is_a_slip() -> None:
    found = not_utf8("a.md", "Türkçe yazı, ".encode() + b"\xfd", ("tr",))
    assert found.message == "The byte 0xFD is not UTF-8."
    assert found.hint == "The rest of the file is: type the letter here again."
    assert (found.span.line, found.span.column) == (1, 14)


def test_utf16_without_its_mark_is_no_utf8() -> None:
    assert is_utf8("Türk".encode())
    assert not is_utf8("lang: tr\n".encode("utf-16-le"))
    assert not is_utf8("Türk".encode("cp1254"))


def test_an_encoding_that_is_named() -> None:
    assert read_as("Şəki".encode("utf-16"), "UTF-16").text == "Şəki"  # type: ignore[union-attr]
    assert read_as("ş".encode("cp1254"), "windows-1254").text == "ş"  # type: ignore[union-attr]
    assert read_as(b"\xff", "ascii") is None
    assert read_as(b"a", "no-such-encoding") is None
    assert read_as(b"YQ==", "base64") is None


def test_letters_that_were_lost_are_counted() -> None:
    assert question_marks_inside_words("Az?rbaycan? T?hsil? Bax: kim? 5?6") == 2


def test_long_texts_are_read_in_time() -> None:
    line = "Şəhərin küçələri, çünki ığdır. ".replace("ə", "e") * 3
    data = (line * 40_000).encode("cp1254")
    found = read(data)
    assert found is not None and found.encoding.codec == "cp1254"
    assert len(encodings.telling_line(found.text)) > 0


def test_a_zero_byte_in_a_small_text_makes_no_utf_16_of_it() -> None:
    assert not encodings.is_utf16_without_mark(b"---\ntitle: T\n---\n\nM\0tn.\n")
