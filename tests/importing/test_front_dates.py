"""Dates of a manuscript's history, in the words and numbers of its languages."""

from __future__ import annotations

import pytest

from nashr.importing.front_dates import dates_in


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        (
            "Məqalə daxil olub: 7 fevral 2023-cü il. Qəbul edilib: 30 iyun 2023",
            {"received": "2023-02-07", "accepted": "2023-06-30"},
        ),
        (
            "Geliş Tarihi / Received: 07.02.2023   Kabul Tarihi / Accepted: 30.06.2023",
            {"received": "2023-02-07", "accepted": "2023-06-30"},
        ),
        (
            "Статья поступила в редакцию 7 февраля 2023 г.; принята к публикации 30.06.2023.",
            {"received": "2023-02-07", "accepted": "2023-06-30"},
        ),
        (
            "Received: February 7th, 2023; revised 1 May 2023; Accepted 2023-06-30",
            {"received": "2023-02-07", "revised": "2023-05-01", "accepted": "2023-06-30"},
        ),
        ("Kabul: 30 Eylül 2023", {"accepted": "2023-09-30"}),
        ("Received: 31.02.2023", {}),
        ("Received: 07.02.2023 by the board of editors", {}),
        ("07.02.2023", {}),
        ("Qəbul edilib", {}),
        ("Müharibə 7 fevral 1993-cü ildə başladı.", {}),
    ],
)
def test_a_line_of_dates_alone(text: str, dates: dict[str, str]) -> None:
    assert dates_in(text) == dates


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        (
            "Статья поступила в редакцию 12.03.2025; одобрена после рецензирования 01.04.2025; "
            "принята к публикации 15.05.2025.",
            {"received": "2025-03-12", "revised": "2025-04-01", "accepted": "2025-05-15"},
        ),
        ("Çapa qəbul olunma tarixi: 15.05.2025", {"accepted": "2025-05-15"}),
        ("Yayına kabul tarihi: 15.05.2025", {"accepted": "2025-05-15"}),
        ("Redaksiyaya daxil olmuşdur: 12.05.2025-ci il", {"received": "2025-05-12"}),
        ("Дата поступления рукописи 12 мая 2025 г.", {"received": "2025-05-12"}),
        (
            "Göndərilib: 12.05.2025; Qəbul edilib: 13.06.2025",
            {"received": "2025-05-12", "accepted": "2025-06-13"},
        ),
    ],
)
def test_dates_as_standards_and_journals_word_them(text: str, dates: dict[str, str]) -> None:
    assert dates_in(text) == dates
