"""The words and phrases of ``words.yaml``, of which the works of the training data are made.

Given names and places come from the dictionaries of the package, too; but only some of those of a
work, for real references have many that no list has.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

#: Lists of words, or such lists by language.
_ALL: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("words.yaml").read_text("utf-8"))

Words = list[str]
ByLanguage = dict[str, list[str]]

LANGUAGES: Words = _ALL["languages"]
#: Beginnings, middles and ends of surnames that are made up, and endings by language.
ONSETS: Words = _ALL["onsets"]
VOWELS: Words = _ALL["vowels"]
CODAS: Words = _ALL["codas"]
SURNAME_ENDINGS: ByLanguage = _ALL["surname_endings"]
SURNAMES: ByLanguage = _ALL["surnames"]
PARTICLES: ByLanguage = _ALL["particles"]
#: Words of titles, without their little words.
TITLE_WORDS: ByLanguage = _ALL["title_words"]
LITTLE_WORDS: ByLanguage = _ALL["little_words"]
#: Words that stand in titles with a capital in every language: people, places, peoples.
PROPER: Words = _ALL["proper"]
SCIENCE_BITS: Words = _ALL["science_bits"]
#: Names of journals; ``{}`` stands for one of the ``FIELDS``.
JOURNALS: ByLanguage = _ALL["journals"]
FIELDS: ByLanguage = _ALL["fields"]
SINGLE_JOURNALS: Words = _ALL["single_journals"]
ABBREVIATIONS: Words = _ALL["abbreviations"]
PUBLISHERS: ByLanguage = _ALL["publishers"]
CITIES: ByLanguage = _ALL["cities"]
#: States and countries behind a city.
REGIONS: Words = _ALL["regions"]
#: Conferences by their acronyms.
ACRONYMS: Words = _ALL["acronyms"]
BODIES: Words = _ALL["bodies"]
UNIVERSITIES: Words = _ALL["universities"]
DEPARTMENTS: Words = _ALL["departments"]
SERIES: Words = _ALL["series"]


def typed(name: str) -> Any:
    """What people type between the fields: a list, or lists by language."""
    return _ALL[f"typed_{name}"]
