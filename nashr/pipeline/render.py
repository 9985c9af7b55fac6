"""One output of an edition, with the real converters. Runs where an article is composed or where
its pages are set, and so imports nothing of the stages before it.
"""

from __future__ import annotations

import contextlib
import importlib
import pickle
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from typing import Any

from nashr.diagnostics import Outcome, has_errors
from nashr.model import Artifact
from nashr.outputs.edition import Edition
from nashr.outputs.table import Output, outputs, rows
from nashr.pipeline.limits import failed
from nashr.ports import Engines
from nashr.processes.forkserver import describe_error
from nashr.processes.pool import Send
from nashr.project.cache import Cache

Rendering = Outcome[tuple[Artifact, ...]]


def render_output(output: Output, edition: Edition) -> Rendering:
    """The output's artifacts. A fault of ours in one output is no reason to be silent on others."""
    try:
        return output.render(edition, engines())
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - a fault of ours or of the machine
        slug = edition.document.article.slug
        return Outcome((), (failed(slug, f"The {output.name} output", describe_error(error)),))


def set_pages(send: Send, order: bytes) -> dict[str, Rendering]:
    """The outputs of an edition that are typeset, by name, as a task of its own.

    The order is a pickle: of the edition without its templates and printing condition (a pickle
    again), these two, the cache, and the keys of the outputs that are wanted, under which they
    are kept.
    """
    del send
    bare, templates, condition, kept, keys = pickle.loads(order)
    edition = pickle.loads(bare)
    edition = replace(edition, templates=templates, printing_condition=condition)
    made = {}
    for output in rows(keys):
        made[output.name] = render_output(output, edition)
        keep(kept, keys[output.name], made[output.name])
    return made


def keep(cache: Cache, key: str, outcome: Rendering) -> None:
    """Put an output into the cache, unless it has errors."""
    if not has_errors(outcome.diagnostics):
        cache.put(key, pickle.dumps(outcome))


@cache
def engines() -> Engines:
    """The real converters."""
    from nashr.engines.fonts import shop

    return Engines(
        fonts=shop(),
        typeset=_late("nashr.typesetting.weasyprint", "typeset"),
        draw_math=_late("nashr.engines.mathml", "draw"),
        typeset_for_print=_late("nashr.typesetting.weasyprint", "typeset_for_print"),
    )


def preload(templates: Mapping[str, str]) -> None:
    """What a composer does before there is anything to do, where several articles wait: the
    modules of its outputs, the templates, Pillow's decoders, the fonts of nearly all articles.
    """
    from PIL import Image

    for output in outputs():
        if not output.typeset:
            importlib.import_module(output.module)
    for name in templates:
        if name.endswith(".j2"):
            _compile(templates, name)
    Image.preinit()
    _cut_fonts()


def _cut_fonts() -> None:
    from nashr.engines.fonts import shop
    from nashr.outputs import typefaces
    from nashr.outputs.epub import cover

    typefaces.with_ordinary(shop(), typefaces.SCREEN, frozenset(), "ttf")
    typefaces.with_ordinary(shop(), typefaces.SCREEN, frozenset(), "woff2")
    for face in cover.FACES:
        shop().subset(face, typefaces.ORDINARY, "ttf")


def preload_typesetter(templates: Mapping[str, str]) -> None:
    """What a typesetter does before there is anything to do: its tools and its templates."""
    from nashr.engines.fonts import shop
    from nashr.outputs import typefaces
    from nashr.outputs.pdf import render as pdf
    from nashr.typesetting import weasyprint

    weasyprint.warm([templates.get(pdf.STYLE, "")])
    _compile(templates, pdf.TEMPLATE)
    typefaces.with_ordinary(shop(), pdf.FACES, frozenset(), "ttf")


def _compile(templates: Mapping[str, str], name: str) -> None:
    from jinja2 import TemplateError

    from nashr.outputs.shells import environment

    with contextlib.suppress(TemplateError):  # the output that needs it will say so
        environment(templates).get_template(name)


def _late(module: str, name: str) -> Callable[..., Any]:
    """A function of a module that is imported at the first call: converters take long to load."""

    def call(*arguments: Any) -> Any:
        return getattr(importlib.import_module(module), name)(*arguments)

    return call
