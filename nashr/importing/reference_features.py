"""What the sequence labeller sees of a typed reference: a list of features for each token.

The features are shapes, marks, places in the reference, and the kinds of words that
``reference_words`` knows; never a word that it does not know, so that the labeller cannot learn the
works of its training data by heart.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from nashr.importing.reference_tokens import Seen, Token, ends, mark, seen
from nashr.importing.reference_words import phrases_in

#: What is said of a part of the reference that is not the token's own.
_FAR = frozenset(
    """
    year range volume startsyear startsnumber k=journal k=publisher k=page k=volume k=issue
    k=conference k=thesis k=editor k=in place k=access url allcaps fw number initials2 n=0 n=1
    k=month x=publisher x=journal
    """.split()
)
#: Kinds of words of which it is told whether the whole reference has one.
_WHOLE = ("conference", "thesis", "journal", "publisher", "access", "page", "volume")
#: What is said of a part if one of its words has it.
_SAID = ("given", "surname", "place", "x=publisher", "x=journal")
_QUOTES = {"“": "”", "«": "»", "„": "“", '"': '"', "``": "''", "‘": "’", "‚": "‘", "”": "”"}
#: An *and* further behind is none between names.
_LAST_AND = 60


def features_of(tokens: Sequence[Token]) -> list[list[str]]:
    """The features of each token."""
    found = [seen(token, n) for n, token in enumerate(tokens)]
    phrases = phrases_in([one.word for one in found])
    for n, one in enumerate(found):
        if phrases[n] and one.caps != "a":
            one.own.append(f"x={phrases[n]}")
        one.ends_hard, one.ends_soft = ends(one, found[n + 1] if n + 1 < len(found) else None)
    return list(_Sequence(found).features())


def _bucket(number: int, bounds: Sequence[int]) -> int:
    return next((n for n, bound in enumerate(bounds) if number <= bound), len(bounds))


class _Sequence:
    """The features that tokens have by their places among the others."""

    def __init__(self, seen: list[Seen]) -> None:
        self._seen = seen
        self._years = [n for n, one in enumerate(seen) if one.year]
        self._hard = _segments([one.ends_hard for one in seen])
        self._soft = _segments([one.ends_soft for one in seen])
        self._hard_said = [self._said(a, b, "H") for a, b in self._hard]
        self._soft_said = [self._said(a, b, "S") for a, b in self._soft]
        self._quoted = self._in_quotes()
        self._bracketed = self._in_brackets()

    def features(self) -> Iterator[list[str]]:
        """The features of each token, in order."""
        whole = self._whole()
        states = self._states()
        names = self._names_state()
        hard_of, soft_of = _index_of(self._hard), _index_of(self._soft)
        initials = 0
        for n, one in enumerate(self._seen):
            h, s = hard_of[n], soft_of[n]
            before, after, closed = states[n]
            features = ["bias", *one.own]
            for step in (-3, -2, -1, 1, 2, 3):
                features += self._beside(n, step)
            features += self._places(n, h, s)
            features += self._around(h, s)
            quoted, bracketed = self._quoted[n], self._bracketed[n]
            state = f"{int(before)}{int(after)}{int(closed)}{quoted}{bracketed}"
            near = _bucket(n - self._hard[h][0], (0, 1, 3, 8))
            features += [
                f"state={state}",
                f"state={state}|h{min(h, 4)}",
                f"q={quoted}",
                f"b={bracketed}",
                f"qc={int(closed)}|c={one.caps}",
                f"yb={int(before)}|h={min(h, 4)}|c={one.caps}",
                f"ini={_bucket(initials, (0, 1, 3))}|c={one.caps}|fw={int(one.function)}",
                f"and={names[n]}",
                f"and={names[n]}|c={one.caps}|t={mark(one.trail)}",
                f"and={names[n]}|y{int(before)}",
                f"near={near}|h={min(h, 4)}",
            ]
            features += whole
            features += [f"{word}|y{int(before)}{int(after)}|h{min(h, 3)}" for word in whole]
            initials += one.initials
            yield features

    def _whole(self) -> list[str]:
        """What the whole reference has somewhere."""
        kinds = {kind for one in self._seen for kind in one.kinds}
        found = [f"whole={kind}" for kind in _WHOLE if kind in kinds]
        if any(one.range for one in self._seen):
            found.append("whole=range")
        if any('"' in mark(one.lead) for one in self._seen):
            found.append("whole=quotes")
        return found

    def _states(self) -> list[tuple[bool, bool, bool]]:
        """For each token, whether a year stands before it, a year behind it, and whether a
        quotation has ended before it.
        """
        first, last = (self._years[0], self._years[-1]) if self._years else (len(self._seen), -1)
        found = []
        closed = False
        for n in range(len(self._seen)):
            found.append((first < n, last > n, closed))
            closed = closed or self._quoted[n] == 2
        return found

    def _around(self, h: int, s: int) -> Iterator[str]:
        """What is to be said of the parts that a token is in, and of those beside them."""
        hard, soft = self._hard_said, self._soft_said
        yield from (f"0{said}" for said in (*hard[h], *soft[s]))
        if s + 1 < len(soft):
            yield from (f"+{said}" for said in soft[s + 1])
        else:
            yield "+S:none"
        if s + 2 < len(soft):
            yield from (f"++{said}" for said in soft[s + 2] if said[2:] in _FAR)
        if s:
            yield from (f"-{said}" for said in soft[s - 1])
        if h + 1 < len(hard):
            yield from (f"+{said}" for said in hard[h + 1])
        if h:
            yield from (f"-{said}" for said in hard[h - 1] if said[2:] in _FAR)

    def _names_state(self) -> list[str]:
        """For each token, how far the list of names at the start has come: before the *and* that
        stands before the last name, how many words behind it, or past the end of that name.
        """
        found: list[str] = []
        since = -1
        past = 0
        for n, one in enumerate(self._seen):
            if past:
                found.append(f"past{min(past, 3)}")
                past += 1
                continue
            is_and = "and" in one.kinds or "others" in one.kinds
            if is_and and n and (since >= 0 or n < _LAST_AND):
                since = 0
                found.append("and")
            else:
                found.append(f"in{min(since, 4)}" if since >= 0 else "before")
            if since >= 0:
                since += not is_and
                at_others = "others" in one.kinds and one.ends_soft
                if (one.ends_hard and since) or one.year or at_others:
                    past = 1
            elif one.year or any(sign in one.lead for sign in '“«„"'):
                past = 1
        return found

    def _beside(self, n: int, step: int) -> list[str]:
        """The features of a token some steps away: all of the next, fewer of those further off."""
        place = n + step
        if not 0 <= place < len(self._seen):
            return [f"{step:+d}:none"]
        one, other = self._seen[n], self._seen[place]
        beside = f"{other.caps}{mark(other.trail)}"
        if abs(step) == 1:
            pair = f"{step:+d}:pair={beside}|{one.caps}{mark(one.trail)}"
            return [*(f"{step:+d}:{own}" for own in other.own), pair]
        if abs(step) == 2:
            return [f"{step:+d}:{own}" for own in other.own if not own.startswith("w=")]
        return [f"{step:+d}:c={beside}", *(f"{step:+d}:k={kind}" for kind in other.kinds)]

    def _places(self, n: int, h: int, s: int) -> list[str]:
        """Where a token stands: from both ends, among the parts, and from the years."""
        total, years = len(self._seen), self._years
        steps = (0, 1, 2, 4, 8, 14)
        away = (-10, -4, -2, -1, 0, 1, 3, 8)
        start, end = self._soft[s]
        return [
            f"n={_bucket(n, steps)}",
            f"end={_bucket(total - 1 - n, steps)}",
            f"tenth={n * 6 // total}",
            f"h={min(h, 6)}",
            f"s={min(s, 8)}",
            f"hend={min(len(self._hard) - 1 - h, 5)}",
            f"send={min(len(self._soft) - 1 - s, 6)}",
            f"y1={_bucket(years[0] - n, away) if years else 'none'}",
            f"y9={_bucket(years[-1] - n, away) if years else 'none'}",
            f"years={min(len(years), 3)}",
            f"inS={_bucket(n - start, (0, 1, 3))}|{_bucket(end - n, (1, 2, 4))}",
        ]

    def _said(self, start: int, end: int, name: str) -> list[str]:
        """What is to be said of a part of the reference."""
        part = self._seen[start:end]
        words = [one for one in part if one.caps != "-"]
        said = {f"k={kind}" for one in part for kind in one.kinds}
        said |= {own for own in _SAID for one in part if own in one.own}
        capital = sum(one.caps[0] in "A1" for one in words)
        small = sum(one.caps in ("a", "xA") and not one.function for one in words)
        only_known = all(one.caps in ("d", "-") or one.kinds for one in part)
        pairs = (
            (any(one.function for one in part), "fw"),
            (any(one.year for one in part), "year"),
            (any(one.range for one in part), "range"),
            (any(one.volume for one in part), "volume"),
            (any(one.number for one in part), "number"),
            (any(one.initials for one in part), "initials"),
            (any(one.url for one in part), "url"),
            (bool(words) and not small, "allcaps"),
            (small > 1, "small"),
            (sum("common" in one.own for one in part) > 1, "common2"),
            (sum(one.initials for one in part) > 1, "initials2"),
            (part[0].year, "startsyear"),
            (part[0].number or part[0].volume or part[0].range, "startsnumber"),
            (len(part) > 1 and only_known, "onlyknown"),
            (any("wordend" in one.own for one in part), "wordend"),
        )
        said |= {text for holds, text in pairs if holds}
        said.add(f"n={_bucket(len(words), (1, 2, 3, 5, 8, 12))}")
        said.add(f"caps={_bucket(capital * 10 // max(1, len(words)), (2, 4, 6, 8, 9))}")
        said.add(f"first={part[0].caps}{mark(part[0].lead)}")
        said.add(f"last={part[-1].caps}{mark(part[-1].trail)}")
        said |= {f"firstk={kind}" for kind in part[0].kinds}
        return sorted(f"{name}:{text}" for text in said)

    def _in_quotes(self) -> list[int]:
        """For each token, 1 inside of quotation marks, 2 where they close, else 0."""
        found: list[int] = []
        wanted = ""
        for n, one in enumerate(self._seen):
            opened = next((sign for sign in _QUOTES if sign in one.lead), "") if not wanted else ""
            if opened and opened != "‘":
                rest = any(_QUOTES[opened] in later.trail for later in self._seen[n:])
                wanted = _QUOTES[opened] if rest else ""
            if wanted and wanted in one.trail:
                found.append(2)
                wanted = ""
            else:
                found.append(1 if wanted else 0)
        return found

    def _in_brackets(self) -> list[int]:
        """For each token, 1 inside of brackets, else 0."""
        found: list[int] = []
        depth = 0
        for one in self._seen:
            depth += one.lead.count("(") + one.lead.count("[")
            found.append(min(depth, 1))
            depth = max(0, depth - one.trail.count(")") - one.trail.count("]"))
        return found


def _segments(ends: Sequence[bool]) -> list[tuple[int, int]]:
    found = []
    start = 0
    for n, end in enumerate(ends):
        if end:
            found.append((start, n + 1))
            start = n + 1
    return found


def _index_of(segments: Sequence[tuple[int, int]]) -> list[int]:
    return [number for number, (start, end) in enumerate(segments) for _ in range(start, end)]
