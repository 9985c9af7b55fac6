"""Names and titles in capitals are told of; abbreviations and initials are none."""

from __future__ import annotations

import pytest
from references_kit import entry, works

from nashr.references.capitals import capitals


def found(**fields: str) -> list[str]:
    [work] = works(entry("a", **fields))
    return [f"{finding.message} {finding.hint}" for finding in capitals(work, "az")]


@pytest.mark.parametrize(
    "fields",
    [
        {"title": "AZƏRBAYCAN TARİXİ"},
        {"title": "ИСТОРИЯ АЗЕРБАЙДЖАНА"},
        {"title": "Tarix", "author": "AXUNDOV, Mirzə"},
        {"title": "Tarix", "author": "AXUNDOV, M. F."},
        {"title": "Tarix", "author": "Axundov, MİRZƏ"},
        {"title": "Tarix", "author": "{TÜRKİYE CUMHURİYETİ}"},
        {"title": "Tarix", "editor": "İBRAHİMOV, Əli"},
    ],
)
def test_capitals(fields: dict[str, str]) -> None:
    assert len(found(**fields)) == 1


@pytest.mark.parametrize(
    "fields",
    [
        {"title": "NATO"},
        {"title": "PLOS ONE"},
        {"title": "BOA, A.MKT.MHM, 123/45"},
        {"title": "XX əsr", "author": "Axundov, M. F."},
        {"title": "Tarix", "author": "Axundov, MF"},
        {"title": "Tarix", "author": "{UNESCO} and {TÜİK} and OECD"},
        {"title": "تاریخ ایران", "author": "رضایی, علی"},
        {"title": "საქართველოს ისტორია"},
    ],
)
def test_no_capitals(fields: dict[str, str]) -> None:
    assert found(**fields) == []


def test_the_hint_knows_the_languages_letters() -> None:
    [told] = found(title="Tarix", author="İSMAYILOV, Əli", langid="azerbaijani")
    assert "Type İsmayılov;" in told
