"""Group and collapse the cites of a citation: by author, year, year suffix, or number."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from nashr.citations.positions import CitePosition
from nashr.citations.requests import CitedItem
from nashr.citations.richtext import glue, join, plain
from nashr.citations.style_options import GroupingOptions
from nashr.records import dataclass


@dataclass(frozen=True, slots=True)
class RenderedCite:
    """A rendered cite, and the values by which it is grouped and collapsed."""

    item: CitedItem
    position: CitePosition
    #: Without the prefix and suffix that the author wrote.
    text: str
    names: str = ""
    year: str = ""
    suffix: str = ""
    number: int = 0
    #: Whether it prints nothing but its citation number.
    numeric: bool = False


#: Renders a cite again without its names, and with True without its year.
RenderShortened = Callable[[RenderedCite, bool], str]


def collapse_cites(
    cites: Sequence[RenderedCite],
    options: GroupingOptions,
    delimiter: str,
    render_shortened: RenderShortened,
) -> str:
    """The cites of a citation as one text, collapsed as the style says.

    CSL 1.0.2, "Cite Grouping" and "Cite Collapsing".
    """
    if options.collapse == "citation-number":
        return _numbers(cites, options, delimiter)
    if options.collapse.startswith("year") or options.group_delimiter is not None:
        return _groups(cites, options, delimiter, render_shortened)
    result = ""
    for n, cite in enumerate(cites):
        text = with_affixes(cite)
        if text:
            between = _between(cites[n - 1], cite, delimiter) if n else ""
            result = glue(glue(result, between), text) if result else text
    return result


def _between(cite: RenderedCite, after: RenderedCite, delimiter: str) -> str:
    """The delimiter, unless the author wrote punctuation there."""
    if plain(after.item.prefix).lstrip().startswith((",", ".", ";")):
        return ""
    return " " if plain(cite.item.suffix).rstrip().endswith((",", ";")) else delimiter


def with_affixes(cite: RenderedCite, text: str | None = None) -> str:
    """The cite between its prefix and suffix."""
    text = cite.text if text is None else text
    return glue(glue(cite.item.prefix, text), cite.item.suffix)


# --- numbers -------------------------------------------------------------------------------


def _numbers(cites: Sequence[RenderedCite], options: GroupingOptions, delimiter: str) -> str:
    """Runs of three or more numbers are collapsed to a range."""
    result, after_range = "", False
    at = 0
    while at < len(cites):
        end = at
        while end + 1 < len(cites) and _follows(cites[end], cites[end + 1]):
            end += 1
        length = end - at + 1
        between = delimiter
        if after_range and options.after_collapse is not None:
            between = options.after_collapse
        if length >= 3:
            text = f"{cites[at].text}–{cites[end].text}"
        else:
            text, end = with_affixes(cites[at]), at
        after_range = length >= 3
        if text:
            result = glue(glue(result, between), text) if result else text
        at = end + 1
    return result


def _follows(cite: RenderedCite, after: RenderedCite) -> bool:
    return (
        cite.numeric
        and after.numeric
        and after.number == cite.number + 1
        and not any((cite.item.prefix, cite.item.suffix, cite.item.locator))
        and not any((after.item.prefix, after.item.suffix, after.item.locator))
    )


# --- years ---------------------------------------------------------------------------------


def group_by_names(cites: Sequence[RenderedCite]) -> list[list[RenderedCite]]:
    """Cites grouped by their names, in the order of the first of each group."""
    groups: dict[str, list[RenderedCite]] = {}
    for cite in cites:
        groups.setdefault(cite.names, []).append(cite)
    return list(groups.values())


def _groups(
    cites: Sequence[RenderedCite],
    options: GroupingOptions,
    delimiter: str,
    render_shortened: RenderShortened,
) -> str:
    result = ""
    collapses = options.collapse.startswith("year")
    inner = ", " if collapses and options.in_text else delimiter
    if options.group_delimiter is not None:
        inner = options.group_delimiter
    outer = delimiter if options.after_collapse is None else options.after_collapse
    collapsed = False
    for group in group_by_names(cites):
        between = outer if collapsed else delimiter
        collapsed = collapses and len(group) > 1
        if collapses:
            text = _years(group, options, inner, render_shortened)
        else:
            text = join((with_affixes(cite) for cite in group), inner)
        if text:
            result = glue(glue(result, between), text) if result else text
    return result


def _years(
    group: list[RenderedCite],
    options: GroupingOptions,
    inner: str,
    render_shortened: RenderShortened,
) -> str:
    by_suffix = options.collapse.startswith("year-suffix")
    ranged = options.collapse == "year-suffix-ranged"
    outer = inner if options.after_collapse is None else options.after_collapse
    result, at, located = "", 0, False
    while at < len(group):
        cite = group[at]
        text = with_affixes(cite) if at == 0 else with_affixes(cite, render_shortened(cite, False))
        at += 1
        if by_suffix and cite.suffix and cite.year:
            run = [cite]
            while at < len(group) and _same_year(run[-1], group[at]):
                run.append(group[at])
                at += 1
            text = _suffixes(text, run, options, ranged, render_shortened)
        between = outer if result and located else inner
        located = bool(cite.item.locator)
        result = glue(glue(result, between), text) if result and text else result or text
    return result


def _same_year(cite: RenderedCite, after: RenderedCite) -> bool:
    return (
        bool(after.suffix)
        and cite.year == after.year
        and not cite.item.locator
        and not after.item.locator
        and not cite.item.suffix
        and not after.item.prefix
    )


def _suffixes(
    text: str,
    run: list[RenderedCite],
    options: GroupingOptions,
    ranged: bool,
    render_shortened: RenderShortened,
) -> str:
    at = 1
    while at < len(run):
        end = at
        while ranged and end + 1 < len(run) and _next_letter(run[end], run[end + 1]):
            end += 1
        start_joins = _next_letter(run[at - 1], run[at])
        if ranged and end > at and start_joins:
            text += "–" + render_shortened(run[end], True)
            at = end + 1
        else:
            text = glue(
                glue(text, options.year_suffix_delimiter),
                with_affixes(run[at], render_shortened(run[at], True)),
            )
            at += 1
    return text


def _next_letter(cite: RenderedCite, after: RenderedCite) -> bool:
    return _letter_number(after.suffix) == _letter_number(cite.suffix) + 1


def _letter_number(text: str) -> int:
    number = 0
    for char in text:
        number = number * 26 + ord(char) - ord("a") + 1
    return number
