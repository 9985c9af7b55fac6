"""A build takes over what setup prepared, and makes the same without it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from nashr.engines import fonts
from nashr.engines.fonts import FontShop
from nashr.outputs import shells
from nashr.pipeline import prepare
from nashr.pipeline.render import shipped_templates
from nashr.ports import Face
from nashr.project import ledger, shipped
from nashr.typesetting import dictionaries

ROOT = Path(__file__).resolve().parents[2]
#: Loads what every build loads, and tells how many templates and dictionaries were read as text and
#: how many fonts were cut, but for the one of last resort.
_LOADS = """
import jinja2, pyphen
from nashr.pipeline.render import preload, preload_typesetter, shipped_templates
read = []
compiled, parsed = jinja2.Environment.compile, pyphen.HyphDict.__init__
jinja2.Environment.compile = lambda *a, **k: read.append(1) or compiled(*a, **k)
pyphen.HyphDict.__init__ = lambda *a: read.append(1) or parsed(*a)
from nashr.engines import fonts
fonts.last_resort()
cut = fonts._cut
fonts._cut = lambda *a: read.append(1) or cut(*a)
preload(shipped_templates())
preload_typesetter(shipped_templates())
from nashr.outputs import typefaces
from nashr.outputs.pdf import galley, render as pdf
notes = frozenset(galley.BEHIND_NUMBER)  # what the pages of an article with notes have as well
typefaces.with_ordinary(fonts.shop(), pdf.FACES, notes, "ttf")
words = {"az": "kitablar", "en": "edition"}
print(len(read), *(pyphen.Pyphen(lang=lang).inserted(word) for lang, word in words.items()))
"""

#: Loads what a build loads as the command line does, and tells which patterns were compiled. Those
#: of ``email`` have characters in the order of a set, which is another one in each process.
_COMPILES = """
import sys, traceback
sys.path[0] = sys.argv[1]
from nashr.project import prepared_modules
prepared_modules.install()
from re import _compiler
compile = _compiler.compile
def told(text, flags=0):
    if not any("/email/" in frame.filename for frame in traceback.extract_stack()):
        print(ascii(text))
    return compile(text, flags)
_compiler.compile = told
import nashr.pipeline.build
from nashr.pipeline.render import preload_typesetter, shipped_templates
preload_typesetter(shipped_templates())
"""


@pytest.fixture
def environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A virtual environment in which nothing is prepared."""
    monkeypatch.setattr(sys, "prefix", str(tmp_path))
    monkeypatch.setattr(sys, "base_prefix", "/usr")
    return tmp_path / "share" / "nashr"


def test_a_new_process_compiles_no_template_parses_no_dictionary_and_cuts_no_font() -> None:
    prepare.prepare()
    done = subprocess.run(
        [sys.executable, "-c", _LOADS], cwd=ROOT, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == ["0", "ki-tab-lar", "edi-tion"]


def test_a_new_process_compiles_no_regular_expression() -> None:
    prepare.prepare()
    done = subprocess.run(
        [sys.executable, "-c", _COMPILES, str(ROOT)], capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == []


def test_a_template_that_changed_is_compiled(environment: Path) -> None:
    shells.prepare(shipped_templates())
    assert len(list(environment.iterdir())) == 1
    name = "html/article.html.j2"
    assert shells.environment({name: "changed"}).get_template(name).render() == "changed"


def test_fonts_are_the_same_as_cut_anew(environment: Path) -> None:
    characters = frozenset("abcəğı")
    face = Face("serif", plain=True)
    made = FontShop().subset(face, characters, "woff2")
    one = FontShop()
    one.subset(face, characters, "woff2")
    one.prepare()
    assert len(list(environment.iterdir())) == 1
    fonts._prepared.cache_clear()
    try:
        assert len(fonts._prepared()) == 1
        assert FontShop().subset(face, characters, "woff2") == made
    finally:
        fonts._prepared.cache_clear()


def test_patterns_are_the_same_as_read_from_their_files(environment: Path) -> None:
    import pyphen

    dictionaries.prepare()
    assert len(list(environment.iterdir())) == 1
    words = ("müstəqilliyimizdən", "cumhuriyet", "hyphenation", "dövlətlərarası")
    before = [pyphen.Pyphen(lang=lang).inserted(w) for w in words for lang in ("az", "tr", "en")]
    dictionaries.load()
    after = [pyphen.Pyphen(lang=lang).inserted(w) for w in words for lang in ("az", "tr", "en")]
    assert before == after


@pytest.mark.usefixtures("environment")
def test_the_digest_of_the_code_is_believed_until_a_file_is_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "package"
    package.mkdir()
    (package / "a.py").write_text("a = 1\n")
    monkeypatch.setattr(shipped, "PACKAGE", str(package))
    read: list[str] = []
    digest = ledger._sha256
    monkeypatch.setattr(ledger, "_sha256", lambda path: read.append(path) or digest(path))
    made = ledger.code_digest(str(package))
    ledger.keep_code_digest()
    read.clear()
    assert ledger.code_digest(str(package)) == made
    assert not read, "files are read whose digest is kept"
    (package / "a.py").write_text("a = 2\n")
    changed = ledger.code_digest(str(package))
    assert changed != made
    (package / "b.py").write_text("")
    assert ledger.code_digest(str(package)) not in (made, changed)
