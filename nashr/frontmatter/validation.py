"""Validate YAML documents against the models of ``schema``, and explain each error."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast

from nashr import identifiers
from nashr.diagnostics import (
    Diagnostic,
    Outcome,
    capped,
    has_errors,
    nearest,
    rest_of,
    sort_diagnostics,
)
from nashr.frontmatter import other_names, schema
from nashr.frontmatter.keys import Keys
from nashr.frontmatter.reading import read_keys
from nashr.messages import Message, plural
from nashr.records import dataclass
from nashr.untrusted.yaml import Located, Path

if TYPE_CHECKING:
    from pydantic import ValidationError

M = TypeVar("M", bound=Keys)

#: The most errors of one kind in a document that are told one by one.
MOST_ALIKE = 20
#: The most keys among which a similar one is looked for.
_MOST_COMPARED = 200
#: Digits of the number of a value in a list.
_MOST_DIGITS = 6


@dataclass(frozen=True, slots=True)
class Validated(Generic[M]):
    """The keys of a document (None after an error), and its diagnostics, sorted."""

    keys: M | None
    diagnostics: tuple[Diagnostic, ...]


def validate(loaded: Outcome[Located | None], model: type[M]) -> Validated[M]:
    """Validate a document; its ``sample-values`` are reported as well."""
    diagnostics = list(loaded.diagnostics)
    document = loaded.value
    if document is None:
        return Validated(None, sort_diagnostics(diagnostics))
    value = {} if document.value is None else document.value
    if not isinstance(value, dict):
        message = Message("Keys with their values are expected here, such as “title: …”.")
        diagnostics.append(Diagnostic("value-invalid", document.span(), message))
        return Validated(None, sort_diagnostics(diagnostics))
    keys = read_keys(value, model)
    failure = None
    if keys is None:
        keys, failure = _explained(value, model)
    if failure is not None:
        errors, rest = _first_of_each_kind(failure, document.span().file)
        diagnostics.extend(rest)
        misspelt = {_misspelt_key(error, model) for error in errors}
        diagnostics.extend(
            _diagnostic(error, document, model)
            for error in errors
            if tuple(error["loc"]) not in misspelt
        )
    diagnostics.extend(capped(_sample_diagnostics(document, value, model), MOST_ALIKE))
    if has_errors(diagnostics):
        keys = None
    return Validated(keys, sort_diagnostics(diagnostics))


def _explained(value: Any, model: type[M]) -> tuple[M | None, ValidationError | None]:
    """What pydantic makes of a mapping that ``reading`` does not read, or what is wrong with it."""
    import pydantic

    from nashr.frontmatter.models import model_of

    try:
        # The attributes of its models are those of the classes that they are made of.
        return cast("M", model_of(model).model_validate(value)), None
    except pydantic.ValidationError as failure:
        return None, failure


def _first_of_each_kind(
    failure: ValidationError, file: str
) -> tuple[list[Mapping[str, Any]], list[Diagnostic]]:
    """The first of pydantic's errors of each kind, and what tells the number of the others."""
    kept: list[Mapping[str, Any]] = []
    numbers: Counter[str] = Counter()
    for error in failure.errors(include_url=False, include_input=True):
        code = _CODES.get(error["type"], "value-invalid")
        numbers[code] += 1
        if numbers[code] <= MOST_ALIKE:
            kept.append(error)
    more = ((code, number - MOST_ALIKE) for code, number in numbers.items())
    return kept, [rest_of(code, file, MOST_ALIKE, rest) for code, rest in more if rest > 0]


#: The codes of pydantic's kinds of error; all others are invalid values.
_CODES = {"extra_forbidden": "key-unknown", "missing": "key-missing"}


def _misspelt_key(error: Mapping[str, Any], model: type[Keys]) -> Path | None:
    """The path of the key that an unknown key misspells, not to be reported as missing too."""
    if error["type"] != "extra_forbidden":
        return None
    path: Path = tuple(error["loc"])
    near = _nearest_key(path, model)
    return (*path[:-1], near) if near else None


def _nearest_key(path: Path, model: type[Keys]) -> str | None:
    known = schema.key_fields(schema.model_at(model, path[:-1]))
    name = re.sub(r"[\s_]+", "-", str(path[-1]).replace("İ", "i").lower())
    meant = other_names.KEYS.get(name)
    return meant if meant in known else nearest(name, known)


def _diagnostic(error: Mapping[str, Any], document: Located, model: type[Keys]) -> Diagnostic:
    """The diagnostic for one of pydantic's errors, at the key or value it is about."""
    whole: Path = tuple(error["loc"])
    # For an invalid key of a mapping with language tags as keys, pydantic appends this marker.
    path = whole[:-1] if whole[-1:] == ("[key]",) else whole
    name = _name(path)
    match error["type"]:
        case "extra_forbidden":
            at = document.key_span(path)
            message = Message("“{key}” is not a key that nashr knows.", key=name)
            if outer := _name(path[:-1]):
                message = Message(
                    "“{key}” is not a key that nashr knows in “{outer}”.", key=name, outer=outer
                )
            return Diagnostic("key-unknown", at, message, _key_hint(name, path, model))
        case "missing":
            at = document.key_span(path[:-1]) if len(path) > 1 else document.span()
            message = Message("The key “{key}” is missing.", key=name)
            if outer := _name(path[:-1]):
                message = Message("The key “{key}” is missing in “{outer}”.", key=name, outer=outer)
            meaning = schema.descriptions(schema.model_at(model, path[:-1])).get(name, "")
            hint = Message("{key}: {meaning}", key=name, meaning=meaning)
            return Diagnostic("key-missing", at, message, hint)
        case _:
            at = document.key_span(path) if path != whole else document.span(path)
            said, advice = _value_error(error, name, _items_form(path))
            form = _form(path, model) if error["type"] in _OF_MAPPINGS else None
            return Diagnostic("value-invalid", at, said, form or advice)


