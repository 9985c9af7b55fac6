"""Capitals and small letters, with the two i's."""

import pytest

from nashr.languages import capitalize_first, lower, upper


@pytest.mark.parametrize(
    ("tag", "text", "capitals"),
    [
        ("az", "azərbaycan dili", "AZƏRBAYCAN DİLİ"),
        ("az-Latn-AZ", "qızıl iynə", "QIZIL İYNƏ"),
        ("tr", "ılık içki", "ILIK İÇKİ"),
        ("tr-TR", "diyarbakır", "DİYARBAKIR"),
        ("crh", "qırım", "QIRIM"),
        ("gag", "gagauz dili", "GAGAUZ DİLİ"),
        ("tr", "i\u0307stanbul", "İSTANBUL"),
        ("tk", "dili", "DILI"),
        ("en", "title", "TITLE"),
        ("de", "straße", "STRASSE"),
        ("ru", "ёлка", "ЁЛКА"),
        ("ka", "თბილისი doi", "თბილისი DOI"),
        ("hy", "և", "ԵՎ"),
        ("uz", "gʻoya", "GʻOYA"),
    ],
)
def test_capitals(tag: str, text: str, capitals: str) -> None:
    assert upper(text, tag) == capitals


@pytest.mark.parametrize(
    ("tag", "text", "small"),
    [
        ("az", "AZƏRBAYCAN DİLİ", "azərbaycan dili"),
        ("az", "QIZIL", "qızıl"),
        ("tr", "İSTANBUL ILGAZ", "istanbul ılgaz"),
        ("tr", "I\u0307STANBUL", "istanbul"),
        ("tr", "I\u0323\u0307", "i\u0323"),
        ("en", "TITLE", "title"),
        ("el", "ΟΔΟΣ", "οδος".replace("σ", "ς")),
    ],
)
def test_small_letters(tag: str, text: str, small: str) -> None:
    assert lower(text, tag) == small


@pytest.mark.parametrize("text", ["İiIı", "Şəkil", "İSTİQLALİYYƏT", "ığdır"])
@pytest.mark.parametrize("tag", ["az", "tr", "crh"])
def test_a_word_keeps_its_length(tag: str, text: str) -> None:
    assert len(lower(text, tag)) == len(upper(text, tag)) == len(text)
    assert lower(upper(text, tag), tag) == lower(text, tag)


@pytest.mark.parametrize(
    ("tag", "text", "written"),
    [
        ("az", "ixtisar", "İxtisar"),
        ("az", "ıxlamaq Üzrə", "Ixlamaq Üzrə"),
        ("az", "“içəri” NATO", "“İçəri” NATO"),
        ("az", "2006-cı il", "2006-cı il"),
        ("tr", "i\u0307zmir", "İzmir"),
        ("en", "of mice and MEN", "Of mice and MEN"),
        ("ru", "«ёлка»", "«Ёлка»"),
        ("uz", "shahar", "Shahar"),
        ("ka", "თბილისი", "თბილისი"),
        ("hy", "և այլն", "Եվ այլն"),
        ("en", "", ""),
        ("en", "…", "…"),
    ],
)
def test_the_first_letter(tag: str, text: str, written: str) -> None:
    assert capitalize_first(text, tag) == written
