"""How the keys of a YAML mapping are declared: the parts of an annotation, and of a class.

They are named as pydantic's, which is not imported here, because it takes as long to import as
all stages together. ``reading`` reads values by these declarations; ``models`` makes pydantic's
models of them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from nashr.records import dataclass

#: What stands for a default that there is not: the key must be given.
REQUIRED: Any = ...

F = TypeVar("F", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True, eq=False)
class BeforeValidator:
    """In an annotation: the function gets the value first, and gives what is to be of the type.
    ``json_schema_input_type`` is what it takes, where JSON Schema is to say that.
    """

    func: Callable[[Any], Any]
    json_schema_input_type: Any = REQUIRED


@dataclass(frozen=True, slots=True, eq=False)
class PlainValidator:
    """In an annotation: what the function gives is the value, whatever the type."""

    func: Callable[[Any], Any]


@dataclass(frozen=True, slots=True, eq=False)
class WithJsonSchema:
    """In an annotation: the JSON Schema."""

    json_schema: dict[str, Any]


@dataclass(frozen=True, slots=True, eq=False)
class KeyField:
    """What a class says of a key beside its type."""

    default: Any = REQUIRED
    default_factory: Callable[[], Any] | None = None
    description: str | None = None
    json_schema_extra: Callable[[dict[str, Any]], None] | None = None
    #: The least number of values of a list.
    min_length: int | None = None


def Field(
    *,
    default: Any = REQUIRED,
    default_factory: Callable[[], Any] | None = None,
    description: str | None = None,
    json_schema_extra: Callable[[dict[str, Any]], None] | None = None,
    min_length: int | None = None,
) -> Any:
    """A key of a class of keys. Without a default it must be given."""
    return KeyField(default, default_factory, description, json_schema_extra, min_length)


@dataclass(frozen=True, slots=True, eq=False)
class DeclaredKey:
    """A key as it is declared: its name in YAML, its type, and the rest."""

    alias: str
    annotation: Any
    field: KeyField

    @property
    def description(self) -> str | None:
        return self.field.description

    def is_required(self) -> bool:
        return self.field.default is REQUIRED and self.field.default_factory is None

    def default(self) -> Any:
        """The value where the key is left out."""
        factory = self.field.default_factory
        return factory() if factory is not None else self.field.default


#: The attribute that ``model_validator`` gives a function.
_MODE = "_nashr_validates"


def model_validator(mode: str) -> Callable[[F], F]:
    """Marks a method of a class of keys: a class method that gets the mapping ``before`` it is
    read, and gives one, or a method that is called ``after`` it. Both may raise ``Invalid``.
    """

    def mark(function: F) -> F:
        setattr(getattr(function, "__func__", function), _MODE, mode)
        return function

    return mark


def validators(cls: type) -> Mapping[str, tuple[str, Any]]:
    """The marked methods of a class, without those that it inherits: the mode and what stands in
    the class, by name.
    """
    found: dict[str, tuple[str, Any]] = {}
    for name, value in vars(cls).items():
        mode = getattr(getattr(value, "__func__", value), _MODE, None)
        if isinstance(mode, str):
            found[name] = (mode, value)
    return found
