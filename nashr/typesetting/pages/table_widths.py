"""The widths of a table's columns: what is wasted, what is narrowed, what is too narrow to read."""

from __future__ import annotations

from collections.abc import Sequence

#: A column of a page crushes a table of which one column has more lines in a row than the first,
#: and is narrower than the second, in em.
_CRUSHED_LINES, _CRUSHED = 2.5, 12.0


def has_waste(percentages: Sequence[float], maximal: Sequence[float], available: float) -> bool:
    """Whether the widths that an author wished for leave columns half empty beside others that
    need more than they have.
    """
    if not any(percentages):
        return False
    wished = [part / 100 * available for part in percentages]
    pairs = list(zip(wished, maximal, strict=True))
    return any(wish > 1.25 * most for wish, most in pairs) and any(
        wish < most for wish, most in pairs
    )


def is_crushed(
    minimal: Sequence[float], maximal: Sequence[float], available: float, em: float
) -> bool:
    """Whether a table of such columns, from their widest words to their widest cells, has many
    short lines in a row: each column gets a part of what is left, as WeasyPrint parts it.
    """
    spare, growth = available - sum(minimal), sum(maximal) - sum(minimal)
    if growth <= 0 or spare >= growth:
        return False
    part = max(spare, 0.0) / growth
    pairs = zip(minimal, maximal, strict=True)
    widths = [(least + part * (most - least), most) for least, most in pairs]
    return any(most > _CRUSHED_LINES * width and width < _CRUSHED * em for width, most in widths)


def narrow(wanted: Sequence[float], lowest: Sequence[float], available: float) -> list[float]:
    """Widths between the lowest and the wanted ones that fill what is available; the lowest where
    they do not fit either.
    """
    if sum(wanted) <= available:
        return list(wanted)
    spare = available - sum(lowest)
    if spare <= 0:
        return list(lowest)
    part = spare / (sum(wanted) - sum(lowest))
    return [low + part * (want - low) for want, low in zip(wanted, lowest, strict=True)]
