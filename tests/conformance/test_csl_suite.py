"""The official CSL test suite, where it is at hand: every fixture, each with the result it asks.

The fixtures that fail stand in ``csl_expected_failures.txt``, a name, a tab and a reason a line.
One of them that passes fails the run until it leaves the list.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from nashr.citations import as_html, process
from nashr.citations.processed import Processed
from nashr.citations.requests import CitedGroup, read_citation, read_cited

ROOT = Path(__file__).resolve().parents[2]
SUITE = Path(os.environ.get("CSL_SUITE") or ROOT.parent / "shared" / "conformance" / "csl")
LIST = Path(__file__).parent / "csl_expected_failures.txt"
#: How many fixtures pass at the least, when the whole suite is there.
LEAST = 800
WHOLE = 845

_SECTION = re.compile(r">>=+ ([A-Z-]+) =+>>\n(.*?)<<=+ \1 =+<<", re.DOTALL)
_LANG = re.compile(r"default-locale=[\"']([^\"']*)[\"']")


@dataclass(frozen=True, slots=True)
class Fixture:
    """One file of the suite, in its sections."""

    mode: str
    result: str
    style: str
    items: Sequence[Mapping[str, Any]]
    groups: Sequence[Any] | None = None
    registry: Sequence[Any] | None = None
    abbreviations: Mapping[str, Any] | None = None


def read_fixture(path: Path) -> Fixture:
    sections = {
        name: body.strip("\n") for name, body in _SECTION.findall(path.read_text(encoding="utf-8"))
    }

    def data(name: str) -> Any:
        return json.loads(sections[name]) if sections.get(name, "").strip() else None

    return Fixture(
        mode=sections.get("MODE", "citation").strip(),
        result=sections["RESULT"].strip(),
        style=sections["CSL"].strip(),
        items=data("INPUT"),
        groups=data("CITATION-ITEMS"),
        registry=data("CITATIONS"),
        abbreviations=data("ABBREVIATIONS"),
    )


def processed(fixture: Fixture, groups: Sequence[CitedGroup], listed: Sequence[str]) -> Processed:
    language = _LANG.search(fixture.style)
    return process(
        fixture.style,
        lambda _tag: None,
        {str(item.get("id")): item for item in fixture.items},
        groups,
        language[1] if language else "en-US",
        abbreviations=fixture.abbreviations,
        listed=listed,
    )


def shown(fixture: Fixture) -> str:
    """What the fixture's style makes of its items, in the form of the section RESULT."""
    listed = [str(item.get("id")) for item in fixture.items]
    if fixture.registry is not None:
        return _updated(fixture, fixture.registry)
    if fixture.mode == "bibliography":
        groups = [_placed(group, n) for n, group in enumerate(fixture.groups or [])]
        return _list_of(processed(fixture, groups, listed))
    wanted = fixture.groups or [[{"id": key} for key in _in_list_order(fixture, listed)]]
    groups = [_placed(group, n) for n, group in enumerate(wanted)]
    result = processed(fixture, groups, listed)
    return "\n".join(as_html(citation.text) for citation in result.citations)


def _in_list_order(fixture: Fixture, listed: Sequence[str]) -> Sequence[str]:
    """All items, as the suite cites them where it names none: in the order of the list."""
    entries = processed(fixture, [], listed).bibliography
    return [entry.key for entry in entries] or list(dict.fromkeys(listed))


def _placed(items: Any, n: int) -> CitedGroup:
    """A citation that stands alone: its items know their position, the first by default."""
    cited = tuple(read_cited(item) for item in items)
    cited = tuple(i if i.position is not None else replace(i, position=0) for i in cited)
    return CitedGroup(id=f"c{n}", items=cited)


def _updated(fixture: Fixture, registry: Sequence[Any]) -> str:
    """The citations after the last of a series of changes, with marks where they changed."""
    groups: dict[str, CitedGroup] = {}
    before: dict[str, str] = {}
    for n, (value, left, right) in enumerate(registry):
        group = read_citation(value, value.get("citationID") or f"c{n}")
        known = groups | {group.id: group}
        order = [*left, [group.id, group.note_number], *right]
        groups = {key: replace(known[key], note_number=int(number)) for key, number in order}
        cited = [item.key for each in groups.values() for item in each.items]
        result = processed(fixture, list(groups.values()), cited)
        after = {c.id: as_html(c.text) for c in result.citations}
        new = group.id
        old, before = before, after
    if fixture.mode == "bibliography":
        return _list_of(result)
    return "\n".join(
        f"{'>>' if key == new or old.get(key) != text else '..'}[{n}] {text}"
        for n, (key, text) in enumerate(before.items())
    )


def _list_of(result: Processed) -> str:
    entries = "".join(
        f'  <div class="csl-entry">{as_html(entry.text)}</div>\n' for entry in result.bibliography
    )
    return f'<div class="csl-bib-body">\n{entries}</div>'


def fixtures() -> list[Path]:
    return sorted(SUITE.glob("*.txt")) if SUITE.is_dir() else []


def expected_failures() -> dict[str, str]:
    lines = LIST.read_text(encoding="utf-8").splitlines() if LIST.is_file() else []
    return dict(line.split("\t", 1) for line in lines if line.strip() and line[0] != "#")


FAILING = expected_failures()


@pytest.mark.skipif(not SUITE.is_dir(), reason="the CSL test suite is not there")
@pytest.mark.parametrize("path", fixtures(), ids=lambda path: path.stem)
def test_fixture(path: Path) -> None:
    fixture = read_fixture(path)
    text = shown(fixture)  # An exception is never expected.
    if path.stem in FAILING:
        assert text != fixture.result, "it passes now: take it off the list of failures"
        pytest.xfail(FAILING[path.stem])
    assert text == fixture.result


@pytest.mark.skipif(not SUITE.is_dir(), reason="the CSL test suite is not there")
def test_enough_of_the_suite_passes() -> None:
    names = [path.stem for path in fixtures()]
    assert set(FAILING) <= set(names), "the list names fixtures that do not exist"
    if len(names) >= WHOLE:
        assert len(names) - len(FAILING) >= LEAST
