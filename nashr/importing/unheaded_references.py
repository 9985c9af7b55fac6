"""Whether a list that no heading names is one of references, and not of notes: by its entries, by
the ids that a page has for them, and by how often they are called.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from nashr import ast
from nashr.importing.reference_fields import item_of
from nashr.importing.reference_labels import LONGEST, label
from nashr.model import Blocks

_FEWEST = 2
#: This share of the entries are read as works, or is cited in the text.
_MOST_ARE, _LEAST_CITED = 0.8, 0.5
#: Ids of notes, and of works, as “fn3”, “ftnt1”, “CR5”, “bib12”, “ref-3”.
_OF_NOTES = re.compile(
    r"note|ftn|(?:^|[^a-z])(?:fn|en)[\W_]?\d|edn|qeyd|dipnot|prim", re.IGNORECASE
)
_OF_WORKS = re.compile(
    r"(?:^|[^a-z])(?:r|b|cr|ref|refs|bib|bibr|cit|cite|lit|reference|biblio|source|kaynak)[\W_a-z]*\d",
    re.IGNORECASE,
)
#: What notes say and lists of references do not: the same work again, a place in one, “see”.
_OF_NOTE = re.compile(
    r"\b(?:ibid|op\.\s?cit|loc\.\s?cit|a\.g\.[emt]|adı geçen|yenə orada|göst\. əsər|там же|указ\.)"
    r"|^(?:see|cf|bax|bkz|bk|см|ср)\b|\b(?:s|p|с|səh)\.\s?\d+\.?$",
    re.IGNORECASE,
)
#: A name with its family name first, as lists that are sorted have it.
_INVERTED = re.compile(
    r"[^\W\d_][\w’'ʼ-]+,?\s+(?:[^\W\d_a-zа-яё]\.|[^\W\d_][^\W\d_]+\s+\()|[^\W\d_]\w+,\s"
)
_CITED = re.compile(
    r"\[\s*(\d{1,3}(?:\s*[,;–-]\s*\d{1,3})*)(?:\s*[,:]\s*[^\W\d_]+\.?\s*\d[^\[\]]*)?\]"
)
_NUMBERS = re.compile(r"\d{1,3}(?:\s?[,;–-]\s?\d{1,3})*")


def are_works(
    texts: Sequence[str], names: Collection[str] = (), is_called_again: bool = False
) -> bool:
    """Whether texts are those of works; ``names`` are the ids that a page has for them, to which
    marks of the text lead, and perhaps more than one to the same.
    """
    if len(texts) < _FEWEST or any(map(_OF_NOTES.search, names)):
        return False
    likely = is_called_again or all(map(_INVERTED.match, texts))
    if names and not likely and not all(map(_OF_WORKS.search, names)):
        return False
    return sum(map(_is_work, texts)) >= _MOST_ARE * len(texts)


def _is_work(text: str) -> bool:
    if not text or len(text) > LONGEST or _OF_NOTE.search(text):
        return False
    item = item_of(label(text))
    return all(item.get(name) for name in ("author", "title", "issued"))


def are_cited(blocks: Blocks, numbers: Sequence[int | None]) -> bool:
    """Whether a text cites works by their numbers, which are those of a list from 1 on: in
    brackets or raised.
    """
    if list(numbers) != list(range(1, len(numbers) + 1)):
        return False
    cited = {number for text in _calls(blocks) for number in map(int, re.findall(r"\d+", text))}
    return len(cited & set(range(1, len(numbers) + 1))) >= _LEAST_CITED * len(numbers)


def _calls(blocks: Blocks) -> Iterator[str]:
    yield from _CITED.findall(ast.plain_text(blocks))
    for node in ast.nodes(blocks):
        if node["t"] == "Superscript":
            text = ast.plain_text(node["c"]).strip(" []()")
            if _NUMBERS.fullmatch(text):
                yield text
