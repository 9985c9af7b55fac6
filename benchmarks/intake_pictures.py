"""The pictures of docs/intake.md: an author's file, the report of its import, and the proof.

    python3 benchmarks/intake_pictures.py

Needs LibreOffice, pdftoppm, and Chromium with playwright. All names in the file are samples. The
pictures are WebP files in docs/pictures/intake/, as docs/intake.md names them.
"""

from __future__ import annotations

import io
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image, ImageDraw

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from nashr.engines import pandoc  # noqa: E402

PICTURES = ROOT / "docs" / "pictures" / "intake"
SLUG = "numune-meqale"
_WIDTH, _QUALITY = 700, 62

#: What the author has typed: headings in bold type, a numbered list by hand, a caption in words.
_TEXT = """\
::: {custom-style="Title"}
Qatar yollarının ticarətə təsiri: nümunə məqalə
:::

Nümunə Müəllif^1^

^1^ Nümunə Universiteti, Bakı, Azərbaycan. E-poçt: muellif\\@example.org

**Xülasə:** Məqalədə qatar yollarının ticarət dövriyyəsinə təsiri nümunə rəqəmlərlə araşdırılır.

**Açar sözlər:** ticarət, qatar yolu, nümunə

**Giriş**

Yeni yolun açılması ilə daşımalar [iki dəfə]{.deletion author="Redaktor" date="2026-03-02T10:00:00Z"}[üç dəfə]{.insertion author="Redaktor" date="2026-03-02T10:00:00Z"} artmışdır.^[Rəqəmlər nümunədir.] Cədvəl 1 bunu illər üzrə göstərir.[Mənbə hansıdır?]{.comment-start id="1" author="Redaktor" date="2026-03-02T10:05:00Z"}[]{.comment-end id="1"} Bunun üç səbəbi var:

1\\. yolun qısalması;

2\\. tariflərin azalması;

3\\. gömrük işinin sadələşməsi.

Cədvəl 1. İllər üzrə daşımalar, min ton

| İl   | Daşıma |
|------|-------:|
| 2017 |    110 |
| 2018 |    215 |
| 2019 |    342 |

**Nəticə**

Qiymət $p = a + b/x$ düsturu ilə hesablanır; burada $x$ daşımanın həcmidir. Nəticələr göstərir ki, yolun açılması ticarətin həcmini və tərkibini dəyişmişdir.
"""  # noqa: E501


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder) / "jurnal"
        word = Path(folder) / "məqalə.docx"
        command = [str(pandoc.path()), "--from=markdown", "--to=docx", f"--output={word}"]
        subprocess.run(command, input=_TEXT.encode(), check=True)
        _nashr("new", "--journal", str(project), "--lang", "az")
        _nashr("import", str(word), "--as", SLUG, "--project", str(project))
        _nashr("build", SLUG, "--format", "pdf", "--proof", "--project", str(project))
        save("file", _first_page(_as_pdf(word, Path(folder))))
        save("report", _screenshot(project / "manuscript" / SLUG / "import.html"))
        [proof] = sorted((project / "output" / SLUG).glob("*.pdf"))[:1]
        save("proof", _first_page(proof))


def _nashr(*arguments: str) -> None:
    command = [sys.executable, str(ROOT / "build.py"), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{' '.join(arguments)}: {done.stdout}{done.stderr}")


def _as_pdf(word: Path, folder: Path) -> Path:
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run([*command, str(word)], check=True, capture_output=True)
    return word.with_suffix(".pdf")


def _first_page(pdf: Path) -> Image.Image:
    size = ["-scale-to-x", str(_WIDTH), "-scale-to-y", "-1"]
    command = ["pdftoppm", "-png", "-f", "1", "-l", "1", *size, str(pdf)]
    done = subprocess.run(command, check=True, capture_output=True)
    return Image.open(io.BytesIO(done.stdout)).convert("RGB")


def _screenshot(page: Path) -> Image.Image:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as browsers:
        flags = ["--no-sandbox"]
        browser = browsers.chromium.launch(executable_path="/usr/bin/chromium", args=flags)
        shown = browser.new_page(viewport={"width": _WIDTH, "height": 900})
        shown.goto(page.as_uri())
        data = shown.screenshot()
        browser.close()
    return Image.open(io.BytesIO(data)).convert("RGB")


def save(name: str, picture: Image.Image) -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    frame = ImageDraw.Draw(picture)
    frame.rectangle((0, 0, picture.width - 1, picture.height - 1), outline="#bbbbbb")
    picture.save(PICTURES / f"{name}.webp", quality=_QUALITY, method=6)


if __name__ == "__main__":
    main()
