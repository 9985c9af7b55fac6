"""Dataclasses: the standard library's, made in a sixth of the time.

A build makes more than two hundred in each process that starts anew. ``dataclasses.dataclass``
compiles six methods for each, every one by itself (0.5 ms together). Here only ``__init__`` is
compiled; the other methods read the fields by their names (0.08 ms).

Type checkers see the standard library's own functions, and ``dataclasses.fields``, ``asdict`` and
the like take these classes for dataclasses. Left out is what nashr does not use: ``order``,
``unsafe_hash``, ``InitVar``, ``KW_ONLY``, and ``compare`` and ``metadata`` of ``field``.
"""

from __future__ import annotations

import marshal
from operator import attrgetter
from reprlib import recursive_repr

TYPE_CHECKING = False  # importing typing itself takes a while
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from typing import Any

#: Says that a field has no default, and in a call that it was not given.
_MISSING: Any = object()

#: The marshalled code of each method that was compiled, by its text; setup keeps it for all builds.
compiled: dict[str, bytes] = {}


class Field:
    """What a class says of one of its fields; the arguments are those of ``dataclasses.field``."""

    __slots__ = ("annotation", "default", "default_factory", "hash", "init", "kw_only", "repr")

    def __init__(
        self,
        *,
        default: Any = _MISSING,
        default_factory: Callable[[], Any] | None = None,
        init: bool = True,
        repr: bool = True,
        hash: bool = True,
        kw_only: bool = False,
    ) -> None:
        self.annotation: Any = None
        self.default = default
        self.default_factory = default_factory
        self.init = init
        self.repr = repr
        self.hash = hash
        self.kw_only = kw_only

    def arguments(self) -> dict[str, Any]:
        """What ``dataclasses.field`` is to be called with for the same field."""
        said = {name: getattr(self, name) for name in ("init", "repr", "hash", "kw_only")}
        if self.default is not _MISSING:
            said["default"] = self.default
        if self.default_factory is not None:
            said["default_factory"] = self.default_factory
        return said


def _dataclass(
    cls: Any = None, /, *, frozen: bool = False, slots: bool = False, eq: bool = True
) -> Any:
    """Make a dataclass of a class, or give the decorator that does so."""
    if cls is None:
        return lambda cls: _dataclass(cls, frozen=frozen, slots=slots, eq=eq)
    space = dict(cls.__dict__)
    own = _own_fields(cls.__annotations__, space)
    fields: dict[str, Field] = {}
    for base in reversed(cls.__mro__[1:]):
        fields |= base.__dict__.get("__record_fields__", {})
    inherited = frozenset(fields) if slots else frozenset()
    fields |= own
    methods = _methods(cls, fields, frozen=frozen, slots=slots, eq=eq)
    if "__hash__" in space and not (space["__hash__"] is None and "__eq__" in space):
        methods.pop("__hash__", None)  # it is the class's own
    new = {name: value for name, value in methods.items() if space.get(name) is None}
    if not slots:
        for name, one in own.items():
            if one.default is not _MISSING:
                setattr(cls, name, one.default)
            elif name in space:
                delattr(cls, name)
        for name, value in new.items():
            setattr(cls, name, value)
        return cls
    for name in (*fields, "__dict__", "__weakref__"):
        space.pop(name, None)
    space |= new
    space["__slots__"] = tuple(name for name in own if name not in inherited)
    made = type(cls)(cls.__name__, cls.__bases__, space)
    made.__qualname__ = cls.__qualname__
    return made


def _own_fields(annotations: Mapping[str, Any], space: Mapping[str, Any]) -> dict[str, Field]:
    """The fields that a class declares, by its annotations and its namespace."""
    fields = {}
    for name, annotation in annotations.items():
        if str(annotation).startswith(("ClassVar", "typing.ClassVar")):
            continue
        said = space.get(name, _MISSING)
        one = said if isinstance(said, Field) else Field(default=said)
        if one.default is not _MISSING and type(one.default).__hash__ is None:
            raise ValueError(f"mutable default {type(one.default)} for field {name}")
        one.annotation = annotation
        fields[name] = one
    return fields


