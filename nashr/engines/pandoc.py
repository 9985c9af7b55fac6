"""Pandoc, run as a program: Markdown in, AST out; AST in, HTML out; BibLaTeX in, CSL JSON out;
Word in, AST out; AST in, Markdown out; AST in, Word out.

The binary is the one that ``pypandoc_binary`` carries, never the machine's. It is started here
and not by ``pypandoc.convert_text``, which has no time limit and asks for pandoc's version
before every first conversion. Each call gets text and gives text; ``--sandbox`` and a heap limit
keep it from reading files and from using up the memory.
"""

from __future__ import annotations

import errno
import importlib.util
import json
import os
import re
import subprocess
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from nashr.model import Blocks, CslItem

SECONDS = 60
HEAP = "1G"
#: Options of GHC's runtime for the heap. By default pandoc's heap is 64 MB from the start, and the
#: page faults of that take longer than reading an article. Here it starts as small as possible,
#: and the old generation is not collected before it has 64 MB.
HEAP_OPTIONS = ("-H4k", "-O64m")
#: The allocation area. Four megabytes fit into the processor's cache; but when they are full for
#: the second time, garbage collection traverses all of pandoc's own data, which takes 20 ms. With
#: eight megabytes a short input is done before that, and with sixteen a list of references and
#: the writing of an article: 22 instead of 42 ms, and 40 instead of 50 ms.
ALLOCATION, SMALL_INPUT_ALLOCATION, MEDIUM_INPUT_ALLOCATION = "-A4m", "-A8m", "-A16m"
#: The BibLaTeX reader takes the language of titles and terms from LANG.
ENVIRONMENT = {"LANG": "en_US.UTF-8"}
#: The version of pandoc-types that ``nashr.ast`` is written for.
API_VERSION = [1, 23, 1]


#: What the runtime of GHC says where the system starts no more threads for this user.
_NO_THREAD = b"Failed to spawn thread"


class PandocError(ValueError):
    """Pandoc refused its input. The text is pandoc's own message."""

    def __init__(self, message: str, *, too_slow: bool = False) -> None:
        super().__init__(message)
        #: Whether the time limit was reached, instead of the input being refused.
        self.too_slow = too_slow


class PandocMissing(Exception):
    """The wheel ``pypandoc_binary`` is not installed or has no binary for this machine."""


@cache
def path() -> Path:
    """Where the bundled pandoc is; raises ``PandocMissing``."""
    spec = importlib.util.find_spec("pypandoc")
    if spec is None or spec.origin is None:
        raise PandocMissing("pypandoc_binary is not installed")
    folder = Path(spec.origin).parent / "files"
    for name in ("pandoc", "pandoc.exe"):
        if (folder / name).is_file():
            return folder / name
    raise PandocMissing("pypandoc is installed without its pandoc binary")


def run(
    arguments: list[str], text: str, *, seconds: float = SECONDS, allocation: str = ALLOCATION
) -> str:
    """Pandoc's output for ``text`` on its standard input; raises ``PandocError``."""
    return run_with_log(arguments, text, seconds=seconds, allocation=allocation)[0]


def run_with_log(
    arguments: list[str],
    text: str | bytes,
    *,
    seconds: float = SECONDS,
    allocation: str = ALLOCATION,
) -> tuple[str, tuple[str, ...]]:
    """Pandoc's output, and its warnings: each without ``[WARNING]``, of one or several lines."""
    written, said = _run(arguments, text, seconds, allocation)
    return written.decode("utf-8"), _warnings(said)


def _run(
    arguments: list[str], text: str | bytes, seconds: float, allocation: str
) -> tuple[bytes, str]:
    """Pandoc's output, and what it says beside that."""
    runtime = ["+RTS", f"-M{HEAP}", *HEAP_OPTIONS, allocation, "-RTS"]
    command = [str(path()), *runtime, "--sandbox", *arguments]
    try:
        done = subprocess.run(
            command,
            input=text if isinstance(text, bytes) else text.encode(),
            capture_output=True,
            timeout=seconds,
            check=False,
            env=ENVIRONMENT,
        )
    except subprocess.TimeoutExpired:
        message = f"pandoc did not finish within {seconds:g} seconds"
        raise PandocError(message, too_slow=True) from None
    if done.returncode and _NO_THREAD in done.stderr:
        raise BlockingIOError(errno.EAGAIN, os.strerror(errno.EAGAIN))
    if done.returncode:
        raise PandocError(done.stderr.decode("utf-8", "replace").strip())
    return done.stdout, done.stderr.decode("utf-8", "replace") if done.stderr else ""


def _warnings(said: str) -> tuple[str, ...]:
    return tuple(re.findall(r"^\[WARNING\] (.*(?:\n(?!\[).*)*)", said, re.M))


@cache
def version() -> str:
    """The version, e.g. ``3.9``."""
    return run(["--version"], "").split(None, 2)[1]


@cache
def highlighted_languages() -> tuple[str, ...]:
    """The names of the languages whose code pandoc tells apart."""
    return tuple(run(["--list-highlight-languages"], "").split())


