"""Render the outputs of an edition with the real converters.

It runs in the process that composes an article and in the one that sets its pages, and so imports
no earlier stage.
"""

from __future__ import annotations

import contextlib
import importlib
import pickle
from collections.abc import Callable, Mapping
from functools import cache, partial
from pathlib import Path
from typing import Any

from nashr import ast
from nashr.diagnostics import Outcome, capped, has_errors
from nashr.messages import Message
from nashr.model import Artifact, PageStart
from nashr.outputs.edition import Edition
from nashr.outputs.table import Output, outputs, rows
from nashr.pipeline.limits import failed
from nashr.ports import AwaitedPage, Engines
from nashr.processes.forkserver import describe_error
from nashr.processes.pool import Send
from nashr.project.cache import Cache
from nashr.project.shipped import shipped_folder
from nashr.project.workspace import Workspace
from nashr.records import dataclass, replace

RenderedOutput = Outcome[tuple[Artifact, ...]]
FinishOutput = Callable[[Edition], RenderedOutput]


def render_output(output: Output, edition: Edition) -> RenderedOutput:
    """The output's artifacts. An exception is a finding, so that the other outputs are reported."""
    return _guarded(output, edition, lambda edition: output.render(edition, engines()))


def begin_output(output: Output, edition: Edition) -> FinishOutput:
    """Begin an output that follows the pages; what an exception tells is the function's result."""
    try:
        finish = output.begin(edition, engines())
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - a defect of nashr or of the machine
        broken = _broken(output, edition, error)
        return lambda _: broken

    def finished(edition: Edition) -> RenderedOutput:
        return _guarded(output, edition, finish)

    return finished


def _guarded(output: Output, edition: Edition, render: FinishOutput) -> RenderedOutput:
    try:
        found = render(edition)
        return Outcome(found.value, capped(found.diagnostics))
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - a defect of nashr or of the machine
        return _broken(output, edition, error)


def _broken(output: Output, edition: Edition, error: Exception) -> RenderedOutput:
    from nashr.outputs.shells import place_of

    slug = edition.document.article.slug
    message = Message("The {output} output failed: {reason}.", output=output.name)
    template = place_of(error)
    if template is None:
        return Outcome((), (failed(slug, message, describe_error(error)),))
    found = failed(slug, message, f"{type(error).__name__}: {error}")
    return Outcome((), (replace(found, span=template),))


#: Where each page begins, as it is sent while a PDF is written; None where no pages were set.
Starts = tuple[PageStart, ...] | None


#: What is replied in place of the keys where nothing is to be kept.
NO_KEYS = pickle.dumps({})
#: The bytes of the edition of a book, whose memory is worth the time that saving it takes.
_LARGE = 1_000_000


def set_pages(
    send: Send, pickled: bytes, *, is_first_known: bool = True
) -> dict[str, RenderedOutput]:
    """The outputs of an edition that are typeset, by name, as a task of its own. Where the pages
    begin is sent before that, as pickled ``Starts``.

    ``pickled`` has the edition without some parts (a pickle again), these parts by name, the cache,
    and the keys in the cache of the outputs that are wanted. Where the edition's first page is not
    known, the replies to the task are a guess at it, that page, and then the keys, all pickled.
    """
    bare, parts, store, keys = pickle.loads(pickled)
    edition = replace(pickle.loads(bare), **parts)
    if len(bare) > _LARGE:
        ast.share_strings(edition.document.blocks)
    del bare, parts
    first_page = None if is_first_known else _awaited(send)
    sent = False

    def tell(starts: Starts) -> None:
        nonlocal sent
        if not sent:  # all layouts of an article have the same pages
            send(pickle.dumps(starts))
            sent = True

    rendered = {}
    for output in rows(keys):
        render = partial(output.render, engines=replace(telling(tell), first_page=first_page))
        rendered[output.name] = _guarded(output, edition, render)
        if first_page is None:
            keep(store, keys[output.name], rendered[output.name])
    if first_page is not None:
        first_page.wait()
        for name, key in pickle.loads(send.receive() or NO_KEYS).items():
            keep(store, key, rendered[name])
    return rendered


@dataclass(frozen=True, slots=True)
class FirstPage:
    """What a task is told of a first page when it begins: the page, or a guess at it."""

    page: int
    is_known: bool


