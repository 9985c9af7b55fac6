"""The Jinja shells: how the texts of ``templates/`` become templates.

A manuscript is data here. It reaches a template as a value, never as template source; markup
that has passed ``markup.clean`` is wrapped in ``markupsafe.Markup`` by the output that hands it
over, and every other value is escaped.
"""

from __future__ import annotations

import marshal
import traceback
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any, ClassVar

import jinja2
import jinja2.sandbox
from jinja2.bccache import Bucket, bc_magic
from markupsafe import Markup

from nashr.diagnostics import Span
from nashr.outputs.markup import to_xhtml
from nashr.project import prepared

_NAME = "templates"
#: Where templates lie in a project.
FOLDER = "templates"


class _Compiled(jinja2.BytecodeCache):
    """Keeps what was compiled in this process or at setup, by the digest of its text."""

    def __init__(self) -> None:
        self._code: dict[tuple[str, str], Any] = {}
        self._has_looked = False

    def load_bytecode(self, bucket: Bucket) -> None:
        if not self._has_looked:
            self._has_looked = True
            data = prepared.read(_NAME, _key())
            self._code.update(marshal.loads(data) if data is not None else {})
        bucket.code = self._code.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._code[bucket.key, bucket.checksum] = bucket.code

    def kept(self) -> bytes:
        return marshal.dumps(self._code)


_compiled = _Compiled()


class _Sandbox(jinja2.sandbox.ImmutableSandboxedEnvironment):
    """Asks once for each type and name whether a template may have the attribute."""

    _answers: ClassVar[dict[tuple[type, str], bool]] = {}

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        key = (type(obj), attr)
        if key not in self._answers:
            self._answers[key] = super().is_safe_attribute(obj, attr, value)
        return self._answers[key]


def prepare(templates: Mapping[str, str]) -> None:
    """Compile the templates that come with nashr, and keep them for all builds."""
    global _compiled
    _compiled = _Compiled()
    shells = environment(templates)
    for name in sorted(templates):
        if name.endswith(".j2"):
            shells.get_template(name)
    prepared.write(_NAME, _key(), _compiled.kept())


def _key() -> str:
    return prepared.key_of(bc_magic, jinja2.__version__.encode(), Path(__file__).read_bytes())


def environment(templates: Mapping[str, str]) -> jinja2.Environment:
    """The environment over template texts by path, e.g. ``html/article.html.j2``.

    Values are escaped in templates of every name. A name that the output did not give is an
    error (``jinja2.UndefinedError``), not an empty place on the page. A project may bring
    templates of its own, so what they can do ends at the values that they are given. The filter
    ``xhtml`` writes a fragment in XML syntax.
    """
    shells = _Sandbox(
        loader=jinja2.FunctionLoader(partial(_load, templates)),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        bytecode_cache=_compiled,
    )
    shells.filters["xhtml"] = _xhtml
    return shells


def _load(templates: Mapping[str, str], name: str) -> tuple[str, str, None] | None:
    """A template with the path that its errors name; None where there is none."""
    text = templates.get(name)
    return None if text is None else (text, f"{FOLDER}/{name}", None)


def place_of(error: BaseException) -> Span | None:
    """Where a template failed: its path and line; None where the error is of no template."""
    if isinstance(error, jinja2.TemplateSyntaxError):
        return Span(error.filename, error.lineno) if error.filename else None
    frames = traceback.extract_tb(error.__traceback__)
    inner = [frame for frame in frames if frame.filename.startswith(f"{FOLDER}/")]
    return Span(inner[-1].filename, inner[-1].lineno or 0) if inner else None


def _xhtml(html: str) -> Markup:
    return Markup(to_xhtml(str(html)))
