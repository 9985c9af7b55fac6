"""What all classes of YAML mappings have in common."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from nashr.frontmatter.declaring import DeclaredKey, KeyField, model_validator


class _DeclaredKeys:
    """The keys of the class that it is an attribute of, by the names of their attributes."""

    def __get__(self, instance: object, owner: type[Keys]) -> Mapping[str, DeclaredKey]:
        return _declared(owner)


class Keys:
    """A YAML mapping: hyphens in keys, unknown keys are errors, empty values unset.

    An attribute with an annotation and a ``Field`` is a key. ``reading`` makes the instances.
    """

    #: Keys that may be left out, but not be empty: what follows a # is a comment in YAML.
    never_empty: ClassVar[frozenset[str]] = frozenset()
    #: Changes the JSON Schema of the mapping.
    json_schema_extra: ClassVar[Any] = None
    model_fields: ClassVar[_DeclaredKeys] = _DeclaredKeys()

    #: The attributes whose keys were given.
    model_fields_set: frozenset[str]

    def __init__(self) -> None:
        """The mapping in which nothing is given."""
        values = {name: key.default() for name, key in _declared(type(self)).items()}
        self.__dict__.update(values, model_fields_set=frozenset())

    def __setattr__(self, name: str, value: Any) -> None:
        raise AttributeError(name)

    def __iter__(self) -> Iterator[tuple[str, Any]]:
        return ((name, getattr(self, name)) for name in _declared(type(self)))

    @model_validator(mode="before")
    @classmethod
    def _leave_out_empty(cls, value: Any) -> Any:
        if not isinstance(value, Mapping):
            return value
        optional = {f.alias for f in cls.model_fields.values() if not f.is_required()}
        kept = {k: v for k, v in value.items() if v is not None or k not in optional}
        return kept | {k: "" for k in cls.never_empty if k in value and value[k] is None}


_known: dict[type, Mapping[str, DeclaredKey]] = {}
_own: dict[type, Mapping[str, DeclaredKey]] = {}


def _declared(cls: type) -> Mapping[str, DeclaredKey]:
    """The keys of a class, those that it inherits first, by the names of their attributes."""
    if cls not in _known:
        found: dict[str, DeclaredKey] = {}
        for base in reversed(cls.__mro__):
            found |= own_keys(base)
        _known[cls] = found
    return _known[cls]


def own_keys(cls: type) -> Mapping[str, DeclaredKey]:
    """The keys that a class does not inherit."""
    if cls not in _own:
        names = vars(sys.modules[cls.__module__])
        declared = {n: field for n, field in vars(cls).items() if isinstance(field, KeyField)}
        types = {name: cls.__annotations__[name] for name in declared}
        _own[cls] = {
            # The annotations are texts, as in all modules.
            name: DeclaredKey(name.replace("_", "-"), eval(types[name], names), field)
            for name, field in declared.items()
        }
    return _own[cls]
