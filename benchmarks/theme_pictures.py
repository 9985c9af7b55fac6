"""The pictures of docs/themes.md: each theme, and each setting before and after.

    python3 benchmarks/theme_pictures.py [NAME ...]

Needs pdftoppm. Each picture shows pages of the specimen; without names all are made. They are WebP
files in docs/pictures/themes/, as docs/themes.md names them.
"""

from __future__ import annotations

import io
import re
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from nashr.pipeline.build import build  # noqa: E402
from nashr.pipeline.compose import Request  # noqa: E402
from nashr.pipeline.specimen import SLUG, lay_out  # noqa: E402
from nashr.processes.pool import InProcessPool  # noqa: E402
from nashr.project.workspace import ARTICLE, JOURNAL, MANUSCRIPTS, Workspace  # noqa: E402

PICTURES = ROOT / "docs" / "pictures" / "themes"
THEMES = ("classic", "science", "plain")
#: Each setting as it stands below ``theme``, and the page that shows it.
SETTINGS: Mapping[str, tuple[str, int]] = {
    "colours": ('colours: {accent: "#1f4e79", headings: "#1f4e79"}', 1),
    "typefaces": ("typefaces: {text: Source Sans 3, headings: Source Sans 3}", 2),
    "size": ("size: 11.5pt", 2),
    "leading": ("leading: 15pt", 2),
    "margins": ("margins: {inside: 32mm, outside: 38mm, top: 30mm}", 2),
    "columns": ("columns: 2", 1),
    "headings": ("headings: numbered", 2),
    "text": ("text: ragged", 2),
    "drop-cap": ("drop-cap: true", 1),
    "side-column": ("side-column: true", 1),
    "front": ("front: [title, authors, type, abstract]", 1),
    "heads": ("heads: {left: journal, right: issue}", 2),
    "feet": ("feet: [doi]", 2),
    "folio": ("folio: foot", 2),
    "references": ("references: {size: 8pt, back-links: false}", 4),
}
#: Pixels: the width of a page, and between two.
_WIDTH, _GAP = 340, 12
_QUALITY = 62
#: The sentences of the specimen that refer to sections by their numbers.
_SECTIONS = r"\bSee\s+@sec:[^.]*\."


def pages(theme: str, setting: str = "", *, without: str = "") -> list[Image.Image]:
    """The pages of the specimen, or of one without the sentences that match a pattern."""
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder)
        lay_out(project / "none", theme, project)
        if setting:
            path = project / JOURNAL
            text = path.read_text("utf-8").replace(
                f"theme: {theme}\n", f"theme:\n  name: {theme}\n  {setting}\n"
            )
            path.write_text(text, "utf-8")
        if without:
            path = project / MANUSCRIPTS / SLUG / ARTICLE
            path.write_text(re.sub(without, "", path.read_text("utf-8")), "utf-8")
        request = Request(formats=("pdf",), environment={"SOURCE_DATE_EPOCH": "1774958400"})
        workspace = Workspace(project, project / "output")
        for report in build(workspace, request, InProcessPool()):
            for found in report.diagnostics:
                if found.severity.value == "error":
                    raise SystemExit(f"{theme}, {setting}: {found.message}")
        pdf = project / "output" / SLUG / f"{SLUG}.pdf"
        command = ["pdftoppm", "-png", "-scale-to-x", str(_WIDTH), "-scale-to-y", "-1", pdf]
        subprocess.run([*command, project / "page"], check=True)
        return [
            Image.open(io.BytesIO(path.read_bytes())).convert("RGB")
            for path in sorted(project.glob("page-*.png"))
        ]


def beside(shown: list[Image.Image]) -> Image.Image:
    """The pages beside each other on grey."""
    width = sum(page.width for page in shown) + _GAP * (len(shown) + 1)
    sheet = Image.new("RGB", (width, max(page.height for page in shown) + 2 * _GAP), "#d8d8d8")
    left = _GAP
    for page in shown:
        sheet.paste(page, (left, _GAP))
        left += page.width + _GAP
    return sheet


def save(name: str, picture: Image.Image) -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    picture.save(PICTURES / f"{name}.webp", quality=_QUALITY, method=6)


def main(names: list[str]) -> None:
    for theme in THEMES:
        if not names or theme in names:
            save(theme, beside(pages(theme)[:3]))
    wanted = [name for name in SETTINGS if not names or name in names]
    before = pages("classic") if wanted else []
    for name in wanted:
        setting, number = SETTINGS[name]
        if name == "headings":  # which have numbers also where the text refers to one
            shown = [pages("classic", one, without=_SECTIONS)[1] for one in ("", setting)]
            save(name, beside(shown))
            continue
        after = pages("classic", setting)
        one, other = before[min(number, len(before)) - 1], after[min(number, len(after)) - 1]
        save(name, beside([one, other]))


if __name__ == "__main__":
    main(sys.argv[1:])
