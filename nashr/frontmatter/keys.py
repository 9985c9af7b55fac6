"""What all models of YAML mappings have in common."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict, model_validator


class Keys(BaseModel):
    """A YAML mapping: hyphens in keys, unknown keys are errors, empty values unset."""

    #: Keys that may be left out, but not be empty: what follows a # is a comment in YAML.
    never_empty: ClassVar[frozenset[str]] = frozenset()

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        alias_generator=lambda name: name.replace("_", "-"),
        defer_build=True,
    )

    @model_validator(mode="before")
    @classmethod
    def _leave_out_empty(cls, value: Any) -> Any:
        if not isinstance(value, Mapping):
            return value
        optional = {f.alias for f in cls.model_fields.values() if not f.is_required()}
        kept = {k: v for k, v in value.items() if v is not None or k not in optional}
        return kept | {k: "" for k in cls.never_empty if k in value and value[k] is None}
