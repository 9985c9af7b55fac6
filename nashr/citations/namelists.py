"""Render lists of names: how many are printed, the delimiters between them, et al."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from nashr.citations.cite import Cite
from nashr.citations.formatting import NO_FORMATTING, Formatting
from nashr.citations.locales import are_of_one_language
from nashr.citations.namewriting import NameOptions, write_name
from nashr.citations.people import OTHERS, PersonName
from nashr.citations.richtext import glue, join, plain
from nashr.languages import language
from nashr.records import dataclass

#: Words that take no space: Hebrew prefixes, Chinese, Japanese and Korean characters, and words
#: that end in a space of their own.
_WITHOUT_SPACE = re.compile(
    "[\u05d5-\u05ea\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\\W\\d_]*[\u2000-\u200a]$"
)


@dataclass(frozen=True, slots=True)
class EtAlStyle:
    """``cs:et-al``: the term and its formatting."""

    term: str = "et-al"
    formatting: Formatting = NO_FORMATTING


@dataclass(slots=True)
class NamesSettings:
    """The children of a ``cs:names``, compiled; a substitute without children inherits them."""

    options: NameOptions
    et_al: EtAlStyle
    label: Callable[[str, bool, Cite], str] | None
    label_first: bool
    delimiter: str


def shown_count(total: int, options: NameOptions, cite: Cite) -> int:
    """How many of ``total`` names are printed before et al."""
    least, first = options.et_al_min, options.et_al_use_first
    if "subsequent" in cite.positions and cite.area == "citation":
        least = options.et_al_subsequent_min or least
        first = options.et_al_subsequent_use_first or first
    if cite.sort is not None:
        least = cite.sort.names_min or least
        first = cite.sort.names_use_first or first
    if not least or first < 0 or total < least:
        return total
    at = len(cite.namesets)
    if cite.area == "citation" and cite.sort is None and at < len(cite.detail.names):
        first = max(first, cite.detail.names[at])
    return min(first, total)


def given_level(person: PersonName, at: int, options: NameOptions, cite: Cite) -> int:
    """How far a given name is written: 0 not at all, 1 in initials, 2 in full."""
    level = options.level
    if cite.sort is not None or cite.area != "citation":
        return level
    nameset = len(cite.namesets)
    if nameset < len(cite.detail.givens):
        givens = cite.detail.givens[nameset]
        if at < len(givens):
            level = max(level, givens[at])
    wanted = cite.given_levels.get(person, 0)
    if wanted > level and (at == 0 or not cite.style.methods.primary_only):
        level = wanted
    return level


def name_texts(
    people: Sequence[PersonName], shown: int, options: NameOptions, cite: Cite
) -> list[str]:
    """The names that are printed; with ``et-al-use-last``, the last name follows them."""
    last = options.et_al_use_last and people[-1] is not OTHERS
    if cite.sort is not None and cite.sort.names_use_last is not None:
        last = cite.sort.names_use_last
    printed = list(range(shown))
    if last and len(people) >= shown + 2:
        printed.append(len(people) - 1)
    return [
        write_name(people[n], options, n == 0, given_level(people[n], n, options, cite), cite)
        for n in printed
        if people[n] is not OTHERS
    ]


def name_list(
    texts: list[str],
    total: int,
    options: NameOptions,
    et_al: EtAlStyle,
    cite: Cite,
    shown: int,
    inverts: bool = True,
) -> str:
    """A list of names with delimiters, *and*, and et al."""
    if cite.sort is not None:
        # Sort keys contain names only, no words between them.
        return ", ".join(texts)
    if shown < total:
        return _with_et_al(texts, shown, options, et_al, cite)
    if len(texts) < 2 or not options.conjunction:
        return join(texts, options.delimiter)
    symbol = options.conjunction == "symbol"
    word = cite.locale.own_symbol("and") or "&" if symbol else cite.locale.term("and")
    before = join(texts[:-1], options.delimiter)
    gap = "" if _WITHOUT_SPACE.match(word) else " "
    if (word == "&" or _may_have_comma(options, cite)) and _takes_delimiter(
        options.before_last,
        len(texts) > 2,
        inverts and (options.inverted == "all" or len(texts) == 2),
        options,
    ):
        before = glue(before, options.delimiter)
    before = join([before.rstrip(" "), word], gap)
    return join([before, texts[-1]], "" if _WITHOUT_SPACE.match(word[-1:]) else " ")


def _may_have_comma(options: NameOptions, cite: Cite) -> bool:
    """Whether the style's comma may stand before *and*, which few languages have it before."""
    tag = cite.locale.lang
    of_language = are_of_one_language(cite.style.made_for, tag)
    return of_language or options.delimiter.strip() != "," or language(tag).comma_before_and


def _takes_delimiter(rule: str, contextual: bool, after_first: bool, options: NameOptions) -> bool:
    match rule:
        case "always":
            return True
        case "never":
            return False
        case "after-inverted-name":
            return after_first and options.inverted != ""
        case _:
            return contextual


def _with_et_al(
    texts: list[str], shown: int, options: NameOptions, et_al: EtAlStyle, cite: Cite
) -> str:
    if len(texts) > shown:
        listed = join(texts[:-1], options.delimiter)
        return join([glue(listed, options.delimiter).rstrip(" "), f"… {texts[-1]}"], " ")
    listed = join(texts, options.delimiter)
    words = et_al.formatting(cite.locale.term(et_al.term))
    if not words or not texts:
        return listed
    if _may_have_comma(options, cite) and _takes_delimiter(
        options.before_et_al, len(texts) > 1, len(texts) == 1, options
    ):
        return join([glue(listed, options.delimiter), words], "")
    return join([listed, words], "" if _WITHOUT_SPACE.match(plain(words)) else " ")
