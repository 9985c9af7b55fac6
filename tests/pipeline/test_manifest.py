"""What the manifest records, and how one is read that somebody else may have written."""

from __future__ import annotations

import getpass
import hashlib
import json
import os
import re
import shutil
import socket
from pathlib import Path
from typing import Any

import pytest

from nashr.cli import exit_codes
from nashr.cli import main as cli
from nashr.engines import SHAPING_VARIABLES
from nashr.pipeline.manifest import NotAManifest, read, shown
from nashr.pipeline.toolchain import PACKAGES, toolchain
from nashr.project import ledger
from nashr.project.workspace import LARGEST_MANIFEST

ROOT = Path(__file__).resolve().parents[2]
STYLE = "bibliography/styles/nashr-author-date.csl"


@pytest.fixture(autouse=True)
def date(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1774958400")


def built(project: Path, *arguments: str, formats: str = "html") -> dict[str, Any]:
    """The manifest after a build."""
    command = [*arguments, "--project", str(project), "--format", formats, "--jobs", "0"]
    assert cli.main(command) == exit_codes.SUCCESS
    written = manifest(project, proof="--proof" in arguments)
    found: dict[str, Any] = json.loads(written.read_text("utf-8"))
    return found


def manifest(project: Path, *, proof: bool = False) -> Path:
    return project / "output" / "a" / ("manifest-proof.json" if proof else "manifest.json")


def sha256(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


# --- what it records -----------------------------------------------------------------------


def test_the_products_and_the_sources(project: Path) -> None:
    found = built(project)
    page = project / "output" / "a" / "a.html"
    assert found["products"]["a.html"] == {
        "format": "html",
        "bytes": page.stat().st_size,
        "sha256": sha256(page),
    }
    names = ("bibliography/references.bib", "manuscript/a/article.md", "manuscript/journal.yaml")
    assert found["sources"] == {name: sha256(project / name) for name in names}
    assert found["options"] == {"formats": ["html"], "print": False, "proof": False}
    assert found["date"] == {"utc": "2026-03-31T12:00:00+00:00", "from": "SOURCE_DATE_EPOCH"}


def test_what_ships_with_nashr(project: Path) -> None:
    found = built(project)
    assert found["shipped"][STYLE] == sha256(ROOT / STYLE)
    templates = {p.relative_to(ROOT).as_posix() for p in (ROOT / "templates").rglob("*.*")}
    assert templates <= found["shipped"].keys()
    assert found["style"] == {"name": "nashr-author-date", "sha256": sha256(ROOT / STYLE)}


def test_the_projects_own_style_and_template_are_sources(project: Path) -> None:
    shutil.copytree(ROOT / "templates" / "html", project / "templates" / "html")
    (project / STYLE).parent.mkdir()
    shutil.copy(ROOT / STYLE, project / STYLE)
    found = built(project)
    assert {STYLE, "templates/html/article.html.j2"} <= found["sources"].keys()
    assert not found["sources"].keys() & found["shipped"].keys()


def test_the_tools(project: Path) -> None:
    tools = built(project)["tools"]
    assert {"nashr", "code", "pandoc", "python", "platform"} <= tools.keys()
    assert tools["packages"].keys() == set(PACKAGES)
    assert "unknown" not in tools["packages"].values()
    assert {"pango", "harfbuzz", "fribidi", "freetype", "zlib"} <= tools["libraries"].keys()
    assert all(re.fullmatch(r"\d[\w.+-]*", text) for text in tools["libraries"].values())
    assert {"Source Serif 4", "Amiri"} <= tools["fonts"].keys()
    assert all(font["version"] and font["sha256"] for font in tools["fonts"].values())


def test_every_locked_package_is_recorded_or_touches_no_product() -> None:
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    locked = set(re.findall(r"^([a-z0-9-]+)==", lock, re.M))
    idle = {
        *("annotated-types", "typing-extensions", "typing-inspection"),  # declare types
        *("rich", "markdown-it-py", "mdurl", "pygments"),  # colour the terminal
        # hold references against records; builds print the entries as they are
        *("certifi", "httpcore", "httpx", "rapidfuzz"),
        *(
            "anyio",
            "click",
            "colorama",
            "h11",
            "idna",
            "starlette",
            "uvicorn",
            "watchfiles",
        ),  # serve
        *("pikepdf", "packaging"),  # put the pages of a finished PDF on sheets
        *("metafile-render", "pyclipper", "python-crfsuite"),  # read an author's file
        *("brotlicffi", "pycparser"),  # another Python's; reads headers when cffi is built
    }
    assert locked - idle == set(PACKAGES)


def test_the_packages_are_those_that_are_installed() -> None:
    from importlib.metadata import version

    def plain(text: str) -> str:
        return re.sub(r"\b0+(?=\d)", "", text)  # 4.004 is 4.4 (PEP 440)

    installed = {name: plain(version(name)) for name in PACKAGES}
    assert installed == {name: plain(text) for name, text in toolchain().packages.items()}


def test_a_change_of_the_code_shows(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "a.py").write_text("1")
    first = ledger.code_digest(str(tmp_path))
    (tmp_path / "__pycache__").mkdir()
    (tmp_path / "__pycache__" / "a.pyc").write_text("1")
    assert ledger.code_digest(str(tmp_path)) == first
    (tmp_path / "deep" / "a.py").rename(tmp_path / "deep" / "b.py")
    assert ledger.code_digest(str(tmp_path)) != first


def test_nothing_of_the_machine_stands_in_it(project: Path) -> None:
    built(project)
    text = manifest(project).read_text("utf-8")
    for name in (str(project), str(ROOT), str(Path.home()), socket.gethostname()):
        assert f'"{name}' not in text
    assert f'"{getpass.getuser()}"' not in text
    assert not re.search(r'"/', text), "an absolute path"


def test_the_press_of_a_print_file(project: Path) -> None:
    profile = Path("/usr/share/color/icc/ghostscript/default_cmyk.icc")
    shutil.copy(profile, project / "press.icc")
    with (project / "manuscript" / "journal.yaml").open("a") as file:
        file.write("print: {profile: press.icc}\n")
    press = {"path": "press.icc", "sha256": sha256(profile)}
    assert built(project, "--print", formats="pdf")["print-profile"] == press
    # The printer's file still stands, and the press with it.
    later = built(project, formats="html")
    assert (later["print-profile"], later["options"]["print"]) == (press, True)
    assert sorted(later["products"]) == ["a-print.pdf", "a.html", "a.pdf"]


def test_a_shaping_variable_reaches_no_library() -> None:
    assert not any(name in os.environ for name in SHAPING_VARIABLES)


# --- earlier products ----------------------------------------------------------------------


def test_a_product_of_another_format_stays_listed(project: Path) -> None:
    built(project, formats="epub")
    found = built(project)
    assert sorted(found["products"]) == ["a.epub", "a.html"]
    assert found["options"]["formats"] == ["epub", "html"]


def test_one_by_one_or_all_at_once_is_the_same(project: Path) -> None:
    built(project, formats="epub")
    built(project, formats="jats")
    one_by_one = built(project, formats="html")
    shutil.rmtree(project / "output")
    assert built(project, formats="epub,html,jats") == one_by_one


@pytest.mark.parametrize("reason", ["source", "proof", "date", "product"])
def test_what_was_made_otherwise_is_no_longer_listed(
    project: Path, monkeypatch: pytest.MonkeyPatch, reason: str
) -> None:
    built(project, *(["--proof"] if reason == "proof" else []), formats="epub")
    match reason:
        case "source":
            article = project / "manuscript" / "a" / "article.md"
            article.write_text(article.read_text("utf-8") + "\nMore.\n", "utf-8")
        case "date":
            monkeypatch.setenv("SOURCE_DATE_EPOCH", "1774958401")
        case "product":
            (project / "output" / "a" / "a.epub").write_bytes(b"x")
    assert list(built(project)["products"]) == ["a.html"]


@pytest.mark.parametrize(
    "old",
    ["", "[]", "{", "[" * 100_000, '{"products": []}', '{"products": {"../x": {}}}', '{"a": NaN}'],
)
def test_a_build_writes_over_whatever_stood_there(project: Path, old: str) -> None:
    manifest(project).parent.mkdir(parents=True)
    manifest(project).write_text(old)
    assert list(built(project)["products"]) == ["a.html"]


# --- reading -------------------------------------------------------------------------------

SOUND: dict[str, Any] = {
    "products": {"a.html": {"format": "html", "bytes": 1, "sha256": "0" * 64}},
    "sources": {"manuscript/a/article.md": "0" * 64},
    "shipped": {},
}


def test_a_sound_one_is_read() -> None:
    found = read(json.dumps(SOUND).encode())
    assert (found.products["a.html"].bytes, found.print_profile) == (1, None)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"products": None}, "“products” is not an object"),
        ({"sources": []}, "“sources” is not an object"),
        ({"products": {"a": 1}}, "“a” has no format"),
        ({"products": {"a": {"format": "x", "bytes": True, "sha256": "0" * 64}}}, "“a” has no"),
        ({"products": {"a": {"format": "x", "bytes": -1, "sha256": "0" * 64}}}, "“a” has no"),
        ({"products": {"a": {"format": "x", "bytes": 1, "sha256": "0"}}}, "“a” has no"),
        ({"sources": {"a": "A" * 64}}, "“a” has no SHA-256"),
        ({"print-profile": 1}, "“print-profile” has no"),
        ({"print-profile": {"path": "../x", "sha256": "0" * 64}}, "“print-profile” has no"),
        *(
            ({"sources": {path: "0" * 64}}, "names a path that no build writes")
            for path in (
                *("", ".", "..", "../x", "a/../../x", "/etc/passwd", "a//b", "./a", "a/", "//a"),
                *("a\\b", "a\0b", "a" * 5000, "\ud800"),
            )
        ),
    ],
)
def test_a_forged_one_is_refused_in_plain_words(change: dict[str, Any], message: str) -> None:
    with pytest.raises(NotAManifest, match=message):
        read(json.dumps(SOUND | change).encode())


@pytest.mark.parametrize(
    ("data", "times"),
    [
        (b"", 1),
        (b"\xff\xfe\0", 1),
        (b"[", 1_000_000),
        (b'{"a":', 100_000),
        (b"9", 10_000),
        (b"null", 1),
        (b" ", LARGEST_MANIFEST + 1),
    ],
    ids=["empty", "not-text", "nested", "nested-objects", "number", "null", "huge"],
)
def test_what_is_no_manifest_at_all(data: bytes, times: int) -> None:
    with pytest.raises(NotAManifest):
        read(data * times)


def test_a_path_is_shown_without_what_a_terminal_obeys() -> None:
    assert shown("şəkil 1.png") == "şəkil 1.png"
    assert shown("a\x1b[2J\u202e\n") == "a\\x1b[2J\\u202e\\n"
