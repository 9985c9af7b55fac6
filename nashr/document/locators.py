"""Parse locators: “, səh. 455–467” after a citation key is the label ``page`` and a range."""

from __future__ import annotations

import re
from functools import lru_cache

from nashr import ast
from nashr.languages import language
from nashr.model import Inlines
from nashr.records import dataclass, replace

#: A letter with a number behind it is a word: *s. 25, c. 2*.
_ROMAN = r"(?:[ivxlcdm]{2,}|[ivxlcdm](?!\.?\s*\d))(?![^\W_])"
_NUMBER = r"[^\W\d_]{0,3}\d[^\W_]*(?:[.:/][^\W_]+)*"
_RANGE = r"\s*[-\u2010-\u2015]\s*"


def _number_list(word: str) -> str:
    """A pattern for lists of numbers and ranges: “33–35, 38-39 & 40”."""
    one = rf"\(?{word}\)?(?:{_RANGE}\(?{word}\)?)*(?:\s?ff?\.(?!\w))?"
    return rf"{one}(?:\s*[,&]\s*{one})*"


_WITH_LABEL = re.compile(_number_list(rf"(?:{_NUMBER}|{_ROMAN})"), re.IGNORECASE)
_WITHOUT_LABEL = re.compile(_number_list(r"\d[^\W_]*(?:[.:/][^\W_]+)*"))
#: The end of an ordinal, and what stands between a number and the word behind it: *25-ci səhifə*,
#: *2. cilt*, *25-bet*, *II cild*.
_ORDINAL = (
    r"(?:\s*-?\s*(?:i?n?c[iıuü]|nchi|n[cç][iyý]|(?:ы|і|и|у|ү)?н?ш?[ыі]|ч[иы]|[йяе]|го|ой|ый))?"
    r"(?:\.\s*|\s*-\s*|\s+)"
)
_NUMBER_FIRST = re.compile(
    rf"(?P<number>{_number_list(rf'(?:{_NUMBER}|{_ROMAN})')}){_ORDINAL}(?=[^\W\d_])", re.IGNORECASE
)
#: What parts two locators, and what may stand behind the last.
_NEXT = re.compile(r"\s*(?:[,;،؛]\s*|\.\s+)")
_END = re.compile(r"\s*(?:$|[,;.،؛)\]])")
_BRACED = re.compile(r"\{([^{}]*)\}")
#: What is numbered by chapter and number: “Table 5-6” is one table, and “Tables 5-6” are two.
_NUMBERED_BY_CHAPTER = frozenset({"table", "figure", "equation"})
#: A hyphen between two numbers; a range that is meant as one has a dash. What is written for the
#: hyphen keeps a CSL processor from taking it for a range.
_WITHIN_NUMBER = re.compile(r"(?<=\w)-(?=\w)")
#: How plurals end in the languages that have words for locators.
_PLURALS = (
    "s",
    "n",
    "en",
    "er",
    *("lar", "ler", "lər", "лар", "лер"),
    *("дар", "дер", "тар", "тер"),
)
_LEAD = re.compile(r"\s*,?\s*")


@dataclass(frozen=True, slots=True)
class ParsedSuffix:
    """A suffix split up. ``label`` is a CSL locator label, set if ``locator`` is; ``sign`` is what
    the author typed for it, where that is no word.
    """

    label: str | None
    locator: str | None
    suffix: Inlines
    sign: str = ""
    #: The locators behind the first, each with its label and sign: *vol. 2, p. 15*.
    more: tuple[tuple[str, str, str], ...] = ()


def parse_locator(suffix: Inlines, *tags: str) -> ParsedSuffix:
    """Split the locator off the front of a citation's suffix.

    The words for “page” and the like are those of the languages of ``tags``, in this order, and of
    English. A number without a word is a page; ``{…}`` marks a locator that would not be recognized
    otherwise. The rest keeps its comma or space, so that it can follow the citation as it is.
    """
    head, tail = _leading_text(suffix)
    start = _LEAD.match(head)
    at = start.end() if start else 0
    braced = _BRACED.match(head, at)
    if braced:
        label, begin = _label(braced[1], 0, tags)
        locator = braced[1][begin:].strip()
        rest = head[braced.end() :]
        # Empty braces say that no locator follows (pandoc's manual, "Citation syntax").
        sign = _sign(braced[1][:begin])
        return (
            _with_locator(label, locator, rest, tail, sign)
            if locator
            else _without_locator([*ast.words(rest), *tail])
        )
    one = _one(head, at, tags)
    if one is None:
        found = _WITHOUT_LABEL.match(head, at)
        if not found:
            return _without_locator(suffix)
        one = ("page", found[0], "", found.end())
    label, locator, sign, end = one
    more: list[tuple[str, str, str]] = []
    while (gap := _NEXT.match(head, end)) and (following := _one(head, gap.end(), tags)):
        *another, end_of_it = following
        if not _END.match(head, end_of_it) and (end_of_it < len(head) or tail):
            break
        more.append((another[0], another[1], another[2]))
        end = end_of_it
    done = _with_locator(label, locator, head[end:], tail, sign)
    return replace(done, more=tuple(more)) if more else done


