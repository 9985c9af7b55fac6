"""The file of a new issue, with the journal's articles that are in none yet."""

from __future__ import annotations

import json
from collections.abc import Sequence

from nashr.model import Journal
from nashr.records import dataclass


@dataclass(frozen=True, slots=True)
class _Words:
    about: str
    order: str
    more: str
    samples: str
    articles: str


#: By primary subtags.
_WORDS = {
    "az": _Words(
        "Jurnalın bir sayı. # ilə başlayan sətir qeyddir.",
        "Məqalələr, mündəricatdakı sıra ilə: manuscript/ qovluğundakı adları.",
        "Lazım olanda:",
        "Dəyər əsl dəyərlə əvəz ediləndə adını bu siyahıdan silin.",
        "Məqalələr",
    ),
    "tr": _Words(
        "Derginin bir sayısı. # ile başlayan satır nottur.",
        "Makaleler, içindekiler sırasıyla: manuscript/ klasöründeki adları.",
        "Gerektiğinde:",
        "Değer gerçek değerle değiştirilince adını bu listeden çıkarın.",
        "Makaleler",
    ),
    "ru": _Words(
        "Номер журнала. Строка, которая начинается с #, — примечание.",
        "Статьи в порядке содержания: имена их папок в manuscript/.",
        "Если нужно:",
        "Когда значение заменено настоящим, уберите его имя из этого списка.",
        "Статьи",
    ),
}
_ENGLISH = _Words(
    "An issue of the journal. A line that begins with # is a remark.",
    "The articles in the order of the contents: the names of their folders in manuscript/.",
    "Where it is wanted:",
    "Take a name out of this list once its value is the real one.",
    "Articles",
)

_ISSUE = """\
# {about}
volume: 1
number: {number}
year: {year}
first-page: 1
articles-begin: next          # right: …
file-names: "{{slug}}"          # "{{abbr}}{{year}}_{{issue}}_{{page}}"

front: [cover, inner-cover, contents]
back: [authors, colophon]

# {order}
sections:
  - title: {title}
    articles:
{articles}

# {more}
# date: {year}-03-31
# title: …
# titles: {{en: …}}
# editors: [{{given: …, family: …}}]
# doi: 10.…
# isbn: 978-…
# abbreviation: …
# blank-pages: sign
# cover: {{picture: manuscript/issues/cover.jpg, description: …}}
# print: {{binding: perfect, paper: {{weight: 80 g/m², bulk: 1.3 cm³/g}}}}
# board: [{{title: …, members: [{{given: …, family: …}}]}}]
# addresses: {{{language}: [ … ]}}
# imprint: {{{language}: [ … ]}}

# {samples}
sample-values: [volume]
"""


def new_issue(number: str, year: int, journal: Journal, articles: Sequence[str]) -> str:
    """A new file of an issue with these articles, with remarks in the journal's language."""
    words = _WORDS.get(journal.language.split("-")[0], _ENGLISH)
    # Every JSON string is a YAML string.
    rows = "\n".join(f"      - {json.dumps(slug, ensure_ascii=False)}" for slug in articles)
    return _ISSUE.format(
        about=words.about,
        order=words.order,
        more=words.more,
        samples=words.samples,
        title=words.articles,
        number=json.dumps(number, ensure_ascii=False),
        year=year,
        language=journal.language,
        articles=rows or "      []",
    )
