"""YAML and JSON as values with places."""

from __future__ import annotations

import pytest

from nashr.diagnostics import Diagnostic, Span
from nashr.model import Source
from nashr.untrusted import yaml_text
from nashr.untrusted.yaml import MAX_DEPTH, Located, load_yaml


def read(text: str, file: str = "x.yaml") -> Located:
    found = load_yaml(Source(file, text))
    assert found.value is not None, found.diagnostics
    assert not found.diagnostics
    return found.value


def fault(text: str, file: str = "x.yaml") -> Diagnostic:
    found = load_yaml(Source(file, text))
    assert found.value is None
    (only,) = found.diagnostics
    assert only.code == "yaml-syntax"
    return only


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("no", "no"),
        ("on", "on"),
        ("yes", "yes"),
        ("true", True),
        ("False", False),
        ("010", 10),
        ("0o10", 8),
        ("0x1F", 31),
        ("-7", -7),
        ("1_000", "1_000"),
        ("12:30", "12:30"),
        ("2024-01-31", "2024-01-31"),
        ("1.50", 1.5),
        ("1e3", 1000.0),
        ("1e999", "1e999"),
        (".inf", ".inf"),
        ("~", None),
        ("", None),
        ("null", None),
        ('"5"', "5"),
        ("'no'", "no"),
        ("!!str 5", "5"),
        ("9" * 5000, "9" * 5000),
    ],
)
def test_scalars_of_the_core_schema(written: str, meant: object) -> None:
    value = read(f"key: {written}").value["key"]
    assert value == meant
    assert type(value) is type(meant)


def test_in_the_text_schema_numbers_stay_what_was_written() -> None:
    found = load_yaml(
        Source("x", "a: 1984\nb: 010\nc: 1.10\nd: true\ne:\nf: ''"), schema="text"
    ).value
    assert found is not None
    assert found.value == {"a": "1984", "b": "010", "c": "1.10", "d": "true", "e": None, "f": ""}


def test_every_key_and_value_has_its_place() -> None:
    document = read("title: A\nauthors:\n  - given: Ə\n    orcid: 1\n  - {given: B}\n")
    assert document.span(("title",)) == Span("x.yaml", 1, 8)
    assert document.key_span(("authors", 0, "orcid")) == Span("x.yaml", 4, 5)
    assert document.span(("authors", 0, "orcid")) == Span("x.yaml", 4, 12)
    assert document.span(("authors", 1)) == Span("x.yaml", 5, 5)
    assert document.key_span(("authors", 1)) == Span("x.yaml", 5, 5)


def test_a_value_that_is_not_there_has_the_place_of_what_would_hold_it() -> None:
    document = read("a:\n  b: 1\n")
    assert document.span(("a", "zzz", 3)) == document.span(("a",)) == Span("x.yaml", 2, 3)


def test_lines_count_from_where_the_text_begins_in_its_file() -> None:
    found = load_yaml(Source("a.md", "title: A\nbad: [\n"), first_line=2)
    assert found.diagnostics[0].span == Span("a.md", 3, 6)
    found = load_yaml(Source("a.md", "\ntitle: A\n"), first_line=2)
    assert found.value is not None
    assert found.value.span(("title",)).line == 3


@pytest.mark.parametrize("text", ["", "# a remark\n", "\n\n"])
def test_an_empty_text_has_no_value_but_a_place(text: str) -> None:
    document = read(text)
    assert document.value is None
    assert document.span().line == 1


def test_a_key_that_stands_twice_names_both_places_and_the_first_counts() -> None:
    found = load_yaml(Source("x.yaml", "a: 1\nb: {c: 1, c: {d: 2}}\na: 2\n"))
    assert found.value is not None
    assert found.value.value == {"a": 1, "b": {"c": 1}}
    inner, outer = found.diagnostics
    assert (outer.code, outer.span) == ("yaml-duplicate-key", Span("x.yaml", 3, 1))
    assert "“a”" in outer.message
    assert "line 1" in outer.message
    assert inner.span == Span("x.yaml", 2, 11)


