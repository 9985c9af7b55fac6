"""What a style leaves out of an entry although nobody finds the work without it: the volume of a
book and the year of what is printed.

Styles have no place for them in some types, or only beside what this work does not have: one
prints the year of an article behind the number of its volume, and no year where there is none.
"""

from __future__ import annotations

from nashr.citations.cite import Cite
from nashr.citations.richtext import join

_VOLUMES = frozenset(
    "book chapter classic collection entry entry-dictionary entry-encyclopedia "
    "paper-conference".split()
)
_YEARS = _VOLUMES | frozenset(
    "article article-journal article-magazine article-newspaper interview manuscript pamphlet "
    "report review review-book thesis".split()
)
#: What the year stands behind: what comes last of these.
_BEFORE_YEAR = frozenset({"publisher", "container-title", "title"})


def left_out(cite: Cite) -> dict[str, str]:
    """What is to be printed in another place of a rendered entry, which is then rendered anew."""
    found: dict[str, str] = {}
    known, there = cite.style.listed_variables, {*cite.rendered}
    if cite.work.type in _VOLUMES and cite.text("volume") and "volume" in known - there:
        found["volume"] = "title"
    date = cite.work.dates.get("issued")
    if (
        cite.work.type in _YEARS
        and "issued" in known
        and date is not None
        and date.begin is not None
        and date.begin.year > 0
        and not {"issued", "original-date", "accessed"} & there
        and (before := next((v for v in reversed(cite.rendered) if v in _BEFORE_YEAR), ""))
    ):
        found["year"] = before
    return found


def is_full_without_volume(cite: Cite) -> bool:
    """Whether a note that has the whole reference has not the volume of the book."""
    whole = {"publisher", "container-title"} & {*cite.rendered}
    return bool(whole) and "first" in cite.positions and "volume" in left_out(cite)


def with_year(text: str, variable: str, cite: Cite) -> str:
    """The text of a variable, formatted, with the year behind it where that was left out."""
    if cite.left_out.get("year") != variable:
        return text
    date = cite.work.dates["issued"]
    year = str(date.begin.year) if date.begin is not None else ""
    about = cite.locale.term("circa", "short") if date.circa else ""
    return join([text, join([about, year], "\u00a0")], ", ")