#: What pydantic calls a text or a list in place of a mapping.
_OF_MAPPINGS = frozenset({"model_type", "dict_type", "model_attributes_type"})


def _form(path: Path, model: type[Keys]) -> Message | None:
    """How a mapping is written whose value is no mapping; None for an item of a list."""
    inner = schema.model_at(model, path)
    if not isinstance(path[-1], str) or inner is schema.model_at(model, path[:-1]):
        return None
    fields = [(one.alias or key, one.is_required()) for key, one in inner.model_fields.items()]
    key = next((key for key, required in fields if required), fields[0][0])
    return Message("Write it as {name}: {{{key}: …}}.", name=path[-1], key=key)


def _items_form(path: Path) -> Message | None:
    """How the items of a list are written that have keys of their own; None for other lists."""
    name = _name(path)
    # Those of an author are ids.
    if name not in other_names.ITEMS or (name == "affiliations" and path[0] != name):
        return None
    first, second = other_names.ITEMS[name]
    return Message(
        "Write for each a line “- {first}: …” and below it “{second}: …”.",
        first=first,
        second=second,
    )


def _name(path: Path) -> str:
    """The last key of a path: ``keywords`` for the third of the keywords."""
    return next((part for part in reversed(path) if isinstance(part, str)), "")


#: A key with a language behind it.
_TRANSLATED = re.compile(r"(?P<key>title|subtitle|abstract|keywords)[-_](?P<lang>[a-z]{2})")


def _key_hint(name: str, path: Path, model: type[Keys]) -> Message:
    """A hint for an unknown key: a similar key, or the mapping that the key belongs to."""
    if len(path) == 1 and name in other_names.HINTS:
        return other_names.HINTS[name]
    translated = _TRANSLATED.fullmatch(name)
    if len(path) == 1 and translated and "translations" in schema.key_fields(model):
        return Message(
            "Write it below “translations”, as translations: {{{lang}: {{{key}: …}}}}.",
            lang=translated["lang"],
            key=translated["key"],
        )
    near = _nearest_key(path, model)
    if near:
        return Message("Did you mean “{near}”?", near=near)
    known = schema.key_fields(schema.model_at(model, path[:-1]))
    parents = (
        key for key in known if name in schema.key_fields(schema.model_at(model, (*path[:-1], key)))
    )
    parent = next(parents, None)
    return (
        Message("“{name}” belongs under “{parent}”.", name=name, parent=parent)
        if parent
        else Message("The keys are {known}.", known=tuple(known))
    )


def _value_error(
    error: Mapping[str, Any], name: str, form: Message | None
) -> tuple[Message, Message | None]:
    """What is wrong with a value, and how to write it; ``form`` is how items of its list are."""
    problem = error.get("ctx", {}).get("error")
    if isinstance(problem, identifiers.Invalid):
        hint = problem.hint.having(key=name) if problem.hint else None
        if name == "affiliations" and isinstance(error["input"], dict):
            hint = other_names.AN_ID
        return problem.message.having(key=name), hint
    if error["input"] is None:
        return Message("“{name}” has no value.", name=name), Message("Give it one, or remove it.")
    if error["type"] == "too_short":
        return Message("“{name}” is empty.", name=name), Message("List at least one.")
    if error["type"] == "list_type":
        hint = Message("Write a list: [one, two], or a line for each that begins with “- ”.")
        return Message("“{name}” takes a list.", name=name), form or hint
    hint = Message("Write its keys on lines of their own, indented by two spaces more.")
    if isinstance(error["input"], str):
        hint = form or hint
    return Message("“{name}” takes keys of its own, not a text or a list.", name=name), hint


# --- samples -------------------------------------------------------------------------------


def _sample_diagnostics(
    document: Located, value: dict[str, Any], model: type[Keys]
) -> Iterator[Diagnostic]:
    """One ``value-sample`` for all paths in ``sample-values``, such as ``issn.online``."""
    names = value.get("sample-values")
    samples: list[str] = []
    unknown = 0
    for n, name in enumerate(names if isinstance(names, list) else ()):
        if not isinstance(name, str):
            continue
        path = _path_of(name)
        if path in document.values and path:
            samples.append(Message("{key} (line {line})", key=name, line=document.span(path).line))
            continue
        at = document.span(("sample-values", n))
        unknown += 1
        keys = [key for key in islice(value, _MOST_COMPARED) if key != "sample-values"]
        near = nearest(name, keys) if unknown <= MOST_ALIKE else None
        hint = (
            Message("Did you mean “{near}”?", near=near)
            if near
            else Message("Take it out of “sample-values”.")
        )
        known = name in schema.key_fields(model)
        message = Message("“{key}” is not a key in this file.", key=name)
        if known:
            message = Message("“{key}” is not given a value in this file.", key=name)
        yield Diagnostic("value-invalid", at, message, hint)
    if samples:
        message = Message("Still samples: {samples}.", samples=tuple(samples))
        if len(samples) > MOST_ALIKE:
            message = plural(
                "Still samples: {samples} and {n:,} more.",
                "Still samples: {samples} and {n:,} more.",
                len(samples) - MOST_ALIKE,
                samples=tuple(samples[:MOST_ALIKE]),
            )
        hint = Message(
            "Replace them and take their names out of “sample-values” before publication."
        )
        yield Diagnostic("value-sample", document.span(("sample-values",)), message, hint)


def _path_of(name: str) -> Path:
    return tuple(
        int(part) if part.isdecimal() and len(part) <= _MOST_DIGITS else part
        for part in name.split(".")
    )