@pytest.mark.parametrize(
    ("text", "line", "column", "says"),
    [
        ("title: Foo: bar", 1, 11, "colon"),
        ("a: b\n c: d", 2, 3, "indented deeper"),
        ("a:\n\t- x", 2, 1, "tab"),
        ("a: |\n\tx", 2, 1, "tab"),
        ("a: @x", 1, 4, "“@”"),
        ("a: `x`", 1, 4, "“`”"),
        ("a: %x", 1, 4, "“%”"),
        ("title: *Foo* bar", 1, 8, "“*”"),
        ("title: & Sons", 1, 8, "“&”"),
        ("title: &Sons", 1, 8, "“&”"),
        ("title: !wow", 1, 8, "“!”"),
        ("title: !!python/object:os.system x", 1, 8, "“!”"),
        ("a: 1\nb: [1, 2", 2, 4, "“[”"),
        ("a: {b: 1", 1, 4, "“{”"),
        ('a: "x\nb: c', 1, 4, "never closed"),
        ("a: 'it's'", 1, 8, "after the closing quotation mark"),
        ('a: "x\nb: {c: "y"}', 1, 4, "not closed before line 2"),
        ('a: "x" y', 1, 8, "after the closing quotation mark"),
        ("a: [b] c", 1, 8, "after the closing bracket"),
        ('a: "\\q"', 1, 5, "backslash"),
        ("a: >x\n b", 1, 5, "the line must end"),
        ("a: 1\nword\nb: 2", 2, 1, "no colon"),
        ("title:T\nlang: az", 1, 7, "no space behind it"),
        ("lang: az\ntitle:T\n", 2, 7, "no space behind it"),
        ("lang: az\ntitle:\u00a0T\nc: d", 2, 7, "U+00A0"),
        ("a:\n\u00a0 - b: c\n", 2, 1, "U+00A0"),
        ("a: b\n\u200bc: d", 2, 1, "U+200B"),
        ("a: b\nc\u00a0: d", 2, 2, "U+00A0"),
        ("a: |\n  One.\n Two.\nb: c", 3, 2, "line up"),
        ("- a\nb: c", 2, 1, "line up"),
        ("a:\tb:-\n- \n", 2, 1, "line up"),
        ("a:\n  b: 1\n c: 2", 3, 2, "line up"),
        ("a: b\n---\nc: d", 2, 1, "second text"),
        ("? [1]\n: x", 1, 3, "must be a word"),
        ("a: x\u2028y", 1, 5, "U+2028"),
        ("a: 1\nb: \x07", 2, 4, "U+0007"),
    ],
)
def test_syntax_errors_are_sentences_with_a_place(
    text: str, line: int, column: int, says: str
) -> None:
    found = fault(text)
    assert found.span == Span("x.yaml", line, column)
    assert says in found.message
    for jargon in ("token", "mapping", "scalar", "block", "<", "flow", "while"):
        assert jargon not in found.message


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("a: Number #5 of it\nb: x", [(1, 11)]),
        ("a:\n  - one #two\n  - b # 3", [(2, 9), (3, 7)]),
        ("a: long\n  text #Tag", [(2, 8)]),
        ("a: b  #remark\nc: d # remark\ne: f# g\nh: 'i' #j\nk: | #5\n  l #6\nm: #7", []),
    ],
)
def test_words_that_yaml_takes_for_a_remark_are_told_of(
    text: str, places: list[tuple[int, int]]
) -> None:
    found = load_yaml(Source("x.yaml", text)).diagnostics
    assert [(one.span.line, one.span.column) for one in found] == places
    assert {one.code for one in found} <= {"content-dropped"}


@pytest.mark.timeout(60)
def test_aliases_cannot_explode() -> None:
    levels = ["a0: &a0 [x, x]"]
    levels += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 10)]
    fault("\n".join(levels))


@pytest.mark.parametrize("opening", ["[", "{a: ", "- "])
def test_deep_nesting_is_refused(opening: str) -> None:
    assert str(MAX_DEPTH) in fault(opening * 100_000).message


def test_nesting_up_to_the_limit_is_read() -> None:
    assert read("[" * MAX_DEPTH + "]" * MAX_DEPTH).value


def test_json_with_tabs_and_escapes() -> None:
    text = '{\n\t"a":\t"\\u0259\\/\\t\\n",\n\t"b": [1, 2.5, true, null, -1e3]\n}\n'
    document = read(text, "x.json")
    assert document.value == {"a": "ə/\t\n", "b": [1, 2.5, True, None, -1000.0]}
    assert document.span(("b", 1)) == Span("x.json", 3, 11)


def test_json_escapes_outside_the_first_plane_keep_the_columns() -> None:
    text = '{"\\ud83d\\ude00": "\\uD83D\\uDE00 \u2028\x7f", "b": 1}'
    loaded = load_yaml(Source("x.json", text))
    document = loaded.value
    assert document is not None
    assert [d.code for d in loaded.diagnostics] == ["character-forbidden"]
    assert document.value == {"😀": "😀 \u2028\x7f", "b": 1}
    assert document.key_span(("b",)).column == text.index('"b"') + 1
    assert document.span(("b",)).column == text.index("1}") + 1


def test_half_a_json_escape_is_refused() -> None:
    assert "backslash" in fault('{"a": "\\ud83d"}', "x.json").message


@pytest.mark.parametrize("text", ['{"a": 1', '["a"', '{"a" 1}', '{"a": "b}'])
def test_broken_json_is_a_sentence(text: str) -> None:
    assert fault(text, "x.json").span.line == 1


def test_what_yaml_forbids_is_reported_and_nothing_else() -> None:
    def is_printable(code: int) -> bool:
        """YAML 1.2.2, production 1, without what an editor does not show as the end of a line."""
        if code < 0x20:
            return code in (0x9, 0xA, 0xD)
        if code <= 0x7E or code >= 0x10000:
            return True
        return (
            0xA0 <= code <= 0xFFFD and not 0xD800 <= code <= 0xDFFF and code not in (0x2028, 0x2029)
        )

    codes = [*range(0x3000), *range(0xD700, 0x10010), 0x10FFFF]
    assert [code for code in codes if yaml_text._FORBIDDEN.match(chr(code))] == [
        code for code in codes if not is_printable(code)
    ]
