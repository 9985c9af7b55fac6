"""Whether the libraries are found that the wheels link to, and what is said where they are not."""

from __future__ import annotations

import shutil
import sys
import sysconfig
from pathlib import Path

import pytest

from nashr.cli import main as cli
from nashr.cli import needs, shared_libraries
from nashr.cli.exit_codes import MACHINE_ERROR

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux") or shutil.which("ldd") is None,
    reason="there is no ldd on this system",
)


@pytest.fixture
def wheels(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of installed wheels of which one links to ``libq.so.9``, which nobody has."""
    folder = tmp_path / "site-packages"
    (folder / "some").mkdir(parents=True)
    sound = next(iter(shared_libraries.binaries(sysconfig.get_paths()["platlib"])))
    data = Path(sound).read_bytes()
    assert b"libc.so.6\0" in data
    (folder / "some" / "program.so").write_bytes(data.replace(b"libc.so.6\0", b"libq.so.9\0"))
    (folder / "some" / "words.so.txt").write_text("no program")
    monkeypatch.setattr(sysconfig, "get_paths", lambda: {"platlib": str(folder)})
    return folder


def test_the_installed_wheels_find_all_their_libraries() -> None:
    assert shared_libraries.needs() == []


@pytest.mark.usefixtures("wheels")
def test_a_library_that_is_not_there_is_named_with_its_package() -> None:
    (need,) = shared_libraries.needs()
    assert (need.name, need.apt) == ("libq.so.9", "libq9")
    assert need.why == "some/program.so links to"
    assert not need.present()
    assert needs.remedies([need]) == {
        "apt": "sudo apt-get install -y --no-install-recommends libq9",
        "dnf": "sudo dnf install -y 'libq.so.9()(64bit)'",
    }


def test_a_library_that_another_wheel_brings_is_not_missing(wheels: Path) -> None:
    shutil.copyfile(wheels / "some" / "program.so", wheels / "some" / "libq.so.9")
    assert shared_libraries.needs() == []


def test_doctor_says_what_the_wheels_lack(wheels: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert wheels.is_dir()
    assert cli.main(["doctor"]) == MACHINE_ERROR
    said = capsys.readouterr().err
    assert "libq.so.9, which some/program.so links to" in said
    assert "--no-install-recommends libq9" in said


@pytest.mark.parametrize(
    ("library", "package"),
    [
        ("libatomic.so.1", "libatomic1"),
        ("libstdc++.so.6", "libstdc++6"),
        ("libgcc_s.so.1", "libgcc-s1"),
        ("libpango-1.0.so.0", "libpango-1.0-0"),
        ("libX11.so.6", "libx11-6"),
        ("libz.so.1", "zlib1g"),
        ("libnss3.so", "libnss3"),
    ],
)
def test_the_debian_package_of_a_library(library: str, package: str) -> None:
    assert shared_libraries.debian_package(library) == package


def test_libatomic_is_asked_for_where_the_tests_are_to_run() -> None:
    (need,) = [need for need in needs.NEEDS if need.apt == "libatomic1"]
    assert need.purpose == "test"