def _methods(
    cls: Any, fields: Mapping[str, Field], *, frozen: bool, slots: bool, eq: bool
) -> dict[str, Any]:
    """What a dataclass has beside its fields."""
    of_call = [name for name, one in fields.items() if one.init and not one.kw_only]
    methods: dict[str, Any] = {
        "__record_fields__": fields,
        "__dataclass_fields__": _StandardFields(),
        "__match_args__": tuple(of_call),
        "__init__": _init(cls, fields, frozen=frozen),
        "__repr__": _repr,
    }
    values = _values_of(fields)
    if eq:

        def __eq__(self: Any, other: object) -> Any:
            return values(self) == values(other) if other.__class__ is self.__class__ else _NO

        methods["__eq__"] = __eq__
        methods["__hash__"] = None
    if eq and frozen:
        hashed = _values_of([name for name, one in fields.items() if one.hash])
        methods["__hash__"] = lambda self: hash(hashed(self))
    if frozen:
        methods["__setattr__"] = _refuse_to_set
        methods["__delattr__"] = _refuse_to_delete
    if frozen and slots:  # pickle would set the attributes one by one
        methods["__getstate__"] = lambda self: list(values(self))
        methods["__setstate__"] = _set_state
    return methods


_NO = NotImplemented
_set = object.__setattr__


def _init(cls: Any, fields: Mapping[str, Field], *, frozen: bool) -> Any:
    """The method ``__init__``."""
    known: dict[str, Any] = {"_set": _set, "_MISSING": _MISSING, "__name__": cls.__module__}
    lines = []
    positional = ["self"]
    named: list[str] = []
    for name, one in fields.items():
        value, parameter = name, name
        if one.default_factory is not None:
            known[f"_new_{name}"] = one.default_factory
            value = f"_new_{name}()"
            value += f" if {name} is _MISSING else {name}" if one.init else ""
            parameter = f"{name}=_MISSING"
        elif one.default is not _MISSING:
            known[f"_default_{name}"] = one.default
            parameter = f"{name}=_default_{name}"
            value = name if one.init else f"_default_{name}"
        elif not one.init:
            continue
        if one.init:
            (named if one.kw_only else positional).append(parameter)
        lines.append(f"_set(self, {name!r}, {value})" if frozen else f"self.{name} = {value}")
    if hasattr(cls, "__post_init__"):
        lines.append("self.__post_init__()")
    parameters = [*positional, *(["*", *named] if named else [])]
    source = f"def __init__({', '.join(parameters)}):\n " + "\n ".join(lines or ["pass"])
    kept = compiled.get(source)
    code = compile(source, "<record>", "exec") if kept is None else marshal.loads(kept)
    if kept is None:
        compiled[source] = marshal.dumps(code)
    exec(code, known)
    method = known["__init__"]
    method.__qualname__ = f"{cls.__qualname__}.__init__"
    return method


def _values_of(names: Iterable[str]) -> Callable[[Any], tuple[Any, ...]]:
    """A function from an object to the values of its fields with these names."""
    names = tuple(names)
    if len(names) > 1:
        return attrgetter(*names)
    return lambda self: tuple([getattr(self, name) for name in names])


@recursive_repr()
def _repr(self: Any) -> str:
    shown = [name for name, one in self.__record_fields__.items() if one.repr]
    values = ", ".join(f"{name}={getattr(self, name)!r}" for name in shown)
    return f"{self.__class__.__qualname__}({values})"


def _refuse_to_set(self: Any, name: str, value: object) -> None:
    del self, value
    from dataclasses import FrozenInstanceError

    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_to_delete(self: Any, name: str) -> None:
    del self
    from dataclasses import FrozenInstanceError

    raise FrozenInstanceError(f"cannot delete field {name!r}")


def _set_state(self: Any, state: Iterable[Any]) -> None:
    for name, value in zip(self.__record_fields__, state, strict=True):
        _set(self, name, value)


class _StandardFields:
    """The attribute by which ``dataclasses`` knows a dataclass. Few classes are asked for it, and
    it is made by ``dataclasses`` itself, of a class with the same fields.
    """

    def __get__(self, instance: object, owner: Any) -> Any:
        del instance
        import dataclasses

        declared: Mapping[str, Field] = owner.__record_fields__
        space: dict[str, Any] = {
            name: dataclasses.field(**one.arguments()) for name, one in declared.items()
        }
        space["__annotations__"] = {name: one.annotation for name, one in declared.items()}
        same: Any = dataclasses.dataclass(type(owner.__name__, (), space))
        owner.__dataclass_fields__ = same.__dataclass_fields__
        return owner.__dataclass_fields__


def _replace(record: Any, /, **changes: Any) -> Any:
    """A copy of a record with other values in some fields."""
    for name, one in record.__record_fields__.items():
        if one.init and name not in changes:
            changes[name] = getattr(record, name)
    return record.__class__(**changes)


def names_of(value: object) -> tuple[str, ...]:
    """The names of the fields of a record; none of what is no record.

    ``dataclasses.fields`` makes a dataclass of the same fields, which takes a millisecond for each
    class in each process.
    """
    return tuple(getattr(type(value), "__record_fields__", ()))


if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
    from dataclasses import field as field
    from dataclasses import replace as replace
else:
    dataclass, field, replace = _dataclass, Field, _replace
