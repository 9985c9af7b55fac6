"""Messages: values, plurals, other languages; and the catalogues have them all."""

from __future__ import annotations

import ast
import copy
import pickle
import string
from functools import cache
from pathlib import Path
from typing import TypeGuard

import messages_kit
import pytest
from babel.messages.catalog import Message as Entry

from nashr import catalogues, messages
from nashr.messages import Message, both, either, in_language, plural, reason_of, verbatim

PACKAGE = Path(messages.__file__).parent
#: The tests that look through the code, which one worker reads for all of them.
of_the_code = pytest.mark.xdist_group("messages")
MISSING = Message("The key “{key}” is missing.")


def test_a_message_is_its_english_text() -> None:
    found = MISSING.having(key="title")
    assert found == "The key “title” is missing."
    assert {found: 1}["The key “title” is missing."] == 1
    assert (found.template, found.values) == (MISSING.template, {"key": "title"})


def test_braces_that_are_no_values_stay() -> None:
    assert Message("Give its goal the id {#…}.") == "Give its goal the id {#…}."
    assert Message("langid = {{{tag}}}", tag="az") == "langid = {az}"
    assert Message("{text}", text="{0} {x.y} {z!r}") == "{0} {x.y} {z!r}"


def test_a_template_looks_no_deeper_into_its_values() -> None:
    """A template may come from another machine."""
    assert Message("{key.__class__} {key[0]} {key:>99999999}", key="k") == (
        "{key.__class__} {key[0]} {key:>99999999}"
    )


@pytest.mark.parametrize("number", [1, 2, 0, 1234])
def test_a_number_chooses_the_template(number: int) -> None:
    found = plural("{n} mark of {letter}", "{n:,} marks of {letter}", number, letter="a")
    assert found == ("1 mark of a" if number == 1 else f"{number:,} marks of a")


def test_lists() -> None:
    assert Message("{keys}.", keys=("a", "b")) == "a, b."
    assert [either(["a"]), either(["a", "b", "c"])] == ["a", "a, b or c"]
    assert both(["a", "b", "c"]) == "a, b and c"


def test_messages_travel_whole() -> None:
    inner = Message("there is no month {month}.", month=13)
    found = plural("{n} of {x}: {why}", "{n} of {x}: {why}", 3, x=("a", inner), why=inner)
    for same in (
        pickle.loads(pickle.dumps(found)),
        copy.deepcopy(found),
        messages.from_data(messages.as_data(found)),
        found.having(n=3),
    ):
        assert same == found
        assert (same.template, same.plural, same.values) == (
            found.template,
            found.plural,
            found.values,
        )
        assert isinstance(same.values["why"], Message)


def test_the_reason_of_an_error_is_a_message_where_it_was_raised_with_one() -> None:
    assert isinstance(reason_of(ValueError(MISSING)), Message)
    assert reason_of(ValueError("plain")) == "plain"
    assert isinstance(reason_of(OSError(13, "Permission denied")), Message)
    assert isinstance(reason_of(OSError(1, Message("it is a link"))), Message)


# --- other languages -----------------------------------------------------------------------

RUSSIAN = catalogues.Catalogue(
    "ru",
    {
        "The key “{key}” is missing.": ["Нет ключа «{key}»."],
        "{n} error": ["{n} ошибка", "{n} ошибки", "{n:,} ошибок"],
        "{entry}: {reason}": ["{reason} ({entry})"],
        "{ratio:.1f} of {n:,}": ["{ratio:.1f} из {n:,}"],
    },
)


def test_a_message_in_another_language() -> None:
    found = MISSING.having(key="title")
    assert in_language(found, RUSSIAN) == "Нет ключа «title»."
    assert in_language(Message("{entry}: {reason}", entry="a", reason=found), RUSSIAN) == (
        "Нет ключа «title». (a)"
    )
    assert in_language(Message("Never translated."), RUSSIAN) == "Never translated."
    assert in_language(verbatim("error: {n}"), RUSSIAN) == "error: {n}"


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (1, "1 ошибка"),
        (3, "3 ошибки"),
        (5, "5 ошибок"),
        (11, "11 ошибок"),
        (12, "12 ошибок"),
        (21, "21 ошибка"),
        (111, "111 ошибок"),
        (1022, "1022 ошибки"),
        (2000, "2\u00a0000 ошибок"),
    ],
)
def test_russian_has_three_forms_after_numbers(number: int, said: str) -> None:
    assert in_language(plural("{n} error", "{n:,} errors", number), RUSSIAN) == said


def test_numbers_have_the_signs_of_the_language() -> None:
    found = Message("{ratio:.1f} of {n:,}", ratio=2.5, n=1_000_000)
    assert found == "2.5 of 1,000,000"
    assert in_language(found, RUSSIAN) == "2,5 из 1\u00a0000\u00a0000"


