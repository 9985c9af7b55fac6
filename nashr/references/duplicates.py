"""The same work under two keys: equal identifiers, or title, year and names nearly alike."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from nashr.diagnostics import Diagnostic
from nashr.messages import Message
from nashr.references.works import Work, folded

#: Similarities of 100, by rapidfuzz, from which titles and family names count as the same.
_TITLES_ALIKE = 92
_NAMES_ALIKE = 84
#: Titles below it are of different works, whatever DOI they share.
_TITLES_DIFFER = 55
#: The fewest letters of a title that says which work it is: a shorter one (*History*) may be that
#: of many, and a main title of such length stands for the whole title.
_TELLING = 15

_PASSED_OVER = frozenset("the a an and ve und et и der die das".split())
_DIGITS = re.compile(r"\d+")
_ROMAN = re.compile(r"\b[ivxlc]+\b")
_SUBTITLE = re.compile(r"[:.–—]\s")
#: Parts of one larger work may share its title, but not these.
_APART = ("volume", "issue", "page", "number", "edition", "chapter-number", "part-number")


def duplicates(works: Sequence[Work]) -> Iterator[Diagnostic]:
    """A finding at each entry whose work an entry before it describes already."""
    told: set[tuple[str, str]] = set()
    by_doi: dict[str, list[Work]] = defaultdict(list)
    for work in works:
        if not work.doi:
            continue
        for before in by_doi[work.doi]:
            told.add((before.key, work.key))
            yield _same_doi(before, work)
        by_doi[work.doi].append(work)
    for before, work in _neighbours(works):
        if (before.key, work.key) not in told and _is_same_work(before, work):
            message = Message(
                "“{key}” seems to be the work of “{other}”, which stands at {place}: title, year "
                "and names are alike.",
                key=work.key,
                other=before.key,
                place=str(before.span),
            )
            hint = Message(
                "Keep one of the two, and write ids = {{{key}}} into “{other}”.",
                key=work.key,
                other=before.key,
            )
            yield work.finding("reference-duplicate", message, hint)


def _same_doi(before: Work, work: Work) -> Diagnostic:
    from rapidfuzz import fuzz

    titles = folded(before.title), folded(work.title)
    alike = not all(titles) or max(fuzz.token_sort_ratio(*titles), fuzz.partial_ratio(*titles))
    if alike is True or alike >= _TITLES_DIFFER:
        message = Message(
            "“{key}” has the DOI of “{other}”, which stands at {place}: it is the same work twice."
        )
        hint = Message(
            "Keep one of the two, and write ids = {{{key}}} into “{other}”.",
            key=work.key,
            other=before.key,
        )
    else:
        message = Message(
            "“{key}” has the DOI of “{other}”, which stands at {place}, and is another work."
        )
        hint = Message("See which of the two the DOI leads to, and take it out of the other.")
    message = message.having(key=work.key, other=before.key, place=str(before.span))
    return work.finding("reference-duplicate", message, hint, "DOI")


def _neighbours(works: Sequence[Work]) -> Iterator[tuple[Work, Work]]:
    """The pairs of works of one year, each in the order of the files."""
    by_year: dict[int, list[Work]] = defaultdict(list)
    for work in works:
        if work.year is None or not work.title:
            continue
        yield from ((before, work) for before in by_year[work.year])
        by_year[work.year].append(work)


def _is_same_work(one: Work, other: Work) -> bool:
    return (
        _titles_alike(one, other)
        and not _is_told_apart(one, other)
        and _names_alike(one, other)
        and _containers_alike(one, other)
    )


def _titles_alike(one: Work, other: Work) -> bool:
    from rapidfuzz import fuzz

    titles = _words(one.title), _words(other.title)
    if _numbers(titles[0]) != _numbers(titles[1]):
        return False
    if fuzz.token_sort_ratio(*titles, score_cutoff=_TITLES_ALIKE):
        return True
    mains = [_words(_SUBTITLE.split(work.title)[0]) for work in (one, other)]
    return any(
        len(main) >= _TELLING and fuzz.ratio(main, whole) >= _TITLES_ALIKE
        for main, whole in zip(mains, reversed(titles), strict=True)
    )


def _words(title: str) -> str:
    """A title without words that one writes and another leaves out, or puts a sign for."""
    return " ".join(word for word in folded(title).split() if word not in _PASSED_OVER)


def _numbers(title: str) -> list[str]:
    """What tells the parts of a work apart: its numbers, Roman ones too."""
    return sorted([*_DIGITS.findall(title), *_ROMAN.findall(title)])


def _is_told_apart(one: Work, other: Work) -> bool:
    """Whether the two say what one work cannot be: other pages, volumes, days, identifiers."""
    if one.doi and other.doi and one.doi != other.doi:
        return True
    if {one.kind, other.kind} == {"book", "chapter"}:
        return True
    for variable in _APART:
        values = [_squeezed(work.text(variable)) for work in (one, other)]
        if all(values) and values[0] != values[1]:
            return True
    days = [work.item.get("issued", {}).get("date-parts", [[]])[0][1:] for work in (one, other)]
    return any(a != b for a, b in zip(*days, strict=False))


def _squeezed(text: str) -> str:
    return re.sub(r"[\s–—\-]+", "-", text).casefold()


def _names_alike(one: Work, other: Work) -> bool:
    """Whether the first names are alike; a work without names is alike to one without."""
    from rapidfuzz import fuzz

    if not one.families or not other.families:
        return not one.families and not other.families
    given = [folded(str(work.makers[0].get("given", "")))[:1] for work in (one, other)]
    if all(given) and given[0] != given[1]:
        return False
    if len(folded(one.title)) < _TELLING:
        return one.families == other.families
    ratio = fuzz.ratio(one.families[0], other.families[0])
    return bool(ratio >= _NAMES_ALIKE) or other.families[0] in one.families[0].split()


def _containers_alike(one: Work, other: Work) -> bool:
    """Whether what the works stand in may be the same; abbreviated titles may be any."""
    from rapidfuzz import fuzz

    containers = [folded(work.text("container-title")) for work in (one, other)]
    if not all(containers) or any("." in work.text("container-title") for work in (one, other)):
        return True
    return bool(fuzz.token_set_ratio(*containers) >= _NAMES_ALIKE)
