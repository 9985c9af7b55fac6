"""``build.py verify``: what it says of products and sources, and of a manifest that lies."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tree_kit import TREES, make_tree

from nashr.cli import main as cli
from nashr.cli.exit_codes import AUTHOR_ERROR, SUCCESS, USAGE_ERROR
from nashr.pipeline import verify as verifying

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project, built."""
    folder = tmp_path_factory.mktemp("verify") / "project"
    shutil.copytree(ROOT / "tests" / "projects" / "small", folder)
    formats = ["--format", "html,jats"]
    assert cli.main([*formats, "--project", str(folder)]) == SUCCESS
    return folder


@pytest.fixture
def project(once: Path, tmp_path: Path) -> Path:
    """The same, for a test to break."""
    return Path(shutil.copytree(once, tmp_path / "project"))


def verify(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str]:
    capsys.readouterr()
    code = cli.main(["verify", *map(str, arguments)])
    out, err = capsys.readouterr()
    return code, out + err


def as_json(capsys: pytest.CaptureFixture[str], *arguments: object) -> dict[str, Any]:
    _, out = verify(capsys, *arguments, "--json")
    found: dict[str, Any] = json.loads(out)
    return found


def test_what_was_built_is_sound(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out = verify(capsys, project / "output")
    assert code == SUCCESS
    assert out == (
        "a\n"
        "  as built          a.html\n"
        "  as built          a.xml\n"
        "  its sources are the same as then\n"
        "\n"
        "All products are as their manifest says.\n"
    )


def test_one_articles_folder(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out = verify(capsys, project / "output" / "a")
    assert code == SUCCESS
    assert "its sources are the same as then" in out


def test_the_output_folder_is_the_default(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert verify(capsys, "--project", project)[0] == SUCCESS
    monkeypatch.chdir(project)
    assert verify(capsys)[0] == SUCCESS


def test_changed_missing_and_unknown_products(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = project / "output" / "a"
    page = (folder / "a.html").read_bytes()
    (folder / "a.html").write_bytes(page.replace(b"a", b"b", 1))
    (folder / "a.xml").unlink()
    (folder / "media").mkdir()
    (folder / "media" / "old.png").write_bytes(b"")
    code, out = verify(capsys, project / "output")
    assert code == AUTHOR_ERROR
    assert "  changed           a.html\n" in out
    assert "  missing           a.xml\n" in out
    assert "  not of this build media/old.png\n" in out
    assert "0 of 1 article is as its manifest says." in out


def test_changed_missing_and_new_sources(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "manuscript" / "a" / "article.md").write_text("changed")
    (project / "bibliography" / "references.bib").unlink()
    (project / "templates" / "html").mkdir(parents=True)
    (project / "templates" / "html" / "article.css").write_text("")
    code, out = verify(capsys, project / "output")
    assert code == AUTHOR_ERROR
    assert "  as built          a.html\n" in out
    assert "  source bibliography/references.bib: gone since\n" in out
    assert "  source manuscript/a/article.md: changed since\n" in out


def test_a_template_that_takes_the_place_of_a_shipped_one(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    manifest = json.loads((project / "output" / "a" / "manifest.json").read_text())
    name = next(name for name in manifest["shipped"] if name.startswith("templates/html/"))
    (project / name).parent.mkdir(parents=True)
    (project / name).write_text("")
    code, out = verify(capsys, project / "output")
    assert code == AUTHOR_ERROR
    assert f"  source {name}: new since, in the place of the one that ships\n" in out


def test_without_its_project_only_the_products_count(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    archive = project.parent / "archive"
    shutil.move(project / "output", archive)
    (project / "manuscript" / "a" / "article.md").write_text("changed")
    code, out = verify(capsys, archive)
    assert code == SUCCESS
    assert "sources not compared (see --project)" in out
    code, out = verify(capsys, archive, "--project", project)
    assert code == AUTHOR_ERROR
    assert "manuscript/a/article.md: changed since" in out


def test_what_else_stands_in_the_output_folder(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "output" / "b").mkdir()
    (project / "output" / "notes.txt").write_text("")
    code, out = verify(capsys, project / "output")
    assert code == AUTHOR_ERROR
    assert "Of no build: b, notes.txt\n" in out


def test_as_json(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "output" / "a" / "a.xml").unlink()
    (project / "manuscript" / "journal.yaml").write_text("changed")
    assert as_json(capsys, project / "output") == {
        "output": str(project / "output"),
        "sound": False,
        "articles": [
            {
                "article": "a",
                "sound": False,
                "fault": None,
                "products": [
                    {"path": "a.html", "state": "same"},
                    {"path": "a.xml", "state": "missing"},
                ],
                "sources": 3,
                "changed-sources": [{"path": "manuscript/journal.yaml", "state": "changed"}],
            }
        ],
        "strays": [],
    }


def test_where_there_is_no_manifest(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out = verify(capsys, tmp_path)
    assert (code, out) == (
        USAGE_ERROR,
        f"There is no manifest.json in {tmp_path} or a folder in it.\n",
    )
    code, out = verify(capsys, tmp_path / "none")
    assert code == USAGE_ERROR
    assert "is no output folder: No such file or directory." in out


def test_it_needs_no_package_and_writes_nothing(project: Path) -> None:
    before = {p: p.stat().st_mtime_ns for p in project.rglob("*")}
    command = [sys.executable, "-I", "-S", "-B", str(ROOT / "build.py"), "verify"]
    done = subprocess.run(
        [*command, str(project / "output")], capture_output=True, timeout=60, check=False
    )
    assert done.returncode == SUCCESS, done.stderr.decode()
    assert {p: p.stat().st_mtime_ns for p in project.rglob("*")} == before


# --- a manifest that lies ------------------------------------------------------------------


def forge(project: Path, **changes: object) -> None:
    file = project / "output" / "a" / "manifest.json"
    file.write_text(json.dumps(json.loads(file.read_text()) | changes))


@pytest.mark.parametrize(
    ("text", "times"),
    [("", 1), ("[]", 1), ("[", 500_000), ('{"products": 3}', 1), (" ", 5_000_000)],
)
def test_a_manifest_that_is_none(
    project: Path, capsys: pytest.CaptureFixture[str], text: str, times: int
) -> None:
    (project / "output" / "a" / "manifest.json").write_text(text * times)
    code, out = verify(capsys, project / "output")
    assert code == AUTHOR_ERROR
    assert "  manifest.json is no manifest of a build: " in out
    assert "0 of 1 article" in out


@pytest.mark.parametrize("section", ["products", "sources"])
@pytest.mark.parametrize("path", ["../../../secret", "/etc/hostname", "a/../../../../secret"])
def test_no_path_out_of_the_folder_is_followed(
    project: Path, capsys: pytest.CaptureFixture[str], section: str, path: str
) -> None:
    (project.parent / "secret").write_bytes(b"")
    facts: Any = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    if section == "products":
        facts = {"format": "html", "bytes": 0, "sha256": facts}
    forge(project, **{section: {path: facts}})
    code, out = verify(capsys, project / "output")
    assert code == AUTHOR_ERROR
    assert "names a path that no build writes" in out


def test_no_link_out_of_the_folder_is_followed(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = project / "output" / "a"
    outside = project.parent / "outside"
    outside.mkdir()
    shutil.move(folder / "a.html", outside / "a.html")
    (folder / "a.html").symlink_to(outside / "a.html")
    (folder / "more").symlink_to(outside)
    found = as_json(capsys, project / "output")["articles"][0]["products"]
    assert {"path": "a.html", "state": "changed"} in found
    assert {"path": "more", "state": "unknown"} in found
    assert len(found) == 3

    article = project / "manuscript" / "a" / "article.md"
    shutil.move(article, outside / "article.md")
    article.symlink_to(outside / "article.md")
    changed = as_json(capsys, project / "output")["articles"][0]["changed-sources"]
    assert changed == [{"path": "manuscript/a/article.md", "state": "missing"}]


def test_a_manifest_that_is_a_link_out_of_the_folder(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = project / "output" / "a" / "manifest.json"
    shutil.move(file, project.parent / "elsewhere.json")
    file.symlink_to(project.parent / "elsewhere.json")
    code, out = verify(capsys, project / "output")
    assert code == AUTHOR_ERROR
    assert "it is no file of this folder" in out


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names here")
def test_a_pipe_is_not_waited_for(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for path in ("output/a/a.html", "manuscript/journal.yaml"):
        (project / path).unlink()
        os.mkfifo(project / path)
    found = as_json(capsys, project / "output")["articles"][0]
    assert {"path": "a.html", "state": "changed"} in found["products"]
    assert found["changed-sources"] == [{"path": "manuscript/journal.yaml", "state": "missing"}]


def test_names_cannot_command_the_terminal(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "output" / "a" / "x\x1b[2J").write_bytes(b"")
    (project / "output" / "a" / os.fsdecode(b"\xff\n")).write_bytes(b"")
    _, out = verify(capsys, project / "output")
    assert "\x1b" not in out
    assert "  not of this build x\\x1b[2J\n" in out
    assert "  not of this build \\udcff\\n\n" in out
    assert len(as_json(capsys, project / "output")["articles"][0]["products"]) == 4


# --- hostile folders -----------------------------------------------------------------------

_PATHS = st.sampled_from(["a.html", "a.pdf", "b", "../x", "/etc/hosts", "d/e", "ü", ""])
_DIGESTS = st.sampled_from(["0" * 64, "x", hashlib.sha256(b"text").hexdigest()])
_MANIFESTS = st.fixed_dictionaries(
    {
        "products": st.dictionaries(
            _PATHS,
            st.fixed_dictionaries(
                {
                    "format": st.just("html"),
                    "bytes": st.sampled_from([4, 1 << 42, -1, 0]),
                    "sha256": _DIGESTS,
                }
            ),
            max_size=4,
        ),
        "sources": st.dictionaries(_PATHS, _DIGESTS, max_size=4),
        "shipped": st.just({}),
    }
) | st.recursive(st.none() | st.integers() | st.text(max_size=4), st.lists, max_leaves=4)


@settings(max_examples=60, deadline=5000)
@given(manifest=_MANIFESTS, tree=TREES, sources=TREES)
def test_any_folder_is_verified_in_time(
    manifest: Any, tree: list[tuple[list[str], str]], sources: list[tuple[list[str], str]]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        project = Path(os.path.realpath(folder))
        (project / "manuscript").mkdir()
        (project / "output" / "a").mkdir(parents=True)
        (project / "output" / "a" / "manifest.json").write_text(json.dumps(manifest))
        make_tree(project / "output" / "a", tree)
        make_tree(project, sources)
        found = verifying.verify(project / "output", project)
        assert verifying.as_lines(found)
        json.dumps(verifying.as_object(found))


def test_a_sparse_product_and_source_are_not_read(tmp_path: Path) -> None:
    article = tmp_path / "output" / "a"
    article.mkdir(parents=True)
    (tmp_path / "manuscript").mkdir()
    for path in (article / "a.html", tmp_path / "manuscript" / "huge"):
        with path.open("wb") as file:
            file.truncate(4 << 40)
    listed = {"format": "html", "bytes": 4 << 40, "sha256": "0" * 64}
    manifest = {
        "products": {"a.html": listed},
        "sources": {"manuscript/huge": "0" * 64},
        "shipped": {},
    }
    (article / "manifest.json").write_text(json.dumps(manifest))
    (found,) = verifying.verify(tmp_path / "output", tmp_path).articles
    assert [state.state for state in found.products] == ["too-large"]
    assert [state.state for state in found.changed] == ["changed"]