def _one(text: str, at: int, tags: tuple[str, ...]) -> tuple[str, str, str, int] | None:
    """The label, the number and the sign of a locator with a word at ``at``, and where it ends."""
    label, begin = _label(text, at, tags)
    if label is not None and (found := _WITH_LABEL.match(text, begin)):
        locator = found[0]
        if label in _NUMBERED_BY_CHAPTER and not _is_plural(text[at:begin], label, tags):
            locator = _WITHIN_NUMBER.sub(r"\\-", locator)
        return label, locator, _sign(text[at:begin]), found.end()
    number = _NUMBER_FIRST.match(text, at)
    if number is None:
        return None
    label, end = _label(text, number.end(), tags)
    end = len(text[:end].rstrip())
    if label is None or not _END.match(text, end):
        return None
    return label, number["number"].removesuffix("-ci"), "", end  # which is a Roman number, too


def _without_locator(suffix: Inlines) -> ParsedSuffix:
    return ParsedSuffix(None, None, suffix)


def _with_locator(
    label: str | None, locator: str, rest: str, tail: Inlines, sign: str
) -> ParsedSuffix:
    suffix = [*ast.words(rest), *tail]
    return ParsedSuffix(label or "page", locator, suffix, sign)


def _sign(written: str) -> str:
    """What stands for a label, if it is a sign: § 15 is no word for a section, but of a law."""
    written = written.strip()
    return written if written and written.strip("§¶") == "" else ""


def _leading_text(inlines: Inlines) -> tuple[str, Inlines]:
    """The text up to the first formatted inline, with spaces for no-break spaces; the rest."""
    pieces: list[str] = []
    for n, node in enumerate(inlines):
        if node["t"] == "Str":
            pieces.append(node["c"])
        elif node["t"] in ("Space", "SoftBreak"):
            pieces.append(" ")
        else:
            return "".join(pieces).replace("\u00a0", " "), inlines[n:]
    return "".join(pieces).replace("\u00a0", " "), []


def _label(text: str, at: int, tags: tuple[str, ...]) -> tuple[str | None, int]:
    """The CSL label of the word at ``at``, and the offset after it."""
    found = _label_pattern(tags).match(text, at)
    if not found:
        return None, at
    return _labels_by_word(tags)[_folded(found[1])], found.end()


def _is_plural(word: str, label: str, tags: tuple[str, ...]) -> bool:
    """Whether a word for the label is the plural of another one."""
    known = _labels_by_word(tags)
    plain = _folded(word.strip().rstrip("."))
    stems = (plain.removesuffix(end) for end in _PLURALS if plain.endswith(end))
    return any(known.get(stem, known.get(f"{stem}.")) == label for stem in stems)


def _folded(word: str) -> str:
    """Lower case, with ı as i: ``re.IGNORECASE`` does not distinguish them either."""
    return word.lower().replace("\u0307", "").replace("ı", "i")


@lru_cache(maxsize=64)
def _labels_by_word(tags: tuple[str, ...]) -> dict[str, str]:
    terms: dict[str, str] = {}
    for record in map(language, (*tags, "en")):
        for label, words in record.locator_terms.items():
            for word in words:
                terms.setdefault(_folded(word), label)
    return terms


@lru_cache(maxsize=64)
def _label_pattern(tags: tuple[str, ...]) -> re.Pattern[str]:
    """Matches the words of ``tags``, the longest first; a letter may not follow a word."""
    records = [language(tag) for tag in (*tags, "en")]
    terms = {w for record in records for words in record.locator_terms.values() for w in words}
    words = sorted(terms, key=lambda word: (-len(word), word))
    forms = (re.escape(w) + (r"(?![^\W\d_])" if w[-1].isalpha() else "") for w in words)
    return re.compile(rf"({'|'.join(forms)})\.?\s*", re.IGNORECASE)
