"""Pydantic's models of the classes of keys: they find all that is wrong with a mapping, and give
the JSON Schema. Each is made when it is first asked for; importing pydantic takes a tenth of a
second.
"""

from __future__ import annotations

import operator
import types
from functools import reduce
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import pydantic

from nashr.frontmatter.declaring import (
    REQUIRED,
    BeforeValidator,
    DeclaredKey,
    PlainValidator,
    WithJsonSchema,
    validators,
)
from nashr.frontmatter.keys import Keys, own_keys

_models: dict[type, type[pydantic.BaseModel]] = {}


def model_of(cls: type[Keys]) -> type[pydantic.BaseModel]:
    """The model of a class of keys."""
    if cls not in _models:
        _models[cls] = _model(cls)
    return _models[cls]


def _model(cls: type[Keys]) -> type[pydantic.BaseModel]:
    bases = tuple(model_of(base) for base in cls.__bases__ if issubclass(base, Keys))
    own = own_keys(cls)
    namespace: dict[str, Any] = {
        "__module__": cls.__module__,
        "__qualname__": cls.__qualname__,
        "__doc__": cls.__doc__,
        "__annotations__": {name: _converted(key.annotation) for name, key in own.items()},
        "never_empty": cls.never_empty,
        **{name: _field(key) for name, key in own.items()},
    }
    namespace["__annotations__"]["never_empty"] = "ClassVar[frozenset[str]]"
    for name, (mode, function) in validators(cls).items():
        namespace[name] = pydantic.model_validator(mode=mode)(function)  # type: ignore[call-overload]
    extra = vars(cls).get("json_schema_extra")
    if not bases:
        namespace["model_config"] = pydantic.ConfigDict(
            extra="forbid",
            frozen=True,
            alias_generator=lambda name: name.replace("_", "-"),
            defer_build=True,
        )
    elif extra is not None:
        namespace["model_config"] = pydantic.ConfigDict(
            json_schema_extra=getattr(extra, "__func__", extra)
        )
    model: type[pydantic.BaseModel] = types.new_class(
        cls.__name__, bases or (pydantic.BaseModel,), exec_body=lambda body: body.update(namespace)
    )
    return model


def _field(key: DeclaredKey) -> Any:
    declared = key.field
    told: dict[str, Any] = {
        "description": declared.description,
        "json_schema_extra": declared.json_schema_extra,
        "min_length": declared.min_length,
    }
    factory: Any = declared.default_factory
    if isinstance(factory, type) and issubclass(factory, Keys):
        factory = model_of(factory)
    if factory is not None:
        told["default_factory"] = factory
    elif declared.default is not REQUIRED:
        told["default"] = declared.default
    return pydantic.Field(**told)


def _converted(annotation: Any) -> Any:
    """An annotation with pydantic's models and validators in the places of ours."""
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        marks = (_mark(one) for one in arguments[1:])
        return reduce(lambda kind, mark: Annotated[kind, mark], marks, _converted(arguments[0]))
    if origin in (Union, types.UnionType):
        return reduce(operator.or_, map(_converted, arguments))
    if arguments and origin is not Literal:
        return origin[tuple(map(_converted, arguments))]
    if isinstance(annotation, type) and issubclass(annotation, Keys):
        return model_of(annotation)
    return annotation


def _mark(mark: Any) -> Any:
    match mark:
        case BeforeValidator(func=function, json_schema_input_type=taken):
            if taken is REQUIRED:
                return pydantic.BeforeValidator(function)
            return pydantic.BeforeValidator(function, json_schema_input_type=_converted(taken))
        case PlainValidator(func=function):
            return pydantic.PlainValidator(function)
        case WithJsonSchema(json_schema=schema):
            return pydantic.WithJsonSchema(schema)
        case _:
            return mark
