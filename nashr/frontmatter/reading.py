"""Read a YAML mapping by its class of keys, where nothing is wrong with it.

A value that is wrong, or that these few rules do not cover, is not read at all: then pydantic
validates the mapping by the same declarations (``models``), and knows what is wrong and where.
"""

from __future__ import annotations

import datetime as dt
import types
from collections.abc import Callable, Mapping
from typing import Annotated, Any, Literal, TypeVar, Union, get_args, get_origin

from nashr.frontmatter.declaring import (
    BeforeValidator,
    DeclaredKey,
    PlainValidator,
    WithJsonSchema,
    validators,
)
from nashr.frontmatter.keys import Keys

K = TypeVar("K", bound=Keys)
Read = Callable[[Any], Any]

#: The most digits of a number that is written as a text.
_MOST_DIGITS = 9


class _Refused(Exception):
    """The value is wrong, or has a form that is not read here."""


def read_keys(value: Any, cls: type[K]) -> K | None:
    """The keys of a mapping; None where it is not sure that it is right."""
    try:
        return _read_mapping(value, cls)
    except (_Refused, ValueError, AssertionError):  # what pydantic takes for a wrong value
        return None


def prepare_reading(*classes: type[Keys]) -> None:
    """Read the declarations of the classes now, not with the first mapping."""
    for cls in classes:
        _plan_of(cls)


class _Plan:
    """How the mappings of a class are read: the names of the methods that are called before and
    after, and of each key its name in YAML, the attribute, and what gives its value.
    """

    def __init__(self, cls: type[Keys]) -> None:
        modes: dict[str, str] = {}
        for base in reversed(cls.__mro__):
            modes |= {name: mode for name, (mode, _) in validators(base).items()}
        before = [name for name, mode in modes.items() if mode == "before"]
        #: Those of the class come before those that it inherits, as pydantic has them.
        self.before = tuple(reversed(before))
        self.after = tuple(name for name, mode in modes.items() if mode == "after")
        self.keys = tuple(
            (name, key.alias, _reader_of(key), key) for name, key in cls.model_fields.items()
        )


_plans: dict[type, _Plan] = {}


def _plan_of(cls: type[Keys]) -> _Plan:
    plan = _plans.get(cls)
    if plan is None:
        plan = _plans[cls] = _Plan(cls)
    return plan


def _read_mapping(value: Any, cls: type[K]) -> K:
    plan = _plan_of(cls)
    for name in plan.before:
        value = getattr(cls, name)(value)
    if type(value) is not dict:
        raise _Refused
    values: dict[str, Any] = {}
    given: list[str] = []
    for name, alias, read, key in plan.keys:
        if alias in value:
            values[name] = read(value[alias])
            given.append(name)
        elif key.is_required():
            raise _Refused
        else:
            values[name] = key.default()
    if len(given) != len(value):  # others are no keys of the class
        raise _Refused
    keys = cls.__new__(cls)
    keys.__dict__.update(values, model_fields_set=frozenset(given))
    for name in plan.after:
        getattr(keys, name)()
    return keys


def _reader_of(key: DeclaredKey) -> Read:
    read, least = _reader(key.annotation), key.field.min_length
    if least is None:
        return read

    def read_enough(value: Any) -> Any:
        found = read(value)
        if type(found) is not list or len(found) < least:
            raise _Refused
        return found

    return read_enough


def _reader(annotation: Any) -> Read:
    """A function that gives the value of an annotation, or raises."""
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _annotated(arguments[0], arguments[1:])
    if origin is list:
        return _list_of(_reader(arguments[0]))
    if origin is dict:
        return _dict_of(_reader(arguments[0]), _reader(arguments[1]))
    if origin is Literal:
        return _one_of(frozenset(arguments))
    if origin in (Union, types.UnionType):
        others = [one for one in arguments if one is not type(None)]
        if len(others) == 1 and len(arguments) == 2:
            return _optional(_reader(others[0]))
        return _refuse
    if isinstance(annotation, type) and issubclass(annotation, Keys):
        return lambda value: _read_mapping(value, annotation)
    if annotation is int:
        return _whole_number
    if annotation in (str, bool, float, dt.date):
        return _exactly(annotation)
    return _refuse


def _annotated(annotation: Any, marks: tuple[Any, ...]) -> Read:
    validating = [mark for mark in marks if not isinstance(mark, WithJsonSchema)]
    if not validating:
        return _reader(annotation)
    (mark, *others) = validating
    if others or not isinstance(mark, BeforeValidator | PlainValidator):
        return _refuse
    function = mark.func
    if isinstance(mark, PlainValidator):
        return function
    read = _reader(annotation)
    return lambda value: read(function(value))


def _refuse(value: Any) -> Any:
    del value
    raise _Refused


def _exactly(kind: type) -> Read:
    def read(value: Any) -> Any:
        if type(value) is not kind:
            raise _Refused
        return value

    return read


def _whole_number(value: Any) -> int:
    if type(value) is str and value.isascii() and value.isdigit() and len(value) <= _MOST_DIGITS:
        return int(value)
    if type(value) is not int:
        raise _Refused
    return value


def _one_of(values: frozenset[Any]) -> Read:
    def read(value: Any) -> Any:
        if type(value) is not str or value not in values:
            raise _Refused
        return value

    return read


def _optional(read: Read) -> Read:
    return lambda value: None if value is None else read(value)


def _list_of(read: Read) -> Read:
    def read_list(value: Any) -> list[Any]:
        if type(value) is not list:
            raise _Refused
        return [read(one) for one in value]

    return read_list


def _dict_of(read_key: Read, read: Read) -> Read:
    def read_dict(value: Any) -> Mapping[Any, Any]:
        if type(value) is not dict:
            raise _Refused
        return {read_key(key): read(one) for key, one in value.items()}

    return read_dict
