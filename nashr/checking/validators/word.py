"""The judge of Word files: the schemas of Open XML, and what they cannot say."""

from __future__ import annotations

import importlib.metadata
from pathlib import Path
from typing import Any

from nashr.checking.validators import own_process
from nashr.checking.validators.base import JudgeFailed, ValidatorFinding, Verdict
from nashr.messages import plural
from nashr.untrusted.archives import Archive, ArchiveError

PACKAGE = "openxml-audit"
#: So many findings are told of a file.
_MOST = 1000


def open_xml(file: Path) -> Verdict:
    """openxml-audit: each part by its schema, and styles, relations and ids across the parts."""
    return own_process.examine("word.open_xml_here", file)


def open_xml_here(file: Path) -> Verdict:
    """``open_xml`` in this process."""
    from openxml_audit import OpenXmlValidator, ValidationSeverity

    version = importlib.metadata.version(PACKAGE)
    try:
        parts = len(Archive(file.read_bytes()))
    except ArchiveError as error:
        return Verdict(version, "", (ValidatorFinding("package", str(error)),))
    try:
        result = OpenXmlValidator(max_errors=_MOST).validate(file)
    except Exception as error:
        raise JudgeFailed(f"{type(error).__name__}: {error}") from error
    findings = tuple(
        _finding(one, remark=one.severity is not ValidationSeverity.ERROR) for one in result.errors
    )
    return Verdict(version, plural("{n} part", "{n} parts", parts), findings)


def _finding(one: Any, *, remark: bool) -> ValidatorFinding:
    where = one.part_uri.lstrip("/")
    message = f"{one.description} ({one.path})" if one.path else one.description
    return ValidatorFinding(one.error_type.value, message, where, remark=remark)
