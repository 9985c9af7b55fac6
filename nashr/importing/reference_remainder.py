"""What of a typed reference is in none of the variables that it was read into."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

#: Words between the parts of a reference, which any style writes anew.
_BETWEEN = frozenset(
    "in eds ed editor editors edited by vol vols volume no nos number issue pp pages page from at "
    "doi https http org www available accessed retrieved and et al the of on isbn issn pmid pmcid "
    "url cited internet press dx crossref pubmed google scholar disponível em acesso disponible "
    "erişim tarihi adresi доступа режим обращения дата".split()
)
_WORD = re.compile(r"\w+")


def words_left(item: Mapping[str, Any], text: str) -> list[str]:
    """The words and numbers of a text that an item of CSL JSON does not have; single letters and
    the words between parts are left out.
    """
    there = {word.lower() for word in _WORD.findall(" ".join(_strings(item)))}
    left = [word for word in _WORD.findall(text) if word.lower() not in there | _BETWEEN]
    return [word for word in left if len(word) > 1 or word.isdecimal()]


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        for one in value.values():
            yield from _strings(one)
    elif isinstance(value, list):
        for one in value:
            yield from _strings(one)
    else:
        yield str(value)
