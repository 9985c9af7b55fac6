"""The text of a new manuscript, with sample values."""

from __future__ import annotations

import json

from nashr.frontmatter.starter_words import starter_words
from nashr.model import Journal
from nashr.statements import STATEMENTS

_TEXT = """\
---
# {remarks.keys}
# {remarks.quotes}
title: {title}
# subtitle: …
# short-title: …
lang: {language}
type: research-article
abstract: |
  {words.abstract}
keywords: [{words.keywords[0]}, {words.keywords[1]}]
# classification:
#   udc: …
#   jel: [F51]

# {remarks.translations}
# translations:
#   {other}:
#     title: …
#     abstract: |
#       …
#     keywords: [one, two]

authors:
  - given: {words.given}
    family: {words.family}
    affiliations: [home]
    # orcid: 0000-0000-0000-0000
    # email: name@example.org
    # corresponding: true
    # degree: …
    # academic-title: …
    # position: …
    # roles: [conceptualization, writing-original-draft]
affiliations:
  - id: home
    name: {words.institution}
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
# special-issue: …
# derived-from: …
# editor-in-charge: …
# reviewers: [one, two]
# copyright-holder: …
# extended-abstract: |
#   …
# funding: …
{statements}

# {remarks.samples}
sample-values: [title, abstract, keywords, authors, affiliations]
---

# {words.introduction}

{text}{citation}{stop}[^1]

[^1]: {words.note}

<!--
{remarks.citing} [@key, 12]

{remarks.figures}

![{words.figure}](figure.png){{#fig:name alt="…"}}

@fig:name
-->

# {words.conclusion}

{words.closing}
"""


def new_manuscript(slug: str, journal: Journal, title: str = "", cites: str | None = None) -> str:
    """A new ``article.md`` in the journal's language that builds; its sample values are listed in
    ``sample-values``. Without a ``title`` it is made of the slug; ``cites`` is the key of a work of
    the bibliography, if there is one to cite.
    """
    named = slug.replace("-", " ").replace("_", " ").strip()
    words = starter_words(journal.language)
    # Every JSON string is a YAML string.
    shown = json.dumps(title or named[:1].upper() + named[1:] or words.title, ensure_ascii=False)
    return _TEXT.format(
        title=shown,
        language=journal.language,
        other="tr" if journal.language.split("-")[0] == "en" else "en",
        statements="\n".join(f"# {statement.key}: …" for statement in STATEMENTS),
        words=words,
        remarks=words.remarks,
        text=words.text[:-1],
        stop=words.text[-1],
        citation=f" [@{cites}, 12]" if cites else "",
    )
