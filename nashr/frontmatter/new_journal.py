"""The files of a new journal, with sample values: it builds as it is."""

from __future__ import annotations

import json

from nashr.frontmatter.starter_words import starter_words

#: The key of the sample entry, which the first article cites.
SAMPLE_KEY = "sample2024"

_JOURNAL = """\
# {about}
title: {title}
language: {language}
publisher: {{name: {publisher}, place: {place}}}
# short-title: …
# titles: {{en: …}}
# issn: {{print: 0000-0000, online: 0000-0000}}
# url: https://…

style: nashr-author-date      # apa, chicago-author-date …
license: CC-BY-4.0
page: 170x240                 # A4, A5, B5, letter …
bibliography: [bibliography/references.bib]

# {samples}
sample-values: [title, publisher]
"""
_BIBLIOGRAPHY = """\
% {about}
@book{{{key},
  author    = {{{family}, {given}}},
  title     = {{{title}}},
  publisher = {{{publisher}}},
  location  = {{{place}}},
  date      = {{2024}},
  langid    = {{{language}}},
}}
"""


def new_journal(language: str) -> str:
    """A new ``journal.yaml``; its sample values are listed in ``sample-values``."""
    words = starter_words(language)
    # Every JSON string is a YAML string.
    title, publisher, place = (
        json.dumps(text, ensure_ascii=False)
        for text in (words.journal, words.publisher, words.place)
    )
    return _JOURNAL.format(
        about=words.remarks.journal,
        samples=words.remarks.samples,
        title=title,
        language=language,
        publisher=publisher,
        place=place,
    )


def new_bibliography(language: str) -> str:
    """A new bibliography with one sample entry."""
    words = starter_words(language)
    return _BIBLIOGRAPHY.format(
        about=words.remarks.entry,
        key=SAMPLE_KEY,
        family=words.family,
        given=words.given,
        title=words.title,
        publisher=words.publisher,
        place=words.place,
        language=language,
    )
