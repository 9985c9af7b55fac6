"""Lines: how evenly nashr sets a text, beside Typst and plain WeasyPrint.

    .venv/bin/python benchmarks/lines.py > benchmarks/lines.txt

The texts are the article in ``manuscript/`` and two of 3,000 words in ``benchmarks/texts/``, in
English and Turkish. All set them in the same face and size, on the same measure, with the same
hyphenation where they can. Typst has no patterns for Azerbaijani and takes those for Turkish; it is
left out where it is not installed, and where its fonts are not found. The figures are read from the
pages, by ``tests/kits/lines_kit.py``.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from importlib import resources
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "kits")]

from lines_kit import measure  # noqa: E402
from pdf_kit import ENGINES, make  # noqa: E402

from nashr.cli import main as cli  # noqa: E402
from nashr.outputs.pdf import render as pdf  # noqa: E402
from nashr.ports import Typeset  # noqa: E402
from nashr.typesetting import weasyprint  # noqa: E402

TEXTS = ROOT / "benchmarks" / "texts"
ARTICLE = ROOT / "manuscript" / "azerbaycan-turkiye" / "article.md"
_ARTICLE = "article (az)"
#: The patches that choose and fill lines.
_LINE_PATCHES = ("patch_justification", "patch_paragraph_layout", "patch_text_drawing")
#: The bounds of the project, by language: loose lines and hyphens as parts of all lines.
BOUNDS = {"en": (0.05, 1 / 3), "tr": (0.08, 1 / 3), "az": (0.08, 1 / 3)}


def texts() -> Iterator[tuple[str, str, str]]:
    """Name, language and Markdown of each text."""
    yield _ARTICLE, "az", ARTICLE.read_text("utf-8")
    yield "English", "en", (TEXTS / "english.md").read_text("utf-8")
    yield "Turkish", "tr", (TEXTS / "turkish.md").read_text("utf-8")


def by_nashr(text: str, lang: str, path: Path) -> None:
    """Set a text as an article; the article itself is built."""
    if text == ARTICLE.read_text("utf-8"):
        folder = path.parent / "built"
        told = io.StringIO()
        with contextlib.redirect_stdout(told), contextlib.redirect_stderr(told):
            cli.main(
                ["--project", str(ROOT), "--output", str(folder), "--format", "pdf", "--jobs", "0"]
            )
        shutil.move(folder / ARTICLE.parent.name / f"{ARTICLE.parent.name}.pdf", path)
        return

    def typeset(pages: pdf.Pages) -> Typeset:
        return weasyprint.typeset(pages.html, pages.sheets, pages.files)

    _, done = pdf.set_pages(make(text, lang=lang), ENGINES, typeset)
    path.write_bytes(done.pdf)


def by_weasyprint(text: str, lang: str, path: Path) -> None:
    """Set it by the same style sheet, with WeasyPrint's own lines."""
    with contextlib.ExitStack() as stack:
        for name in _LINE_PATCHES:
            stack.callback(setattr, weasyprint, name, getattr(weasyprint, name))
            setattr(weasyprint, name, contextlib.nullcontext)
        by_nashr(text, lang, path)


def by_typst(text: str, lang: str, path: Path) -> None:
    """Set it on the same measure, with Typst's default settings of justified text."""
    fonts = resources.files("fontpkg_source_serif_4") / "files"
    patterns = "tr" if lang == "az" else lang
    if text.startswith("---\n"):  # without what Typst does not understand
        text = text.split("\n---\n", 1)[1]
        text = re.sub(r" ?\[@[^\]]*\]|^#.*$|\{[^}]*\}", "", text, flags=re.MULTILINE)
    source = path.with_suffix(".typ")
    source.write_text(
        "#set page(width: 170mm, height: 240mm, margin: (x: 67.9pt, y: 68pt))\n"
        f'#set text(font: "Source Serif 4", size: 9.8pt, lang: "{patterns}", hyphenate: true, '
        'number-type: "old-style")\n#set par(justify: true, leading: 6pt)\n'
        + re.sub(r"([\\#$*_`<>@\[\]])", r"\\\1", text),
        "utf-8",
    )
    command = ["typst", "compile", "--font-path", str(fonts), str(source), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)


def main() -> None:
    """Print the figures of each text, set by each."""
    ways: dict[str, Callable[[str, str, Path], None]] = {
        "nashr": by_nashr,
        "Typst": by_typst,
        "WeasyPrint": by_weasyprint,
    }
    if shutil.which("typst") is None:
        print("Typst is not installed and is left out.")
        del ways["Typst"]
    os.environ["NASHR_CACHE"] = ""
    print(
        f"{'':26}{'lines':>6}{'>1.5':>9}{'>2':>9}{'<0.8':>9}{'hyphen':>9}"
        f"{'widest':>9}{'stacked':>9}{'short':>9}"
    )
    with tempfile.TemporaryDirectory() as folder:
        for name, lang, text in texts():
            for way, set_text in ways.items():
                path = Path(folder) / "text.pdf"
                set_text(text, lang, path)
                print(f"{name:14}{way:12}{measure(path).row()}", flush=True)
            loose, hyphened = BOUNDS[lang]
            print(
                f"{'':14}{'bound':12}{'':6}{loose:9.1%}{0:9.1%}{0.02:9.1%}{hyphened:9.1%}{2:9.2f}"
            )


if __name__ == "__main__":
    main()
