"""Which work of a list is meant."""

from __future__ import annotations

import pytest

from nashr.importing.listed_works import ListedWork, ListedWorks

WORKS = ListedWorks(
    [
        ListedWork("oran1998", 1, ("oran",), 1998, "", ("dis siyaset",)),
        ListedWork("oran2001", 2, ("oran", "kuzio"), 2001, "", ("turk dis siyaseti",)),
        ListedWork("oran2001b", 3, ("oran",), 2001, "", ("azinliklar",)),
        ListedWork("kuzio2005a", 4, ("kuzio",), 2005, "a", ("milletler",)),
        ListedWork("kuzio2005b", 5, ("kuzio",), 2005, "b", ("devletler",)),
        ListedWork("tuik2019", 6, ("turkiye istatistik kurumu",), 2019, "", ("nufus",)),
        ListedWork("nota1988", 7, (), 1988, "", ("hokumetin notasi", "xalq qezeti")),
    ]
)


@pytest.mark.parametrize(
    ("words", "year", "letter", "keys"),
    [
        (["oran"], 1998, "", ["oran1998"]),
        (["oranin"], 1998, "", ["oran1998"]),
        (["oran"], 2001, "", ["oran2001", "oran2001b"]),
        (["oran", "kuzio"], 2001, "", ["oran2001"]),
        (["kuzio"], 2005, "b", ["kuzio2005b"]),
        (["kuzio"], 2005, "", ["kuzio2005a", "kuzio2005b"]),
        (["b", "oran"], 1998, "", ["oran1998"]),
        (["tik"], 2019, "", ["tuik2019"]),
        (["turkiye", "istatistik", "kurumu"], 2019, "", ["tuik2019"]),
        (["hokumetin", "notasi"], 1988, "", ["nota1988"]),
        (["orangutan"], 1998, "", []),
        (["smith"], 1998, "", []),
    ],
)
def test_names_and_year_lead_to_the_works(
    words: list[str], year: int, letter: str, keys: list[str]
) -> None:
    assert [work.key for work in WORKS.named(words, year, letter)] == keys