def _awaited(send: Send) -> AwaitedPage:
    """The first page, of which the task is told as its first two replies."""
    told: FirstPage = pickle.loads(send.receive() or pickle.dumps(FirstPage(1, is_known=False)))

    @cache
    def wait() -> int:
        page: int = pickle.loads(send.receive() or pickle.dumps(told.page))
        return page

    def is_there() -> bool:
        return told.is_known or bool(wait.cache_info().currsize) or send.has_reply()

    return AwaitedPage(told.page, wait, is_there)


def starts_of(outcomes: Mapping[str, RenderedOutput]) -> Starts:
    """Where the pages begin, by the first of these outputs that has pages."""
    for row in rows(outcomes):
        for artifact in outcomes[row.name].value if row.typeset else ():
            if artifact.starts:
                return artifact.starts
    return None


def keep(cache: Cache, key: str, outcome: RenderedOutput) -> None:
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
        draw_svg=_late("nashr.engines.svg_pictures", "draw"),
        typeset_for_print=_late("nashr.typesetting.weasyprint", "typeset_for_print"),
        typeset_late=_late("nashr.typesetting.weasyprint", "typeset_late"),
        write_docx=_late("nashr.engines.pandoc", "write_docx"),
    )


def telling(tell: Callable[[tuple[PageStart, ...]], None]) -> Engines:
    """The real converters, of which the typesetter tells where pages begin once it knows."""
    real = engines()
    for_print, late = real.typeset_for_print, real.typeset_late
    return replace(
        real,
        typeset=partial(real.typeset, tell=tell),  # type: ignore[call-arg]
        typeset_late=partial(late, tell=tell) if late else None,  # type: ignore[call-arg]
        typeset_for_print=partial(for_print, tell=tell) if for_print else None,  # type: ignore[call-arg]
    )


@cache
def shipped_templates() -> Mapping[str, str]:
    """The texts of the templates that come with nashr. Those of a project are compiled and parsed
    in the articles' processes, which have limits.
    """
    return Workspace(Path(shipped_folder())).templates().value.texts


def preload(templates: Mapping[str, str]) -> None:
    """Load once, before several articles are composed, what each needs: the modules of the outputs,
    the templates, Pillow's decoders, the font subsets of nearly all articles.
    """
    from PIL import Image

    for output in outputs():
        if not output.typeset and not output.option:
            importlib.import_module(output.module)
    for name in templates:
        if name.endswith(".j2"):
            _compile(templates, name)
    Image.preinit()
    _subset_screen_fonts()


def subset_ordinary_fonts() -> None:
    """Make the subsets that nearly all articles have."""
    from nashr.outputs.pdf.galley import BEHIND_NUMBER

    _subset_screen_fonts()
    _subset_page_fonts()
    _subset_page_fonts(BEHIND_NUMBER)


def _subset_page_fonts(more: str = "") -> None:
    """Make those of the PDF, for ``more`` characters than are ordinary."""
    from nashr.engines.fonts import shop
    from nashr.outputs import typefaces
    from nashr.outputs.pdf import render as pdf

    typefaces.with_ordinary(shop(), pdf.FACES, frozenset(more), "ttf")


def _subset_screen_fonts() -> None:
    from nashr.engines.fonts import shop
    from nashr.outputs import typefaces
    from nashr.outputs.epub import cover

    typefaces.with_ordinary(shop(), typefaces.SCREEN, frozenset(), "ttf")
    typefaces.with_ordinary(shop(), typefaces.SCREEN, frozenset(), "woff2")
    for face in cover.FACES:
        shop().subset(face, typefaces.ORDINARY, "ttf")


def preload_typesetter(templates: Mapping[str, str]) -> None:
    """Load what every PDF needs: WeasyPrint, the style sheet, the template, the fonts."""
    from nashr.outputs.pdf import render as pdf
    from nashr.typesetting import weasyprint

    weasyprint.warm([templates.get(pdf.STYLE, "")])
    _compile(templates, pdf.TEMPLATE)
    _subset_page_fonts()


def _compile(templates: Mapping[str, str], name: str) -> None:
    from jinja2 import TemplateError

    from nashr.outputs.shells import environment

    with contextlib.suppress(TemplateError):  # the output that uses it reports the error
        environment(templates).get_template(name)


def _late(module: str, name: str) -> Callable[..., Any]:
    """A function whose module is imported at the first call: converters take long to load."""

    def call(*arguments: Any, **named: Any) -> Any:
        return getattr(importlib.import_module(module), name)(*arguments, **named)

    return call
