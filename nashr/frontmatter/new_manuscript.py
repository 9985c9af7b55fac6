"""The text of a new manuscript, with sample values."""

from __future__ import annotations

import json

from nashr.model import Journal
from nashr.statements import STATEMENTS

_TEXT = """\
---
# What stands before the text: a key, a colon, a value. A line that begins with # is a remark.
# Put a value in quotation marks when it has a colon in it or begins with a special character.
title: {title}
# subtitle: …
# short-title: for the running head, where the title is long
lang: {language}
type: research-article
abstract: |
  The abstract. Its lines are indented; *emphasis* is written with asterisks.
keywords: [first keyword, second keyword]

# Title, abstract and keywords in other languages:
# translations:
#   {other}:
#     title: …
#     abstract: |
#       …
#     keywords: [one, two]

authors:
  - given: Given
    family: Family
    affiliations: [home]
    # orcid: 0000-0000-0000-0000
    # email: name@example.org
    # corresponding: true
    # roles: [conceptualization, writing-original-draft]
affiliations:
  - id: home
    name: The author's institution
    # city: …
    # country: …
    # ror: https://ror.org/…

# dates:
#   received: 2024-01-31
#   accepted: 2024-05-31
#   published: 2024-06-30
# doi: 10.…
# volume: 1
# issue: 1
# year: 2024
# first-page: 1
# funding: the funder's name
{statements}

# Take a name out of this list once its value is the real one.
sample-values: [title, abstract, keywords, authors, affiliations]
---

# Introduction

Write the text here; an empty line begins a new paragraph. A work of the bibliography is cited by
its key: `[@key, 12]` gives author, year and page.[^1]

[^1]: This is a footnote.

<!-- A figure stands beside this file; the text in brackets is its caption:

![What the figure shows](figure.png){{#fig:name alt="What one sees, for those who cannot"}}

The text refers to it as @fig:name.
-->

# Conclusion

Write the conclusion here.
"""


def new_manuscript(slug: str, journal: Journal) -> str:
    """A new ``article.md`` that builds; its sample values are listed in ``sample-values``."""
    words = slug.replace("-", " ").replace("_", " ").strip()
    # Every JSON string is a YAML string.
    title = json.dumps(words[:1].upper() + words[1:] or "Title", ensure_ascii=False)
    other = "tr" if journal.language.split("-")[0] == "en" else "en"
    return _TEXT.format(
        title=title,
        language=journal.language,
        other=other,
        statements="\n".join(f"# {statement.key}: …" for statement in STATEMENTS),
    )
