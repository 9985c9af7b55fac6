"""A first build of nothing, by which composers have ready what every later build needs."""

from __future__ import annotations

from nashr import citations
from nashr.frontmatter.new_manuscript import new_manuscript
from nashr.pipeline import build as pipeline
from nashr.pipeline.compose import Request, load_journal
from nashr.pipeline.render import preload
from nashr.pipeline.toolchain import toolchain
from nashr.project.atomic import scratch
from nashr.project.workspace import ARTICLE, JOURNAL, MANUSCRIPTS, Workspace

_SLUG = "rehearsal"
_BIBLIOGRAPHY = "bibliography/references.bib"
_JOURNAL = f"title: Rehearsal\nlanguage: az\nbibliography: [{_BIBLIOGRAPHY}]\n"
_ENTRY = "@book{key, author = {Family, Given}, title = {Title}, date = {2000}, publisher = {House}}"
_MORE = """
## A section {#sec:one}

| a | b |
|---|---|
| 1 | 2 |

: A table {#tbl:one}

See @sec:one, and @tbl:one.
"""


def warm_up(workspace: Workspace) -> None:
    """Compile the templates, and take a sample manuscript as far as its web page.

    The text is our own: what an author wrote is read within limits only, and here are none.
    """
    try:
        citations.preload()
        toolchain()
        preload(workspace.templates().value)
        _build_sample()
    except ImportError:
        raise
    except Exception:  # noqa: BLE001 - the first build will say what is amiss
        return


def _build_sample() -> None:
    with scratch() as folder:
        sample = Workspace(folder)
        sample.create(JOURNAL, _JOURNAL)
        sample.create(_BIBLIOGRAPHY, _ENTRY)
        the_journal = load_journal(sample).value
        assert the_journal is not None
        text = new_manuscript(_SLUG, the_journal) + _MORE
        sample.create(f"{MANUSCRIPTS}/{_SLUG}/{ARTICLE}", text)
        request = Request(formats=("html",), environment={"SOURCE_DATE_EPOCH": "0"})
        work = pipeline.BuildContext(sample, request, the_journal, pipeline.Memory.none(sample))
        pipeline.make(_unheard, work, _SLUG)


def _unheard(data: bytes) -> None:
    """Nobody sets the pages of a rehearsal."""
