"""A first build of a sample article, so that the composers have loaded what every build needs."""

from __future__ import annotations

from nashr import citations
from nashr.frontmatter.new_manuscript import new_manuscript
from nashr.outputs.table import outputs
from nashr.pipeline.article import BuildContext, BuildStore, build_article
from nashr.pipeline.compose import Request
from nashr.pipeline.front_matter import load_journal
from nashr.pipeline.render import preload, shipped_templates
from nashr.pipeline.toolchain import toolchain
from nashr.processes.pool import SendOnly
from nashr.project.atomic import temporary_folder
from nashr.project.workspace import ARTICLE, JOURNAL, MANUSCRIPTS, Workspace

_SLUG = "sample"
_BIBLIOGRAPHY = "bibliography/references.bib"
_JOURNAL = f"title: Sample\nlanguage: az\nbibliography: [{_BIBLIOGRAPHY}]\n"
_ENTRY = "@book{key, author = {Family, Given}, title = {Title}, date = {2000}, publisher = {House}}"
_MORE = """
## A section {#sec:one}

| a | b |
|---|---|
| 1 | 2 |

: A table {#tbl:one}

See @sec:one, and @tbl:one.
"""


def warm_up() -> None:
    """Compile nashr's templates, and build of a sample article what is shown without typesetting.

    The project's files are not used: they are read under limits, and this process has none.
    """
    try:
        citations.preload()
        toolchain()
        preload(shipped_templates())
        _build_sample()
    except ImportError:
        raise
    except Exception:  # noqa: BLE001 - the first build reports it
        return


def _build_sample() -> None:
    with temporary_folder() as folder:
        sample = Workspace(folder)
        sample.create(JOURNAL, _JOURNAL)
        sample.create(_BIBLIOGRAPHY, _ENTRY)
        journal = load_journal(sample).value
        assert journal is not None
        text = new_manuscript(_SLUG, journal) + _MORE
        sample.create(f"{MANUSCRIPTS}/{_SLUG}/{ARTICLE}", text)
        formats = tuple(row.name for row in outputs() if row.view and not row.typeset)
        request = Request(formats=formats, environment={"SOURCE_DATE_EPOCH": "0"})
        store = BuildStore.none(sample)
        context = BuildContext(sample, request, journal, store)
        build_article(SendOnly(_ignore), context, _SLUG)


def _ignore(data: bytes) -> None:
    """The ``send`` of a task whose PDF is not built."""