def parse_markdown(
    text: str, reader: str = "markdown", *, allocation: str = ALLOCATION
) -> dict[str, Any]:
    """The AST of a Markdown text: ``{"pandoc-api-version": …, "meta": …, "blocks": […]}``, and
    the reader's warnings as ``log``.
    """
    written, log = run_with_log([f"--from={reader}", "--to=json"], text, allocation=allocation)
    tree: dict[str, Any] = json.loads(written)
    return {**tree, "log": log}


#: Characters that break a line of YAML, or may not stand in it (YAML 1.2.2, production 1).
_NOT_YAML = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")


def parse_fields(fields: Mapping[str, str], reader: str = "markdown") -> dict[str, Blocks]:
    """Several short Markdown texts in one run, each parsed by itself.

    They are passed as a YAML metadata block, which pandoc parses field by field, so that an
    unclosed fence in an abstract does not take in the text that follows it.
    """
    if not fields:
        return {}
    names = list(fields)
    # A text that ends in a line break is read as blocks, never as a flat string.
    values = {f"f{n}": f"{fields[name].strip()}\n\n" for n, name in enumerate(names)}
    # Letters beyond U+FFFF as they are: YAML does not know JSON's pairs of escapes for them.
    quoted = json.dumps(values, ensure_ascii=False)
    quoted = _NOT_YAML.sub(lambda found: json.dumps(found[0])[1:-1], quoted)
    block = f"---\n{quoted}\n...\n"
    reader = f"{reader}+yaml_metadata_block"
    meta = parse_markdown(block, reader, allocation=SMALL_INPUT_ALLOCATION)["meta"]
    return {name: _as_blocks(meta.get(f"f{n}")) for n, name in enumerate(names)}


def _as_blocks(value: Any) -> Blocks:
    match value:
        case {"t": "MetaBlocks", "c": blocks}:
            return list(blocks)
        case {"t": "MetaInlines", "c": inlines}:
            return [{"t": "Plain", "c": inlines}]
        case {"t": "MetaString", "c": text}:
            return [{"t": "Plain", "c": [{"t": "Str", "c": text}]}]
        case _:
            return []


def parse_latex(text: str) -> Blocks:
    """The blocks of a LaTeX text; raw nodes for what the reader does not know."""
    blocks: Blocks = json.loads(run(["--from=latex+raw_tex", "--to=json"], text))["blocks"]
    return blocks


def biblatex_to_csl(text: str) -> list[CslItem]:
    """The entries of a BibLaTeX text as CSL JSON items, in the order of the text."""
    items: list[CslItem] = json.loads(
        run(["--from=biblatex", "--to=csljson"], text, allocation=MEDIUM_INPUT_ALLOCATION)
    )
    return items


def write_html(blocks: Blocks) -> str:
    """Blocks as an HTML5 fragment: sections, MathML, notes at the end, headings from ``h2``."""
    tree = {"pandoc-api-version": API_VERSION, "meta": {}, "blocks": blocks}
    arguments = [
        "--from=json",
        "--to=html5",
        "--mathml",
        "--section-divs",
        "--wrap=none",
        "--shift-heading-level-by=1",
    ]
    text = json.dumps(tree)
    return run(arguments, text, allocation=MEDIUM_INPUT_ALLOCATION)


#: The Markdown that an imported manuscript is written in: what ``parse_markdown`` reads, tables
#: with what their cells need, and nothing that only pandoc knows.
_WRITTEN_MARKDOWN = (
    "markdown-example_lists-simple_tables-multiline_tables+grid_tables+pipe_tables"
    "-raw_tex-raw_attribute-smart"
)


def read_document(data: bytes, reader: str) -> tuple[dict[str, Any], tuple[str, ...]]:
    """The tree of a file in one of pandoc's formats, as ``docx``, and the reader's warnings."""
    written, log = run_with_log([f"--from={reader}", "--to=json"], data)
    tree: dict[str, Any] = json.loads(written)
    return tree, log


def read_latex(data: bytes) -> tuple[dict[str, Any], tuple[str, ...], tuple[str, ...]]:
    """``read_document`` of LaTeX, and the commands that its reader leaves out: each as it stands
    in its line, with its arguments.
    """
    written, said = _run(["--from=latex", "--to=json", "--verbose"], data, SECONDS, ALLOCATION)
    tree: dict[str, Any] = json.loads(written)
    left_out = re.findall(r"^\[INFO\] Skipped '(\\[A-Za-z][^\n]*?)'(?: at .*)?$", said, re.M)
    return tree, _warnings(said), tuple(left_out)


def write_markdown(blocks: Blocks) -> str:
    """Blocks as Markdown, each paragraph on a line of its own."""
    tree = {"pandoc-api-version": API_VERSION, "meta": {}, "blocks": blocks}
    arguments = ["--from=json", f"--to={_WRITTEN_MARKDOWN}", "--wrap=none"]
    return run(arguments, json.dumps(tree))


def write_docx(blocks: Blocks, direction: str) -> bytes:
    """Blocks as a Word file in pandoc's own styles. Raw nodes of ``openxml`` pass into it."""
    meta = {"dir": {"t": "MetaString", "c": direction}}
    tree = {"pandoc-api-version": API_VERSION, "meta": meta, "blocks": blocks}
    arguments = ["--from=json", "--to=docx", "--syntax-highlighting=none", "--output=-"]
    return _run(arguments, json.dumps(tree), SECONDS, MEDIUM_INPUT_ALLOCATION)[0]
