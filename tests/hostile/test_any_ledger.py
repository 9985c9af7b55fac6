"""The ledger and the cache among whatever stands in their places: in time, and the build is right."""

from __future__ import annotations

import json
import shutil
import tempfile
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tree_kit import make_tree

from nashr.cli import main as cli
from nashr.cli.exit_codes import SUCCESS
from nashr.project import ledger

pytestmark = [pytest.mark.timeout(300), pytest.mark.xdist_group("any-ledger")]


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache of this test's own."""
    monkeypatch.setenv("NASHR_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1774958400")
    return tmp_path / "cache"


def build(project: Path) -> int:
    return cli.main(["--project", str(project), "--format", "html,jats", "--jobs", "0"])


def products(project: Path) -> dict[str, bytes]:
    found = (path for path in sorted((project / "output").rglob("*")) if path.is_file())
    return {path.name: path.read_bytes() for path in found}


@pytest.fixture
def built(project: Path) -> Path:
    assert build(project) == SUCCESS
    return project


# --- whatever stands in the place of records -----------------------------------------------

_JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 3) | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner),
    max_leaves=6,
)
_FACTS = (
    *("outputs", "findings", "bibliography", "journal", "conditions", "stamps", "read"),
    *("libraries", "shared", "cited", "uncited", "claims"),
)
_FACT = st.tuples(st.sampled_from(_FACTS), _JSON)
#: The conditions of this version, and of another.
_OURS, _OTHERS = "c", "d"


def forged(path: Path, lines: bytes) -> None:
    """Write a record with the checksum that it has to have."""
    path.write_bytes(ledger._checksum(str(path), lines) + b"\n" + lines)


@settings(max_examples=150, deadline=None)
@given(
    text=st.binary(max_size=200) | _JSON.map(lambda value: json.dumps(value).encode()),
    common=st.binary(max_size=20) | _JSON.map(lambda value: json.dumps(value).encode()),
    is_sealed=st.booleans(),
)
def test_any_bytes_are_no_record(text: bytes, common: bytes, is_sealed: bool) -> None:
    with tempfile.TemporaryDirectory() as made:
        records = ledger.Ledger(*_places(made), conditions=_OURS)
        records.write("a", WHOLE)
        (path,) = Path(made).rglob("a.json")
        lines = text.replace(b"\n", b" ") + b"\n" + common
        if is_sealed:
            forged(path, lines)
        else:
            path.write_bytes(lines)
        assert ledger.Ledger(*_places(made), conditions=_OURS).record("a") is None


#: What a build without products writes.
WHOLE: dict[str, object] = {
    "outputs": {"html": {"products": [], "findings": []}},
    "findings": [],
    "bibliography": [],
    "journal": [],
    "read": {"project": {}, "shipped": {}, "absent": [], "listed": {}},
    "libraries": {},
    "shared": {},
    "cited": [],
    "uncited": {},
    "claims": {},
}


@settings(max_examples=100, deadline=None)
@given(changes=st.lists(_FACT, max_size=3), conditions=_JSON | st.just(_OTHERS))
def test_what_another_version_recorded_is_no_record(
    changes: list[tuple[str, object]], conditions: object
) -> None:
    """Its facts may be of any form, and are never looked into."""
    with tempfile.TemporaryDirectory() as made:
        records = ledger.Ledger(*_places(made), conditions=_OURS)
        records.write("a", WHOLE)
        assert records.record("a") is not None
        (path,) = Path(made).rglob("a.json")
        _, own, common = path.read_bytes().split(b"\n")
        facts = {**json.loads(own), **json.loads(common), **dict(changes), "conditions": conditions}
        forged(path, f"{json.dumps(facts)}\n{{}}".encode())
        assert records.record("a") is None
        assert ledger.Ledger(*_places(made), conditions=_OURS).valid("a", ("html",)) is None


def _places(made: str) -> tuple[str, str, str, dict[str, object]]:
    """The cache, the project, the output folder and the options of a ledger."""
    return made, made, f"{made}/output", {}


_KINDS = st.sampled_from(["file", "folder", "pipe", "sparse", "out", "up", "loop", "zero", "shut"])


def test_whatever_stands_in_the_place_of_the_cache_the_build_is_right(
    built: Path, cache: Path
) -> None:
    before = products(built)
    kept = cache.parent / "kept"
    shutil.copytree(cache, kept)
    names = [path.relative_to(cache).parts for path in sorted(cache.rglob("*"))]
    places = st.sampled_from(names).map(list)

    @settings(max_examples=12, deadline=None)
    @given(tree=st.lists(st.tuples(places, _KINDS), min_size=1, max_size=8), whole=st.booleans())
    def disturbed(tree: list[tuple[list[str], str]], whole: bool) -> None:
        shutil.rmtree(cache, ignore_errors=True)
        if whole:
            shutil.copytree(kept, cache)
            for place, _ in tree:
                path = cache.joinpath(*place)
                if path.is_dir() and not path.is_symlink():
                    shutil.rmtree(path)
                else:
                    path.unlink(missing_ok=True)
        cache.mkdir(mode=0o700, exist_ok=True)
        make_tree(cache, tree)
        shutil.rmtree(built / "output")
        begun = time.monotonic()
        assert build(built) == SUCCESS
        assert products(built) == before
        assert build(built) == SUCCESS
        assert products(built) == before
        assert time.monotonic() - begun < 60

    disturbed()
