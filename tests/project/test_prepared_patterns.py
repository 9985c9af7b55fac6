"""Regular expressions whose code was kept."""

from __future__ import annotations

import re
from typing import Any

import pytest

from nashr.project import prepared_patterns
from nashr.project.prepared_patterns import kept, restore

PATTERNS = [
    (r"(?P<word>\w+)-of-(a|the)-test(?P<sign>[!?])?", re.IGNORECASE),
    (r"of a test  # with remarks", re.VERBOSE | re.ASCII),
    (r"(?i:ə)[\u0400-\u04ff]+(?<!of a test)$", 0),
]
TEXTS = ["One-OF-the-test!", "ofatest", "Əёлка", ""]


def refuse(*arguments: Any) -> None:
    raise AssertionError(arguments)


def groups(pattern: re.Pattern[str], text: str) -> list[Any]:
    return [(match.span(), match.groupdict()) for match in pattern.finditer(text)]


@pytest.mark.parametrize(("text", "flags"), PATTERNS)
def test_patterns_are_known_without_being_compiled(
    text: str, flags: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = re.compile(text, flags)
    rows = [row for row in kept() if row[:2] == (text, int(flags))]
    monkeypatch.setattr(re, "_cache", {})
    monkeypatch.setattr(re._compiler, "compile", refuse)  # type: ignore[attr-defined]
    restore(rows)
    found = re.compile(text, flags)
    assert found is not plain
    assert found == plain
    assert (found.groupindex, found.groups) == (plain.groupindex, plain.groups)
    for one in TEXTS:
        assert groups(found, one) == groups(plain, one)
        assert found.sub(r"<\g<0>>", one) == plain.sub(r"<\g<0>>", one)


def test_patterns_of_bytes_are_known_too(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = re.compile(rb"(bytes|octets) of a test\w", re.I)
    rows = kept()
    monkeypatch.setattr(re, "_cache", {})
    monkeypatch.setattr(re._compiler, "compile", refuse)  # type: ignore[attr-defined]
    restore(rows)
    found = re.compile(rb"(bytes|octets) of a test\w", re.I)
    assert found is not plain
    assert found == plain
    assert found.sub(rb"<\1>", b"Octets of a tests") == b"<Octets>"


def test_more_patterns_than_the_cache_of_re_keeps_are_known(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    texts = [f"pattern {number} of a test" for number in range(6)]
    monkeypatch.setattr(re, "_cache", {})
    for text in texts:
        re.compile(text)
    rows = kept()
    monkeypatch.setattr(re, "_MAXCACHE", 4)
    monkeypatch.setattr(re, "_cache", {})
    restore(rows)
    re.compile("one more")
    monkeypatch.setattr(re._compiler, "compile", refuse)  # type: ignore[attr-defined]
    assert [re.compile(text).pattern for text in texts] == texts


def test_what_is_known_already_stays() -> None:
    plain = re.compile("known of a test")
    restore(kept())
    assert re.compile("known of a test") is plain


def test_a_python_without_the_cache_compiles_as_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = kept()
    monkeypatch.setattr(prepared_patterns, "_cache", lambda: None)
    assert kept() == []
    restore(rows)
    assert re.compile("x+").fullmatch("xx")