# --- the code ------------------------------------------------------------------------------


@cache
def _looked_through() -> tuple[list[str], list[str]]:
    """Where a template is no literal, and where a message is put together, in the package."""
    named, joined = [], []
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if path.name != "messages.py" and _makes_message(node):
                if not all(map(_is_literal, _templates(node))):
                    named.append(_place(path, node))
            elif _joins(node) and any(map(_is_message, ast.iter_child_nodes(node))):
                joined.append(_place(path, node))
    return named, joined


def _place(path: Path, node: ast.AST) -> str:
    return f"{path.relative_to(PACKAGE)}:{getattr(node, 'lineno', 0)}"


def _makes_message(node: ast.AST) -> TypeGuard[ast.Call]:
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name | ast.Attribute)
        and (node.func.id if isinstance(node.func, ast.Name) else node.func.attr)
        in messages_kit.KEYWORDS
    )


def _templates(call: ast.Call) -> list[ast.expr]:
    return call.args[: 2 if getattr(call.func, "id", "") == "plural" else 1]


def _is_literal(template: ast.expr) -> bool:
    return isinstance(template, ast.Constant) and isinstance(template.value, str)


@of_the_code
def test_templates_are_literals_so_that_they_can_be_translated() -> None:
    """No f-string, no concatenation, no name: none of these would be in a catalogue."""
    assert _looked_through()[0] == []


@of_the_code
def test_messages_are_not_put_together() -> None:
    """A message is no part of an f-string, of a sum or of ``join``: other languages have another
    order.
    """
    assert _looked_through()[1] == []


def _joins(node: ast.AST) -> bool:
    return isinstance(node, ast.FormattedValue) or (
        isinstance(node, ast.BinOp | ast.AugAssign) and isinstance(node.op, ast.Add | ast.Mod)
    )


def _is_message(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in messages_kit.KEYWORDS
    )


# --- the catalogues ------------------------------------------------------------------------


@pytest.fixture(scope="module", params=messages_kit.languages())
def entries(request: pytest.FixtureRequest) -> list[Entry]:
    """The catalogue of a language, with exactly the messages of the code."""
    return [entry for entry in messages_kit.updated(request.param) if entry.id]


@of_the_code
def test_every_message_has_a_translation(entries: list[Entry]) -> None:
    """Run ``make messages``, and write what is missing into ``nashr/locale/``."""
    lacking = [entry.id for entry in entries if entry.fuzzy or not all(messages_kit.forms(entry))]
    assert lacking == []


@of_the_code
def test_translations_have_the_values_of_their_message(entries: list[Entry]) -> None:
    wrong = [
        (entry.id, form)
        for entry in entries
        for form in messages_kit.forms(entry)
        if form and _places(form) not in [_places(one) for one in _ids(entry)]
    ]
    assert wrong == []


def _ids(entry: Entry) -> list[str]:
    return [entry.id] if isinstance(entry.id, str) else list(entry.id)


def _places(template: str) -> set[str]:
    """The names of the values; a template without any may have braces of its own."""
    try:
        return {name for _, name, _, _ in string.Formatter().parse(template) if name}
    except ValueError:
        return set()


def test_values_are_plain_strings_or_messages() -> None:
    """A name that knows its place in a manuscript would be refused in a worker's answer."""

    class Name(str):
        place = 3

    said = Message("{a} {b} {c}", a=Name("x"), b=(Name("y"), MISSING), c=MISSING)
    assert [type(value) for value in said.values.values()] == [str, tuple, Message]
    assert [type(word) for word in said.values["b"]] == [str, Message]  # type: ignore[union-attr]
    assert said == f"x y, {MISSING} {MISSING}"


@of_the_code
def test_the_files_are_as_make_messages_writes_them() -> None:
    """No message that the code no longer has, none that is not in it."""
    template = (messages_kit.LOCALE / "nashr.pot").read_text("utf-8")
    assert template == messages_kit.written(messages_kit.template())
    for language in messages_kit.languages():
        text = messages_kit.path_of(language).read_text("utf-8")
        assert text == messages_kit.written(messages_kit.updated(language)), language


def test_the_reader_of_catalogues_reads_what_babel_reads() -> None:
    assert {"en", *messages_kit.languages()} == {*messages.LANGUAGES}
    for language in messages_kit.languages():
        found = catalogues.parse(messages_kit.path_of(language).read_text("utf-8"))
        expected = {
            _ids(entry)[0]: list(messages_kit.forms(entry))
            for entry in messages_kit.catalogue(language)
            if entry.id and all(messages_kit.forms(entry)) and not entry.fuzzy
        }
        assert found == expected
