"""What all models of YAML mappings have in common."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict, model_validator


class Keys(BaseModel):
    """A YAML mapping: hyphens in keys, unknown keys are errors, empty values unset."""

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
        return {k: v for k, v in value.items() if v is not None or k not in optional}
