"""An article as a Word file, and the manuscript that an import makes of it."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from nashr import ast
from nashr.engines import pandoc, svg_pictures
from nashr.frontmatter.load import parse_journal
from nashr.importing.changes import Treatment
from nashr.importing.ooxml import WordPackage
from nashr.outputs.docx import render
from nashr.outputs.edition import Edition
from nashr.pipeline.compose import Log, Request, Stopped, compose
from nashr.pipeline.import_file import Imported, known_works, read_file
from nashr.ports import Engines
from nashr.project.workspace import JOURNAL, Workspace
from nashr.records import replace

#: The name of the manuscript that comes back.
BACK = "back"


def project_of(source: Path, into: Path) -> Path:
    """A copy of a project's sources."""
    for name in ("manuscript", "bibliography"):
        shutil.copytree(source / name, into / name)
    return into


def edition(project: Path, slug: str) -> Edition:
    workspace = Workspace(project)
    source = workspace.read_text(JOURNAL).value
    assert source is not None
    journal = parse_journal(source).value
    assert journal is not None
    log = Log(strict=False)
    try:
        return compose(workspace.for_article(), Request(), journal, slug, log)
    except Stopped:
        raise AssertionError("\n".join(str(one.message) for one in log.found)) from None


def word_file(made: Edition) -> bytes:
    """The article as a Word file; nothing of it is missing there."""
    engines: Any = Engines(
        fonts=None,  # type: ignore[arg-type]
        typeset=None,  # type: ignore[arg-type]
        draw_math=lambda mathml: None,  # noqa: ARG005
        draw_svg=svg_pictures.draw,
        write_docx=pandoc.write_docx,
    )
    outcome = render.render(made, engines)
    assert outcome.diagnostics == ()
    return outcome.value[0].data


def imported(project: Path, data: bytes) -> Imported:
    """What an import into the project makes of a file."""
    known = known_works(Workspace(project))
    found = read_file("article.docx", data, BACK, Treatment("ask"), known=known).value
    assert isinstance(found, Imported) and not found.failure
    return found


def written(project: Path, found: Imported) -> Edition:
    """The edition of the manuscript that came back."""
    folder = project / "manuscript" / BACK
    folder.mkdir()
    for name, data in found.files.items():
        (folder / name).write_bytes(data)
    return edition(project, BACK)


def change(package: WordPackage, old: str, new: str) -> None:
    """Exchange words in the text of a Word file, as its author would."""
    texts = [one for one in package.document.iter("{*}t") if one.text and old in one.text]
    assert texts, old
    texts[0].text = texts[0].text.replace(old, new)


def cited(made: Edition) -> list[list[tuple[Any, ...]]]:
    """The works of each citation, with what stands around them."""
    return [
        [
            (
                item.key,
                ast.plain_text(item.prefix),
                ast.plain_text(item.suffix),
                item.label,
                item.locator,
                item.suppress_author,
                item.author_in_text,
            )
            for item in citation.items
        ]
        for citation in made.document.citations
    ]


def same(tree: Any) -> Any:
    """A tree without what a Word file cannot say, or says in another way:

    - lines of the source are no lines of the text;
    - raw HTML for lowered letters is what Markdown has its own sign for, and an abbreviation's long
      form is nowhere in Word;
    - widths of columns come from the lines of a grid, and Word's table has other lines;
    - a paragraph that is a passage in another language as a whole is one, however it is marked.
    """
    return ast.merge_strings(_same(tree))


def _same(tree: Any) -> Any:
    if isinstance(tree, list):
        return _without_html([_same(one) for one in tree])
    if not isinstance(tree, dict):
        return tree
    match tree:
        case {"t": "SoftBreak"}:
            return ast.SPACE
        case {"t": "ColWidth" | "ColWidthDefault"}:
            return {"t": "ColWidthDefault"}
        case {"t": "Para" | "Plain", "c": [{"t": "Span", "c": [attributes, inlines]}]}:
            if "lang" in ast.keyvals(attributes):
                return _same(ast.div([ast.para(inlines)], attributes))
            return ast.para(_same(tree["c"]))
        case {"t": "Plain"}:
            return ast.para(_same(tree["c"]))
    return {key: _same(value) for key, value in tree.items()}


def _without_html(nodes: list[Any]) -> list[Any]:
    done: list[Any] = []
    for node in nodes:
        raw = node["c"][1] if isinstance(node, dict) and node.get("t") == "RawInline" else ""
        if raw.startswith(("<abbr", "</abbr")):
            continue
        if raw == "</sub>":
            start = max(n for n, one in enumerate(done) if one == ast.raw_html("<sub>"))
            done[start:] = [{"t": "Subscript", "c": done[start + 1 :]}]
            continue
        done.append(node)
    return done


def facts(made: Edition) -> Any:
    """The front matter, without what names the manuscript and its files."""
    return replace(made.document.article, slug="", bibliography=())
